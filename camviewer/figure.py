"""The lecture's figure: five pictures a row, as PNG, SVG or PDF, made without a screen."""

from __future__ import annotations

import io
import logging
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camviewer import methods
from camviewer.core.colour_maps import Colours
from camviewer.core.digits import CLASSES
from camviewer.core.errors import UserError
from camviewer.core.files import replacing
from camviewer.core.rendering import Display, Rendering

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".svg", ".pdf")

MOST_ROWS = 100
"""Rows of the longest figure: it still fits on a PDF's largest page, 200 inches."""

COLUMNS = (
    "Original input",
    "Original CAM",
    "Resized input",
    "Resized CAM",
    "Resized input + CAM",
)

SCALES = {
    "signed": "signed scale, shared by all classes of a digit",
    "lecture": "lecture's scale: |map|, stretched to each row's own limits; do not compare rows",
    "positive": "positive part only, scale shared by all classes of a digit",
}
"""What a reader of the figure must know of each scale."""

# Lengths are in pixels of the PNG, so that every cell of a map is a whole number of them.
_DPI = 200
_CELL = 280  # ten pixels for each of a digit's 28, twenty for each of a raw map's 14
_MARGIN = 50
_LABEL = 430
_COLUMN_GAP = 28
_ROW_GAP = 40
_HEADER = 90
_FOOTER = 70
_BAR = 28
_NUMBERS = 135
_LINE = 38

_DRAWING = threading.Lock()
_INK, _MUTED = "#1a1a1a", "#666666"
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LONGEST = 200  # characters of a text that is to fit its place
_FALLBACK_FONTS = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "NanumGothic",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
)


@dataclass(frozen=True, eq=False)
class Row:
    """One row of the figure.

    Attributes:
        digit: what the digit is called.
        label: its true class, 0 to 9, or None where that is not known.
        predicted: the class with the largest score.
        shown: the class whose map is shown.
        score: S_c of the class shown.
        probability: p_c of the class shown, 0 to 1.
        rendering: its pictures, the same ones as in the window.
    """

    digit: str
    label: int | None
    predicted: int
    shown: int
    score: float
    probability: float
    rendering: Rendering


def caption(model: str, display: Display) -> str:
    """The line under a figure: how its pictures were made, and how to read its colours."""
    parts = [f"Model {_shortened(model, 40)}", methods.named(display.method).title]
    parts += [SCALES.get(display.scale, display.scale), f"{display.interpolation} resizing"]
    if display.threshold:
        parts.append(f"laid over from {display.threshold} % of the scale on")
    return " · ".join(parts)


def save(path: str | Path, rows: Sequence[Row], *, caption: str = "") -> None:
    """Write the figure, whole or not at all; the same rows give the same bytes.

    Args:
        path: ends in ``.png``, ``.svg`` or ``.pdf``, which decides what is written.
        rows: 1 to `MOST_ROWS`, from top to bottom.
        caption: a line under the figure.

    Raises:
        UserError: the path has another ending, or there are no or too many rows.
        FileError: it cannot be written; what stood there before still stands.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise UserError(
            f"{path}: expected a name that ends in {', '.join(SUFFIXES)}, found {path.suffix!r}."
        )
    check_rows(len(rows))
    with replacing(path, what="the figure") as temporary:
        _render(temporary, kind[1:], rows, caption)


def to_png_bytes(rows: Sequence[Row], *, caption: str = "") -> bytes:
    """The figure as the content of a PNG file, for the clipboard; arguments as in `save`.

    Raises:
        UserError: there are no or too many rows.
    """
    check_rows(len(rows))
    content = io.BytesIO()
    _render(content, "png", rows, caption)
    return content.getvalue()


def check_rows(number: int) -> None:
    """Raise `UserError` if a figure cannot have this number of rows."""
    if not 1 <= number <= MOST_ROWS:
        raise UserError(
            f"Figure: expected 1 to {MOST_ROWS} rows (one a digit and class), found {number}; "
            f"choose fewer digits or classes, or write .npz or .csv."
        )


def _render(target: Path | io.BytesIO, kind: str, rows: Sequence[Row], caption: str) -> None:
    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
    with drawing():
        made = _figure(rows, caption)
        made.savefig(target, format=kind, metadata=undated.get(kind))


@contextmanager
def drawing() -> Iterator[None]:
    """Real text, output that depends on nothing but what is drawn, and no chatter.

    Whoever else wants to draw waits: matplotlib's settings are the whole process'.
    """
    with _DRAWING, _settings():
        yield


@contextmanager
def _settings() -> Iterator[None]:
    # It announces on the terminal when it collects the system's fonts, the first time.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib
    from matplotlib import font_manager

    known = set(font_manager.get_font_names())
    settings = {
        "font.family": ["DejaVu Sans", *(name for name in _FALLBACK_FONTS if name in known)],
        "svg.fonttype": "none",
        "svg.hashsalt": "camviewer",
        "pdf.fonttype": 42,
        "savefig.bbox": None,
        "savefig.dpi": "figure",
        "text.usetex": False,
    }
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        # A file name may have letters that no font here has; they become boxes.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


class _Page:
    """A figure that is laid out in pixels from its upper left corner."""

    def __init__(self, width: int, height: int) -> None:
        from matplotlib.figure import Figure

        self.width, self.height = width, height
        self.figure: Figure = Figure((width / _DPI, height / _DPI), dpi=_DPI, facecolor="white")

    def axes(self, left: int, top: int, width: int, height: int) -> Axes:
        """An empty frame without ticks."""
        bottom = self.height - top - height
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        axes = self.figure.add_axes(place, xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set(linewidth=0.5, edgecolor=_MUTED)
        return axes

    def text(
        self, left: float, top: float, text: str, size: float, within: int = 0, **options: Any
    ) -> None:
        """Text whose upper left corner is there; taken literally, dollar signs and all.

        With `within` its middle is left out as far as it is wider than that.
        """
        look: dict[str, Any] = {"va": "top", "color": _INK, "parse_math": False, **options}
        x, y = left / self.width, 1 - top / self.height
        drawn = self.figure.text(x, y, _plain(text), fontsize=size, **look)
        length = min(len(text), _LONGEST)
        while within and length and drawn.get_window_extent().width > within:
            length -= 1
            drawn.set_text(_plain(_shortened(text, length)))


def _figure(rows: Sequence[Row], caption: str) -> Figure:
    pictures = _MARGIN + _LABEL
    bar = pictures + 5 * (_CELL + _COLUMN_GAP)
    footer = _FOOTER if caption else 0
    height = 2 * _MARGIN + _HEADER + len(rows) * (_CELL + _ROW_GAP) - _ROW_GAP + footer
    page = _Page(bar + _BAR + _NUMBERS + _MARGIN, height)
    for column, title in enumerate(COLUMNS):
        middle = pictures + column * (_CELL + _COLUMN_GAP) + _CELL / 2
        page.text(middle, _MARGIN, title, 9, ha="center", weight="bold")
        page.text(middle, _MARGIN + 40, _grid(rows, column), 8, ha="center", color=_MUTED)
    for number, row in enumerate(rows):
        top = _MARGIN + _HEADER + number * (_CELL + _ROW_GAP)
        _label(page, top, row)
        for column, picture in enumerate(_pictures(row.rendering)):
            _draw(page.axes(pictures + column * (_CELL + _COLUMN_GAP), top, _CELL, _CELL), picture)
        _colour_bar(page.axes(bar, top, _BAR, _CELL), row.rendering)
    if caption:
        bottom, width = height - _MARGIN, page.width - 2 * _MARGIN
        page.text(_MARGIN, bottom, caption, 8, width, va="bottom", color=_MUTED)
    return page.figure


def _pictures(rendering: Rendering) -> tuple[Colours, ...]:
    """The pictures in the order of `COLUMNS`. A digit has the resized maps' size already."""
    return (
        rendering.input_picture,
        rendering.raw_picture,
        rendering.input_picture,
        rendering.resized_picture,
        rendering.blend_picture,
    )


def _grid(rows: Sequence[Row], column: int) -> str:
    """Size of a column's pictures; nothing where rows differ."""
    sizes = {_pictures(row.rendering)[column].shape[:2] for row in rows}
    height, width = sizes.pop()
    return "" if sizes else f"{width} × {height}"


def _draw(axes: Axes, picture: Colours) -> None:
    """Pixels as sharp squares, also in viewers that smooth small pictures of an SVG or PDF."""
    factor = max(1, round(_CELL / max(picture.shape[:2])))
    enlarged = picture.repeat(factor, axis=0).repeat(factor, axis=1)
    axes.imshow(enlarged, interpolation="none", aspect="auto")


def _label(page: _Page, top: int, row: Row) -> None:
    index = CLASSES[row.shown].translate(_SUBSCRIPTS)
    shown = f"class {CLASSES[row.shown]}" + (" (predicted)" if row.shown == row.predicted else "")
    lines = [
        "no true label" if row.label is None else f"true label {CLASSES[row.label]}",
        shown,
        f"S{index} = {_number(row.score, '.2f')}",
        f"p{index} {_share(row.probability)}",
    ]
    first = top + (_CELL - (len(lines) + 1) * _LINE) / 2
    page.text(_MARGIN, first, row.digit, 9, _LABEL - 2 * _COLUMN_GAP, weight="bold")
    for number, line in enumerate(lines, start=1):
        page.text(_MARGIN, first + number * _LINE + 6, line, 9)


def _colour_bar(axes: Axes, rendering: Rendering) -> None:
    """The row's colours with the values at both ends and in the middle."""
    low, high = rendering.limits
    table = rendering.table
    if high > low:
        axes.imshow(table[::-1, None], extent=(0, 1, 0, 1), aspect="auto", interpolation="none")
        ticks = {0.0: low, 0.5: (low + high) / 2, 1.0: high}
    else:  # one value everywhere: one colour, as in the pictures
        middle = table[round((len(table) - 1) / 2)]
        axes.imshow(middle[None, None], extent=(0, 1, 0, 1), aspect="auto")
        ticks = {0.5: low}
    axes.yaxis.tick_right()
    axes.set_yticks(list(ticks), [_number(value, "#.3g") for value in ticks.values()])
    axes.tick_params(labelsize=8, length=2.5, width=0.5, pad=2, color=_MUTED, labelcolor=_INK)


def _number(value: float, form: str) -> str:
    """A number with a real minus sign, and nothing more than "0" for zero."""
    return format(value, form).rstrip(".").replace("-", "−") if value else "0"


def _share(probability: float) -> str:
    """A probability in per cent; one that is not certain never looks certain."""
    if 0.9999 < probability < 1:
        return "> 99.99 %"
    if 0 < probability < 0.0001:
        return "< 0.01 %"
    return f"= {100 * probability:.2f} %"


def _shortened(name: str, length: int) -> str:
    """A name without its middle, for its end tells files apart."""
    if len(name) <= length:
        return name
    return name[: length // 2] + "…" + name[len(name) - (length - 1) // 2 :]


def _plain(text: str) -> str:
    """Text that can be drawn: without line breaks, control signs and broken letters."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)
