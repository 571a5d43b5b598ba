"""Numbers as a person reads them."""

from __future__ import annotations

import pytest

from camviewer.gui.widgets.number_format import number, percent, percents, three_digits
from camviewer.rendering.symbols import subscript


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[(1.234, "+1.23"), (-1.236, "−1.24"), (-12345.0, "−12345.00"), (0.006, "+0.01")],
        *[(0.0, "0.00"), (-0.0, "0.00"), (0.004, "0.00"), (-0.004, "0.00")],
    ],
)
def test_that_a_signed_number_has_a_real_minus_and_zero_has_no_sign(
    value: float, text: str
) -> None:
    assert number(value, signed=True) == text


def test_that_an_unsigned_number_has_a_sign_only_below_zero() -> None:
    assert (number(2.0, decimals=1), number(-2.0, decimals=1)) == ("2.0", "−2.0")
    assert number(-0.04, decimals=1) == "0.0"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[(0.0, "0"), (1.0, "1.00"), (-1.0, "−1.00"), (12.345, "12.3"), (0.012345, "0.0123")],
        *[(99.95, "100"), (100.0, "100"), (-1234.5, "−1234"), (7.0001, "7.00")],
    ],
)
def test_that_an_axis_shows_three_digits_that_count(value: float, text: str) -> None:
    assert three_digits(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        *[(0.5, "50.0%"), (0.1234, "12.3%"), (0.001, "0.1%"), (0.999, "99.9%")],
        *[(0.0, "< 0.1%"), (1e-9, "< 0.1%"), (0.0009, "< 0.1%")],
        *[(0.9991, "> 99.9%"), (0.99999999, "> 99.9%"), (1.0, "> 99.9%")],
    ],
)
def test_that_a_share_is_never_rounded_to_a_certainty(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("share", "texts"),
    [
        (1.0, ("> 99.9%", ">99.9%", ">99%")),
        (0.0, ("< 0.1%", "<0.1%", "<1%")),
        (0.3725, ("37.2%", "37.2%", "37%")),
        (0.99, ("99.0%", "99.0%", "99%")),
    ],
)
def test_that_a_share_in_fewer_letters_is_still_true(share: float, texts: tuple[str, ...]) -> None:
    assert percents(share) == texts


def test_that_a_class_goes_below_the_line() -> None:
    assert subscript("0123456789") == "₀₁₂₃₄₅₆₇₈₉"
