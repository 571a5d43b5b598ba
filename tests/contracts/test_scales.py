"""What every scale found keeps to."""

from __future__ import annotations

import math

import numpy as np
import pytest

from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.rendering import Display, resize
from camviewer.rendering.scales import SCALES, Scale

every = pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)

MAPS = np.random.default_rng(4).standard_normal((3, 5, 4)).astype(np.float32)


def shown(scale: Scale, maps: np.ndarray = MAPS) -> tuple[np.ndarray, np.ndarray]:
    raw = scale.transform(maps)
    return raw, scale.transform(resize(raw, (28, 28)))


@every
def test_that_maps_keep_shape_type_and_finiteness(scale: Scale) -> None:
    given = MAPS.copy()
    raw = scale.transform(given)
    assert (raw.shape, raw.dtype) == (MAPS.shape, np.dtype(np.float32))
    assert np.isfinite(raw).all()
    assert np.array_equal(given, MAPS)
    assert np.array_equal(scale.transform(given), raw)


@every
def test_that_twice_is_as_good_as_once(scale: Scale) -> None:
    once = scale.transform(MAPS)
    assert np.array_equal(scale.transform(once), once)


@every
def test_that_what_is_never_negative_is_not_after_cubic_resizing_either(scale: Scale) -> None:
    peak = np.zeros((1, 5, 4), np.float32)
    peak[0, 2, 2] = 1
    assert resize(peak, (28, 28)).min() < 0  # it undershoots beside the peak
    raw, resized = shown(scale, peak)
    assert raw.min() == 0
    assert (resized.min() >= 0) == (not scale.signed)


@every
def test_that_a_class_by_itself_is_on_a_scale_of_its_own(scale: Scale) -> None:
    raw, resized = shown(scale)
    together = scale.limits(raw, resized)
    for index in range(len(MAPS)):
        one = slice(index, index + 1)
        ((low, high),) = scale.limits(raw[one], resized[one])
        assert together[index][0] <= low < high <= together[index][1]
        assert scale.shared or (low, high) == together[index]
        assert high == max(raw[index].max(), resized[index].max()) or scale.signed


@every
def test_that_the_class_shown_is_told_apart(scale: Scale) -> None:
    raw, _ = shown(scale)
    assert not np.array_equal(raw[0], raw[1])


@every
def test_that_limits_are_in_order_and_hold_what_is_above_zero(scale: Scale) -> None:
    raw, resized = shown(scale)
    limits = scale.limits(raw, resized)
    assert len(limits) == len(MAPS)
    for index, (low, high) in enumerate(limits):
        assert isinstance(low, float)
        assert math.isfinite(low)
        assert math.isfinite(high)
        assert low < high
        assert high >= max(raw[index].max(), resized[index].max())


@every
def test_that_shared_limits_are_those_of_all_classes(scale: Scale) -> None:
    assert (len(set(scale.limits(*shown(scale)))) == 1) == scale.shared


@every
def test_that_a_signed_scale_has_zero_in_its_middle(scale: Scale) -> None:
    low, high = scale.limits(*shown(scale))[0]
    assert (low == -high) == scale.signed


@every
def test_that_limits_of_empty_maps_are_zero_without_a_sign(scale: Scale) -> None:
    for low, high in scale.limits(*shown(scale, np.zeros_like(MAPS))):
        assert [low, high] == [0, 0]
        assert math.copysign(1, low) == 1


@every
def test_that_it_has_a_name_words_and_colours_that_exist(scale: Scale) -> None:
    assert SCALES.named(scale.name) is scale
    assert scale.title.strip()
    assert scale.note.strip()
    assert scale.colours in COLOUR_MAPS
    assert Display().scale == SCALES.default
