"""Operators whose inputs are all known: they become constants. Mostly arithmetic on shapes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import.constants import Constant, size_of
from camviewer.networks.formats.onnx_import.functions import FUNCTIONS
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.layer_sizes import MAX_WEIGHTS
from camviewer.networks.options import UnfitError

_TYPES: dict[int, Any] = {1: np.float32, 6: np.int32, 7: np.int64, 9: np.bool_}
"""Of `Cast`, by ONNX's number."""

FLOATS = frozenset((1, 10, 11, 16))
"""Those of numbers of whichever precision, which are kept in single."""

MAX_WORK = 12 * MAX_WEIGHTS
"""Numbers that all operators of a file together may read and give: few, of shapes and weights.

One of eight bytes counts as two.
"""

_SINGLE = 4  # bytes
_COSTLY = dict.fromkeys(("Erf", "Erfc", "Gelu"), 20)
"""Functions that NumPy does not have: one number takes as long as so many others."""

Inputs = Sequence[Any]
"""Arrays; None for what is left out."""


class Folding:
    """Computes constants of constants, so many numbers in all for one file."""

    def __init__(self) -> None:
        self._left = MAX_WORK

    def folded(self, operation: Operation, inputs: Inputs) -> list[Constant] | None:
        """What comes out; None if that is not computed here.

        Raises:
            UnfitError: that, or all of it together, would be too large.
        """
        name = operation.operator
        known = [each for each in inputs if each is not None]
        if name in FUNCTIONS:
            sides = np.broadcast_shapes(*(each.shape for each in known))
            _check(sides)
            wide = max((each.dtype.itemsize for each in known), default=_SINGLE) // _SINGLE or 1
            self._take(math.prod(sides) * (len(known) + 1) * wide * _COSTLY.get(name, 1))
            with np.errstate(all="ignore"):
                return [_kept(FUNCTIONS[name](*inputs, **operation.attributes))]
        if name in _FOLDS:
            self._take(sum(map(_numbers, known)))
            found = [_kept(each) for each in _FOLDS[name](operation, inputs)]
            self._take(sum(map(_numbers, found)))
            return found
        return None

    def _take(self, numbers: int) -> None:
        self._left -= numbers
        if self._left < 0:
            raise UnfitError(
                translate("constants that are stored, not computed"),
                translate("more than {0} numbers have to be computed", f"{MAX_WORK:,}"),
            )


def _numbers(values: Constant) -> int:
    """How many numbers of four bytes have room in an array."""
    return -(-values.nbytes // _SINGLE)


def _kept(values: Any) -> Constant:
    array = np.asarray(values)
    return array.astype(np.float32) if array.dtype.kind == "f" else array


def _check(shape: Sequence[int]) -> None:
    if size_of(shape) > MAX_WEIGHTS:
        raise UnfitError(
            translate("constants of at most {0} numbers", f"{MAX_WEIGHTS:,}"),
            translate("it has too many numbers"),
        )


def given(operation: Operation, inputs: Inputs, place: int, attribute: str) -> list[int] | None:
    """Whole numbers that are an input or, in earlier versions, an attribute; None if neither."""
    if place < len(inputs) and inputs[place] is not None:
        return [int(each) for each in np.atleast_1d(inputs[place]).ravel()]
    values = operation.attributes.get(attribute)
    return None if values is None else [int(each) for each in values]


def axes_in(axes: Sequence[int], rank: int) -> list[int]:
    """Axes counted from the front; raises `UnfitError` for one that there is not."""
    if any(not -rank <= axis < rank for axis in axes):
        raise UnfitError(
            translate("axes from 0 to {0}", rank - 1),
            translate("the axes are {0}", list(axes)[:8]),
        )
    return [axis % rank for axis in axes]


def reshaped(shape: Sequence[int], target: Sequence[int], *, zeros: bool = False) -> list[int]:
    """A shape in which 0 stands for the side that was there and -1 for what is left.

    Args:
        shape: as it was.
        target: as it is asked for.
        zeros: whether 0 means 0.

    Raises:
        UnfitError: it holds another number of numbers.
    """
    size_of([max(side, 1) for side in target])  # so many axes there can be
    found = [
        shape[place] if side == 0 and not zeros and place < len(shape) else side
        for place, side in enumerate(target)
    ]
    if found.count(-1) == 1:
        others = math.prod(side for side in found if side != -1)
        found[found.index(-1)] = math.prod(shape) // others if others else 0
    if math.prod(found) != math.prod(shape) or min(found, default=1) < 0:
        raise UnfitError(
            translate("a shape of {0} numbers", math.prod(shape)),
            translate("the shape is {0}", list(target)[:8]),
        )
    return found


def squeezed(shape: Sequence[int], axes: Sequence[int] | None, first: int = 0) -> list[int]:
    """A shape without these axes of one, or without all of them from the first on."""
    rank = len(shape)
    gone = (
        [axis for axis in range(first, rank) if shape[axis] == 1]
        if axes is None
        else axes_in(axes, rank)
    )
    if any(shape[axis] != 1 for axis in gone):
        raise UnfitError(
            translate("axes of one to squeeze"), translate("the shape is {0}", list(shape))
        )
    return [side for axis, side in enumerate(shape) if axis not in gone]


def unsqueezed(shape: Sequence[int], axes: Sequence[int]) -> list[int]:
    """A shape with axes of one, where they are in the result."""
    rank = len(shape) + len(axes)
    new = set(axes_in(axes, rank))
    left = iter(shape)
    return [1 if axis in new else next(left) for axis in range(rank)]


def slices(operation: Operation, inputs: Inputs, rank: int) -> list[slice]:
    """The part of each axis that `Slice` takes."""
    starts = given(operation, inputs, 1, "starts") or []
    ends = given(operation, inputs, 2, "ends") or []
    axes = axes_in(given(operation, inputs, 3, "axes") or range(len(starts)), rank)
    steps = given(operation, inputs, 4, "steps") or [1] * len(starts)
    found = [slice(None)] * rank
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        # Below the first: from the last one backward, an end of minus a very large number.
        found[axis] = slice(start, None if step < 0 and end < -(2**30) else end, step)
    return found


def _constant(operation: Operation, _inputs: Inputs) -> list[Any]:
    for name in ("value", "value_float", "value_int", "value_floats", "value_ints"):
        value = operation.attributes.get(name)
        if value is not None:
            kind = np.float32 if "float" in name else np.int64
            return [value if name == "value" else np.asarray(value, kind)]
    return [np.zeros(0, np.float32)]  # text


def _filled(operation: Operation, inputs: Inputs) -> list[Any]:
    (shape,) = inputs
    sides = [int(each) for each in np.atleast_1d(shape)] if shape is not None else []
    _check(sides)
    value = operation.attributes.get("value", np.zeros(1, np.float32))
    return [np.full(sides, value.ravel()[0])]


def _cast(operation: Operation, inputs: Inputs) -> list[Any]:
    to = operation.attributes["to"]
    kind = np.float32 if to in FLOATS else _TYPES.get(to, np.int64)
    return [np.asarray(inputs[0]).astype(kind)]


def _gather(operation: Operation, inputs: Inputs) -> list[Any]:
    data, indices = (np.asarray(each) for each in inputs)
    axis = axes_in([operation.attributes.get("axis", 0)], data.ndim)[0]
    _check((*data.shape[:axis], *indices.shape, *data.shape[axis + 1 :]))
    return [np.take(data, indices, axis)]


def _joined(operation: Operation, inputs: Inputs) -> list[Any]:
    parts = [np.atleast_1d(each) for each in inputs]
    _check((sum(each.size for each in parts),))
    return [np.concatenate(parts, operation.attributes["axis"])]


def _expand(_operation: Operation, inputs: Inputs) -> list[Any]:
    data, shape = (np.asarray(each) for each in inputs)
    sides = np.broadcast_shapes(data.shape, tuple(int(each) for each in shape))
    _check(sides)
    return [np.broadcast_to(data, sides)]


def _range(_operation: Operation, inputs: Inputs) -> list[Any]:
    start, limit, step = (each.item() for each in inputs)
    _check((math.ceil((limit - start) / step) if step else -1,))
    return [np.arange(start, limit, step, dtype=inputs[0].dtype)]


def _reduced(function: Callable[..., Any]) -> Callable[[Operation, Inputs], list[Any]]:
    def fold(operation: Operation, inputs: Inputs) -> list[Any]:
        data = np.asarray(inputs[0])
        axes = given(operation, inputs, 1, "axes")
        along = None if axes is None else tuple(axes_in(axes, data.ndim))
        keeps = bool(operation.attributes.get("keepdims", 1))
        return [function(data, axis=along, keepdims=keeps).astype(data.dtype)]

    return fold


def _shaped(operation: Operation, inputs: Inputs) -> list[Any]:
    data = np.asarray(inputs[0])
    zeros = bool(operation.attributes.get("allowzero", 0))
    return [
        data.reshape(reshaped(data.shape, given(operation, inputs, 1, "shape") or [], zeros=zeros))
    ]


def _shape(operation: Operation, inputs: Inputs) -> list[Any]:
    return [shape_between(operation, np.asarray(inputs[0]).shape)]


def shape_between(operation: Operation, shape: Sequence[int]) -> Constant:
    """What `Shape` gives: sides from a first one to a last one."""
    start, end = (operation.attributes.get(name) for name in ("start", "end"))
    return np.array(shape[start:end], np.int64)


_FOLDS: Mapping[str, Callable[[Operation, Inputs], list[Any]]] = {
    "Constant": _constant,
    "ConstantOfShape": _filled,
    "Shape": _shape,
    "Size": lambda _, inputs: [np.array(np.asarray(inputs[0]).size, np.int64)],
    "Cast": _cast,
    "CastLike": lambda _, inputs: [np.asarray(inputs[0]).astype(np.asarray(inputs[1]).dtype)],
    "Dropout": lambda _, inputs: [inputs[0]],
    "Gather": _gather,
    "Concat": _joined,
    "Slice": lambda op, inputs: [
        np.asarray(inputs[0])[tuple(slices(op, inputs, np.ndim(inputs[0])))]
    ],
    "Squeeze": lambda op, inputs: [
        np.reshape(inputs[0], squeezed(np.shape(inputs[0]), given(op, inputs, 1, "axes")))
    ],
    "Unsqueeze": lambda op, inputs: [
        np.reshape(inputs[0], unsqueezed(np.shape(inputs[0]), given(op, inputs, 1, "axes") or []))
    ],
    "Reshape": _shaped,
    "Flatten": lambda op, inputs: [
        np.reshape(inputs[0], (math.prod(np.shape(inputs[0])[: op.attributes.get("axis", 1)]), -1))
    ],
    "Transpose": lambda op, inputs: [np.transpose(inputs[0], op.attributes.get("perm"))],
    "Expand": _expand,
    "Range": _range,
    "ReduceProd": _reduced(np.prod),
    "ReduceSum": _reduced(np.sum),
    "ReduceMean": _reduced(np.mean),
    "ReduceMax": _reduced(np.max),
    "ReduceMin": _reduced(np.min),
}


def is_known(operator: str) -> bool:
    """Whether it is computed here where all that it reads is known."""
    return operator in FUNCTIONS or operator in _FOLDS
