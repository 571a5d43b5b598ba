"""What is on the canvas, and where it came from; and both as plain data."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from camviewer.common.arrays import Array
from camviewer.data.drawing import Drawing
from camviewer.data.spec import ImageSpec
from camviewer.data.strokes import Stroke
from camviewer.document.state import SampleState, StrokeState


@dataclass(frozen=True)
class SampleOrigin:
    """Where what is on the canvas came from.

    Attributes:
        name: of the data set or the file; empty if it was drawn by hand.
        index: its place in the data set's test part, if it is of that.
        label: its class, if that is known.
        changed: whether it was drawn on since.
    """

    name: str = ""
    index: int | None = None
    label: int | None = None
    changed: bool = False


@dataclass(frozen=True)
class CanvasContent:
    """What is on the canvas, and where it came from."""

    drawing: Drawing = field(default_factory=Drawing)
    origin: SampleOrigin = field(default_factory=SampleOrigin)


def sample_of(content: CanvasContent) -> SampleState:
    """A content as plain data: `content_of_sample` makes the same of it."""
    base, strokes = content.drawing.base, content.drawing.strokes
    return SampleState(
        shape=() if base is None else base.shape,
        base=() if base is None else tuple(base.ravel().tolist()),
        strokes=tuple(
            StrokeState(tuple((x, y) for x, y in stroke.points.tolist()), stroke.width)
            for stroke in strokes
        ),
        **vars(content.origin),
    )


def content_of_sample(sample: SampleState) -> CanvasContent:
    """The content that plain data describe; an empty one where they describe none."""
    with suppress(ValueError, TypeError):
        strokes = (Stroke(np.array(each.points, np.float32), each.width) for each in sample.strokes)
        origin = SampleOrigin(sample.name, sample.index, sample.label, sample.changed)
        return CanvasContent(Drawing(_base(sample), tuple(strokes)), origin)
    return CanvasContent()


def _base(sample: SampleState) -> Array | None:
    """The picture that was drawn on.

    Raises:
        ValueError: it is of no size that samples have, or its values are not in [0, 1].
    """
    if not sample.shape:
        return None
    base: Array = np.array(sample.base, np.float32).reshape(sample.shape)
    ImageSpec.of(base)
    if base.min() < 0 or base.max() > 1:
        raise ValueError(f"expected values in [0, 1], found {base.min()} to {base.max()}")
    return base
