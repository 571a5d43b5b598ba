"""Features and scores of a whole test set: the engine in batches against `predict`."""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved

if TYPE_CHECKING:
    from camviewer.common.arrays import Array
    from camviewer.inference.engine import Engine

BATCH, DIGITS, ROUNDS = 250, 10_000, 5
THREADS = 2
"""While one batch is copied, the next is computed."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """For each bundled model."""
    import keras
    import numpy as np

    from camviewer.data import sources
    from camviewer.data.dataset import to_sample
    from camviewer.inference.engine import Engine
    from camviewer.networks import keras_network, store
    from camviewer.networks.formats import model_file

    dataset = sources.open_source("auto")
    samples = to_sample(dataset.test.images)
    samples = np.resize(samples, (DIGITS, *samples.shape[1:]))  # again from the first, if too few
    found = []
    for path in model_file.bundled().values():
        stored = store.load(path)
        built = keras_network.build(stored.card.architecture)
        built.set_weights(stored.weights)
        both = keras.Model(built.model.inputs, [built.features.outputs[0], built.model.outputs[0]])
        engine = Engine(stored.card.architecture)
        engine.load(stored.weights, stored.card.name)

        def ours(engine: Engine = engine) -> object:
            return _in_batches(engine, samples)

        def lecture(both: keras.Model = both) -> object:
            return both.predict(samples[..., None], verbose=0)

        times = interleaved({"ours": ours, "lecture": lecture}, ROUNDS, warm_up=1)
        found.append(
            record(
                f"whole test set ({dataset.name}, {DIGITS}), features and scores, "
                f"{stored.card.name}",
                1000 * DIGITS / median(times["ours"]),
                "digits/s",
                1000 * DIGITS / median(times["lecture"]),
                "Keras' predict, one call, its usual batches of 32",
                limit="ratio >= 2",
            )
        )
    return found


def _in_batches(engine: Engine, samples: Array) -> tuple[Array, Array]:
    """Features and scores of many samples; the engine's weights stay the same meanwhile."""
    import numpy as np

    one = engine.forward(samples[:1])
    features, scores = (np.empty((len(samples), *kind.shape[1:]), np.float32) for kind in one)

    def read(start: int) -> None:
        part = slice(start, start + BATCH)
        features[part], scores[part] = engine.forward(samples[part])

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(read, range(0, len(samples), BATCH)))
    return features, scores
