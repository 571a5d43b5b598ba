"""Annotations: kept, undone, shared between windows, and safe under a kill."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filelock import AcquireReturnProxy, FileLock

from camviewer.common.errors import FileError, UserError
from camviewer.error_analysis.annotation_steps import UNDECIDED, DecisionStep, TagStep
from camviewer.error_analysis.annotations import (
    Annotation,
    AnnotationDatabase,
    by_place,
    database_file,
)
from tests.benchmarks import tag_kills

A, B, C = "sample a", "sample b", "sample c"
ALL = frozenset((A, B, C))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "새 폴더" / "notes.sqlite"


@pytest.fixture
def book(path: Path) -> Iterator[AnnotationDatabase]:
    made = AnnotationDatabase(path)
    yield made
    made.close()


@pytest.fixture
def other(book: AnnotationDatabase, path: Path) -> Iterator[AnnotationDatabase]:
    """The same annotations in a second window."""
    made = AnnotationDatabase(path)
    yield made
    made.close()


def tagged(*tags: str, text: str = "") -> Annotation:
    return Annotation(frozenset(tags), text)


def test_that_annotations_are_kept_between_starts(book: AnnotationDatabase, path: Path) -> None:
    book.add_tag(A, "ambiguous")
    book.add_tag(A, "  my   own ")
    book.set_text(B, "두 줄\n'); DROP TABLE tags; --")
    book.name_cluster("split", "compact", "k", "open fours")
    book.close()
    again = AnnotationDatabase(path)
    assert again.all() == {
        A: tagged("ambiguous", "my own"),
        B: tagged(text="두 줄\n'); DROP TABLE tags; --"),
    }
    assert again.cluster_names("split", "compact") == {"k": "open fours"}
    assert again.trouble == ""
    again.close()


def test_that_names_of_clusters_are_tied_to_split_and_model(book: AnnotationDatabase) -> None:
    book.name_cluster("split", "compact", "k", "open")
    assert book.cluster_names("split", "lecture") == {}
    assert book.cluster_names("other", "compact") == {}
    book.name_cluster("split", "compact", "k", "closed")
    assert book.cluster_names("split", "compact") == {"k": "closed"}
    book.name_cluster("split", "compact", "k", "")
    assert book.cluster_names("split", "compact") == {}


def test_that_annotations_are_where_their_samples_are(book: AnnotationDatabase) -> None:
    book.add_tag(A, "ambiguous")
    book.set_text(C, "hm")
    kept = book.all()
    assert by_place(kept, (A, B, C)) == {0: tagged("ambiguous"), 2: tagged(text="hm")}
    assert by_place(kept, (B, A, B, A)) == {1: tagged("ambiguous"), 3: tagged("ambiguous")}
    assert by_place(kept, ()) == {}


def test_that_what_is_removed_is_gone(book: AnnotationDatabase) -> None:
    book.add_tag(C, "ambiguous")
    book.set_text(C, "hm")
    book.remove_tag(C, "ambiguous")
    assert book.all() == {C: tagged(text="hm")}
    book.set_text(C, "")
    assert book.all() == {}


def test_that_every_step_can_be_undone_and_redone(book: AnnotationDatabase) -> None:
    seen = [book.all()]
    for method, what in [
        (book.add_tag, "ambiguous"),
        (book.set_text, "one"),
        (book.set_text, "two"),
        (book.remove_tag, "ambiguous"),
        (book.set_text, ""),
    ]:
        method(C, what)
        seen.append(book.all())
    for expected in reversed(seen[:-1]):
        assert book.undo(ALL) == C
        assert book.all() == expected
    assert book.undo(ALL) is None
    for expected in seen[1:]:
        assert book.redo(ALL) == C
        assert book.all() == expected
    assert book.redo(ALL) is None


def test_that_only_steps_on_the_samples_meant_are_undone(book: AnnotationDatabase) -> None:
    book.add_tag(A, "ambiguous")
    book.set_text(A, "one")
    book.add_tag(B, "ambiguous")
    book.set_text(A, "one")  # no step
    assert book.undo({A, C}) == A
    assert book.undo({A, C}) == A
    assert book.all() == {B: tagged("ambiguous")}
    assert book.redo({B}) is None
    assert book.redo({A}) == A
    assert book.all() == {A: tagged("ambiguous"), B: tagged("ambiguous")}


def test_that_a_new_step_ends_redoing_and_no_step_is_none(book: AnnotationDatabase) -> None:
    book.add_tag(A, "ambiguous")
    book.undo(ALL)
    book.add_tag(B, "model wrong")
    assert book.redo(ALL) is None
    for nothing in (
        lambda: book.add_tag(B, "model wrong"),
        lambda: book.remove_tag(B, "ambiguous"),
        lambda: book.set_text(B, ""),
    ):
        nothing()
    assert book.undo({"another"}) is None
    assert book.undo(ALL) == B
    assert book.all() == {}


def test_that_windows_add_to_each_other(
    book: AnnotationDatabase, other: AnnotationDatabase
) -> None:
    book.all()
    other.all()
    book.add_tag(A, "ambiguous")
    other.add_tag(A, "label wrong")
    book.set_text(B, "mine")
    other.set_text(C, "theirs")
    expected = {
        A: tagged("ambiguous", "label wrong"),
        B: tagged(text="mine"),
        C: tagged(text="theirs"),
    }
    assert book.all() == other.all() == expected


def test_that_what_changed_elsewhere_is_noticed_once(
    book: AnnotationDatabase, other: AnnotationDatabase
) -> None:
    book.add_tag(A, "ambiguous")
    assert not book.changed_elsewhere()
    other.add_tag(A, "label wrong")
    assert book.changed_elsewhere()
    assert not book.changed_elsewhere()


def test_that_undoing_leaves_what_another_window_wrote(
    book: AnnotationDatabase, other: AnnotationDatabase
) -> None:
    book.set_text(A, "mine")
    other.set_text(A, "theirs")
    other.add_tag(A, "ambiguous")
    assert book.undo(ALL) == A
    assert book.all() == {A: tagged("ambiguous", text="theirs")}
    other.add_tag(B, "ambiguous")
    book.add_tag(B, "ambiguous")  # it was there: not a step of this window
    book.undo(ALL)
    assert B in book.all()


@pytest.mark.parametrize("tag", ["", "  ", "a;b", "x" * 41])
def test_that_what_is_no_tag_is_refused(book: AnnotationDatabase, tag: str) -> None:
    with pytest.raises(UserError, match=r"cannot be a name. Choose one of 1 to 40 letters"):
        book.add_tag(A, tag)
    assert book.all() == {}


@pytest.mark.parametrize("damage", ["text", "page"])
def test_that_a_damaged_database_is_put_aside_and_told(path: Path, damage: str) -> None:
    book = AnnotationDatabase(path)
    for sample in range(100):
        book.add_tag(f"sample {sample}", "ambiguous")
    book.close()
    content = bytearray(path.read_bytes())
    content = bytearray(b"no database " * 500) if damage == "text" else content
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    again = AnnotationDatabase(path)
    kept = path.with_name("notes.damaged-1.sqlite")
    assert "damaged" in again.trouble
    assert kept.name in again.trouble
    assert kept.read_bytes() == content
    again.add_tag(A, "ambiguous")
    again.close()
    with closing(AnnotationDatabase(path)) as reopened:
        assert reopened.all() == {A: tagged("ambiguous")}
    path.write_bytes(content)
    with closing(AnnotationDatabase(path)) as anew:
        assert "notes.damaged-2.sqlite" in anew.trouble


def test_that_annotations_of_a_newer_version_are_left_alone(
    book: AnnotationDatabase, path: Path
) -> None:
    book.close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 9")
    content = path.read_bytes()
    with pytest.raises(
        FileError, match=r"used: the version is 9. Needed: .* Install a newer version"
    ):
        AnnotationDatabase(path)
    assert path.read_bytes() == content
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_that_a_database_that_is_held_is_told_and_nothing_is_lost(
    path: Path,
) -> None:
    book = AnnotationDatabase(path, patience=0.01)
    book.add_tag(A, "ambiguous")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    for call in (
        lambda: book.add_tag(B, "ambiguous"),
        lambda: book.set_text(B, "x"),
        lambda: book.undo(ALL),
        lambda: book.all(),
        lambda: book.move_over("split", (A, B)),
    ):
        with pytest.raises(FileError, match="locked"):
            call()
    holder.execute("ROLLBACK")
    holder.close()
    assert book.all() == {A: tagged("ambiguous")}
    assert book.undo(ALL) == A
    assert book.all() == {}
    book.close()


def test_that_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="Needed: notes on digits"):
        AnnotationDatabase(tmp_path / "file" / "notes.sqlite")


def test_that_they_are_kept_in_the_programs_folder(camviewer_home: Path) -> None:
    assert database_file() == camviewer_home / "notes.sqlite"


def test_that_kills_lose_nothing(path: Path) -> None:
    changes, wrong = tag_kills.survive(path, kills=4)
    assert wrong == ""
    assert changes > 0


WRITER = """
import sys
from camviewer.error_analysis.annotations import AnnotationDatabase
book = AnnotationDatabase(sys.argv[1])
for digit in range(30):
    book.add_tag(f"both {digit}", sys.argv[2])
    book.set_text(f"{sys.argv[2]} {digit}", "text")
"""


def test_that_processes_that_annotate_at_once_do_not_overwrite_each_other(path: Path) -> None:
    """Neither is there before: they make the database at once, too."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, name],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("left", "right")
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors
    book = AnnotationDatabase(path)
    found = book.all()
    book.close()
    for sample in range(30):
        assert found[f"both {sample}"].tags == {"left", "right"}
        assert found[f"left {sample}"].text == found[f"right {sample}"].text == "text"


def test_that_of_two_windows_that_find_damage_the_second_takes_what_the_first_began(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but long enough" * 100)
    quicker: list[AnnotationDatabase] = []

    class Overtaken(FileLock):
        """Is waited for while another window mends the same database."""

        def acquire(self, *arguments: Any, **options: Any) -> AcquireReturnProxy:
            monkeypatch.setattr("filelock.FileLock", FileLock)
            quicker.append(AnnotationDatabase(path))
            quicker[0].add_tag(A, "ambiguous")
            return super().acquire(*arguments, **options)

    monkeypatch.setattr("filelock.FileLock", Overtaken)
    with closing(AnnotationDatabase(path)) as slower, closing(quicker[0]):
        assert slower.trouble == ""
        slower.add_tag(B, "ambiguous")
        assert quicker[0].all() == {A: tagged("ambiguous"), B: tagged("ambiguous")}
    assert not path.with_name("notes.damaged-2.sqlite").exists()


def test_that_what_can_be_read_of_a_damaged_database_is_kept(path: Path) -> None:
    book = AnnotationDatabase(path)
    book.close()
    with closing(sqlite3.connect(path)) as opened, opened:
        notes = [(f"{number:064}", "A note.") for number in range(3000)]
        opened.executemany("INSERT INTO texts VALUES (?, ?)", notes)
    content = bytearray(path.read_bytes())
    middle = content.index(f"{1500:064}".encode())
    content[middle - 2000 : middle + 2000] = bytes(4000)  # as a bad sector
    path.write_bytes(content)
    again = AnnotationDatabase(path)
    assert "notes.damaged-1.sqlite" in again.trouble
    kept = [note for note in again.all().values() if note.text == "A note."]
    assert len(kept) > 0.9 * len(notes)
    again.close()


@pytest.mark.parametrize("damage", [b"", b"no database " * 500])
def test_that_damaged_annotations_are_taken_from_an_earlier_start(
    path: Path, damage: bytes
) -> None:
    with closing(AnnotationDatabase(path)) as book:
        book.add_tag(A, "ambiguous")
        book.set_text(B, "A note.")
        book.decide(C, 7)
        book.name_cluster("split", "model", "key", "open tops")
    AnnotationDatabase(path).close()  # a start at which all is whole
    path.write_bytes(damage)
    with closing(AnnotationDatabase(path)) as again:
        assert "earlier start" in again.trouble
        assert again.all() == {
            A: tagged("ambiguous"),
            B: tagged(text="A note."),
            C: Annotation(decided=7),
        }
        assert again.cluster_names("split", "model") == {"key": "open tops"}
    with closing(AnnotationDatabase(path)) as reopened:
        assert not reopened.trouble
    assert path.with_name("notes.damaged-1.sqlite").read_bytes() == damage


def test_that_what_was_written_since_an_earlier_start_comes_first(path: Path) -> None:
    with closing(AnnotationDatabase(path)) as book:
        book.set_text(A, "before")
        book.set_text(B, "before")
    with closing(AnnotationDatabase(path)) as book:
        book.set_text(A, "after")
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("CREATE VIEW damage AS SELECT 1")
    with closing(AnnotationDatabase(path)) as again:
        assert again.trouble
        assert again.all() == {A: tagged(text="after"), B: tagged(text="before")}


def test_that_annotations_that_are_taken_away_are_not_there_again(path: Path) -> None:
    with closing(AnnotationDatabase(path)) as book:
        book.add_tag(A, "ambiguous")
    AnnotationDatabase(path).close()
    path.unlink()
    with closing(AnnotationDatabase(path)) as anew:
        assert not anew.trouble
        assert anew.all() == {}
    with closing(AnnotationDatabase(path)) as again:
        assert again.all() == {}


# Decided classes


def test_that_decisions_are_kept_undone_and_made_again(
    book: AnnotationDatabase, path: Path
) -> None:
    book.decide(A, 9)
    book.decide(B, UNDECIDED)
    book.decide(A, 4)
    assert book.decisions() == {A: 4}
    assert book.all() == {A: Annotation(decided=4), B: Annotation(decided=UNDECIDED)}
    assert [book.undo(ALL), book.undo(ALL), book.undo(ALL), book.undo(ALL)] == [A, B, A, None]
    assert book.all() == {}
    assert [book.redo(ALL), book.redo(ALL), book.redo(ALL)] == [A, B, A]
    book.close()
    with closing(AnnotationDatabase(path)) as again:
        assert again.decisions() == {A: 4}
        again.decide(A, None)
        assert again.all() == {B: Annotation(decided=UNDECIDED)}


def test_that_a_decision_does_not_touch_tags_and_text(book: AnnotationDatabase) -> None:
    book.add_tag(A, "ambiguous")
    book.set_text(A, "thin")
    book.decide(A, 1)
    assert book.all()[A] == Annotation(frozenset({"ambiguous"}), "thin", 1)
    book.undo(ALL)
    assert book.all()[A] == tagged("ambiguous", text="thin")


def test_that_undo_leaves_what_another_window_has_decided(
    book: AnnotationDatabase, other: AnnotationDatabase
) -> None:
    book.decide(A, 1)
    other.decide(A, 2)
    book.undo(ALL)
    assert book.decisions() == {A: 2}


def test_that_what_is_no_class_is_passed_over(book: AnnotationDatabase, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("INSERT INTO decisions VALUES ('sample a', 'nine'), ('sample b', NULL)")
    assert book.all() == {}


def test_that_what_was_changed_at_once_is_undone_at_once(book: AnnotationDatabase) -> None:
    book.decide(A, 4)
    steps = (DecisionStep(A, 4, 9), DecisionStep(B, None, 7), TagStep(B, "thin", is_added=True))
    assert book.change(steps) == 3
    after = book.all()
    assert book.undo({B}) == B
    assert book.all() == {A: Annotation(decided=4)}
    assert book.redo({A}) == A
    assert book.all() == after
