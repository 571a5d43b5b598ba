"""What a case and a trial promise to every measure."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust.trial import BATCH, Case, Trial
from camviewer.common.arrays import Array
from tests.attribution.trust.linear_cases import linear, linear_case

SAMPLE = np.array([[0, 0.5], [1, 0]], np.float32)
WEIGHTS = np.array([[7, 2], [1, 7]], np.float32)


def test_that_scores_and_probabilities_are_of_the_class() -> None:
    case = linear_case(WEIGHTS, SAMPLE, bias=0.5)
    assert (case.score, case.blank_score) == (2.5, 0.5)
    assert case.probabilities(SAMPLE[None]).tolist() == pytest.approx([1 / (1 + np.exp(-2.5))])
    other = Case(case.predict, SAMPLE, 1)
    assert other.probabilities(SAMPLE[None]).tolist() == pytest.approx([1 / (1 + np.exp(2.5))])


def test_that_what_is_nearly_certain_is_not_certain() -> None:
    case = linear_case(WEIGHTS, SAMPLE, bias=28)
    assert 0 < 1 - case.probabilities(SAMPLE[None])[0] < 1e-12


def test_that_ink_is_what_differs_from_the_baseline() -> None:
    assert linear_case(WEIGHTS, SAMPLE).ink.tolist() == [[False, True], [True, False]]
    grey = Case(linear(WEIGHTS), SAMPLE, 0, baseline=0.5)
    assert grey.ink.tolist() == [[True, False], [True, True]]
    assert grey.blank_score == 0.5 * (7 + 2 + 1 + 7)
    coloured = Case(linear(WEIGHTS[..., None]), np.stack([SAMPLE, 0 * SAMPLE], axis=-1), 0)
    assert coloured.ink.tolist() == [[False, True], [True, False]]


def test_that_no_batch_is_larger_than_the_largest() -> None:
    sizes = []

    def predict(samples: Array) -> Array:
        sizes.append(len(samples))
        return linear(WEIGHTS)(samples)

    samples = np.linspace(0, 1, 4 * (2 * BATCH + 3), dtype=np.float32).reshape(-1, 2, 2)
    scores = Case(predict, SAMPLE, 0).scores(samples)
    assert sizes == [BATCH, BATCH, 3]
    assert scores == pytest.approx(linear(WEIGHTS)(samples)[:, 0])


def test_that_what_is_made_once_is_made_once() -> None:
    case, calls = linear_case(WEIGHTS, SAMPLE), iter(range(2))
    assert [case.once("a", lambda: next(calls)) for _ in range(3)] == [0, 0, 0]
    assert case.once("b", lambda: next(calls)) == 1


@pytest.mark.parametrize("values", [np.zeros((2, 3)), np.array([[np.nan, 0], [0, 0]])])
def test_that_a_map_has_the_samples_size_and_finite_values(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match="expected a map"):
        Trial(linear_case(WEIGHTS, SAMPLE), values.astype(np.float32))


def test_that_a_sample_is_one_sample() -> None:
    with pytest.raises(ValueError, match="found"):
        linear_case(WEIGHTS, np.zeros(4, np.float32))
