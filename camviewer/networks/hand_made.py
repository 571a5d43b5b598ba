"""Networks whose weights are set by hand, so that it is known which pixels decide.

Each has two classes, "no" and "yes". The score of "yes" follows from a few pixels that are known
for every sample; "no" always scores one half. Behind the last grid come global average pooling
and one dense layer, so that every method has something to show, class activation maps too.

A window is cut out of the sample by a convolution without padding whose kernel is 1 in one place
and 0 elsewhere, and zeros around it put it back in its place, or, in one network, in another.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.registry import Registry
from camviewer.common.translation import tr_noop
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.known_truth.truth import Mask
from camviewer.networks.graph import Graph, GraphBuilder, Weights

CLASS_NAMES = ("no", "yes")

YES = 1
"""The class whose score is known."""

HALF = 0.5
"""Score of "no", whatever the sample is."""

Truth = Callable[[Array], Mask]
"""Given a sample (28, 28) in [0, 1], the pixels (28, 28) that decide."""


@dataclass(frozen=True)
class Rectangle:
    """A part of the sample: its first row and column, height and width, in pixels."""

    top: int
    left: int
    height: int
    width: int

    @property
    def mask(self) -> Mask:
        """(28, 28) its pixels."""
        mask = np.zeros(DIGIT_SPEC.size, np.bool_)
        mask[self.top : self.top + self.height, self.left : self.left + self.width] = True
        return mask


PIXEL = Rectangle(8, 14, 1, 1)
"""Where most digits have ink."""

LOWER_CELL = Rectangle(20, 12, 4, 4)
"""Where most digits have ink, below."""

UPPER_CELL = Rectangle(8, 12, 4, 4)
"""Where digits with a loop above have none."""

ELSEWHERE = Rectangle(4, 4, 4, 4)

LEFT_HALF = Rectangle(0, 0, DIGIT_SPEC.height, DIGIT_SPEC.width // 2)

STROKE = 9
"""Pixels of a vertical line that is long enough."""

SATURATED = 0.25
"""Ink of a pixel above which nothing changes any more."""


@dataclass(frozen=True, eq=False)
class HandMade:
    """A network that is known by heart.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be translated.
        about: what the score of "yes" is, in a sentence or two, to be translated.
        graph: the network, for samples of 28 by 28.
        weights: all its weights, in the graph's order.
        truth: tells which pixels decide.
        sign: 1 if ink there speaks for "yes", -1 if it speaks against it.
    """

    name: str
    title: str
    about: str
    graph: Graph
    weights: Weights
    truth: Truth
    sign: int = 1


def _one_pixel() -> HandMade:
    network = _Writer()
    network.cut(PIXEL)
    network.put(PIXEL)
    return network.finished(
        "one-pixel",
        tr_noop("One pixel"),
        tr_noop("The score of “yes” is the ink of one pixel above the middle."),
        lambda _sample: PIXEL.mask,
        weight=1,
    )


def _one_cell() -> HandMade:
    network = _Writer()
    network.cut(LOWER_CELL)
    network.put(LOWER_CELL)
    return network.finished(
        "one-cell",
        tr_noop("One cell"),
        tr_noop("The score of “yes” is the mean ink of 4 by 4 pixels below the middle."),
        lambda _sample: LOWER_CELL.mask,
        weight=_share_of(LOWER_CELL),
    )


def _left_stroke() -> HandMade:
    network = _Writer()
    network.cut(LEFT_HALF)
    network.add(
        [np.ones((STROKE, 1, 1, 1)), np.array([-(STROKE - 1.0)])],
        "Conv2D",
        filters=1,
        kernel_size=(STROKE, 1),
        padding="same",
        activation="relu",
    )
    network.put(LEFT_HALF)
    return network.finished(
        "left-stroke",
        tr_noop("A stroke on the left"),
        tr_noop(
            "The score of “yes” measures the vertical strokes in the left half: each place "
            "where 9 pixels in a column are full of ink adds 1."
        ),
        _stroke_pixels,
        weight=1,
    )


def _empty_cell() -> HandMade:
    network = _Writer()
    network.cut(UPPER_CELL)
    network.put(UPPER_CELL)
    return network.finished(
        "empty-cell",
        tr_noop("An empty cell"),
        tr_noop(
            "The score of “yes” is 1 minus the mean ink of 4 by 4 pixels above the middle. "
            "Ink there counts against it, so a method that shows only what counts for a "
            "class shows nothing."
        ),
        lambda _sample: UPPER_CELL.mask,
        weight=-_share_of(UPPER_CELL),
        bias=1,
        sign=-1,
    )


def _saturated_cell() -> HandMade:
    network = _Writer()
    network.cut(LOWER_CELL)
    network.add([], "ReLU", max_value=SATURATED)
    network.put(LOWER_CELL)
    return network.finished(
        "saturated-cell",
        tr_noop("A saturated cell"),
        tr_noop(
            "The score of “yes” is that of one cell, but a quarter of full ink already "
            "counts as a full pixel. Where there is more ink, the gradient is zero and "
            "tells nothing."
        ),
        lambda _sample: LOWER_CELL.mask,
        weight=_share_of(LOWER_CELL) / SATURATED,
    )


def _moved_cell() -> HandMade:
    network = _Writer()
    network.cut(LOWER_CELL)
    network.put(ELSEWHERE)
    return network.finished(
        "moved-cell",
        tr_noop("A moved cell"),
        tr_noop(
            "The score of “yes” is that of one cell, but its features lie in the upper "
            "left. A method that takes the place of a feature for the place of the ink is "
            "misled."
        ),
        lambda _sample: LOWER_CELL.mask,
        weight=_share_of(LOWER_CELL),
    )


_MAKERS = (_one_pixel, _one_cell, _left_stroke, _empty_cell, _saturated_cell, _moved_cell)

HAND_MADE = Registry[HandMade](
    tr_noop("Hand-made network"),
    lambda: {made.name: made for made in (make() for make in _MAKERS)},
)
"""Hand-made network by name, the simplest first."""


class _Writer:
    """Writes a network down, layer by layer with its weights."""

    def __init__(self) -> None:
        self._builder = GraphBuilder(DIGIT_SPEC)
        self._weights: Weights = []

    def add(self, weights: list[NDArray[np.float64]], kind: str, **options: object) -> None:
        """Add a layer; `options` as `GraphBuilder.add` takes them."""
        self._builder.add(kind, **options)
        self._weights += [np.asarray(each, np.float32) for each in weights]

    def cut(self, part: Rectangle) -> None:
        """What is left of the sample is one part of it."""
        height, width = DIGIT_SPEC.size
        kernel = np.zeros((height - part.height + 1, width - part.width + 1, 1, 1))
        kernel[part.top, part.left] = 1
        size = kernel.shape[:2]
        self.add([kernel], "Conv2D", filters=1, kernel_size=size, use_bias=False)

    def put(self, part: Rectangle) -> None:
        """Lay a grid into a place of that size, with zeros around it."""
        height, width = DIGIT_SPEC.size
        rows = part.top, height - part.top - part.height
        columns = part.left, width - part.left - part.width
        self.add([], "ZeroPadding2D", padding=(rows, columns))

    def finished(
        self,
        name: str,
        title: str,
        about: str,
        truth: Truth,
        *,
        weight: float,
        bias: float = 0,
        sign: int = 1,
    ) -> HandMade:
        """The network whose "yes" scores `bias` and `weight` times the sum of the last grid."""
        cells = math.prod(DIGIT_SPEC.size)  # the pooling takes the mean
        head = [np.array([[0, weight * cells]]), np.array([HALF, bias])]
        self.add([], "GlobalAveragePooling2D")
        self.add(head, "Dense", units=len(CLASS_NAMES))
        return HandMade(name, title, about, self._builder.graph(), self._weights, truth, sign)


def _share_of(part: Rectangle) -> float:
    """By what the sum over a part is multiplied to become its mean."""
    return 1 / (part.height * part.width)


def _stroke_pixels(sample: Array) -> Mask:
    """The pixels of all vertical strokes in the left half that are long and full enough."""
    found = np.zeros_like(LEFT_HALF.mask)
    columns = sample[:, : LEFT_HALF.width]
    for row, starts in enumerate(sliding_window_view(columns, STROKE, axis=0).sum(-1) > STROKE - 1):
        found[row : row + STROKE, : LEFT_HALF.width] |= starts
    return found
