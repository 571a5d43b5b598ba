"""Normalisations, with numbers that were trained or of each sample by itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import import folding
from camviewer.networks.formats.onnx_import.compositions import STANDARDISED, UNIT
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.reader import Reader, Value, attribute, unknown
from camviewer.networks.formats.onnx_import.tensors import CHANNELS_FIRST, Tensor
from camviewer.networks.options import UnfitError

_SMALLEST = 1e-12


def _batch(reader: Reader, operation: Operation) -> Value:
    network, title = reader.network, operation.title
    x = network.settled(title, reader.tensor(operation))
    weights = [reader.weights(operation, place).ravel() for place in range(1, 5)]
    epsilon = float(attribute(operation, "epsilon", 1e-5))
    if attribute(operation, "training_mode", 0):
        raise UnfitError(
            translate("a network that is ready to be read"),
            translate("a network in training"),
            translate("call model.eval() before it is exported"),
        )
    channels = x.sides[0] if x.sides else 0
    if any(each.shape != (channels,) for each in weights):
        raise UnfitError(
            translate("{0} of {1} channels", title, channels),
            translate("a different number of channels"),
        )
    if len(x.sides) == 3 and (not x.dims[0] or len(x.shape) != 3):
        x = network.grid(title, x)
    if x.dims[0] == (len(x.shape) - 1,) and epsilon >= _SMALLEST:
        return network.add(title, "BatchNormalization", [x], *weights, epsilon=epsilon)
    gamma, beta, mean, variance = (each.astype(np.float64) for each in weights)
    if (variance + epsilon <= 0).any():
        raise UnfitError(
            translate("variances above zero in {0}", title), translate("variances of zero or less")
        )
    factor = gamma / np.sqrt(variance + epsilon)
    along = (1, channels, *(1,) * (len(x.sides) - 1))
    scale, shift = (
        each.astype(np.float32).reshape(along) for each in (factor, beta - mean * factor)
    )
    return network.affine(title, x, scale, shift)


def _instance(reader: Reader, operation: Operation) -> Value:
    """Channels one by one or, where some were put into one, groups of them.

    So PyTorch writes a group normalisation: reshaped to (n, G, rest), normalised, reshaped back.
    """
    network, title = reader.network, operation.title
    x = reader.tensor(operation)
    gamma, beta = (reader.weights(operation, place).ravel() for place in (1, 2))
    groups = x.sides[0] if x.sides else 0
    if not gamma.shape == beta.shape == (groups,):
        raise UnfitError(
            translate("{0} of {1} channels", title, groups),
            translate("a different number of channels"),
        )
    if x.pending is None:
        return _by_groups(reader, operation, network.grid(title, x), groups, gamma, beta)
    whole = _whole_groups(x)
    each = whole.shape[-1] // groups
    made = _by_groups(reader, operation, whole, groups, gamma.repeat(each), beta.repeat(each))
    return made.reshaped(x.sides)


def _whole_groups(x: Tensor) -> Tensor:
    """A grid whose channels were put together in groups, as it was."""
    long = [axis for axis in x.order if x.shape[axis] > 1]
    is_first = long == [axis for axis in (2, 0, 1) if x.shape[axis] > 1]
    if len(x.shape) != 3 or not is_first or x.shape[-1] % x.sides[0]:
        raise unknown(["InstanceNormalization"])
    return replace(x, dims=CHANNELS_FIRST, pending=None)


def _by_groups(
    reader: Reader, operation: Operation, x: Tensor, groups: int, *weights: Array
) -> Tensor:
    return reader.network.add(
        operation.title,
        "GroupNormalization",
        [x],
        *weights,
        groups=groups,
        epsilon=float(attribute(operation, "epsilon", 1e-5)),
        **_trained(*weights),
    )


def _trained(*weights: Array) -> dict[str, Any]:
    """Whether there are gamma and beta: both, or none."""
    return {"scale": bool(weights), "center": bool(weights)}


def _group(reader: Reader, operation: Operation) -> Value:
    """Before version 21, numbers were one a group."""
    network, title = reader.network, operation.title
    x = network.grid(title, reader.tensor(operation))
    groups = int(attribute(operation, "num_groups", 1))
    gamma, beta = (reader.weights(operation, place).ravel() for place in (1, 2))
    channels = x.shape[-1]
    if groups < 1 or channels % groups:
        raise UnfitError(
            translate("channels that can be shared among its groups"),
            translate("{0} groups", groups),
        )
    if gamma.size == beta.size == groups:
        gamma, beta = gamma.repeat(channels // groups), beta.repeat(channels // groups)
    return _by_groups(reader, operation, x, groups, gamma, beta)


def _layer(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    rank = 1 + len(x.sides)
    axis = folding.axes_in([attribute(operation, "axis", -1)], rank)[0]
    sides = x.sides[axis - 1 :]
    gamma, beta = (
        np.full(sides, value, np.float32)
        if reader.optional(operation, place) is None
        else reader.weights(operation, place)
        for place, value in ((1, 1), (2, 0))
    )
    if not gamma.size == beta.size == math.prod(sides):
        raise UnfitError(
            translate("numbers for an array of the shape {0}", str(sides)),
            translate("shape {0}", gamma.shape),
        )
    epsilon = float(attribute(operation, "epsilon", 1e-5))
    weights = (gamma.reshape(sides), beta.reshape(sides))
    return _over(reader, operation, x, range(axis, rank), *weights, epsilon=epsilon)


def _over(
    reader: Reader,
    operation: Operation,
    x: Tensor,
    axes: Sequence[int],
    *weights: Array,
    epsilon: float,
) -> Tensor:
    """A layer normalisation over some of ONNX' axes, with gamma and beta along them."""
    network, title = reader.network, operation.title
    x, over = _graph_axes(reader, operation, x, axes)
    turned = [each.transpose(np.argsort(over)) for each in weights]
    return network.add(
        title,
        "LayerNormalization",
        [x],
        *turned,
        axis=_named(x, over),
        epsilon=epsilon,
        **_trained(*weights),
    )


def _graph_axes(
    reader: Reader, operation: Operation, x: Tensor, axes: Sequence[int]
) -> tuple[Tensor, list[int]]:
    """The graph's axes, from 0, that some of ONNX' are, and the tensor so that each is one."""
    network, title = reader.network, operation.title
    axes = folding.axes_in(axes, 1 + len(x.sides))
    if 0 in axes:
        raise UnfitError(translate("{0} to keep samples apart", title), translate("axis {0}", 0))
    x = network.settled(title, x)
    if any(len(each) != 1 for each in x.dims) or len(x.shape) != len(x.sides):
        x = network.plain(title, x)
    return x, [x.dims[axis - 1][0] for axis in axes]


def _named(x: Tensor, over: Sequence[int]) -> int | list[int]:
    """Axes as Keras' layers name them."""
    return -1 if [*over] == [len(x.shape) - 1] else sorted(each + 1 for each in over)


def _standardised(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    axes, epsilon = operation.attributes["axes"], operation.attributes["epsilon"]
    if len(x.shape) == 3 and len(x.sides) == 2 and folding.axes_in(axes, 3) == [2]:
        made = _by_groups(reader, operation, _whole_groups(x), x.sides[0])
        return made.reshaped(x.sides)
    return _over(reader, operation, x, axes, epsilon=epsilon)


def _unit(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    x, over = _graph_axes(reader, operation, x, operation.attributes["axes"])
    return reader.network.add(operation.title, "UnitNormalization", [x], axis=_named(x, over))


OPERATORS = {
    "BatchNormalization": _batch,
    "InstanceNormalization": _instance,
    "GroupNormalization": _group,
    "LayerNormalization": _layer,
    STANDARDISED: _standardised,
    UNIT: _unit,
}
