"""The numbers of a work sheet, worked out by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from camviewer.app import first_sample
from camviewer.export.work_sheet import TERMS, Term, work_sheet
from camviewer.inference.prediction import Prediction
from tests.predictions import linear_prediction


def small() -> Prediction:
    """Eight channels of 1 × 2 cells; only the first cell has something in all of them."""
    features = np.zeros((1, 2, 8), np.float32)
    features[0, 0] = [1, 2, 3, 0.5, 0.25, 4, 1, 1.0006]
    weights = np.zeros((8, 2), np.float32)
    weights[:, 1] = [1, -2, 0.5, 1, 2, 0.25, 0.125, 0.1]
    bias = np.array([0, -1.5], np.float32)
    logits = features.mean(axis=(0, 1)) @ weights + bias
    return linear_prediction(
        np.zeros((28, 28), np.float32), features, weights, bias, logits, "small"
    )


def test_that_the_cell_is_the_sum_of_its_terms_and_the_rest() -> None:
    sheet = work_sheet(small(), 1, (0, 0))
    # products: 1, −4, 1.5, 0.5, 0.5, 1, 0.125, 0.10006; equal ones in the order of channels
    assert sheet.terms == (
        Term(1, 2.0, -2.0, -4.0),
        Term(2, 3.0, 0.5, 1.5),
        Term(0, 1.0, 1.0, 1.0),
        Term(5, 4.0, 0.25, 1.0),
        Term(3, 0.5, 1.0, 0.5),
        Term(4, 0.25, 2.0, 0.5),
    )
    assert (sheet.others, sheet.rest) == (2, 0.225)  # 0.125 + 0.100
    assert sheet.cell == 0.725  # 0.5 + 0.22506, rounded
    # The other cell is 0: the mean is half of 0.72506, and −1.5 is the bias.
    assert (sheet.mean, sheet.bias, sheet.score) == (0.363, -1.5, -1.137)
    assert sheet.computed == pytest.approx(-1.13747, abs=1e-5)


def test_that_without_a_cell_the_strongest_is_taken() -> None:
    sheet = work_sheet(small(), 1)
    assert (sheet.row, sheet.column, sheet.grid) == (0, 0, (1, 2))
    assert work_sheet(small(), 0).cell == 0


@pytest.mark.parametrize("model", ["lecture", "compact"])
@pytest.mark.parametrize("class_index", range(10))
def test_that_a_real_sheet_adds_up_in_thousandths(model: str, class_index: int) -> None:
    prediction = first_sample.prediction_by(model)
    sheet = work_sheet(prediction, class_index)
    assert sheet.cell == round(float(prediction.maps[class_index].max()), 3)
    assert len(sheet.terms) == TERMS

    def thousandths(value: float) -> int:
        assert round(value, 3) == value
        return round(value * 1000)

    products = [thousandths(term.product) for term in sheet.terms]
    assert sum(products) + thousandths(sheet.rest) == thousandths(sheet.cell)
    assert thousandths(sheet.bias) + thousandths(sheet.mean) == thousandths(sheet.score)
    for term in sheet.terms:
        assert term.product == pytest.approx(term.feature * term.weight, abs=0.0005001)
    assert sheet.score == pytest.approx(sheet.computed, abs=0.0012)
    sizes = [abs(term.product) for term in sheet.terms]
    assert all(one >= other - 0.2 for one, other in pairwise(sizes))


@pytest.mark.parametrize(("weight", "product"), [(0.123, 0.185), (-0.123, -0.185)])
def test_that_what_is_between_two_thousandths_is_rounded_as_a_person_does(
    weight: float, product: float
) -> None:
    features = np.full((1, 1, 1), 1.5, np.float32)
    weights = np.array([[weight]], np.float32)
    zero = np.zeros(1, np.float32)
    prediction = linear_prediction(
        np.zeros((28, 28), np.float32), features, weights, zero, zero, "one"
    )
    sheet = work_sheet(prediction, 0)
    assert sheet.terms == (Term(0, 1.5, weight, product),)  # 1.5 × 0.123 = 0.1845
    assert sheet.others == 0
