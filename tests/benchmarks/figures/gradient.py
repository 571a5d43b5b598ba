"""Gradient of one score with respect to the sample: the walk in NumPy beside TensorFlow's."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved

ROUNDS = 500


def measure(_options: argparse.Namespace) -> list[Record]:
    """For each bundled model."""
    from camviewer.networks.formats import model_file

    return [_measure(path) for path in model_file.bundled().values()]


def _measure(path: Path) -> Record:
    import numpy as np
    import tensorflow as tf

    from camviewer.attribution.backward import score_gradients
    from camviewer.data.dataset import to_sample
    from camviewer.data.sources import open_source
    from camviewer.inference.engine import Engine
    from camviewer.networks import store
    from camviewer.training import keras_network
    from camviewer.training.compiling import compiled

    stored = store.load(path)
    built = keras_network.build(stored.graph)
    built.set_weights(stored.weights)
    engine = Engine(stored.graph, stored.weights)
    sample = to_sample(open_source("builtin").test.image(0))
    ready = tf.constant(sample[None, ..., None])

    @compiled(tf.TensorSpec((1, 28, 28, 1), tf.float32))
    def tape_gradient(samples: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            tape.watch(samples)
            score = built.scores(samples, training=False)[0, 3]
        return tape.gradient(score, samples)

    bare_gradient = tape_gradient.get_concrete_function()

    def bare() -> object:
        return bare_gradient(ready).numpy()

    def ours() -> object:
        return score_gradients(engine.activations(sample[None]), [3], {0})[0]

    expected = np.asarray(bare())
    assert np.abs(np.asarray(ours()) - expected).max() < 1e-4 * np.abs(expected).max()
    found = interleaved({"bare": bare, "ours": ours}, ROUNDS, warm_up=50)
    return record(
        f"gradient of one score, one digit, {stored.card.name}",
        median(found["ours"]),
        "ms",
        median(found["bare"]),
        "TensorFlow's compiled gradient of the same network",
        limit="ratio <= 1.0",
    )
