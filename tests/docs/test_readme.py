"""The README is for a first minute, and the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from camviewer.attribution.methods import METHODS
from tests.docs.glossary import ROOT

ENGLISH, KOREAN = "README.md", "README.ko.md"
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in (ENGLISH, KOREAN)}

MOST_LINES = 120


def fences(text: str) -> list[str]:
    """The blocks of commands, with what they are marked as for the gate."""
    return re.findall(r"(?:<!-- \w+ -->\n)?^```.*?^```$", text, re.MULTILINE | re.DOTALL)


def headings(text: str) -> list[str]:
    """The level of each heading; within a level they are told apart by their order."""
    return re.findall(r"^(#+) .+$", text, re.MULTILINE)


def pictures(text: str) -> list[str]:
    """The files that are shown; the Korean README has the same ones of the Korean window."""
    found = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    return [path.replace("screenshots/ko/", "screenshots/") for path in found]


def links(text: str) -> list[str]:
    """Where links lead, without those to the other language and to pictures."""
    found = re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", text)
    return [target for target in found if target not in TEXTS]


def table_sizes(text: str) -> list[int]:
    """How many cells each line of a table has."""
    return [line.count("|") - 1 for line in text.splitlines() if line.startswith("|")]


def typed(text: str) -> list[str]:
    """Commands, paths, names and keys in sentences, in any order."""
    words = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return sorted(re.findall(r"`[^`\n]+`|\*\*(?:[A-Z]|F\d+|Shift\+F1)\*\*", words))


@pytest.mark.parametrize("part", [fences, headings, pictures, links, table_sizes, typed])
def test_that_both_languages_have_the_same(part: Callable[[str], list[object]]) -> None:
    assert part(TEXTS[ENGLISH]) == part(TEXTS[KOREAN])
    assert part(TEXTS[ENGLISH])


@pytest.mark.parametrize(("name", "other"), [(ENGLISH, KOREAN), (KOREAN, ENGLISH)])
def test_that_each_leads_to_the_other_at_its_top(name: str, other: str) -> None:
    assert f"]({other})" in TEXTS[name].splitlines()[2]


@pytest.mark.parametrize("name", TEXTS)
def test_that_it_is_short(name: str) -> None:
    assert len(TEXTS[name].splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", TEXTS)
def test_that_what_it_links_to_is_there(name: str) -> None:
    targets = set(re.findall(r"\]\(([^)]+)\)", TEXTS[name]))
    assert {target for target in targets if not (ROOT / target).is_file()} == set()


def test_that_every_document_is_linked() -> None:
    documents = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert documents <= set(links(TEXTS[ENGLISH]))


def test_that_the_gate_finds_its_commands() -> None:
    marks = [re.match(r"<!-- (\w+) -->", fence) for fence in fences(TEXTS[ENGLISH])]
    assert [mark[1] for mark in marks if mark] == ["debian", "test"]


def test_that_it_counts_the_methods_that_there_are() -> None:
    assert len(METHODS) == 17
    assert "seventeen **methods**" in TEXTS[ENGLISH]
    assert "**방법** 열일곱 가지" in TEXTS[KOREAN]
