"""What a sample is called: texts leave a place for the word, the data set decides which it is.

A text says ``[sample]``, ``[samples]``, ``[Sample]`` or ``[Samples]``; on screen a sample of MNIST
is a digit, one of any other data set a picture. In Korean the particle behind a word depends on
how the word ends, so a text writes both: ``[sample]을(를)``.
"""

from __future__ import annotations

import re

NOUNS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {"digit": ("digit", "digits"), "picture": ("picture", "pictures")},
    "ko": {"digit": ("숫자", "숫자"), "picture": ("이미지", "이미지")},
}
"""Singular and plural, by language and noun."""

_PLACE = re.compile(r"\[([Ss])ample(s?)\](을\(를\)|은\(는\)|이\(가\)|과\(와\)|\(으\)로|\(이\))?")
_PARTICLES = {
    "을(를)": ("을", "를"),
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
"""Behind a word that ends in a consonant, and behind one that ends in a vowel."""

_FIRST, _LAST, _ENDINGS = 0xAC00, 0xD7A3, 28  # Hangul syllables, by what they end in


def with_noun(text: str, noun: str, language: str = "en") -> str:
    """A text with the word in its places; one without places as it is.

    Args:
        text: may hold ``[sample]`` and the like.
        noun: a key of `NOUNS` of that language.
        language: a key of `NOUNS`.
    """
    if "ample" not in text:
        return text
    singular, plural = NOUNS[language][noun]

    def put(place: re.Match[str]) -> str:
        word = plural if place[2] else singular
        if place[1] == "S":
            word = word[0].upper() + word[1:]
        closed, opened = _PARTICLES.get(place[3] or "", ("", ""))
        return word + (closed if _ends_in_consonant(word) else opened)

    return _PLACE.sub(put, text)


def _ends_in_consonant(word: str) -> bool:
    """Whether the last Hangul syllable of a word has a final consonant."""
    code = ord(word[-1])
    return _FIRST <= code <= _LAST and (code - _FIRST) % _ENDINGS != 0
