"""Pictures and labels to be written in one form or another."""

from __future__ import annotations

import struct

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 28

Array = NDArray[np.generic]


def grey(number: int, seed: int = 1, height: int = SIDE, width: int = SIDE) -> NDArray[np.uint8]:
    """Pictures (n, h, w): ink on an empty ground; no two rows or columns are alike."""
    random = np.random.default_rng(seed)
    pictures = np.zeros((number, height, width), np.uint8)
    inside = random.integers(1, 256, (number, height - 8, width - 8), np.uint8)
    pictures[:, 4:-4, 4:-4] = inside
    pictures[:, 5, 5] = 255
    return pictures


def coloured(number: int, seed: int = 1, side: int = 32) -> NDArray[np.uint8]:
    """Pictures (n, h, w, 3)."""
    planes = [grey(number, seed + plane, side, side) for plane in range(3)]
    return np.stack(planes, axis=-1)


def labels(number: int, classes: int = 10) -> NDArray[np.int64]:
    """Labels in turn: 0 1 2 … so that every class is there."""
    return np.arange(number) % classes


def idx(values: Array) -> bytes:
    """Unsigned bytes in MNIST's own format."""
    header = struct.pack(f">I{values.ndim}I", 0x800 + values.ndim, *values.shape)
    return header + values.astype(np.uint8).tobytes()


def png(picture: NDArray[np.uint8]) -> bytes:
    """A PNG file's content."""
    shown = picture if picture.ndim == 2 else picture[..., ::-1]
    return bytes(cv2.imencode(".png", shown)[1])
