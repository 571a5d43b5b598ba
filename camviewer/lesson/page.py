"""A guided lesson: a folder of Markdown files, each one page.

A page is called ``NN-name.md``, the number being its place. It begins with its title, ``# …``;
then come words and fenced blocks in any order; ``docs/lessons.md`` has examples of all:

- ``formula``: one formula in TeX's notation;
- ``do``: what its button says, then steps, one a line (see `camviewer.lesson.steps`);
- ``question``: the question; choices if any, ``- [ ] …``, the right ones ``- [x] …``; a line
  ``---``; the answer, which is hidden until it is asked for;
- ``paint``: what to paint over the digit; ``---``; what to make of the comparison;
- ``picture``: the name of a file beside the page; ``---``; its caption;
- ``figure``: digits and classes shown as rows of the lecture's figure, then ``---`` and a caption;
- ``table``: a table as Markdown has it, its first row the headings;
- ``code``: lines of code; ``code run`` lines of Python that a person may change and run;
- ``value``: numbers by name, one a line: ``LABEL: NAME``.

In words, ``*…*`` is italic, ``**…**`` bold, ```…``` as typed, ``$…$`` a symbol such as
``$w_k^c$``, ``{{NAME}}`` a number by name (see `camviewer.lesson.values`), ``[words](@PART)``
words that point to a part of the window (see `camviewer.lesson.parts`), and a line that begins
with ``-`` or ``1.`` is an item of a list. Nothing else means anything: no HTML, no links.
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


@dataclass(frozen=True)
class Picture:
    """A picture in a file (PNG, JPEG or SVG), checked when the page was read, and its caption."""

    path: Path
    caption: str


@dataclass(frozen=True)
class FigureRow:
    """One digit and the class whose map is shown: a row of the lecture's figure.

    Attributes:
        digit: as the step ``digit`` is told it: ``1005 or 87``.
        class_: ``0`` … ``9`` or ``predicted``.
    """

    digit: str
    class_: str


@dataclass(frozen=True)
class Figure:
    """The lecture's figure, computed when the page is opened.

    Attributes:
        model: name of the network; empty for that on the stage.
        scale: name of the scale.
        rows: at least one.
        caption: may be empty.
    """

    model: str
    scale: str
    rows: tuple[FigureRow, ...]
    caption: str


@dataclass(frozen=True)
class Table:
    """A table of words: headings, and rows of as many cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Code:
    """Lines of code as they stand in the file; `can_run` if a person may run them as Python."""

    text: str
    can_run: bool


@dataclass(frozen=True)
class ValueLine:
    """A label, as words, and the name of a number."""

    label: str
    name: str


@dataclass(frozen=True)
class Values:
    """Numbers by name, which follow what is shown."""

    lines: tuple[ValueLine, ...]


Block: TypeAlias = (
    Words | Formula | Task | Question | Painting | Picture | Figure | Table | Code | Values
)


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
    """A folder's pages, at least one, in order.

    Attributes:
        folder: where they are.
        pages: in order.
        may_run: whether its code may be run: it came with the program or with a package.
    """

    folder: Path
    pages: tuple[Page, ...]
    may_run: bool = False
