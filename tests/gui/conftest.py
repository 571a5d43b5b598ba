"""The real window with a network that answers at once, so that every event can be followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, QRect, QRectF, Qt, QThread, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.attribution.map_work import MapsRequest
from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Progress
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Network, Tools
from camviewer.controllers.sample import Controller
from camviewer.controllers.training import Training
from camviewer.controllers.workspace import Workspace
from camviewer.data.checksums import sample_checksums
from camviewer.data.dataset import SPLITS, Dataset, to_sample
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.document.settings import Settings, state_of
from camviewer.document.stage import Model
from camviewer.gui import theme
from camviewer.gui.language import code_of
from camviewer.gui.layout.main_window import MainWindow
from camviewer.inference.evaluation import Evaluation
from camviewer.inference.prediction import Prediction, PredictionRequest, ScoresRequest
from camviewer.networks.formats import model_file
from camviewer.training.control import Control
from camviewer.training.events import Plan
from camviewer.training.recipes import RECIPES
from tests.predictions import linear_prediction

DIGITS = 20


def explain(request: PredictionRequest) -> Prediction:
    """A network of three channels that are the sample, its left and its upper half, averaged."""
    sample = request.sample
    cells = sample.reshape(14, 2, 14, 2).mean(axis=(1, 3))
    left, upper = cells.copy(), cells.copy()
    left[:, 7:] = 0
    upper[7:] = 0
    features = np.stack([cells, left, upper], axis=-1).astype(np.float32)
    weights = np.random.default_rng(4).standard_normal((3, 10)).astype(np.float32) * 40
    bias = np.linspace(-1, 1, 10, dtype=np.float32)
    logits = features.mean(axis=(0, 1)) @ weights + bias
    return linear_prediction(sample.copy(), features, weights, bias, logits, "fake")


def score(request: ScoresRequest) -> Array:
    """Scores that grow with the number of the snapshot."""
    return np.outer(np.arange(len(request.snapshots)), np.arange(10)).astype(np.float32)


def evaluate(
    network: Network, dataset: Dataset, split: str, progress: Progress, token: CancelToken
) -> Evaluation:
    """What `explain` makes of a split; any network but the first model reads one class more."""
    samples = SPLITS.named(split)(dataset)
    images = samples.batch(0, len(samples))
    found = []
    for done, image in enumerate(images):
        token.check()
        progress(done, len(images))
        found.append(explain(PredictionRequest(network, to_sample(image))))
    first = network == model_file.bundled()[model_file.DEFAULT_MODEL]
    scores = np.stack([one.logits for one in found])
    return Evaluation(
        "fake" if first else "other",
        dataset.name,
        split,
        f"checksum of {split}",
        sample_checksums(images),
        samples.labels.copy(),
        scores if first else np.roll(scores, 1, axis=1),
        np.stack([one.pooled for one in found]),
        found[0].weights,
        found[0].bias,
    )


def map_samples(request: MapsRequest) -> Array:
    """The maps that `explain` finds."""
    found = [explain(PredictionRequest(request.network, sample)).maps for sample in request.samples]
    maps = np.stack([one[label] for one, label in zip(found, request.classes, strict=True)])
    if request.minus is not None:
        maps -= np.stack([one[label] for one, label in zip(found, request.minus, strict=True)])
    return maps


@dataclass
class Desk:
    """A window and what is behind it."""

    window: MainWindow
    workspace: Workspace
    requests: list[PredictionRequest] = field(default_factory=list)

    @property
    def document(self) -> Document:
        return self.workspace.document

    @property
    def messages(self) -> Messages:
        return self.workspace.messages

    @property
    def controller(self) -> Controller:
        return self.workspace.controller

    @property
    def training(self) -> Training:
        return self.workspace.training

    @property
    def mistakes(self) -> Mistakes:
        return self.workspace.mistakes

    def rebuild(self) -> None:
        """Put a window built anew in the place of the present one, as the program does."""
        before = self.window
        before.leave()
        self.window = MainWindow(self.workspace)
        self.window.restore()
        before.retire()
        self.window.show()

    def page(self, name: str) -> Any:
        """What is opened beside the stage by that name; it is opened for that."""
        self.window.side_panels.show(name)
        content = self.window.side_panels.content(name)
        assert content is not None
        return content

    def child(self, name: str) -> Any:
        """The one widget of that ``objectName``."""
        found = self.window.findChildren(QObject, name)
        assert len(found) == 1, f"{len(found)} widgets are called {name}"
        return found[0]


class PlayedJob(QObject):
    """What the training's thread tells is told by a test; it trains nothing."""

    begun, noticed, ended = Signal(object), Signal(object), Signal(object)

    def __init__(self, *_: object) -> None:
        super().__init__()
        self.control = Control()

    def start(self) -> None:
        """Nothing begins by itself."""

    def wait(self) -> None:
        """Nothing has to be waited for."""

    def leave(self) -> None:
        """Nothing has to be ended."""


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Callable[[Desk], PlayedJob]:
    """Starts a training whose job is played."""

    def start(desk: Desk) -> PlayedJob:
        jobs: list[PlayedJob] = []

        def make(*_: object) -> PlayedJob:
            jobs.append(PlayedJob())
            return jobs[0]

        monkeypatch.setattr("camviewer.controllers.training.TrainingJob", make)
        desk.training.start(Plan("mine", "lecture", RECIPES["fast"]))
        return jobs[0]

    return start


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens the whole window, again and again, is slow."""
    for item in items:
        if "make_desk" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def make_desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Desk]]:
    """Opens windows with given settings; closes them, and fails if a thread is left."""
    desks: list[Desk] = []

    def make(settings: Settings | None = None) -> Desk:
        chosen = settings or Settings()
        theme.install(qapp, chosen.scheme)
        document = Document(state_of(chosen))
        for path in model_file.bundled().values():
            document.add_model(Model(path, model_file.read_card(path)))
        document.set_model(document.models[0])
        document.set_dataset("builtin", _samples())
        requests: list[PredictionRequest] = []

        def answer(request: PredictionRequest) -> Prediction:
            requests.append(request)
            return explain(request)

        tools = Tools(evaluate, lambda: map_samples)
        language = code_of(chosen.language)
        workspace = Workspace(document, lambda: answer, lambda: score, tools, language)
        window = MainWindow(workspace)
        window.restore()
        desk = Desk(window, workspace, requests)
        desks.append(desk)
        workspace.controller.start()
        window.resize(1366, 700)
        window.show()
        qtbot.waitExposed(window)
        return desk

    yield make
    for desk in desks:
        desk.window.close()
        desk.workspace.close()
        threads = desk.workspace.findChildren(QThread)
        # On a busy machine closing leaves behind, after a second, what is still being loaded.
        assert all(thread.wait(10_000) for thread in (*threads, desk.controller.worker))
        desk.window.deleteLater()
    # Without a screen Qt keeps what was copied until Python is gone, and then needs it.
    QApplication.clipboard().clear()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A window with the usual settings and an empty canvas."""
    return make_desk()


def _samples() -> Dataset:
    return digit_dataset("builtin", WrittenSplit("train", DIGITS), WrittenSplit("test", DIGITS))


@pytest.fixture(scope="session")
def readable_size(qapp: QApplication) -> float:
    """The size in points that the program gives all text where the system's is smaller."""
    theme.install(qapp, Settings().scheme)
    return theme.text_size()


@pytest.fixture(autouse=True)
def usual_text(readable_size: float) -> Iterator[None]:
    """The size of text is the process': what one test makes large, the next one finds as usual."""
    yield
    if theme.text_size() != readable_size:
        theme.set_text_size(readable_size)


@pytest.fixture
def font_scaler(qapp: QApplication) -> Iterator[Callable[[float], None]]:
    """Makes all text so many times as large; afterwards it is of the usual size again."""
    usual = qapp.font().pointSizeF()

    def enlarge(factor: float) -> None:
        theme.set_text_size(usual * factor)
        qapp.processEvents()  # widgets are told of it by events

    yield enlarge
    enlarge(1.0)


Painted = list[tuple[str, float, float]]
"""Words that were painted, their width and that of their rectangle."""


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    """What widgets paint into a rectangle, with its width and that of the rectangle."""
    found: Painted = []
    draw = QPainter.drawText

    def watch(painter: QPainter, *arguments: Any) -> Any:
        wraps = any(each & Qt.TextFlag.TextWordWrap for each in arguments if is_flag(each))
        if isinstance(arguments[0], QRect | QRectF) and not wraps:
            text = next(each for each in arguments if isinstance(each, str))
            found.append(
                (text, painter.fontMetrics().horizontalAdvance(text), arguments[0].width())
            )
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", watch)
    return found


def is_flag(argument: object) -> bool:
    return isinstance(argument, int | Qt.AlignmentFlag | Qt.TextFlag)
