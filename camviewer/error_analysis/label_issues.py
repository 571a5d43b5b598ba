"""Suspected label errors, by confident learning (Northcutt, Jiang, Chuang, JAIR 2021).

A sample is confidently of a class if its probability reaches the class' threshold: the mean
probability that the class has on the samples that are labelled so. So a network that is timid, or
bold, about some class is measured by itself. Suspected are samples that are confidently of another
class than their label, and those whose label is not the most probable class: a network that is
nearly always right and sure has thresholds that hardly any wrong label reaches. The probabilities
must come from a network that did not learn the labels.

How bad a label is, tell the odds of its strongest rival. With 1 % of MNIST's labels changed at
random that order finds more of them than the loss does, and than the usual difference of the two
probabilities (`python -m tests.error_analysis.label_noise`).

Thresholds and suspects are cleanlab's, as a test shows; for these few lines cleanlab itself would
bring pandas and scikit-learn, 120 MB, and take seconds to load.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.data.dataset import Labels
from camviewer.inference.evaluation import Indices

Probabilities = NDArray[np.float64]
"""(n, C), each row a distribution over the classes."""

_ROUNDING = 1e-6  # by which a probability may miss its threshold, as in cleanlab


@dataclass(frozen=True, eq=False)
class LabelIssues:
    """What speaks against the labels of n samples.

    Attributes:
        labels: (n,) the labels that were judged.
        suggested: (n,) the class that each sample is confidently of, if that is not its label;
            else the most probable of the other classes.
        quality: (n,) of each label, as `label_quality` has it: 0 (certainly another class) to 1.
        queue: places of the suspected samples, the worst label first.
    """

    labels: Labels
    suggested: NDArray[np.uint8]
    quality: Probabilities
    queue: Indices


def thresholds(labels: Labels, found: Probabilities) -> NDArray[np.float64]:
    """(C,) mean probability of each class on the samples of that label; infinite without any."""
    classes = found.shape[1]
    counts = np.bincount(labels, minlength=classes)
    own = np.bincount(labels, found[np.arange(len(labels)), labels], classes)
    limits: NDArray[np.float64] = np.full(classes, np.inf)
    np.divide(own, counts, out=limits, where=counts > 0)
    return limits


def confident_classes(labels: Labels, found: Probabilities) -> NDArray[np.intp]:
    """(n,) the class that each sample is confidently of, the most probable if several; else -1."""
    reached = found >= thresholds(labels, found) - _ROUNDING
    likely: NDArray[np.intp] = np.where(reached, found, -1.0).argmax(axis=1)
    likely[~reached.any(axis=1)] = -1
    return likely


def confident_joint(labels: Labels, found: Probabilities) -> NDArray[np.int64]:
    """(C, C) samples by label and by the class that they are confidently of."""
    classes, likely = found.shape[1], confident_classes(labels, found)
    known = likely >= 0
    cells = labels[known].astype(np.intp) * classes + likely[known]
    joint: NDArray[np.int64] = np.bincount(cells, minlength=classes**2).reshape(classes, classes)
    return joint


def label_quality(labels: Labels, found: Probabilities) -> Probabilities:
    """(n,) probability of the label if only its strongest rival came into question, 0 to 1."""
    places = np.arange(len(labels))
    others = found.copy()
    others[places, labels] = -np.inf
    own, rival = found[places, labels], others.max(axis=1)
    quality: Probabilities = own / (own + rival)
    return quality


def find_label_issues(labels: Labels, found: Probabilities) -> LabelIssues:
    """Judge the labels of n samples.

    Args:
        labels: (n,) classes, 0 to C - 1.
        found: (n, C) with at least two classes, from a network that did not learn these labels.

    Raises:
        ValueError: the shapes do not fit, or something is no probability.
    """
    if found.ndim != 2 or found.shape[1] < 2 or labels.shape != found.shape[:1]:
        raise ValueError(f"{labels.shape} labels do not fit probabilities {found.shape}")
    if not ((found >= 0) & (found <= 1)).all():
        raise ValueError("some of the numbers are no probabilities")
    places = np.arange(len(labels))
    quality, likely = label_quality(labels, found), confident_classes(labels, found)
    is_other = (likely >= 0) & (likely != labels)
    others = found.copy()
    others[places, labels] = -1
    suggested = np.where(is_other, likely, others.argmax(axis=1)).astype(np.uint8)
    suspected = np.flatnonzero(is_other | (quality < 0.5))
    queue: Indices = suspected[np.argsort(quality[suspected], kind="stable")]
    return LabelIssues(labels, suggested, quality, queue)
