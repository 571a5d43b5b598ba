"""Colours of kinds are told apart, however few colours a person sees."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from camviewer.rendering.distinct_colours import DISTINCT, distinct_colours

Matrix = NDArray[np.float64]

# Machado, Oliveira, Fernandes (2009), of the whole severity; of linear RGB.
SIGHT = {
    "all cones": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colours: NDArray[np.uint8]) -> Matrix:
    share = colours / 255
    found: Matrix = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return found


def lab(colours: Matrix) -> Matrix:
    shares = colours @ XYZ.T / (XYZ @ np.ones(3))
    roots = np.where(shares > 0.008856, np.cbrt(shares), 7.787 * shares + 16 / 116)
    x, y, z = roots.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", SIGHT)
def test_that_every_two_colours_are_far_apart(sight: str, dark: bool) -> None:
    seen = lab(np.clip(linear(distinct_colours(DISTINCT, dark=dark)) @ SIGHT[sight].T, 0, 1))
    distances = np.linalg.norm(seen[:, None] - seen[None], axis=-1)
    assert distances[~np.eye(DISTINCT, dtype=bool)].min() > 25


@pytest.mark.parametrize(("dark", "ground"), [(False, 255), (True, 37)])
def test_that_every_colour_is_seen_on_its_ground(dark: bool, ground: int) -> None:
    light = linear(distinct_colours(DISTINCT, dark=dark)) @ XYZ[1]
    under = linear(np.full(3, ground, np.uint8)) @ XYZ[1]
    assert ((np.maximum(light, under) + 0.05) / (np.minimum(light, under) + 0.05)).min() > 1.9


def test_that_of_more_kinds_colours_come_again() -> None:
    colours = distinct_colours(DISTINCT + 1, dark=False)
    assert colours[0].tolist() == colours[-1].tolist()
