"""The lines of ruled and squared paper: found, and divided out without eating strokes.

What tells a ruled line from a stroke is that it goes through the whole photo, thin and nearly
straight. Such lines are found by Hough's transform (Duda, Hart, "Use of the Hough transformation
to detect lines and curves in pictures", 1972) and followed. Printed ink takes a share of the light,
the same all along its line: that share, the median along the line, is divided out, so that of a
stroke that crosses the line nothing is lost. (Musical scores are freed from their staves by
deciding pixel by pixel: Dalitz, Droettboom, Pranzas, Fujinaga, "A comparative study of staff
removal algorithms", 2008.)
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.data.photos.arrays import Contrast, float32, noise_of

LEAST_SIDE = 200
"""Pixels of the shorter side of a photo in which lines are looked for."""

_STEEPEST = 28.0  # degrees by which lines are turned at most
_THICKEST = 0.008  # of the longer side
_FAINTEST = 0.015  # contrast of a line, at least
_SIGNAL = 2.5  # the same, in standard deviations of noise
_BLOCK = 24  # pixels along a line that are looked at together
_COVERED = 0.6  # of a line that is seen, at least: the rest is below ink, or too faint
_THROUGHOUT = 0.5  # of it and of both of its ends, followed closely
_SHORTEST = 0.4  # of the width: a line in a corner of the photo is left alone
_CANDIDATES = 800  # of Hough, the best first

_Heights = NDArray[np.float32]
"""(width,) the height of a line in every column, in pixels."""


@dataclass(frozen=True)
class Ruling:
    """The lines of a photo.

    Attributes:
        contrast: the photo's contrast without them.
        angle: degrees by which the paper is turned clockwise; 0 where too few lines tell.
    """

    contrast: Contrast
    angle: float


def without_ruled_lines(contrast: Contrast) -> Ruling:
    """Take the lines across away, then those from top to bottom."""
    if min(contrast.shape) < LEAST_SIDE:
        return Ruling(contrast, 0.0)
    across = _lines(contrast)
    rest = _freed(contrast, across)
    down = _lines(float32(rest.T.copy()))
    rest = float32(_freed(float32(rest.T), down).T)
    slopes = [_slope(line) for line in across] + [-_slope(line) for line in down]
    angle = float(np.degrees(np.arctan(np.median(slopes)))) if len(slopes) > 1 else 0.0
    return Ruling(rest, angle)


def _slope(line: _Heights) -> float:
    return float(line[-1] - line[0]) / (len(line) - 1)


def _lines(contrast: Contrast) -> list[_Heights]:
    """The lines that go from the left to the right."""
    width = contrast.shape[1]
    thickest = max(3, round(_THICKEST * max(contrast.shape)))
    ridges = _ridges(contrast, thickest)
    # Close lines are most of what ridges are; from one row to the next there is more noise.
    least = max(_FAINTEST, _SIGNAL * noise_of(float32(np.diff(cv2.blur(contrast, (7, 1)), axis=0))))
    seen = (ridges > least).astype(np.uint8)
    right = np.pi / 2
    steepest = np.radians(_STEEPEST)
    found = cv2.HoughLines(
        seen, 1.5, np.pi / 360, round(0.2 * width), min_theta=right - steepest,
        max_theta=right + steepest,
    )  # fmt: skip
    candidates = np.empty((0, 2)) if found is None else found.reshape(-1, 2)[:_CANDIDATES]
    lines: list[_Heights] = []
    tried = np.empty((0, 2), np.float32)  # heights of both ends
    columns = np.arange(width, dtype=np.float32)
    for distance, theta in candidates:
        line = float32((distance - columns * np.cos(theta)) / np.sin(theta))
        if np.any(np.abs(tried - line[[0, -1]]).max(axis=1) < 0.75 * thickest):
            continue
        followed = _followed(ridges, line, thickest, least)
        if followed is not None:
            lines.append(followed)
            tried = np.vstack([tried, followed[[0, -1]]])
        tried = np.vstack([tried, line[[0, -1]]])
    return lines


def _ridges(contrast: Contrast, thickest: int) -> Contrast:
    """By how much each pixel stands out from those above and below it, thin lines' width away."""
    smooth = float32(cv2.blur(contrast, (7, 1)))
    padded = np.pad(smooth, ((thickest, thickest), (0, 0)), mode="edge")
    beside = np.maximum(padded[: -2 * thickest], padded[2 * thickest :])
    return float32(smooth - beside)


def _band(levels: Contrast, line: _Heights, reach: int) -> tuple[Contrast, NDArray[np.bool_]]:
    """The pixels up to `reach` above and below a line, and which columns have all of them."""
    rows = np.rint(line).astype(np.intp)
    inside = (rows >= reach) & (rows < levels.shape[0] - reach)
    offsets = np.arange(-reach, reach + 1)[:, None]
    clipped = np.clip(rows[None] + offsets, 0, levels.shape[0] - 1)
    return levels[clipped, np.arange(levels.shape[1])[None]], inside


def _followed(ridges: Contrast, line: _Heights, thickest: int, least: float) -> _Heights | None:
    """The line as it bends, or None where it does not go through the whole photo."""
    for _ in range(2):  # a second time from where it was seen to bend to
        band, inside = _band(ridges, line, thickest)
        if inside.sum() < _SHORTEST * len(line):
            return None
        means, whole = _in_blocks(band, inside)
        strong = whole & (means.max(axis=0) > least)
        if strong.sum() < max(4, _COVERED * whole.sum()):
            return None
        offsets = means.argmax(axis=0) - thickest
        places = (np.arange(len(whole)) + 0.5) * _BLOCK
        line = _bent(line, places[strong], offsets[strong])
    return line if _goes_through(strong & (np.abs(offsets) <= 2), whole) else None


def _in_blocks(band: Contrast, inside: NDArray[np.bool_]) -> tuple[Contrast, NDArray[np.bool_]]:
    """Means of a band (rows, width) along pieces of it, and which of them are all inside."""
    blocks = len(inside) // _BLOCK
    pieces = band[:, : blocks * _BLOCK].reshape(len(band), blocks, _BLOCK)
    whole = np.asarray(inside[: blocks * _BLOCK].reshape(blocks, _BLOCK).all(axis=1))
    return float32(pieces.mean(axis=2)), whole


def _goes_through(seen: NDArray[np.bool_], whole: NDArray[np.bool_]) -> bool:
    """Whether a line is seen from end to end: a long stroke ends before the photo does."""
    places = np.flatnonzero(whole)
    covered = seen[int(places[0]) : int(places[-1]) + 1]
    end = max(2, len(covered) // 10)
    return bool(min(covered[:end].mean(), covered[-end:].mean(), covered.mean()) >= _THROUGHOUT)


def _bent(line: _Heights, places: NDArray[np.float64], offsets: NDArray[np.intp]) -> _Heights:
    """The line moved by a parabola through the offsets that most agree on."""
    middle = len(line) / 2
    x, kept = places / middle - 1, np.ones(len(places), bool)
    fit = np.zeros(3)
    for _ in range(3):
        fit = np.polyfit(x[kept], offsets[kept], 2 if kept.sum() > 8 else 1)
        errors = np.abs(np.polyval(fit, x) - offsets)
        kept = errors <= max(1.0, 2 * float(np.median(errors)))
    return float32(line + np.polyval(fit, np.arange(len(line)) / middle - 1))


def _freed(contrast: Contrast, lines: list[_Heights]) -> Contrast:
    """Divide the share of light that each line takes out of what is left."""
    freed = contrast.copy()
    reach = max(3, round(_THICKEST * max(contrast.shape))) + 2  # paper on both sides
    for line in lines:
        band, inside = _band(freed, line, reach)
        shares = np.median(band[:, inside], axis=1)
        shares = np.clip(shares - shares[[0, -1]].mean(), 0, 0.9)
        # A line is not followed to the fraction of a pixel.
        shares = np.maximum(shares, np.maximum(np.roll(shares, 1), np.roll(shares, -1)))[:, None]
        rows = np.rint(line).astype(np.intp)[None] + np.arange(-reach, reach + 1)[:, None]
        columns = np.broadcast_to(np.arange(len(line))[None], rows.shape)
        there = (rows >= 0) & (rows < len(freed))
        freed[rows[there], columns[there]] = ((band - shares) / (1 - shares))[there]
    return freed
