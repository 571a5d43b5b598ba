"""Marks inside a lesson's words that name something: numbers and parts of the window."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from camviewer.common.translation import translate
from camviewer.lesson.malformed import Lines, MalformedError, quoted
from camviewer.lesson.parts import PARTS
from camviewer.lesson.values import LIVE, facts, is_known

VALUE = re.compile(r"\{\{([^{}\n]*)\}\}")
"""``{{NAME}}``: the number of that name, its first group."""

POINTER = re.compile(r"\[([^\[\]]+)\]\(@([^()\n]*)\)")
"""``[words](@PART)``: words, its first group, and the part they point to, its second."""

_TICKS = re.compile("`+")


def check_words(lines: Lines) -> None:
    """Refuse names of numbers and of parts that there are not.

    Raises:
        MalformedError: a name is unknown; the sentence has the nearest one, or all that there are.
    """
    for line, text in lines:
        words = _without_code(text)
        for found in VALUE.finditer(words):
            check_value(line, found[1])
        for found in POINTER.finditer(words):
            if found[2] not in PARTS:
                problem = translate("The window has no part {0}.", quoted(found[2]))
                raise MalformedError(line, f"{problem} {_remedy(found[2], PARTS)}")


def _without_code(text: str) -> str:
    """A line without what stands between as many backticks as begin it.

    No expression does this: one that looks for the end anew at each backtick takes minutes for a
    page of hardly anything else.
    """
    runs = list(_TICKS.finditer(text))
    lengths = [len(run[0]) for run in runs]
    kept: list[str] = []
    done = place = 0
    while place < len(runs):
        if lengths[place] in lengths[place + 1 :]:
            kept.append(text[done : runs[place].start()])
            place = lengths.index(lengths[place], place + 1)
            done = runs[place].end()
        place += 1
    return "".join((*kept, text[done:]))


def check_value(line: int, name: str) -> None:
    """Refuse the name of a number that there is not.

    Raises:
        MalformedError: as `check_words`.
    """
    if not is_known(name):
        problem = translate("There is no value {0}.", quoted(name))
        raise MalformedError(line, f"{problem} {_remedy(name, LIVE, facts())}")


def _remedy(name: str, known: Collection[str], others: Collection[str] = ()) -> str:
    """Which of all names may be meant, else which of the first ones there are."""
    near = get_close_matches(name, [*known, *others], n=1)
    if near:
        return translate("Did you mean {0}?", quoted(near[0]))
    return translate("Use one of {0}.", ", ".join(known))
