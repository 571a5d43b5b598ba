"""Live values of a lesson: worked out by hand, and followed."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.document.document import Document
from camviewer.gui.lesson.live_values import LiveValues, live_values
from camviewer.inference.prediction import Prediction
from camviewer.lesson import values
from camviewer.lesson.values import LIVE, Fact
from camviewer.networks.receptive_field import ReceptiveField
from tests.predictions import linear_prediction

NAMES = ("a", "b", "c")


def prediction() -> Prediction:
    """Two channels on a grid of 1 by 2; F = (2, 1); three classes."""
    features = np.array([[[1, 2], [3, 0]]], np.float32)
    weights = np.array([[1, -1, 0], [0.5, 4, 0]], np.float32)
    bias = np.array([0.25, -1, 0], np.float32)
    logits = np.array([2.75, 1, 0], np.float32)  # 0.25 + 2 + 0.5; −1 − 2 + 4; 0
    field = ReceptiveField(np.array([[0, 28]]), np.array([[0, 20], [8, 28]]))
    image = np.ones((28, 28), np.float32)
    return linear_prediction(image, features, weights, bias, logits, "two", field)


@pytest.fixture
def document(qapp: object) -> Document:
    return Document()


def test_that_live_values_are_of_the_class_shown(document: Document) -> None:
    document.set_prediction(prediction())
    found = live_values(document)
    assert set(found) <= set(LIVE)
    expected = {
        "class": "0",
        "runner-up": "1",
        "score": "+2.75",
        "margin": "1.75",
        "bias": "+0.25",
        "probability": "80.8%",  # e^2.75 / (e^2.75 + e + 1)
        "grid": "1 × 2",
        "cells": "2",
        "channels": "2",
        "receptive field": "28 × 20",
        "map mean": "+2.50",  # (1 + 0.5 · 2) and 3
        "map min": "+2.00",
        "map max": "+3.00",
        "negative cells": "0",
        "channel": "0",
        "pooled of channel": "2.00",
        "weight of channel": "+1.00",
        "contribution of channel": "+2.00",
        "contributions sum": "+2.50",
    }
    found["probability"] = found["probability"].replace(" ", "")
    assert {name: found[name] for name in expected} == expected
    document.choose_class(1)
    other = live_values(document)
    assert other["score"] == "+1.00"
    assert other["runner-up"] == "1"  # of the prediction, whatever class is shown
    assert (other["map min"], other["map max"], other["negative cells"]) == ("−3.00", "+7.00", "1")
    assert (other["channel"], other["contribution of channel"]) == ("1", "+4.00")


def test_that_without_a_prediction_there_are_hardly_any(document: Document) -> None:
    live = LiveValues(document)
    assert [live.text(name) for name in ("score", "cells", "unheard of")] == ["–"] * 3


def test_that_one_change_is_told_once(document: Document, qtbot: QtBot) -> None:
    live = LiveValues(document)
    told: list[str] = []
    live.changed.connect(lambda: told.append(live.text("score")))
    with qtbot.waitSignal(live.changed):
        document.set_prediction(prediction())
        document.choose_class(1)
    with qtbot.waitSignal(live.changed):
        document.choose_class(0)
    document.change_display(opacity=10)
    with qtbot.waitSignal(live.changed):
        document.choose_class(1)
    assert told == ["+1.00", "+2.75", "+1.00"]


def test_that_facts_have_their_values(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"book.error": Fact("37.1%", "a book")}
    monkeypatch.setattr("camviewer.gui.lesson.live_values.facts", lambda: known)
    assert LiveValues(document).text("book.error") == "37.1%"


def test_that_every_name_is_given(document: Document) -> None:
    """All but those that need a data set, a model or an open network."""
    document.set_prediction(prediction())
    assert set(values.LIVE) - set(live_values(document)) == {"label", "model", "parameters"}
