"""The glossary is whole, and the names in the code keep to it."""

from __future__ import annotations

import ast
import functools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.glossary import (
    EXEMPT_NAMES,
    EXEMPT_PHRASES,
    HEADER,
    NAMES_HEADER,
    PHRASES_HEADER,
    ROOT,
    ROWS,
    TEXT,
    cells,
    table_rows,
)

TERMS = (
    *("sample", "class name", "prediction", "score (logit)", "probability", "activation"),
    *("features f_k", "pooled F_k", "weights w_k^c", "class activation map M_c", "attribution"),
    *("contribution", "score breakdown", "channel ablation", "class contrast", "error cluster"),
    *("annotation", "training run", "checkpoint", "weight snapshot", "learning rate"),
    "augmentation",
)
"""What the program is about; its other terms stand beside these."""

HOME_MADE = (
    *("remark", "finding", "subject", "room", "course", "intake", "keeping", "wish", "moment"),
    *("alteration", "ledger", "pair", "family", "saving", "runner", "film", "say", "mark", "rate"),
)
"""Names that stood in the code once."""

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def words(name: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(name)]


def holds(spelled: list[str], phrase: list[str]) -> bool:
    """Whether the words of a phrase stand in a name, one after the other; also in the plural."""
    length = len(phrase)
    return any(
        spelled[start : start + length] in (phrase, [*phrase[:-1], f"{phrase[-1]}s"])
        for start in range(len(spelled) - length + 1)
    )


def without_terms(spelled: list[str]) -> list[str]:
    """The words of a name that are not part of a term of several words, such as learning rate."""
    text = f" {' '.join(spelled)} "
    for row in ROWS:
        term = words(row.term)
        if len(term) > 1:
            text = text.replace(f" {' '.join(term)} ", " | ")
    return text.split()


def names_of(path: Path) -> Iterator[str]:
    """The names of a module, its classes and its functions."""
    yield path.parent.name if path.stem == "__init__" else path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


@functools.cache
def uses() -> set[tuple[str, str]]:
    """Each avoided word with each name in which it stands."""
    avoided = {word for row in ROWS for word in row.avoid}
    names = {name for path in (ROOT / "camviewer").rglob("*.py") for name in names_of(path)}
    return {
        (word, name)
        for name in names
        for spelled in [without_terms(words(name))]
        for word in avoided
        if holds(spelled, words(word))
    }


def test_that_every_row_is_whole() -> None:
    headers = (HEADER, NAMES_HEADER, PHRASES_HEADER)
    lines = [line for line in TEXT.splitlines() if line.startswith("| ")]
    rows = [row for row in map(cells, lines) if row not in headers]
    exempt = [row for header in headers[1:] for row in table_rows(header)]
    assert Counter(map(len, rows)) == {len(HEADER): len(ROWS), 3: len(exempt)}
    for row in ROWS:
        assert row.term, row
        assert row.korean, row
        assert row.meaning.endswith("."), row
        assert row.meaning_in_korean.endswith("."), row
        assert re.search("[가-힣]", row.meaning_in_korean), row


@pytest.mark.parametrize("term", TERMS)
def test_that_a_term_is_there(term: str) -> None:
    assert term in {row.term for row in ROWS}


@pytest.mark.parametrize("word", HOME_MADE)
def test_that_a_home_made_word_is_avoided(word: str) -> None:
    assert word in {each for row in ROWS for each in row.avoid}


def test_that_no_two_rows_share_a_word() -> None:
    for attribute in ("term", "korean"):
        counts = Counter(str(getattr(row, attribute)).casefold() for row in ROWS)
        assert [word for word, count in counts.items() if count > 1] == []


def test_that_no_term_is_avoided_elsewhere() -> None:
    korean = {word for row in ROWS for word in row.avoid_korean}
    assert korean.isdisjoint(row.korean for row in ROWS)
    english = {word for row in ROWS for word in row.avoid} - {word for word, _ in EXEMPT_NAMES}
    assert english.isdisjoint(row.term for row in ROWS)


@pytest.mark.slow
def test_that_no_name_has_a_word_to_avoid() -> None:
    assert uses() - EXEMPT_NAMES == set()


def test_that_exempt_names_are_there() -> None:
    assert EXEMPT_NAMES - uses() == set()


def test_that_only_avoided_words_are_exempt() -> None:
    avoided = {word for row in ROWS for word in (*row.avoid, *row.avoid_korean)}
    assert {word for word, _ in EXEMPT_PHRASES} <= avoided
    assert all(word in phrase.lower() for word, phrase in EXEMPT_PHRASES)


def test_that_sources_in_the_code_are_there() -> None:
    for row in ROWS:
        for path in re.findall(r"`([a-z_]+/[^`]*)`", row.source):
            assert (ROOT / "camviewer" / path).exists(), path


@pytest.mark.parametrize(
    ("name", "phrase", "found"),
    [
        ("RemarkPanel", "remark", True),
        ("all_remarks", "remark", True),
        ("remarkable", "remark", False),
        ("_HeatMap2", "heat map", True),
        ("learning_rate_at", "rate", False),
        ("rate_at", "rate", True),
    ],
)
def test_that_a_word_is_found_in_a_name(name: str, phrase: str, found: bool) -> None:
    assert holds(without_terms(words(name)), words(phrase)) is found
