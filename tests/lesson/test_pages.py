"""Lessons: pages as they stand in their files, what is refused, and the program's own ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from camviewer.common.errors import FileError, UserError
from camviewer.common.translation import LANGUAGES
from camviewer.lesson import lesson_files
from camviewer.lesson.lesson_files import MAX_BYTES, MAX_PAGES
from camviewer.lesson.page import Choice, Formula, Page, Painting, Question, Task, Words
from camviewer.lesson.parsing import MAX_FORMULA_LENGTH, MAX_STEPS, parse
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
        ((), 1, "an empty page"),
        (("", "no title"), 2, "“no title”"),
        (("#", "x"), 1, "a title"),
        (("# " + "x" * 101,), 1, "1 to 100"),
        (("# a", "# b"), 2, "a second title"),
        (("# a", "```do", "x", "clear"), 2, "no end"),
        (("# a", "```do", "x", "clear", "```end", ""), 2, "no end"),
        (("# a", "", "````do", "x", "clear", "```"), 3, "no end"),
        (("# a", "```do"), 2, "no end"),
        (("# a", "- b", "  ```do", "  x", "  dance", "  ```"), 5, ": “dance”. Needed: "),
        (("```do", "x", "clear", "```"), 1, "a title"),
        (("## a",), 1, "a title"),
        (("# a", "```python", "x", "```"), 2, ": “python”. Needed: "),
        (("# a", "```", "x", "```"), 2, ": nothing. "),
        (("# a", "```formula", "", "```"), 2, ": an empty block. "),
        (("# a", "```formula", "", "$x$", "```"), 4, "without $"),
        (("# a", "```formula", "x" * (MAX_FORMULA_LENGTH + 1), "```"), 3, "at most 300"),
        (("# a", "```do", "only words", "```"), 3, "0 steps"),
        (("# a", "```do", "x", *["clear"] * (MAX_STEPS + 1), "```"), 3, "21 steps"),
        (("# a", "```do", "x", "clear", "dance 3", "```"), 5, ": “dance”. Needed: "),
        (("# a", "```do", "x", "class 10", "```"), 4, ": “10”. Needed: "),
        (("# a", "```question", "Which?", "- [x] a", "---", "b", "```"), 3, "1 of them"),
        (("# a", "```question", "Which?", "- [ ] a", "- [ ] b", "---", "c", "```"), 3, "right"),
        (("# a", "```question", "- [x] a", "- [ ] b", "---", "c", "```"), 3, "before its choices"),
        (("# a", "```question", "Which?", "```"), 3, "only a part of it"),
        (("# a", "```question", "Which?", "---", "```"), 3, "only a part of it"),
        (("# a", "```paint", "---", "b", "```"), 3, "only a part of it"),
        (("# a", *["```formula", "x", "```"] * 41), 122, "at most 40"),
    ],
)
def test_that_what_is_malformed_is_told_with_file_and_line(
    lines: tuple[str, ...], line: int, told: str
) -> None:
    with pytest.raises(UserError) as caught:
        page(*lines)
    sentence = str(caught.value)
    assert sentence.startswith(f"01-a.md, line {line} cannot be used: ")
    assert told in sentence
    assert ". Needed: " in sentence


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_that_lines_are_counted_alike_however_they_end(newline: str) -> None:
    with pytest.raises(UserError, match=r"line 6 cannot be used: “dance”. Needed: "):
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
        ("open", ("decomposition", "mistakes", "training"), ("", "door")),
        ("close", ("training",), ("",)),
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
    assert len(RULES) == 14  # as many as there are rows above


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
        with pytest.raises(FileError, match="01-name"):
            lesson_files.load(path)
    for number in range(MAX_PAGES + 1):
        (tmp_path / f"{number}-a.md").write_text("# a")
    with pytest.raises(FileError, match="used: 101 pages"):
        lesson_files.load(tmp_path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"# \xff", "UTF-8"),
        (b"#" + b" " * MAX_BYTES, "it is too large"),
        (b"", "an empty file"),
    ],
)
def test_that_a_page_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "01-a.md").write_bytes(content)
    with pytest.raises(FileError, match=r"01-a\.md") as caught:
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


def test_that_the_readmes_page_and_its_list_of_steps_are_true() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    example = text.split("````markdown\n")[1].split("````")[0]
    kinds = [type(block) for block in parse(example, Path("README.md")).blocks]
    assert kinds == [Formula, Task, Question, Painting]
    steps = text.split("Steps of a `do` block:")[1].split("\n\n")[0]
    assert all(f"`{verb}" in steps for verb in RULES)


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
