"""How well bundled networks read MNIST's test digits, as they are and moved aside."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.data.dataset import Dataset, to_sample
from camviewer.data.rearrangement import moved
from camviewer.data.sources import open_source
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks.formats.model_file import bundled
from tests.lesson.facts.formats import count, percent
from tests.lesson.facts.registry import fact

MOVED = 500
"""So many test digits, from the first, are moved."""

TO_THE_RIGHT = 5
"""Pixels: MNIST leaves about four at each side, so that hardly any ink is lost."""


@cache
def mnist() -> Dataset:
    """MNIST; `UserError` where it is not found."""
    return open_source("mnist")


def correct(network: str, samples: Array) -> NDArray[np.bool_]:
    """(n,) which of the first n test digits, or pictures made of them, a network reads right."""
    read = ENGINES.of(bundled()[network]).scores(samples).argmax(axis=1)
    right: NDArray[np.bool_] = read == mnist().test.labels[: len(samples)]
    return right


def accuracy_moved(network: str) -> str:
    """Of the digits that are moved."""
    samples = to_sample(mnist().test.batch(0, MOVED))
    aside = np.stack([moved(sample, TO_THE_RIGHT, 0) for sample in samples])
    return percent(float(correct(network, aside).mean()))


@fact("moved.pixels")
def pixels_moved() -> str:
    """By which digits are moved."""
    return count(TO_THE_RIGHT)


@fact("moved.digits")
def digits_moved() -> str:
    """Numbers of the first and the last."""
    return f"0–{MOVED - 1}"


@fact("ann.accuracy_moved", mnist=True)
def accuracy_of_ann_moved() -> str:
    """Of the fully connected network."""
    return accuracy_moved("ann")


@fact("lecture.accuracy_moved", mnist=True)
def accuracy_of_lecture_moved() -> str:
    """Of the lecture's network."""
    return accuracy_moved("lecture")


@cache
def all_correct(network: str) -> NDArray[np.bool_]:
    """(n,) which of all test digits a network reads right."""
    return correct(network, to_sample(mnist().test.images))


@fact("ann.accuracy", mnist=True)
def accuracy_of_ann() -> str:
    """Of the fully connected network, all test digits."""
    return percent(float(all_correct("ann").mean()))


@fact("lecture.mistakes", mnist=True)
def mistakes_of_lecture() -> str:
    """Test digits that the lecture's network misreads."""
    return count(int((~all_correct("lecture")).sum()))


@fact("mnist.test", mnist=True)
def test_digits() -> str:
    """How many there are."""
    return count(len(mnist().test))
