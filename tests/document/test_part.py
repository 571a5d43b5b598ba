"""Parts of the document tell changes, and only these."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from camviewer.document.part import Part
from camviewer.document.state import LessonState


def test_that_equal_values_are_no_change(qapp: QApplication) -> None:
    part = Part(LessonState("a", 1))
    told: list[LessonState] = []
    part.changed.connect(lambda: told.append(part.value))
    part.set(LessonState("a", 1))
    part.change(page=1)
    assert told == []
    part.change(page=2)
    part.set(LessonState())
    assert told == [LessonState("a", 2), LessonState()]
