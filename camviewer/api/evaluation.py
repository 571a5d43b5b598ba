"""An evaluation: what a network makes of labelled images, and what it misreads."""

from __future__ import annotations

import hashlib
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from camviewer.api.explanation import Indices
from camviewer.api.network import Network, samples_for, scores_of
from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.data.array_samples import labels_of
from camviewer.data.checksums import sample_checksums
from camviewer.data.dataset import Dataset
from camviewer.error_analysis.confusion import Matrix, accuracy_interval, confusion
from camviewer.error_analysis.query import Selection, select
from camviewer.inference import evaluation as inferred
from camviewer.inference import evaluator
from camviewer.inference.prediction import NetworkSnapshot, softmax

LEVEL = 0.95
"""Of confidence, of the accuracy's interval, where none is asked for."""


class Evaluation:
    """What a network made of n labelled images."""

    def __init__(self, of: inferred.Evaluation) -> None:
        """Of the program's own one; `camviewer.evaluate` makes it."""
        self._of = of

    def __len__(self) -> int:
        return len(self._of)

    def __repr__(self) -> str:
        low, high = self.interval()
        return (
            f"<Evaluation: {self._of.model} reads {self.accuracy:.2%} of {len(self):,} images "
            f"correctly, {LEVEL:.0%} interval {low:.2%} to {high:.2%}>"
        )

    @property
    def class_names(self) -> tuple[str, ...]:
        """Of the C classes."""
        return self._of.class_names

    @property
    def labels(self) -> Indices:
        """(n,) true classes, 0 to C - 1."""
        return self._of.labels.astype(np.intp)

    @property
    def scores(self) -> Array:
        """(n, C) scores S_c."""
        return self._of.scores

    @cached_property
    def probabilities(self) -> Array:
        """(n, C) softmax of the scores."""
        return softmax(self._of.scores)

    @property
    def predicted(self) -> Indices:
        """(n,) the class with the largest score."""
        return self._of.predicted.astype(np.intp)

    @property
    def accuracy(self) -> float:
        """Share of the images that are classified correctly, 0 to 1."""
        return self._of.accuracy

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Wilson's interval of the accuracy, its ends 0 to 1, at a level of confidence."""
        if not 0 < level < 1:
            raise ValueError(f"The level {level} is not between 0 and 1; choose one such as 0.95.")
        right = len(self) - int(np.count_nonzero(self._of.wrong))
        return accuracy_interval(right, len(self), level)

    @property
    def confusion(self) -> Matrix:
        """(C, C) how many images of each label (rows) were read as each class (columns)."""
        return confusion(self._of)

    @property
    def mistakes(self) -> Indices:
        """Places of the misclassified images, those with the most certain prediction first."""
        found: Indices = select(self._of, Selection(), {})
        return found


def of_dataset(network: Network, dataset: Dataset, split: str) -> Evaluation:
    """Of a part of a data set; raises `UserError` as `evaluator.evaluate`."""
    engine = network.engine
    snapshot = NetworkSnapshot(engine.model, engine.graph, engine.weights, engine.class_names)
    found = evaluator.evaluate(snapshot, dataset, split, lambda *_: None, CancelToken())
    return Evaluation(found)


def of_arrays(network: Network, images: ArrayLike, labels: ArrayLike) -> Evaluation:
    """Of images (n, h, w, …) and labels (n,); raises `ValueError` for others."""
    samples, _ = samples_for(network.engine, images)
    classes = labels_of(labels, len(samples), len(network.class_names))
    checksum = hashlib.sha256(classes.tobytes() + samples.tobytes()).hexdigest()
    return Evaluation(
        inferred.Evaluation(
            model=network.name,
            source="arrays",
            split="all",
            checksum=checksum,
            samples=sample_checksums(samples),
            labels=classes.astype(np.uint8),
            scores=scores_of(network.engine, samples),
            class_names=network.class_names,
        )
    )
