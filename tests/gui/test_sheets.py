"""Sheets of paper: what belongs together is on one of them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication

from camviewer.export.report import Report, SampleEntry, Section, Table, to_html
from camviewer.gui.sheets import keep_together

HEIGHT = 500
PICTURE = np.full((28, 28, 3), 90, np.uint8)


def laid_out(*sections: Section) -> QTextDocument:
    document = QTextDocument()
    document.setHtml(to_html(Report("A title", "", sections), on_screen=False))
    document.setPageSize(QSizeF(600, HEIGHT))
    return document


def divided(document: QTextDocument) -> int:
    """How many tables are on two sheets."""
    layout = document.documentLayout()
    boxes = [
        layout.frameBoundingRect(each)
        for each in document.rootFrame().childFrames()
        if isinstance(each, QTextTable)
    ]
    return sum(box.top() // HEIGHT != (box.bottom() - 1) // HEIGHT for box in boxes)


def sheet_of(document: QTextDocument, text: str) -> int:
    block = document.find(text).block()
    return int(document.documentLayout().blockBoundingRect(block).top() // HEIGHT)


def rows(number: int) -> Table:
    return Table(("name", "number"), tuple((f"row {each}", "1") for each in range(number)))


@pytest.mark.usefixtures("qapp")
def test_that_samples_and_small_tables_are_not_divided() -> None:
    samples = [SampleEntry((PICTURE, PICTURE), ("#7: 4 → 9", "p 90%"))] * 20
    document = laid_out(Section("One", tables=(rows(9), rows(9))), Section("Two", samples=samples))
    assert divided(document) > 0
    keep_together(document)
    assert divided(document) == 0


@pytest.mark.parametrize("lines", range(1, 24, 2))
def test_that_a_heading_stays_with_what_follows_it(qapp: QApplication, lines: int) -> None:
    before = Section("Before", ("a line",) * lines)
    document = laid_out(before, Section("Kept", ("its sentence",), (rows(3),)))
    keep_together(document)
    assert sheet_of(document, "Kept") == sheet_of(document, "its sentence")
    assert sheet_of(document, "its sentence") == sheet_of(document, "row 0")


@pytest.mark.usefixtures("qapp")
def test_that_a_table_longer_than_a_sheet_is_divided() -> None:
    document = laid_out(Section("Long", tables=(rows(60),)))
    keep_together(document)
    assert divided(document) == 1
    assert sheet_of(document, "Long") == 0
