"""The strip of classes: any number of them, in any room, found by typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camviewer.document.document import Document
from camviewer.gui.stage.class_button import ClassButton, ClassOutput
from camviewer.gui.stage.class_strip import MAX_IN_SIGHT, ClassStrip
from tests.gui.conftest import Desk, Painted
from tests.gui.test_window import draw_one

LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
MANY = tuple(f"class {number}" for number in range(100))


@pytest.fixture
def document() -> Document:
    return Document()


@pytest.fixture
def strip(qtbot: QtBot, document: Document) -> ClassStrip:
    made = ClassStrip(document)
    qtbot.addWidget(made)
    return made


def name_classes(
    monkeypatch: pytest.MonkeyPatch,
    document: Document,
    strip: ClassStrip,
    names: tuple[str, ...],
) -> None:
    """Let the document have classes of these names."""
    monkeypatch.setattr(Document, "class_names", names)
    document.model_changed.emit()
    strip.resize(800, 140)
    strip.show()
    QApplication.processEvents()


def in_sight(strip: ClassStrip, button: QWidget) -> bool:
    return button.visibleRegion().boundingRect().size() == button.size()


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("width", [620, 1000, 1900])
def test_that_ten_classes_are_in_sight_in_the_least_height(
    strip: ClassStrip, width: int, rows: int
) -> None:
    strip.use_rows(rows)
    strip.resize(width, strip.least_height(rows))
    strip.show()
    QApplication.processEvents()
    assert all(in_sight(strip, button) for button in strip.buttons)
    heights = {button.height() for button in strip.buttons}
    assert min(heights) >= strip.buttons[0].minimumSizeHint().height() - 1
    assert max(heights) - min(heights) <= 1
    assert len({button.y() for button in strip.buttons}) == rows


def test_that_many_classes_are_scrolled_and_found_by_typing(
    document: Document, strip: ClassStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_classes(monkeypatch, document, strip, LETTERS)
    assert len(LETTERS) > MAX_IN_SIGHT
    assert not in_sight(strip, strip.buttons[-1])
    qtbot.keyClick(strip.buttons[0], "x")
    assert document.class_index == LETTERS.index("x")
    assert in_sight(strip, strip.buttons[LETTERS.index("x")])
    assert strip.search.text() == "x"
    qtbot.keyClicks(strip.search, "\b")
    qtbot.keyClicks(strip.search, "C")
    assert document.class_index == LETTERS.index("c")


def test_that_a_hundred_classes_stay_in_one_row(
    document: Document, strip: ClassStrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_classes(monkeypatch, document, strip, MANY)
    strip.use_rows(2)
    assert len(strip.buttons) == 100
    assert len({button.y() for button in strip.buttons}) == 1
    document.choose_class(99)
    assert in_sight(strip, strip.buttons[99])


def test_that_few_classes_have_no_search(strip: ClassStrip) -> None:
    strip.show()
    assert strip.search.isHidden()


@pytest.mark.parametrize("size", [QSize(57, 110), QSize(62, 130), QSize(100, 190), QSize(190, 80)])
@pytest.mark.parametrize("share", [0.00001, 0.5, 0.99999])
def test_that_a_probability_is_whole_in_any_button(
    qtbot: QtBot, painted: Painted, size: QSize, share: float
) -> None:
    button = ClassButton(0, "0")
    qtbot.addWidget(button)
    maps = QImage(14, 14, QImage.Format.Format_RGB888)
    button.show_figures(ClassOutput(maps, QRect(0, 0, 14, 14), 3.25, share, predicted=True))
    button.resize(size)
    painted.clear()
    button.grab()
    shares = [text for text, *_ in painted if "%" in text]
    assert len(shares) == 1
    assert all(width <= room for text, width, room in painted if "%" in text)


def test_that_another_class_paints_nothing_of_the_strip_that_is_the_same(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_one(qtbot, desk)
    QApplication.processEvents()
    renewed: list[ClassButton] = []
    show = ClassButton.show_figures

    def watch(button: ClassButton, output: ClassOutput | None) -> None:
        renewed.append(button)
        show(button, output)

    monkeypatch.setattr(ClassButton, "show_figures", watch)
    qtbot.keyClick(desk.window, Qt.Key.Key_7)
    desk.document.change_display(opacity=30)
    QApplication.processEvents()
    assert renewed == []
    assert desk.child("classButton7").isChecked()
    desk.document.change_display(colours="viridis")
    QApplication.processEvents()
    assert len(renewed) == 10
