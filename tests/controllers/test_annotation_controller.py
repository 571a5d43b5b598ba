"""Remarks while another program holds the annotations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camviewer.controllers.annotation_controller import PATIENCE, AnnotationController
from camviewer.document.messages import Messages
from camviewer.error_analysis.annotations import Annotation, AnnotationDatabase, database_file

MINE, OTHER = "my digits", "other digits"


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    return Messages()


@pytest.fixture
def mine(messages: Messages) -> Iterator[AnnotationController]:
    made = AnnotationController(messages)
    made.use(MINE)
    made.toggle_tag(3, "ambiguous")
    yield made
    made.close()


@contextmanager
def held() -> Iterator[None]:
    """Nobody else can read or write the annotations."""
    with closing(sqlite3.connect(database_file(), isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        yield


def test_that_no_more_patience_is_had_than_a_window_that_stands_still_may(
    messages: Messages, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []

    def database(path: Path, patience: float) -> AnnotationDatabase:
        given.append(patience)
        return AnnotationDatabase(path, patience)

    monkeypatch.setattr("camviewer.controllers.annotation_controller.AnnotationDatabase", database)
    made = AnnotationController(messages)
    made.use(MINE)
    made.close()
    assert given == [PATIENCE]
    assert PATIENCE <= 0.5


def test_that_annotations_stay_while_they_cannot_be_read(
    mine: AnnotationController, messages: Messages, qtbot: QtBot
) -> None:
    with held():
        with qtbot.waitSignal(messages.posted):
            mine.toggle_tag(5, "ambiguous")
        mine.look_for_changes()
        assert mine.by_index == {3: Annotation(frozenset({"ambiguous"}))}
        with qtbot.waitSignal(messages.posted):
            mine.use(MINE)
        assert mine.by_index == {3: Annotation(frozenset({"ambiguous"}))}
        assert not mine.are_read
    with qtbot.waitSignal(mine.changed):
        mine.look_for_changes()
    assert mine.are_read


def test_that_annotations_on_other_digits_are_read_when_they_can_be(
    mine: AnnotationController, messages: Messages, qtbot: QtBot
) -> None:
    with closing(AnnotationDatabase(database_file())) as book:
        book.set_text(OTHER, 1, "no loop")
    with held(), qtbot.waitSignal(messages.posted):
        mine.use(OTHER)
    assert mine.by_index == {}, "never those on the digits before"
    mine.look_for_changes()
    assert mine.by_index == {1: Annotation(text="no loop")}


def test_that_a_text_is_kept_with_the_digits_it_is_about(mine: AnnotationController) -> None:
    mine.use(OTHER)
    assert mine.set_text(MINE, 3, "half a loop")
    assert mine.by_index == {}
    mine.use(MINE)
    assert mine.of(3) == Annotation(frozenset({"ambiguous"}), "half a loop")
    with held():
        assert not mine.set_text(MINE, 3, "")


def test_that_a_text_that_could_not_be_written_is_when_something_else_is(
    mine: AnnotationController, messages: Messages, qtbot: QtBot
) -> None:
    with held(), qtbot.waitSignal(messages.posted):
        assert not mine.set_text(MINE, 5, "no loop")
    assert mine.unkept(MINE, 5) == "no loop"
    assert mine.of(5) == Annotation()
    mine.toggle_tag(7, "ambiguous")
    assert mine.unkept(MINE, 5) is None
    assert mine.of(5) == Annotation(text="no loop")


def test_that_a_text_that_could_not_be_written_is_when_the_program_ends(
    mine: AnnotationController, messages: Messages, qtbot: QtBot
) -> None:
    with held(), qtbot.waitSignal(messages.posted):
        mine.set_text(OTHER, 5, "no loop")
    mine.close()
    with closing(AnnotationDatabase(database_file())) as book:
        assert book.all(OTHER) == {5: Annotation(text="no loop")}
