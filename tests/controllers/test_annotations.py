"""Remarks while another program holds the notes."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from pytestqt.qtbot import QtBot

from camviewer.controllers.annotations import Remarks
from camviewer.error_analysis.annotations import Note, NoteBook, notes_file

MINE, OTHER = "my digits", "other digits"


@pytest.fixture
def remarks(qtbot: QtBot) -> Iterator[Remarks]:
    made = Remarks()
    made.use(MINE)
    made.toggle_tag(3, "ambiguous")
    yield made
    made.close()


@contextmanager
def held() -> Iterator[None]:
    """Nobody else can read or write the notes."""
    with closing(sqlite3.connect(notes_file(), isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        yield


def test_that_notes_stay_while_they_cannot_be_read(remarks: Remarks, qtbot: QtBot) -> None:
    with held():
        begun = time.monotonic()
        with qtbot.waitSignal(remarks.trouble):
            remarks.toggle_tag(5, "ambiguous")
        assert time.monotonic() - begun < 2, "the window stands still meanwhile"
        remarks.look_for_changes()
        assert remarks.notes == {3: Note(frozenset({"ambiguous"}))}
        with qtbot.waitSignal(remarks.trouble):
            remarks.use(MINE)
        assert remarks.notes == {3: Note(frozenset({"ambiguous"}))}
        assert not remarks.are_read
    with qtbot.waitSignal(remarks.changed):
        remarks.look_for_changes()
    assert remarks.are_read


def test_that_notes_on_other_digits_are_read_when_they_can_be(
    remarks: Remarks, qtbot: QtBot
) -> None:
    with closing(NoteBook(notes_file())) as book:
        book.set_text(OTHER, 1, "no loop")
    with held(), qtbot.waitSignal(remarks.trouble):
        remarks.use(OTHER)
    assert remarks.notes == {}, "never those on the digits before"
    remarks.look_for_changes()
    assert remarks.notes == {1: Note(text="no loop")}


def test_that_a_text_is_kept_with_the_digits_it_is_about(remarks: Remarks) -> None:
    remarks.use(OTHER)
    assert remarks.set_text(MINE, 3, "half a loop")
    assert remarks.notes == {}
    remarks.use(MINE)
    assert remarks.of(3) == Note(frozenset({"ambiguous"}), "half a loop")
    with held():
        assert not remarks.set_text(MINE, 3, "")


def test_that_a_text_that_could_not_be_written_is_when_something_else_is(
    remarks: Remarks, qtbot: QtBot
) -> None:
    with held(), qtbot.waitSignal(remarks.trouble):
        assert not remarks.set_text(MINE, 5, "no loop")
    assert remarks.unkept(MINE, 5) == "no loop"
    assert remarks.of(5) == Note()
    remarks.toggle_tag(7, "ambiguous")
    assert remarks.unkept(MINE, 5) is None
    assert remarks.of(5) == Note(text="no loop")


def test_that_a_text_that_could_not_be_written_is_when_the_program_ends(
    remarks: Remarks, qtbot: QtBot
) -> None:
    with held(), qtbot.waitSignal(remarks.trouble):
        remarks.set_text(OTHER, 5, "no loop")
    remarks.close()
    with closing(NoteBook(notes_file())) as book:
        assert book.all(OTHER) == {5: Note(text="no loop")}
