"""A whole test set evaluated, against the lecture's path and against bare forward passes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved

if TYPE_CHECKING:
    from camviewer.data.dataset import Dataset

DIGITS, ROUNDS = 10_000, 5

BARE = 100
"""Samples of a bare pass: few enough for the cache, enough that calls cost nothing."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """For each bundled model that has maps."""
    import numpy as np

    from camviewer.data import sources
    from camviewer.data.dataset import ArraySplit
    from camviewer.data.digits.spec import digit_dataset
    from tests.benchmarks.bare_network import with_maps

    found = sources.open_source("auto")
    # Again from the first, if there are too few.
    images = np.resize(found.test.images, (DIGITS, 28, 28))
    labels = np.resize(found.test.labels, DIGITS)
    split = ArraySplit(DIGITS, lambda: (images, labels))
    dataset = digit_dataset(found.name, split, split)
    return [one for path in with_maps() for one in _measure(path, dataset)]


def _measure(path: Path, dataset: Dataset) -> list[Record]:
    import tensorflow as tf

    from camviewer.common.cancel import CancelToken
    from camviewer.data.dataset import to_sample
    from camviewer.inference.evaluator import evaluate
    from camviewer.networks import store
    from tests.benchmarks.bare_network import compiled_pass, keras_models

    stored = store.load(path)
    both = keras_models(stored)[2]
    samples = to_sample(dataset.test.images)
    ready = [
        tf.constant(samples[start : start + BARE, ..., None]) for start in range(0, DIGITS, BARE)
    ]
    bare_pass = compiled_pass(stored, BARE, pooled=True)

    def ours() -> object:
        return evaluate(path, dataset, "test", lambda *_: None, CancelToken()).loss

    def bare() -> object:
        return [[tensor.numpy() for tensor in bare_pass(batch)] for batch in ready]

    def lecture() -> object:
        return both.predict(samples[..., None], verbose=0)

    times = interleaved({"ours": ours, "bare": bare, "lecture": lecture}, ROUNDS, warm_up=1)
    what = f"{DIGITS} digits ({dataset.name}) evaluated, {stored.card.name}"
    speed = {name: 1000 * DIGITS / median(values) for name, values in times.items()}
    return [
        record(
            f"{what}: against the lecture's path",
            speed["ours"],
            "digits/s",
            speed["lecture"],
            "Keras' predict of features and probabilities, one call, its usual batches of 32",
            limit="ratio >= 2",
        ),
        record(
            f"{what}: against bare forward passes",
            speed["ours"],
            "digits/s",
            speed["bare"],
            f"TensorFlow's compiled passes in batches of {BARE}, ready tensors",
            limit="ratio >= 1.2",
        ),
    ]
