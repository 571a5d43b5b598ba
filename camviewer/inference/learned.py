"""Since when a network in training reads one sample as it does in the end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from camviewer.common.arrays import Array


@dataclass(frozen=True)
class LearnedAt:
    """From which snapshot on the same class is predicted in all.

    Attributes:
        class_index: the class that the last snapshot predicts.
        place: of the first snapshot from which on all predict it.
        before: the class that the snapshot before it predicts; None if there is none before.
        is_again: whether it was predicted at a snapshot before that, too, and lost again.
    """

    class_index: int
    place: int
    before: int | None
    is_again: bool = False


def learned_at(scores: Array) -> LearnedAt:
    """Since when the prediction is what it is in the end.

    Between two snapshots the network may have read otherwise: what is told holds at snapshots.

    Args:
        scores: (n, C) of one sample at n snapshots, n at least 1.
    """
    predicted = scores.argmax(axis=1)
    last = int(predicted[-1])
    others = np.flatnonzero(predicted != last)
    if not len(others):
        return LearnedAt(last, 0, None)
    before = int(others[-1])
    is_again = bool((predicted[:before] == last).any())
    return LearnedAt(last, before + 1, int(predicted[before]), is_again)
