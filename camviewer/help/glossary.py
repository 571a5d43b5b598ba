"""The glossary of ``resources/glossary.md``, for those who use the program."""

from __future__ import annotations

import re
from dataclasses import dataclass

from camviewer.common.paths import resources
from camviewer.common.translation import tr_noop, translate

_COLUMNS = ("term", "meaning", "formula or source", "Korean", "뜻")
_TELLING = re.compile(r"[=−↦]|\b(19|20)\d\d\b")  # a formula, or a year
_WORDY = re.compile(r"\bof\b")  # a formula that is told in English words

_OF_THE_CODE = {
    *("ImageSpec", "noun", "rearrangement", "graph", "layer kind", "lowering", "folding"),
    *("capability", "library", "engine", "session", "reading plan", "backward walk", "case"),
    *("display", "evaluation target", "derived analyses", "training event", "run storage"),
    *("network snapshot", "stop request", "arrangement", "central widget", "open dispatcher"),
    *("export actions", "lesson controller", "panel"),
}
"""Terms that nobody meets who does not read the program."""

TITLES = {
    "Samples": tr_noop("[Samples] and data"),
    "Networks": tr_noop("Networks"),
    "Predictions": tr_noop("Predictions"),
    "Maps": tr_noop("Maps"),
    "Decomposition": tr_noop("Decomposition"),
    "Error analysis": tr_noop("Mistakes"),
    "Training": tr_noop("Training"),
    "Window": tr_noop("The window"),
    "Lesson and exports": tr_noop("Lesson and exports"),
}
"""Sections of the file that a person meets, and what the page calls them."""


@dataclass(frozen=True)
class Term:
    """A row of the glossary.

    Attributes:
        section: the heading above it.
        term: in English.
        meaning: in English.
        source: a formula, or who wrote of it and when; not where it is in the code.
        korean: the term in Korean.
        korean_meaning: the meaning in Korean.
    """

    section: str
    term: str
    meaning: str
    source: str
    korean: str
    korean_meaning: str


def read_terms() -> list[Term]:
    """All rows of the file, in order."""
    return parse((resources() / "glossary.md").read_text(encoding="utf-8"))


def parse(text: str) -> list[Term]:
    """The rows of all tables that have the columns of a glossary."""
    terms: list[Term] = []
    section, columns = "", list[str]()
    for line in text.splitlines():
        if line.startswith("## "):
            section = line[3:].strip()
        cells = [cell.strip() for cell in line.strip("| ").split(" |")] if line[:1] == "|" else []
        if not cells:
            columns = []
        elif not columns:
            columns = cells
        elif set(_COLUMNS) <= set(columns) and not line.startswith("|---"):
            term, meaning, source, korean, korean_meaning = (
                _cell(cells, columns.index(name)) for name in _COLUMNS
            )
            terms.append(Term(section, term, meaning, _told(source), korean, korean_meaning))
    return terms


def glossary_page(language: str) -> str:
    """The manual's page of words, as Markdown in a language."""
    lines = [f"# {translate('Glossary')}", ""]
    terms = read_terms()
    for section, title in TITLES.items():
        lines += [f"## {translate(title)}", "", *_table(terms, section, language), ""]
    return "\n".join(lines)


def _table(terms: list[Term], section: str, language: str) -> list[str]:
    chosen = [each for each in terms if each.section == section and each.term not in _OF_THE_CODE]
    if language == "ko":
        head = ["| 용어 | 뜻 | 영어 |", "|---|---|---|"]
        return head + [f"| **{t.korean}** | {_korean(t)} | {t.term} |" for t in chosen]
    head = ["| Term | Meaning | Korean |", "|---|---|---|"]
    return head + [f"| **{t.term}** | {_with_source(t.meaning, t)} | {t.korean} |" for t in chosen]


def _korean(term: Term) -> str:
    return _with_source(term.korean_meaning or term.meaning, term)


def _with_source(meaning: str, term: Term) -> str:
    return f"{meaning} [{term.source}]" if term.source else meaning


def _told(source: str) -> str:
    """What of a source is for readers."""
    parts = [part.strip() for part in source.split(";")]
    kept = (part for part in parts if "`" not in part and _TELLING.search(part))
    return "; ".join(part for part in kept if not _WORDY.search(part))


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""
