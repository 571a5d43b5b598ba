"""What each cell of the features can see of the sample, from the layers in between.

An interval of pixels goes with every row and every column of what is between two layers. A layer
that moves a window over its input sees what the outermost cells in the window saw, padding
excepted; one that joins inputs sees what any of them saw; any other works cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from camviewer.data.spec import MAX_SIDE
from camviewer.networks.layer_kinds import KINDS
from camviewer.networks.receptive_field import Intervals, ReceptiveField

_Axes = tuple[Intervals, Intervals]

# Of cells that see padding only: the least of anything, the most of nothing.
_NOWHERE = (MAX_SIDE, 0)


def receptive_field(features: Any) -> ReceptiveField:
    """What each cell sees.

    Args:
        features: a Keras model from samples to features (n, h, w, K).

    Raises:
        ValueError: a layer is none of `layer_kinds.KINDS`.
    """
    height, width = features.inputs[0].shape[1:3]
    seen: dict[int, _Axes] = {id(features.inputs[0]): (_pixels(height), _pixels(width))}
    for layer in features.layers[1:]:
        inputs = layer.input if isinstance(layer.input, list) else [layer.input]
        seen[id(layer.output)] = _through(layer, [seen[id(tensor)] for tensor in inputs])
    rows, columns = (_whole(axis) for axis in seen[id(features.outputs[0])])
    return ReceptiveField(rows, columns)


def _pixels(side: int) -> Intervals:
    return np.stack([np.arange(side), np.arange(side) + 1], axis=1)


def _through(layer: Any, inputs: Sequence[_Axes]) -> _Axes:
    """What the cells behind a layer see, of what those before it see."""
    kind = type(layer).__name__
    if kind not in KINDS:
        raise ValueError(f"expected a layer out of {', '.join(KINDS)}, found {kind}")
    if kind == "ZeroPadding2D":
        rows, columns = inputs[0]
        return _padded(rows, *layer.padding[0]), _padded(columns, *layer.padding[1])
    if hasattr(layer, "kernel_size") or hasattr(layer, "pool_size"):
        rows, columns = (_moved(layer, axis, inputs[0][axis]) for axis in (0, 1))
        return rows, columns
    rows, columns = (_joined([each[axis] for each in inputs]) for axis in (0, 1))
    return rows, columns


def _moved(layer: Any, axis: int, before: Intervals) -> Intervals:
    """What cells see after a window was moved along an axis."""
    window = getattr(layer, "kernel_size", None) or layer.pool_size
    size, stride = window[axis], layer.strides[axis]
    apart = getattr(layer, "dilation_rate", (1, 1))[axis]
    number, reach = len(before), (size - 1) * apart + 1
    if layer.padding == "same":
        cells = -(-number // stride)
        # As TensorFlow pads: an odd cell goes behind.
        first = -(max((cells - 1) * stride + reach - number, 0) // 2)
    else:
        cells, first = (number - reach) // stride + 1, 0
    starts = first + stride * np.arange(cells)
    looked_at = starts[:, None] + apart * np.arange(size)
    inside = (looked_at >= 0) & (looked_at < number)
    found = np.where(inside[..., None], before[np.clip(looked_at, 0, number - 1)], _NOWHERE)
    return np.stack([found[..., 0].min(axis=1), found[..., 1].max(axis=1)], axis=1)


def _padded(before: Intervals, ahead: int, behind: int) -> Intervals:
    nowhere = np.array([_NOWHERE])
    return np.concatenate([nowhere.repeat(ahead, 0), before, nowhere.repeat(behind, 0)])


def _joined(axes: Sequence[Intervals]) -> Intervals:
    starts, ends = (np.stack([axis[:, side] for axis in axes]) for side in (0, 1))
    return np.stack([starts.min(axis=0), ends.max(axis=0)], axis=1)


def _whole(axis: Intervals) -> Intervals:
    """Cells that see nothing have an empty interval."""
    return np.where(axis[:, :1] < axis[:, 1:], axis, 0)
