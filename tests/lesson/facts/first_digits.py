"""MNIST's test digits 0 to 499 as the bundled networks see them: what most facts are counted on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.data.dataset import to_sample
from camviewer.inference.engine import Engine
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks.formats.model_file import bundled
from tests.lesson.facts.readings import mnist

NUMBER = 500


@dataclass(frozen=True, eq=False)
class Reading:
    """What a network makes of n digits.

    Attributes:
        maps: (n, C, h, w) class activation maps.
        scores: (n, C).
    """

    maps: Array
    scores: Array

    @property
    def predicted(self) -> NDArray[np.intp]:
        """(n,) the predicted classes."""
        classes: NDArray[np.intp] = self.scores.argmax(axis=1)
        return classes

    @property
    def own_maps(self) -> Array:
        """(n, h, w) of each digit the map of the class that is predicted."""
        own: Array = self.maps[np.arange(len(self.maps)), self.predicted]
        return own


def engine(model: str) -> Engine:
    """A bundled network."""
    return ENGINES.of(bundled()[model])


@cache
def samples() -> Array:
    """(n, 28, 28) the first digits, 0 to 1."""
    return to_sample(mnist().test.images[:NUMBER])


@cache
def reading(model: str) -> Reading:
    """What a bundled network with a linear head makes of the first digits."""
    network = engine(model)
    assert network.head is not None
    features, scores = network.forward(samples())
    return Reading(np.einsum("nhwk,kc->nchw", features, network.head.weights), scores)
