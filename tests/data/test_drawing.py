"""What is on the canvas: strokes alone, or strokes on a picture."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.digits.preparation import prepare_strokes
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.drawing import Drawing, draw, erase, line_width, prepare
from camviewer.data.spec import ImageSpec
from camviewer.data.strokes import Stroke

DOWN = Stroke(np.array([[0.5, 0.2], [0.5, 0.8]], np.float32), 0.14)


def prepared(drawing: Drawing) -> np.ndarray:
    return prepare(drawing, DIGIT_SPEC)


def picture() -> np.ndarray:
    base = np.zeros((28, 28), np.float32)
    base[4:24, 6:8] = 0.5
    return base


def test_that_a_blank_canvas_is_empty_and_gives_an_empty_digit() -> None:
    assert Drawing().is_empty
    assert Drawing(np.zeros((28, 28), np.float32)).is_empty
    sample = prepared(Drawing())
    assert (sample.shape, sample.dtype) == ((28, 28), np.dtype(np.float32))
    assert not sample.any()


def test_that_ink_of_either_kind_is_not_empty() -> None:
    assert not Drawing(picture()).is_empty
    assert not draw(Drawing(), DOWN).is_empty


def test_that_drawing_makes_a_new_drawing() -> None:
    before = Drawing()
    after = draw(draw(before, DOWN), DOWN)
    assert before.strokes == ()
    assert after.strokes == (DOWN, DOWN)


def test_that_a_line_looks_as_thick_as_on_the_digit() -> None:
    assert line_width(DOWN) == pytest.approx(0.1)


def test_that_strokes_alone_are_prepared_like_mnist() -> None:
    assert np.array_equal(prepared(draw(Drawing(), DOWN)), prepare_strokes([DOWN]))


def test_that_a_picture_alone_stays_as_it_is() -> None:
    base = picture()
    assert np.array_equal(prepared(Drawing(base)), base)


def test_that_strokes_on_a_picture_stay_where_they_were_drawn() -> None:
    sample = prepared(draw(Drawing(picture()), DOWN))
    assert np.array_equal(sample[:, :12], picture()[:, :12])
    assert sample[6:22, 13:15].min() >= 0.8  # 0.5 * 28 = 14, 2.8 pixels thick
    assert sample[:, 17:].max() == 0


def test_that_strokes_never_darken_a_picture() -> None:
    over = Stroke(np.array([[0.25, 0.2], [0.25, 0.8]], np.float32), 0.14)
    assert (prepared(draw(Drawing(picture()), over)) >= picture()).all()


def test_that_erasing_a_picture_clears_what_was_passed_over() -> None:
    drawing = Drawing(picture())
    after = erase(drawing, np.array([[0, 0.5], [1, 0.5]], np.float32), 2 / 28)
    assert after.base is not None
    assert after.base[13:15].max() == 0
    assert np.array_equal(after.base[:10], picture()[:10])
    assert np.array_equal(after.base[18:], picture()[18:])
    assert drawing.base is not None
    assert np.array_equal(drawing.base, picture())


def test_that_a_picture_without_ink_left_is_a_blank_canvas() -> None:
    after = erase(Drawing(picture()), np.array([[0.25, 0], [0.25, 1]], np.float32), 0.2)
    assert after.base is None
    assert after.is_empty


def test_that_erasing_cuts_strokes_and_picture_alike() -> None:
    after = erase(draw(Drawing(picture()), DOWN), np.array([[0, 0.5], [1, 0.5]], np.float32), 0.15)
    assert len(after.strokes) == 2
    assert not prepared(after)[12:16].any()
    assert prepared(after)[:, 14].any()


def test_that_erasing_beside_the_ink_keeps_the_same_strokes() -> None:
    after = erase(draw(Drawing(), DOWN), np.array([[0.9, 0.9]], np.float32), 0.05)
    assert after.base is None
    assert after.strokes[0] is DOWN


def test_that_strokes_for_other_samples_go_where_they_were_drawn() -> None:
    across = Stroke(np.array([[0.1, 0.5], [0.9, 0.5]], np.float32), 0.1)
    grey = prepare(draw(Drawing(), across), ImageSpec(24, 20))
    assert grey.shape == (24, 20)
    assert (grey[12, 3:17] > 0.5).all()
    assert not grey[:9].any()
    assert not grey[15:].any()


def test_that_strokes_are_white_on_a_picture_in_colours() -> None:
    across = Stroke(np.array([[0.1, 0.5], [0.9, 0.5]], np.float32), 0.1)
    red = np.zeros((32, 32, 3), np.float32)
    red[..., 0] = 1
    shown = prepare(draw(Drawing(red), across), ImageSpec(32, 32, 3))
    assert shown.shape == (32, 32, 3)
    assert (shown[16, 10] > 0.9).all()
    assert shown[2, 2].tolist() == [1, 0, 0]
