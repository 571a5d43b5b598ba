"""Histories of models: how the chosen model came to be, shown where trainings are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from camviewer.common.errors import FileError
from camviewer.common.files import is_file
from camviewer.common.translation import translate
from camviewer.concurrency.job import Job, Jobs, Outcome
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.document.stage import Model
from camviewer.networks import store
from camviewer.networks.formats import model_file
from camviewer.networks.graph import Graph
from camviewer.training import model_history
from camviewer.training.model_history import ModelHistory

if TYPE_CHECKING:  # it owns one of these
    from camviewer.controllers.training import Training


class HistoryOpener(QObject):
    """Opens the chosen model's history; while one is open it follows the choice of the model."""

    offered = Signal(bool)
    """Whether there is a history that can be opened now."""

    def __init__(self, document: Document, messages: Messages, training: Training) -> None:
        """Nothing is open.

        Args:
            document: knows the model that is chosen.
            messages: where it is told that a history cannot be shown.
            training: shown what is opened, unless one runs; owns this object.
        """
        super().__init__(training)
        self._document = document
        self._messages = messages
        self._training = training
        self._jobs = Jobs(self)
        self._opening: Job | None = None
        self._waiting: list[Callable[[], None]] = []
        self._open: Model | None = None  # whose history is shown or being read
        document.model_changed.connect(self._follow)
        training.status_changed.connect(self._make_way)

    @property
    def is_offered(self) -> bool:
        """Whether the chosen model has a history, and no training runs."""
        model = self._document.model
        return (
            model is not None
            and self._training.is_idle
            and is_file(model_file.history_of(model.path))
        )

    def open(self) -> None:
        """Read the history of the chosen model, and show it once it is known to be of it."""
        model = self._document.model
        if model is None or not self.is_offered:
            return
        self._cancel()
        self._open = model

        def work(_progress: object, _token: object) -> tuple[Graph, ModelHistory]:
            return read(model)

        self._opening = self._jobs.start(work, partial(self._show, model))

    @property
    def is_reading(self) -> bool:
        """Whether a history is on its way."""
        return self._opening is not None

    def when_shown(self, act: Callable[[], None]) -> None:
        """Do something now, or once the history that is being read is shown, if it ever is."""
        if self._opening is None:
            act()
        else:
            self._waiting.append(act)

    def begin_closing(self) -> None:
        """Read nothing any more."""
        self._jobs.begin_closing()

    def close(self) -> None:
        """Wait for what is being read."""
        self._jobs.close()

    def _show(self, model: Model, outcome: Outcome) -> None:
        def show(found: tuple[Graph, ModelHistory]) -> None:
            self._opening = None
            self._training.show_history(model.card, *found)
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()

        outcome.conclude(show, self._fail)

    def _fail(self, sentence: str) -> None:
        self._leave()
        self._messages.trouble(sentence)

    def _follow(self) -> None:
        if self._open is not None and self._document.model != self._open:
            if self.is_offered:
                self.open()
            else:
                self._leave()
        self.offered.emit(self.is_offered)

    def _make_way(self) -> None:
        """A training takes the place of what is open."""
        if not self._training.is_idle:
            self._cancel()
            self._open = None
        self.offered.emit(self.is_offered)

    def _leave(self) -> None:
        self._cancel()
        self._open = None
        self._training.leave_history()

    def _cancel(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        self._waiting.clear()


def read(model: Model) -> tuple[Graph, ModelHistory]:
    """The network of a model, and its history.

    Raises:
        FileError: there is none, it is damaged, or it is of other weights.
    """
    path = model_file.history_of(model.path)
    history = model_history.read(path)
    stored = store.load(model.path)
    if not history.is_of(stored.card.architecture, stored.weights):
        raise FileError(
            path,
            expected=translate("the history of {0}", model.path.name),
            found=translate("the history of a network with other weights"),
        )
    return stored.graph, history
