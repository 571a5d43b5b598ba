"""What the driver tells about the lesson, and about clicks that have come to the window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from camviewer.app import program
from camviewer.gui.lesson.cover import Cover
from camviewer.lesson.page import Task
from tests.there import there


class LessonTold(program.Program):
    """The program with answers about its lesson."""

    troubles: list[str]
    """What went wrong since the start, as the program said or logged it."""

    _releases = 0

    def tell_releases(self, _: None) -> int:
        """How often a mouse button was released over the window, since the first question."""
        there(self.window.windowHandle()).installEventFilter(self)  # once, however often
        return self._releases

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count releases, and let everything through."""
        self._releases += event.type() is QEvent.Type.MouseButtonRelease
        return super().eventFilter(watched, event)

    def tell_lesson(self, _: None) -> dict[str, Any]:
        """Which page is open, and what stands on it."""
        lessons, panel = self.window.guide.lessons, self.window.guide.panel
        if lessons.page is None or panel is None or panel.page is None:
            return {"page": None}
        tasks = [block for block in lessons.page.blocks if isinstance(block, Task)]
        return {
            "page": lessons.index + 1,
            "pages": lessons.last + 1,
            "title": lessons.page.title,
            "tasks": [[f"{step.verb} {step.argument}" for step in task.steps] for task in tasks],
            "covered": [
                there(each.parentWidget()).objectName()
                for each in self.window.findChildren(Cover)
                if each.isVisible()
            ],
        }

    def tell_buttons(self, _: None) -> int:
        """How many buttons the lesson's page has, hidden ones too."""
        return len(self._buttons())

    def tell_button(self, place: int) -> list[int] | None:
        """Where a button of the page is on the screen, once it is scrolled to.

        None for one that is hidden, disabled or gone.
        """
        buttons = self._buttons()
        button = buttons[place] if place < len(buttons) else None
        if button is None or not button.isVisible() or not button.isEnabled():
            return None
        return self._scrolled_to(button)

    def tell_task(self, place: int) -> list[int]:
        """Where a task's button is on the screen, once it is scrolled to."""
        return self._scrolled_to(self.widget(f"taskButton{place}"))

    def tell_pad(self, _: None) -> list[int]:
        """A place of the paint pad on the screen, once it is scrolled to."""
        return self._scrolled_to(self.widget("paintPad"))

    def tell_busy(self, _: None) -> list[str]:
        """What is still being done that a page asked for."""
        document, figures = self.document, self.workspace.lesson_figures
        doing = {
            "code": self.workspace.lesson_code.is_running,
            "figure": figures.is_making,
            "history": self.training.histories.is_reading,
            "prediction": document.prediction is not None and not document.is_current,
        }
        return [name for name, is_doing in doing.items() if is_doing]

    def tell_troubles(self, _: None) -> list[str]:
        """What went wrong since the start: messages of trouble, trouble of code, what was logged.

        Whatever Qt has to say is logged, too.
        """
        told = [label.text() for label in self.window.findChildren(QLabel, "codeTrouble")]
        return [*self.troubles, *filter(None, told)]

    def _buttons(self) -> list[QAbstractButton]:
        panel = self.window.guide.panel
        assert panel is not None
        assert panel.page is not None
        return panel.page.findChildren(QAbstractButton)

    def _scrolled_to(self, widget: QWidget) -> list[int]:
        """Scroll to a widget of the lesson's page, and say where the middle of it is seen."""
        panel = self.window.guide.panel
        assert panel is not None
        panel.scroll_area.ensureWidgetVisible(widget, 0, 8)
        seen = widget.visibleRegion().boundingRect().center()
        return list(widget.mapToGlobal(seen).toTuple())

    def tell_reveal(self, name: str) -> None:
        """Bring a widget of a page into sight, as a wheel would."""
        widget: QWidget | None = self.widget(name)
        while widget is not None:
            parent = widget.parentWidget()
            if isinstance(parent, QScrollArea) or parent is None:
                break
            widget = parent
        assert isinstance(parent, QScrollArea), name
        parent.ensureWidgetVisible(self.widget(name), 0, 8)

    def widget(self, name: str) -> QWidget:
        """The window, or a widget in it, by its name."""
        widget = self.window if name == "mainWindow" else self.window.findChild(QWidget, name)
        assert widget is not None, name
        return widget
