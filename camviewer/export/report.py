"""A report as one HTML file: it needs no network, runs no script, and is printed as it is seen."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from camviewer.common.files import replacing
from camviewer.common.translation import translate
from camviewer.rendering.colour_maps import Colours

SUFFIXES = (".html", ".pdf")

SIDE = 84
"""Pixels that a picture fills on the page; each of its own pixels is a sharp square."""

COLUMNS = 3
"""Samples in a row."""

_STYLE = """
body { font-family: sans-serif; color: #1d2127; background: #ffffff; margin: 2em auto;
  padding: 0 1em; max-width: 52em; line-height: 1.45; overflow-wrap: break-word; }
h1 { font-size: 1.7em; margin-bottom: 0.2em; }
h2 { font-size: 1.2em; margin-top: 1.8em; border-bottom: 1px solid #d4d8de;
  break-after: avoid; }
table { border-collapse: collapse; margin: 0.8em 0; }
th, td { padding: 0.25em 0.7em; text-align: right; border-bottom: 1px solid #e4e7eb; }
th { font-weight: bold; color: #545b64; white-space: nowrap; }
table.samples { margin: 0; }
td.first, th.first { text-align: left; }
td.number { white-space: nowrap; }
td.marked { background: #fbe3e1; print-color-adjust: exact; }
p.faint, td.faint { color: #545b64; }
td.sample { text-align: left; vertical-align: top; border: none; padding: 0.5em 1em 0.7em 0; }
img { image-rendering: pixelated; }
.wide { overflow-x: auto; break-inside: avoid; }
""".strip()

# A browser lets samples flow into as many columns as there are room for, and is dark where all
# else is; what lays out sheets of paper knows none of this.
_SCREEN = """
@media all {
  body:lang(ko) { word-break: keep-all; }
  table.samples, .samples tbody, .samples tr { display: contents; }
  td.sample { display: inline-block; max-width: 15em; break-inside: avoid; }
}
@media screen and (prefers-color-scheme: dark) {
  body { color: #e3e6ea; background: #1b1e22; }
  h2, th, td { border-color: #3a4048; }
  th, p.faint, td.faint { color: #a9b0b9; }
  td.marked { background: #5c2b2b; }
}
""".strip()

# Nothing is loaded from elsewhere and nothing runs, whatever a name or a note says.
_PAGE = """
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="faint">{subtitle}</p>
{body}
</body>
</html>
""".lstrip()


@dataclass(frozen=True)
class Table:
    """Numbers in rows.

    Attributes:
        heading: of the columns.
        rows: of as many texts each; the first column is a name.
        marked: row and column of cells that stand out.
    """

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, eq=False)
class SampleEntry:
    """One sample with its maps.

    Attributes:
        pictures: (h, w, 3) uint8 each, from left to right.
        words: lines below them.
    """

    pictures: tuple[Colours, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Section:
    """A part of a report.

    Attributes:
        title: its heading.
        paragraphs: sentences at its beginning.
        tables: below them.
        samples: below these.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    samples: Sequence[SampleEntry] = field(default=())


@dataclass(frozen=True, eq=False)
class Report:
    """What is reported.

    Attributes:
        title: of the whole.
        subtitle: of what it is, and by what.
        sections: in order; those with nothing in them are left out.
        language: code of the language in which it is written.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    language: str = "en"


def to_html(report: Report, *, on_screen: bool = True) -> str:
    """A report as a page that is whole by itself.

    Args:
        report: what is reported.
        on_screen: whether a browser shows it, else it is laid out for sheets of paper.
    """
    body = "\n".join(_section(section) for section in report.sections if _has_content(section))
    title, subtitle = escape(report.title), escape(report.subtitle)
    style = f"{_STYLE}\n{_SCREEN}" if on_screen else _STYLE
    return _PAGE.format(
        language=escape(report.language), title=title, subtitle=subtitle, style=style, body=body
    )


def save_html(path: str | Path, report: Report) -> None:
    """Write a report as HTML, whole or not at all.

    Raises:
        FileError: it cannot be written; what stood there before still stands.
    """
    with replacing(path, what=translate("the report")) as temporary:
        temporary.write_text(to_html(report), encoding="utf-8")


def _has_content(section: Section) -> bool:
    return bool(section.paragraphs or section.tables or section.samples)


def _section(section: Section) -> str:
    parts = [f"<h2>{escape(section.title)}</h2>"]
    parts += [f"<p>{escape(each)}</p>" for each in section.paragraphs]
    parts += [_table(each) for each in section.tables]
    if section.samples:
        parts.append(_samples(section.samples))
    return "\n".join(parts)


def _table(table: Table) -> str:
    head = "".join(
        f"<th{_first(column)}>{escape(text)}</th>" for column, text in enumerate(table.heading)
    )
    rows = "\n".join(
        "<tr>"
        + "".join(
            f"<td{_kind(column, text, (row, column) in table.marked)}>{escape(text)}</td>"
            for column, text in enumerate(texts)
        )
        + "</tr>"
        for row, texts in enumerate(table.rows)
    )
    return f'<div class="wide"><table>\n<tr>{head}</tr>\n{rows}\n</table></div>'


def _first(column: int) -> str:
    return "" if column else ' class="first"'


def _kind(column: int, text: str, is_marked: bool) -> str:
    names = ("first", not column), ("marked", is_marked), ("number", _is_number(text))
    found = " ".join(name for name, applies in names if applies)
    return f' class="{found}"' if found else ""


def _is_number(text: str) -> bool:
    """Whether it is one number, which is not divided between two lines."""
    return text[:1].isdecimal() and " " not in text


def _samples(samples: Sequence[SampleEntry]) -> str:
    """Each row is a table of its own, which is not divided between two sheets."""
    rows = []
    for start in range(0, len(samples), COLUMNS):
        cells = "".join(_sample(each) for each in samples[start : start + COLUMNS])
        rows.append(f'<table class="samples"><tr>{cells}</tr></table>')
    return "".join(rows)  # blanks between them would move columns


def _sample(entry: SampleEntry) -> str:
    pictures = "&nbsp;".join(_picture(each, len(entry.pictures)) for each in entry.pictures)
    words = "<br>".join(map(escape, entry.words))
    return f'<td class="sample">{pictures}<br><small>{words}</small></td>'


def _picture(picture: Colours, beside: int) -> str:
    """A picture in the page itself, enlarged by a whole number: some readers smooth small ones."""
    side = max(1, SIDE * 2 // max(1, beside))
    factor = max(1, side // max(picture.shape[:2]))
    enlarged = picture.repeat(factor, axis=0).repeat(factor, axis=1)
    from PIL import Image  # here: no window needs it before a report is written

    stream = io.BytesIO()
    Image.fromarray(enlarged).save(stream, "PNG", optimize=True)
    data = base64.b64encode(stream.getvalue()).decode("ascii")
    height, width = enlarged.shape[:2]
    return f'<img width="{width}" height="{height}" alt="" src="data:image/png;base64,{data}">'
