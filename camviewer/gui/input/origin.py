"""Where what is on the canvas comes from, in words: for the samples' panel and the status line."""

from __future__ import annotations

from camviewer.common.translation import translate
from camviewer.document.canvas_content import SEPARATOR, sample_parts, source_title
from camviewer.document.document import Document

__all__ = ["origin_parts", "origin_text", "source_title"]


def origin_text(document: Document) -> str:
    """Data set, split, index and label of what is on the canvas, and whether it was changed.

    Told is what the content itself knows, whatever data set is being stepped through; and what was
    done to it so that the network can read it.
    """
    fitting = document.fitting.in_words() if document.sample.any() else ""
    return SEPARATOR.join(filter(None, (*origin_parts(document), fitting)))


def origin_parts(document: Document) -> tuple[str, ...]:
    """The parts of `origin_text`; the first names the data set or file, or what there is else."""
    origin = document.content.origin
    if not origin.name:
        empty = document.content.drawing.is_empty
        return (translate("Empty canvas") if empty else translate("Drawn by hand"),)
    parts = list(sample_parts(origin))
    if origin.label is not None:
        name = origin.class_name or document.class_name(origin.label)
        parts.append(translate("label {0}", name))
    if origin.changed:
        parts.append(translate("changed"))
    return tuple(parts)
