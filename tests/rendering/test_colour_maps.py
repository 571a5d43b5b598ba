"""Colour maps: tables, their ends and middles, and how positions find their colours."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.rendering.colour_maps import COLOUR_MAPS, colourise
from camviewer.rendering.rendering import Display
from camviewer.rendering.scales import SCALES


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_that_every_table_has_256_colours_that_cannot_be_changed(name: str) -> None:
    table = COLOUR_MAPS.named(name)
    assert (table.shape, table.dtype) == ((256, 3), np.dtype(np.uint8))
    with pytest.raises(ValueError, match="read-only"):
        table[0] = 0


@pytest.mark.parametrize("name", ["blue-red", "blue-black-red", "inferno", "viridis", "grey"])
def test_that_neighbouring_colours_are_close(name: str) -> None:
    assert np.abs(np.diff(COLOUR_MAPS.named(name).astype(int), axis=0)).max() <= 8


def test_that_blue_red_is_blue_below_pale_in_the_middle_and_red_above() -> None:
    table = COLOUR_MAPS.named("blue-red").astype(int)
    assert table[0].tolist() == [0x05, 0x30, 0x61]
    assert table[255].tolist() == [0x67, 0x00, 0x1F]
    assert np.abs(table[127:129] - 0xF7).max() <= 2
    assert (table[:110, 2] > table[:110, 0]).all()
    assert (table[146:, 0] > table[146:, 2]).all()


def test_that_blue_black_red_is_dark_in_the_middle() -> None:
    table = COLOUR_MAPS.named("blue-black-red").astype(int)
    assert table[127:129].max() <= 0x0F
    assert table[0].tolist() == [0x9F, 0xD8, 0xFF]


def test_that_rainbow_is_the_lectures_jet_in_rgb() -> None:
    table = COLOUR_MAPS.named("rainbow")
    assert table[0].tolist() == [0, 0, 128]
    assert table[255].tolist() == [128, 0, 0]


@pytest.mark.parametrize("name", ["inferno", "viridis", "grey"])
def test_that_sequential_tables_grow_brighter(name: str) -> None:
    luminance = COLOUR_MAPS.named(name).astype(float) @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(luminance[::8]) > 0).all()


def test_that_positions_find_the_nearest_of_256_colours() -> None:
    positions = np.array([[0, 1], [0.5, 1 / 255]], np.float32)
    colours = colourise(positions, COLOUR_MAPS.named("grey"))
    assert colours.dtype == np.uint8
    assert colours[..., 0].tolist() == [[0, 255], [128, 1]]


def test_that_all_256_grey_levels_come_back_exactly() -> None:
    levels = np.arange(256, dtype=np.uint8)
    assert np.array_equal(
        colourise(levels.astype(np.float32) / np.float32(255), COLOUR_MAPS.named("grey"))[:, 1],
        levels,
    )


def test_that_scales_and_the_display_name_tables_that_exist() -> None:
    assert {scale.colours for scale in SCALES.values()} <= set(COLOUR_MAPS)
    assert SCALES[Display().scale].colours == Display().colours


def test_that_an_unknown_colour_map_is_named_with_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"'jett' is not known; choose one of .*blue-red, "):
        COLOUR_MAPS.named("jett")
