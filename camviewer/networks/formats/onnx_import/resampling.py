"""Grids of more or fewer cells: what of each cell comes where, as ONNX and as Keras have it.

Rows and columns are sampled one after the other, each by a matrix (after, before).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import.network import Network
from camviewer.networks.formats.onnx_import.tensors import Tensor
from camviewer.networks.options import UnfitError

MAX_SIDE = 1024

Matrix = NDArray[np.float64]


def matrix(
    mode: str, place: str, rounding: str, before: int, after: int, scale: float
) -> Matrix | None:
    """(after, before) how much each cell counts in each one after; None if that is not known.

    Args:
        mode: "nearest" or "linear".
        place: how places after are those before: ONNX' coordinate_transformation_mode.
        rounding: of places between two cells: its nearest_mode.
        before: how many cells there are.
        after: how many there will be.
        scale: how many times as many.
    """
    at = np.arange(after, dtype=np.float64)
    match place:
        case "asymmetric":
            at = at / scale
        case "half_pixel" | "half_pixel_symmetric":
            at = (at + 0.5) / scale - 0.5
        case "pytorch_half_pixel":
            at = (at + 0.5) / scale - 0.5 if after > 1 else at * 0
        case "tf_half_pixel_for_nn":
            at = (at + 0.5) / scale
        case "align_corners":
            at = at * (before - 1) / (after - 1) if after > 1 else at * 0
        case _:
            return None
    found, rows = np.zeros((after, before)), np.arange(after)
    if mode == "nearest":
        whole = _rounded(at, rounding)
        found[rows, np.clip(whole, 0, before - 1).astype(int)] = 1
        return found
    lower = np.floor(at)
    for cell, share in ((lower, 1 - (at - lower)), (lower + 1, at - lower)):
        found[rows, np.clip(cell, 0, before - 1).astype(int)] += share
    return found


def _rounded(at: Matrix, rounding: str) -> Matrix:
    # Places are computed in single precision by those who run such files.
    at = np.round(at, 5)
    match rounding:
        case "floor":
            return np.floor(at)
        case "ceil":
            return np.ceil(at)
        case "round_prefer_ceil":
            return np.floor(at + 0.5)
        case _:
            return np.ceil(at - 0.5)


def _as_keras(before: int, after: int) -> dict[str, Matrix]:
    """What Keras' layers do, by the name of the interpolation."""
    scale = after / before
    nearest = matrix("nearest", "tf_half_pixel_for_nn", "floor", before, after, scale)
    linear = matrix("linear", "half_pixel", "", before, after, scale)
    assert nearest is not None
    assert linear is not None
    return {"nearest": nearest, "bilinear": linear}


def resampled(
    network: Network, title: str, x: Tensor, by: Sequence[Matrix | None]
) -> Tensor | None:
    """A grid with its rows and columns sampled; None if no layer does that.

    Args:
        network: where layers are added.
        title: what the file calls it.
        x: a grid of cells.
        by: for rows and for columns; None where they stay.

    Raises:
        UnfitError: there would be too many.
    """
    sides = [side if each is None else len(each) for side, each in zip(x.shape, by, strict=False)]
    if max(sides) > MAX_SIDE:
        raise UnfitError(
            translate("at most {0} rows and columns", MAX_SIDE), translate("the size {0}", sides)
        )
    known = [_as_keras(before, after) for before, after in zip(x.shape, sides, strict=False)]
    for interpolation in ("nearest", "bilinear"):
        if not all(
            each is None or np.allclose(each, one[interpolation], atol=1e-5)
            for each, one in zip(by, known, strict=True)
        ):
            continue
        times = [after // before for before, after in zip(x.shape, sides, strict=False)]
        if all(one * each == side for one, each, side in zip(x.shape, times, sides, strict=False)):
            return network.add(title, "UpSampling2D", [x], size=times, interpolation=interpolation)
        height, width = sides
        options: dict[str, Any] = {"height": height, "width": width, "interpolation": interpolation}
        return network.add(title, "Resizing", [x], **options)
    return None
