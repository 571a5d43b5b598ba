"""Evaluations with corrected labels: what a network read stays, what is right changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from camviewer.data.corrected import Corrections, corrected_labels
from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.annotations import Annotation
from camviewer.inference.evaluation import Evaluation


def with_corrections(evaluation: Evaluation, corrections: Corrections) -> Evaluation:
    """The same evaluation with the labels that a person decided; itself if none differs.

    Args:
        evaluation: with the labels of the file.
        corrections: of its samples or of others.
    """
    if not corrections:
        return evaluation
    classes = len(evaluation.class_names)
    labels = corrected_labels(evaluation.labels, evaluation.samples, corrections, classes)
    same = np.array_equal(labels, evaluation.labels)
    return evaluation if same else replace(evaluation, labels=labels)


def decided(annotations: Mapping[str, Annotation]) -> dict[str, int]:
    """The classes that annotations tell, by the samples' checksums; without those undecided."""
    found = ((sample, note.decided) for sample, note in annotations.items())
    return {sample: each for sample, each in found if each is not None and each != UNDECIDED}
