"""Features and scores of a whole test set: the engine in batches against `predict`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved

if TYPE_CHECKING:
    from camviewer.common.arrays import Array
    from camviewer.inference.engine import Engine

BATCH, DIGITS, ROUNDS = 100, 10_000, 5
THREADS = 2
"""While one batch is copied, the next is computed."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """For each bundled model that has maps."""
    import numpy as np
    import tensorflow as tf

    from camviewer.data import sources
    from camviewer.data.dataset import to_sample
    from camviewer.inference.engine import Engine
    from camviewer.networks import store
    from tests.benchmarks.bare_network import compiled_pass, keras_models, with_maps

    dataset = sources.open_source("auto")
    samples = to_sample(dataset.test.images)
    samples = np.resize(samples, (DIGITS, *samples.shape[1:]))  # again from the first, if too few
    ready = [
        tf.constant(samples[start : start + BATCH, ..., None]) for start in range(0, DIGITS, BATCH)
    ]
    found = []
    for path in with_maps():
        stored = store.load(path)
        both = keras_models(stored)[2]
        bare_pass = compiled_pass(stored, BATCH)
        engine = Engine(stored.graph, stored.weights, stored.card.name)

        def ours(engine: Engine = engine) -> object:
            return _in_batches(engine, samples)

        def bare(bare_pass: Any = bare_pass) -> object:
            return [[tensor.numpy() for tensor in bare_pass(batch)] for batch in ready]

        def lecture(both: Any = both) -> object:
            return both.predict(samples[..., None], verbose=0)

        works: dict[str, Callable[[], object]]
        works = {"ours": ours, "bare": bare, "lecture": lecture}
        times = interleaved(works, ROUNDS, warm_up=1)
        speed = {name: 1000 * DIGITS / median(each) for name, each in times.items()}
        what = f"whole test set ({dataset.name}, {DIGITS}), features and scores, {path.stem}"
        found += [
            record(
                f"{what}: against the lecture's path",
                speed["ours"],
                "digits/s",
                speed["lecture"],
                "Keras' predict, one call, its usual batches of 32",
                limit="ratio >= 2",
            ),
            record(
                f"{what}: against bare forward passes",
                speed["ours"],
                "digits/s",
                speed["bare"],
                f"TensorFlow's compiled passes in batches of {BATCH}, ready tensors",
            ),
        ]
    return found


def _in_batches(engine: Engine, samples: Array) -> tuple[Array, Array]:
    """Features and scores of many samples."""
    import numpy as np

    one = engine.forward(samples[:1])
    features, scores = (np.empty((len(samples), *kind.shape[1:]), np.float32) for kind in one)

    def read(start: int) -> None:
        part = slice(start, start + BATCH)
        features[part], scores[part] = engine.forward(samples[part])

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(read, range(0, len(samples), BATCH)))
    return features, scores
