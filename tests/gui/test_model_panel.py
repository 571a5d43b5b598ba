"""The model's card in its panel: as much of it as has room, of the network that reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.document.settings import Settings
from camviewer.document.stage import Model
from camviewer.gui.input.card_facts import as_table_within, facts_of
from camviewer.gui.input.model_panel import ModelPanel
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import graph_of
from tests.gui.conftest import Desk


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> ModelPanel:
    """A panel alone, of a model with many facts, on a window of its own."""
    card = replace(
        desk.document.models[0].card,
        data="/d/my.npz",
        steps=28_125,
        batch=32,
        learning_rate=0.001,
        share=0.5,
    )
    desk.document.add_model(Model(Path("/models/mine.keras"), card))
    desk.document.set_model(desk.document.models[-1])
    panel = ModelPanel(desk.document, desk.controller)
    qtbot.addWidget(panel)
    panel.resize(230, 100)
    panel.show()
    return panel


def rows(panel: ModelPanel) -> int:
    """Facts that are in sight."""
    assert panel.card.isVisible()
    assert panel.card.height() >= panel.card.heightForWidth(panel.card.width())
    return panel.card.text().count("<tr>")


def test_that_a_model_that_was_opened_joins_the_others(desk: Desk) -> None:
    card = replace(desk.document.models[0].card, name="<Mine>", accuracy=0.98765, data="/d/my.npz")
    desk.document.add_model(Model(Path("/models/mine.keras"), card))
    desk.document.set_model(desk.document.models[-1])
    assert desk.child("modelBox").currentText() == "<Mine>"
    desk.window.resize(1366, 900)
    told = desk.child("modelCard")
    assert "<b>98.77% on my.npz</b>" in told.text()  # of 0.98765: rounded, not cut
    assert "/d/" not in told.text()
    assert told.toolTip().splitlines()[-1] == str(Path("/models/mine.keras"))


def test_that_a_foreign_card_is_text_and_not_markup(desk: Desk) -> None:
    card = replace(
        desk.document.models[0].card,
        recipe="<img src=x>",
        architecture="<a>",
        date="<b>",
        accuracy=None,
    )
    desk.document.add_model(Model(Path("/models/mine.keras"), card))
    desk.document.set_model(desk.document.models[-1])
    desk.window.resize(1366, 900)
    text = desk.child("modelCard").text()
    for word in ("img src=x", "a", "b"):
        assert f"&lt;{word}&gt;" in text
        assert f"<{word}>" not in text
    assert "accuracy" not in text  # nobody counted


def test_that_the_card_follows_the_palette(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    before = desk.child("modelCard").text()
    desk.child("darkSchemeAction").trigger()
    QApplication.processEvents()
    assert desk.child("modelCard").text() != before
    desk.child("lightSchemeAction").trigger()
    QApplication.processEvents()
    assert desk.child("modelCard").text() == before


def test_that_facts_without_room_are_shortened_before_one_is_left_out(panel: ModelPanel) -> None:
    whole = panel.sizeHint().height()
    panel.resize(230, whole)
    facts = rows(panel)
    assert "28,125 of 32 digits, learning rate 0.001" in panel.card.text()
    panel.resize(230, whole - 1)
    assert rows(panel) == facts
    assert "28,125 of 32 digits, learning rate 0.001" not in panel.card.text()
    assert "28,125 of" in panel.card.text()
    assert "Steps: 28,125 of 32 digits, learning rate 0.001" in panel.card.toolTip()


def test_that_the_first_facts_stay_in_sight_down_to_the_accuracy(panel: ModelPanel) -> None:
    heights = range(panel.sizeHint().height(), panel.minimumSizeHint().height(), -1)
    seen = []
    for height in heights:
        panel.resize(230, height)
        if not panel.card.isVisible():
            break
        seen.append(rows(panel))
        assert "Test accuracy" in panel.card.text()
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == set(range(1, seen[0] + 1))
    panel.resize(230, panel.minimumSizeHint().height())
    assert not panel.card.isVisible()


def test_that_a_table_has_none_of_its_facts_where_a_word_has_no_letter() -> None:
    facts, palette, font = [("Recipe", "lecture")], QPalette(), QFont()
    assert "lecture" in as_table_within(QSize(300, 100), facts, palette, font)
    for size in (QSize(20, 100), QSize(300, 1)):
        assert as_table_within(size, facts, palette, font) == ""


@pytest.mark.parametrize("language", ["en", "ko"])
def test_that_every_model_of_the_program_has_its_whole_card_on_a_small_screen(
    make_desk: Callable[..., Desk], language: str
) -> None:
    desk = make_desk(Settings(language=language))
    desk.window.resize(1366, 768)
    for model in desk.document.models:
        desk.document.set_model(model)
        card = desk.child("modelCard")
        assert card.isVisible()
        assert card.text().count("<tr>") == len(facts_of(model.card))


def test_that_the_card_is_of_the_snapshot_that_reads_the_digit(desk: Desk) -> None:
    snapshot = NetworkSnapshot("mine, epoch 1, step 408", graph_of("lecture"), [])
    before = desk.child("modelCard").text()
    desk.document.set_snapshot(snapshot)
    told = desk.child("modelCard")
    assert told.isVisible()
    assert told.toolTip().splitlines()[0] == "Snapshot: mine, epoch 1, step 408"
    assert "%" not in told.text()  # nobody has measured its accuracy
    desk.document.set_snapshot(None)
    assert desk.child("modelCard").text() == before


def test_that_the_card_is_told_by_the_boxs_tip_too(desk: Desk) -> None:
    card = replace(desk.document.models[0].card, accuracy=0.5, data="/d/my.npz", epochs=1)
    desk.document.add_model(Model(Path("/models/mine.keras"), card))
    desk.document.set_model(desk.document.models[-1])
    lines = desk.child("modelBox").toolTip().splitlines()
    assert lines[0] == "The network that makes the prediction"
    assert "Test accuracy: 50.00% on my.npz" in lines
    assert f"Recipe: {card.recipe}, one epoch" in lines
    assert lines[-1] == str(Path("/models/mine.keras"))
