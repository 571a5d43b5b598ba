"""The font that comes with the program, for Korean words where the system has none."""

from __future__ import annotations

import re
from pathlib import Path

from camviewer.core.paths import resources

HANGUL = "CAM Viewer Hangul"
"""Name of its family."""

_HANGUL = re.compile("[\u3131-\u318e\uac00-\ud7a3]")


def hangul_file() -> Path:
    """Where it is; `resources/fonts/README.md` says what is in it."""
    return resources() / "fonts" / "camviewer-hangul.ttf"


def has_hangul(text: str) -> bool:
    """Whether Korean letters are in a text."""
    return _HANGUL.search(text) is not None
