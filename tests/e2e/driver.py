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
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QSlider,
    QSpinBox,
    QStyle,
    QTabBar,
)

from camviewer import cli
from camviewer.app import program
from camviewer.controllers import workspace
from camviewer.controllers.attributing import Attributing
from camviewer.controllers.stroke_valuing import StrokeValuing
from camviewer.controllers.trusting import Trusting
from camviewer.document.messages import Kind, Message
from camviewer.gui.lesson.step_actions import action_name
from camviewer.inference.predictor import make_predictor
from camviewer.lesson.steps import PARTS
from tests.cut import cut_words
from tests.e2e.mistakes_told import MistakesTold

SAMPLE_TEXT = "Class activation maps 0123456789 %"

PATIENCE = 60_000  # milliseconds for a method's next estimate, on however busy a machine
PAUSE = 5  # milliseconds between two looks of somebody who waits

_released = threading.Event()
_loaded = threading.Event()


class Listener(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record.getMessage())


class Driven(MistakesTold):
    """The program with an ear for questions."""

    def start(self) -> None:
        """Start as usual, then listen."""
        self.document.window.change(welcomed=True)  # the first start has a test of its own
        self.troubles = []
        logging.getLogger().addHandler(Listener(self.troubles))
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
        if what == "pause":  # until then the processor is the program's
            QTimer.singleShot(PAUSE, self, self._go_on)
        else:
            print(json.dumps(getattr(self, f"tell_{what}")(argument)), flush=True)

    def _go_on(self) -> None:
        print(json.dumps("gone on"), flush=True)

    def _hear(self, message: Message) -> None:
        if message.kind is Kind.TROUBLE:
            self.troubles.append(message.text)

    # Widgets

    def tell_place(self, name: str) -> list[int]:
        """Left, top, width and height on the screen."""
        widget = self.widget(name)
        return [*widget.mapToGlobal(QPoint(0, 0)).toTuple(), widget.width(), widget.height()]

    def tell_handle(self, name: str) -> list[int]:
        """Middle of a slider's handle, on the screen."""
        slider = self.widget(name)
        assert isinstance(slider, QSlider)
        length = slider.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, slider)
        x = QStyle.sliderPositionFromValue(
            slider.minimum(), slider.maximum(), slider.value(), slider.width() - length
        )
        middle = QPoint(x + length // 2, slider.height() // 2)
        return list(slider.mapToGlobal(middle).toTuple())

    def tell_value(self, name: str) -> Any:
        """What a widget says: a slider's number, a button's state, a label's text."""
        widget = self.widget(name)
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
        return self.widget(name).accessibleName()

    def tell_boxes(self, names: list[str]) -> dict[str, list[int]]:
        """Left, top, width and height in the window, of those widgets that are shown."""
        shown = {name: self.widget(name) for name in names if self.widget(name).isVisible()}
        return {
            name: [*widget.mapTo(self.window, QPoint(0, 0)).toTuple(), *widget.size().toTuple()]
            for name, widget in shown.items()
        }

    def tell_cut(self, _: None) -> list[str]:
        """Texts that have not all the room they need, and widgets that leave the window."""
        return cut_words(self.window)

    def tell_tab(self, tab: list[Any]) -> list[int]:
        """The middle of a tab, on the screen; given are its bar and its number from 0."""
        bar = self.widget(tab[0])
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
    for work in (Attributing, StrokeValuing, Trusting):
        vars(workspace)[work.__name__] = partial(work, patience=PATIENCE)
    program.Program = Driven  # type: ignore[misc]
    cli.leave(cli.main(arguments))
