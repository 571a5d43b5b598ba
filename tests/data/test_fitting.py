"""Samples of one size and colour for a network of another."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.fitting import Fitting, fitted
from camviewer.data.spec import ImageSpec

GREY = ImageSpec(28, 28)


def test_that_a_sample_of_the_right_kind_is_left_as_it_is() -> None:
    sample = np.random.default_rng(0).random((28, 28), np.float32)
    found = fitted(sample, GREY)
    assert found.sample is sample
    assert not found.fitting.is_needed
    assert found.fitting.in_words() == found.fitting.sentence("m") == ""


def test_that_few_missing_pixels_are_ground_on_all_sides() -> None:
    sample = np.zeros((28, 28), np.float32)
    sample[3:25, 3:25] = np.random.default_rng(0).random((22, 22), np.float32)
    found = fitted(sample, ImageSpec(32, 33))  # one column more is behind it
    assert found.fitting.sentence("lenet32") == "28×28 digits padded to 32×33 for lenet32"
    assert found.sample[2:30, 2:30] == pytest.approx(sample)
    assert found.sample.sum() == pytest.approx(sample.sum())


@pytest.mark.parametrize(("side", "is_padded"), [(33, True), (34, False), (27, False)])
def test_that_a_sixth_of_a_side_is_padded_at_most(side: int, is_padded: bool) -> None:
    fitting = Fitting(GREY, ImageSpec(side, side))
    assert fitting.is_padded_only == is_padded  # 5 of 33 are missing, 6 of 34
    assert fitting.inner == ((28, 28) if is_padded else (side, side))


def test_that_the_ground_is_the_border_s() -> None:
    dark = np.ones((2, 28, 28), np.float32)
    dark[:, 10:20, 10:20] = 0
    dark[1] *= 0.5
    padded = Fitting(GREY, ImageSpec(30, 30)).of(dark)
    assert padded[:, 0, 0].tolist() == [1, 0.5]


def test_that_a_larger_sample_becomes_smaller_by_the_mean_of_what_a_pixel_covers() -> None:
    sample = np.random.default_rng(0).random((56, 56), np.float32)
    found = fitted(sample, GREY)
    assert found.fitting.in_words() == "resized to 28×28"
    assert found.sample == pytest.approx(sample.reshape(28, 2, 28, 2).mean(axis=(1, 3)), abs=1e-6)


def test_that_nothing_is_cut_off_and_the_shape_is_kept() -> None:
    sample = np.zeros((20, 40), np.float32)
    sample[4:16, 4:36] = 1
    found = fitted(sample, GREY)
    assert found.fitting.in_words() == "resized to 14×28, padded to 28×28"
    rows, columns = np.nonzero(found.sample > 0.5)
    assert np.ptp(columns) / np.ptp(rows) == pytest.approx(32 / 12, rel=0.25)
    assert rows.min() >= 7
    assert rows.max() < 21


def test_that_what_becomes_larger_stays_in_range() -> None:
    sample = np.zeros((8, 8), np.float32)
    sample[2:6, 2:6] = 1  # cubic interpolation overshoots at its edges
    found = fitted(sample, GREY).sample
    assert found.shape == (28, 28)
    assert found.min() == 0
    assert found.max() == 1


def test_that_grey_is_repeated_and_colours_are_averaged() -> None:
    grey = np.random.default_rng(0).random((28, 28), np.float32)
    coloured = fitted(grey, ImageSpec(28, 28, 3))
    assert coloured.sample.shape == (28, 28, 3)
    assert all(np.array_equal(coloured.sample[..., each], grey) for each in range(3))
    assert coloured.fitting.in_words() == "repeated in three colours"
    colours = np.random.default_rng(1).random((28, 28, 3), np.float32)
    back = fitted(colours, GREY)
    assert back.sample == pytest.approx(colours.mean(axis=-1), abs=1e-6)
    assert back.fitting.in_words() == "converted to grey"


def test_that_stored_pictures_stay_stored_pictures() -> None:
    images = np.random.default_rng(0).integers(0, 256, (3, 28, 28)).astype(np.uint8)
    padded = Fitting(GREY, ImageSpec(32, 32)).of_images(images)
    assert padded.dtype == np.uint8
    assert np.array_equal(padded[:, 2:30, 2:30], images)
