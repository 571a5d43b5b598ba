"""The real program, which answers questions about its window on its input and output.

``python -m tests.e2e.driver [--hold-network] ARGUMENTS``, with the program's own arguments. A
question is one line of JSON, ``[WHAT, ARGUMENT]``, for the method ``tell_WHAT``; so is the answer.
The driver only tells what is there: the events come from the X server. With ``--hold-network``
ONNX Runtime is loaded when ``release`` is asked for and not before: what a person does meanwhile
happens in the first second, however busy the machine is.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QSocketNotifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QFileDialog,
    QLabel,
    QScrollArea,
    QSlider,
    QSpinBox,
    QStyle,
    QTabBar,
    QWidget,
)

from camviewer import cli
from camviewer.app import program
from camviewer.document.messages import Kind, Message
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.lesson.cover import Cover
from camviewer.gui.lesson.step_actions import action_name
from camviewer.inference.predictor import make_predictor
from camviewer.lesson.page import Task
from camviewer.lesson.steps import PARTS
from tests.cut import cut_words
from tests.there import there

SAMPLE_TEXT = "Class activation maps 0123456789 %"

_released = threading.Event()
_loaded = threading.Event()


class Listener(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record.getMessage())


class Driven(program.Program):
    """The program with an ear for questions."""

    def start(self) -> None:
        """Start as usual, then listen."""
        self.document.window.change(welcomed=True)  # the first start has a test of its own
        self._troubles: list[str] = []
        logging.getLogger().addHandler(Listener(self._troubles))
        self.workspace.messages.posted.connect(self._hear)
        super().start()
        self._ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._answer)
        print(json.dumps("started"), flush=True)

    def _answer(self) -> None:
        line = sys.stdin.readline()
        if not line:  # the tests are gone
            self._ear.setEnabled(False)
            _released.set()
            self.window.close()
            return
        what, argument = json.loads(line)
        answer = getattr(self, f"tell_{what}")(argument)
        print(json.dumps(answer), flush=True)

    def _hear(self, message: Message) -> None:
        if message.kind is Kind.TROUBLE:
            self._troubles.append(message.text)

    # Widgets

    def tell_place(self, name: str) -> list[int]:
        """Left, top, width and height on the screen."""
        widget = self._widget(name)
        return [*widget.mapToGlobal(QPoint(0, 0)).toTuple(), widget.width(), widget.height()]

    def tell_handle(self, name: str) -> list[int]:
        """Middle of a slider's handle, on the screen."""
        slider = self._widget(name)
        assert isinstance(slider, QSlider)
        length = slider.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, slider)
        x = QStyle.sliderPositionFromValue(
            slider.minimum(), slider.maximum(), slider.value(), slider.width() - length
        )
        middle = QPoint(x + length // 2, slider.height() // 2)
        return list(slider.mapToGlobal(middle).toTuple())

    def tell_value(self, name: str) -> Any:
        """What a widget says: a slider's number, a button's state, a label's text."""
        widget = self._widget(name)
        if isinstance(widget, QAbstractSlider | QSpinBox):
            return widget.value()
        if isinstance(widget, QAbstractButton):
            return widget.isChecked()
        if isinstance(widget, QComboBox):
            return widget.currentText()
        assert isinstance(widget, QLabel), name
        return widget.text()

    def tell_name(self, name: str) -> str:
        """What a widget is called for those who do not see it."""
        return self._widget(name).accessibleName()

    def tell_boxes(self, names: list[str]) -> dict[str, list[int]]:
        """Left, top, width and height in the window, of those widgets that are shown."""
        shown = {name: self._widget(name) for name in names if self._widget(name).isVisible()}
        return {
            name: [*widget.mapTo(self.window, QPoint(0, 0)).toTuple(), *widget.size().toTuple()]
            for name, widget in shown.items()
        }

    def tell_cut(self, _: None) -> list[str]:
        """Texts that have not all the room they need, and widgets that leave the window."""
        return cut_words(self.window)

    def tell_tab(self, tab: list[Any]) -> list[int]:
        """The middle of a tab, on the screen; given are its bar and its number from 0."""
        bar = self._widget(tab[0])
        assert isinstance(bar, QTabBar)
        return list(bar.mapToGlobal(bar.tabRect(tab[1]).center()).toTuple())

    def tell_text_size(self, _: None) -> list[int]:
        """How large text is here: fonts differ from machine to machine."""
        metrics = self.window.fontMetrics()
        return [metrics.horizontalAdvance(SAMPLE_TEXT), metrics.height()]

    # The document

    def tell_state(self, _: None) -> dict[str, Any]:
        """What is shown and what is loaded; nothing is predicted until it is of the newest ink."""
        document, prediction = self.document, self.document.prediction
        reading = prediction if document.is_current else None
        strokes = document.content.drawing.strokes
        origin = document.content.origin
        return {
            "ready": _loaded.is_set(),
            "loaded": [name for name in ("onnxruntime", "tensorflow") if name in sys.modules],
            "predicted": None if reading is None else reading.predicted,
            "class": document.class_index,
            "following": document.following,
            "opacity": document.display.opacity,
            "threshold": document.display.threshold,
            "scale": document.display.scale,
            "colours": document.display.colours,
            "method": document.display.method,
            "open": [part for part in PARTS if self._is_open(part)],
            "pen": strokes[-1].points[-1].tolist() if strokes else None,
            "drawing": self.window.central.draw.canvas.is_drawing,
            "empty": document.content.drawing.is_empty,
            "strokes": len(strokes),
            "index": origin.index,
            "label": origin.label,
            "digits": 0 if document.dataset is None else len(document.dataset.test),
            "active": self.window.isActiveWindow(),
            "message": self.window.central.messages.text,
            "model": document.model.card.name if document.model else None,
            "snapshot": document.snapshot.name if document.snapshot else None,
            "shown": prediction.title if prediction is not None else None,
            "training": self.training.status.value,
            "steps": self.training.progress.steps_made if self.training.progress else 0,
            "moments": [snapshot.step for snapshot in self.training.timeline.snapshots],
            "moment": self.training.timeline.chosen,
        }

    def tell_stroke(self, _: None) -> list[list[float]]:
        """The points of the last stroke."""
        points: list[list[float]] = self.document.content.drawing.strokes[-1].points.tolist()
        return points

    def tell_picture(self, name: str) -> list[Any]:
        """The pixels that a view was given, rows of columns of colours."""
        view = next(view for view in self.window.central.stage.views if view.name == name)
        return [] if view.image.image is None else view.image.image.tolist()

    # The lesson

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
        return self._scrolled_to(self._widget(f"taskButton{place}"))

    def tell_pad(self, _: None) -> list[int]:
        """A place of the paint pad on the screen, once it is scrolled to."""
        return self._scrolled_to(self._widget("paintPad"))

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
        return [*self._troubles, *filter(None, told)]

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
        widget: QWidget | None = self._widget(name)
        while widget is not None:
            parent = widget.parentWidget()
            if isinstance(parent, QScrollArea) or parent is None:
                break
            widget = parent
        assert isinstance(parent, QScrollArea), name
        parent.ensureWidgetVisible(self._widget(name), 0, 8)

    # The mistakes

    def tell_mistakes(self, _: None) -> dict[str, Any]:
        """What is evaluated, listed, looked at and annotated."""
        mistakes = self.workspace.mistakes
        evaluation, matrix, index = mistakes.evaluation, mistakes.matrix, mistakes.index
        return {
            "evaluating": mistakes.is_evaluating,
            "digits": None if evaluation is None else len(evaluation),
            "matrix": None if matrix is None else matrix.tolist(),
            "listed": mistakes.indices.tolist(),
            "place": mistakes.place,
            "index": index,
            "tags": [] if index is None else sorted(mistakes.annotations.of(index).tags),
            "text": "" if index is None else mistakes.annotations.of(index).text,
        }

    def tell_cell(self, cell: list[int]) -> list[int]:
        """The middle of a cell of the confusion matrix, on the screen."""
        panel = self.window.side_panels.content("mistakes")
        assert isinstance(panel, MistakesPanel)
        matrix = panel.matrix.matrix
        return list(matrix.mapToGlobal(matrix.cell(*cell).center().toPoint()).toTuple())

    def tell_dialogs(self, _: None) -> list[str]:
        """The titles of the dialogs that are open."""
        found = self.window.findChildren(QFileDialog)
        return [dialog.windowTitle() for dialog in found if dialog.isVisible()]

    def tell_save_list(self, path: str) -> None:
        """Choose a file in the dialog that asks where the list is to be written."""
        dialog = self.window.findChild(QFileDialog)
        assert dialog is not None
        dialog.selectFile(path)
        dialog.accept()

    # The window

    def tell_manual(self, _: None) -> dict[str, Any]:
        """The manual's page and words, its window, its list's rows; nothing if it is closed."""
        from camviewer.gui.help.manual_window import ManualWindow

        manual = self.window.findChild(ManualWindow)
        if manual is None or not manual.isVisible():
            return {}
        contents, text = manual.contents, manual.browser.toPlainText()
        boxes = [contents.visualItemRect(contents.item(row)) for row in range(contents.count())]
        viewport = contents.viewport()
        return {
            "page": manual.browser.page,
            "text": text.replace("\u2060", ""),
            "found": manual.browser.textCursor().selectedText().replace("\u2060", ""),
            "window": int(manual.winId()),
            "rows": [list(viewport.mapToGlobal(box.center()).toTuple()) for box in boxes],
            "titles": [contents.item(row).text() for row in range(contents.count())],
        }

    def tell_window(self, _: None) -> int:
        """The window's number at the X server."""
        return int(self.window.winId())

    def tell_resize(self, size: list[int]) -> None:
        """Put the window in the screen's corner and give it a size."""
        self.window.move(0, 0)
        self.window.resize(*size)

    def tell_grab(self, path: str) -> bool:
        """Save what the screen shows where the window is."""
        corner, size = self.window.pos(), self.window.size()
        picture = self.window.screen().grabWindow(0, *corner.toTuple(), *size.toTuple())
        return picture.save(path)

    def tell_trouble(self, sentence: str) -> None:
        """Show a message, as if something had gone wrong."""
        self.workspace.messages.trouble(sentence)

    def tell_release(self, _: None) -> None:
        """Let the network be loaded."""
        _released.set()

    def tell_cursor(self, _: None) -> str:
        """What the pointer is; "usual" unless the whole program has one."""
        cursor = QGuiApplication.overrideCursor()
        return "usual" if cursor is None else cursor.shape().name

    def _is_open(self, part: str) -> bool:
        action = self.window.actions_.find(action_name(part))
        return action is not None and action.isChecked()

    def _widget(self, name: str) -> QWidget:
        widget = self.window if name == "mainWindow" else self.window.findChild(QWidget, name)
        assert widget is not None, name
        return widget


def watched(usual: Callable[..., Any]) -> Callable[..., Any]:
    """Load the network not before it is released, and tell when it is there."""

    def make(*arguments: object) -> Any:
        _released.wait()
        made = usual(*arguments)
        _loaded.set()
        return made

    return make


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if "--hold-network" in arguments:
        arguments.remove("--hold-network")
    else:
        _released.set()
    vars(program)["make_predictor"] = watched(make_predictor)  # of the program alone
    program.Program = Driven  # type: ignore[misc]
    cli.leave(cli.main(arguments))
