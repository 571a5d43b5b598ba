"""Facts of the lesson's first half against numbers worked out by hand."""

from __future__ import annotations

from tests.lesson.facts import lecture_halves, letters
from tests.lesson.facts.formats import count, percent


def test_that_the_halves_are_all_there_is() -> None:
    assert lecture_halves.halves() == (320 + 18_496, 650)
    assert lecture_halves.extractor_share() == percent(18_816 / 19_466) == "96.7%"


def test_what_a_dense_layer_in_place_of_the_first_convolution_would_need() -> None:
    numbers = 28 * 28 * 32
    assert lecture_halves.parameters_if_dense() == count(28 * 28 * numbers + numbers)


def test_that_a_first_filter_sees_its_own_size() -> None:
    assert (lecture_halves.first_field(), lecture_halves.filters()) == ("3 × 3", "32")


def test_that_letters_are_read_as_digits() -> None:
    for letter in letters.LETTERS:
        assert letters.answer(letter)["class"] in "0123456789"
