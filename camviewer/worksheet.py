"""The work sheet: a page with this digit's numbers to compute with, and one with the answers."""

from __future__ import annotations

SUFFIX = ".pdf"
