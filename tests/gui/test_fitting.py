"""Words and pictures in the room that they have."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from camviewer.gui.widgets.fitting import both_shortened, fitted, font_as_high, font_that_fits


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    return QApplication.font()


def width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


@pytest.mark.parametrize("share", [0.95, 0.9, 0.83, 0.76, 0.7])
def test_a_smaller_font_really_fits(font: QFont, share: float) -> None:
    font.setPointSizeF(1.5 * font.pointSizeF())
    for name in ("half moon", "diamond", "Illinois"):
        room = share * width(name, font)
        assert width(name, font_that_fits(font, name, room, 0.5)) <= room


def test_a_font_is_as_large_as_it_may_be_and_no_smaller(font: QFont) -> None:
    assert font_that_fits(font, "ring", 500, 0.5) == font
    least = font_that_fits(font, "a long name", 1, 0.5)
    assert least.pointSizeF() == pytest.approx(0.5 * font.pointSizeF())
    assert QFontMetricsF(font_as_high(font, 10)).height() <= 12


def test_both_names_of_a_pair_lose_their_ends(font: QFont) -> None:
    whole = "diamond → triangle"
    assert both_shortened("diamond", " → ", "triangle", font, width(whole, font)) == whole
    room = 0.7 * width(whole, font)
    cut = both_shortened("diamond", " → ", "triangle", font, room)
    first, second = cut.split(" → ")
    assert first.endswith("…")
    assert second.endswith("…")
    assert width(cut, font) <= room + 1
    assert both_shortened("a", " → ", "triangle", font, room).startswith("a → ")


def test_a_picture_keeps_its_proportions_in_the_middle() -> None:
    assert fitted(QSize(28, 28), QRectF(3, 4, 56, 56)) == QRectF(3, 4, 56, 56)
    assert fitted(QSize(10, 20), QRectF(0, 0, 40, 40)) == QRectF(10, 0, 20, 40)
