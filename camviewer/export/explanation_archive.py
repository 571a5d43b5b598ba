"""Explanations as ``.npz`` files: all the numbers of one sample, to compute with elsewhere.

======================= =================== =====================================================
key                     shape, type         meaning
======================= =================== =====================================================
input                   (H, W) or (H, W, 3) the prepared sample, float32 in [0, 1], ink bright
features                (h, w, K) float32   f_k(x, y)
pooled                  (K,) float32        F_k
weights, bias           (K, C), (C,)        w_k^c, b_c
logits, probabilities   (C,) float32        S_c (with bias), softmax
predicted               () int64            class with the largest score
cam                     (C, h, w) float32   M_c, raw, signed
cam_resized             (C, H, W) float32   the same, resized, signed
map                     (C, h, w) float32   the maps of another method than ``cam``, raw
map_resized             (C, H, W) float32   the same, resized
parameters              text                what was chosen about that method, as JSON
scaled                  (C, h, w) float32   what the scale shows of them (``lecture``: |M_c|)
scaled_resized          (C, H, W) float32   the same, resized after the scale was applied
method, model           text                how the maps were made, from which model
scale, interpolation    text                how they are shown
classes                 (C,) text           names of the classes
sees_rows               (h, 2) int64        pixel rows that cells of each row see (perhaps missing)
sees_columns            (w, 2) int64        pixel columns likewise: first, and first outside
======================= =================== =====================================================

What a network does not have (see `Capability`) is left out.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.attribution.methods import METHODS
from camviewer.common import npz
from camviewer.common.archives import opened_zip
from camviewer.common.arrays import Array
from camviewer.common.errors import FileError
from camviewer.common.files import read_bytes, reason, replacing
from camviewer.common.translation import tr_noop, translate
from camviewer.data.spec import MAX_CLASSES, ImageSpec
from camviewer.inference.prediction import ConvolutionFeatures, LinearHead, Prediction
from camviewer.networks.receptive_field import ReceptiveField
from camviewer.rendering.rendering import Display, resize
from camviewer.rendering.scales import SCALES

SUFFIX = ".npz"

MAX_BYTES = 32_000_000
"""Size of the largest file, and of the largest array in it, that is read."""

_EXPECTED = tr_noop("an explanation that CAM Viewer saved (.npz)")
_ROWS, _COLUMNS = "sees_rows", "sees_columns"
_MAX_NAME_LENGTH = 1000  # characters of a model's name


def write(path: str | Path, prediction: Prediction, display: Display) -> None:
    """Write an explanation, whole or not at all.

    Args:
        path: the file wanted; it should end in ``.npz``.
        prediction: what the network computed; without what the method needs of it, no maps.
        display: names the method, the scale and the interpolation.

    Raises:
        FileError: it cannot be written; what stood there before still stands.
        UserError: the display names a scale or interpolation that does not exist.
    """
    content: dict[str, Any] = {
        "input": prediction.image,
        **_parts(prediction),
        "logits": prediction.logits,
        "probabilities": prediction.probabilities,
        "predicted": np.int64(prediction.predicted),
        **_maps(prediction, display),
        "method": np.str_(display.method),
        "model": np.str_(prediction.model),
        "scale": np.str_(display.scale),
        "interpolation": np.str_(display.interpolation),
        "classes": np.array(prediction.class_names),
    }
    field = prediction.convolution.field if prediction.convolution is not None else None
    if field is not None:
        content |= {_ROWS: field.rows, _COLUMNS: field.columns}
    with replacing(path, what=translate("the numbers")) as temporary, temporary.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **content)


def _maps(prediction: Prediction, display: Display) -> dict[str, Any]:
    """What the display's method makes of it, if the network has what it needs."""
    size, interpolation = prediction.spec.size, display.interpolation
    method, cam = METHODS.named(display.method), METHODS.named(METHODS.default)
    content: dict[str, Any] = {}
    if prediction.lacking(*cam.needs) is None:
        maps = cam.maps(prediction)
        content |= {"cam": maps, "cam_resized": resize(maps, size, interpolation)}
    if prediction.lacking(*method.needs) is not None:
        return content
    maps = method.maps(prediction, display.values)
    scaled = SCALES.named(display.scale).transform(maps)
    if method is not cam:
        content |= {
            "map": maps,
            "map_resized": resize(maps, size, interpolation),
            "parameters": np.str_(json.dumps(method.chosen(prediction, display.values))),
        }
    return content | {"scaled": scaled, "scaled_resized": resize(scaled, size, interpolation)}


def _parts(prediction: Prediction) -> dict[str, Array]:
    """What there is of features and head."""
    parts: dict[str, Array] = {}
    if prediction.convolution is not None:
        parts |= {"features": prediction.features, "pooled": prediction.pooled}
    if prediction.head is not None:
        parts |= {"weights": prediction.weights, "bias": prediction.bias}
    return parts


def read(path: str | Path) -> Prediction:
    """Read the prediction in a file that `write` wrote. Takes a few milliseconds.

    Raises:
        FileError: it is no such file, it is damaged, or its numbers do not fit together.
    """
    path = Path(path)
    content = read_bytes(path, expected=translate(_EXPECTED), at_most=MAX_BYTES)
    try:
        with opened_zip(content) as archive:
            image = _sample(archive)
            return Prediction(
                image,
                _numbers(archive, "logits", 1),
                _text(archive, "model"),
                _convolution(archive, ImageSpec.of(image)),
                _head(archive),
                _names(archive),
            )
    except Exception as error:  # zipfile, zlib and NumPy raise a dozen kinds on damaged files
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("damaged or other content ({0})", reason(error)),
        ) from error


def _sample(archive: zipfile.ZipFile) -> Array:
    array = _array(archive, "input")
    image = _numbers(archive, "input", array.ndim)
    ImageSpec.of(image)
    if image.min() < 0 or image.max() > 1:
        raise ValueError(translate("{0} is not in [0, 1]", repr("input")))
    return image


def _convolution(archive: zipfile.ZipFile, spec: ImageSpec) -> ConvolutionFeatures | None:
    if not _has(archive, "features"):
        return None
    return ConvolutionFeatures(_numbers(archive, "features", 3), _field(archive, spec))


def _head(archive: zipfile.ZipFile) -> LinearHead | None:
    if not _has(archive, "weights"):
        return None
    return LinearHead(_numbers(archive, "weights", 2), _numbers(archive, "bias", 1))


def _has(archive: zipfile.ZipFile, key: str) -> bool:
    return f"{key}.npy" in archive.namelist()


def _names(archive: zipfile.ZipFile) -> tuple[str, ...]:
    array = _array(archive, "classes")
    if array.dtype.kind != "U" or array.ndim != 1 or array.size > MAX_CLASSES:
        raise ValueError(translate("{0} are no names of classes", repr("classes")))
    return tuple(map(str, array))


def _field(archive: zipfile.ZipFile, spec: ImageSpec) -> ReceptiveField | None:
    """What the cells see; files of earlier versions do not tell."""
    if not _has(archive, _ROWS):
        return None
    axes = []
    for key, side in zip((_ROWS, _COLUMNS), spec.size, strict=True):
        axis = _array(archive, key)
        if axis.dtype != np.int64:
            raise ValueError(f"{key!r} is {axis.dtype}")
        pixels = axis.astype(np.int64)
        if pixels.max(initial=0) > side:
            raise ValueError(f"{key!r} is beyond the sample's {side} pixels")
        axes.append(pixels)
    return ReceptiveField(*axes)


def _numbers(archive: zipfile.ZipFile, key: str, axes: int) -> Array:
    array = _array(archive, key)
    if array.dtype != np.float32 or array.ndim != axes or not array.size:
        raise ValueError(translate("{0} is {1} of shape {2}", repr(key), array.dtype, array.shape))
    if not np.isfinite(array).all():
        raise ValueError(translate("{0} holds infinite numbers or none", repr(key)))
    return array.astype(np.float32, order="C")


def _text(archive: zipfile.ZipFile, key: str) -> str:
    array = _array(archive, key)
    if array.dtype.kind != "U" or array.shape or array.dtype.itemsize > 4 * _MAX_NAME_LENGTH:
        raise ValueError(translate("{0} is no short text", repr(key)))
    return str(array)


def _array(archive: zipfile.ZipFile, key: str) -> NDArray[np.generic]:
    return npz.read_array(archive, key, at_most=MAX_BYTES)
