"""What is no letter is replaced, everything else stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from camviewer.common.letters import legible


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_that_letters_stay(text: str) -> None:
    assert legible(text) == text


@given(st.text(st.characters()))
def test_that_what_is_read_can_be_written(text: str) -> None:
    read = legible(text)
    assert len(read) == len(text)
    assert read.encode().decode() == read


def test_that_halves_of_letters_are_replaced_one_by_one() -> None:
    assert legible("a\ud800\udcffb") == "a\ufffd\ufffdb"
    assert legible("한글 𝓍") == "한글 𝓍"
