"""Keeps the document's prediction up to date: submits, numbers, drops late answers."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.document.stage import Model
from camviewer.inference.prediction import Prediction, PredictionRequest

_log = logging.getLogger(__name__)


_TOPIC = "prediction"  # of messages

_AT_ONCE = 0.002
"""Seconds that the window may stand still for an answer: those of a small network and a quick
method take less than the way to another thread and back."""


class Explaining(QObject):
    """Asks the network whenever sample or model have changed, and shows what it answers."""

    def __init__(
        self,
        document: Document,
        messages: Messages,
        worker: NewestRequestWorker[PredictionRequest, Prediction],
        parent: QObject | None = None,
    ) -> None:
        """Watch the document.

        Args:
            document: whose sample and model are watched, and whose prediction is set.
            messages: where it is told what cannot be explained.
            worker: answers; whoever made it starts and ends it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._worker = worker
        self._newest = 0
        self._shown = 0
        self._wants_layers = False
        self._asked_for_layers = False  # by the newest request
        self._broken = False  # nobody will ever answer
        self._closed = False
        self._told_fitting = ""
        self._failing = False  # the last answer was that there is none
        self._answered: set[Path] = set()
        self._read: Model | None = None  # the model that answered last
        self._asked: tuple[object, ...] = ()  # what decides how long an answer takes
        self._timed: tuple[object, ...] = ()  # the same, of the last answer
        document.sample_changed.connect(self.ask)
        document.model_changed.connect(self._ask_other_model)
        worker.answered.connect(self._show)
        worker.failed.connect(self._fail)

    def end(self) -> None:
        """Ask nothing more and show no more answers."""
        if self._closed:
            return
        self._closed = True
        self._document.sample_changed.disconnect(self.ask)
        self._document.model_changed.disconnect(self._ask_other_model)

    def want_layers(self, wanted: bool) -> None:
        """Whether predictions are to tell what each layer makes of the sample, from now on."""
        self._wants_layers = wanted
        if wanted and not self._asked_for_layers:
            self.ask()

    def ask(self) -> None:
        """Have the sample explained; what is shown stays until the answer is there."""
        document = self._document
        network = document.network
        self._tell_fitting()
        if not document.sample.any() or network is None or self._broken:
            # Whatever is still being computed is of a sample that is gone.
            self._shown = self._newest
            self._asked_for_layers = False
            document.set_prediction(None)
            return
        self._asked_for_layers = self._wants_layers
        graph = network if isinstance(network, Path) else network.graph
        self._asked = graph, self._wants_layers, document.display.method
        is_quick = self._asked == self._timed and self._worker.seconds <= _AT_ONCE
        self._newest = self._worker.submit(
            PredictionRequest(
                network,
                document.sample,
                self._wants_layers,
                partial(_attribute, document.display.method, document.display.values),
            ),
            here=is_quick,
        )

    def _tell_fitting(self) -> None:
        """Tell what is done to samples to fit them to the network, once for all like this one."""
        if self._document.spec != self._document.model_spec:
            return  # the sample is still that for the network before
        sentence = fitness.fitting(self._document)
        if sentence and sentence != self._told_fitting:
            self._messages.inform(sentence)
        if self._document.sample.any():
            self._told_fitting = sentence

    def _ask_other_model(self) -> None:
        # Reading it takes a moment, in which the other model's maps would stand.
        # (A moment of a training needs no reading: the one before may stand until it is there.)
        network = self._document.network
        if isinstance(network, Path) and network not in self._answered:
            self._document.set_prediction(None)
        self._shown = self._newest  # whatever is still being computed is the other model's
        self.ask()

    def _show(self, number: int, prediction: Prediction) -> None:
        # An answer may still wait in the event loop when the worker has ended.
        if number > self._shown and not self._closed:
            self._shown = number
            if number == self._newest:
                self._timed = self._asked
            if self._failing:
                self._failing = False
                self._messages.settle(_TOPIC)
            network = self._document.network
            if isinstance(network, Path) and number == self._newest:
                self._answered.add(network)
                self._read = self._document.model
            self._document.set_prediction(prediction)

    def _fail(self, number: int, sentence: str) -> None:
        if self._closed:
            return
        topic = _TOPIC
        if number == 0:
            self._broken = True
            if not self._document.is_current:
                self._document.set_prediction(None)
            sentence = self.tr("The network cannot be loaded: {0}").format(sentence)
        elif number <= self._shown:
            return
        else:
            self._shown = number
            self._document.set_prediction(None)
            if self._leave_unread_model():
                topic = ""  # that the model before answers does not end this one's trouble
        self._failing = bool(topic)
        self._messages.trouble(sentence, topic=topic)

    def _leave_unread_model(self) -> bool:
        """A model that was chosen and cannot be used gives way to the one before, if any."""
        document, before = self._document, self._read
        if before is None or document.model == before or document.snapshot is not None:
            return False
        document.set_model(before)
        return True


def _attribute(method: str, values: Values, prediction: Prediction) -> None:
    """Make what the window will show, in the thread that predicts.

    A method that fails keeps nobody from seeing the prediction.
    """
    chosen = METHODS.named(method)
    try:
        if chosen.is_quick_for(prediction) and prediction.lacking(*chosen.needs) is None:
            chosen.explain(prediction, values)
    except Exception:  # a method may be another's code
        _log.exception("The method %s failed", method)
