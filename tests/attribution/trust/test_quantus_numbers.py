"""The measures come to what another implementation comes to, where it has them."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from camviewer.attribution.trust.completeness import completeness_error
from camviewer.attribution.trust.deletion_insertion import map_curves
from camviewer.attribution.trust.occlusion_correlation import correlation
from camviewer.attribution.trust.similarity import pearson, spearman, ssim
from camviewer.attribution.trust.trial import Case
from camviewer.common.arrays import Array
from tests.attribution.trust.quantus_numbers import (
    CLASS,
    FILE,
    MAP,
    OTHER_MAP,
    SAMPLE,
    SIZE,
    STEP,
    predict,
)

THEIRS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["numbers"]


def predict_single(samples: Array) -> Array:
    return predict(samples).astype(np.float32)


CASE = Case(predict_single, SAMPLE, CLASS)


def equal(expected: object) -> Any:
    return pytest.approx(expected, rel=1e-5, abs=1e-7)


def test_that_the_curves_are_theirs() -> None:
    ours = map_curves(CASE, MAP, steps=SIZE**2 // STEP)
    assert ours.deletion.probabilities[1:].tolist() == equal(THEIRS["deletion"])
    reverse = ours.insertion.probabilities[::-1]
    assert reverse[1:].tolist() == equal(THEIRS["deletion in reverse"])


def test_that_the_correlation_with_occlusion_is_theirs() -> None:
    assert correlation(CASE, MAP, 1) == equal(THEIRS["occlusion of pixels"])


def test_that_the_difference_that_a_map_has_to_make_up_is_theirs() -> None:
    difference = THEIRS["difference of scores"]
    assert completeness_error(CASE, 0.0).absolute == equal(abs(difference))
    assert completeness_error(CASE, difference).relative == pytest.approx(0, abs=1e-5)


def test_that_the_similarities_are_theirs() -> None:
    assert spearman(MAP, OTHER_MAP) == equal(THEIRS["spearman"])
    assert pearson(MAP, OTHER_MAP) == equal(THEIRS["pearson"])
    assert ssim(MAP, OTHER_MAP) == equal(THEIRS["ssim"])
