"""From maps to pictures: interpolation, scale, threshold, opacity."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camviewer.common.errors import UserError
from camviewer.common.registry import Registry
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.rendering import (
    INTERPOLATIONS,
    Display,
    ScaledMaps,
    blend,
    render,
    render_class,
    resize,
    scaled_maps,
    strong,
)
from camviewer.rendering.scales import SCALES, Scale
from camviewer.rendering.scaling import Limits

RANDOM = np.random.default_rng(3)
IMAGE = np.rint(RANDOM.random((28, 28)) * 255).astype(np.float32) / np.float32(255)
MAPS = RANDOM.standard_normal((10, 14, 14)).astype(np.float32)
MAPS[7] *= 5  # the strongest
MAPS.setflags(write=False)

SETTINGS = [
    (scale, colours)
    for scale in ("signed", "lecture", "positive")
    for colours in ("rainbow", "grey")
]


def blocks(values: list[list[float]]) -> np.ndarray:
    return np.array([values], np.float32)


@pytest.mark.parametrize(("scale", "colours"), SETTINGS)
@pytest.mark.parametrize("threshold", [0, 60, 100])
def test_that_opacity_0_shows_exactly_the_input(scale: str, colours: str, threshold: int) -> None:
    display = Display(opacity=0, threshold=threshold, scale=scale, colours=colours)
    rendering = render(IMAGE, MAPS, 3, display)
    assert np.array_equal(rendering.blend_picture, rendering.input_picture)
    assert np.array_equal(rendering.input_picture[..., 1], np.rint(IMAGE * 255))


@pytest.mark.parametrize(("scale", "colours"), SETTINGS)
def test_that_opacity_100_shows_exactly_the_heat_map(scale: str, colours: str) -> None:
    rendering = render(IMAGE, MAPS, 3, Display(opacity=100, scale=scale, colours=colours))
    assert np.array_equal(rendering.blend_picture, rendering.resized_picture)


@settings(max_examples=40)
@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 100))
def test_that_a_blend_lies_between_its_pictures(under: int, over: int, opacity: int) -> None:
    mixed = int(
        blend(
            np.full((1, 1, 3), under, np.uint8), np.full((1, 1, 3), over, np.uint8), opacity / 100
        )[0, 0, 0]
    )
    assert min(under, over) <= mixed <= max(under, over)
    assert abs(mixed - (under + (over - under) * opacity / 100)) <= 0.501


def test_that_half_opacity_is_the_middle() -> None:
    under, over = np.full((1, 1, 3), 10, np.uint8), np.full((1, 1, 3), 210, np.uint8)
    assert blend(under, over, 0.5).tolist() == [[[110, 110, 110]]]


def test_that_threshold_0_leaves_nothing_out() -> None:
    assert strong(MAPS[0], (-9.0, 9.0), 0).all()
    assert strong(MAPS[0], (0.0, 9.0), 0).all()


def test_that_on_a_signed_scale_the_threshold_counts_from_zero_to_either_end() -> None:
    values = np.array([-4, -2, -1, 0, 1, 2, 4], np.float32)
    assert strong(values, (-4.0, 4.0), 50).tolist() == [True, True] + [False] * 3 + [True, True]
    assert strong(values, (-4.0, 4.0), 100).tolist() == [True] + [False] * 5 + [True]


def test_that_otherwise_the_threshold_counts_from_the_lower_limit() -> None:
    values = np.array([2, 3, 4, 5, 6], np.float32)
    assert strong(values, (2.0, 6.0), 50).tolist() == [False, False, True, True, True]


def test_that_cells_below_the_threshold_show_the_digit_alone() -> None:
    display = Display(opacity=100, threshold=50)
    rendering = render(IMAGE, MAPS, 7, display)
    shown = np.abs(rendering.resized[7]) >= rendering.limits[1] / 2
    assert 0 < shown.sum() < shown.size
    assert np.array_equal(rendering.blend_picture[shown], rendering.resized_picture[shown])
    assert np.array_equal(rendering.blend_picture[~shown], rendering.input_picture[~shown])


@settings(max_examples=25)
@given(st.sampled_from(["signed", "lecture", "positive"]), st.integers(0, 99), st.integers(0, 9))
def test_that_a_higher_threshold_never_shows_more(scale: str, threshold: int, shown: int) -> None:
    rendering = render(IMAGE, MAPS, shown, Display(scale=scale))
    less = strong(rendering.resized[shown], rendering.limits, threshold + 1)
    more = strong(rendering.resized[shown], rendering.limits, threshold)
    assert not (less & ~more).any()


def test_that_signed_limits_are_the_same_for_every_class() -> None:
    limits = {render(IMAGE, MAPS, shown, Display()).limits for shown in range(10)}
    (low, high) = limits.pop()
    assert not limits
    largest = max(float(np.abs(MAPS).max()), float(np.abs(resize(MAPS, (28, 28))).max()))
    assert (low, high) == (-largest, largest)


def test_that_zero_has_the_middle_colour_on_the_signed_scale() -> None:
    maps = MAPS.copy()
    maps[2] = 0
    rendering = render(IMAGE, maps, 2, Display())
    assert (rendering.raw_picture == COLOUR_MAPS.named("blue-red")[128]).all()


def test_that_the_lecture_shows_magnitudes_stretched_per_picture() -> None:
    rendering = render(IMAGE, MAPS, 1, Display(scale="lecture", colours="rainbow"))
    assert np.array_equal(rendering.raw, np.abs(MAPS))
    own = cv2.resize(np.abs(MAPS[1]), (28, 28), interpolation=cv2.INTER_CUBIC)
    assert own.min() < 0, "the lecture's picture undershoots; magnitudes are taken once more"
    own = np.abs(own)
    assert np.array_equal(rendering.resized[1], own)
    assert rendering.limits == (
        min(float(own.min()), float(np.abs(MAPS[1]).min())),
        max(float(own.max()), float(np.abs(MAPS[1]).max())),
    )
    strongest = render(IMAGE, MAPS, 7, Display(scale="lecture", colours="rainbow"))
    assert strongest.limits != rendering.limits


def test_that_on_the_lectures_scale_a_factor_changes_no_colour() -> None:
    display = Display(scale="lecture", colours="grey")
    one, other = (render(IMAGE, MAPS * np.float32(k), 1, display) for k in (1, -4))
    assert np.array_equal(one.raw_picture, other.raw_picture)
    assert np.array_equal(one.resized_picture, other.resized_picture)


def test_that_the_positive_scale_shows_what_is_negative_as_nothing() -> None:
    rendering = render(IMAGE, MAPS, 7, Display(scale="positive", colours="grey"))
    assert (rendering.raw_picture[MAPS[7] <= 0] == 0).all()
    assert (rendering.raw_picture[MAPS[7] > 1] > 0).all()


def test_that_any_class_has_its_raw_colours_on_the_same_scale() -> None:
    rendering = render(IMAGE, MAPS, 3, Display())
    other = render(IMAGE, MAPS, 5, Display())
    assert np.array_equal(rendering.raw_colours()[3], rendering.raw_picture)
    assert np.array_equal(rendering.raw_colours()[5], other.raw_picture)


def test_that_shapes_of_pictures_follow_the_grid() -> None:
    rendering = render(IMAGE, MAPS[:, :7, :9], 0, Display())
    assert rendering.raw_picture.shape == (7, 9, 3)
    for picture in (rendering.resized_picture, rendering.blend_picture, rendering.input_picture):
        assert picture.shape == (28, 28, 3)
        assert picture.dtype == np.uint8


def test_that_nearest_repeats_cells_and_linear_joins_them() -> None:
    maps = blocks([[0, 1], [2, 3]])
    assert resize(maps, (4, 4), "nearest")[0].tolist() == [
        [0, 0, 1, 1],
        [0, 0, 1, 1],
        [2, 2, 3, 3],
        [2, 2, 3, 3],
    ]
    assert resize(maps, (4, 4), "linear")[0, 0].tolist() == [0, 0.25, 0.75, 1]


def test_that_cubic_is_the_default_and_is_the_lectures() -> None:
    expected = cv2.resize(MAPS[4], (28, 28), interpolation=cv2.INTER_CUBIC)
    assert np.array_equal(resize(MAPS, (28, 28))[4], expected)
    assert next(iter(INTERPOLATIONS)) == "cubic" == Display().interpolation


@pytest.mark.parametrize("name", INTERPOLATIONS)
def test_that_a_constant_map_stays_constant(name: str) -> None:
    assert resize(np.full((2, 14, 14), 3, np.float32), (28, 28), name) == pytest.approx(3, abs=1e-5)


def test_that_maps_of_double_precision_are_resized_as_well() -> None:
    resized = resize(MAPS.astype(np.float64), (28, 28))
    assert resized.dtype == np.float32
    assert resized == pytest.approx(resize(MAPS, (28, 28)), abs=1e-5)


def test_that_rendering_changes_nothing_it_is_given() -> None:
    image, maps = IMAGE.copy(), MAPS.copy()
    render(image, maps, 0, Display(scale="positive"))
    assert np.array_equal(image, IMAGE)
    assert np.array_equal(maps, MAPS)


@pytest.mark.parametrize(
    ("display", "said"),
    [
        (Display(scale="x"), "Scale: .*'x'"),
        (Display(colours="x"), "Colours: .*'x'"),
        (Display(interpolation="x"), "Interpolation: 'x'.*cubic"),
    ],
)
def test_that_unknown_names_are_refused_in_words(display: Display, said: str) -> None:
    with pytest.raises(UserError, match=said):
        render(IMAGE, MAPS, 0, display)


@pytest.mark.parametrize("scale", ["signed", "lecture", "positive"])
@pytest.mark.parametrize("name", ["cubic", "nearest"])
def test_that_the_map_shown_keeps_its_sign_when_it_is_resized(scale: str, name: str) -> None:
    rendering = render(IMAGE, MAPS, 4, Display(scale=scale, interpolation=name))
    assert np.array_equal(rendering.resized_map, resize(MAPS, (28, 28), name)[4])
    assert rendering.resized_map.min() < 0


def test_that_limits_are_found_once_for_all_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    signed = SCALES["signed"]

    def limits(raw: np.ndarray, resized: np.ndarray) -> tuple[Limits, ...]:
        calls.append(raw.shape)
        return signed.limits(raw, resized)

    counted = Registry[Scale]("Scale", lambda: {"signed": replace(signed, limits=limits)})
    monkeypatch.setattr("camviewer.rendering.rendering.SCALES", counted)
    rendering = render(IMAGE, MAPS, 4, Display())
    assert calls == [MAPS.shape]
    assert len(rendering.class_limits) == len(MAPS)


# On the own limits of a class

GRID = np.array([[[1, -2]], [[6, 3]], [[-1, -3]], [[0, 0]]], np.float32)
"""Four classes on a grid of two cells; nothing is resized."""

PLAIN = np.array([[0, 1]], np.float32)


def on_grid(scale: str, maps: np.ndarray = GRID) -> ScaledMaps:
    return scaled_maps(maps, (1, 2), Display(scale=scale, interpolation="nearest"))


@pytest.mark.parametrize(
    ("scale", "own", "together"),
    [
        ("signed", ((-2, 2), (-6, 6), (-3, 3), (0, 0)), ((-6, 6),) * 4),
        ("positive", ((0, 1), (0, 6), (0, 0), (0, 0)), ((0, 6),) * 4),
        ("lecture", ((1, 2), (3, 6), (1, 3), (0, 0)), ((1, 2), (3, 6), (1, 3), (0, 0))),
    ],
)
def test_that_a_class_has_own_limits_beside_those_of_the_scale(
    scale: str, own: tuple[Limits, ...], together: tuple[Limits, ...]
) -> None:
    scaled = on_grid(scale)
    assert scaled.own_limits == own
    assert scaled.class_limits == together


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("signed", [(1, 3.0), (1, 1.0), (1, 2.0), (1, np.inf)]),
        ("positive", [(1, 6.0), (1, 1.0), (1, np.inf), (1, np.inf)]),
        ("lecture", [(1, 3.0), (1, 1.0), (1, 2.0), (1, np.inf)]),
    ],
)
def test_that_the_strongest_class_is_named_with_how_much_it_exceeds_the_one_shown(
    scale: str, expected: list[tuple[int, float]]
) -> None:
    display = Display(scale=scale, interpolation="nearest")
    found = [render_class(PLAIN, on_grid(scale), shown, display).strongest for shown in range(4)]
    assert found == expected


@pytest.mark.parametrize("scale", SCALES)
def test_that_no_class_exceeds_one_that_is_alone_or_as_strong(scale: str) -> None:
    assert on_grid(scale, GRID[:1]).strongest(0) == (0, 1.0)
    assert on_grid(scale, np.concatenate([GRID[:1]] * 2)).strongest(1) == (1, 1.0)
    assert on_grid(scale, GRID[3:]).strongest(0) == (0, 1.0)


def test_that_the_strongest_cell_of_any_class_has_the_strongest_colour() -> None:
    display, table = Display(interpolation="nearest"), COLOUR_MAPS["blue-red"]
    scaled = on_grid("signed")
    one, strongest, negative, blank = (
        render_class(PLAIN, scaled, shown, display).raw_picture[0] for shown in range(4)
    )
    assert np.array_equal(one, table[[191, 0]])  # 1 of ±2: 0.75 · 255; −2: the lower end
    assert np.array_equal(strongest, table[[255, 191]])
    assert np.array_equal(negative, table[[85, 0]])  # −1 of ±3: a third of the way
    assert np.array_equal(blank, table[[128, 128]])


def test_that_a_blank_map_keeps_the_shared_limits_and_the_colour_of_zero() -> None:
    display = Display(scale="positive", colours="grey", interpolation="nearest")
    for shown in (2, 3):  # one that is negative everywhere, and one of zeros
        rendering = render_class(PLAIN, on_grid("positive"), shown, display)
        assert rendering.limits == (0, 6)
        assert not rendering.raw_picture.any()


@pytest.mark.parametrize("scale", SCALES)
def test_that_maps_without_any_value_are_shown_all_the_same(scale: str) -> None:
    display = Display(scale=scale, interpolation="nearest")
    rendering = render_class(PLAIN, on_grid(scale, GRID[3:]), 0, display)
    assert rendering.limits == (0, 0)
    assert rendering.strongest == (0, 1.0)
    assert len(np.unique(rendering.raw_colours().reshape(-1, 3), axis=0)) == 1


def test_that_the_threshold_counts_on_the_limits_of_the_pictures() -> None:
    display = Display(opacity=100, threshold=90, interpolation="nearest")
    own = render_class(PLAIN, on_grid("signed"), 0, display)
    covered = (own.blend_picture == own.resized_picture).all(axis=-1)
    assert covered.tolist() == [[False, True]]  # 1 and −2 of ±2
    shared = render(PLAIN, GRID, 0, display)
    assert shared.limits == (-6, 6)
    assert np.array_equal(shared.blend_picture, shared.input_picture)


def test_that_a_figure_is_on_the_limits_that_all_classes_share() -> None:
    for scale in SCALES:
        for shown in range(4):
            rendering = render(PLAIN, GRID, shown, Display(scale=scale, interpolation="nearest"))
            assert rendering.limits == rendering.class_limits[shown]


def test_that_the_colours_of_all_classes_are_made_once_for_a_colour_map() -> None:
    scaled = on_grid("signed")
    first = scaled.raw_colours("grey")
    assert scaled.raw_colours("grey") is first
    assert not np.array_equal(scaled.raw_colours("rainbow"), first)
    assert scaled.raw_colours("grey") is first
    assert not first.flags.writeable
    pictures = (
        render_class(PLAIN, scaled, shown, Display(colours="grey", opacity=shown))
        for shown in range(4)
    )
    assert all(picture.raw_colours() is first for picture in pictures)
