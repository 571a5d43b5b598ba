"""One contract for every measure found, those of other packages too."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.trust import MEASURES
from camviewer.attribution.trust.table import csv_lines, rows
from camviewer.attribution.trust.trial import Case, Trial
from camviewer.common.arrays import Array
from tests.attribution.trust.linear_cases import linear, random_case

WEIGHTS = np.random.default_rng(4).standard_normal((8, 8)).astype(np.float32)


def explain(sample: Array) -> Array:
    return sample * WEIGHTS


def explain_randomised(sample: Array) -> Array:
    return sample * WEIGHTS[::-1]


def whole(sample: Array) -> Trial:
    """A trial of a complete method that has everything to offer."""
    values = explain(sample)
    return Trial(
        Case(linear(WEIGHTS), sample, 0),
        values,
        total=float(values.sum()),
        explain=explain,
        explain_randomised=explain_randomised,
    )


def test_that_the_measures_are_found_by_folder() -> None:
    assert set(MEASURES) >= {
        "average-drop",
        "average-increase",
        "completeness",
        "deletion-insertion",
        "occlusion-correlation",
        "sanity-check",
        "shift-stability",
    }


@pytest.mark.parametrize("name", MEASURES)
def test_that_a_measure_says_what_it_is(name: str) -> None:
    found = MEASURES[name]
    assert found.name == name
    assert found.title
    assert found.about.endswith(".")


@pytest.mark.parametrize("name", MEASURES)
def test_that_a_figure_is_finite_and_the_same_again(name: str) -> None:
    measure, trial = MEASURES[name].measure, whole(random_case().sample)
    sample, values = trial.case.sample.copy(), trial.map.copy()
    first = measure(trial)
    assert first is not None
    assert np.isfinite(first)
    assert measure(trial) == measure(whole(sample)) == first
    assert np.array_equal(trial.case.sample, sample)
    assert np.array_equal(trial.map, values)


@pytest.mark.parametrize("name", MEASURES)
def test_that_an_empty_sample_and_a_bare_map_are_nothing_to_fail_of(name: str) -> None:
    measure = MEASURES[name].measure
    for trial in (
        whole(np.zeros((8, 8), np.float32)),
        Trial(random_case(), np.zeros((8, 8), np.float32)),
        Trial(random_case((8, 8, 3)), np.ones((8, 8), np.float32)),
    ):
        figure = measure(trial)
        assert figure is None or np.isfinite(figure)


def test_that_a_table_of_methods_and_measures_is_one_loop() -> None:
    case = random_case()
    weights = case.predict(np.eye(64, dtype=np.float32).reshape(64, 8, 8))[:, 0].reshape(8, 8)
    maps = {"right": case.sample * weights, "wrong": -case.sample * weights}
    values = {
        (method, name): [measure.measure(Trial(case, values))]
        for method, values in maps.items()
        for name, measure in MEASURES.items()
    }
    better = {name: measure.larger_is_better for name, measure in MEASURES.items()}
    best = {row.measure: row.method for row in reversed(rows(values, better)) if row.estimate}
    assert best["deletion-insertion"] == best["occlusion-correlation"] == "right"
    assert best["average-drop"] == "right"
    assert len(csv_lines(rows(values, better))) == 1 + len(maps) * len(MEASURES)
