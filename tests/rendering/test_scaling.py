"""Scales: what is shown of a map, between which limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from camviewer.common.errors import UserError
from camviewer.rendering.scales import SCALES
from camviewer.rendering.scaling import position

RAW = np.array([[[1, -2]], [[0.5, 3]]], np.float32)
RESIZED = np.array([[[1.5, -4, 0]], [[0.5, 3.5, 1]]], np.float32)


def test_that_the_signed_scale_is_the_default() -> None:
    assert list(SCALES) == ["signed", "lecture", "positive"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("signed", [[[1, -2]], [[0.5, 3]]]),
        ("lecture", [[[1, 2]], [[0.5, 3]]]),
        ("positive", [[[1, 0]], [[0.5, 3]]]),
    ],
)
def test_that_transforms_are_plain_magnitude_and_positive_part(
    name: str, expected: list[object]
) -> None:
    transformed = SCALES.named(name).transform(RAW)
    assert transformed.tolist() == expected
    assert transformed.dtype == np.float32


def test_that_signed_limits_are_shared_and_have_zero_in_the_middle() -> None:
    assert SCALES.named("signed").limits(RAW, RESIZED) == ((-4, 4), (-4, 4))


def test_that_positive_limits_are_shared_and_begin_at_zero() -> None:
    assert SCALES.named("positive").limits(RAW, RESIZED) == ((0, 3.5), (0, 3.5))


def test_that_lecture_limits_are_each_class_own() -> None:
    assert SCALES.named("lecture").limits(RAW, RESIZED) == ((-4, 1.5), (0.5, 3.5))


def test_that_position_runs_from_zero_to_one_and_is_cut_off_beyond() -> None:
    values = np.array([-3, -2, -1, 0, 2, 5], np.float32)
    assert position(values, (-2, 2)).tolist() == [0, 0, 0.25, 0.5, 1, 1]


def test_that_position_between_equal_limits_is_the_middle() -> None:
    assert position(np.array([-1, 0, 7], np.float32), (0, 0)).tolist() == [0.5, 0.5, 0.5]


def test_that_values_far_beyond_narrow_limits_are_cut_off() -> None:
    values = np.array([-1e38, 0, 1e-40, 1e38], np.float32)
    assert position(values, (0, 1e-40)).tolist() == [0, 0, 1, 1]
    assert position(values, (0, 1e-300)).tolist() == [0.5] * 4


FLOATS = st.floats(-1000, 1000, width=32)


@settings(max_examples=50)
@given(arrays.arrays(np.float32, 12, elements=FLOATS), FLOATS, FLOATS)
def test_that_position_is_in_the_unit_interval_and_keeps_the_order(
    values: np.ndarray, one: float, other: float
) -> None:
    places = position(np.sort(values), (min(one, other), max(one, other)))
    assert ((places >= 0) & (places <= 1)).all()
    assert (np.diff(places) >= 0).all()


def test_that_an_unknown_scale_is_named_with_the_known_ones() -> None:
    with pytest.raises(
        UserError, match=r"'sigend' is not known; choose one of signed, lecture, positive"
    ):
        SCALES.named("sigend")
