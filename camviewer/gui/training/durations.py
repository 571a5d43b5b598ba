"""Durations as a person says them."""

from __future__ import annotations

from camviewer.common.translation import translate

_MINUTE, _HOUR = 60, 3600  # seconds


def rounded(seconds: float) -> str:
    """An estimated duration, no more exact than it can be: "40 s", "3 min", "1.5 h"."""
    if seconds < 1.5 * _MINUTE:
        return translate("{0} s", max(5, 5 * round(seconds / 5)))
    if seconds < 1.5 * _HOUR:
        return translate("{0} min", round(seconds / _MINUTE))
    hours = seconds / _HOUR
    return translate("{0} h", f"{hours:.1f}" if hours < 10 else f"{hours:,.0f}")


def exact(seconds: float) -> str:
    """A duration to the second: "1:05", "2:00:00"."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
