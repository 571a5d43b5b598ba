"""The lesson controller: lessons are read in the background, pages are turned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camviewer.controllers.lesson import LessonController
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.document.state import DocumentState, LessonState
from camviewer.lesson import lesson_files


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    return Messages()


@pytest.fixture
def lessons(messages: Messages) -> Iterator[LessonController]:
    lessons = left_at(messages)
    yield lessons
    lessons.close()


def left_at(
    messages: Messages, language: str = "en", folder: str = "", page: int = 0
) -> LessonController:
    """A controller of a document in which that page was left."""
    document = Document(DocumentState(lesson=LessonState(folder, page)))
    return LessonController(document, messages, language)


def lesson(folder: Path, *titles: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number, title in enumerate(titles):
        (folder / f"{number}-page.md").write_text(f"# {title}\n", encoding="utf-8")
    return folder


def opened(qtbot: QtBot, lessons: LessonController, folder: Path) -> None:
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.open(folder)


def test_that_the_programs_lesson_is_opened_once(qtbot: QtBot, lessons: LessonController) -> None:
    assert (lessons.lesson, lessons.page, lessons.index, lessons.last) == (None, None, 0, 0)
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.begin()
        lessons.begin()
    assert lessons.lesson is not None
    assert lessons.lesson.folder == lesson_files.folder_of("en")
    with qtbot.assertNotEmitted(lessons.lesson_changed, wait=50):
        lessons.begin()


def test_that_pages_are_turned_and_not_beyond_the_ends(
    qtbot: QtBot, lessons: LessonController, tmp_path: Path
) -> None:
    opened(qtbot, lessons, lesson(tmp_path, "a", "b", "c"))
    titles = []
    for by in (-1, 1, 1, 1, -1):
        lessons.step(by)
        assert lessons.page is not None
        titles.append(lessons.page.title)
    assert titles == ["a", "b", "c", "c", "b"]
    with qtbot.assertNotEmitted(lessons.page_changed):
        lessons.go(1)


def test_that_another_language_shows_the_same_page(qtbot: QtBot, lessons: LessonController) -> None:
    lessons.use_language("ko")  # before anything is open it is only remembered
    assert lessons.lesson is None
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.begin()
    lessons.go(1)
    korean = lessons.page
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.use_language("en")
    assert lessons.index == 1
    assert lessons.page is not None
    assert korean is not None
    folders = map(lesson_files.folder_of, ("ko", "en"))
    titles = [lesson_files.load(folder).pages[1].title for folder in folders]
    assert [korean.title, lessons.page.title] == titles


def test_that_a_lecturers_own_lesson_keeps_its_language(
    qtbot: QtBot, lessons: LessonController, tmp_path: Path
) -> None:
    opened(qtbot, lessons, lesson(tmp_path, "mine"))
    with qtbot.assertNotEmitted(lessons.lesson_changed, wait=50):
        lessons.use_language("ko")


def test_that_the_lesson_asked_for_last_is_meant(
    qtbot: QtBot, lessons: LessonController, tmp_path: Path
) -> None:
    one, other = lesson(tmp_path / "a", "one"), lesson(tmp_path / "b", "other")
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.open(one)
        lessons.open(other)
    assert lessons.page is not None
    assert lessons.page.title == "other"


def test_that_the_bundled_lesson_comes_back(
    qtbot: QtBot, lessons: LessonController, tmp_path: Path
) -> None:
    opened(qtbot, lessons, lesson(tmp_path, "mine"))
    assert not lessons.is_bundled
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.open_bundled()
    assert lessons.is_bundled
    assert lessons.folder == ""


def test_that_a_copy_is_open_at_the_same_page(
    qtbot: QtBot, lessons: LessonController, tmp_path: Path
) -> None:
    opened(qtbot, lessons, lesson(tmp_path / "a", "one", "two"))
    lessons.go(1)
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.copy_to(tmp_path / "b")
    assert lessons.folder == str(tmp_path / "b")
    assert lessons.page is not None
    assert lessons.page.title == "two"


def test_that_a_copy_that_cannot_be_made_is_told(
    qtbot: QtBot, messages: Messages, lessons: LessonController, tmp_path: Path
) -> None:
    lessons.copy_to(tmp_path / "b")  # nothing is open
    opened(qtbot, lessons, lesson(tmp_path / "a", "one"))
    with qtbot.waitSignal(messages.posted) as caught:
        lessons.copy_to(tmp_path / "a")
    assert caught.args is not None
    assert "Choose an empty folder" in caught.args[0].text
    assert lessons.folder == str(tmp_path / "a")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no title", "line 1: The page has no title"),
        ("# a\n```formula\n\\foo\n```", "line 3: The formula"),
    ],
)
def test_that_a_lesson_that_cannot_be_read_leaves_the_one_before(
    qtbot: QtBot,
    messages: Messages,
    lessons: LessonController,
    tmp_path: Path,
    text: str,
    told: str,
) -> None:
    opened(qtbot, lessons, lesson(tmp_path / "a", "mine"))
    (lesson(tmp_path / "b", "x") / "0-page.md").write_text(text)
    with qtbot.waitSignal(messages.posted) as caught:
        lessons.open(tmp_path / "b")
    assert told in caught.args[0].text
    assert "0-page.md" in caught.args[0].text
    assert lessons.page is not None
    assert lessons.page.title == "mine"


@pytest.mark.parametrize(("kept", "shown"), [(1, "b"), (99, "c")])
def test_that_a_lesson_is_gone_on_with_where_it_was_left(
    qtbot: QtBot, messages: Messages, tmp_path: Path, kept: int, shown: str
) -> None:
    lessons = left_at(messages, "en", str(lesson(tmp_path, "a", "b", "c")), kept)
    assert (lessons.folder, lessons.index) == (str(tmp_path), kept), "to be kept again"
    lessons.step(1)
    assert lessons.index == kept, "nothing is open yet"
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.begin()
    assert lessons.page is not None
    assert lessons.page.title == shown
    assert lessons.folder == str(tmp_path)
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.open(lesson_files.folder_of("en"))
    assert (lessons.folder, lessons.index) == ("", 0)
    lessons.close()


def test_that_another_lesson_than_the_one_left_begins_at_its_first_page(
    qtbot: QtBot, messages: Messages, tmp_path: Path
) -> None:
    lessons = left_at(messages, "en", "", 5)
    opened(qtbot, lessons, lesson(tmp_path, "a", "b"))
    assert lessons.index == 0
    lessons.close()


def test_that_a_lesson_that_is_gone_is_told_and_the_programs_own_is_there(
    qtbot: QtBot, messages: Messages, tmp_path: Path
) -> None:
    lessons = left_at(messages, "ko", str(tmp_path / "gone"), 5)
    with qtbot.waitSignals([messages.posted, lessons.lesson_changed]):
        lessons.begin()
    assert (lessons.folder, lessons.index) == ("", 0)
    assert lessons.lesson is not None
    assert lessons.lesson.folder == lesson_files.folder_of("ko")
    lessons.close()


def test_that_a_wrong_folder_does_not_cost_the_lesson_that_was_left(
    qtbot: QtBot, messages: Messages, tmp_path: Path
) -> None:
    lessons = left_at(messages, "en", str(lesson(tmp_path / "mine", "a", "b")), 1)
    with qtbot.waitSignals([messages.posted, lessons.lesson_changed]):
        lessons.open(tmp_path / "nothing")
    assert (lessons.folder, lessons.index) == (str(tmp_path / "mine"), 1)
    lessons.close()


def test_that_the_programs_lesson_in_any_language_is_nobodys_own(
    qtbot: QtBot, lessons: LessonController
) -> None:
    opened(qtbot, lessons, lesson_files.folder_of("ko"))
    assert lessons.folder == ""
