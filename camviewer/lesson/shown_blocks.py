"""Blocks that show something: pictures, figures, tables, code and values."""

from __future__ import annotations

import re
from collections.abc import Callable

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.lesson.fence import BAR, Fence, joined
from camviewer.lesson.inline import check_value, check_words
from camviewer.lesson.malformed import Lines, MalformedError, quoted
from camviewer.lesson.page import (
    Block,
    Code,
    Figure,
    FigureRow,
    Picture,
    Table,
    ValueLine,
    Values,
)
from camviewer.lesson.pictures import find
from camviewer.lesson.steps import RULES

MAX_FIGURE_ROWS = 12
MAX_COLUMNS = 12
MAX_ROWS = 60
"""Of a table, below its headings."""

MAX_CODE_LINES = 60
MAX_VALUES = 20

_FIGURE_ROW = re.compile(r"digit +([^,]+?) *, *class +(\w+)")
_RULE = re.compile(r":?-+:?")
_SPAN = re.compile(r"`[^`]*`|\$[^$]*\$|\\\||[^|]", re.DOTALL)


def _picture(fence: Fence) -> Picture:
    named, caption = fence.parted()
    if len(named) != 1:
        raise MalformedError(
            fence.line,
            translate(
                "The block does not name one picture. Write one file name above the caption."
            ),
        )
    if not caption:
        raise MalformedError(
            fence.line,
            translate("The picture has no caption. Write a line {0} and the caption below.", BAR),
        )
    check_words(caption)
    (line, name), *_ = named
    try:
        return Picture(find(name, fence.page), joined(caption))
    except UserError as error:
        raise MalformedError(line, str(error)) from None


def _figure(fence: Fence) -> Figure:
    written, caption = fence.parted()
    check_words(caption)
    options: dict[str, str] = {}
    rows: list[FigureRow] = []
    for line, text in written:
        verb, _, argument = text.partition(" ")
        if verb in ("model", "scale") and RULES[verb].fits(argument.strip()):
            options[verb] = argument.strip()
        else:
            rows.append(_figure_row(line, text))
    if not rows:
        raise MalformedError(
            fence.line,
            translate("The figure has no rows. Write, for example, “digit 12, class 9”."),
        )
    _check_rows(fence.line, len(rows), MAX_FIGURE_ROWS)
    return Figure(
        options.get("model", ""), options.get("scale", "lecture"), tuple(rows), joined(caption)
    )


def _figure_row(line: int, text: str) -> FigureRow:
    found = _FIGURE_ROW.fullmatch(text)
    if found and RULES["digit"].fits(found[1]) and RULES["class"].fits(found[2]):
        return FigureRow(found[1], found[2])
    raise MalformedError(
        line,
        translate(
            "{0} is not a row of a figure. Write, for example, “digit 12, class 9”.", quoted(text)
        ),
    )


def _table(fence: Fence) -> Table:
    check_words(fence.written)
    (line, first), *rest = fence.written
    headings = _cells(line, first)
    if len(headings) > MAX_COLUMNS:
        raise MalformedError(
            line,
            translate("The table has {0} columns. Use at most {1}.", len(headings), MAX_COLUMNS),
        )
    if not rest or not all(_RULE.fullmatch(cell) for cell in _cells(*rest[0])):
        raise MalformedError(
            line,
            translate("There is no line |---|---| below the headings. Add it."),
        )
    _, *body = rest
    if not body:
        raise MalformedError(line, translate("The table has no rows below its headings. Add one."))
    _check_rows(line, len(body), MAX_ROWS)
    for number, text in rest:
        if len(_cells(number, text)) != len(headings):
            raise MalformedError(
                number,
                translate(
                    "The number of cells in this row ({0}) differs from the number of headings"
                    " ({1}). Make them equal.",
                    len(_cells(number, text)),
                    len(headings),
                ),
            )
    return Table(headings, tuple(_cells(number, text) for number, text in body))


def _check_rows(line: int, number: int, most: int) -> None:
    if number > most:
        raise MalformedError(line, translate("There are {0} rows. Use at most {1}.", number, most))


def _cells(line: int, text: str) -> tuple[str, ...]:
    r"""The cells of a row; a bar in code or in a symbol, or as ``\|``, parts no cells."""
    if len(text) < 2 or not (text.startswith("|") and text.endswith("|")):
        raise MalformedError(line, translate("A table's row begins and ends with |. Add them."))
    cells = [""]
    for piece in _pieces(text[1:-1]):
        if piece == "|":
            cells.append("")
        else:
            cells[-1] += "|" if piece == r"\|" else piece
    return tuple(cell.strip() for cell in cells)


def _pieces(text: str) -> list[str]:
    """A row in pieces that are whole: each a span of code, a symbol or one character."""
    return re.findall(rf"{_SPAN.pattern}|\|", text, re.DOTALL)


def _code(fence: Fence) -> Code:
    return Code(_source(fence.lines, fence.line), can_run=False)


def _code_run(fence: Fence) -> Code:
    return Code(_source(fence.lines, fence.line), can_run=True)


def _source(lines: Lines, line: int) -> str:
    """Code as typed, without blank lines at its beginning and end."""
    if len(lines) > MAX_CODE_LINES:
        raise MalformedError(
            line,
            translate(
                "The code has {0} lines. Shorten it to at most {1}.", len(lines), MAX_CODE_LINES
            ),
        )
    return joined(lines).strip("\n").rstrip()


def _values(fence: Fence) -> Values:
    if len(fence.written) > MAX_VALUES:
        raise MalformedError(
            fence.line,
            translate("The block has {0} values. Use at most {1}.", len(fence.written), MAX_VALUES),
        )
    return Values(tuple(_value(line, text) for line, text in fence.written))


def _value(line: int, text: str) -> ValueLine:
    label, _, name = (part.strip() for part in text.rpartition(":"))
    if not label:
        raise MalformedError(
            line,
            translate("{0} has no label. Write, for example, “Score: score”.", quoted(text)),
        )
    check_words([(line, label)])
    check_value(line, name)
    return ValueLine(label, name)


KINDS: dict[str, Callable[[Fence], Block]] = {
    "picture": _picture,
    "figure": _figure,
    "table": _table,
    "code": _code,
    "code run": _code_run,
    "value": _values,
}
"""What makes a block of its fence, by its kind."""
