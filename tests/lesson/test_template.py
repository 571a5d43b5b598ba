"""Copies of a lesson: whole or not at all, and over nothing."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PIL import Image

from camviewer.common.errors import UserError
from camviewer.lesson import lesson_files
from camviewer.lesson.page import Lesson
from camviewer.lesson.template import copy

PAGE = "# {0}\n```picture\n{1}\n---\nA picture.\n```\n"


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """Two pages of a language, with a picture beside them, one below, and one for all."""
    folder = tmp_path / "lesson" / "en"
    for name in ("en/a.png", "en/drawn/b.png", "pictures/c.png"):
        path = folder.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", (2, 2)).save(path)
    (folder / "01-one.md").write_text(PAGE.format("one", "a.png") + PAGE[6:].format("", "c.png"))
    (folder / "02-two.md").write_text(PAGE.format("two", "drawn/b.png"))
    (folder / "notes.txt").write_text("mine")
    return lesson_files.load(folder)


def test_that_a_copy_has_the_same_pages_and_pictures(lesson: Lesson, tmp_path: Path) -> None:
    folder = copy(lesson, tmp_path / "new" / "mine")
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {"01-one.md", "02-two.md", "a.png", "c.png", "drawn/b.png"}
    opened = lesson_files.load(folder)
    assert [page.title for page in opened.pages] == ["one", "two"]
    assert not opened.may_run


def test_that_the_programs_own_lesson_can_be_copied(tmp_path: Path) -> None:
    own = lesson_files.load(lesson_files.folder_of("ko"))
    copied = lesson_files.load(copy(own, tmp_path))
    assert [page.title for page in copied.pages] == [page.title for page in own.pages]


@pytest.mark.parametrize("name", ["02-two.md", "c.png", "drawn/b.png"])
def test_that_nothing_is_written_over(lesson: Lesson, tmp_path: Path, name: str) -> None:
    there = tmp_path / "new" / name
    there.parent.mkdir(parents=True)
    there.write_text("mine")
    with pytest.raises(UserError, match=r"already has .*Choose an empty folder"):
        copy(lesson, tmp_path / "new")
    files = [path for path in (tmp_path / "new").rglob("*") if path.is_file()]
    assert files == [there]
    assert there.read_text() == "mine"


def test_that_a_copy_is_not_mixed_with_other_pages(lesson: Lesson, tmp_path: Path) -> None:
    there = tmp_path / "new" / "07-mine.md"
    there.parent.mkdir()
    there.write_text("# mine")
    with pytest.raises(UserError, match=r"already has 07-mine\.md\. Choose an empty folder"):
        copy(lesson, tmp_path / "new")


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "loop"])
def test_that_a_folder_that_cannot_be_is_told(lesson: Lesson, tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UserError, match="could not be copied"):
        copy(lesson, tmp_path / name)


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, "full"), (errno.EACCES, "permission")])
def test_that_a_copy_that_fails_leaves_nothing(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    read = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.name == "02-two.md":
            raise OSError(number, "")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(UserError, match=told):
        copy(lesson, tmp_path / "new" / "mine")
    assert not (tmp_path / "new").exists()


def test_that_a_file_is_no_folder(lesson: Lesson, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("mine")
    with pytest.raises(UserError, match="could not be copied"):
        copy(lesson, tmp_path / "new")
    assert (tmp_path / "new").read_text() == "mine"
