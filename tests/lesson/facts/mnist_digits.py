"""MNIST itself, what the bundled networks read of it, and a digit that goes wrong.

``mnist.train``, how many digits; ``.steps``, how many batches of 32 there are in an
epoch; ``.empty``, the share of the test digits' pixels that are 0. ``accuracy.NETWORK`` on all test
digits. ``misread.probability_1`` and ``_9``, of a nine that the lecture's network reads as a one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from camviewer.data.dataset import to_sample
from camviewer.networks.formats.model_file import bundled
from tests.lesson.facts.first_digits import engine
from tests.lesson.facts.formats import count, percent
from tests.lesson.facts.readings import all_correct, mnist
from tests.lesson.facts.registry import fact, facts

BATCH = 32

MISREAD = 1045


@facts("mnist", mnist=True)
def of_mnist() -> Mapping[str, str]:
    """The numbers of digits, and how much of them is ink."""
    train, test = mnist().train, mnist().test
    return {
        "train": count(len(train)),
        "steps": count(len(train) // BATCH),
        "empty": percent(float((test.images == 0).mean())),
    }


def accuracy(network: str) -> str:
    """The share of the test digits that are read correctly."""
    return percent(float(all_correct(network).mean()), 2)


for _network in bundled():
    fact(f"accuracy.{_network}", mnist=True)(partial(accuracy, _network))


@facts("misread", mnist=True)
def of_misread_digit() -> Mapping[str, str]:
    """Both probabilities."""
    prediction = engine("lecture").predict(to_sample(mnist().test.image(MISREAD)))
    return {
        f"probability_{label}": percent(float(prediction.probabilities[label])) for label in (1, 9)
    }
