"""The lecture's figure: five pictures a row, as PNG, SVG or PDF, made without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS
from camviewer.common.errors import UserError
from camviewer.common.files import replacing
from camviewer.common.translation import tr_noop, translate
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.figure_page import (
    INK,
    MUTED,
    FigurePage,
    as_number,
    as_share,
    drawn,
    shortened,
    to_bytes,
)
from camviewer.rendering.rendering import Display, Rendering
from camviewer.rendering.scales import SCALES
from camviewer.rendering.symbols import subscript

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".svg", ".pdf")

MAX_ROWS = 100
"""Rows of the longest figure: it still fits on a PDF's largest page, 200 inches."""

COLUMNS = (
    tr_noop("Original input"),
    tr_noop("Original CAM"),
    tr_noop("Resized input"),
    tr_noop("Resized CAM"),
    tr_noop("Resized input + CAM"),
)

RESIZINGS = {
    "cubic": tr_noop("cubic resizing"),
    "linear": tr_noop("linear resizing"),
    "nearest": tr_noop("nearest resizing"),
    "lanczos": tr_noop("Lanczos resizing"),
}
"""What the figure says of each interpolation."""

# Lengths are in pixels of the PNG, so that every cell of a map is a whole number of them.
CELL = 280  # a whole number of pixels for each of a sample's, and of its raw map's cells
MARGIN = 50
LABEL = 430
COLUMN_GAP = 28
ROW_GAP = 40
HEADER = 90
_FOOTER = 70
BAR = 28
_NUMBERS = 135
_LINE = 38


@dataclass(frozen=True, eq=False)
class Row:
    """One row of the figure.

    Attributes:
        title: what the sample is called; its data set and its place there on a line each.
        class_names: of the C classes.
        label: the class that it belongs to, which may be none of the C; None: it is not known.
        predicted: the class with the largest score.
        shown: the class whose map is shown.
        score: S_c of the class shown.
        probability: p_c of the class shown, 0 to 1.
        rendering: its pictures, on limits that rows of a shared scale have in common.
    """

    title: str
    class_names: tuple[str, ...]
    label: int | None
    predicted: int
    shown: int
    score: float
    probability: float
    rendering: Rendering

    @property
    def label_name(self) -> str:
        """Name of the class that it belongs to, its number if the network has no such class."""
        if self.label is None:
            return ""
        return (
            self.class_names[self.label] if self.label < len(self.class_names) else f"{self.label}"
        )


def caption(model: str, display: Display, chosen: Values | None = None) -> str:
    """The line under a figure: how its pictures were made, and how to read its colours.

    Args:
        model: what the model is called.
        display: how the pictures were made.
        chosen: values of the method's parameters, as it took them.
    """
    parts = [
        translate("Model {0}", shortened(model, 40)),
        METHODS.named(display.method).described(chosen or {}),
    ]
    parts += [
        translate(SCALES.named(display.scale).note),
        translate(RESIZINGS[display.interpolation]),
    ]
    if display.threshold:
        parts.append(translate("blended from {0}% of the scale", display.threshold))
    return " · ".join(parts)


def save(path: str | Path, rows: Sequence[Row], *, caption: str = "") -> None:
    """Write the figure, whole or not at all; the same rows give the same bytes.

    Args:
        path: ends in ``.png``, ``.svg`` or ``.pdf``, which decides what is written.
        rows: 1 to `MAX_ROWS`, from top to bottom.
        caption: a line under the figure.

    Raises:
        UserError: the path has another ending, or there are no or too many rows.
        FileError: it cannot be written; what stood there before still stands.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise UserError(
            translate(
                "{0} cannot be written with the ending {2}. Choose a name that ends in {1}.",
                path,
                ", ".join(SUFFIXES),
                repr(path.suffix),
            )
        )
    check_rows(len(rows))
    with replacing(path, what=translate("the figure")) as temporary:
        temporary.write_bytes(_render(kind[1:], rows, caption))


def to_png_bytes(rows: Sequence[Row], *, caption: str = "") -> bytes:
    """The figure as the content of a PNG file, for the clipboard; arguments as in `save`.

    Raises:
        UserError: there are no or too many rows.
    """
    check_rows(len(rows))
    return _render("png", rows, caption)


def to_figure(rows: Sequence[Row], *, caption: str = "") -> Figure:
    """The figure itself, to be saved or shown elsewhere; arguments as in `save`.

    Raises:
        UserError: there are no or too many rows.
    """
    check_rows(len(rows))
    return drawn(lambda: _figure(rows, caption))


def check_rows(number: int) -> None:
    """Raise `UserError` if a figure cannot have this number of rows."""
    if not 1 <= number <= MAX_ROWS:
        raise UserError(
            translate(
                "Figure: {1} rows, one for each [sample] and class, are not possible. Choose "
                "fewer [samples] or classes for 1 to {0} rows, or write .npz or .csv.",
                MAX_ROWS,
                number,
            )
        )


def _render(kind: str, rows: Sequence[Row], caption: str) -> bytes:
    return drawn(lambda: to_bytes(_figure(rows, caption), kind))


def _figure(rows: Sequence[Row], caption: str) -> Figure:
    pictures = MARGIN + LABEL
    bar = pictures + 5 * (CELL + COLUMN_GAP)
    footer = _FOOTER if caption else 0
    height = 2 * MARGIN + HEADER + len(rows) * (CELL + ROW_GAP) - ROW_GAP + footer
    page = FigurePage(bar + BAR + _NUMBERS + MARGIN, height)
    for column, title in enumerate(COLUMNS):
        middle = pictures + column * (CELL + COLUMN_GAP) + CELL / 2
        page.text(middle, MARGIN, translate(title), 9, ha="center", weight="bold")
        page.text(middle, MARGIN + 40, _grid(rows, column), 8, ha="center", color=MUTED)
    for number, row in enumerate(rows):
        top = MARGIN + HEADER + number * (CELL + ROW_GAP)
        _label(page, top, row)
        for column, picture in enumerate(pictures_of(row.rendering)):
            _draw(page.axes(pictures + column * (CELL + COLUMN_GAP), top, CELL, CELL), picture)
        _colour_bar(page.axes(bar, top, BAR, CELL), row.rendering)
    if caption:
        bottom, width = height - MARGIN, page.width - 2 * MARGIN
        page.text(MARGIN, bottom, caption, 8, width, va="bottom", color=MUTED)
    return page.figure


def pictures_of(rendering: Rendering) -> tuple[Colours, ...]:
    """The pictures in the order of `COLUMNS`. A sample has the resized maps' size already."""
    return (
        rendering.input_picture,
        rendering.raw_picture,
        rendering.input_picture,
        rendering.resized_picture,
        rendering.blend_picture,
    )


def _grid(rows: Sequence[Row], column: int) -> str:
    """Size of a column's pictures; nothing where rows differ."""
    sizes = {pictures_of(row.rendering)[column].shape[:2] for row in rows}
    height, width = sizes.pop()
    return "" if sizes else f"{width} × {height}"


def _draw(axes: Axes, picture: Colours) -> None:
    """Pixels as sharp squares, also in viewers that smooth small pictures of an SVG or PDF."""
    factor = max(1, round(CELL / max(picture.shape[:2])))
    enlarged = picture.repeat(factor, axis=0).repeat(factor, axis=1)
    is_square = picture.shape[0] == picture.shape[1]
    axes.imshow(enlarged, interpolation="none", aspect="auto" if is_square else "equal")


def _label(page: FigurePage, top: int, row: Row) -> None:
    name = row.class_names[row.shown]
    index = subscript(name)
    is_predicted = row.shown == row.predicted
    lines = [
        translate("no true label")
        if row.label is None
        else translate("true label {0}", row.label_name),
        translate("class {0} (predicted)", name) if is_predicted else translate("class {0}", name),
        f"S{index} = {as_number(row.score, '.2f')}",
        f"p{index} {as_share(row.probability)}",
    ]
    titles = row.title.split("\n", 1)
    first = top + (CELL - (len(titles) + len(lines)) * _LINE) / 2
    for number, title in enumerate(titles):
        place = first + number * _LINE
        page.text(MARGIN, place, title, 9, LABEL - 2 * COLUMN_GAP, weight="bold")
    for number, line in enumerate(lines, start=len(titles)):
        page.text(MARGIN, first + number * _LINE + 6, line, 9)


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
    axes.set_yticks(list(ticks), [as_number(value, "#.3g") for value in ticks.values()])
    axes.tick_params(labelsize=8, length=2.5, width=0.5, pad=2, color=MUTED, labelcolor=INK)
