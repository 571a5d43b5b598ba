"""The timeline of a training: a moment looked at until painted, a digit's scores over all."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from tests.benchmarks.records import Record, median, p95, record
from tests.benchmarks.timing import interleaved

if TYPE_CHECKING:
    from camviewer.networks.store import StoredModel
    from camviewer.training.model_history import ModelHistory

SNAPSHOTS, MOVES, ROUNDS = 300, 200, 5


def measure(_options: argparse.Namespace) -> list[Record]:
    """For each bundled model, in the real window with a history of so many moments."""
    from PySide6.QtWidgets import QSlider

    from camviewer.document.settings import Settings
    from camviewer.networks import store
    from camviewer.networks.formats import model_file
    from tests.benchmarks.bare import BareViews
    from tests.benchmarks.painting import viewports
    from tests.benchmarks.window import RealWindow, pause, wait

    found = []
    for name, path in model_file.bundled().items():
        stored = store.load(path)
        window, bare = RealWindow(Settings(model=name)), BareViews()
        document, training = window.document, window.program.training
        window.window.side_panels.show("train")
        training.show_history(stored.card, stored.graph, _history(stored))
        slider = window.window.findChild(QSlider, "timelineSlider")
        assert slider is not None
        pause(500)
        moved, yardstick = [], []
        for number in range(MOVES):
            before = document.prediction
            window.paints.expect(viewports(window.window)[1:])
            began = time.perf_counter()
            slider.setValue(7 * number % SNAPSHOTS)
            painted = wait(window.paints.painted)
            while document.prediction is before:
                painted = wait(window.paints.painted)
            moved.append(1000 * (painted - began))
            yardstick.append(bare.repaint())
        sample = document.sample
        bare.close()
        window.close()
        beside = "four bare pyqtgraph images changed and painted"
        what = f"timeline moved to views painted, {name}"
        found += [
            record(f"{what}: median", median(moved), "ms", median(yardstick), beside),
            record(f"{what}: p95", p95(moved), "ms", p95(yardstick), beside, limit="<= 33"),
            _scores(stored, sample),
        ]
    return found


def _history(stored: StoredModel) -> ModelHistory:
    """Weights that grow from nothing to the model's."""
    import numpy as np

    from camviewer.training.events import EpochDone
    from camviewer.training.model_history import ModelHistory
    from camviewer.training.weight_history import WeightSnapshot

    snapshots = (
        WeightSnapshot(
            step, [weight * np.float32(step / (SNAPSHOTS - 1)) for weight in stored.weights]
        )
        for step in range(SNAPSHOTS)
    )
    done = (EpochDone(1, 0.3, 0.9, 0.3, 0.9, 1.0),)
    return ModelHistory(stored.card.architecture, 1, done, (), tuple(snapshots))


def _scores(stored: StoredModel, sample: object) -> Record:
    import numpy as np

    from camviewer.inference.engine import Engine
    from camviewer.inference.prediction import NetworkSnapshot, ScoresRequest
    from camviewer.inference.predictor import scores

    digit = np.asarray(sample)
    snapshots = tuple(
        NetworkSnapshot("", stored.graph, [*each.weights]) for each in _history(stored).snapshots
    )
    engine = Engine(stored.graph, stored.weights)

    def one_network() -> object:
        return [engine.scores(digit[None]) for _ in snapshots]

    def many() -> object:
        return scores(ScoresRequest(snapshots, digit))

    times = interleaved({"many": many, "one": one_network}, ROUNDS, warm_up=1)
    return record(
        f"scores of one digit over {SNAPSHOTS} moments, {stored.card.name}",
        median(times["many"]),
        "ms",
        median(times["one"]),
        f"the scores of one model, {SNAPSHOTS} times",
        limit="<= 500",
    )
