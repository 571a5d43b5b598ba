"""Texts from files and of files' names, of which every letter can be written again.

JSON and the names of files may hold half of a pair of code units (U+D800 to U+DFFF), which is no
letter: whatever writes such a text as UTF-8 fails.
"""

from __future__ import annotations

import re
from typing import Final

_HALVES: Final = re.compile("[\ud800-\udfff]")


def legible(text: str) -> str:
    """The text with "�" in the place of what is no letter."""
    return _HALVES.sub("\ufffd", text)
