"""Marks inside a lesson's words that name something: numbers and parts of the window."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from camviewer.common.translation import translate
from camviewer.lesson.malformed import Lines, MalformedError, quoted
from camviewer.lesson.parts import PARTS
from camviewer.lesson.values import LIVE, facts, is_known

VALUE = re.compile(r"\{\{([^{}\n]*)\}\}")
"""``{{NAME}}``: the number of that name, its first group."""

POINTER = re.compile(r"\[([^\[\]]+)\]\(@([^()\n]*)\)")
"""``[words](@PART)``: words, its first group, and the part they point to, its second."""

_AS_TYPED = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def check_words(lines: Lines) -> None:
    """Refuse names of numbers and of parts that there are not.

    Raises:
        MalformedError: a name is unknown; the sentence has the nearest one that is known.
    """
    for line, text in lines:
        words = _AS_TYPED.sub("", text)
        for found in VALUE.finditer(words):
            check_value(line, found[1])
        for found in POINTER.finditer(words):
            if found[2] not in PARTS:
                raise MalformedError(
                    line,
                    translate("The window has no part {0}.", quoted(found[2]))
                    + _suggestion(found[2], PARTS),
                )


def check_value(line: int, name: str) -> None:
    """Refuse the name of a number that there is not.

    Raises:
        MalformedError: as `check_words`.
    """
    if not is_known(name):
        raise MalformedError(
            line,
            translate("There is no value {0}.", quoted(name))
            + _suggestion(name, (*LIVE, *facts())),
        )


def _suggestion(name: str, known: Iterable[str]) -> str:
    """A second sentence: which name may be meant, or some of those there are."""
    near = get_close_matches(name, list(known), n=1)
    if near:
        return " " + translate("Did you mean {0}?", quoted(near[0]))
    return " " + translate("See docs/lessons.md for all names.")
