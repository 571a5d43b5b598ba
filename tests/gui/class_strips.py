"""Class strips of any number of classes, with a document of their own."""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camviewer.data.drawing import Drawing
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.gui.stage.class_strip import ClassStrip
from camviewer.networks.model_card import ModelCard
from tests.predictions import linear_prediction

LINE = CanvasContent(Drawing(strokes=(Stroke(np.array([[0.5, 0.2], [0.5, 0.8]]), 0.1),)))
DIGITS = tuple(string.digits)
CLOTHES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker")
LETTERS = tuple(string.digits + string.ascii_uppercase + "abdefghnqrt")  # EMNIST balanced
HUNDRED = tuple(f"class {index}" for index in range(100))


@dataclass
class Stage:
    """A strip and the document that it follows."""

    document: Document
    strip: ClassStrip

    def predict(self, seed: int = 3) -> None:
        """A new answer about the drawing, by random channels and weights."""
        random = np.random.default_rng(seed)
        names = self.document.class_names
        features = random.random((14, 14, 4)).astype(np.float32)
        weights = (random.standard_normal((4, len(names))) * 9).astype(np.float32)
        bias = np.zeros(len(names), np.float32)
        logits = features.mean(axis=(0, 1)) @ weights
        made = linear_prediction(
            self.document.sample.copy(), features, weights, bias, logits, "fake"
        )
        self.document.set_prediction(replace(made, class_names=names))
        QApplication.processEvents()  # the strip comes after the views


def open_strip(
    qtbot: QtBot, names: tuple[str, ...], rows: int = 1, size: tuple[int, int] = (1000, 110)
) -> Stage:
    """Shows a strip of classes of these names, in so many rows, of that size."""
    document = Document()
    card = ModelCard("m", "lecture", "fast", 1, "builtin", 0, None, "", "")
    document.set_model(Model(Path("m"), replace(card, class_names=names)))
    document.set_content(LINE)
    strip = ClassStrip(document)
    qtbot.addWidget(strip)
    strip.use_rows(rows)
    strip.resize(*size)
    strip.show()
    stage = Stage(document, strip)
    stage.predict()
    return stage


def in_sight(strip: ClassStrip, button: QWidget) -> bool:
    """Whether the whole of a button is to be seen."""
    return button.visibleRegion().boundingRect() == button.rect()
