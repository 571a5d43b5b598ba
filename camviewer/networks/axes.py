"""Axes of what is between two layers, as options of layers name them: 1 is the first of a sample's.

Keras counts from 0, which is the batch, or from the end by numbers below 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.layer_kind import Nodes, Shape
from camviewer.networks.options import UnfitError

_RANK = 3


def axes(value: Any) -> tuple[int, ...]:
    """Checks that a value is an axis or several; gives them in order, as Keras sorts them."""
    given = value if type(value) is list else [value]
    sound = all(type(each) is int and 1 <= abs(each) <= _RANK for each in given)
    if not sound or len(set(given)) < len(given) or len({each < 0 for each in given}) > 1:
        raise ValueError(translate("axes of its input"))
    return tuple(sorted(given))


def places(named: Sequence[int], shape: Shape) -> tuple[int, ...]:
    """Where the axes of an option are in a shape of a sample, (h, w, K) or (K,); from 0.

    Raises:
        UnfitError: there are not so many.
    """
    if any(abs(axis) > len(shape) for axis in named):
        raise UnfitError(
            translate("axes of its input"), translate("the axes {0}", ", ".join(map(str, named)))
        )
    return tuple(axis + len(shape) if axis < 0 else axis - 1 for axis in named)


def onnx_axes(where: Sequence[int], shape: Shape) -> Array:
    """The same axes where samples lie channels first, with the batch."""
    channels = len(shape) - 1
    return np.array([1 if place == channels else place + 2 for place in where])


def beside(weight: Array, where: Sequence[int], shape: Shape) -> Array:
    """A weight of such axes, so that it is repeated along the others of a batch (n, …)."""
    return weight.reshape(1, *(_repeated(where, shape) if weight.size > 1 else (1,) * len(shape)))


def onnx_beside(nodes: Nodes, weight: str, where: Sequence[int], shape: Shape) -> str:
    """As `beside`, by nodes: for a batch that lies channels first."""
    sizes = nodes.constant(np.array((1, *_repeated(where, shape))))
    found = nodes.add("Reshape", weight, sizes)
    return nodes.add("Transpose", found, perm=(0, 3, 1, 2)) if len(shape) > 1 else found


def channels_first(batch: Array) -> Array:
    """A batch (n, h, w, K) as (n, K, h, w); vectors as they are."""
    return batch.transpose(0, 3, 1, 2) if batch.ndim == 4 else batch


def _repeated(where: Sequence[int], shape: Shape) -> Shape:
    return tuple(size if place in where else 1 for place, size in enumerate(shape))
