"""Lessons: pages as they stand in their files, what is refused, and the program's own ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from camviewer.common.errors import UserError
from camviewer.common.translation import LANGUAGES
from camviewer.lesson import lesson_files
from camviewer.lesson.blocks import MAX_FORMULA_LENGTH, MAX_STEPS
from camviewer.lesson.lesson_files import MAX_BYTES, MAX_PAGES
from camviewer.lesson.page import Choice, Formula, Page, Painting, Question, Task, Words
from camviewer.lesson.parsing import MAX_LINES, MAX_MARKS, parse
from camviewer.lesson.steps import DIGIT_NAMES, RULES, Step

PAGE = """
# The map

One *word*,
two words.

- an item
```formula
M_c = \\sum_k
w_k^c f_k
```
More.
```do
Show it
digit 1005 or 87
class  9
clear
```
```question
Which?
- [ ] this
- [X] that
---
That,
of course.
```
```question
Why?
---
So.
```
```paint
Where?
---
There.
```
"""


def page(*lines: str) -> Page:
    return parse("\n".join(lines), Path("01-a.md"))


def test_that_a_page_is_read_from_top_to_bottom() -> None:
    read = parse(PAGE, Path("01-a.md"))
    assert read.title == "The map"
    assert read.blocks == (
        Words("One *word*,\ntwo words.\n\n- an item"),
        Formula("M_c = \\sum_k w_k^c f_k", 9),
        Words("More."),
        Task("Show it", (Step("digit", "1005 or 87"), Step("class", "9"), Step("clear", ""))),
        Question("Which?", (Choice("this", False), Choice("that", True)), "That,\nof course."),
        Question("Why?", (), "So."),
        Painting("Where?", "There."),
    )


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ((), 1, "The page is empty. Begin it"),
        (("", "no title"), 2, "has no title"),
        (("#", "x"), 1, "has no title"),
        (("# " + "x" * 101,), 1, "too long: 101 characters. Shorten it to at most 100."),
        (("# a", "# b"), 2, "a second title"),
        (("# a", "```do", "x", "clear"), 2, "has no end. Add ``` on"),
        (("# a", "```do", "x", "clear", "```end", ""), 2, "has no end"),
        (("# a", "", "````do", "x", "clear", "```"), 3, "has no end. Add ```` on"),
        (("# a", "```do"), 2, "has no end"),
        (("# a", "- b", "  ```do", "  x", "  dance", "  ```"), 5, "no step “dance”"),
        (("```do", "x", "clear", "```"), 1, "has no title"),
        (("## a",), 1, "has no title"),
        (("# a", "```python", "x", "```"), 2, "no block type “python”"),
        (("# a", "```", "x", "```"), 2, "has no type"),
        (("# a", "```formula", "", "```"), 2, "is empty"),
        (("# a", "```formula", "", "$x$", "```"), 4, "no dollar signs"),
        (("# a", "```formula", "x" * (MAX_FORMULA_LENGTH + 1), "```"), 3, "301 characters"),
        (("# a", "```do", "only words", "```"), 3, "“only words” has no steps"),
        (("# a", "```do", "x", *["clear"] * (MAX_STEPS + 1), "```"), 3, "has 21 steps"),
        (("# a", "```do", "x", "clear", "dance 3", "```"), 5, "no step “dance”"),
        (
            ("# a", "```do", "x", "class 10", "```"),
            4,
            "“class 10” is not a valid step. Write class 0 |",
        ),
        (("# a", "```do", "x", "clear all", "```"), 4, "Write clear."),
        (("# a", "```question", "Which?", "- [x] a", "---", "b", "```"), 3, "only one choice"),
        (
            ("# a", "```question", "Which?", "- [ ] a", "- [ ] b", "---", "c", "```"),
            3,
            "No choice is marked as correct",
        ),
        (("# a", "```question", "- [x] a", "- [ ] b", "---", "c", "```"), 3, "have no question"),
        (("# a", "```question", "Which?", "```"), 2, "The answer is missing"),
        (("# a", "```question", "Which?", "---", "```"), 2, "The answer is missing"),
        (("# a", "```paint", "---", "b", "```"), 2, "The question is missing"),
        (("# a", *["```formula", "x", "```"] * 41), 122, "more than 40 blocks"),
        (("# a", "", "A {{scores}}."), 3, "no value “scores”. Did you mean “score”?"),
        (("# a", "The [map](@the moon)."), 2, "no part “the moon”. Use one of canvas, input,"),
        (("# a", "```paint", "a", "---", "{{x.y}}", "```"), 5, "no value “x.y”"),
        (("# a", "```table", "| a | b |", "| 1 | 2 |", "```"), 3, "no line |---|---| below"),
        (("# a", "```table", "| a |", "|---|", "```"), 3, "has no rows below"),
        (
            ("# a", "```table", "| a |", "|---|", *["| 1 |"] * 61, "```"),
            3,
            "are 61 rows. Use at most 60.",
        ),
        (("# a", "```table", "|a" * 13 + "|", "```"), 3, "has 13 columns"),
        (
            ("# a", "```table", "| a | b |", "|---|---|", "| 1 |", "```"),
            5,
            "in this row (1) differs from the number of headings",
        ),
        (("# a", "```table", "| a |", "|---|", "1", "```"), 5, "begins and ends with |"),
        (("# a", "```code", *["x"] * 61, "```"), 2, "has 61 lines"),
        (("# a", "```value", "score", "```"), 3, "“score” has no label"),
        (("# a", "```value", "Score: sore", "```"), 3, "Did you mean “score”?"),
        (("# a", "```figure", "model lecture", "```"), 2, "has no rows"),
        (("# a", "```figure", "digit 3, class 10", "```"), 3, "is not a row of a figure"),
        (
            ("# a", "```figure", "scale rosy", "digit 3, class 1", "```"),
            3,
            "is not a row of a figure",
        ),
        (("# a", "```picture", "none.svg", "```"), 2, "has no caption"),
        (
            ("# a", "```picture", "a.svg", "b.svg", "---", "c", "```"),
            2,
            "does not name one picture",
        ),
        (("# a", "", "```picture", "none.svg", "---", "c", "```"), 4, "no picture none.svg beside"),
    ],
)
def test_that_what_is_malformed_is_told_with_file_and_line(
    lines: tuple[str, ...], line: int, told: str
) -> None:
    with pytest.raises(UserError) as caught:
        page(*lines)
    sentence = str(caught.value)
    assert sentence.startswith(f"01-a.md, line {line}: ")
    assert told in sentence
    assert sentence[-1] in ".?"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_that_lines_are_counted_alike_however_they_end(newline: str) -> None:
    with pytest.raises(UserError, match=r"line 6: .* no step “dance”"):
        parse(
            newline.join(("", "# a\u2028b", "c\x0cd", "```do", "x", "dance", "```")), Path("1-a.md")
        )


def test_that_a_longer_fence_holds_a_shorter_one() -> None:
    read = page("# a", "``` `b` ```", "~~~~question", "Why?", "---", "~~~", "~~~~", "c")
    assert read.blocks == (Words("``` `b` ```"), Question("Why?", (), "~~~"), Words("c"))


@pytest.mark.parametrize(
    ("verb", "good", "bad"),
    [
        ("digit", ("0", "12", "1005 or 87"), ("", "-1", "1.5", "1 or", "1 or 2 or 3", "１")),
        ("random", ("",), ("1",)),
        ("draw", DIGIT_NAMES, ("7", "ten", "")),
        ("clear", ("",), ("all",)),
        ("model", ("lecture", "my own net"), ("",)),
        ("class", ("0", "9", "predicted"), ("10", "-1", "")),
        ("method", ("cam", "grad_cam", "hires-cam"), ("", "../x", "A")),
        ("scale", ("signed", "lecture", "positive"), ("", "Signed")),
        ("colours", ("grey", "rainbow"), ("", "pink")),
        ("opacity", ("0", "60", "100"), ("101", "-1", "half", "")),
        ("threshold", ("0", "100"), ("101", "")),
        ("point", ("0 0", "27 27", "9 14"), ("28 0", "5", "1 2 3", "-1 0")),
        ("open", ("decomposition", "mistakes", "training", "lab"), ("", "door")),
        ("close", ("training", "methods", "networks"), ("",)),
        ("second", ("lecture",), ("",)),
        ("history", ("lecture",), ("",)),
        ("snapshot", ("first", "last", "0", "15"), ("", "-1", "middle")),
    ],
)
def test_that_each_step_is_told_what_it_can_do(
    verb: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    for argument in good:
        read = page("# a", "```do", "x", f"{verb} {argument}", "```")
        assert read.blocks == (Task("x", (Step(verb, argument),)),)
    for argument in bad:
        with pytest.raises(UserError, match="line 4"):
            page("# a", "```do", "x", f"{verb} {argument}", "```")
    assert len(RULES) == 17  # as many as there are rows above


# Folders


def write(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        (folder / f"{name.lstrip('_').replace('_', '-')}.md").write_text(text, encoding="utf-8")
    return folder


def test_that_pages_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    write(tmp_path, _10_a="# ten", _2_b="# two", _01_c="# one", readme="no page")
    (tmp_path / "3-folder.md").mkdir()
    read = lesson_files.load(tmp_path)
    assert [page.title for page in read.pages] == ["one", "two", "ten"]
    assert lesson_files.is_lesson(tmp_path)


def test_that_a_mark_at_the_beginning_of_a_file_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "01-a.md").write_bytes(b"\xef\xbb\xbf# \xec\xa0\x90\xec\x88\x98\r\n")
    assert lesson_files.load(tmp_path).pages[0].title == "점수"


def test_that_what_is_no_lesson_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        assert not lesson_files.is_lesson(path)
        with pytest.raises(UserError, match="There is no lesson in"):
            lesson_files.load(path)
    for number in range(MAX_PAGES + 1):
        (tmp_path / f"{number}-a.md").write_text("# a")
    with pytest.raises(UserError, match="has 101 pages"):
        lesson_files.load(tmp_path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"# \xff", "UTF-8"),
        (b"#" + b" " * MAX_BYTES, "larger than 64 kB"),
        (b"", "an empty file"),
    ],
)
def test_that_a_page_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "01-a.md").write_bytes(content)
    with pytest.raises(UserError, match=r"01-a\.md") as caught:
        lesson_files.load(tmp_path)
    assert told in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_that_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "01-a.md")
    assert not lesson_files.is_lesson(tmp_path)


# The program's own


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_programs_own_lesson_is_there(language: str) -> None:
    folder = lesson_files.folder_of(language)
    assert folder.name == language
    pages = [page.path.name for page in lesson_files.load(folder).pages]
    assert pages == sorted(path.name for path in folder.iterdir())
    assert [int(name[:2]) for name in pages] == list(range(1, len(pages) + 1))
    assert len(pages) >= 11


def test_that_an_unknown_language_is_english() -> None:
    assert lesson_files.folder_of("fr") == lesson_files.folder_of("en")


def test_that_both_languages_have_the_same_pages_and_blocks() -> None:
    english, korean = (lesson_files.load(lesson_files.folder_of(name)) for name in LANGUAGES)
    for one, other in zip(english.pages, korean.pages, strict=True):
        assert one.path.name == other.path.name
        assert list(map(shape, one.blocks)) == list(map(shape, other.blocks)), one.path.name
        assert one.title != other.title


def shape(block: object) -> tuple[object, ...]:
    """What of a block does not depend on its language."""
    if isinstance(block, Words):
        return ("words", block.text.count("\n\n"), block.text.count("\n- "))
    if isinstance(block, Formula):
        return ("formula", block.tex)
    if isinstance(block, Task):
        return ("do", block.steps)
    if isinstance(block, Question):
        return ("question", [choice.right for choice in block.choices])
    return ("paint",)


def test_that_a_page_of_backticks_is_read_at_once() -> None:
    line = "a".join("`" * length for length in range(1, 88))  # nearly as many as a page may have
    parse(f"# Ticks\n{line} {{{{score}}}}", Path("01-a.md"))


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("\n" * MAX_LINES, f"line {MAX_LINES + 1}: The page has more than {MAX_LINES} lines"),
        ("*" * (MAX_MARKS + 1), rf"line 2: .* more than {MAX_MARKS} of the characters \*"),
        ("a\n" * 9 + "a_b^c" * MAX_MARKS, "line 11: .* of the characters"),
        ("```formula\n" + "a" * 290 + "\n```\n", None),
        (("```formula\n" + "a" * 290 + "\n```\n") * 7, "line 20: The formulas .* 2000 characters"),
    ],
)
def test_that_a_page_that_would_take_seconds_is_refused(words: str, problem: str | None) -> None:
    text = f"# A\n{words}"
    if problem is None:
        assert parse(text, Path("a.md")).title == "A"
    else:
        with pytest.raises(UserError, match=problem):
            parse(text, Path("a.md"))


def test_that_a_page_has_no_more_cells_than_open_at_once() -> None:
    row = "| a " * 10 + "|\n"
    table = "```table\n" + row + "|---" * 10 + "|\n" + row * 39 + "```\n"
    assert len(parse("# Tables\n" + table * 2, Path("01-a.md")).blocks) == 2
    with pytest.raises(UserError, match=r"line 88: The tables .* more than 800 cells"):
        parse("# Tables\n" + table * 3, Path("01-a.md"))
