"""What is on the canvas: pen strokes, or a sample with strokes on it.

The canvas is 1 wide and 1 high, x to the right and y downwards. Everything here is a pure
function from one drawing to the next, so that undoing is going back to an earlier drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from camviewer.common.arrays import Array
from camviewer.data.digits.preparation import (
    BOX,
    SIDE,
    prepare_strokes,
    prepare_strokes_apart,
)
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.spec import ImageSpec
from camviewer.data.strokes import Points, Stroke, SubPixels, average, draw_lines
from camviewer.data.strokes import erase as erase_strokes


@dataclass(frozen=True, eq=False)
class Drawing:
    """What stands on the canvas.

    Attributes:
        base: a sample (h, w) or (h, w, 3) in [0, 1] that fills the canvas, or None for a blank
            one.
        strokes: what was drawn, on top of it.
    """

    base: Array | None = None
    strokes: tuple[Stroke, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink at all."""
        return not self.strokes and (self.base is None or not self.base.any())


def line_width(stroke: Stroke) -> float:
    """How thick a stroke looks on the canvas, in canvas widths.

    A stroke's width is a share of the sample's size; on the canvas, as in the prepared sample, a
    sample is taken to be 20/28 of the whole.
    """
    return stroke.width * BOX / SIDE


def draw(drawing: Drawing, stroke: Stroke) -> Drawing:
    """The drawing with one more stroke (in canvas units)."""
    return replace(drawing, strokes=(*drawing.strokes, stroke))


def erase(drawing: Drawing, path: Points, radius: float) -> Drawing:
    """The drawing without what an eraser of that radius (in canvas units) passed over.

    Where it passed over nothing, the same drawing.
    """
    base, strokes = drawing.base, erase_strokes(drawing.strokes, path, radius)
    if base is not None:
        touched = _inked([path], [2 * radius], ImageSpec.of(base))
        rest = (base * (1 - touched)).astype(np.float32)
        base = base if np.array_equal(rest, base) else rest
    same_strokes = len(strokes) == len(drawing.strokes) and all(
        one is other for one, other in zip(strokes, drawing.strokes, strict=True)
    )
    if base is drawing.base and same_strokes:
        return drawing
    # An empty base stays while there are strokes: they stand where they were drawn on it.
    if not strokes and base is not None and not base.any():
        base = None
    return Drawing(base, strokes)


def prepare(drawing: Drawing, spec: ImageSpec) -> Array:
    """The sample in [0, 1] that the network is shown.

    Strokes alone are prepared as MNIST's samples were, if the network is for samples. Strokes on a
    picture, and for any other network, go where they were drawn: moving or scaling them would
    change the picture under the pen.

    Args:
        drawing: what is on the canvas.
        spec: what strokes on a blank canvas become; with a picture the sample is as that is.
    """
    if drawing.base is None and spec == DIGIT_SPEC:
        return prepare_strokes(drawing.strokes)
    base = np.zeros(spec.shape, np.float32) if drawing.base is None else drawing.base
    lines = [stroke.points for stroke in drawing.strokes]
    widths = [line_width(stroke) for stroke in drawing.strokes]
    ink: Array = np.maximum(base, _inked(lines, widths, ImageSpec.of(base)))
    return ink


def prepare_apart(strokes: Sequence[Stroke], spec: ImageSpec) -> list[SubPixels]:
    """The ink of each stroke on a blank canvas, where `prepare` puts it in the sample of them all.

    Returns:
        (h * SUPERSAMPLING, w * SUPERSAMPLING) uint8 for each, 0 or 255.
    """
    if spec == DIGIT_SPEC:
        return prepare_strokes_apart(strokes)
    return [_drawn([stroke.points], [line_width(stroke)], spec) for stroke in strokes]


def _inked(lines: Sequence[Points], widths: Sequence[float], spec: ImageSpec) -> Array:
    """Ink in [0, 1] of lines in canvas units: (h, w), or (h, w, 1) where there are colours."""
    ink = average(_drawn(lines, widths, spec))
    return ink if spec.channels == 1 else ink[..., None]


def _drawn(lines: Sequence[Points], widths: Sequence[float], spec: ImageSpec) -> SubPixels:
    points = [line * np.array([spec.width, spec.height], np.float32) for line in lines]
    return draw_lines(points, [width * spec.width for width in widths], spec.size)
