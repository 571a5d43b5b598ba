"""A layout that goes on in the next line."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui.error_analysis.flow_layout import FlowLayout
from camviewer.gui.widgets.choice_box import ChoiceBox

GAP = 10


def test_that_what_is_hidden_leaves_no_gap(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow, labels = FlowLayout(GAP, parent), [QLabel(parent) for _ in range(4)]
    for label in labels:
        label.setFixedSize(QSize(30, 20))
        flow.addWidget(label)
    labels[0].hide()
    labels[2].hide()
    parent.resize(30 + GAP + 30, 100)
    parent.show()
    qtbot.waitExposed(parent)
    assert [label.x() for label in (labels[1], labels[3])] == [0, 30 + GAP]
    assert labels[3].y() == 0
    assert flow.heightForWidth(parent.width()) == 20


@pytest.mark.parametrize(("room", "lines"), [(1.5, 1), (1.0, 1), (0.7, 1), (0.5, 1), (0.4, 2)])
def test_that_what_may_be_narrower_is_before_a_line_is_begun(
    qtbot: QtBot, room: float, lines: int
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(GAP, parent, shrinks=True)
    boxes = [ChoiceBox(parent, least=0.5) for _ in range(2)]
    for box in boxes:
        box.addItem("a choice of some length")
        flow.addWidget(box)
    usual = boxes[0].sizeHint().width()
    parent.resize(GAP + 2 * math.ceil(room * usual), 100)
    parent.show()
    qtbot.waitExposed(parent)
    assert len({box.y() for box in boxes}) == lines
    expected = usual * min(1, room) if lines == 1 else usual
    assert [box.width() for box in boxes] == pytest.approx([expected] * 2, abs=2)


def test_that_its_height_follows_its_widgets(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    flow, labels = FlowLayout(GAP, parent), [QLabel(parent) for _ in range(2)]
    for label in labels:
        label.setFixedSize(QSize(30, 20))
        flow.addWidget(label)
    assert flow.heightForWidth(40) == 20 + GAP + 20
    labels[0].setFixedHeight(50)
    assert flow.heightForWidth(40) == 50 + GAP + 20
    flow.removeWidget(labels[0])
    assert flow.heightForWidth(40) == 20
