"""Figures of a whole evaluation: confusion matrix, precision and recall, accuracy's interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.inference.evaluation import Evaluation, Indices

Matrix = NDArray[np.int64]
"""(C, C) numbers of samples: rows are labels, columns predicted classes."""


@dataclass(frozen=True)
class ClassMetrics:
    """How one class was read.

    Attributes:
        count: samples of that label.
        precision: share of the samples read as this class that are of it; None if there are none.
        recall: share of this class' samples that were read as it; None if there are none.
    """

    count: int
    precision: float | None
    recall: float | None


def confusion(evaluation: Evaluation, members: Indices | None = None) -> Matrix:
    """How many samples of each label were read as each class: (C, C), labels in rows.

    Args:
        evaluation: of n samples.
        members: places of the samples that are counted; None for all.
    """
    classes = len(evaluation.class_names)
    cells = evaluation.labels.astype(np.intp) * classes + evaluation.predicted
    if members is not None:
        cells = cells[members]
    matrix: Matrix = np.bincount(cells, minlength=classes**2).reshape(classes, classes)
    return matrix


def per_class(matrix: Matrix) -> tuple[ClassMetrics, ...]:
    """Each class' figures, from a confusion matrix."""
    return tuple(
        ClassMetrics(int(count), _share(right, read), _share(right, count))
        for right, read, count in zip(
            matrix.diagonal(), matrix.sum(axis=0), matrix.sum(axis=1), strict=True
        )
    )


def accuracy_interval(right: int, number: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson's interval of the share of samples that are classified correctly (Wilson, JASA 1927).

    Args:
        right: samples classified correctly, 0 to `number`.
        number: of samples, at least 1.
        level: of confidence, above 0 and below 1.

    Returns:
        Its ends, 0 to 1.
    """
    from scipy.stats import binomtest  # here: it takes a while to load

    interval = binomtest(right, number).proportion_ci(level, method="wilson")
    return float(interval.low), float(interval.high)


def _share(part: int, whole: int) -> float | None:
    return float(part / whole) if whole else None
