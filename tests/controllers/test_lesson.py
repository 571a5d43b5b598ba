"""The course: lessons are read in the background, pages are turned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camviewer.controllers.lesson import Course
from camviewer.lesson import files


@pytest.fixture
def course(qtbot: QtBot) -> Iterator[Course]:
    course = Course()
    yield course
    course.close()


def lesson(folder: Path, *titles: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number, title in enumerate(titles):
        (folder / f"{number}-page.md").write_text(f"# {title}\n", encoding="utf-8")
    return folder


def opened(qtbot: QtBot, course: Course, folder: Path) -> None:
    with qtbot.waitSignal(course.lesson_changed):
        course.open(folder)


def test_that_the_programs_lesson_is_opened_once(qtbot: QtBot, course: Course) -> None:
    assert (course.lesson, course.page, course.index, course.last) == (None, None, 0, 0)
    with qtbot.waitSignal(course.lesson_changed):
        course.begin()
        course.begin()
    assert course.lesson is not None
    assert course.lesson.folder == files.folder_of("en")
    with qtbot.assertNotEmitted(course.lesson_changed, wait=50):
        course.begin()


def test_that_pages_are_turned_and_not_beyond_the_ends(
    qtbot: QtBot, course: Course, tmp_path: Path
) -> None:
    opened(qtbot, course, lesson(tmp_path, "a", "b", "c"))
    titles = []
    for by in (-1, 1, 1, 1, -1):
        course.step(by)
        assert course.page is not None
        titles.append(course.page.title)
    assert titles == ["a", "b", "c", "c", "b"]
    with qtbot.assertNotEmitted(course.page_changed):
        course.go(1)


def test_that_another_language_shows_the_same_page(qtbot: QtBot, course: Course) -> None:
    course.use_language("ko")  # before anything is open it is only remembered
    assert course.lesson is None
    with qtbot.waitSignal(course.lesson_changed):
        course.begin()
    course.go(8)
    korean = course.page
    with qtbot.waitSignal(course.lesson_changed):
        course.use_language("en")
    assert course.index == 8
    assert course.page is not None
    assert korean is not None
    assert (korean.title, course.page.title) == ("클래스 활성화 맵", "The map")


def test_that_a_lecturers_own_lesson_keeps_its_language(
    qtbot: QtBot, course: Course, tmp_path: Path
) -> None:
    opened(qtbot, course, lesson(tmp_path, "mine"))
    with qtbot.assertNotEmitted(course.lesson_changed, wait=50):
        course.use_language("ko")


def test_that_the_lesson_asked_for_last_is_meant(
    qtbot: QtBot, course: Course, tmp_path: Path
) -> None:
    one, other = lesson(tmp_path / "a", "one"), lesson(tmp_path / "b", "other")
    with qtbot.waitSignal(course.lesson_changed):
        course.open(one)
        course.open(other)
    assert course.page is not None
    assert course.page.title == "other"


@pytest.mark.parametrize(
    ("text", "told"),
    [("no title", "line 1: expected a title"), ("# a\n```formula\n\\foo\n```", "line 3: Formula")],
)
def test_that_a_lesson_that_cannot_be_read_leaves_the_one_before(
    qtbot: QtBot, course: Course, tmp_path: Path, text: str, told: str
) -> None:
    opened(qtbot, course, lesson(tmp_path / "a", "mine"))
    (lesson(tmp_path / "b", "x") / "0-page.md").write_text(text)
    with qtbot.waitSignal(course.trouble) as caught:
        course.open(tmp_path / "b")
    assert told in caught.args[0]
    assert "0-page.md" in caught.args[0]
    assert course.page is not None
    assert course.page.title == "mine"


@pytest.mark.parametrize(("kept", "shown"), [(1, "b"), (99, "c")])
def test_that_a_lesson_is_gone_on_with_where_it_was_left(
    qtbot: QtBot, tmp_path: Path, kept: int, shown: str
) -> None:
    course = Course("en", str(lesson(tmp_path, "a", "b", "c")), kept)
    assert (course.folder, course.index) == (str(tmp_path), kept), "to be kept again"
    course.step(1)
    assert course.index == kept, "nothing is open yet"
    with qtbot.waitSignal(course.lesson_changed):
        course.begin()
    assert course.page is not None
    assert course.page.title == shown
    assert course.folder == str(tmp_path)
    with qtbot.waitSignal(course.lesson_changed):
        course.open(files.folder_of("en"))
    assert (course.folder, course.index) == ("", 0)
    course.close()


def test_that_another_lesson_than_the_one_left_begins_at_its_first_page(
    qtbot: QtBot, tmp_path: Path
) -> None:
    course = Course("en", "", 5)
    opened(qtbot, course, lesson(tmp_path, "a", "b"))
    assert course.index == 0
    course.close()


def test_that_a_lesson_that_is_gone_is_told_and_the_programs_own_is_there(
    qtbot: QtBot, tmp_path: Path
) -> None:
    course = Course("ko", str(tmp_path / "gone"), 5)
    with qtbot.waitSignals([course.trouble, course.lesson_changed]):
        course.begin()
    assert (course.folder, course.index) == ("", 0)
    assert course.lesson is not None
    assert course.lesson.folder == files.folder_of("ko")
    course.close()


def test_that_a_wrong_folder_does_not_cost_the_lesson_that_was_left(
    qtbot: QtBot, tmp_path: Path
) -> None:
    course = Course("en", str(lesson(tmp_path / "mine", "a", "b")), 1)
    with qtbot.waitSignals([course.trouble, course.lesson_changed]):
        course.open(tmp_path / "nothing")
    assert (course.folder, course.index) == (str(tmp_path / "mine"), 1)
    course.close()


def test_that_the_programs_lesson_in_any_language_is_nobodys_own(
    qtbot: QtBot, course: Course
) -> None:
    opened(qtbot, course, files.folder_of("ko"))
    assert course.folder == ""
