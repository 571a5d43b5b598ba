"""A layout that goes on in the next line."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from camviewer.gui.error_analysis.flow_layout import FlowLayout

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
