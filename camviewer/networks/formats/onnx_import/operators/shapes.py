"""What computes nothing: reshaping, cutting, putting together."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import import folding
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.network import Network
from camviewer.networks.formats.onnx_import.parts import cut, padded, picked, weighed
from camviewer.networks.formats.onnx_import.reader import Reader, Value, attribute, unknown
from camviewer.networks.formats.onnx_import.tensors import Tensor
from camviewer.networks.options import UnfitError


def _with_sides(operation: Operation, x: Tensor, shape: Sequence[int]) -> Tensor:
    """The tensor in another shape; the batch stays the first axis."""
    if not shape or shape[0] != 1:
        raise UnfitError(
            translate("{0} to keep samples apart", operation.title),
            translate("shape {0}", list(shape)[:8]),
        )
    return x.reshaped(tuple(shape[1:]))


def _reshape(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    target = folding.given(operation, reader.known(operation), 1, "shape")
    if target is None:
        raise unknown([operation.operator])
    zeros = bool(attribute(operation, "allowzero", 0))
    return _with_sides(operation, x, folding.reshaped((1, *x.sides), target, zeros=zeros))


def _flatten(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    shape = (1, *x.sides)
    axis = folding.axes_in([attribute(operation, "axis", 1)], len(shape))[0]
    sides = (math.prod(shape[:axis]), math.prod(shape[axis:]))
    return _with_sides(operation, x, sides)


def _squeeze(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    axes = folding.given(operation, reader.known(operation), 1, "axes")
    return _with_sides(operation, x, folding.squeezed((1, *x.sides), axes, 1))


def _unsqueeze(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    axes = folding.given(operation, reader.known(operation), 1, "axes") or []
    return _with_sides(operation, x, folding.unsqueezed((1, *x.sides), axes))


def _transpose(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    rank = 1 + len(x.sides)
    order = folding.axes_in(attribute(operation, "perm", range(rank)[::-1]), rank)
    if order[0] != 0 or sorted(order) != [*range(rank)]:
        raise UnfitError(
            translate("{0} to keep samples apart", operation.title),
            translate("the order {0}", order),
        )
    order = [axis - 1 for axis in order[1:]]
    if x.pending is not None:
        shuffled = _shuffled(reader, operation, x, order)
        if shuffled is not None:
            return shuffled
        turned = x.regrouped(order)
        if turned is not None:
            return turned
        x = reader.network.settled(operation.title, x)
    return x.transposed(order)


def _tile(reader: Reader, operation: Operation) -> Value:
    """Cells repeated along a new axis behind theirs: so Keras makes a grid larger."""
    x = reader.network.settled(operation.title, reader.tensor(operation))
    times = [int(each) for each in reader.constant(operation, 1).ravel()]
    more = [axis for axis, each in enumerate(times[1:]) if each != 1]
    if not more:
        return x
    axis = more[0]
    along = x.dims[axis - 1] if axis > 0 and len(times) == 1 + len(x.sides) else ()
    if len(more) > 1 or times[0] != 1 or x.sides[axis] != 1 or along not in ((0,), (1,)):
        raise unknown([operation.operator])
    size = [1, 1]
    size[along[0]] = times[1 + axis]
    made = reader.network.add(operation.title, "UpSampling2D", [x], size=size)
    return made.reshaped((*x.sides[:axis], times[1 + axis], *x.sides[axis + 1 :]))


def _shuffled(
    reader: Reader, operation: Operation, x: Tensor, order: Sequence[int]
) -> Tensor | None:
    """Channels (g, c) in the order (c, g), as ShuffleNet mixes its groups; None if it is not that.

    Zhang, Zhou, Lin, Sun, "ShuffleNet" (CVPR 2018), section 3.1.
    """
    sides = x.sides
    channels = x.shape[-1]
    is_split = sides[:1] and math.prod(sides[:2]) == channels and len(x.shape) == 3
    if not is_split or x.order != [2, 0, 1] or list(order) != [1, 0, *range(2, len(sides))]:
        return None
    moved = np.arange(channels).reshape(sides[:2]).T.ravel().tolist()
    done = picked(reader.network, operation.title, x.reshaped((channels, *x.shape[:2])), moved)
    return done.reshaped((sides[1], sides[0], *sides[2:]))


def _shape(reader: Reader, operation: Operation) -> Value:
    return folding.shape_between(operation, (1, *reader.tensor(operation).sides))


def _expand(reader: Reader, operation: Operation) -> Value:
    """What is repeated is repeated by whatever joins it; here it has to be there already."""
    x = reader.tensor(operation)
    shape = [int(each) for each in reader.constant(operation, 1).ravel()]
    if np.broadcast_shapes(tuple(shape), (1, *x.sides)) != (1, *x.sides):
        raise unknown([operation.operator])
    return x


def _concat(reader: Reader, operation: Operation) -> Value:
    tensors = [reader.tensor(operation, place) for place in range(len(operation.inputs))]
    network, title = reader.network, operation.title
    if len(tensors) == 1:
        return tensors[0]
    score = _logistic(network, tensors)
    if score is not None:
        return network.softmax(
            title, weighed(network, title, score, np.array([[0, 1]], np.float32))
        )
    whole = network.settled(title, tensors[0])
    rank = 1 + len(whole.sides)
    axis = folding.axes_in([attribute(operation, "axis", 1)], rank)[0] - 1
    if axis < 0:
        raise UnfitError(translate("{0} to keep samples apart", title), translate("axis {0}", 0))
    if any(len(axes) != 1 for axes in whole.dims) or len(whole.shape) != rank - 1:
        whole = network.plain(title, whole)
    read = [network.arranged(title, each, whole.dims) for each in tensors]
    along = whole.dims[axis][0]
    last = along == len(whole.shape) - 1
    return network.add(
        title, "Concatenate", read, seen_as=whole.dims, axis=-1 if last else along + 1
    )


def _logistic(network: Network, tensors: Sequence[Tensor]) -> Tensor | None:
    """The score s of two classes if there are 1 - p and p, p = 1 / (1 + exp(-s)); else None.

    So scikit-learn tells two classes apart: p is what a softmax makes of the scores 0 and s.
    """
    if [each.shape for each in tensors] != [(1,), (1,)]:
        return None
    other, one = (network.step(each) for each in tensors)
    if one is None or one.options.get("activation") != "sigmoid" or other is None:
        return None
    flipped = other.kind == "BatchNormalization" and other.inputs[0].name == tensors[1].name
    if not flipped or not np.allclose(np.ravel(other.weights[:2]), (-1, 1)):
        return None
    return one.inputs[0]


def _slice(reader: Reader, operation: Operation) -> Value:
    x = reader.network.settled(operation.title, reader.tensor(operation))
    shape = (1, *x.sides)
    batch, *parts = folding.slices(operation, reader.known(operation), len(shape))
    if [*range(1)[batch]] != [0]:
        raise UnfitError(
            translate("{0} to keep samples apart", operation.title),
            translate("the value {0}", batch),
        )
    for axis, part in enumerate(parts):
        x = cut(reader.network, operation.title, x, axis, range(x.sides[axis])[part])
    return x


def _split(reader: Reader, operation: Operation) -> tuple[Value, ...]:
    x = reader.network.settled(operation.title, reader.tensor(operation))
    rank = 1 + len(x.sides)
    axis = folding.axes_in([attribute(operation, "axis", 0)], rank)[0] - 1
    if axis < 0:
        raise UnfitError(
            translate("{0} to keep samples apart", operation.title), translate("axis {0}", 0)
        )
    count = len(operation.outputs)
    side = x.sides[axis]
    each = -(-side // count)
    sizes = folding.given(operation, reader.known(operation), 1, "split") or [
        min(each, side - number * each) for number in range(count)
    ]
    ends = np.cumsum(sizes)
    if len(sizes) != count or ends[-1] != side or min(sizes) < 1:
        raise UnfitError(
            translate("parts of {0} numbers", side), translate("the values {0}", sizes[:8])
        )
    return tuple(
        cut(reader.network, operation.title, x, axis, range(int(end) - size, int(end)))
        for size, end in zip(sizes, ends, strict=True)
    )


def _gather(reader: Reader, operation: Operation) -> Value:
    x = reader.network.settled(operation.title, reader.tensor(operation))
    places = reader.constant(operation, 1)
    axis = folding.axes_in([attribute(operation, "axis", 0)], 1 + len(x.sides))[0] - 1
    if axis < 0:
        raise UnfitError(
            translate("{0} to keep samples apart", operation.title), translate("axis {0}", 0)
        )
    wanted = folding.axes_in([int(each) for each in places.ravel()], x.sides[axis])
    found = cut(reader.network, operation.title, x, axis, wanted)
    if places.ndim == 0:
        return found.reshaped((*found.sides[:axis], *found.sides[axis + 1 :]))
    if places.ndim > 1:
        raise unknown([operation.operator])
    return found


def _pad(reader: Reader, operation: Operation) -> Value:
    x = reader.tensor(operation)
    known = reader.known(operation)
    pads = folding.given(operation, known, 1, "pads") or []
    rank = 1 + len(x.sides)
    axes = folding.axes_in(folding.given(operation, known, 3, "axes") or range(rank), rank)
    if len(pads) != 2 * len(axes):
        raise UnfitError(
            translate("{0} of {1} sides", operation.title, 2 * len(axes)),
            translate("the values {0}", pads),
        )
    around = [(0, 0)] * rank
    for place, axis in enumerate(axes):
        around[axis] = (pads[place], pads[place + len(axes)])
    mode = attribute(operation, "mode", "constant")
    value = known[2] if len(known) > 2 else None
    fill = attribute(operation, "value", 0.0) if value is None else float(value.ravel()[0])
    if around[0] != (0, 0):
        raise UnfitError(
            translate("{0} to keep samples apart", operation.title),
            translate("the value {0}", around[0]),
        )
    if mode == "constant" and fill != 0 and any(map(any, around)):
        raise UnfitError(translate("zeros around a grid"), translate("the value {0}", f"{fill:g}"))
    return padded(reader.network, operation.title, x, around[1:], mode)


OPERATORS = {
    "Reshape": _reshape,
    "Flatten": _flatten,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Transpose": _transpose,
    "Shape": _shape,
    "Tile": _tile,
    "Expand": _expand,
    "Concat": _concat,
    "Slice": _slice,
    "Split": _split,
    "Gather": _gather,
    "Pad": _pad,
}
