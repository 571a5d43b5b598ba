"""A corruption: what may go wrong with a sample, by how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array

Picture = NDArray[Any]
"""A sample that is being worked on, of whatever precision."""

Apply = Callable[[Array, float, np.random.Generator], Picture]
"""Corrupts one sample (h, w) or (h, w, 3) in [0, 1] by a strength; whatever is random about it
comes of the generator, in the same order at every strength."""


@dataclass(frozen=True)
class Corruption:
    """A way to make samples harder to read.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, marked to be translated.
        unit: of its strength: "°", "px", "%".
        strengths: rising grid on which it is swept; 0, which leaves samples as they are, is in it.
        usual: a strength at which most digits can still be read by people.
        in_mnist_c: whether it is one of the fifteen of MNIST-C (Mu and Gilmer, 2019).
        apply: does it; the result may lie outside of [0, 1].
    """

    name: str
    title: str
    unit: str
    strengths: tuple[float, ...]
    usual: float
    in_mnist_c: bool
    apply: Apply

    def told(self, strength: float) -> str:
        """A strength with its unit, for people: 30°, 1.5 px, 20%."""
        space = " " if self.unit.isalpha() else ""
        return f"{strength:g}{space}{self.unit}"

    def of(self, sample: Array, strength: float, seed: int, index: int) -> Array:
        """A sample corrupted, the same for the same seed and index.

        Args:
            sample: (h, w) or (h, w, 3) in [0, 1].
            strength: within the grid's ends; at 0 it is the sample itself.
            seed: of all randomness, at least 0.
            index: place of the sample in its split, at least 0.

        Returns:
            As `sample`, in [0, 1].
        """
        if strength == 0:
            return sample
        corrupted = self.apply(sample, strength, np.random.default_rng((seed, index)))
        result: Array = np.clip(corrupted, 0, 1, dtype=np.float32)
        return result


def channel_last(mask: Picture, sample: Array) -> Picture:
    """A mask (h, w) with an axis for colours where the sample has one."""
    return mask if sample.ndim == 2 else mask[..., None]
