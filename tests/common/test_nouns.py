"""Texts with the data set's word for its samples."""

from __future__ import annotations

import pytest

from camviewer.common.nouns import NOUNS, with_noun


@pytest.mark.parametrize(
    ("text", "digit", "picture"),
    [
        ("No [sample] yet", "No digit yet", "No picture yet"),
        ("[Samples]: {0}", "Digits: {0}", "Pictures: {0}"),
        ("[Sample] {0} of [samples]", "Digit {0} of digits", "Picture {0} of pictures"),
        ("a sample, [{0}]", "a sample, [{0}]", "a sample, [{0}]"),
    ],
)
def test_that_the_word_stands_in_its_places(text: str, digit: str, picture: str) -> None:
    assert with_noun(text, "digit") == digit
    assert with_noun(text, "picture") == picture


@pytest.mark.parametrize(
    ("text", "after_a_vowel", "after_a_consonant"),
    [
        ("[sample]을(를) 그리세요", "숫자를 그리세요", "그림을 그리세요"),
        ("[sample]은(는)", "숫자는", "그림은"),
        ("[samples]이(가)", "숫자가", "그림이"),
        ("[sample]과(와)", "숫자와", "그림과"),
        ("[sample](으)로", "숫자로", "그림으로"),
        ("[sample](이)며", "숫자며", "그림이며"),
        ("[sample] {0}개", "숫자 {0}개", "그림 {0}개"),
    ],
)
def test_that_korean_particles_follow_the_word(
    text: str, after_a_vowel: str, after_a_consonant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NOUNS["ko"], "picture", ("그림", "그림"))
    assert with_noun(text, "digit", "ko") == after_a_vowel
    assert with_noun(text, "picture", "ko") == after_a_consonant


def test_that_every_language_has_the_same_nouns() -> None:
    assert len({tuple(words) for words in NOUNS.values()}) == 1
