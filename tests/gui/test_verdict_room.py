"""The verdict in little room: the network's name is shortened before it is left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from camviewer.document.canvas_content import SampleOrigin
from camviewer.document.document import Document
from camviewer.gui.stage.verdict import Verdict
from tests.gui.class_strips import LINE
from tests.predictions import linear_prediction

NAME = "my-model, epoch 1, step 408"


@pytest.fixture
def document() -> Document:
    return Document()


@pytest.fixture
def verdict(document: Document, qtbot: QtBot) -> Verdict:
    """In sight alone, of a drawing that is read as a 7."""
    document.set_content(LINE)
    features, weights = np.ones((2, 2, 1), np.float32), np.zeros((1, 10), np.float32)
    bias = 9 * np.eye(10, dtype=np.float32)[7]
    document.set_prediction(
        linear_prediction(document.sample.copy(), features, weights, bias, bias, NAME)
    )
    verdict = Verdict(document)
    qtbot.addWidget(verdict)
    verdict.resize(2000, 40)
    verdict.show()
    return verdict


def words(verdict: Verdict) -> str:
    document = QTextDocument()
    document.setHtml(verdict.label.text())
    return document.toPlainText().replace("\xa0", " ")


def test_that_a_name_loses_its_middle_before_the_network_is_left_out(verdict: Verdict) -> None:
    assert words(verdict).startswith(f"{NAME} predicts 7 · 99.9%")
    seen = []
    for width in range(1000, 100, -1):
        verdict.resize(width, 40)
        seen.append(words(verdict))
        assert "7 · 99.9%" in seen[-1] or seen[-1].endswith("…"), width
    names = [told.partition(" predicts ")[0] for told in seen if " predicts " in told]
    assert names == sorted(names, key=len, reverse=True)
    for name in {*names} - {NAME}:
        first, last = name.split("…")
        assert NAME.startswith(first)
        assert NAME.endswith(last)
        assert len(first) > 2 < len(last)
    assert len({*names}) >= 10
    assert verdict.label.toolTip()


def test_that_the_name_is_whole_again_as_soon_as_it_has_room(verdict: Verdict) -> None:
    verdict.resize(200, 40)
    assert NAME not in words(verdict)
    verdict.resize(2000, 40)
    assert words(verdict).startswith(NAME)
    assert verdict.label.toolTip() == ""


def test_that_larger_words_have_less_of_the_name(verdict: Verdict) -> None:
    widths = iter(range(2000, 0, -1))
    while words(verdict).startswith(NAME):
        last = next(widths)
        verdict.resize(last, 40)
    verdict.resize(last + 1, 40)
    assert words(verdict).startswith(NAME)
    font = verdict.label.font()
    font.setPointSizeF(1.1 * font.pointSizeF())
    verdict.label.setFont(font)
    assert not words(verdict).startswith(NAME)
    assert "…" in words(verdict)


def test_that_in_the_least_room_it_still_says_whether_it_is_right(
    document: Document, verdict: Verdict
) -> None:
    for label, told in ((7, "7 — correct"), (4, "7 — label 4")):
        document.set_content(replace(LINE, origin=SampleOrigin("builtin", 0, label)))
        seen = set()
        for width in range(600, 60, -1):
            verdict.resize(width, 40)
            seen.add(words(verdict))
        assert told in seen
