"""Edges in the ink's place."""

from __future__ import annotations

import cv2
import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.data.corruptions.corruption import Corruption, Picture, channel_last


def _edges(sample: Array, per_cent: float, _random: np.random.Generator) -> Picture:
    """So much of the way from the sample to its edges, which are found by Canny's method."""
    stored = np.round(sample * 255).astype(np.uint8)
    grey = stored if stored.ndim == 2 else cv2.cvtColor(stored, cv2.COLOR_RGB2GRAY)
    edges = channel_last(cv2.Canny(grey, 100, 200).astype(np.float32) / 255, sample)
    return sample + (edges - sample) * np.float32(per_cent / 100)


CORRUPTIONS = (
    Corruption(
        "canny-edges",
        tr_noop("Canny edges"),
        "%",
        (0.0, 20.0, 40.0, 60.0, 80.0, 100.0),
        100,
        True,
        _edges,
    ),
)
