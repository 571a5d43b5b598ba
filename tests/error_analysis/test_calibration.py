"""Calibration: worked out by hand, and as scikit-learn has it."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as sklearn_log_loss

from camviewer.common.errors import UserError
from camviewer.error_analysis.calibration import (
    brier_score,
    calibrate,
    expected_calibration_error,
    fit_temperature,
    log_loss,
    probabilities,
    reliability,
    scale_temperature,
)
from tests.evaluations import evaluation


def drawn(
    number: int = 600, temperature: float = 1.0, seed: int = 3
) -> tuple[np.ndarray, np.ndarray]:
    """Scores whose softmax, divided by a temperature, tells how often each class is the label."""
    random = np.random.default_rng(seed)
    scores = 2 * random.standard_normal((number, 5))
    shares = np.cumsum(probabilities(scores), axis=1)
    labels = (random.random((number, 1)) > shares).sum(axis=1).clip(max=4)
    return scores * temperature, labels.astype(np.uint8)


def test_that_bins_of_equal_width_are_those_worked_out_by_hand() -> None:
    confidence = np.array([0.1, 0.25, 0.5, 0.75, 1.0])
    correct = np.array([False, True, True, False, True])
    bins = reliability(confidence, correct, number=2)
    assert bins.edges.tolist() == [0, 0.5, 1]
    assert bins.counts.tolist() == [2, 3]
    assert bins.confidence == pytest.approx([0.175, 0.75])
    assert bins.accuracy == pytest.approx([1 / 2, 2 / 3])
    # (2 * |0.5 - 0.175| + 3 * |2 / 3 - 0.75|) / 5
    assert expected_calibration_error(bins) == pytest.approx(0.18)


def test_that_bins_of_equal_mass_share_the_samples_out_evenly() -> None:
    confidence = np.array([0.9, 0.2, 0.4, 0.9, 0.3, 0.9, 0.9])
    bins = reliability(confidence, np.ones(7, np.bool_), number=3, binning="mass")
    assert sorted(bins.counts.tolist()) == [2, 2, 3]
    assert np.all(np.diff(bins.confidence) >= 0)
    assert np.average(bins.confidence, weights=bins.counts) == pytest.approx(confidence.mean())
    few = reliability(confidence[:2], np.ones(2, np.bool_), number=15, binning="mass")
    assert few.counts.tolist() == [1, 1], "no more bins than samples"


def test_that_an_empty_bin_has_no_numbers_and_adds_nothing_to_the_error() -> None:
    bins = reliability(np.array([0.95, 0.95]), np.array([True, True]), number=10)
    assert np.isnan(bins.accuracy[:9]).all()
    assert np.isnan(bins.intervals[:9]).all()
    assert expected_calibration_error(bins) == pytest.approx(0.05)


@pytest.mark.parametrize(("binning", "strategy"), [("width", "uniform"), ("mass", "quantile")])
def test_that_the_diagram_is_scikit_learns(binning: str, strategy: str) -> None:
    scores, labels = drawn(600)
    found = probabilities(scores)
    confidence, correct = found.max(axis=1), found.argmax(axis=1) == labels
    bins = reliability(confidence, correct, 10, binning)
    accuracy, mean = calibration_curve(correct, confidence, n_bins=10, strategy=strategy)
    full = bins.counts > 0
    assert bins.accuracy[full] == pytest.approx(accuracy, abs=1e-6)
    assert bins.confidence[full] == pytest.approx(mean, abs=1e-6)


def test_that_brier_score_and_log_loss_are_scikit_learns() -> None:
    scores, labels = drawn()
    found, classes = probabilities(scores), np.arange(5)
    brier = brier_score_loss(labels, found, labels=classes, scale_by_half=False)
    assert brier_score(found, labels) == pytest.approx(brier, abs=1e-6)
    expected = sklearn_log_loss(labels, found, labels=classes)
    assert log_loss(scores, labels) == pytest.approx(expected, abs=1e-6)


def test_that_brier_score_of_one_sample_is_the_one_worked_out_by_hand() -> None:
    # (0.7 - 1)² + 0.2² + 0.1²
    found = brier_score(np.array([[0.7, 0.2, 0.1]]), np.array([0], np.uint8))
    assert found == pytest.approx(0.14)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_that_the_temperature_that_spoiled_the_scores_is_found(temperature: float) -> None:
    scores, labels = drawn(6000, temperature)
    assert fit_temperature(scores, labels) == pytest.approx(temperature, rel=0.06)


def test_that_a_calibrated_network_is_told_to_be_so_and_one_that_is_too_sure_is_not() -> None:
    scores, labels = drawn(2000)
    fair, sure = calibrate(scores, labels), calibrate(scores * 3, labels)
    assert fair.error < fair.by_chance
    assert fair.interval[0] == 0
    assert sure.error > sure.by_chance
    assert sure.interval[0] > fair.interval[1]


def test_that_the_interval_holds_the_true_error_and_narrows_with_more_samples() -> None:
    scores, labels = drawn(40_000, 2.0)
    true = calibrate(scores, labels).error
    few, more = (calibrate(scores[:number], labels[:number]) for number in (500, 4000))
    for each in (few, more):
        assert each.interval[0] <= true <= each.interval[1]
        assert each.interval[0] <= each.error <= each.interval[1]
    assert np.diff(more.interval) < np.diff(few.interval)


def test_that_the_same_seed_gives_the_same_interval() -> None:
    scores, labels = drawn(300, 2.0)
    assert calibrate(scores, labels).interval == calibrate(scores, labels).interval
    assert calibrate(scores, labels).interval != calibrate(scores, labels, seed=1).interval


def test_that_a_temperature_is_reported_on_other_samples_than_it_was_fitted_to() -> None:
    scores, labels = drawn(1001, 3.0)
    spoiled = scores.copy()
    spoiled[1::2] = -spoiled[1::2]  # what is at odd places cannot have been fitted to
    without_head = {"weights": None, "bias": None}
    one, other = (
        scale_temperature(
            evaluation(labels.tolist(), labels.tolist(), scores=np.float32(each), **without_head)
        )
        for each in (scores, spoiled)
    )
    assert one.temperature == other.temperature == pytest.approx(3, rel=0.2)
    assert one.before.number == 500
    assert one.after.error < one.before.error
    assert one.after.log_loss < one.before.log_loss
    assert other.before.error != one.before.error


def test_that_one_sample_is_not_enough_for_a_temperature() -> None:
    with pytest.raises(UserError, match=r"Evaluate a split with more"):
        scale_temperature(evaluation([1], [1]))


def test_that_a_class_alone_and_mistakes_alone_have_figures_too() -> None:
    scores = np.tile(np.array([[2.0, 0.0]]), (4, 1))
    right = calibrate(scores, np.zeros(4, np.uint8))
    wrong = calibrate(scores, np.ones(4, np.uint8))
    probability = 1 / (1 + np.exp(-2))
    assert right.error == pytest.approx(1 - probability)
    assert wrong.error == pytest.approx(probability)
    assert 0 <= wrong.interval[0] <= wrong.interval[1] <= 1
