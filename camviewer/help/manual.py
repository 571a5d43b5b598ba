"""The pages of the manual, in the order of its contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from camviewer.common.paths import resources
from camviewer.help.screen_names import with_screen_names

PAGES = (
    "tour",
    "input",
    "stage",
    "classes",
    "decomposition",
    "methods",
    "networks",
    "lab",
    "training",
    "mistakes",
    "map",
    "labels",
    "probabilities",
    "fix",
    "lesson",
    "presentation",
    "keys",
    "data",
    "models",
    "exports",
    "scripts",
    "troubleshooting",
    "glossary",
    "references",
)
"""Name of each page, in both languages."""

MADE = ("keys", "glossary")
"""Pages that no file holds: they are made of what the program knows anyway."""


@dataclass(frozen=True)
class ManualPage:
    """One page.

    Attributes:
        name: one of `PAGES`.
        text: Markdown; its first line is the title.
    """

    name: str
    text: str

    @property
    def title(self) -> str:
        """What the contents call the page."""
        return self.text.partition("\n")[0].removeprefix("# ").strip()


def folder(language: str) -> Path:
    """Where the pages of a language lie; English where there are none of it."""
    found = resources() / "manual" / language
    return found if found.is_dir() else resources() / "manual" / "en"


def read_pages(language: str, made: Mapping[str, str]) -> tuple[ManualPage, ...]:
    """All pages, in order.

    Args:
        language: a key of `LANGUAGES`.
        made: Markdown of the pages in `MADE`, in that language.
    """
    return tuple(
        ManualPage(name, made[name] if name in made else _read(name, language)) for name in PAGES
    )


@cache
def _read(name: str, language: str) -> str:
    text = (folder(language) / f"{name}.md").read_text(encoding="utf-8")
    return with_screen_names(text, language)
