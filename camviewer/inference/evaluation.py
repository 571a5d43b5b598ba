"""An evaluation: what one network made of every sample of a split, kept without the samples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.data.dataset import Labels
from camviewer.data.spec import numbered
from camviewer.inference.prediction import softmax

T = TypeVar("T", bound=np.generic)

Indices = NDArray[np.intp]
"""Places of digits in a split."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Scores and pooled features of n samples. Frozen; its arrays are read-only.

    Attributes:
        model: name of the model.
        source: name of the data set.
        split: which part of it: "test", "train" or "all".
        checksum: of the split's digits and labels; what is noted about digits is tied to it.
        labels: (n,) classes, 0 to C - 1.
        scores: (n, C) S_c.
        pooled: (n, K) F_k.
        weights: (K, C) w_k^c of the dense layer.
        bias: (C,) b_c of the dense layer.
        class_names: of the C classes.
    """

    model: str
    source: str
    split: str
    checksum: str
    labels: Labels
    scores: Array
    pooled: Array
    weights: Array
    bias: Array
    class_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        number, classes = len(self.labels), len(self.bias)
        if not self.class_names:
            object.__setattr__(self, "class_names", numbered(classes))
        channels = len(self.weights)
        shapes_fit = (
            self.labels.shape == (number,)
            and self.scores.shape == (number, classes)
            and self.pooled.shape == (number, channels)
            and self.weights.shape == (channels, classes)
            and len(self.class_names) == classes
        )
        if not shapes_fit:
            raise ValueError(
                f"expected labels (n,), scores (n, C), pooled (n, K), weights (K, C), bias (C,) "
                f"and C names, found {self.labels.shape}, {self.scores.shape}, "
                f"{self.pooled.shape}, {self.weights.shape}, {self.bias.shape}"
            )
        for array in (self.labels, self.scores, self.pooled, self.weights, self.bias):
            array.setflags(write=False)

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def predicted(self) -> NDArray[np.uint8]:
        """(n,) the class with the largest score."""
        return _kept(self.scores.argmax(axis=1).astype(np.uint8))

    @cached_property
    def wrong(self) -> NDArray[np.bool_]:
        """(n,) whether the predicted class differs from the label: the mistakes."""
        return _kept(self.predicted != self.labels)

    @cached_property
    def probability(self) -> Array:
        """(n,) p of the predicted class, 0 to 1."""
        # In one pass over the scores, without keeping all classes' probabilities.
        return _kept(softmax(self.scores).max(axis=1))

    @cached_property
    def loss(self) -> Array:
        """(n,) cross-entropy -ln p of the label, at least 0."""
        top = self.scores.max(axis=1)
        whole = np.log(np.exp(self.scores - top[:, None]).sum(axis=1))
        return _kept((whole - (self._of_label() - top)).astype(np.float32))

    @cached_property
    def margin(self) -> Array:
        """(n,) largest score of any other class minus the label's.

        Positive for a mistake, where it is S_predicted - S_label; negative for a digit that was
        classified correctly, near zero where it nearly was not.
        """
        others = self.scores.copy()
        others[np.arange(len(self)), self.labels] = -np.inf
        return _kept(others.max(axis=1) - self._of_label())

    @property
    def accuracy(self) -> float:
        """Share of digits classified correctly, 0 to 1."""
        return float(1 - self.wrong.mean())

    def _of_label(self) -> Array:
        scores: Array = self.scores[np.arange(len(self)), self.labels]
        return scores


def _kept(array: NDArray[T]) -> NDArray[T]:
    array.setflags(write=False)
    return array
