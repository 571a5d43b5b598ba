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
SAMPLES = {MINE: tuple("abcdefgh"), OTHER: tuple("ABCDEFGH")}


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    return Messages()


@pytest.fixture
def mine(messages: Messages) -> Iterator[AnnotationController]:
    made = AnnotationController(messages)
    made.use(MINE, SAMPLES[MINE])
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
    made.use(MINE, SAMPLES[MINE])
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
            mine.use(MINE, SAMPLES[MINE])
        assert mine.by_index == {3: Annotation(frozenset({"ambiguous"}))}
        assert not mine.are_read
    with qtbot.waitSignal(mine.changed):
        mine.look_for_changes()
    assert mine.are_read


def test_that_annotations_on_other_digits_are_read_when_they_can_be(
    mine: AnnotationController, messages: Messages, qtbot: QtBot
) -> None:
    with closing(AnnotationDatabase(database_file())) as book:
        book.set_text("B", "no loop")
    with held(), qtbot.waitSignal(messages.posted):
        mine.use(OTHER, SAMPLES[OTHER])
    assert mine.by_index == {}, "never those on the digits before"
    mine.look_for_changes()
    assert mine.by_index == {1: Annotation(text="no loop")}


def test_that_a_text_is_kept_with_the_digits_it_is_about(mine: AnnotationController) -> None:
    mine.use(OTHER, SAMPLES[OTHER])
    assert mine.set_text("d", "half a loop")
    assert mine.by_index == {}
    mine.use(MINE, SAMPLES[MINE])
    assert mine.of(3) == Annotation(frozenset({"ambiguous"}), "half a loop")
    with held():
        assert not mine.set_text("d", "")


def test_that_a_text_that_could_not_be_written_is_when_something_else_is(
    mine: AnnotationController, messages: Messages, qtbot: QtBot
) -> None:
    with held(), qtbot.waitSignal(messages.posted):
        assert not mine.set_text("f", "no loop")
    assert mine.unkept("f") == "no loop"
    assert mine.of(5) == Annotation()
    mine.toggle_tag(7, "ambiguous")
    assert mine.unkept("f") is None
    assert mine.of(5) == Annotation(text="no loop")


def test_that_a_text_that_could_not_be_written_is_when_the_program_ends(
    mine: AnnotationController, messages: Messages, qtbot: QtBot
) -> None:
    with held(), qtbot.waitSignal(messages.posted):
        mine.set_text("F", "no loop")
    mine.close()
    with closing(AnnotationDatabase(database_file())) as book:
        assert book.all()["F"] == Annotation(text="no loop")


def test_that_annotations_go_with_their_samples(mine: AnnotationController) -> None:
    """One appended, all reordered, and one that is there twice."""
    ambiguous = Annotation(frozenset({"ambiguous"}))
    mine.use("one more", (*SAMPLES[MINE], "i"))
    assert mine.by_index == {3: ambiguous}
    mine.use("reordered", SAMPLES[MINE][::-1])
    assert mine.by_index == {4: ambiguous}
    mine.use("doubled", ("d", "a", "d"))
    assert mine.by_index == {0: ambiguous, 2: ambiguous}
    mine.toggle_tag(2, "ambiguous")
    assert mine.by_index == {}


def test_that_only_what_was_done_on_the_split_in_use_is_undone(mine: AnnotationController) -> None:
    mine.use(OTHER, SAMPLES[OTHER])
    assert mine.undo() is None
    mine.toggle_tag(2, "ambiguous")
    mine.use(MINE, SAMPLES[MINE])
    assert mine.undo() == 3
    assert mine.by_index == {}
    mine.use("reordered", SAMPLES[MINE][::-1])
    assert mine.redo() == 4


def test_that_what_an_older_version_kept_moves_when_its_split_is_used(
    messages: Messages, qtbot: QtBot
) -> None:
    AnnotationDatabase(database_file()).close()
    with closing(sqlite3.connect(database_file(), isolation_level=None)) as database:
        database.execute("INSERT INTO placed_texts VALUES (?, 1, 'no loop')", (MINE,))
    made = AnnotationController(messages)
    with held(), qtbot.waitSignal(messages.posted):
        made.use(MINE, SAMPLES[MINE])
    assert made.by_index == {}
    made.look_for_changes()
    assert made.by_index == {1: Annotation(text="no loop")}
    made.use("one more", (*SAMPLES[MINE], "i"))
    assert made.by_index == {1: Annotation(text="no loop")}
    made.close()
