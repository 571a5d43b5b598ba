"""The queue of suspected labels: of the test part, and of the training part by cross-validation."""

from __future__ import annotations

import argparse
import time

from tests.benchmarks.records import Record, median, record

TEST, TRAIN, ROUNDS = 10_000, 60_000, 5


def measure(_options: argparse.Namespace) -> list[Record]:
    """With MNIST, or with the built-in samples again and again, as many as it has."""
    import numpy as np

    from camviewer.common.cancel import CancelToken
    from camviewer.data import sources
    from camviewer.data.dataset import ArraySplit
    from camviewer.data.digits.spec import digit_dataset
    from camviewer.error_analysis.calibration import probabilities
    from camviewer.error_analysis.label_issues import find_label_issues
    from camviewer.inference.prediction import NetworkSnapshot
    from camviewer.networks.architectures import graph_of
    from camviewer.training.out_of_sample import out_of_sample

    given = sources.open_source("auto")
    images = np.resize(given.train.images, (TRAIN, 28, 28))
    labels = np.resize(given.train.labels, TRAIN)
    train = ArraySplit(TRAIN, lambda: (images, labels))
    dataset = digit_dataset(given.name, train, given.test)
    network = NetworkSnapshot("", graph_of("lecture"), [])

    began = time.perf_counter()
    scores = out_of_sample(network, dataset, lambda *_: None, CancelToken())
    seconds = time.perf_counter() - began
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        find_label_issues(labels[:TEST], probabilities(scores[:TEST]))
        times.append(time.perf_counter() - began)
    what = f"label queue of {TEST:,} evaluated digits"
    trained = f"label queue of {TRAIN:,} training digits, lecture: five networks trained"
    return [
        record(what, 1000 * median(times), "ms", limit="<= 500"),
        record(trained, seconds, "s", limit="<= 120"),
    ]
