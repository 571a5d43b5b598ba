"""One sample: features, scores and all ten maps, against the bare forward pass and `predict`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved

ROUNDS, LECTURE_ROUNDS = 1000, 40

LIMITS = {"lecture": "ratio <= 0.35", "compact": "ratio <= 0.25"}
"""Against TensorFlow's compiled pass, by architecture."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """For each bundled model that has maps."""
    from tests.benchmarks.bare_network import with_maps

    return [found for path in with_maps() for found in _measure(path)]


def _measure(path: Path) -> list[Record]:
    import cv2
    import numpy as np
    import tensorflow as tf

    from camviewer.app import first_sample
    from camviewer.inference.engine import Engine
    from camviewer.networks import store
    from tests.benchmarks.bare_network import compiled_pass, keras_models

    stored = store.load(path)
    name = stored.card.name
    features_of, model, _ = keras_models(stored)
    bare_pass = compiled_pass(stored, 1)
    engine = Engine(stored.graph, stored.weights, name)
    snapshot = Engine(stored.graph, stored.weights, name, is_snapshot=True)
    sample = np.array(first_sample.prediction_by(path.stem).image)
    ready = tf.constant(sample[None, ..., None])

    def bare() -> object:
        return [tensor.numpy() for tensor in bare_pass(ready)]

    def ours() -> object:
        return engine.predict(sample).maps

    def moment() -> object:
        return snapshot.predict(sample).maps

    def lecture() -> object:
        """As the lecture's code does it: predict, features by predict, product, resize."""
        picture = sample[None, ..., None]
        shown = model.predict(picture, verbose=0).argmax()
        features = features_of.predict(picture, verbose=0)
        maps = tf.matmul(features, model.layers[-1].get_weights()[0]).numpy()
        return cv2.resize(np.abs(maps[0, ..., shown]), (28, 28), interpolation=cv2.INTER_CUBIC)

    fast = interleaved({"bare": bare, "ours": ours, "moment": moment}, ROUNDS, warm_up=50)
    slow = interleaved({"ours": ours, "lecture": lecture}, LECTURE_ROUNDS)
    what = f"engine, one digit, {name}"
    beside = "TensorFlow's compiled pass of the same network, fixed shape, ready tensor"
    times = {each: median(found) for each, found in fast.items()}
    return [
        record(
            f"{what}: against the bare forward pass",
            times["ours"],
            "ms",
            times["bare"],
            beside,
            limit=LIMITS.get(stored.card.architecture, ""),
        ),
        record(f"{what}: the same of a training's moment", times["moment"], "ms", times["bare"]),
        record(
            f"{what}: lecture's `predict` path against it",
            median(slow["lecture"]),
            "ms",
            median(slow["ours"]),
            "the engine, features, scores and all maps",
            limit="ratio >= 50",
        ),
    ]
