"""Drawings of which some strokes are there: only their ink is another."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.digits.handwriting import write
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.drawing import Drawing, prepare
from camviewer.data.spec import ImageSpec
from camviewer.data.stroke_coalitions import coalition_samples, pack_strokes
from camviewer.data.strokes import Stroke

SPECS = [DIGIT_SPEC, ImageSpec(20, 32), ImageSpec(16, 16, 3)]

DOWN = Stroke(np.array([[0.3, 0.2], [0.3, 0.8]], np.float32), 0.1)
ACROSS = Stroke(np.array([[0.2, 0.5], [0.9, 0.5]], np.float32), 0.14)
DOT = Stroke(np.array([[0.8, 0.7]], np.float32), 0.1)
STROKES = DOWN, ACROSS, DOT


def samples(strokes: tuple[Stroke, ...], spec: ImageSpec, *coalitions: str) -> np.ndarray:
    """Of coalitions written as "101"."""
    there = np.array([[letter == "1" for letter in each] for each in coalitions])
    return coalition_samples(pack_strokes(strokes, spec), there, spec)


@pytest.mark.parametrize("spec", SPECS)
def test_that_all_strokes_are_the_very_sample_that_is_shown(spec: ImageSpec) -> None:
    for label in (4, 7):
        strokes = write(label, np.random.default_rng(label))
        (whole,) = samples(tuple(strokes), spec, "1" * len(strokes))
        assert np.array_equal(whole, prepare(Drawing(strokes=tuple(strokes)), spec))
    none, whole = samples(STROKES, spec, "000", "111")
    assert np.array_equal(whole, prepare(Drawing(strokes=STROKES), spec))
    assert not none.any()
    assert (none.shape, none.dtype) == (spec.shape, np.dtype(np.float32))


@pytest.mark.parametrize("spec", SPECS)
def test_that_a_stroke_stays_where_it_is_in_the_whole_drawing(spec: ImageSpec) -> None:
    down, across, dot, both, whole = samples(STROKES, spec, "100", "010", "001", "110", "111")
    assert (np.maximum(down, across) <= both).all()
    assert (both <= down + across + 1e-6).all()
    apart = dot.astype(bool) & ~both.astype(bool)
    assert apart.any()
    assert np.array_equal(whole[apart], dot[apart])
    assert np.array_equal(whole[~dot.astype(bool)], both[~dot.astype(bool)])


def test_that_ink_on_ink_is_counted_once() -> None:
    (twice,) = samples((DOWN, DOWN), DIGIT_SPEC, "11")
    (once,) = samples((DOWN, DOWN), DIGIT_SPEC, "01")
    assert np.array_equal(once, twice)
