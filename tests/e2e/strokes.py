"""Samples as a hand draws them: corners, as shares of the canvas' side."""

from __future__ import annotations

SEVEN = ((0.25, 0.2), (0.75, 0.2), (0.42, 0.85))
ONE = ((0.52, 0.15), (0.48, 0.85))
