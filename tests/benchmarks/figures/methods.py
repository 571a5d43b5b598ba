"""Explanation methods, one digit: what each takes from the network's answer to its last maps."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camviewer.common.arrays import Array
    from camviewer.inference.prediction import Prediction

ROUNDS, RISE_ROUNDS, WARM_UP = 50, 10, 3

ONE_PASS = (
    "cam",
    "grad-cam",
    "grad-cam-plus-plus",
    "hires-cam",
    "layer-cam",
    "eigen-cam",
    "gradient",
    "gradient-input",
    "guided-backpropagation",
)
"""Methods that walk over the network once, or not at all."""

PARTS = 8
"""Into so many the ink is shared out for exact Shapley values."""

Work = Callable[["Prediction"], object]


def measure(_options: argparse.Namespace) -> list[Record]:
    """For each bundled model."""
    from camviewer.networks.formats import model_file

    return [found for path in model_file.bundled().values() for found in _measure(path)]


def _measure(path: Path) -> list[Record]:
    from camviewer.attribution import shapley
    from camviewer.attribution.perturbation import baseline_of, masked, scores
    from camviewer.data.dataset import to_sample
    from camviewer.data.sources import open_source
    from camviewer.inference.engine import Engine
    from camviewer.networks import store

    stored = store.load(path)
    engine = Engine(stored.graph, stored.weights)
    sample = to_sample(open_source("builtin").test.image(0))
    parts = _ink_in_parts(sample)

    def exact_shapley(prediction: Prediction) -> object:
        black = baseline_of(prediction, "black")

        def value(coalitions: NDArray[np.bool_]) -> Array:
            keep = coalitions.astype("float32") @ parts.reshape(PARTS, -1)
            return scores(prediction, masked(prediction, keep.reshape(-1, *sample.shape), black))

        return shapley.exact(value, PARTS)

    every, one = range(stored.graph.classes), [engine.predict(sample).predicted]
    # What is measured, and milliseconds that it may take; none where the figure is only told.
    works: dict[str, tuple[Work, str]] = {
        "all methods of one pass, ten classes": (_all(ONE_PASS, every), "<= 5"),
        "LRP, ten classes": (_all(["lrp"], every), "<= 5"),
        "integrated gradients, 50 steps, one class": (
            _all(["integrated-gradients"], one),
            "<= 15",
        ),
        "integrated gradients, 50 steps, ten classes": (_all(["integrated-gradients"], every), ""),
        "SmoothGrad, 50 copies, one class": (_all(["smooth-grad"], one), "<= 15"),
        "SmoothGrad, 50 copies, ten classes": (_all(["smooth-grad"], every), ""),
        "occlusion, 784 single pixels": (_all(["occlusion"], every, block="1"), "<= 25"),
        "occlusion, blocks of 4, stride 1": (_all(["occlusion"], every), "<= 25"),
        "Score-CAM": (_all(["score-cam"], every), "<= 10"),
        f"Shapley values of {PARTS} parts, exact": (exact_shapley, "<= 20"),
    }
    rise: dict[str, tuple[Work, str]] = {"RISE, 4,000 masks": (_all(["rise"], every), "<= 300")}

    def timed(chosen: dict[str, tuple[Work, str]], rounds: int) -> list[Record]:
        # Each work is given a prediction of its own, which remembers nothing of the one before.
        fresh = iter([engine.predict(sample) for _ in range(len(chosen) * (rounds + WARM_UP))])
        calls = {name: _on_next(work, fresh.__next__) for name, (work, _) in chosen.items()}
        times = interleaved(calls, rounds, WARM_UP)
        return [
            record(f"{name}, {stored.card.name}", median(times[name]), "ms", limit=limit)
            for name, (_, limit) in chosen.items()
        ]

    return timed(works, ROUNDS) + timed(rise, RISE_ROUNDS)


def _on_next(work: Work, following: Callable[[], Prediction]) -> Callable[[], object]:
    return lambda: work(following())


def _all(names: Sequence[str], classes: Sequence[int], **values: str) -> Work:
    """The last maps of methods, the outputs of the network's layers computed on the way."""
    from camviewer.attribution.methods import METHODS

    methods = [METHODS[name] for name in names]

    def explain(prediction: Prediction) -> object:
        return [list(each.estimates(prediction, classes, values))[-1] for each in methods]

    return explain


def _ink_in_parts(sample: Array) -> Array:
    """(8, h, w) masks that share out the pixels with ink, in the order of rows."""
    import numpy as np

    inked = np.flatnonzero(sample)
    parts = np.zeros((PARTS, sample.size), np.float32)
    parts[np.arange(len(inked)) * PARTS // len(inked), inked] = 1
    return parts.reshape(PARTS, *sample.shape)
