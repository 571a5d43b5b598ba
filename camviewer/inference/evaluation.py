"""An evaluation: what one network made of every sample of a split, kept without the samples."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.data.dataset import Labels
from camviewer.data.spec import ImageSpec, numbered
from camviewer.inference.chance import chance_of, is_near_chance
from camviewer.inference.prediction import Capability, CapabilityError, first_lacking, softmax

T = TypeVar("T", bound=np.generic)

Indices = NDArray[np.intp]
"""Places of samples in a split."""


class Probabilities(Enum):
    """Of which classes a probability is known; of the others it is only filled in."""

    ALL = "all"
    PREDICTED = "predicted"
    NONE = "none"


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Scores and pooled features of n samples. Frozen; its arrays are read-only.

    Attributes:
        model: name of the model.
        source: name of the data set.
        split: which part of it: "test", "train" or "all".
        checksum: of the split's samples and labels.
        samples: n checksums, one a sample; what is noted about a sample is tied to its own.
        labels: (n,) classes, 0 to C - 1.
        scores: (n, C) S_c.
        pooled: (n, K) F_k; None without a layer that has a grid.
        weights: (K, C) w_k^c of the dense layer; None where the scores do not follow by one.
        bias: (C,) b_c of the dense layer; None with the weights.
        class_names: of the C classes.
        spec: what the network is shown, if that is known: samples of another kind were fitted.
        is_foreign: whether these are predictions of another system: nothing else is known of it.
        probabilities: which are known, of another system; nothing is told of the others.
    """

    model: str
    source: str
    split: str
    checksum: str
    samples: tuple[str, ...]
    labels: Labels
    scores: Array
    pooled: Array | None = None
    weights: Array | None = None
    bias: Array | None = None
    class_names: tuple[str, ...] = ()
    spec: ImageSpec | None = None
    is_foreign: bool = False
    probabilities: Probabilities = Probabilities.ALL

    def __post_init__(self) -> None:
        number, classes = len(self.labels), self.scores.shape[-1]
        if not self.class_names:
            object.__setattr__(self, "class_names", numbered(classes))
        channels = None if self.pooled is None else self.pooled.shape[-1]
        shapes = {
            "labels": (number,),
            "scores": (number, classes),
            "pooled": (number, channels),
            "weights": (channels, classes),
            "bias": (classes,),
        }
        arrays = {name: getattr(self, name) for name in shapes}
        found = {name: array.shape for name, array in arrays.items() if array is not None}
        fit = all(shapes[name] == shape for name, shape in found.items())
        is_whole = (self.weights is None) == (self.bias is None)
        told = (len(self.samples), len(self.class_names))
        if not fit or not is_whole or told != (number, classes):
            raise ValueError(
                f"expected labels (n,), scores (n, C), pooled (n, K), weights (K, C) with bias "
                f"(C,), n checksums and C names, found {found}, {told[0]} and {told[1]}"
            )
        for name in found:
            arrays[name].setflags(write=False)

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What can be asked of the network that was evaluated, which lies open if it is known."""
        if self.is_foreign:
            return frozenset()
        parts = {
            Capability.CONVOLUTION_FEATURES: self.pooled,
            Capability.LINEAR_HEAD: self.weights,
        }
        found = frozenset(each for each, part in parts.items() if part is not None)
        return found | {Capability.GRADIENT, Capability.LAYERS}

    def lacking(self, *needed: Capability) -> CapabilityError | None:
        """The first of these that the network lacks, as an error that says so; None without."""
        if self.is_foreign and needed:
            return CapabilityError(self.model, Capability.LAYERS)
        return first_lacking(self.model, self.capabilities, needed)

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
        # Over the scores once: the probabilities of all classes are not stored.
        return _kept(softmax(self.scores).max(axis=1))

    def known_probability(self, index: int) -> float | None:
        """The probability of the predicted class of one sample, 0 to 1; None if it is unknown."""
        is_known = self.probabilities is not Probabilities.NONE
        return float(self.probability[index]) if is_known else None

    @cached_property
    def loss(self) -> Array:
        """(n,) cross-entropy -ln p of the label, at least 0."""
        top = self.scores.max(axis=1)
        whole = np.log(np.exp(self.scores - top[:, None]).sum(axis=1))
        return _kept((whole - (self._of_label() - top)).astype(np.float32))

    @cached_property
    def margin(self) -> Array:
        """(n,) largest score of any other class minus the label's.

        Positive for a mistake, where it is S_predicted - S_label; negative for a sample that was
        classified correctly, near zero where it nearly was not.
        """
        others = self.scores.copy()
        others[np.arange(len(self)), self.labels] = -np.inf
        return _kept(others.max(axis=1) - self._of_label())

    @property
    def accuracy(self) -> float:
        """Share of samples classified correctly, 0 to 1."""
        return float(1 - self.wrong.mean())

    @property
    def chance(self) -> float:
        """The accuracy of always naming the most frequent label, but at least that of guessing."""
        return chance_of(self.labels, self.scores.shape[-1])

    @cached_property
    def is_near_chance(self) -> bool:
        """Whether the accuracy is not significantly above chance."""
        right = len(self) - int(np.count_nonzero(self.wrong))
        return is_near_chance(right, len(self), self.chance)

    def _of_label(self) -> Array:
        scores: Array = self.scores[np.arange(len(self)), self.labels]
        return scores


def _kept(array: NDArray[T]) -> NDArray[T]:
    array.setflags(write=False)
    return array
