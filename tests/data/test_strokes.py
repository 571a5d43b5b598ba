"""Strokes: lines that become ink, and an eraser that cuts them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camviewer.data.strokes import (
    SUPERSAMPLING,
    PenPath,
    Stroke,
    average,
    bounds,
    draw_lines,
    erase,
    stroke_samples,
)


def points(*pairs: tuple[float, float]) -> np.ndarray:
    return np.array(pairs, np.float32)


def line(*pairs: tuple[float, float], width: float = 0.1) -> Stroke:
    return Stroke(points(*pairs), width)


def drawn_thickness(angle: float, width: float) -> float:
    """Area that 12 pixels more of a line bring, by 12: the ends cancel."""
    along = np.array([math.cos(angle), math.sin(angle)])
    lines = ([np.array([14 - along * half, 14 + along * half])] for half in (4, 10))
    short, long = (float(average(draw_lines(line, [width], (28, 28))).sum()) for line in lines)
    return (long - short) / 12


@pytest.mark.parametrize("sub_pixels", range(8, 33))
def test_that_a_line_is_as_thick_as_said(sub_pixels: int) -> None:
    # OpenCV adds about one sub-pixel to an even thickness and two to an odd one, some more or
    # less with the direction.
    width = sub_pixels / SUPERSAMPLING
    angles = np.linspace(0, math.tau, 24, endpoint=False)
    added = np.array([drawn_thickness(angle, width) - width for angle in angles]) * SUPERSAMPLING
    assert 0 <= added.mean() <= 2.75
    assert np.abs(added).max() <= 4


def test_that_a_dot_is_a_disc() -> None:
    ink = average(draw_lines([points((14, 14))], [4.0], (28, 28)))
    assert float(ink.sum()) == pytest.approx(math.pi * 4, rel=0.1)
    assert ink[13:15, 13:15].min() == 1
    rows, columns = np.nonzero(ink)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == pytest.approx(
        (12, 15, 12, 15), abs=1
    )


def test_that_a_line_lies_where_it_was_drawn() -> None:
    ink = average(draw_lines([points((4, 9.5), (24, 9.5))], [1.0], (28, 28)))
    assert ink[9, 6:22].min() >= 0.85
    assert ink[:8].max() == ink[11:].max() == 0


def test_that_sub_pixels_are_hard_and_pixels_are_their_share() -> None:
    canvas = draw_lines([points((3, 3), (9, 8))], [1.5], (12, 12))
    assert canvas.shape == (12 * SUPERSAMPLING, 12 * SUPERSAMPLING)
    assert set(np.unique(canvas)) == {0, 255}
    quarter = np.zeros((8, 8), np.uint8)
    quarter[:4, :4] = 255
    assert average(quarter) == pytest.approx(np.array([[0.25]]), abs=0.002)


def test_that_lines_over_the_edge_are_cut_off() -> None:
    ink = average(draw_lines([points((-100, 5), (100, 5))], [2.0], (10, 10)))
    assert ink[4:6].min() >= 0.85
    assert ink.max() <= 1


def test_that_crossing_lines_are_not_brighter_where_they_cross() -> None:
    ink = average(
        draw_lines([points((0, 5), (10, 5)), points((5, 0), (5, 10))], [2.0, 2.0], (10, 10))
    )
    assert ink.max() == 1


def test_that_lines_and_widths_must_be_equally_many() -> None:
    with pytest.raises(ValueError, match="zip"):
        draw_lines([points((1, 1))], [1.0, 2.0], (4, 4))


def test_that_bounds_are_those_of_all_points() -> None:
    low, high = bounds([line((1, 5), (2, 3)), line((0.5, 4))])
    assert low.tolist() == [0.5, 3]
    assert high.tolist() == [2, 5]


@pytest.mark.parametrize(
    ("pairs", "width"),
    [
        ([], 0.1),
        ([(0.5, math.nan)], 0.1),
        ([(0.5, math.inf)], 0.1),
        ([(0.5, 0.5)], 0),
        ([(0.5, 0.5)], -0.1),
        ([(0.5, 0.5)], math.nan),
        ([(0.5, 0.5)], 1.0),
        ([(0.5, 0.5)], math.inf),
    ],
)
def test_that_strokes_that_cannot_be_drawn_are_refused(
    pairs: list[tuple[float, float]], width: float
) -> None:
    with pytest.raises(ValueError, match="finite point"):
        Stroke(points(*pairs), width)


def test_that_a_stroke_keeps_points_of_its_own() -> None:
    given_points = points((0, 0), (1, 1))
    stroke = Stroke(given_points, 0.1)
    given_points[0] = 9
    assert stroke.points[0].tolist() == [0, 0]
    with pytest.raises(ValueError, match="read-only"):
        stroke.points[0] = 1


def test_that_samples_are_close_and_keep_the_given_points() -> None:
    samples = stroke_samples(points((0, 0), (1, 0), (1, 0.05)), 0.3)
    expected = [[0, 0], [0.25, 0], [0.5, 0], [0.75, 0], [1, 0], [1, 0.05]]
    assert samples == pytest.approx(np.array(expected))


def test_that_repeated_points_are_sampled_too() -> None:
    assert stroke_samples(points((1, 1), (1, 1)), 0.1).tolist() == [[1, 1], [1, 1]]


def test_that_the_eraser_splits_a_line_in_two() -> None:
    left, right = erase([line((0, 0.5), (1, 0.5))], points((0.5, 0), (0.5, 1)), 0.1)
    assert left.points[0].tolist() == [0, 0.5]
    assert right.points[-1].tolist() == [1, 0.5]
    assert left.points[-1, 0] == pytest.approx(0.4, abs=0.026)
    assert right.points[0, 0] == pytest.approx(0.6, abs=0.026)
    assert left.width == right.width == 0.1


def test_that_the_eraser_shortens_a_line_at_its_end() -> None:
    (rest,) = erase([line((0, 0.5), (1, 0.5))], points((1, 0.5)), 0.2)
    assert rest.points[0].tolist() == [0, 0.5]
    assert 0.74 <= rest.points[-1, 0] <= 0.8


def test_that_the_eraser_leaves_what_it_does_not_touch() -> None:
    strokes = [line((0, 0), (1, 0)), line((0, 1), (1, 1)), line((0.5, 0.8))]
    kept = erase(strokes, points((0, 0.4), (1, 0.4)), 0.1)
    assert len(kept) == 3
    assert all(one is other for one, other in zip(kept, strokes, strict=True))


def test_that_the_eraser_removes_a_dot_and_a_covered_line() -> None:
    strokes = [line((0.5, 0.5)), line((0.45, 0.5), (0.55, 0.5))]
    assert erase(strokes, points((0.5, 0.5)), 0.1) == ()


def test_that_a_line_between_two_far_points_is_hit_in_the_middle() -> None:
    assert len(erase([line((0, 0), (1, 1))], points((0.5, 0.5)), 0.05)) == 2


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(0, 1, width=32), st.floats(0, 1, width=32)), min_size=1, max_size=6
    ),
    st.lists(
        st.tuples(st.floats(0, 1, width=32), st.floats(0, 1, width=32)), min_size=1, max_size=4
    ),
    st.floats(0.02, 0.3),
)
def test_that_nothing_is_left_under_the_eraser(
    pairs: list[tuple[float, float]], path: list[tuple[float, float]], radius: float
) -> None:
    rest = erase([line(*pairs)], points(*path), radius)
    for stroke in rest:
        corners = np.array(path)
        near = np.hypot(*(stroke.points[:, None] - corners).reshape(-1, 2).T).min()
        assert near > radius - 1e-5


def test_that_a_path_adds_a_point_and_leaves_the_others_where_they_are() -> None:
    path, places = PenPath(), [(index / 1000, 1 - index / 1000) for index in range(1000)]
    given = [path.append(place) for place in places]
    for index, array in enumerate(given):
        assert array.dtype == np.float32
        assert array.tolist() == np.array(places[: index + 1], np.float32).tolist()
    moves = sum(not np.shares_memory(one, other) for one, other in pairwise(given))
    assert moves == 4  # places for 64, 128, 256, 512 points were full


def test_that_what_a_path_gave_cannot_be_written_to() -> None:
    points = PenPath().append((0.5, 0.5))
    with pytest.raises(ValueError, match="read-only"):
        points[0] = 0


def test_that_a_stroke_copies_what_can_be_written_to_and_nothing_else() -> None:
    written = points((0, 0), (1, 1))
    stroke = Stroke(written, 0.1)
    written[0] = 7
    assert stroke.points.tolist() == [[0, 0], [1, 1]]
    assert np.shares_memory(Stroke(stroke.points, 0.2).points, stroke.points)


def test_that_a_stroke_is_measured_once() -> None:
    stroke = line((0.5, 0.1), (0.2, 0.9))
    assert [side.tolist() for side in stroke.bounds] == points((0.2, 0.1), (0.5, 0.9)).tolist()
    assert stroke.bounds is stroke.bounds
