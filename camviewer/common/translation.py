"""The language of what a person reads, for the parts of the program that know no window.

Texts are written in English where they are used, with {0}, {1} … for values:

    translate("{0} are too few; choose {1} or more", found, low)

The window installs what translates them; without one they stay English. A text that is kept before
it is shown, such as a title, is marked where it is written: ``TITLE = tr_noop("Signed")``, later
``translate(TITLE)``. ``python -m tests.translations`` collects them all; their context is empty.
What a sample is called is the data set's word: texts leave a place for it, see `nouns`.
"""

from __future__ import annotations

from collections.abc import Callable

from camviewer.common.nouns import with_noun

LANGUAGES = {"en": "English", "ko": "한국어"}
"""Name of each language in itself, by its code."""

Translator = Callable[[str], str]

_translator: Translator = str
_language = "en"
_noun = "digit"


def install(translator: Translator, language: str = "en") -> None:
    """Translate everything through this function from now on; `str` is English."""
    global _translator, _language
    _translator, _language = translator, language


def language() -> str:
    """Code of the language in which texts are translated now."""
    return _language


def speak_of(noun: str) -> None:
    """Call samples by another word from now on, one of `nouns.NOUNS`."""
    global _noun
    _noun = noun


def worded(text: str) -> str:
    """A translated text with the word for samples in its places."""
    return with_noun(text, _noun, _language)


def translate(text: str, *values: object) -> str:
    """A text in the person's language, with its values in place."""
    return worded(_translator(text)).format(*values)


def tr_noop(text: str) -> str:
    """The text as it is: it is to be translated, but where it is shown, not here."""
    return text
