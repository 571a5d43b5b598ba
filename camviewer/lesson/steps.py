"""Steps of a lesson's tasks: which there are, and what each of them is told.

``VERB ARGUMENT``, one a line. What a step does to the window is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from camviewer.common.translation import translate
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.scales import SCALES

DIGIT_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

PARTS = ("decomposition", "mistakes", "training", "methods", "networks", "lab")
"""Parts of the window that can be opened and closed."""


@dataclass(frozen=True)
class Step:
    """One step: its verb and what it is told, empty for verbs that need nothing more."""

    verb: str
    argument: str


@dataclass(frozen=True)
class Rule:
    """What a verb may be told.

    Attributes:
        fits: whether an argument is one.
        form: how arguments are written, for the sentence, said in the person's language.
    """

    fits: Callable[[str], object]
    form: Callable[[], str]


_NUMBER = "[0-9]{1,6}"
_PIXEL = f"({'|'.join(map(str, range(DIGIT_SPEC.width)))})"


def _any_of(names: Collection[str]) -> Rule:
    return Rule(lambda argument: argument in names, lambda: " | ".join(names))


def _whole(most: int) -> Rule:
    return Rule(
        lambda argument: re.fullmatch(_NUMBER, argument) and int(argument) <= most,
        lambda: f"0–{most}",
    )


def _like(pattern: str, form: Callable[[], str]) -> Rule:
    return Rule(re.compile(pattern).fullmatch, form)


_NOTHING = Rule(lambda argument: not argument, str)
_MODEL = _like(r"\S.{0,80}", lambda: translate("NAME OF A NETWORK"))

RULES: dict[str, Rule] = {
    "digit": _like(
        f"{_NUMBER}( or {_NUMBER})?",
        lambda: translate("NUMBER, or MNIST NUMBER or BUILT-IN NUMBER, such as 1005 or 87"),
    ),
    "random": _NOTHING,
    "draw": _any_of(DIGIT_NAMES),
    "clear": _NOTHING,
    "model": _MODEL,
    "second": _MODEL,
    "class": _any_of((*"0123456789", "predicted")),
    "method": _like(r"[a-z0-9_-]{1,40}", lambda: translate("NAME OF A METHOD, such as grad-cam")),
    "scale": _any_of(SCALES),
    "colours": _any_of(COLOUR_MAPS),
    "opacity": _whole(100),
    "threshold": _whole(100),
    "point": _like(
        f"{_PIXEL} {_PIXEL}",
        lambda: translate("COLUMN ROW, each from 0 to {0}", DIGIT_SPEC.width - 1),
    ),
    "open": _any_of(PARTS),
    "close": _any_of(PARTS),
    "history": _MODEL,
    "snapshot": _like(
        f"first|last|{_NUMBER}", lambda: translate("first, last or the NUMBER of an epoch")
    ),
}
"""What each verb may be told."""
