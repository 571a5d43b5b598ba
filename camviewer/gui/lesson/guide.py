"""The guide: joins the lesson controller with the window, whose actions turn its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget

from camviewer.controllers.workspace import Workspace
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.lesson.cover import Covers
from camviewer.gui.lesson.lesson_dock import LessonDock
from camviewer.gui.lesson.lesson_panel import LessonPanel
from camviewer.gui.lesson.step_actions import StepContext, perform
from camviewer.lesson.page import Task


class Guide(QObject):
    """The lesson in the window."""

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        dialogs: Dialogs,
        find: Callable[[str], QAction | None],
        covered: Sequence[QWidget],
    ) -> None:
        """A closed dock in the window.

        Args:
            window: gets the dock.
            workspace: which lesson and page, and what steps change.
            dialogs: ask for a folder of pages.
            find: finds an action of the window by its name; first called when the dock is opened.
            covered: what is hidden while a person guesses where the network looks.
        """
        super().__init__(window)
        self._document = workspace.document
        self._messages = workspace.messages
        self._dialogs = dialogs
        self._find = find
        self.context = StepContext(workspace.document, find)
        self._covers = Covers(covered)
        self.lessons = workspace.lessons
        self.dock = LessonDock("lessonDock", self.tr("Lesson"), self._make_panel, window)
        self.dock.room_changed.connect(self._follow_dock)
        self.lessons.page_changed.connect(self._enable)
        self.lessons.lesson_changed.connect(self._enable)

    def show(self) -> None:
        """Open the dock, in front of others at its place."""
        action = self._action("lesson")
        if action.isChecked():
            self.dock.open(True)
        else:
            action.trigger()

    def open_folder(self, path: str) -> None:
        """Open a lecturer's own lesson."""
        self.lessons.open(path)
        self.show()

    def next(self) -> None:
        """Turn to the next page."""
        self._turn(1)

    def previous(self) -> None:
        """Turn to the page before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self.show()
        self.lessons.step(by)

    def _make_panel(self, parent: QWidget) -> LessonPanel:
        following, previous = self._action("lesson_next"), self._action("lesson_previous")
        panel = LessonPanel(self.lessons, self._document, previous, following, parent)
        panel.wanted.connect(self.do)
        panel.covering.connect(self._cover)
        panel.open_wanted.connect(self._ask_for_folder)
        return panel

    def _ask_for_folder(self) -> None:
        self._dialogs.open_lesson(self.open_folder)

    def do(self, task: Task) -> None:
        """Do a task's steps in the window, and tell what could not be done."""
        troubles = perform(self.context, task.steps)
        if troubles:
            told = self.tr("Not everything could be done. {0}")
            self._messages.trouble(told.format(" ".join(troubles)))
        elif self.dock.is_behind:
            key = self._action("lesson").shortcut().toString()
            self._messages.inform(
                self.tr("The lesson lies behind it: {0} brings it back").format(key)
            )

    def _follow_dock(self) -> None:
        if not self.dock.isHidden():
            self.lessons.begin()
        panel = self.dock.panel
        page = panel.page if panel is not None else None
        self._cover(page is not None and page.is_covering)
        self._enable()

    def _cover(self, on: bool) -> None:
        self._covers.put(on and not self.dock.isHidden())

    def _enable(self) -> None:
        opened, lessons = not self.dock.isHidden(), self.lessons
        self._action("lesson_next").setEnabled(opened and lessons.index < lessons.last)
        self._action("lesson_previous").setEnabled(opened and lessons.index > 0)

    def _action(self, name: str) -> QAction:
        action = self._find(name)
        assert action is not None, name
        return action
