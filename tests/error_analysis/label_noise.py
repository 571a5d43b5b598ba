"""Finds labels that were changed at random: ``python -m tests.error_analysis.label_noise``.

A share of the labels of MNIST's training digits is changed to another class, drawn at random. The
queue is made by cross-validation, as in the window. Told is which share of the changed labels is
among the first of the queue, beside a ranking by the loss of the same networks. A changed label
cannot be told from one that was wrong before: those cost the queue a little.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
from numpy.typing import NDArray

from camviewer.common.cancel import CancelToken
from camviewer.data.dataset import ArraySplit, Dataset, Labels
from camviewer.data.sources import open_source
from camviewer.error_analysis.calibration import probabilities
from camviewer.error_analysis.label_issues import find_label_issues
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.training.out_of_sample import out_of_sample

FIRST = (600, 900, 1200)


def main() -> int:
    """Measure and print a table; the exit code is 0."""
    parser = argparse.ArgumentParser("python -m tests.error_analysis.label_noise")
    parser.add_argument("--seeds", type=int, default=3, help="how many draws (default: 3)")
    parser.add_argument("--share", type=float, default=0.01, help="of the labels (default: 0.01)")
    parser.add_argument("--architecture", choices=list(ARCHITECTURES), default="lecture")
    parser.add_argument("--data", default="mnist", help="source of the digits (default: mnist)")
    options = parser.parse_args()
    dataset = open_source(options.data)
    network = NetworkSnapshot("", graph_of(options.architecture), [])
    heads = " ".join(f"first {number:>5,}" for number in FIRST)
    print(f"{'seed':>4} {'ranked by':>14} {heads}  (queue, changed)")
    for seed in range(options.seeds):
        noisy, changed = with_noise(dataset, options.share, seed)
        found = probabilities(out_of_sample(network, noisy, _tell, CancelToken()))
        labels = noisy.train.labels
        issues = find_label_issues(labels, found)
        own = found[np.arange(len(labels)), labels]
        for name, keys in (
            ("label quality", issues.quality),
            ("loss", own),  # -ln of it falls as it rises
        ):
            ranking = np.argsort(keys, kind="stable")
            shares = (changed[ranking[:number]].sum() / changed.sum() for number in FIRST)
            columns = " ".join(f"{share:>11.1%}" for share in shares)
            print(
                f"{seed:>4} {name:>14} {columns}  ({len(issues.queue):,}, {changed.sum():,})",
                flush=True,
            )
    return 0


def with_noise(dataset: Dataset, share: float, seed: int) -> tuple[Dataset, NDArray[np.bool_]]:
    """A data set with a share of its training labels changed, and (n,) which they are."""
    random = np.random.default_rng(seed)
    labels: Labels = dataset.train.labels.copy()
    places = random.choice(len(labels), round(share * len(labels)), replace=False)
    classes = len(dataset.class_names)
    labels[places] = (labels[places] + random.integers(1, classes, len(places))) % classes
    images = dataset.train.images
    train = ArraySplit(len(labels), lambda: (images, labels))
    changed = np.zeros(len(labels), np.bool_)
    changed[places] = True
    return (
        Dataset(dataset.name, train, dataset.test, dataset.spec, dataset.class_names, dataset.noun),
        changed,
    )


def _tell(done: int, whole: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} of {whole:,} steps", end="", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
