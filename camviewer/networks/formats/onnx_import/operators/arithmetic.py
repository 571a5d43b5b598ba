"""Number by number: activations, constants that multiply and add, and what joins layers."""

from __future__ import annotations

from functools import reduce

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import.formulas import MAX_OPERATORS, Formula, made
from camviewer.networks.formats.onnx_import.functions import FUNCTIONS
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.reader import MERGING, Reader, Value, unknown
from camviewer.networks.formats.onnx_import.tensors import Tensor
from camviewer.networks.options import UnfitError


def _elementwise(reader: Reader, operation: Operation) -> Value:
    values = [reader.optional(operation, place) for place in range(len(operation.inputs))]
    found = [value for value in values if isinstance(value, (Tensor, Formula))]
    arrays = [value for value in values if isinstance(value, np.ndarray)]
    if any(array.size != 1 for array in arrays):
        return _with_arrays(reader, operation, found, arrays)
    parts = tuple(
        reader.formula(value)
        if isinstance(value, (Tensor, Formula))
        else None
        if value is None
        else float(value.ravel()[0])
        for value in values
    )
    own = [part for part in parts if isinstance(part, Formula)]
    same = all(part.base == own[0].base for part in own)
    if same and sum(part.size for part in own) < MAX_OPERATORS:
        return made(operation.operator, parts, **operation.attributes)
    tensors = [reader.settled(operation.title, part) for part in own]
    leaves = tuple(
        reader.formula(reader.settled(operation.title, part)) if isinstance(part, Formula) else part
        for part in parts
    )
    if len(tensors) == 1:
        return made(operation.operator, leaves, **operation.attributes)
    if len(tensors) < len(parts) or operation.operator not in MERGING:
        raise unknown([operation.operator])
    return reader.merged(operation.title, MERGING[operation.operator], tensors)


def _with_arrays(
    reader: Reader,
    operation: Operation,
    found: list[Tensor | Formula],
    arrays: list[Array],
) -> Value:
    """An operator with numbers that are known, e.g. one a channel."""
    if len(found) != 1:
        raise unknown([operation.operator])
    x = reader.settled(operation.title, reader.formula(found[0]))
    values: Array = np.asarray(reduce(np.add, arrays), np.float32)
    if len(arrays) > 1 and operation.operator != "Sum":
        raise unknown([operation.operator])
    one: Array = np.ones(1, np.float32)
    zero: Array = np.zeros(1, np.float32)
    is_first = isinstance(reader.value(operation), np.ndarray)
    scale, shift = one, zero
    match operation.operator, is_first:
        case (("Add" | "Sum"), _):
            shift = values
        case "Sub", False:
            shift = -values
        case "Sub", True:
            scale, shift = -one, values
        case "Mul", _:
            scale = values
        case "Div", False if (values != 0).all():
            scale = np.reciprocal(values)
        case "PRelu", False:
            return _prelu(reader, operation, x, values)
        case _:
            raise unknown([operation.operator])
    return reader.network.affine(operation.title, x, scale, shift)


def _prelu(reader: Reader, operation: Operation, x: Tensor, values: Array) -> Tensor:
    """Slopes of a trained rectifier: one a channel or one a number."""
    x = reader.network.settled(operation.title, x)
    # Broadcast from behind, and where they are one a channel, along the channels.
    slopes = reader.network.seen(x, values)
    by_channel = slopes[(slice(0, 1),) * (slopes.ndim - 1)]
    if slopes.ndim == 3 and (slopes == by_channel).all():
        axes = [1, 2]
        return reader.network.add(operation.title, "PReLU", [x], by_channel, shared_axes=axes)
    return reader.network.add(operation.title, "PReLU", [x], slopes)


def _identity(reader: Reader, operation: Operation) -> Value:
    return reader.value(operation)


def _dropout(reader: Reader, operation: Operation) -> Value:
    """Nothing is dropped when a network is read."""
    training = reader.optional(operation, 2)
    if training is not None and not (isinstance(training, np.ndarray) and not training.any()):
        raise UnfitError(
            translate("a network that is ready to be read"),
            translate("a network in training"),
            translate("call model.eval() before it is exported"),
        )
    return reader.value(operation)


OPERATORS = {
    **dict.fromkeys(FUNCTIONS, _elementwise),
    **dict.fromkeys(("Identity", "Cast", "CastLike"), _identity),
    "Dropout": _dropout,
}
