"""What every corruption keeps to."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.arrays import Array
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.corruptions.corruption import Corruption
from camviewer.data.dataset import to_sample
from camviewer.data.sources.builtin import WrittenSplit

GREY = to_sample(WrittenSplit("test", 4).image(3))
COLOURED = np.stack([GREY, GREY[::-1], GREY.T], axis=-1)

every = pytest.mark.parametrize("corruption", CORRUPTIONS.values(), ids=list(CORRUPTIONS))


@every
def test_that_its_grid_rises_and_holds_nothing_and_the_usual_strength(
    corruption: Corruption,
) -> None:
    assert list(corruption.strengths) == sorted(set(corruption.strengths))
    assert 0 in corruption.strengths
    assert corruption.strengths[0] <= corruption.usual <= corruption.strengths[-1]


@every
@pytest.mark.parametrize("sample", [GREY, COLOURED, GREY[:9, :20]], ids=["grey", "colour", "small"])
def test_that_a_sample_stays_one_and_at_0_stays_as_it_is(
    corruption: Corruption, sample: Array
) -> None:
    before = sample.copy()
    assert np.array_equal(corruption.of(sample, 0, 1, 2), sample)
    for strength in corruption.strengths:
        found = corruption.of(sample, strength, 1, 2)
        assert found.shape == sample.shape
        assert found.dtype == np.float32
        assert found.min() >= 0
        assert found.max() <= 1
    assert np.array_equal(sample, before), "what is corrupted is a copy"


@every
def test_that_it_changes_a_digit_steadily(corruption: Corruption) -> None:
    """Half as strong it is nearer to the sample: nothing is drawn anew at every strength."""
    far, near, nearest = (
        np.abs(corruption.of(GREY, share * corruption.usual, 5, 7) - GREY).mean()
        for share in (1, 0.5, 0.02)
    )
    assert far > near > 0
    assert nearest < 0.5 * far


@every
def test_that_it_is_the_same_for_the_same_seed_and_sample(corruption: Corruption) -> None:
    one, same = (corruption.of(GREY, corruption.usual, 5, 7) for _ in range(2))
    assert np.array_equal(one, same)


@every
def test_that_a_blank_picture_can_be_corrupted(corruption: Corruption) -> None:
    for ground in (0, 1):
        blank = np.full((28, 28), ground, np.float32)
        assert np.isfinite(corruption.of(blank, corruption.usual, 0, 0)).all()


def test_that_the_fifteen_of_mnist_c_are_there() -> None:
    assert sum(each.in_mnist_c for each in CORRUPTIONS.values()) == 15
