"""Suspected label errors: numbers worked out by hand, and cleanlab's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camviewer.error_analysis.calibration import probabilities
from camviewer.error_analysis.label_issues import (
    Probabilities,
    confident_classes,
    confident_joint,
    find_label_issues,
    label_quality,
    thresholds,
)

LABELS = np.array([0, 0, 0, 1, 1, 2], np.uint8)
FOUND = np.array(
    [
        [0.9, 0.1, 0.0],
        [0.8, 0.1, 0.1],
        [0.1, 0.8, 0.1],  # labelled 0, surely 1
        [0.2, 0.7, 0.1],
        [0.5, 0.5, 0.0],
        [0.3, 0.3, 0.4],
    ]
)


def test_that_the_numbers_are_those_worked_out_by_hand() -> None:
    # Means of each label's own probabilities: 1.8 / 3, 1.2 / 2, 0.4 / 1.
    assert thresholds(LABELS, FOUND) == pytest.approx([0.6, 0.6, 0.4])
    assert confident_classes(LABELS, FOUND).tolist() == [0, 0, 1, 1, -1, 2]
    assert confident_joint(LABELS, FOUND).tolist() == [[2, 1, 0], [0, 1, 0], [0, 0, 1]]
    assert label_quality(LABELS, FOUND) == pytest.approx(
        [9 / 10, 8 / 9, 1 / 9, 7 / 9, 1 / 2, 4 / 7]
    )
    issues = find_label_issues(LABELS, FOUND)
    assert issues.queue.tolist() == [2]
    assert issues.suggested[[0, 2, 3]].tolist() == [1, 1, 0]


def test_that_labels_of_one_class_only_are_judged_by_what_is_most_probable() -> None:
    labels = np.zeros(6, np.uint8)
    issues = find_label_issues(labels, FOUND)
    assert issues.queue.tolist() == [2, 3, 5]


def test_that_no_samples_have_no_suspects() -> None:
    issues = find_label_issues(LABELS[:0], FOUND[:0])
    assert len(issues.queue) == len(issues.quality) == 0


@pytest.mark.parametrize(
    ("labels", "found"),
    [(LABELS[:5], FOUND), (LABELS, FOUND * 2), (LABELS, FOUND[:, :1]), (LABELS, FOUND * np.nan)],
)
def test_that_what_is_no_distribution_is_refused(labels: object, found: Probabilities) -> None:
    with pytest.raises(ValueError, match="probabilities"):
        find_label_issues(np.asarray(labels, np.uint8), found)


def test_that_a_label_that_is_not_the_most_probable_is_suspected() -> None:
    found = np.array([[0.55, 0.45], [0.99, 0.01], [0.02, 0.98]])
    # 0.45 is far from the 0.7 that is usual for class 1, and yet class 0 is more probable.
    issues = find_label_issues(np.array([1, 0, 1], np.uint8), found)
    assert issues.queue.tolist() == [0]
    assert issues.suggested.tolist() == [0, 1, 0]


def drawn(seed: int, number: int = 200, classes: int = 5) -> tuple[np.ndarray, Probabilities]:
    random = np.random.default_rng(seed)
    truth = random.integers(classes, size=number)
    labels = np.where(random.random(number) < 0.1, random.integers(classes, size=number), truth)
    labels[:classes] = np.arange(classes)  # each is there
    scores = random.standard_normal((number, classes)) + 4 * np.eye(classes)[truth]
    return labels.astype(np.uint8), probabilities(scores)


@given(st.integers(0, 1000))
def test_that_the_order_of_samples_does_not_matter(seed: int) -> None:
    labels, found = drawn(seed, 40)
    order = np.random.default_rng(seed).permutation(40)
    usual, other = find_label_issues(labels, found), find_label_issues(labels[order], found[order])
    assert sorted(order[other.queue].tolist()) == sorted(usual.queue.tolist())
    assert np.allclose(other.quality, usual.quality[order])


@pytest.mark.parametrize("seed", range(3))
def test_that_cleanlab_finds_the_same(seed: int) -> None:
    pytest.importorskip("cleanlab", reason="cleanlab is not installed: nothing to compare with")
    from cleanlab.count import compute_confident_joint, get_confident_thresholds
    from cleanlab.filter import find_predicted_neq_given

    labels, found = drawn(seed)
    joint, suspected = compute_confident_joint(
        labels, found, calibrate=False, return_indices_of_off_diagonals=True
    )
    issues = find_label_issues(labels, found)
    assert len(suspected) > 5
    assert np.allclose(get_confident_thresholds(labels, found), thresholds(labels, found))
    assert np.array_equal(joint, confident_joint(labels, found))
    misread = np.flatnonzero(find_predicted_neq_given(labels, found)).tolist()
    assert sorted(issues.queue.tolist()) == sorted({*suspected, *misread})
