"""Numbers that a lesson gives by name, as texts: live values, which follow the stage, and facts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from camviewer.attribution.contributions import contribution_numbers
from camviewer.document.document import Document
from camviewer.gui.widgets.number_format import number, percent
from camviewer.inference.prediction import Prediction
from camviewer.lesson.values import ABSENT, facts


class LiveValues(QObject):
    """The values by name; follows the document."""

    changed = Signal()
    """At least one live value has become another; once for all that happens in one go."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Follow the document from now on."""
        super().__init__(parent)
        self._document = document
        self._texts: Mapping[str, str] | None = None
        self._told: Mapping[str, str] = live_values(document)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tell)
        for changed in (
            document.content_changed,
            document.sample_changed,
            document.dataset_changed,
            document.model_changed,
            document.prediction_changed,
            document.class_changed,
            document.rendering_changed,
        ):
            changed.connect(self._forget)

    def text(self, name: str) -> str:
        """The value of that name, a live one or a fact; `ABSENT` for a name that is not known."""
        if self._texts is None:
            self._texts = live_values(self._document)
        fact = facts().get(name)
        return self._texts.get(name, ABSENT) if fact is None else fact.value

    def _forget(self) -> None:
        self._texts = None
        self._soon.start()

    def _tell(self) -> None:
        if self._texts is None:
            self._texts = live_values(self._document)
        if self._texts != self._told:
            self._told = self._texts
            self.changed.emit()


def live_values(document: Document) -> dict[str, str]:
    """All live values that there are now, by their names in `camviewer.lesson.values.LIVE`."""
    chosen = document.class_index
    values = {"class": document.class_name(chosen)}
    if document.network is not None:
        values["model"] = _model(document)
    prediction = document.prediction
    if prediction is None or chosen >= len(prediction.logits):
        return values
    if document.label is not None:
        values["label"] = document.class_name(document.label)
    second, first = np.argsort(prediction.logits, kind="stable")[-2:].tolist()
    values |= {
        "runner-up": document.class_name(second),
        "score": _signed(prediction.logits[chosen]),
        "probability": percent(float(prediction.probabilities[chosen])),
        "margin": number(float(prediction.logits[first] - prediction.logits[second])),
    }
    return values | _of_network(prediction) | _of_map(document) | _of_channels(prediction, chosen)


def _model(document: Document) -> str:
    snapshot, model = document.snapshot, document.model
    return snapshot.name if snapshot is not None else model.card.name if model is not None else ""


def _of_network(prediction: Prediction) -> dict[str, str]:
    """Sizes of the network and of its features."""
    values = {}
    if prediction.network is not None:
        values["parameters"] = f"{sum(prediction.network.graph.parameters):,}"
    if prediction.convolution is not None:
        height, width, channels = prediction.features.shape
        values |= {
            "grid": f"{height} × {width}",
            "cells": f"{height * width:,}",
            "channels": f"{channels:,}",
        }
        if prediction.field is not None:
            values["receptive field"] = " × ".join(map(str, prediction.field.size))
    return values


def _of_map(document: Document) -> dict[str, str]:
    """Of the map of the class, as the method on the stage makes it."""
    found = document.attribution
    if found is None or document.class_index >= len(found.maps):
        return {}
    cells = found.maps[document.class_index]
    return {
        "map mean": _signed(cells.mean(dtype=np.float64)),
        "map min": _signed(cells.min()),
        "map max": _signed(cells.max()),
        "negative cells": f"{np.count_nonzero(cells < 0):,}",
    }


def _of_channels(prediction: Prediction, class_index: int) -> dict[str, str]:
    """Of the sum over channels that the score is; the channel is that which adds or takes most."""
    if prediction.convolution is None or prediction.head is None:
        return {}
    added = contribution_numbers(prediction, class_index)
    channel = int(np.abs(added).argmax())
    return {
        "bias": _signed(prediction.bias[class_index]),
        "channel": str(channel),
        "pooled of channel": number(float(prediction.pooled[channel])),
        "weight of channel": _signed(prediction.weights[channel, class_index]),
        "contribution of channel": _signed(added[channel]),
        "contributions sum": _signed(added.sum(dtype=np.float64)),
    }


def _signed(value: float | np.floating) -> str:
    return number(float(value), signed=True)
