"""What is on the canvas, and where it came from; and both as plain data."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePath

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.data.drawing import Drawing
from camviewer.data.sources import SOURCES
from camviewer.data.spec import ImageSpec
from camviewer.data.strokes import Stroke
from camviewer.document.state import SampleState, StrokeState

SEPARATOR = " · "
"""Between the parts of what is told of a sample."""


@dataclass(frozen=True)
class SampleOrigin:
    """Where what is on the canvas came from.

    Attributes:
        name: of the data set or the file; empty if it was drawn by hand.
        index: its place in the data set's test part, if it is of that.
        label: its class, if that is known.
        changed: whether it was drawn on since.
        class_name: what the data set calls its class; empty if that has a number only.
    """

    name: str = ""
    index: int | None = None
    label: int | None = None
    changed: bool = False
    class_name: str = field(default="", compare=False)


@dataclass(frozen=True)
class CanvasContent:
    """What is on the canvas, and where it came from."""

    drawing: Drawing = field(default_factory=Drawing)
    origin: SampleOrigin = field(default_factory=SampleOrigin)

    @property
    def is_untouched(self) -> bool:
        """Whether it is a sample or a picture as it came: nobody drew on it, nobody erased."""
        return bool(self.origin.name) and not self.origin.changed


def source_title(name: str) -> str:
    """What a data set or a file is called on screen and in print, in the person's language.

    Args:
        name: of a source, or a path; of a path its last part is told.
    """
    return translate(SOURCES[name].title) if name in SOURCES else PurePath(name).name


def sample_parts(origin: SampleOrigin) -> tuple[str, ...]:
    """Data set, then split and index of a sample, or a file's name; nothing if drawn by hand."""
    if not origin.name:
        return ()
    title = source_title(origin.name)
    if origin.index is None:
        return (title,)
    return title, translate("test #{0}", origin.index)


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
        known = sample.label, sample.changed, sample.class_name
        origin = SampleOrigin(sample.name, sample.index, *known)
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
