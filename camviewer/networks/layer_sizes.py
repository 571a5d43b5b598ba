"""How large the layers of a network are, and how large they may be; nothing is allocated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from camviewer.common.translation import translate
from camviewer.networks.layer_kind import LayerKind, Shape
from camviewer.networks.options import Options, UnfitError

MAX_WEIGHTS = 5_000_000
MAX_BETWEEN = 1_000_000
"""Numbers between two layers, of one sample."""

MAX_WORK = 5_000_000_000
"""Multiplications for one sample; about a second."""


@dataclass(frozen=True)
class LayerSize:
    """What a layer takes.

    Attributes:
        shape: what comes out of it, of one sample.
        weights: how many numbers it has.
        multiplications: about how many it takes to compute it for one sample.
    """

    shape: Shape
    weights: int
    multiplications: int


def size_of(title: str, kind: LayerKind, options: Options, inputs: Sequence[Shape]) -> LayerSize:
    """The size of a layer.

    Args:
        title: the layer, for the sentence.
        kind: its kind.
        options: its options, checked.
        inputs: what goes into it, of one sample.

    Raises:
        UnfitError: that is too little, too much or of another shape.
    """
    if len(inputs) < 2 if kind.joins else len(inputs) != 1:
        raise UnfitError(
            translate("two or more inputs of {0}", title)
            if kind.joins
            else translate("one input of {0}", title),
            translate("{0} inputs", len(inputs)),
        )
    for before in inputs:
        if len(before) not in kind.ranks:
            raise UnfitError(
                translate("a grid of cells before {0}", title)
                if len(before) == 1
                else translate("a vector before {0}", title),
                translate("a vector") if len(before) == 1 else translate("a grid of cells"),
            )
    try:
        before = kind.joined_shape(options, inputs)
        shape = kind.output_shape(options, before)
    except UnfitError as error:
        raise UnfitError(translate("{0} in {1}", error.expected, title), error.found) from None
    if min(shape) < 1:
        raise UnfitError(
            translate("a window of {0} within {1} cells", title, before[:2]),
            translate("a larger window"),
        )
    if math.prod(shape) > MAX_BETWEEN:
        raise UnfitError(
            translate("at most {0} numbers out of {1}", f"{MAX_BETWEEN:,}", title),
            translate("{0} numbers", f"{math.prod(shape):,}"),
        )
    weights = sum(map(math.prod, kind.weight_shapes(options, before)))
    # Whatever joins its inputs looks at each.
    return LayerSize(shape, weights, kind.multiplications(options, before) * len(inputs))


def check_whole(sizes: Sequence[LayerSize]) -> None:
    """Raise `UnfitError` if the layers of a network are too large together."""
    work = sum(size.multiplications for size in sizes)
    if work > MAX_WORK:
        raise UnfitError(
            translate("at most {0} multiplications a sample", f"{MAX_WORK:,}"),
            translate("{0} multiplications", f"{work:,}"),
        )
    if sum(size.weights for size in sizes) > MAX_WEIGHTS:
        raise UnfitError(
            translate("at most {0} weights", f"{MAX_WEIGHTS:,}"), translate("too many weights")
        )
