"""The guide: joins the lesson controller with the window, whose actions turn its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from camviewer.controllers.workspace import Workspace
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.layout.side_panels import LESSON, SidePanels
from camviewer.gui.lesson.cover import Covers
from camviewer.gui.lesson.pointing_ring import PointingRing
from camviewer.gui.lesson.step_actions import StepContext, perform
from camviewer.gui.lesson.window_parts import widget_of
from camviewer.lesson.page import Task

if TYPE_CHECKING:  # imported when the lesson is first opened
    from camviewer.gui.lesson.lesson_panel import LessonPanel


_TOPIC = "task"  # of messages


class Guide(QObject):
    """The lesson in the window."""

    def __init__(
        self,
        workspace: Workspace,
        dialogs: Dialogs,
        find: Callable[[str], QAction | None],
        parent: QObject,
    ) -> None:
        """The lesson is not open yet.

        Args:
            workspace: which lesson and page, and what steps change.
            dialogs: ask for a folder of pages.
            find: finds an action of the window by its name; first called when the lesson is opened.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._workspace = workspace
        self._messages = workspace.messages
        self._dialogs = dialogs
        self._find = find
        self._panels: SidePanels | None = None
        self.context = StepContext(workspace.document, find, workspace.training)
        self._covers = Covers(())
        self._ring: PointingRing | None = None
        self.lessons = workspace.lessons
        self.lessons.page_changed.connect(self._enable)
        self.lessons.page_changed.connect(self._point_nowhere)
        self.lessons.lesson_changed.connect(self._enable)

    def join(self, panels: SidePanels, covered: Sequence[QWidget]) -> None:
        """Follow what is open.

        Args:
            panels: open and close the lesson.
            covered: what is hidden while a person guesses where the network looks.
        """
        self._panels = panels
        self._covers = Covers(covered)
        panels.changed.connect(self._follow)
        self._follow()

    @property
    def panel(self) -> LessonPanel | None:
        """The lesson's panel; None before it was first opened."""
        content = self._panels.content(LESSON) if self._panels is not None else None
        return cast("LessonPanel | None", content)  # nothing else is ever made for it

    @property
    def is_open(self) -> bool:
        """Whether the lesson is in sight."""
        return self._panels is not None and self._panels.is_open(LESSON)

    def show(self) -> None:
        """Bring the lesson in sight."""
        if self._panels is not None:
            self._panels.show(LESSON)

    def _close(self) -> None:
        if self._panels is not None:
            self._panels.close(LESSON)

    def open_folder(self, path: str) -> None:
        """Open a lecturer's own lesson."""
        self.lessons.open(path)
        self.show()

    def next(self) -> None:
        """Turn to the next page."""
        self.lessons.step(1)

    def previous(self) -> None:
        """Turn to the page before."""
        self.lessons.step(-1)

    def _point_nowhere(self) -> None:
        """What a page's task pointed at is not what the next page is about."""
        self.context.document.set_pointer(None)

    def put_aside(self) -> None:
        """In presentations, have the lesson beside the stage or below it, as the action says."""
        if self._panels is not None:
            self._panels.put_lesson(self._action("lesson_aside").isChecked())

    def make_panel(self, parent: QWidget) -> LessonPanel:
        """The lesson's panel, for the page that holds it."""
        from camviewer.gui.lesson.answers import Answers
        from camviewer.gui.lesson.drafts import Drafts
        from camviewer.gui.lesson.lesson_panel import LessonPanel
        from camviewer.gui.lesson.live_values import LiveValues
        from camviewer.gui.lesson.page_view import Services

        following, previous = self._action("lesson_next"), self._action("lesson_previous")
        workspace = self._workspace
        services = Services(
            workspace.document,
            LiveValues(workspace.document, self),
            workspace.lesson_figures,
            workspace.lesson_code,
            Answers(),
            Drafts(),
        )
        panel = LessonPanel(self.lessons, services, previous, following, parent)
        panel.head.offer_aside(self._action("lesson_aside"))
        panel.wanted.connect(self.do)
        panel.pointed.connect(self._point)
        panel.template_wanted.connect(self._ask_for_copy)
        panel.covering.connect(self._cover)
        panel.open_wanted.connect(self._ask_for_folder)
        panel.close_wanted.connect(self._close)
        return panel

    def _ask_for_folder(self) -> None:
        self._dialogs.open_lesson(self.open_folder)

    def _ask_for_copy(self) -> None:
        self._dialogs.copy_lesson(self.lessons.copy_to)

    def _point(self, part: str) -> None:
        """Put a ring around a part of the window, or take it away."""
        panel = self.panel
        if panel is None or (not part and self._ring is None):
            return
        window = panel.window()
        if self._ring is None:
            self._ring = PointingRing(window)
        self._ring.surround(widget_of(window, part, self._workspace.document.class_index))

    def do(self, task: Task) -> None:
        """Do a task's steps in the window, and tell what could not be done."""
        troubles = perform(self.context, task.steps)
        self._messages.settle(_TOPIC)  # of the task before, if it was another
        if troubles:
            told = self.tr("Not everything could be done. {0}")
            self._messages.trouble(told.format(" ".join(troubles)), topic=_TOPIC)

    def _follow(self) -> None:
        if self.is_open:
            self.lessons.begin()
        panel = self.panel
        page = panel.page if panel is not None else None
        self._cover(page is not None and page.is_covering)
        self._enable()

    def _cover(self, on: bool) -> None:
        self._covers.put(on and self.is_open)

    def _enable(self) -> None:
        lessons, opened = self.lessons, self.is_open
        self._action("lesson_next").setEnabled(opened and lessons.index < lessons.last)
        self._action("lesson_previous").setEnabled(opened and lessons.index > 0)
        window = self._workspace.document.window.value
        aside = self._action("lesson_aside")
        aside.setEnabled(opened and window.presentation)
        aside.setChecked(window.aside)

    def _action(self, name: str) -> QAction:
        action = self._find(name)
        assert action is not None, name
        return action
