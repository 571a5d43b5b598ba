"""Noise of a camera: of its electronics, of the light itself, of broken pixels."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.data.corruptions.corruption import Corruption, Picture

_SHARES = (0.0, 2.0, 5.0, 10.0, 20.0, 30.0, 40.0, 60.0)


def _gaussian(sample: Array, per_cent: float, random: np.random.Generator) -> Picture:
    """Of that standard deviation, where full ink is 100 %."""
    return sample + random.standard_normal(sample.shape, np.float32) * np.float32(per_cent / 100)


def _shot(sample: Array, per_cent: float, random: np.random.Generator) -> Picture:
    """Photons counted: of that standard deviation at full ink, and none where there is no ink."""
    photons = (100 / per_cent) ** 2
    return (random.poisson(sample * photons) / photons).astype(np.float32)


def _impulse(sample: Array, per_cent: float, random: np.random.Generator) -> Picture:
    """That share of the pixels black or white, half of them each."""
    drawn, white = random.random((2, *sample.shape), np.float32)
    return np.where(drawn < per_cent / 100, np.round(white), sample)


CORRUPTIONS = (
    Corruption("noise", tr_noop("Gaussian noise"), "%", _SHARES, 20, False, _gaussian),
    Corruption(
        "shot-noise",
        tr_noop("Shot noise"),
        "%",
        (0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0),
        50,
        True,
        _shot,
    ),
    Corruption("impulse-noise", tr_noop("Impulse noise"), "%", _SHARES, 20, True, _impulse),
)
