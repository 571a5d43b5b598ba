"""What a measure of trust is given: a sample, a class and a network, and a map that explains them.

The network is a function. Whatever does not depend on the map is computed once for all maps of one
`Case`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array

T = TypeVar("T")

Numbers = NDArray[np.float64]

Predict = Callable[[Array], Array]
"""Scores (n, C), before any softmax, of samples (n, h, w) or (n, h, w, channels) in [0, 1]."""

Explain = Callable[[Array], Array]
"""The map (h, w) of one class, the same always, of a sample (h, w) or (h, w, channels)."""

BATCH = 128
"""So many samples are predicted at once; larger batches are no faster and take more memory."""


@dataclass(frozen=True, eq=False)
class Case:
    """What is to be explained: why a network gives a class of a sample the score it gives.

    Attributes:
        predict: the network.
        sample: (h, w) or (h, w, channels) in [0, 1].
        class_index: the class, from 0.
        baseline: what stands where something is taken away: one value, or as much as the sample.
        seed: what all chance follows from.
        made: what has been computed of it, by key.
    """

    predict: Predict
    sample: Array
    class_index: int
    baseline: float | Array = 0.0
    seed: int = 0
    made: dict[Hashable, object] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.sample.ndim not in (2, 3):
            raise ValueError(f"expected a sample (h, w) or (h, w, ch), found {self.sample.shape}")

    @property
    def size(self) -> tuple[int, int]:
        """Height and width (h, w) of the sample."""
        return self.sample.shape[0], self.sample.shape[1]

    @cached_property
    def blank(self) -> Array:
        """The sample with everything taken away, of its shape."""
        return np.broadcast_to(np.asarray(self.baseline, np.float32), self.sample.shape)

    @cached_property
    def ink(self) -> NDArray[np.bool_]:
        """(h, w) where there is something to take away."""
        differs = (self.sample != self.blank).reshape(*self.size, -1)
        inked: NDArray[np.bool_] = differs.any(axis=-1)
        return inked

    def scores(self, samples: Array) -> Numbers:
        """(n,) S_c of samples (n, ...), predicted in batches."""
        return self._all_scores(samples)[:, self.class_index]

    def probabilities(self, samples: Array) -> Numbers:
        """(n,) p_c of samples (n, ...), predicted in batches; where it is near 1, not yet 1."""
        scores = self._all_scores(samples)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Numbers = powers[:, self.class_index] / powers.sum(axis=1)
        return shares

    @cached_property
    def score(self) -> float:
        """S_c of the sample."""
        return float(self.scores(self.sample[None])[0])

    @cached_property
    def blank_score(self) -> float:
        """S_c of the baseline."""
        return float(self.scores(self.blank[None])[0])

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made for a key, made at the first call only."""
        if key not in self.made:
            self.made[key] = make()
        return cast(T, self.made[key])

    def _all_scores(self, samples: Array) -> Numbers:
        batches = [samples[start : start + BATCH] for start in range(0, len(samples), BATCH)]
        return np.concatenate([self.predict(batch) for batch in batches]).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Trial:
    """A map put to the test.

    Attributes:
        case: what it explains.
        map: (h, w) of the sample's size, signed or not.
        total: what its cells amount to, if the method says that this stands for something.
        remainder: what the method accounts for outside its cells, by a rule of its own, such as
            biases. Not `Attribution.remainder`, which is whatever is missing: with that, every
            method would be complete.
        explain: makes the method's map of another sample, if it can.
        explain_randomised: makes the method's map of the sample by the network whose layers are
            all randomised (the last step of `sanity_check.cascade`).
    """

    case: Case
    map: Array
    total: float | None = None
    remainder: float = 0.0
    explain: Explain | None = None
    explain_randomised: Explain | None = None

    def __post_init__(self) -> None:
        check_map(self.map, self.case.size)


def check_map(values: Array, size: tuple[int, int]) -> Array:
    """A map as it is; `ValueError` if it has another size or holds what is no number."""
    if values.shape != size:
        raise ValueError(f"expected a map of {size} cells, found {values.shape}")
    if not np.isfinite(values).all():
        raise ValueError("expected a map of finite values, found infinite ones or no numbers")
    return values
