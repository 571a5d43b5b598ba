"""Evaluations with corrected labels: what a network read stays, what is right changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from camviewer.data.dataset import Labels
from camviewer.error_analysis.annotations import Annotation
from camviewer.inference.evaluation import Evaluation


def with_corrections(evaluation: Evaluation, annotations: Mapping[int, Annotation]) -> Evaluation:
    """The same evaluation with the labels that a person decided; itself if none differs.

    Args:
        evaluation: with the labels of the file.
        annotations: on its samples, by index.
    """
    labels = decided_labels(evaluation, annotations)
    same = np.array_equal(labels, evaluation.labels)
    return evaluation if same else replace(evaluation, labels=labels)


def decided_labels(evaluation: Evaluation, annotations: Mapping[int, Annotation]) -> Labels:
    """(n,) labels of the file, or what was decided in their place; classes unknown are no label."""
    labels = evaluation.labels.copy()
    for index, annotation in annotations.items():
        decided = annotation.decided
        if decided is not None and 0 <= decided < len(evaluation.class_names):
            labels[index] = decided
    return labels
