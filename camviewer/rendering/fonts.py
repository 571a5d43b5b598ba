"""The font that comes with the program, for Korean words where the system has none that fits."""

from __future__ import annotations

import re
from pathlib import Path

from camviewer.common.paths import resources

HANGUL = "CAM Viewer Hangul"
"""Name of its family. It has Hangul only: all else comes from the font that it is used beside."""

KOREAN = ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo")
"""Families of systems with Korean words and with numbers that are easy to read, the best first."""

_HANGUL = "\u3131-\u318e\uac00-\ud7a3"
_RUN = re.compile(f"[{_HANGUL}]+|[^{_HANGUL}]+")


def hangul_file() -> Path:
    """Where it is; `resources/fonts/README.md` says what is in it."""
    return resources() / "fonts" / "camviewer-hangul.ttf"


def has_hangul(text: str) -> bool:
    """Whether Korean letters are in a text."""
    return re.search(f"[{_HANGUL}]", text) is not None


def runs(text: str) -> list[str]:
    """A text in pieces that are either Korean letters or anything else."""
    return _RUN.findall(text)
