"""Numbers as facts are written: the same in every language."""

from __future__ import annotations


def count(value: int) -> str:
    """A whole number: "19,466"."""
    return f"{value:,}"


def decimal(value: float, places: int = 2) -> str:
    """A number with a real minus sign: "−0.17"."""
    return f"{value:.{places}f}".replace("-", "−")


def percent(share: float, places: int = 1) -> str:
    """A share: "98.0%"."""
    return f"{100 * share:.{places}f}%"


def times(*sides: int) -> str:
    """Sizes of an array: "14 × 14 × 64"."""
    return " × ".join(map(str, sides))
