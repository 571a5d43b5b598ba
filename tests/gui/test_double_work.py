"""Nothing is done twice between a movement of the pen and the pictures: calls are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.data import drawing as drawing_module
from camviewer.document import document as document_module
from camviewer.document import explanation as explanation_module
from camviewer.gui.stage import class_button, verdict
from camviewer.gui.stage.class_button import ClassButton
from camviewer.gui.stage.views.picture_view import PictureView
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.rendering import rendering
from tests.gui.conftest import Desk

VIEWS = ("inputView", "rawCamView", "resizedCamView", "blendView")

Calls = Counter[str]


@pytest.fixture
def calls() -> Calls:
    return Counter()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch, calls: Calls) -> Callable[[object, str], None]:
    """Counts calls of a function or a method from now on; it does what it did."""

    def put(owner: object, name: str) -> None:
        function = getattr(owner, name)

        def counted(*arguments: object, **options: object) -> object:
            calls[name] += 1
            return function(*arguments, **options)

        monkeypatch.setattr(owner, name, counted)

    return put


class Pen:
    """A pen that is down on the window's canvas."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.canvas = desk.child("drawCanvas")
        self.place = QPoint(self.canvas.width() // 2, 40)
        qtbot.mousePress(self.canvas, Qt.MouseButton.LeftButton, pos=self.place)
        for _ in range(3):  # the second likeliest class and the like may still change
            self.move()

    def move(self) -> None:
        """Move it, and wait until all that follows is on screen."""
        before = self.desk.document.sample
        self.place += QPoint(1, 12)
        self.qtbot.mouseMove(self.canvas, self.place)
        self.qtbot.waitUntil(lambda: self.desk.document.sample is not before)
        self.qtbot.waitUntil(lambda: self.desk.document.is_current)
        QApplication.processEvents()


def test_that_a_movement_words_the_prediction_once(
    desk: Desk, qtbot: QtBot, calls: Calls, watch: Callable[[object, str], None]
) -> None:
    pen = Pen(qtbot, desk)
    line = desk.child("predictionLabel").parent()
    assert isinstance(line, StillLabel)
    watch(verdict, "_html_percent")
    watch(line, "show_first_fitting")
    for count in (1, 2, 3):
        pen.move()
        assert calls == {"show_first_fitting": count, "_html_percent": 2 * count}


def test_that_a_movement_makes_digit_maps_and_pictures_once(
    desk: Desk, qtbot: QtBot, calls: Calls, watch: Callable[[object, str], None]
) -> None:
    pen = Pen(qtbot, desk)
    watch(drawing_module, "prepare")
    watch(explanation_module, "scaled_maps")
    watch(explanation_module, "render_class")
    watch(rendering, "resize")
    watch(rendering.ScaledMaps, "raw_colours")
    views: list[PictureView] = [desk.child(name) for name in VIEWS]
    for view in views:
        watch(view.image, "setImage")
    for count in (1, 2, 3):
        pen.move()
        assert calls == {
            "prepare": count,
            "scaled_maps": count,
            "render_class": count,
            "resize": count,
            "raw_colours": count,
            "setImage": len(VIEWS) * count,
        }


def test_that_a_movement_words_score_and_probability_of_a_class_once(
    desk: Desk, qtbot: QtBot, calls: Calls, watch: Callable[[object, str], None]
) -> None:
    pen = Pen(qtbot, desk)
    watch(class_button, "number")
    watch(class_button, "percents")
    watch(ClassButton, "show_figures")
    pen.move()
    desk.window.grab()  # painting words nothing
    assert calls == dict.fromkeys(("number", "percents", "show_figures"), 10)


def test_that_a_movement_compares_the_digits_once_whoever_asks(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pen = Pen(qtbot, desk)
    document, compared = desk.document, []

    class Watched:
        """NumPy as the document sees it."""

        @staticmethod
        def array_equal(one: np.ndarray, other: np.ndarray) -> bool:
            compared.append((one, other))
            return np.array_equal(one, other)

    monkeypatch.setattr(document_module, "np", Watched)
    pen.move()
    assert document.original is not None
    with_answer = [pair for pair in compared if pair[0] is document.original.image]
    assert len(with_answer) == 1


def test_that_titles_are_fitted_when_a_heading_changes_and_not_by_a_movement(
    desk: Desk, qtbot: QtBot, calls: Calls, watch: Callable[[object, str], None]
) -> None:
    pen = Pen(qtbot, desk)
    views: list[PictureView] = [desk.child(name) for name in VIEWS]
    for view in views:
        watch(view, "show_grid")
    pen.move()
    assert not calls
    desk.document.change_display(method="grad-cam")
    assert calls["show_grid"] >= len(views)


def test_that_a_label_shows_the_same_plain_text_once(
    qtbot: QtBot, calls: Calls, watch: Callable[[object, str], None]
) -> None:
    label = StillLabel("some")
    qtbot.addWidget(label)
    label.resize(300, 20)
    watch(label.label, "setText")
    for text in ("one", "one", "two", "two", "", "", "two"):
        label.show_plain(text)
        assert label.label.text() == text
    assert calls == {"setText": 3}
