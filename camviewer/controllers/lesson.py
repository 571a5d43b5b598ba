"""The lesson controller: which lesson is taken, and which of its pages is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camviewer.common.errors import UserError
from camviewer.common.translation import LANGUAGES
from camviewer.concurrency.job import Job, Jobs, Outcome
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.document.state import LessonState
from camviewer.lesson import lesson_files
from camviewer.lesson.page import Formula, Lesson, Page
from camviewer.lesson.parsing import at_line
from camviewer.lesson.template import copy
from camviewer.rendering.typesetting import typeset

_TOPIC = "lesson"  # of messages


class LessonController(QObject):
    """Opens lessons in the background and turns their pages."""

    lesson_changed = Signal()
    """Another lesson is open, or its language is another; the page may be too."""

    page_changed = Signal()

    def __init__(
        self,
        document: Document,
        messages: Messages,
        language: str = "en",
        parent: QObject | None = None,
    ) -> None:
        """No lesson is open yet.

        Args:
            document: says with which lesson and page to begin, and is told which are open.
            messages: where it is told that a lesson could not be opened.
            language: of the program's own lesson.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._chosen = document.lesson
        self._messages = messages
        self._language = language
        self._lesson: Lesson | None = None
        self._jobs = Jobs(self)
        self._opening: Job | None = None

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is open; None before the first is read."""
        return self._lesson

    @property
    def folder(self) -> str:
        """Where a lecturer's own lesson is, open or to begin with; empty: the program's own."""
        return self._chosen.value.folder

    @property
    def index(self) -> int:
        """Place of the page that is open, or to begin with, from 0."""
        return self._chosen.value.page

    @property
    def page(self) -> Page | None:
        """The open page."""
        return self._lesson.pages[self.index] if self._lesson is not None else None

    @property
    def last(self) -> int:
        """Place of the last page; 0 without a lesson."""
        return len(self._lesson.pages) - 1 if self._lesson is not None else 0

    def begin(self) -> None:
        """Open the lesson to begin with, if none is open or on its way."""
        if self._lesson is None and self._opening is None:
            self.open(self._folder_to_begin_with())

    def use_language(self, language: str) -> None:
        """Take the same lesson in another language; a lecturer's own stays as it is."""
        shown = self._folder_to_begin_with() if self._lesson is None else self._lesson.folder
        known = self._lesson is not None or self._opening is not None
        self._language = language
        wanted = lesson_files.in_language(shown, language)
        if known and wanted != shown:
            self.open(wanted)

    @property
    def is_bundled(self) -> bool:
        """Whether the program's own lesson is open, in whichever language."""
        return self._lesson is not None and self._is_own(self._lesson)

    def open_bundled(self) -> None:
        """Open the program's own lesson."""
        self.open(lesson_files.folder_of(self._language))

    def copy_to(self, folder: str | Path) -> None:
        """Copy the lesson that is open, to begin an own one with, and open the copy."""
        if self._lesson is None:
            return
        lesson = self._lesson
        self._jobs.start(lambda _progress, _token: copy(lesson, folder), self._open_copy)

    def open_named(self, name: str) -> None:
        """Open one of the lessons that have a name.

        Raises:
            UserError: there is none of that name.
        """
        self.open(lesson_files.LESSONS.named(name)(self._language))

    def open(self, folder: str | Path) -> None:
        """Read a lesson in the background; of the same pages the same one stays open."""
        if self._opening is not None:
            self._opening.cancel()
        use = partial(self._use, Path(folder))
        self._opening = self._jobs.start(lambda _progress, _token: read(folder), use)

    def go(self, index: int) -> None:
        """Open a page, the first or last if there is none of that number."""
        if self._lesson is None:
            return
        index = min(max(index, 0), self.last)
        if index != self.index:
            self._chosen.change(page=index)
            self.page_changed.emit()

    def step(self, by: int) -> None:
        """Turn pages."""
        self.go(self.index + by)

    def begin_closing(self) -> None:
        """Read nothing any more."""
        self._jobs.begin_closing()

    def close(self) -> None:
        """Wait until nothing is read any more."""
        self._jobs.close()

    def _open_copy(self, outcome: Outcome) -> None:
        outcome.conclude(self.open, partial(self._messages.trouble, topic=_TOPIC))

    def _use(self, folder: Path, outcome: Outcome) -> None:
        if outcome.cancelled:
            return
        self._opening = None
        if outcome.trouble:
            self._messages.trouble(outcome.trouble, topic=_TOPIC)
            if self._lesson is None:
                self._begin_instead_of(folder)
            return
        if self._lesson is not None:  # else this one may be in the place of one that failed
            self._messages.settle(_TOPIC)
        opened: Lesson = outcome.result
        if self._lesson is None:
            stays = opened.folder == self._folder_to_begin_with()
        else:
            stays = _names(self._lesson) == _names(opened)
        self._lesson = opened
        folder_kept = "" if self._is_own(opened) else str(opened.folder)
        self._chosen.set(LessonState(folder_kept, min(self.index, self.last) if stays else 0))
        self.lesson_changed.emit()
        if opened.may_run:  # what came with the program was opened before this was done
            self._jobs.start(lambda _progress, _token: typeset_formulas(opened), _nothing)

    def _begin_instead_of(self, folder: Path) -> None:
        """A lesson could not be opened: have another one, if there is one to be tried."""
        if folder == self._folder_to_begin_with():
            if not self.folder:
                return
            self._chosen.set(LessonState())  # it is gone: there is still the program's own
        self.begin()

    def _folder_to_begin_with(self) -> Path:
        if self.folder:
            return lesson_files.in_language(Path(self.folder), self._language)
        return lesson_files.folder_of(self._language)

    def _is_own(self, lesson: Lesson) -> bool:
        """Whether it is the program's own, in whichever language."""
        return lesson.folder in map(lesson_files.folder_of, LANGUAGES)


def read(folder: str | Path) -> Lesson:
    """Read a lesson, and typeset the formulas of one that may hold mistakes.

    What came with the program can be looked at before: to typeset takes half a second the first
    time.

    Raises:
        UserError: as `lesson_files.load`, or a formula cannot be read.
    """
    lesson = lesson_files.load(folder)
    if not lesson.may_run:
        typeset_formulas(lesson)
    return lesson


def typeset_formulas(lesson: Lesson) -> None:
    """Typeset all formulas of a lesson, so that its pages open at once.

    Raises:
        UserError: a formula cannot be read.
    """
    for page in lesson.pages:
        for block in page.blocks:
            if isinstance(block, Formula):
                try:
                    typeset(block.tex)
                except UserError as error:
                    raise at_line(page.path, block.line, error) from None


def _nothing(_outcome: Outcome) -> None:
    """What is typeset is remembered by who typesets."""


def _names(lesson: Lesson) -> list[str]:
    return [page.path.name for page in lesson.pages]
