"""Pictures from arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from camviewer.rendering.colour_maps import Colours


def to_image(picture: Colours) -> QImage:
    """An image that owns its pixels, from RGB (height, width, 3) uint8.

    It has the screen's own format: only then Qt scales it in one go. Any other it cuts into
    pieces for helper threads, and a paint waits for milliseconds until a busy machine runs them.
    """
    height, width, _ = picture.shape
    pixels = np.ascontiguousarray(picture)
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def from_image(image: QImage) -> NDArray[np.uint8]:
    """RGBA pixels (height, width, 4) uint8 of an image; the array owns them."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(plain.constBits(), np.uint8, plain.sizeInBytes())
    rows = rows.reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4).copy()
