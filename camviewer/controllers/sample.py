"""The controller joins the document with the threads: submits, numbers, drops late answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.concurrency.job import Job, Jobs, Outcome, Work
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers.exports import Exports
from camviewer.controllers.training_job import Unsaved, save_history
from camviewer.data import sources
from camviewer.data.dataset import Dataset, to_sample
from camviewer.data.digits.preparation import Digit
from camviewer.data.drawing import Drawing
from camviewer.data.pictures import sample_from_picture, sample_from_pixels
from camviewer.data.sources import mnist
from camviewer.document import fitness
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document, Model
from camviewer.document.messages import Messages
from camviewer.inference.prediction import Prediction, PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.networks import library, store
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.networks.layer_summary import summaries
from camviewer.training.quiet_loading import loading_tensorflow


class Controller(QObject):
    """Does what a person asks for and keeps the document's prediction up to date."""

    engine_ready = Signal()
    """The network can answer from now on."""

    engine_failed = Signal()
    """The network will not answer: what it needs cannot be loaded."""

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
        self._opening: Job | None = None
        self._loading: Job | None = None
        self._download: Job | None = None
        self._newest = 0
        self._shown = 0
        self._ready = self._failed = False
        self._wants_layers = False
        self._asked_for_layers = False  # by the newest request
        self._closed = False
        self._told_misfit = ""
        self._answered: set[Path] = set()
        self._read: Model | None = None  # the model that answered last
        document.sample_changed.connect(self._submit)
        document.model_changed.connect(self._submit_to_other_model)
        worker.answered.connect(self._show)
        worker.failed.connect(self._fail)
        worker.ready.connect(self._begin)

    @property
    def ready(self) -> bool:
        """Whether the network can answer."""
        return self._ready

    @property
    def failed(self) -> bool:
        """Whether the network will never answer: what it needs could not be loaded."""
        return self._failed

    def start(self) -> None:
        """Load the network's tools in the background."""
        self.worker.start()
        if self._document.prediction is None:
            self._submit()

    def begin_closing(self) -> None:
        """Cancel everything; the document gets no more answers."""
        if self._closed:
            return
        self._closed = True
        self._document.sample_changed.disconnect(self._submit)
        self._document.model_changed.disconnect(self._submit_to_other_model)
        self._jobs.begin_closing()
        self.worker.begin_closing()

    def close(self) -> None:
        """Cancel everything and wait for all threads."""
        self.begin_closing()
        self._jobs.close()
        self.worker.close()

    # Samples

    def open_picture(self, path: str | Path) -> None:
        """Read a picture file as a sample."""
        name = Path(path).name
        spec = self._document.model_spec
        self._open(
            lambda _progress, _token: sample_from_picture(path, spec), SampleOrigin(name=name)
        )

    def open_pixels(self, read: Callable[[], NDArray[np.uint8]], name: str) -> None:
        """Read a pasted image as a sample; `read` gives its pixels and is called in a thread."""
        spec = self._document.model_spec
        self._open(
            lambda _progress, _token: sample_from_pixels(read(), name, spec),
            SampleOrigin(name=name),
        )

    def content_at(self, index: int) -> CanvasContent:
        """What the data set's test sample `index` looks like on the canvas."""
        dataset = self._document.dataset
        assert dataset is not None
        return content_of(dataset, index)

    def _open(self, work: Work, origin: SampleOrigin) -> None:
        # Two pictures dropped one after the other: the second is meant.
        if self._opening is not None:
            self._opening.cancel()
        self._opening = self._start(work, partial(self._show_opened, origin))

    def _show_opened(self, origin: SampleOrigin, sample: Digit) -> None:
        self.opened.emit(CanvasContent(Drawing(base=sample), origin))

    # Data sets

    def open_data(self, source: str) -> None:
        """Open a source of samples and read its test samples; the present one stays meanwhile."""

        def work(_progress: object, _token: object) -> Dataset:
            dataset = sources.open_source(source)
            dataset.test.image(0)  # damage shows when the arrays are read
            return dataset

        if self._loading is not None:
            self._loading.cancel()
        use, refuse = partial(self._use_data, source), partial(self._use_builtin, source)
        self._loading = self._start(work, use, refuse)

    def _use_data(self, source: str, dataset: Dataset) -> None:
        model = self._document.model
        self._document.set_dataset(source, dataset)
        try:
            if model is not None:
                model.card.check_shown(dataset)
        except UserError as error:
            self._tell_misfit(str(error))

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
        outcome.conclude(lambda _path: self.open_data("mnist"), self._messages.trouble)

    # Models

    def open_model(self, path: str | Path) -> None:
        """Use a model file, once it is known to be sound; it joins the models to choose from."""

        def work(_progress: object, _token: object) -> Model:
            return Model(Path(path), store.load(path).card)

        self._start(work, self._use_model)

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
            graph = graph_of(card.architecture, card.spec, len(card.class_names))
            built = keras_network.build(graph, name=card.architecture)
            built.set_weights(unsaved.weights)
            keras_network.save(path, built, replace(unsaved.card, name=Path(path).stem))
            return save_history(Path(path), unsaved.history) if unsaved.history else ""

        def use(trouble: str) -> None:
            saved()
            self.open_model(path)
            if trouble:
                self._messages.trouble(trouble)

        self._start(work, use, failed)

    def _use_model(self, model: Model) -> None:
        self._document.add_model(model)
        self._document.set_model(model)

    def rename_model(self, model: Model, name: str) -> None:
        """Give a model of the library another name."""
        try:
            target = library.new_path(name, model.path)
            card = model_file.rename(model.path, target)
        except UserError as error:
            self._messages.trouble(str(error))
            return
        self._replace(model, Model(target, card))
        self._messages.inform(self.tr("{0} is called {1} now").format(model.card.name, card.name))

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
        self._messages.inform(self.tr("Deleted {0}; its file is kept as {1}").format(name, kept))

    def _replace(self, model: Model, other: Model) -> None:
        document = self._document
        document.remove_model(model)
        document.add_model(other)
        if document.model == model:
            document.set_model(other)

    def compare(self) -> None:
        """Let all models read the sample; `compared` tells what they read."""
        models, sample = self._document.models, self._document.sample

        def work(_progress: object, token: CancelToken) -> list[tuple[Model, Prediction | None]]:
            readings: list[tuple[Model, Prediction | None]] = []
            for model in models:
                token.check()
                try:
                    prediction = (
                        predict(PredictionRequest(model.path, sample)) if sample.any() else None
                    )
                except UserError:  # its file is gone, or it is for others: those can be compared
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

    # The network

    def want_layers(self, wanted: bool) -> None:
        """Whether predictions are to tell what each layer makes of the sample, from now on."""
        if wanted == self._wants_layers:
            return
        self._wants_layers = wanted
        self._ask_for_layers()

    def _ask_for_layers(self) -> None:
        # Before the network is there, what the sample shows must stay.
        if self._wants_layers and self._ready and not self._asked_for_layers:
            self._submit()

    def _submit(self) -> None:
        document = self._document
        network, misfit = document.network, fitness.misfit(document)
        self._tell_misfit(misfit if document.sample.any() else "")
        if not document.sample.any() or network is None or misfit:
            # Whatever is still being computed is of a sample that is gone.
            self._shown = self._newest
            document.set_prediction(None)
            return
        if not self._ready:
            # Until the network is there, the maps of another sample would stand for seconds.
            document.set_prediction(None)
        self._asked_for_layers = self._wants_layers
        self._newest = self.worker.submit(
            PredictionRequest(
                network,
                document.sample,
                self._wants_layers,
                partial(_attribute, document.display.method, document.display.values),
            )
        )

    def _tell_misfit(self, sentence: str) -> None:
        """Tell that the model is not for the sample, once, and for as long as that is so."""
        told, self._told_misfit = self._told_misfit, sentence
        if sentence and sentence != told:
            self._messages.trouble(sentence)
        elif told and not sentence:
            self._messages.resolve(told)

    def _submit_to_other_model(self) -> None:
        # Reading and compiling takes a moment, in which the other model's maps would stand.
        # (A moment of a training needs no reading: the one before may stand until it is there.)
        network = self._document.network
        if isinstance(network, Path) and network not in self._answered:
            self._document.set_prediction(None)
        self._shown = self._newest  # whatever is still being computed is the other model's
        self._submit()

    def _show(self, number: int, prediction: Prediction) -> None:
        # An answer may still wait in the event loop when the worker has ended.
        if number > self._shown and not self._closed:
            self._shown = number
            network = self._document.network
            if isinstance(network, Path) and number == self._newest:
                self._answered.add(network)
                self._read = self._document.model
            self._document.set_prediction(prediction)

    def _fail(self, number: int, sentence: str) -> None:
        if self._closed:
            return
        if number == 0:
            self._failed = True
            self.engine_failed.emit()
            sentence = self.tr("The network cannot be loaded: {0}").format(sentence)
        elif number <= self._shown:
            return
        else:
            self._shown = number
            self._document.set_prediction(None)
            self._leave_unread_model()
        self._messages.trouble(sentence)

    def _leave_unread_model(self) -> None:
        """A model that was chosen and cannot be used gives way to the one before."""
        document, before = self._document, self._read
        if before is not None and document.model != before and document.snapshot is None:
            document.set_model(before)

    def _begin(self) -> None:
        self._ready = True
        self.engine_ready.emit()
        self._ask_for_layers()

    # Jobs

    def _start(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[], None] = lambda: None,
    ) -> Job:
        def tell(sentence: str) -> None:
            self._messages.trouble(sentence)
            failed()

        return self._jobs.start(work, lambda outcome: outcome.conclude(done, tell))


def _attribute(method: str, values: Values, prediction: Prediction) -> None:
    """Make what the window will show, in the thread that predicts."""
    chosen = METHODS.named(method)
    if prediction.lacking(*chosen.needs) is None:
        chosen.explain(prediction, values)


def content_of(dataset: Dataset, index: int) -> CanvasContent:
    """What a test sample looks like on the canvas."""
    test = dataset.test
    return CanvasContent(
        Drawing(base=to_sample(test.image(index))),
        SampleOrigin(name=dataset.name, index=index, label=test.label(index)),
    )
