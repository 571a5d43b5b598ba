"""The class strip: all classes at any size, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.gui import theme
from camviewer.gui.stage.class_button import ClassButton, ClassOutput
from camviewer.gui.stage.class_strip import ClassStrip
from camviewer.gui.widgets.contrast import contrast
from tests.gui.class_strips import CLOTHES, DIGITS, HUNDRED, LETTERS, Stage, in_sight, open_strip
from tests.gui.conftest import Painted


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., Stage]:
    """Shows a strip of classes of given names."""
    return partial(open_strip, qtbot)


class Paintings(QObject):
    """Counts which buttons are painted from now on."""

    def __init__(self, strip: ClassStrip) -> None:
        super().__init__()
        self.painted: set[str] = set()
        for button in strip.buttons:
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.painted.add(watched.objectName())
        return False

    def take(self) -> set[str]:
        for _ in range(2):  # what the strip's timer shows, then what is painted of it
            QApplication.processEvents()
        taken, self.painted = self.painted, set()
        return taken


# Room


@pytest.mark.parametrize("names", [DIGITS, CLOTHES, LETTERS[:20], ("x", "y")], ids=len)
@pytest.mark.parametrize(
    ("rows", "size"),
    [(1, (700, 96)), (1, (1900, 110)), (1, (1900, 240)), (2, (700, 180)), (2, (1900, 240))],
)
def test_that_every_class_is_in_sight_with_all_that_is_to_be_told(
    make: Callable[..., Stage],
    painted: Painted,
    names: tuple[str, ...],
    rows: int,
    size: tuple[int, int],
) -> None:
    strip = make(names, rows, size).strip
    assert strip.size().toTuple() == size
    buttons = strip.buttons
    assert all(in_sight(strip, button) for button in buttons)
    assert len({button.size().toTuple() for button in buttons}) == 1
    assert len({button.y() for button in buttons}) == min(rows, len(names))
    for one, next_ in pairwise(buttons):
        assert not one.geometry().intersects(next_.geometry())
    painted.clear()
    strip.grab()
    for button in buttons:
        places = button.places
        assert places is not None
        assert all(
            QRectF(button.rect()).contains(place)
            for place in (places.map, places.name, places.score, places.bar)
        )
        assert places.bar.height() >= 10
        assert places.map.width() == places.map.height()  # as many rows as columns
        if button.width() >= button.minimumSizeHint().width():  # not of twenty side by side
            assert places.map.height() >= button.fontMetrics().height()
        assert not places.map.intersects(places.name)
        assert not places.name.intersects(places.bar)
        assert not places.map.intersects(places.score)
    assert sum(text.endswith("%") for text, *_ in painted) >= len(names)


def test_that_the_map_is_beside_the_words_in_a_low_button_and_above_them_in_a_high_one(
    make: Callable[..., Stage],
) -> None:
    stage = make(DIGITS, 1, (1900, 110))
    places = []
    for height in (110, 240):
        stage.strip.resize(1900, height)
        stage.strip.grab()
        places.append(stage.strip.buttons[0].places)
    low, high = places
    assert low is not None
    assert high is not None
    assert low.map.right() < low.name.left()
    assert high.map.bottom() <= high.name.top()
    assert high.map.width() > 1.5 * low.map.width()


@pytest.mark.parametrize("names", [DIGITS, LETTERS, HUNDRED], ids=len)
@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_that_it_demands_little_and_all_of_a_button_has_room_in_it(
    make: Callable[..., Stage],
    font_scaler: Callable[[float], None],
    names: tuple[str, ...],
    rows: int,
    factor: float,
) -> None:
    font_scaler(factor)
    strip = make(names, rows).strip
    least = strip.least_height(rows)
    assert strip.minimumSizeHint().toTuple() == (300, least)
    strip.resize(round(1000 * factor), least)
    QApplication.processEvents()
    button = strip.buttons[0]
    assert button.height() >= button.minimumSizeHint().height()
    assert strip.least_height(2) > strip.least_height(1) + button.minimumSizeHint().height()


def test_that_larger_text_needs_a_higher_strip(
    make: Callable[..., Stage], font_scaler: Callable[[float], None]
) -> None:
    strip = make(DIGITS).strip
    before = strip.least_height(1)
    font_scaler(2.0)
    assert strip.least_height(1) > 1.7 * before


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_that_the_smallest_button_of_a_class_shows_all_its_words(
    qtbot: QtBot, font_scaler: Callable[[float], None], painted: Painted, factor: float, wide: bool
) -> None:
    font_scaler(factor)
    button = ClassButton(8, "8")
    qtbot.addWidget(button)
    image = QImage(14, 14, QImage.Format.Format_RGB888)
    button.show_figures(ClassOutput(image, QRect(0, 0, 14, 14), -123.45, 0.9999, True))
    button.setChecked(True)
    button.show()
    least = button.minimumSizeHint()
    button.resize(2 * least.width() if wide else least.width(), least.height())
    QApplication.processEvents()
    painted.clear()
    button.grab()
    assert {text for text, *_ in painted} == {"−123.45", "> 99.9%", "8"}
    assert all(width <= room for _, width, room in painted)
    places = button.places
    assert places is not None
    assert places.map.width() >= 1.5 * button.fontMetrics().height() - 1
    inside = QRectF(button.rect())
    assert all(inside.contains(place) for place in (places.map, places.name, places.bar))


# What is to be seen


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_the_class_shown_is_framed_and_the_predicted_one_has_a_plate(
    make: Callable[..., Stage], qapp: QApplication, scheme: str
) -> None:
    theme.install(qapp, scheme)
    stage = make(DIGITS, 1, (1400, 110))
    prediction = stage.document.prediction
    assert prediction is not None
    chosen = (prediction.predicted + 1) % 10
    stage.document.choose_class(chosen)
    accent = stage.strip.palette().color(QPalette.ColorRole.Highlight)
    for ground in (QPalette.ColorRole.Button, QPalette.ColorRole.Window):
        assert contrast(accent, stage.strip.palette().color(ground)) >= 4.5
    for index, button in enumerate(stage.strip.buttons):
        image = button.grab().toImage()
        assert (image.pixelColor(1, button.height() // 2) == accent) == (index == chosen)
        assert button.places is not None
        name = button.places.name.toRect()
        plate = count(image.copy(name), accent) / (name.width() * name.height())
        assert (plate > 0.05) == (index == prediction.predicted)
        assert button.accessibleName().endswith(", predicted") == (index == prediction.predicted)


def test_that_the_bar_is_as_long_as_the_class_is_probable(make: Callable[..., Stage]) -> None:
    stage = make(DIGITS, 1, (1900, 110))
    prediction = stage.document.prediction
    assert prediction is not None
    accent = stage.strip.palette().color(QPalette.ColorRole.Highlight)
    for button, probability in zip(stage.strip.buttons, prediction.probabilities, strict=True):
        image = button.grab().toImage()
        assert button.places is not None
        bar = button.places.bar.toAlignedRect()
        line = image.copy(bar.left(), bar.top() + 1, bar.width(), 1)  # above the number in it
        assert count(line, accent) == pytest.approx(bar.width() * probability, abs=2)


def count(image: QImage, colour: QColor) -> int:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y) == colour for x, y in places)


def test_that_the_heading_says_what_is_comparable_and_tells_the_rest_in_its_tip(
    make: Callable[..., Stage],
) -> None:
    stage = make(DIGITS)
    label = stage.strip.heading.label
    assert label.objectName() == "classHeading"
    assert "all on one scale" in label.text()
    assert not label.toolTip()
    stage.document.change_display(scale="lecture")
    assert "each map on its own scale: do not compare them" in label.text()
    stage.strip.resize(420, 110)
    assert "do not compare the maps" in label.text()
    assert "each map on its own scale" in label.toolTip()
    stage.strip.resize(300, 110)
    assert label.text().endswith("…")
    assert in_sight(stage.strip, stage.strip.follow)


# Nothing twice


def test_that_another_class_paints_its_button_and_the_one_before_alone(
    make: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make(DIGITS)
    stage.document.choose_class(3)
    paintings = Paintings(stage.strip)
    paintings.take()
    figures: list[object] = []
    monkeypatch.setattr(ClassButton, "show_figures", lambda *given: figures.append(given))
    stage.document.choose_class(6)
    assert paintings.take() == {"classButton3", "classButton6"}
    stage.document.change_display(opacity=20)
    stage.document.change_display(threshold=20)
    assert paintings.take() == set()
    assert not figures
    stage.document.change_display(colours="grey")
    QApplication.processEvents()
    assert len(figures) == 10


def test_that_another_answer_or_scale_changes_every_button(make: Callable[..., Stage]) -> None:
    stage = make(DIGITS)
    paintings = Paintings(stage.strip)
    paintings.take()
    everything = {f"classButton{index}" for index in range(10)}
    stage.predict(seed=8)
    assert paintings.take() == everything
    stage.document.change_display(scale="lecture")
    assert paintings.take() == everything
    stage.document.set_prediction(None)
    assert paintings.take() == everything
    assert stage.strip.buttons[4].accessibleName() == "Class 4"
