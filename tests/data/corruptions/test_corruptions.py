"""What single corruptions do, where that can be told in numbers."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.data.corruptions import CORRUPTIONS

DOT = np.zeros((28, 28), np.float32)
DOT[8:11, 18:21] = 1
"""Ink to the right of the middle and above it."""


def corrupted(name: str, strength: float, sample: Array = DOT, index: int = 0) -> Array:
    return CORRUPTIONS[name].of(sample, strength, 0, index)


def centre(sample: Array) -> tuple[float, float]:
    """(x, y) of the ink, from the middle of the sample."""
    y, x = np.mgrid[:28, :28] - 13.5
    return float((x * sample).sum() / sample.sum()), float((y * sample).sum() / sample.sum())


def test_that_a_turn_is_counterclockwise() -> None:
    assert centre(DOT) == pytest.approx((5.5, -4.5))
    assert centre(corrupted("rotation", 90)) == pytest.approx((-4.5, -5.5), abs=1e-3)
    assert np.allclose(corrupted("rotation", 90), np.rot90(DOT), atol=1e-3)


def test_that_a_shift_is_as_long_as_it_says_in_another_direction_for_each_sample() -> None:
    found = {centre(corrupted("shift", 4, index=index)) for index in range(5)}
    assert len(found) == 5
    for x, y in found:
        assert np.hypot(x - 5.5, y + 4.5) == pytest.approx(4, abs=0.05)


def test_that_scale_and_slant_move_what_is_away_from_the_middle() -> None:
    assert centre(corrupted("scale", -50)) == pytest.approx((2.75, -2.25), abs=0.1)
    assert centre(corrupted("slant", 45))[0] == pytest.approx(5.5 + 4.5, abs=0.1)


def test_that_strokes_get_thicker_and_thinner_by_what_is_said() -> None:
    assert corrupted("thickness", 1).sum() == 9 + 4 * 3, "a line of pixels on each side"
    assert corrupted("thickness", -1).sum() < 9
    assert corrupted("thickness", 0.5).sum() == pytest.approx((9 + 21) / 2)


def test_that_noise_has_the_standard_deviation_that_is_said() -> None:
    grey = np.full((64, 64), 0.5, np.float32)
    assert (corrupted("noise", 10, grey) - grey).std() == pytest.approx(0.1, rel=0.05)
    # Of half the ink there are half the photons: the deviation is smaller by the root of 2.
    shot = corrupted("shot-noise", 10, grey) - grey
    assert shot.std() == pytest.approx(0.1 / np.sqrt(2), rel=0.05)
    changed = corrupted("impulse-noise", 20, grey) != grey
    assert changed.mean() == pytest.approx(0.2, abs=0.03)


def test_that_occlusion_and_spatter_take_the_share_of_the_sample_that_is_said() -> None:
    white = np.ones((40, 40), np.float32)
    assert (corrupted("occlusion", 50, white) == 0).sum() == 20 * 20
    black = np.zeros((40, 40), np.float32)
    assert corrupted("spatter", 20, black).mean() == pytest.approx(0.2, abs=0.06)


def test_that_contrast_is_lost_about_the_mean() -> None:
    found = corrupted("contrast", 75)
    assert np.ptp(found) == pytest.approx(0.25, abs=1e-6)
    assert found.mean() == pytest.approx(DOT.mean(), abs=1e-6)


def test_that_blurs_keep_the_ink_that_stays_inside() -> None:
    middle = np.zeros((28, 28), np.float32)
    middle[12:16, 12:16] = 1
    for name in ("blur", "motion-blur"):
        found = corrupted(name, CORRUPTIONS[name].usual, middle)
        assert found.sum() == pytest.approx(16, rel=1e-3)
        assert found.max() < 1


def test_that_stripes_turn_the_sides_into_their_negative() -> None:
    found = corrupted("stripe", 100)
    assert np.array_equal(found[:, :7], 1 - DOT[:, :7])
    assert np.array_equal(found[:, 7:21], DOT[:, 7:21])


def test_that_lines_only_add_ink() -> None:
    for name in ("dotted-line", "zigzag"):
        found = corrupted(name, 100)
        assert (found >= DOT).all()
        assert (found > DOT).any(axis=0).mean() > 0.3, "from side to side"


def test_that_an_unknown_corruption_is_told_with_those_there_are() -> None:
    with pytest.raises(UserError, match="rotation"):
        CORRUPTIONS.named("snow")
