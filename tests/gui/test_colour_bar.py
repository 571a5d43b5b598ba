"""The colour bar: numbers and words stay apart, whole, and in the bar, standing or lying."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from pytestqt.qtbot import QtBot

from camviewer.gui.stage.colour_bar import ColourBar
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.scaling import Limits
from tests.gui.conftest import Painted

STANDING, LYING = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
TABLE = next(iter(COLOUR_MAPS.values()))
WORDS = "against 9", "for 9"

Show = Callable[..., ColourBar]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Paints a bar in the room that it asks for, along a given length."""

    def make(
        orientation: Qt.Orientation,
        length: int,
        limits: Limits = (-80.0, 80.0),
        words: tuple[str, str] = ("", ""),
        strongest: tuple[str, float] | None = None,
    ) -> ColourBar:
        bar = ColourBar()
        qtbot.addWidget(bar)
        bar.show_scale(limits, TABLE, words, strongest)
        across = bar.thickness(orientation)
        bar.resize(*((across, length) if orientation == STANDING else (length, across)))
        bar.grab()
        return bar

    return make


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> dict[str, QRectF]:
    """Where the letters of each painted text are."""
    found: dict[str, QRectF] = {}
    draw = QPainter.drawText

    def watch(painter: QPainter, place: QRectF, where: Qt.AlignmentFlag, text: str) -> None:
        found[text] = QFontMetricsF(painter.font()).boundingRect(place, where, text)
        draw(painter, place, where, text)

    monkeypatch.setattr(QPainter, "drawText", watch)
    return found


def texts(painted: Painted) -> list[str]:
    return [text for text, *_ in painted]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (12, ["−80.0", "−40.0", "0", "40.0", "80.0"]),
        (5, ["−80.0", "−40.0", "0", "40.0", "80.0"]),
    ],
)
def test_that_a_standing_bar_has_as_many_numbers_as_have_room(
    show: Show, painted: Painted, lines: int, numbers: list[str]
) -> None:
    line = ColourBar().fontMetrics().height()
    show(STANDING, (lines + 1) * line + 2)  # half a line above and below
    assert texts(painted) == numbers


def test_that_a_low_standing_bar_has_less_numbers(show: Show, painted: Painted) -> None:
    bar = show(STANDING, 400)
    for lines, numbers in ((3, ["−80.0", "0", "80.0"]), (1, ["−80.0", "80.0"])):
        height = (lines + 1) * bar.fontMetrics().height() + 2
        bar.resize(min(bar.thickness(STANDING), height - 1), height)
        painted.clear()
        bar.grab()
        assert texts(painted) == numbers


def test_that_a_lying_bar_has_as_many_numbers_as_have_room(show: Show, painted: Painted) -> None:
    for numbers, length in ((5, 600), (3, 200), (2, 110)):
        painted.clear()
        show(LYING, length)
        assert len(painted) == numbers
        assert texts(painted)[0] == "−80.0"
        assert texts(painted)[-1] == "80.0"


@pytest.mark.parametrize("orientation", [STANDING, LYING])
def test_that_a_scale_of_one_value_has_one_number(
    show: Show, painted: Painted, orientation: Qt.Orientation
) -> None:
    show(orientation, 300, (2.0, 2.0))
    assert texts(painted) == ["2.00"]


@pytest.mark.parametrize("orientation", [STANDING, LYING])
@pytest.mark.parametrize("length", [110, 180, 240, 500, 1000])
@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("limits", [(-43.2, 43.2), (0.0, 1e-5), (-1234567.0, 1234567.0)])
def test_that_texts_are_whole_and_apart(
    show: Show,
    boxes: dict[str, QRectF],
    font_scaler: Callable[[float], None],
    orientation: Qt.Orientation,
    length: int,
    factor: float,
    limits: Limits,
) -> None:
    font_scaler(factor)
    bar = show(orientation, round(length * factor), limits, WORDS, ("3", 2.31))
    assert len(boxes) >= 4, "at least two words and two numbers"
    inside = QRectF(bar.rect()).adjusted(-1, -1, 1, 1)
    assert all(inside.contains(box) for box in boxes.values()), boxes
    places = list(boxes.values())
    for index, box in enumerate(places):
        for other in places[index + 1 :]:
            assert not box.adjusted(0, 1, 0, -1).intersects(other.adjusted(0, 1, 0, -1)), boxes


@pytest.mark.parametrize(
    ("orientation", "length", "said"),
    [
        (LYING, 900, "class 3: 2.3× as strong"),
        (LYING, 320, "▲ 3 (× 2.3)"),
        (STANDING, 300, "class 3: 2.3× as strong"),
        (STANDING, 120, "▲ 3 (× 2.3)"),
    ],
)
def test_that_the_strongest_class_is_named_in_words_that_have_room(
    show: Show, painted: Painted, orientation: Qt.Orientation, length: int, said: str
) -> None:
    bar = show(orientation, length, words=WORDS, strongest=("3", 2.31))
    words = texts(painted)
    before = words[: words.index("for 9")] if orientation == STANDING else words
    assert " ".join(before) == said if orientation == STANDING else said in words
    assert "class 3: its largest value is 2.3 times" in bar.toolTip()
    assert "class 3" in bar.accessibleDescription()


@pytest.mark.parametrize("orientation", [STANDING, LYING])
@pytest.mark.parametrize("strongest", [None, ("9", 1.0)])
def test_that_nothing_is_said_where_no_class_is_stronger(
    show: Show,
    painted: Painted,
    orientation: Qt.Orientation,
    strongest: tuple[str, float] | None,
) -> None:
    bar = show(orientation, 500, words=WORDS, strongest=strongest)
    assert texts(painted).count("for 9") == 1
    assert not any("strong" in text or "▲" in text for text in texts(painted))
    assert "strongest" not in bar.toolTip()
    assert bar.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (1.004, "class 3: 1.00× as strong"),
        (1.02, "class 3: 1.02× as strong"),
        (9.94, "class 3: 9.9× as strong"),
        (12.3, "class 3: 12× as strong"),
        (1e9, "class 3: > 9999× as strong"),
        (math.inf, "strongest class: 3"),
    ],
)
def test_that_a_factor_has_two_digits_that_count(
    show: Show, painted: Painted, factor: float, said: str
) -> None:
    show(LYING, 1000, words=WORDS, strongest=("3", factor))
    assert said in texts(painted)


def test_that_what_is_said_of_another_class_is_apart_from_the_end_of_the_scale(
    show: Show, boxes: dict[str, QRectF]
) -> None:
    bar = show(STANDING, 300, words=WORDS, strongest=("3", 2.31))
    *said, end = [
        box for text, box in boxes.items() if "3" in text or "strong" in text or text == "for 9"
    ]
    line = bar.fontMetrics().height()
    assert len(said) > 1
    assert end.top() - said[-1].bottom() == pytest.approx(line / 2, abs=1)


def test_that_a_name_that_is_too_long_is_cut_and_told_in_the_tip(
    show: Show, painted: Painted
) -> None:
    name = "Ankle boot of a long name"
    bar = show(STANDING, 200, words=(f"against {name}", f"for {name}"), strongest=(name, 14.0))
    assert all(width <= room for _, width, room in painted)
    assert sum(text.endswith("…") for text in texts(painted)) == 3
    assert bar.toolTip().count(name) == 3


def test_that_larger_text_makes_a_thicker_bar(
    show: Show, font_scaler: Callable[[float], None]
) -> None:
    thickness = []
    for factor in (1.0, 2.0, 3.0):
        font_scaler(factor)
        bar = show(LYING, 400)
        thickness.append((bar.thickness(LYING), bar.thickness(STANDING)))
    assert all(one[0] < next_[0] and one[1] < next_[1] for one, next_ in pairwise(thickness)), (
        thickness
    )


def test_that_a_bar_without_a_scale_paints_nothing(show: Show, painted: Painted) -> None:
    bar = show(LYING, 400, words=WORDS)
    bar.show_nothing()
    painted.clear()
    bar.grab()
    assert painted == []
    assert bar.toolTip() == ""
