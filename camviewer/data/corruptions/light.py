"""Another light: too little contrast, too bright, in fog."""

from __future__ import annotations

import cv2
import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.data.corruptions.corruption import Corruption, Picture, channel_last

_OCTAVES = (2, 4, 8, 16)  # knots of fog along each side: large clouds, and finer ones in them


def _less_contrast(sample: Array, per_cent: float, _random: np.random.Generator) -> Picture:
    """Every pixel so much nearer to the mean of all."""
    mean = np.float32(sample.mean())
    return mean + (sample - mean) * np.float32(1 - per_cent / 100)


def _brighten(sample: Array, per_cent: float, _random: np.random.Generator) -> Picture:
    """So much added everywhere, where full ink is 100 %."""
    return sample + np.float32(per_cent / 100)


def _fog(sample: Array, per_cent: float, random: np.random.Generator) -> Picture:
    """Clouds of that density; they brighten, and as much of the sample is lost."""
    density = channel_last(_clouds(sample.shape[0], sample.shape[1], random), sample)
    return (sample + density * np.float32(per_cent / 50)) / np.float32(1 + per_cent / 100)


def _clouds(height: int, width: int, random: np.random.Generator) -> Array:
    """(h, w) in [0, 1] smooth noise, half as strong in each octave as in the one before."""
    clouds = np.zeros((height, width), np.float32)
    for place, knots in enumerate(_OCTAVES):
        field = random.random((knots, knots), np.float32)
        clouds += cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC) / 2**place
    clouds -= clouds.min()
    result: Array = clouds / clouds.max()
    return result


CORRUPTIONS = (
    Corruption(
        "contrast",
        tr_noop("Lost contrast"),
        "%",
        (0.0, 20.0, 40.0, 60.0, 70.0, 80.0, 85.0, 90.0, 95.0),
        80,
        False,
        _less_contrast,
    ),
    Corruption(
        "brightness",
        tr_noop("Brightness"),
        "%",
        (0.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 70.0, 90.0),
        30,
        True,
        _brighten,
    ),
    Corruption(
        "fog",
        tr_noop("Fog"),
        "%",
        (0.0, 5.0, 10.0, 20.0, 40.0, 60.0, 80.0, 100.0),
        60,
        True,
        _fog,
    ),
)
