"""Kinds of numbers on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def at_least(smallest: int, largest: int | None = None) -> Callable[[str], int]:
    """A converter for argparse: whole numbers from `smallest` on, to `largest` if it is given."""
    allowed = f"of at least {smallest}" if largest is None else f"from {smallest} to {largest}"

    def convert(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = smallest - 1
        if number < smallest or (largest is not None and number > largest):
            raise argparse.ArgumentTypeError(
                f"{text!r} cannot be used; give a whole number {allowed}"
            )
        return number

    return convert
