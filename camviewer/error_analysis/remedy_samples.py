"""Which samples a remedy may learn from, and by which it is judged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from camviewer.data.held_out import held_out
from camviewer.error_analysis.neighbours import nearest
from camviewer.inference.evaluation import Evaluation, Indices

MOST_COMPARED = 300
"""Samples whose neighbours are looked for; of more, an even sample."""

NEAREST, MOST_NEAREST = 10, 500
"""Training samples that are looked for beside each sample of a selection, and beside them all."""

SIMILAR = 3
"""Held-out samples that are looked for beside each sample of a selection."""


@dataclass(frozen=True, eq=False)
class Division:
    """A selection, divided into what may be learned from and what a remedy is judged by.

    Attributes:
        train: places in the training split of the selected samples that are there.
        used: places in the test split of those that may be learned from.
        held_out: places in the test split of those that may not.
        is_halved: whether only the half of the test samples that is held out may judge: test
            samples are selected, or the network has learned from some before.
    """

    train: Indices
    used: Indices
    held_out: Indices
    is_halved: bool = True


def divide(evaluation: Evaluation, members: Indices, training: int) -> Division:
    """Divide a selection by the fixed rule of `held_out`.

    Args:
        evaluation: of the split that was selected from, "test", "train" or "all".
        members: places of the selected samples in it.
        training: number of training samples of the data set.
    """
    first_test = {"test": 0, "train": len(evaluation)}.get(evaluation.split, training)
    within = np.sort(members)
    train, test = within[within < first_test], within[within >= first_test]
    kept = held_out([evaluation.samples[place] for place in test])
    return Division(train, test[~kept] - first_test, test[kept] - first_test, bool(len(test)))


def nearest_of_each(number: int) -> int:
    """How many training samples are looked for beside each of so many: the fewer, the more."""
    return max(1, min(NEAREST, MOST_NEAREST // max(1, number)))


def nearest_places(
    queries: Evaluation, members: Indices, others: Evaluation, candidates: Indices, each: int
) -> Indices:
    """The samples that a network sees as most alike to some, of the same labels.

    Args:
        queries: of the split that the members are in.
        members: places in it whose neighbours are wanted.
        others: of the split that neighbours are looked for in, by the same network.
        candidates: places in it that come into question.
        each: how many are wanted for each member, at least 1.

    Returns:
        Places in `others`, in order, each once; none if the network has no features to compare.
    """
    pooled, near = queries.pooled, others.pooled
    if pooled is None or near is None or not len(members):
        return candidates[:0]
    number = min(len(members), MOST_COMPARED)
    even = members[np.linspace(0, len(members) - 1, number).round().astype(np.intp)]
    labels = others.labels[candidates]
    found = [
        nearest(near, pooled[place], candidates[labels == queries.labels[place]], each)
        for place in even
    ]
    return np.unique(np.concatenate(found))
