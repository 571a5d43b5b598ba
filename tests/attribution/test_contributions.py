"""Contributions and the score breakdown, against numbers worked out by hand, and as properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from camviewer.attribution.contributions import (
    ORDERS,
    Contributions,
    contribution_numbers,
    of_class,
    ordered,
)
from camviewer.attribution.score_breakdown import score_breakdown
from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction
from tests.predictions import linear_prediction

# Three channels on a grid of 1 by 2 cells, two classes.
FEATURES = np.array([[[2, 1, 0], [0, 3, 4]]], np.float32)  # F = 1, 2, 2
WEIGHTS = np.array([[5, 1], [-1, 2], [0.5, -2]], np.float32)
BIAS = np.array([0.25, -1], np.float32)


def prediction_of(features: Array, weights: Array, bias: Array) -> Prediction:
    logits = features.mean(axis=(0, 1)) @ weights + bias
    image = np.zeros((28, 28), np.float32)
    return linear_prediction(image, features.copy(), weights.copy(), bias.copy(), logits, "by hand")


BY_HAND = prediction_of(FEATURES, WEIGHTS, BIAS)


def parts(class_index: int = 0, against: int | None = None, by: str = "index") -> Contributions:
    numbers = contribution_numbers(BY_HAND, class_index, against)
    return Contributions(BY_HAND, class_index, against, ordered(numbers, by))


def test_that_numbers_are_weight_times_pooled() -> None:
    assert parts(0).numbers.tolist() == [5, -2, 1]
    assert parts(1).numbers.tolist() == [1, 4, -4]
    assert parts(0, 1).numbers.tolist() == [4, -6, 5]


def test_that_maps_are_weight_times_feature() -> None:
    assert parts(0).maps.tolist() == [[[10, 0]], [[-1, -3]], [[0, 2]]]
    assert parts(0, 1).maps.tolist() == [[[8, 0]], [[-3, -9]], [[0, 10]]]


@pytest.mark.parametrize(
    ("by", "order"), [("contribution", [0, 2, 1]), ("index", [0, 1, 2]), ("magnitude", [0, 1, 2])]
)
def test_that_channels_are_ordered(by: str, order: list[int]) -> None:
    assert parts(0, by=by).order.tolist() == order


def test_that_equal_contributions_are_ordered_by_index() -> None:
    numbers = np.array([1, -1, 1, -1], np.float32)
    assert ordered(numbers, "contribution").tolist() == [0, 2, 1, 3]
    assert ordered(numbers, "magnitude").tolist() == [0, 1, 2, 3]


def test_that_an_unknown_order_is_refused() -> None:
    with pytest.raises(KeyError):
        ordered(np.zeros(3, np.float32), "size")


def test_that_the_running_sum_grows_in_order_into_the_map() -> None:
    found = parts(0, by="contribution")
    assert found.total.tolist() == [[9, -1]]
    assert found.sums.tolist() == [[[10, 0]], [[10, 2]], [[9, -1]]]
    assert found.errors.tolist() == [1, 3, 0]
    assert [found.place(channel) for channel in (0, 1, 2)] == [0, 2, 1]


def test_that_a_cell_ranks_the_channels_that_put_it_there() -> None:
    found = parts(0)
    assert found.at(0, 1).tolist() == [0, -3, 2]
    assert found.ranked_at(0, 1).tolist() == [1, 2]  # channel 0 put nothing there
    assert found.ranked_at(0, 0).tolist() == [0, 1]


def test_that_the_score_breakdown_adds_up_by_hand() -> None:
    found = score_breakdown(parts(0, by="contribution"))
    assert found.bias == 0.25
    assert found.channels.tolist() == [0, 2, 1]
    assert found.terms.tolist() == [5, 1, -2]
    assert found.totals.tolist() == [0.25, 5.25, 6.25, 4.25]
    assert (found.by_terms, found.by_map, found.score) == (4.25, 4.25, 4.25)
    assert found.disagreement == 0


def test_that_the_score_breakdown_of_two_classes_is_the_difference() -> None:
    found = score_breakdown(parts(0, 1))
    assert found.bias == 1.25
    assert found.totals.tolist() == [1.25, 5.25, -0.75, 4.25]
    assert (found.by_terms, found.by_map, found.score) == (4.25, 4.25, 4.25)


def test_that_the_score_breakdown_tells_when_the_network_says_something_else() -> None:
    logits = BY_HAND.logits + np.array([0.5, 0], np.float32)
    other = linear_prediction(
        BY_HAND.image, BY_HAND.features, BY_HAND.weights, BY_HAND.bias, logits, "other"
    )
    assert score_breakdown(Contributions(other, 0, None, parts(0).order)).disagreement == 0.5


def test_that_values_of_a_class_may_be_compared_with_another() -> None:
    assert of_class(WEIGHTS, 1).tolist() == [1, 2, -2]
    assert of_class(WEIGHTS, 1, 0).tolist() == [-4, 3, -2.5]


numbers = st.floats(-10, 10, width=32)


@given(
    features=arrays(np.float32, (3, 2, 5), elements=st.floats(0, 10, width=32)),
    weights=arrays(np.float32, (5, 4), elements=numbers),
    bias=arrays(np.float32, (4,), elements=numbers),
    by=st.sampled_from(ORDERS),
    against=st.sampled_from([None, 0, 3]),
)
def test_that_every_order_ends_in_the_map_and_the_score(
    features: Array, weights: Array, bias: Array, by: str, against: int | None
) -> None:
    one = prediction_of(features, weights, bias)
    order = ordered(contribution_numbers(one, 2, against), by)
    assert sorted(order.tolist()) == list(range(5))
    found = Contributions(one, 2, against, order)
    assert found.sums[-1] == pytest.approx(found.total, abs=1e-3)
    assert score_breakdown(found).disagreement <= 1e-3
    if by == "magnitude":
        sizes = np.abs(found.numbers[order])
        assert (np.diff(sizes) <= 0).all()
