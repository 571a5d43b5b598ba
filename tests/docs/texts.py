"""All texts for people in both languages: the window's, and the pages' without their code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from camviewer.help.screen_names import with_screen_names
from tests.docs.glossary import ROOT
from tests.test_korean import messages


class Text(NamedTuple):
    """Words in both languages; `where` is a context and the English text, or a page."""

    where: str
    english: str
    korean: str


PAGES = ("resources/lessons", "resources/manual")
"""Folders that hold the same pages in `en` and in `ko`."""

_FENCE = re.compile(r"^(`{3,}) *(.*)\n((?:.*\n)*?)\1[ ]*$", re.MULTILINE)
_NO_WORDS = re.compile(
    r"<!--.*?-->"
    r"|(?P<code>`+)[^`\n]+(?P=code)"
    r"|\$[^$\n]+\$"
    r"|\{\{[^}]+\}\}"
    r"|(?<=\])\([^)\s]+\)"  # where a link leads
    r"|https?://\S+",
    re.DOTALL,
)


def window() -> list[Text]:
    """The texts of the program."""
    return [Text(f"{context}: {text}", text, korean) for context, text, korean in messages()]


def paired_pages() -> Iterator[tuple[Path, Path]]:
    """Each page with the same one in Korean."""
    yield ROOT / "README.md", ROOT / "README.ko.md"
    for folder in PAGES:
        for page in sorted((ROOT / folder / "en").glob("*.md")):
            yield page, ROOT / folder / "ko" / page.name


def sentences(kind: str, content: str) -> str:
    """What of a block is meant to be read as words.

    Args:
        kind: what stands behind its first fence, such as ``do`` or ``question``.
        content: its lines.
    """
    if kind == "do":
        return content.partition("\n")[0]
    if kind in ("picture", "figure"):
        return content.partition("---\n")[2]
    if kind == "value":
        return "\n".join(line.rpartition(":")[0] for line in content.splitlines())
    return content if kind in ("question", "paint", "table") else ""


def prose(markdown: str) -> str:
    """The words of a page: without code, formulas, numbers by name and where links lead."""
    words = _FENCE.sub(lambda fence: sentences(fence[2].strip(), fence[3]), markdown)
    return _NO_WORDS.sub(" ", words)


def shown(page: Path, language: str) -> str:
    """The words of a page as it is shown: the manual's with the names that the window has."""
    return prose(with_screen_names(page.read_text(encoding="utf-8"), language))


def pages() -> list[Text]:
    """The pages of the lesson, of the manual, and the first one of the project."""
    return [
        Text(english.relative_to(ROOT).as_posix(), shown(english, "en"), shown(korean, "ko"))
        for english, korean in paired_pages()
    ]
