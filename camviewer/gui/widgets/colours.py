"""Colours to read on, and between others."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor


def readable_on(ground: QColor) -> QColor:
    """Black or white, whichever stands out more: at least 4.5 to 1 on any ground."""
    dark, light = QColor("#000000"), QColor("#ffffff")
    return max((dark, light), key=lambda colour: contrast(colour, ground))


def contrast(one: QColor, other: QColor) -> float:
    """Contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((_luminance(one.rgb()), _luminance(other.rgb())))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def _luminance(rgb: int) -> float:
    parts = (((rgb >> shift) & 255) / 255 for shift in (16, 8, 0))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def mixed(under: QColor, over: QColor, share: float) -> QColor:
    """One colour with a share, 0 to 1, of another."""

    def mix(one: int, other: int) -> int:
        return round(one + (other - one) * share)

    return QColor(
        mix(under.red(), over.red()),
        mix(under.green(), over.green()),
        mix(under.blue(), over.blue()),
    )
