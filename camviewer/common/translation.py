"""The language of what a person reads, for the parts of the program that know no window.

Texts are written in English where they are used, with {0}, {1} … for values:

    translate("expected {0} or more, found {1}", low, found)

The window installs what translates them; without one they stay English. A text that is kept before
it is shown, such as a title, is marked where it is written: ``TITLE = tr_noop("Signed")``, later
``translate(TITLE)``. ``python -m tests.translations`` collects them all; their context is empty.
"""

from __future__ import annotations

from collections.abc import Callable

LANGUAGES = {"en": "English", "ko": "한국어"}
"""Name of each language in itself, by its code."""

Translator = Callable[[str], str]

_translator: Translator = str


def install(translator: Translator) -> None:
    """Translate everything through this function from now on; `str` is English."""
    global _translator
    _translator = translator


def translate(text: str, *values: object) -> str:
    """A text in the person's language, with its values in place."""
    return _translator(text).format(*values)


def tr_noop(text: str) -> str:
    """The text as it is: it is to be translated, but where it is shown, not here."""
    return text
