"""The language of what a person reads, for the parts of the program that know no window.

Texts are written in English where they are used, with {0}, {1} … for values:

    say("expected {0} or more, found {1}", low, found)

The window sets what translates them; without one they stay English. A text that is kept before it
is said, such as a title, is marked where it is written: ``TITLE = mark("Signed")``, later
``say(TITLE)``. ``python -m tests.translations`` collects them all; their context is empty.
"""

from __future__ import annotations

from collections.abc import Callable

LANGUAGES = {"en": "English", "ko": "한국어"}
"""Name of each language in itself, by its code."""

Translate = Callable[[str], str]

_translate: Translate = str


def use(translate: Translate) -> None:
    """Say everything through this function from now on; `str` is English."""
    global _translate
    _translate = translate


def say(text: str, *values: object) -> str:
    """A text in the person's language, with its values in place."""
    return _translate(text).format(*values)


def mark(text: str) -> str:
    """The text as it is: it is to be translated, but where it is said, not here."""
    return text
