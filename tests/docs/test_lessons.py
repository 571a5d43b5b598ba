"""The page about lessons: its examples are read, and it has every name that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from camviewer.controllers.lesson_code import NEEDS
from camviewer.lesson import code_process, lesson_files, pictures, shown_blocks, svg
from camviewer.lesson.blocks import MAX_CHOICES, MAX_FORMULA_LENGTH, MAX_STEPS
from camviewer.lesson.page import Formula, Question, Task, Words
from camviewer.lesson.parsing import KINDS, MAX_BLOCKS, MAX_FORMULAS, MAX_LINES, MAX_MARKS, parse
from camviewer.lesson.parts import PARTS, SYMBOLS
from camviewer.lesson.steps import RULES
from camviewer.lesson.values import LIVE

TEXT = (Path(__file__).parents[2] / "docs" / "lessons.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^(```([a-z]+(?: run)?)\n.*?^```)$", TEXT, re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    return TEXT.split(f"## {title}\n")[1].split("\n## ")[0]


def first_cells(text: str) -> list[str]:
    """What stands as typed in the first cells of tables."""
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_that_the_page_is_read() -> None:
    example = TEXT.split("````markdown\n")[1].split("````")[0]
    kinds = [type(block) for block in parse(example, Path("01-a.md")).blocks]
    assert kinds == [Words, Formula, Task, Question]


def test_that_there_is_an_example_of_every_block() -> None:
    assert {kind for _, kind in EXAMPLES} >= set(KINDS)
    titles = re.findall(r"^### (\w+)$", TEXT, re.MULTILINE)
    assert titles == [kind for kind in KINDS if kind != "code run"]


@pytest.mark.parametrize("example", [each for each, kind in EXAMPLES if kind in KINDS])
def test_that_the_examples_are_read(example: str, tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'
    (tmp_path / "conv.svg").write_text(drawing)
    (block,) = parse(f"# a\n{example}\n", tmp_path / "01-a.md").blocks
    assert type(block) is not Words


def test_that_every_step_is_there_and_can_be_written_so() -> None:
    steps = [step.split(" ", 1) for step in first_cells(section("Steps"))]
    assert {verb for verb, *_ in steps} == set(RULES)
    assert all(RULES[verb].fits(" ".join(argument)) for verb, *argument in steps)


def test_that_every_value_is_there() -> None:
    assert first_cells(section("Values")) == list(LIVE)


def test_that_every_part_of_the_window_is_there() -> None:
    words = section("Parts of the window")
    assert re.findall(r"`([a-z-]+)`", words) == list(PARTS)
    assert dict(re.findall(r"`\$(\S+)\$` \((\w+)\)", words)) == SYMBOLS


def test_that_every_name_that_code_knows_is_there() -> None:
    names = first_cells(TEXT.split("### code\n")[1].split("\n### ")[0])
    expected = {"sample", "scores", "class_names", "c", "np", "cv2", *NEEDS}
    assert set(names) == {*expected, 'show(array, title="")'}


def test_that_every_element_of_a_drawing_is_there() -> None:
    elements = TEXT.split("that only draws: ")[1].split(". Lines")[0]
    assert set(re.findall(r"`(\w+)`", elements)) == svg.ELEMENTS


def test_that_limits_are_those_of_the_code() -> None:
    for said in (
        f"at most {lesson_files.MAX_PAGES}, of at most {lesson_files.MAX_BYTES // 1000} kB each",
        f"at most {MAX_BLOCKS} blocks",
        f"at most {MAX_LINES} lines and {MAX_MARKS} signs",
        f"at most {MAX_FORMULAS} in all formulas of a page",
        f"at most {MAX_FORMULA_LENGTH} characters",
        f"at most {MAX_STEPS}. See",
        f"PNG and JPEG of at most {pictures.MAX_BYTES // 1_000_000} MB and {pictures.MAX_SIDE:,}",
        f"SVG of at most {svg.MAX_BYTES // 1000} kB and {svg.MAX_ELEMENTS:,} elements",
        f"at most {shown_blocks.MAX_FIGURE_ROWS} rows",
        f"At most {shown_blocks.MAX_COLUMNS} columns and {shown_blocks.MAX_ROWS} rows",
        f"At most {shown_blocks.MAX_CODE_LINES} lines",
        f"at most {shown_blocks.MAX_VALUES}; they",
        f"at most {code_process.MAX_PICTURES} pictures of {code_process.MAX_SIDE:,} pixels",
        f"up to {code_process.MAX_TEXT:,} characters",
    ):
        assert said in TEXT
    assert (MAX_CHOICES, code_process.SECONDS) == (8, 10)  # in words
