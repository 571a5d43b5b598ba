"""How hostile files are read: as the fuzzer reads mutants, and lessons as they are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.formats import FORMATS, Format

if TYPE_CHECKING:
    from camviewer.lesson.page import Block


def _pages() -> list[bytes]:
    return [b"# Page\n\nSome *words*.\n\n```formula\na_b\n```\n"]


def _shown(path: Path) -> object:
    """Read the lesson that a page is of, and make what the window shows of its words."""
    from camviewer.controllers.lesson import read
    from camviewer.gui.lesson.rich_text import to_html

    pages = read(path.parent).pages
    words = [each for page in pages for block in page.blocks for each in _words(block)]
    return [_laid_out(to_html(each)) for each in words]


def _laid_out(html: str) -> float:
    """Lay text out as a label does; gives its height."""
    from PySide6.QtGui import QGuiApplication, QTextDocument

    QGuiApplication.instance() or QGuiApplication([])
    document = QTextDocument()
    document.setHtml(html)
    document.setTextWidth(400)
    return document.size().height()


def _words(block: Block) -> list[str]:
    from camviewer.lesson.page import Painting, Picture, Question, Table, Words

    match block:
        case Words(text):
            return [text]
        case Question(prompt, choices, answer):
            return [prompt, answer, *(choice.text for choice in choices)]
        case Painting(prompt, answer):
            return [prompt, answer]
        case Table(headings, rows):
            return [cell for row in (headings, *rows) for cell in row]
        case Picture(_, caption):
            return [caption]
    return []


def _resumed(path: Path) -> object:
    """Read a checkpoint as the next start does, which is to tell what is wrong."""
    from camviewer.training import checkpoints, run_folder

    folder = path.parent / "run"
    folder.mkdir(exist_ok=True)
    run_folder.checkpoint(folder).write_bytes(path.read_bytes())
    run_folder.unfinished(folder)
    return checkpoints.load(path)


READERS: dict[str, Format] = {
    **FORMATS,
    "checkpoint": replace(FORMATS["checkpoint"], read=_resumed),
    "lesson": Format("01-page.md", _pages, _shown),
}
"""By name."""


@dataclass(frozen=True)
class Limits:
    """What reading one hostile file may take.

    Attributes:
        seconds: of computing, what is imported left out.
        growth: bytes of memory above what there was before.
    """

    seconds: float = 0.5
    growth: int = 150_000_000


LIMITS = Limits()
