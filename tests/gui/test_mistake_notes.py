"""What a person types about a sample stays with that sample, whatever happens meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.common.errors import UserError
from camviewer.error_analysis.annotations import Annotation, AnnotationDatabase
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import graph_of
from tests.gui.conftest import Desk
from tests.gui.test_mistakes import LEFT, LONG, click_sample, panel

pytestmark = pytest.mark.slow

__all__ = ["panel"]

EPOCH = NetworkSnapshot("mine, step 9", graph_of("lecture"), [])


def begin_annotation(desk: Desk, panel: MistakesPanel, qtbot: QtBot, text: str) -> int:
    """Type into the annotation of the first sample; its place in the split."""
    click_sample(qtbot, panel, 0)
    qtbot.keyClick(panel.gallery, "n", Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(desk.child("noteEdit"), text)
    assert desk.mistakes.index is not None
    return desk.mistakes.index


def test_that_a_annotation_is_kept_when_next_or_previous_is_clicked_while_it_is_typed(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    first = begin_annotation(desk, panel, qtbot, "no loop")
    annotation = desk.child("noteEdit")
    qtbot.mouseClick(panel.inspector.on, LEFT)
    assert annotation.text() == ""
    second = desk.mistakes.index
    qtbot.keyClicks(annotation, "a hook")
    qtbot.mouseClick(panel.inspector.back, LEFT)
    assert annotation.text() == "no loop"
    assert desk.mistakes.annotations.by_index == {
        first: Annotation(text="no loop"),
        second: Annotation(text="a hook"),
    }


def test_that_a_half_typed_annotation_goes_to_no_digit_of_another_split(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    index = begin_annotation(desk, panel, qtbot, "of the test")
    panel.tabs.setCurrentWidget(panel.inspector)
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate("train")  # without a click, which would end the typing
    qtbot.keyClicks(QApplication.focusWidget(), " set")
    qtbot.keyClick(desk.child("noteEdit"), Qt.Key.Key_Return)
    assert desk.mistakes.annotations.by_index == {}
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.mistakes.evaluate("test")
    assert desk.mistakes.annotations.by_index == {index: Annotation(text="of the test set")}


def test_that_typing_goes_on_while_epochs_are_followed(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    panel.heading.follow.setChecked(True)
    desk.mistakes.select(outcome="all", order="index")
    index = begin_annotation(desk, panel, qtbot, "not ")
    with qtbot.waitSignal(desk.mistakes.evaluation_changed, timeout=LONG):
        desk.training.epoch_kept.emit(EPOCH)
    for letter in "wall":  # whose letters are keys of tags
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    qtbot.keyClick(desk.child("noteEdit"), Qt.Key.Key_Return)
    assert desk.mistakes.annotations.by_index == {index: Annotation(text="not wall")}
    assert desk.mistakes.index == index


def test_that_a_annotation_is_kept_with_a_digit_that_leaves_the_list_meanwhile(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot
) -> None:
    index = begin_annotation(desk, panel, qtbot, "not ")
    desk.mistakes.select(outcome="right")
    assert desk.mistakes.index is None
    for letter in "wall":
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    qtbot.keyClick(desk.child("noteEdit"), Qt.Key.Key_Return)
    assert desk.mistakes.annotations.by_index == {index: Annotation(text="not wall")}
    assert not desk.child("noteEdit").isEnabled()
    assert desk.child("noteEdit").text() == ""


def test_that_a_annotation_that_could_not_be_written_comes_back_with_its_digit(
    desk: Desk, panel: MistakesPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotation = desk.child("noteEdit")

    def refuse(*_: object) -> None:
        raise UserError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(AnnotationDatabase, "set_text", refuse)
        first = begin_annotation(desk, panel, qtbot, "no loop")
        qtbot.mouseClick(panel.inspector.on, LEFT)
        assert annotation.text() == ""
        qtbot.mouseClick(panel.inspector.back, LEFT)
        assert annotation.text() == "no loop"
        assert desk.window.central.messages.text == "no room"
        assert desk.mistakes.annotations.by_index == {}
    qtbot.keyClicks(annotation, " at all")
    qtbot.keyClick(annotation, Qt.Key.Key_Return)  # now there is room
    assert annotation.text() == "no loop at all"
    assert desk.mistakes.annotations.by_index == {first: Annotation(text="no loop at all")}
    qtbot.mouseClick(panel.inspector.on, LEFT)
    assert annotation.text() == ""
    assert desk.mistakes.annotations.by_index == {first: Annotation(text="no loop at all")}
