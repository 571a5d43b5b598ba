"""Remarks while another program holds the annotations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camviewer import controllers
from camviewer.controllers.annotations import AnnotationController
from camviewer.error_analysis.annotations import Annotation, AnnotationDatabase, database_file

MINE, OTHER = "my digits", "other digits"


@pytest.fixture
def annotations(qtbot: QtBot) -> Iterator[AnnotationController]:
    made = AnnotationController()
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
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []

    def database(path: Path, patience: float) -> AnnotationDatabase:
        given.append(patience)
        return AnnotationDatabase(path, patience)

    monkeypatch.setattr(controllers.annotations, "AnnotationDatabase", database)
    made = AnnotationController()
    made.use(MINE)
    made.close()
    assert given == [controllers.annotations.PATIENCE]
    assert controllers.annotations.PATIENCE <= 0.5


def test_that_annotations_stay_while_they_cannot_be_read(
    annotations: AnnotationController, qtbot: QtBot
) -> None:
    with held():
        with qtbot.waitSignal(annotations.trouble):
            annotations.toggle_tag(5, "ambiguous")
        annotations.look_for_changes()
        assert annotations.by_index == {3: Annotation(frozenset({"ambiguous"}))}
        with qtbot.waitSignal(annotations.trouble):
            annotations.use(MINE)
        assert annotations.by_index == {3: Annotation(frozenset({"ambiguous"}))}
        assert not annotations.are_read
    with qtbot.waitSignal(annotations.changed):
        annotations.look_for_changes()
    assert annotations.are_read


def test_that_annotations_on_other_digits_are_read_when_they_can_be(
    annotations: AnnotationController, qtbot: QtBot
) -> None:
    with closing(AnnotationDatabase(database_file())) as book:
        book.set_text(OTHER, 1, "no loop")
    with held(), qtbot.waitSignal(annotations.trouble):
        annotations.use(OTHER)
    assert annotations.by_index == {}, "never those on the digits before"
    annotations.look_for_changes()
    assert annotations.by_index == {1: Annotation(text="no loop")}


def test_that_a_text_is_kept_with_the_digits_it_is_about(annotations: AnnotationController) -> None:
    annotations.use(OTHER)
    assert annotations.set_text(MINE, 3, "half a loop")
    assert annotations.by_index == {}
    annotations.use(MINE)
    assert annotations.of(3) == Annotation(frozenset({"ambiguous"}), "half a loop")
    with held():
        assert not annotations.set_text(MINE, 3, "")


def test_that_a_text_that_could_not_be_written_is_when_something_else_is(
    annotations: AnnotationController, qtbot: QtBot
) -> None:
    with held(), qtbot.waitSignal(annotations.trouble):
        assert not annotations.set_text(MINE, 5, "no loop")
    assert annotations.unkept(MINE, 5) == "no loop"
    assert annotations.of(5) == Annotation()
    annotations.toggle_tag(7, "ambiguous")
    assert annotations.unkept(MINE, 5) is None
    assert annotations.of(5) == Annotation(text="no loop")


def test_that_a_text_that_could_not_be_written_is_when_the_program_ends(
    annotations: AnnotationController, qtbot: QtBot
) -> None:
    with held(), qtbot.waitSignal(annotations.trouble):
        annotations.set_text(OTHER, 5, "no loop")
    annotations.close()
    with closing(AnnotationDatabase(database_file())) as book:
        assert book.all(OTHER) == {5: Annotation(text="no loop")}
