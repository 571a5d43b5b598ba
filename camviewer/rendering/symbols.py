"""Symbols with an index: numbers below the line, other names in brackets."""

from __future__ import annotations

_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def subscript(name: str) -> str:
    """A class' name behind a symbol: "₇" of "7", "(cat)" of "cat"."""
    return name.translate(_BELOW) if name.isascii() and name.isdigit() else f"({name})"
