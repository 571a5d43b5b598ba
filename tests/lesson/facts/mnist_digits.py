"""MNIST itself, what the bundled networks read of it, and a digit that goes wrong.

``mnist.train`` and ``.test``, how many digits; ``.steps``, how many batches of 32 there are in an
epoch; ``.empty``, the share of the test digits' pixels that are 0. ``accuracy.NETWORK`` on all test
digits. ``misread.probability_1`` and ``_9``, of a nine that the lecture's network reads as a one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from camviewer.data.dataset import to_sample
from camviewer.data.sources import open_source
from camviewer.networks.formats.model_file import bundled
from tests.lesson.facts.first_digits import engine, mnist_test
from tests.lesson.facts.formats import count, percent
from tests.lesson.facts.registry import fact, facts

BATCH = 32

AT_ONCE = 1000

MISREAD = 1045


@facts("mnist", mnist=True)
def of_mnist() -> Mapping[str, str]:
    """The numbers of digits, and how much of them is ink."""
    train, test = open_source("mnist").train, mnist_test()
    return {
        "train": count(len(train)),
        "test": count(len(test)),
        "steps": count(len(train) // BATCH),
        "empty": percent(float((test.images == 0).mean())),
    }


def accuracy(network: str) -> str:
    """The share of the test digits that are read correctly."""
    test = mnist_test()
    starts = range(0, len(test), AT_ONCE)
    images = (to_sample(test.images[start : start + AT_ONCE]) for start in starts)
    predicted = np.concatenate([engine(network).scores(each).argmax(axis=1) for each in images])
    return percent(float((predicted == test.labels).mean()), 2)


for _network in bundled():
    fact(f"accuracy.{_network}", mnist=True)(partial(accuracy, _network))


@facts("misread", mnist=True)
def of_misread_digit() -> Mapping[str, str]:
    """Both probabilities."""
    prediction = engine("lecture").predict(to_sample(mnist_test().image(MISREAD)))
    return {
        f"probability_{label}": percent(float(prediction.probabilities[label])) for label in (1, 9)
    }
