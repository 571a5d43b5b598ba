"""Since when a sample is read as in the end, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.inference.learned import LearnedAt, learned_at


def scores_of(*predicted: int) -> np.ndarray:
    """Scores of which the largest is each time that of this class."""
    scores = np.zeros((len(predicted), 10), np.float32)
    scores[np.arange(len(predicted)), predicted] = 1
    return scores


@pytest.mark.parametrize(
    ("predicted", "found"),
    [
        ([7], LearnedAt(7, 0, None)),
        ([7, 7, 7], LearnedAt(7, 0, None)),
        ([0, 9, 7, 9, 7, 7], LearnedAt(7, 4, 9, True)),  # what was lost again does not count
        ([0, 9, 7, 7], LearnedAt(7, 2, 9, False)),
        ([7, 1, 7], LearnedAt(7, 2, 1, True)),
        ([7, 7, 1], LearnedAt(1, 2, 7)),
    ],
)
def test_by_hand_since_when_the_prediction_is_the_last_one(
    predicted: list[int], found: LearnedAt
) -> None:
    assert learned_at(scores_of(*predicted)) == found
