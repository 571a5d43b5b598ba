"""Places of samples on the command line: numbers and ranges, such as 0-9,1005."""

from __future__ import annotations

import argparse
import re

from camviewer.common.errors import UserError
from camviewer.common.translation import translate

_PART = re.compile(r"(\d{1,12})(?:-(\d{1,12}))?", re.ASCII)


def ranges(text: str) -> tuple[range, ...]:
    """A converter for argparse: what stands between commas, each with its last place included."""
    return tuple(_range(part.strip(), text) for part in text.split(","))


def _range(part: str, text: str) -> range:
    found = _PART.fullmatch(part)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} names no places; write whole numbers of at least 0, or ranges of them such "
            f"as 0-9,1005"
        )
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise argparse.ArgumentTypeError(f"{part!r} runs backwards; write the smaller number first")
    return range(first, last + 1)


def places(given: list[tuple[range, ...]], number: int, name: str) -> list[int]:
    """The places meant, in order; nothing is counted out before all are known to be there.

    Args:
        given: what `ranges` made of each word.
        number: of samples that there are.
        name: where they are from, for the sentence.

    Raises:
        UserError: a place is beyond the last sample.
    """
    every = [each for word in given for each in word]
    for each in every:
        if each[-1] >= number:
            raise UserError(
                translate(
                    "There is no [sample] {2} in {1}. Choose an index from 0 to {0}.",
                    number - 1,
                    name,
                    each[-1],
                )
            )
    return [index for each in every for index in each]
