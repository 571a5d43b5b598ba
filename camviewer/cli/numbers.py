"""Kinds of numbers on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def at_least(smallest: int) -> Callable[[str], int]:
    """A converter for argparse: whole numbers from `smallest` on."""

    def convert(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = smallest - 1
        if number < smallest:
            raise argparse.ArgumentTypeError(
                f"expected a whole number of at least {smallest}, found {text!r}"
            )
        return number

    return convert
