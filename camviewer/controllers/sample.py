"""The controller: samples, data sets and models are opened and saved in threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.concurrency.job import Job, Jobs, Outcome, Work
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers.data_questions import DataQuestions, Found, find
from camviewer.controllers.explaining import Explaining
from camviewer.controllers.exports import Exports
from camviewer.controllers.input_scalings import InputScalings
from camviewer.controllers.photos import Photos
from camviewer.controllers.saved_file import TOPIC, show_in_folder
from camviewer.controllers.training_job import Unsaved, save_history
from camviewer.data import sources
from camviewer.data.dataset import Dataset, class_name, to_sample
from camviewer.data.drawing import Drawing
from camviewer.data.sources import mnist
from camviewer.document.canvas_content import CanvasContent, SampleOrigin, source_title
from camviewer.document.document import Document
from camviewer.document.messages import Action, Messages
from camviewer.document.stage import Model
from camviewer.inference.prediction import Prediction, PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.networks import library, store
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.networks.graph import Graph
from camviewer.networks.layer_summary import summaries
from camviewer.training.quiet_loading import loading_tensorflow


class Controller(QObject):
    """Does what a person asks for: samples, data sets, models.

    Attributes:
        worker: the thread in which the network answers.
        photos: opens pictures and takes samples out of them.
        exports: writes what is shown to files.
        explaining: keeps the document's prediction up to date.
        scalings: finds out how networks of other programs are fed.
        questions: asks what samples do not say themselves.
    """

    opened = Signal(object)
    """A `CanvasContent` that was asked for is there, to be put on the canvas."""

    data_refused = Signal()
    """Samples that were asked for cannot be had; those there were stay."""

    downloading = Signal(int, int)
    """Bytes of MNIST that are here, and all there are (0 if not known)."""

    download_ended = Signal()

    compared = Signal(list)
    """Pairs of a model and its `Prediction` of the sample, or None without one."""

    layers_known = Signal(str, list)
    """Name of an architecture, its layers."""

    network_known = Signal(object, object)
    """Path of a model, the graph of its network."""

    def __init__(
        self,
        document: Document,
        messages: Messages,
        worker: NewestRequestWorker[PredictionRequest, Prediction],
        parent: QObject | None = None,
    ) -> None:
        """Watch the document; nothing runs before `start`.

        Args:
            document: whose sample and model are watched, and whose prediction is set.
            messages: where it is told what was done and what could not be.
            worker: not yet started; this object starts and ends it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self.worker = worker
        self._jobs = Jobs(self)
        self.exports = Exports(document, messages, self._jobs, self)
        self.photos = Photos(document, messages, self._jobs, self)
        self.photos.opened.connect(self.opened)
        self.photos.collected.connect(self.step_through)
        self.explaining = Explaining(document, messages, worker, self)
        self.scalings = InputScalings(document, messages, self._jobs, self)
        self.questions = DataQuestions(document, messages, self)
        self.questions.answered.connect(self.open_data)
        self._loading: Job | None = None  # a data set
        self._opening: Job | None = None  # the model that was asked for last
        self._download: Job | None = None

    def start(self) -> None:
        """Let the network answer from now on."""
        self.explaining.ask()
        self.worker.start()

    def begin_closing(self) -> None:
        """Cancel everything; the document gets no more answers."""
        self.explaining.end()
        self._jobs.begin_closing()
        self.worker.begin_closing()

    def close(self) -> None:
        """Cancel everything and wait for all threads."""
        self.begin_closing()
        self._jobs.close()
        self.worker.close()

    # Samples

    def open_picture(self, path: str | Path) -> None:
        """Read a picture file; `opened` tells, or `photos.asked` if there is a choice."""
        self.photos.open_picture(path)

    def open_pixels(self, read: Callable[[], NDArray[np.uint8]], name: str) -> None:
        """Read a pasted image; as `open_picture`. `read` gives its pixels, in a thread."""
        self.photos.open_pixels(read, name)

    def content_at(self, index: int) -> CanvasContent:
        """What the data set's test sample `index` looks like on the canvas."""
        dataset = self._document.dataset
        assert dataset is not None
        return content_of(dataset, index)

    # Data sets

    def open_data(self, source: str) -> None:
        """Open a source of samples and read its test samples; the present one stays meanwhile."""

        def work(_progress: object, _token: object) -> Found:
            return find(source)

        if self._loading is not None:
            self._loading.cancel()
        use, refuse = partial(self._use_data, source), partial(self._use_builtin, source)
        self._loading = self._start(work, use, refuse, topic="data")

    def step_through(self, dataset: Dataset, place: int) -> None:
        """Step through samples that were made of a picture, until others are opened.

        At the next start those are opened that were there before.
        """
        if self._loading is not None:  # these are meant, not what was asked for before
            self._loading.cancel()
        document, before = self._document, self._document.dataset
        document.set_dataset(document.source, dataset)
        self.opened.emit(content_of(dataset, place))
        told = self.tr("{0}: {1} [samples] to step through")
        told = told.format(source_title(dataset.name), len(dataset.test))
        back = (
            ()
            if before is None
            else (
                Action(
                    self.tr("Back to {0}").format(source_title(before.name)),
                    partial(document.set_dataset, document.source, before),
                ),
            )
        )
        self._messages.inform(told, *back, topic="data", stays=True)

    def _use_data(self, source: str, found: Found) -> None:
        if found.dataset is None:
            self._use_builtin(source)
        else:
            self._document.set_dataset(source, found.dataset)
            self._show_first(found.dataset)
        # Samples that are called otherwise have brought another window: it is told there.
        self.questions.tell(source, found)

    def _show_first(self, dataset: Dataset) -> None:
        """Show the first sample of a person's own file in place of one of another data set.

        The same sample is shown again where it is read otherwise now. A drawing or a photo stays
        until a sample is chosen; so does a digit where both data sets come with the program.
        """
        content, index = self._document.content, 0
        if not content.drawing.is_empty:
            if content.origin.index is None or not content.is_untouched:
                return
            if content.origin.name == dataset.name:
                index = content.origin.index
        if dataset.name in sources.SOURCES or index >= len(dataset.test):
            return
        first = content_of(dataset, index)
        is_same = _are_equal(first.drawing.base, content.drawing.base)
        if first.origin != content.origin or not is_same:
            self._document.history.show(first, self.tr("opening [samples]"))

    def _use_builtin(self, source: str) -> None:
        """Without any samples to step through the built-in ones will do."""
        self.data_refused.emit()
        if self._document.dataset is None and source != "builtin":
            self._loading = self._start(
                lambda _progress, _token: sources.open_source("builtin"),
                partial(self._document.set_dataset, source),
            )

    def download_mnist(self) -> None:
        """Fetch MNIST, continuing an earlier download, and use it."""
        if self._download is None:
            self._download = self._jobs.start(mnist.download, self._use_download, self.downloading)

    def cancel_download(self) -> None:
        """Stop fetching; what is here is kept for the next time."""
        if self._download is not None:
            self._download.cancel()

    def _use_download(self, outcome: Outcome) -> None:
        self._download = None
        self.download_ended.emit()
        self._conclude(outcome, lambda _path: self.open_data("mnist"), topic="download")

    # Models

    def open_model(self, path: str | Path) -> None:
        """Use a model file, once it is known to be sound; it joins the models to choose from."""

        def use(model: Model) -> None:
            if model.card.trouble:
                self._messages.trouble(model.card.trouble, topic="model")
            if self._opening is job:
                self._use_model(model)
            else:  # of two models opened one after the other the second is meant
                self._document.add_model(model)

        job = self._opening = self._read_model(path, use)

    def offer_model(self, path: str | Path) -> None:
        """Let a model file be chosen, once it is known to be sound; the stage stays as it is."""
        self._read_model(path, self._document.add_model)

    def save_model(
        self,
        unsaved: Unsaved,
        saved: Callable[[], None],
        failed: Callable[[], None],
        path: str | Path,
    ) -> None:
        """Save a trained network and use it; tells whether it could be saved there."""

        def work(_progress: object, _token: object) -> str:
            with loading_tensorflow():
                from camviewer.training import keras_network

            card = unsaved.card
            built = keras_network.build(unsaved.graph, name=card.architecture)
            built.set_weights(unsaved.weights)
            keras_network.save(path, built, replace(unsaved.card, name=Path(path).stem))
            return save_history(Path(path), unsaved.history) if unsaved.history else ""

        def use(trouble: str) -> None:
            saved()
            self.open_model(path)
            if trouble:
                self._messages.trouble(trouble, topic=TOPIC)
            else:
                text = self.tr("Saved {0}").format(path)
                self._messages.inform(text, show_in_folder(path), topic=TOPIC)

        conclude = partial(self._conclude, done=use, failed=failed, topic=TOPIC)
        self._jobs.start(work, conclude, must_end=True)  # it would have to be trained anew

    def _read_model(self, path: str | Path, use: Callable[[Model], None]) -> Job:
        def work(_progress: object, _token: object) -> Model:
            return Model(Path(path), store.load(path).card)

        return self._start(work, use, topic="model")

    def _use_model(self, model: Model) -> None:
        is_on_stage = model == self._document.model and self._document.snapshot is None
        self._document.add_model(model)
        self._document.set_model(model)
        if is_on_stage:  # its file may have been replaced: who opens it again means what it is now
            self.scalings.measure()
            self.explaining.ask()

    def rename_model(self, model: Model, name: str) -> None:
        """Give a model of the library another name."""
        try:
            target = library.new_path(name, model.path)
            card = model_file.rename(model.path, target)
        except UserError as error:
            self._messages.trouble(str(error))
            return
        self._replace(model, Model(target, card))
        self._messages.inform(self.tr("Renamed {0} to {1}").format(model.card.name, card.name))

    def delete_model(self, model: Model) -> None:
        """Take a model out of the library."""
        try:
            kept = library.delete(model.path)
        except UserError as error:
            self._messages.trouble(str(error))
            return
        default = model_file.bundled()[model_file.DEFAULT_MODEL]
        others = [other for other in self._document.models if other.path == default]
        self._replace(model, others[0])
        name = model.card.name
        undo = Action(self.tr("Undo"), partial(self._restore_model, model, kept))
        text = self.tr("Deleted {0}; its file is kept as {1}").format(name, kept)
        self._messages.inform(text, undo, stays=True)

    def _restore_model(self, model: Model, kept: Path) -> None:
        """Put a model that was deleted back where it was, and choose it."""
        try:
            library.restore(kept, model.path)
        except UserError as error:
            self._messages.trouble(str(error))
            return
        self._use_model(model)

    def _replace(self, model: Model, other: Model) -> None:
        document = self._document
        document.remove_model(model)
        document.add_model(other)
        if document.model == model:
            document.set_model(other)

    def compare(self) -> None:
        """Let all models read the sample; `compared` tells what they read."""
        models, sample = self._document.models, self._document.prepared

        def work(_progress: object, token: CancelToken) -> list[tuple[Model, Prediction | None]]:
            readings: list[tuple[Model, Prediction | None]] = []
            for model in models:
                token.check()
                try:
                    prediction = (
                        predict(PredictionRequest(model.path, sample)) if sample.any() else None
                    )
                except UserError:  # its file is gone: the others can be compared
                    prediction = None
                readings.append((model, prediction))
            return readings

        self._start(work, self.compared.emit)

    def find_layers(self, architecture: str) -> None:
        """Find out what an architecture is made of, for the data set; `layers_known` tells."""
        dataset = self._document.dataset
        graph = graph_of(architecture)
        if dataset is not None:
            graph = graph_of(architecture, dataset.spec, len(dataset.class_names))
        self.layers_known.emit(architecture, summaries(graph))

    def find_network(self, path: Path) -> None:
        """Find out what the network of a model is made of; `network_known` tells."""

        def work(_progress: object, _token: object) -> Graph:
            return store.load(path).graph

        self._start(work, partial(self.network_known.emit, path), topic="model")

    # Jobs

    def _start(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[], None] = lambda: None,
        topic: str = "",
    ) -> Job:
        """Work in a thread; whether that succeeds or not ends earlier trouble of its topic."""
        return self._jobs.start(
            work, partial(self._conclude, done=done, failed=failed, topic=topic)
        )

    def _conclude(
        self,
        outcome: Outcome,
        done: Callable[[Any], None],
        failed: Callable[[], None] = lambda: None,
        topic: str = "",
    ) -> None:
        def succeed(result: Any) -> None:
            self._messages.settle(topic)
            done(result)

        def tell(sentence: str) -> None:
            self._messages.trouble(sentence, topic=topic)
            failed()

        outcome.conclude(succeed, tell)


def content_of(dataset: Dataset, index: int) -> CanvasContent:
    """What a test sample looks like on the canvas."""
    test = dataset.test
    label = test.label(index)
    return CanvasContent(
        Drawing(base=to_sample(test.image(index))),
        SampleOrigin(dataset.name, index, label, class_name=class_name(dataset, label)),
    )


def _are_equal(one: Array | None, other: Array | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other)
