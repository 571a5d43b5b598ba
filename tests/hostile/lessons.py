"""Hostile lessons: marks without end, tables, formulas, and drawings that act or blow up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hostile.hostile_file import HostileFile, Trap, written

_TITLE = "# Page\n\n"


def page(name: str, words: str, *, is_refused: bool = True) -> HostileFile:
    """A lesson of one page."""
    content = (_TITLE + words + "\n").encode("utf-8", "surrogatepass")
    return written(name, "lesson", content, is_refused=is_refused)


def block(name: str, kind: str, content: str, *, is_refused: bool = True) -> HostileFile:
    """A lesson of one block."""
    return page(name, f"```{kind}\n{content}\n```", is_refused=is_refused)


def _harmless(*marks: tuple[str, str]) -> tuple[HostileFile, ...]:
    """Pages of hardly anything but one mark, which are refused or shown as they are."""
    return tuple(page(name, words, is_refused=False) for name, words in marks)


_SIZE = 60_000  # bytes, nearly as large as a page may be


def _full(mark: str) -> str:
    return mark * (_SIZE // len(mark.encode()))


MARKS = (
    page("twenty thousand asterisks", "*" * 20_000),
    page("sixty thousand asterisks", _full("*")),
    page("asterisks around every letter", _full("*a")),
    page("asterisks in pairs", _full("**a ")),
    page("asterisks before letters", _full("*a **b ")),
    page("asterisks in heaps", _full("***a** b* ")),
    page("brackets that begin", _full("[")),
    page("brackets in brackets", "[" * 20_000 + "]" * 20_000),
    page("braces that begin", _full("{{")),
    page("dollars", _full("$a")),
    page("dollars alone", _full("$")),
    page("backticks of all lengths", " ".join("`" * n for n in range(1, 340))),
    page("backticks", _full("` ")),
    page("backslashes", _full("\\*")),
    page("underscores", _full("_a")),
    page("indices in a symbol", "$" + _full("_{")[:-9] + "$"),
    page("indices of indices", "$" + _full("a^b_c")[:-9] + "$"),
    page("lines", "\n" * 60_000),
    page("lines of letters", "a\n\n" * 15_000),
    page("numbers without names", _full("{{x}} ")),
    page("a name of 60,000 letters", "{{" + "a" * 59_000 + "}}"),
    page("parts that there are not", _full("[a](@b) ")),
    *_harmless(
        ("angles", _full("<b>")),
        ("quotes in quotes", _full("> ")),
        ("Korean letters", _full("가")),
        ("spaces before ends", _full("a  \n")),
        ("one line of letters", _full("a")),
        ("entities", _full("&amp;")),
    ),
)
"""Marks of text."""

LISTS = (
    *_harmless(
        ("lists in lists", _full("- ")),
        ("lists deeper and deeper", "".join(f"{' ' * 2 * n}- a\n" for n in range(240))),
        ("numbers of lists", "".join(f"{n}. a\n" for n in range(1900))),
        ("a list of a number of digits", "9" * 50_000 + ". a"),
        ("empty items", "-\n" * 1900),
    ),
)


# Blocks

_ROW = "|" + "a|" * 12
_RULE = "|" + "-|" * 12

BLOCKS = (
    block("a table of a thousand rows", "table", "\n".join((_ROW, _RULE, *[_ROW] * 1000))),
    block(
        "a table of a thousand columns", "table", f"|{'a|' * 1000}\n|{'-|' * 1000}\n|{'a|' * 1000}"
    ),
    block(
        "a table of symbols", "table", f"|{'$a' * 9000}|\n|-|\n|{'`a' * 9000}|", is_refused=False
    ),
    block("cells of sixty thousand bars", "table", "|" * 60_000),
    page("tables by the dozen", "\n\n".join(["```table\n|a|\n|-|\n" + "|a|\n" * 60 + "```"] * 30)),
    page("blocks by the hundred", "\n\n".join(["```formula\na\n```"] * 100)),
    page("blocks in blocks", "\n".join("`" * n + "table" for n in range(3, 300))),
    page("a block without end", "```table\n" + _full("|a|\n")),
    block("a formula of brackets", "formula", "{" * 150 + "}" * 150, is_refused=False),
    block(
        "a formula of fractions", "formula", r"\frac{" * 40 + "a" + "}{b}" * 40, is_refused=False
    ),
    block("a formula of roots", "formula", r"\sqrt{" * 41 + "a" + "}" * 41, is_refused=False),
    block("a formula of indices", "formula", "a" + "_{b" * 90 + "}" * 90, is_refused=False),
    block("a formula of left brackets", "formula", r"\left(" * 49, is_refused=True),
    block("a formula that is huge", "formula", r"\hspace{99999999}a", is_refused=False),
    block("a formula that reads a file", "formula", r"\input{/etc/passwd}"),
    block("a formula that runs", "formula", r"\write18{id}"),
    block("a formula of 60,000 letters", "formula", "a" * 60_000),
    page(
        "forty formulas of 300 letters",
        "\n\n".join(f"```formula\n{f'a_{n}+' * 50}b\n```" for n in range(39)),
    ),
    page(
        "formulas of two thousand letters",
        "\n\n".join(f"```formula\n{f'a_{n}+' * 40}b\n```" for n in range(9)),
        is_refused=False,
    ),
    block("steps by the thousand", "do", "Go\n" + "digit 7\n" * 5000),
    block("a step that opens a file", "do", "Go\nopen /etc/passwd"),
    block("a step of a model elsewhere", "do", "Go\nmodel ../../outside/secret", is_refused=False),
    block("a digit of a million digits", "do", "Go\ndigit " + "9" * 50_000),
    block("choices by the thousand", "question", "a\n" + "- [x] a\n" * 5000 + "---\nb"),
    block("values by the thousand", "value", "a: score\n" * 5000),
    block("code by the thousand lines", "code run", "x = 1\n" * 5000),
    block(
        "code that would run, which is only shown",
        "code run",
        "import hostile_trap",
        is_refused=False,
    ),
    block("a figure of a thousand rows", "figure", "digit 7, class 7\n" * 1000),
    block(
        "a figure of a model elsewhere, which only a name in the library would be",
        "figure",
        "model ../../outside/secret\ndigit 7, class 7",
        is_refused=False,
    ),
    written("a page of bytes", "lesson", b"# \xff\xfe\n"),
    written("half a character", "lesson", b"# A\n\n\xed\xa0\x80\n"),
    written("a page of a megabyte", "lesson", b"# A\n\n" + b"a" * 999_000),
    written("a page of 50 MB", "lesson", b"# A\n\n" + b"a" * 50_000_000),
    written("a title of 60,000 letters", "lesson", b"# " + b"a" * 60_000),
)


# Pictures


def pictured(
    name: str,
    picture: str | Callable[[Trap], str],
    content: bytes = b"",
    *,
    link: Callable[[Trap], Path] | None = None,
) -> HostileFile:
    """A page with a picture, which lies beside it if it has content, or is a link."""

    def write(path: Path, trap: Trap) -> None:
        named = picture if isinstance(picture, str) else picture(trap)
        path.write_text(f"{_TITLE}```picture\n{named}\n---\nA caption.\n```\n", encoding="utf-8")
        if link is not None:
            (path.parent / named).symlink_to(link(trap))
        elif content:
            (path.parent / named).write_bytes(content)

    return HostileFile(name, "lesson", write)


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
_LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
)


def drawn(name: str, inside: bytes, before: bytes = b"") -> HostileFile:
    """A page with a drawing."""
    return pictured(name, "a.svg", before + _SVG + inside + b"</svg>")


PICTURES = (
    pictured("a picture out of the folder", "../../outside/secret"),
    pictured("a picture from the root", lambda trap: str(trap.secret)),
    pictured("a picture at an address", "http://127.0.0.1:9/a.png"),
    pictured("a picture of a file's address", lambda trap: f"file://{trap.secret}"),
    pictured("a picture under a name with a character of code 0", "a\0b.png"),
    pictured("a link for a picture", "a.png", link=lambda trap: trap.secret),
    pictured("a device for a picture", "a.png", link=lambda _trap: Path("/dev/zero")),
    pictured("a picture that is none", "a.png", b"\x89PNG\r\n\x1a\n" + bytes(99)),
    pictured("a picture of 3 MB", "a.png", b"\x89PNG\r\n\x1a\n" + bytes(3_000_000)),
    drawn("entities of entities", b"<text>&l9;</text>", b"<!DOCTYPE svg [" + _LAUGHS + b"]>"),
    drawn(
        "an entity of a file",
        b"<text>&x;</text>",
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ),
    drawn("a style sheet elsewhere", b"", b'<?xml-stylesheet href="http://127.0.0.1:9/a.css"?>'),
    drawn("a script", b"<script>alert(1)</script>"),
    drawn("a script at a click", b'<rect onclick="alert(1)"/>'),
    drawn("a picture in a drawing", b'<image xlink:href="../../outside/secret"/>'),
    drawn("a drawing of itself", b'<use xlink:href="#a"/>'),
    drawn("a paint elsewhere", b'<rect fill="url(http://127.0.0.1:9/a)"/>'),
    drawn("a foreign object", b"<foreignObject><b/></foreignObject>"),
    drawn("groups in groups", b"<g>" * 5000 + b"</g>" * 5000),
    drawn("shapes by the ten thousand", b"<g/>" * 20_000),
    drawn("a coordinate beyond all limits", b'<rect width="1e999"/>'),
    drawn("a drawing cut short", b"<g>"),
)

FILES = (*MARKS, *LISTS, *BLOCKS, *PICTURES)
