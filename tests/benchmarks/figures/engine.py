"""One sample: features, scores and all ten maps, against the bare forward pass and `predict`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved

ROUNDS, LECTURE_ROUNDS = 1000, 40


def measure(_options: argparse.Namespace) -> list[Record]:
    """For each bundled model."""
    from camviewer.networks.formats import model_file

    return [found for path in model_file.bundled().values() for found in _measure(path)]


def _measure(path: Path) -> list[Record]:
    import cv2
    import numpy as np
    import tensorflow as tf

    from camviewer.app import first_sample
    from camviewer.inference.engine import Engine
    from camviewer.networks import keras_network, store

    stored = store.load(path)
    name = stored.card.name
    built = keras_network.build(stored.card.architecture)
    built.set_weights(stored.weights)
    engine = Engine(stored.card.architecture)
    engine.load(stored.weights, name)
    sample = np.array(first_sample.prediction_by(path.stem).image)
    ready = tf.constant(sample[None, ..., None])

    @tf.function(input_signature=[tf.TensorSpec((1, 28, 28, 1), tf.float32)])
    def forward(samples: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        both: tuple[tf.Tensor, tf.Tensor] = built.forward(samples, training=False)
        return both

    bare_pass = forward.get_concrete_function()

    def bare() -> object:
        return [tensor.numpy() for tensor in bare_pass(ready)]

    def ours() -> object:
        return engine.predict(sample).maps

    def lecture() -> object:
        """As the lecture's code does it: predict, features by predict, product, resize."""
        picture = sample[None, ..., None]
        shown = built.model.predict(picture, verbose=0).argmax()
        features = built.features.predict(picture, verbose=0)
        maps = tf.matmul(features, built.dense.get_weights()[0]).numpy()
        return cv2.resize(np.abs(maps[0, ..., shown]), (28, 28), interpolation=cv2.INTER_CUBIC)

    fast = interleaved({"bare": bare, "ours": ours}, ROUNDS, warm_up=50)
    slow = interleaved({"ours": ours, "lecture": lecture}, LECTURE_ROUNDS)
    what = f"engine, one digit, {name}"
    return [
        record(
            f"{what}: against the bare forward pass",
            median(fast["ours"]),
            "ms",
            median(fast["bare"]),
            "compiled pass of the same network, fixed shape, ready tensor",
            limit="ratio <= 1.5",
        ),
        record(
            f"{what}: lecture's `predict` path against it",
            median(slow["lecture"]),
            "ms",
            median(slow["ours"]),
            "the engine, features, scores and all maps",
            limit="ratio >= 50",
        ),
    ]
