"""A guided lesson: a folder of Markdown files, each one page.

A page is called ``NN-name.md``, the number being its place. It begins with its title, ``# …``;
then come words and fenced blocks in any order:

- ``formula``: one formula in TeX's notation;
- ``do``: what its button says, then steps, one a line (see `lesson_steps`);
- ``question``: the question; choices if any, ``- [ ] …``, the right ones ``- [x] …``; a line
  ``---``; the answer, which is hidden until it is asked for;
- ``paint``: what to paint over the digit; ``---``; what to make of the comparison.

In words, ``*…*`` is italic, ``**…**`` bold, ```…``` as typed, ``$…$`` a symbol such as
``$w_k^c$``, and a line that begins with ``-`` or ``1.`` is an item of a list. Nothing else means
anything: no HTML, no links, no pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from camviewer.lesson.steps import Step


@dataclass(frozen=True)
class Words:
    """Paragraphs and lists, as they stand in the file."""

    text: str


@dataclass(frozen=True)
class Formula:
    """A formula in TeX's notation, without dollar signs; `line` is where it stands."""

    tex: str
    line: int


@dataclass(frozen=True)
class Task:
    """Something to do in the window: what its button says, and the steps that it takes."""

    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Choice:
    """One of the answers to choose from."""

    text: str
    right: bool


@dataclass(frozen=True)
class Question:
    """A question; without choices a free one. The answer is hidden until it is asked for."""

    prompt: str
    choices: tuple[Choice, ...]
    answer: str


@dataclass(frozen=True)
class Painting:
    """Cells to be painted where the map is expected to be strong, then compared with it."""

    prompt: str
    answer: str


Block: TypeAlias = Words | Formula | Task | Question | Painting


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes:
        path: its file.
        title: without the sign of a heading.
        blocks: what follows, from top to bottom.
    """

    path: Path
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Lesson:
    """A folder's pages, at least one, in order."""

    folder: Path
    pages: tuple[Page, ...]
