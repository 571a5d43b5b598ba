"""The work sheet as PDF: this sample's numbers to compute with, and the same with the answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from camviewer.common.errors import UserError
from camviewer.common.files import replacing
from camviewer.common.translation import translate
from camviewer.export.work_sheet import WorkSheet
from camviewer.inference.prediction import Prediction
from camviewer.rendering.colour_maps import COLOUR_MAPS, colourise
from camviewer.rendering.figure_page import drawn, to_document
from camviewer.rendering.rendering import picture_of
from camviewer.rendering.scaling import position

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIX = ".pdf"

_WIDTH, _HEIGHT = 8.27, 11.69  # A4, inches
_LEFT, _RIGHT = 0.09, 0.91  # of the page
_INK, _MUTED, _LINE, _ANSWER = "#16191d", "#5b6470", "#9aa2ac", "#0b62c4"
_COLUMNS = (0.13, 0.36, 0.60, 0.87)  # right edges of k, f_k, w_k^c and the product
_ROW = 0.0265  # height of a row of the table


def save(path: str | Path, sheet: WorkSheet, prediction: Prediction, *, sample: str) -> None:
    """Write the sheet, and the answers as its second page.

    Args:
        path: ends in ``.pdf``.
        sheet: the numbers.
        prediction: whose sample and map are shown.
        sample: what the sample is called.

    Raises:
        UserError: the path has another ending.
        FileError: it cannot be written; what stood there before still stands.
    """
    path = Path(path)
    if path.suffix.lower() != SUFFIX:
        raise UserError(
            translate(
                "{0} cannot be written with the ending {2}. Choose a name that ends in {1}.",
                path,
                SUFFIX,
                repr(path.suffix),
            )
        )
    with replacing(path, what=translate("the work sheet")) as temporary:
        pages = (draw(sheet, prediction, sample, solved=solved) for solved in (False, True))
        temporary.write_bytes(drawn(lambda: to_document(pages)))


def number(value: float) -> str:
    """Three decimals with a real minus sign."""
    return f"{value:.3f}".replace("-", "−")


def draw(sheet: WorkSheet, prediction: Prediction, sample: str, *, solved: bool) -> Figure:
    """The page with the sheet or, `solved`, with its answers."""
    from matplotlib.figure import Figure

    page = Figure((_WIDTH, _HEIGHT), facecolor="white")
    name = sheet.class_name
    title = translate("One cell of a class activation map, by hand")
    page.text(_LEFT, 0.945, title, fontsize=16, weight="bold", color=_INK)
    told = translate("{0} · class {1} · model {2}", sample, name, prediction.title)
    page.text(_LEFT, 0.922, told, fontsize=10, color=_MUTED, parse_math=False)
    if solved:
        page.text(_RIGHT, 0.945, translate("Answers"), fontsize=13, color=_ANSWER, ha="right")
    else:
        page.text(_RIGHT - 0.3, 0.905, translate("Name:"), fontsize=10, ha="right")
        _rule(page, 0.902, _RIGHT - 0.29)
    _pictures(page, sheet, prediction)
    _map_part(page, sheet, solved=solved)
    _score_part(page, sheet, prediction, solved=solved)
    return page


def _pictures(page: Figure, sheet: WorkSheet, prediction: Prediction) -> None:
    """Sample and map, the cell framed in both."""
    high, wide = 0.2, 0.2 * _HEIGHT / _WIDTH
    values = prediction.maps[sheet.class_index]
    limit = float(np.abs(values).max())
    coloured = colourise(position(values, (-limit, limit)), COLOUR_MAPS["blue-red"])
    grey = picture_of(prediction.image)
    rows, columns = sheet.grid
    titles = (
        translate("[Sample], {0} × {1} pixels", prediction.spec.width, prediction.spec.height),
        translate("Map, {0} × {1} cells: red for the class, blue against it", columns, rows),
    )
    for place, (picture, caption) in enumerate(zip((grey, coloured), titles, strict=True)):
        left = _LEFT + place * (wide + 0.08)
        axes = page.add_axes((left, 0.695, wide, high), xticks=[], yticks=[])
        axes.imshow(picture, extent=(0, columns, rows, 0), interpolation="none")
        _frame(axes, sheet.column, sheet.row)
        page.text(left, 0.677, caption, fontsize=8.5, color=_MUTED)
    place_told = translate("Framed: column {0}, row {1}, counted from 0", sheet.column, sheet.row)
    page.text(_LEFT, 0.66, place_told, fontsize=8.5, color=_MUTED)


def _in_formula(name: str) -> str:
    """A class' name within TeX: numbers and letters as they are, nothing that TeX would read."""
    plain = "".join(letter for letter in name if letter.isalnum())
    return plain if plain.isdigit() else rf"\mathrm{{{plain}}}"


def _frame(axes: Axes, column: int, row: int) -> None:
    from matplotlib.patches import Rectangle

    for width, colour in ((3.2, "white"), (1.6, "#00a86b")):
        frame = Rectangle((column, row), 1, 1, fill=False, linewidth=width, edgecolor=colour)
        frame.set_clip_on(False)
        axes.add_patch(frame)


def _map_part(page: Figure, sheet: WorkSheet, *, solved: bool) -> None:
    """The table of the strongest channels, and the cell."""
    c, x, y = _in_formula(sheet.class_name), sheet.column, sheet.row
    top = 0.622
    page.text(_LEFT, top, translate("1. The map in the framed cell"), fontsize=13, weight="bold")
    page.text(
        _LEFT,
        top - 0.032,
        rf"$M_{{{c}}}({x},{y}) = \sum_k w_k^{{{c}}}\, f_k({x},{y})$",
        fontsize=13,
    )
    told = (
        translate("Multiply f and w of the only channel. Round to three decimals.")
        if len(sheet.terms) == 1
        else translate(
            "Multiply f and w of the {0} channels that contribute most. Round to three decimals.",
            len(sheet.terms),
        )
    )
    page.text(_LEFT, top - 0.066, told, fontsize=9.5, color=_MUTED, parse_math=False)
    heads = ("$k$", rf"$f_k({x},{y})$", rf"$w_k^{{{c}}}$", rf"$w_k^{{{c}}} \cdot f_k({x},{y})$")
    line = top - 0.096
    for right, head in zip(_COLUMNS, heads, strict=True):
        page.text(right, line, head, fontsize=12, ha="right", math_fontfamily="stix")
    _rule(page, line - 0.009)
    for term in sheet.terms:
        line -= _ROW
        given = (str(term.channel), number(term.feature), number(term.weight))
        for right, text in zip(_COLUMNS, given, strict=False):
            page.text(right, line, text, fontsize=11, ha="right")
        _result(page, line, term.product, solved=solved)
    line -= _ROW
    rest = (
        translate("the other channel")
        if sheet.others == 1
        else translate("the other {0} channels together", sheet.others)
    )
    page.text(_COLUMNS[2], line, rest, fontsize=11, ha="right", parse_math=False)
    page.text(_COLUMNS[3], line, number(sheet.rest), fontsize=11, ha="right")
    _rule(page, line - 0.009)
    line -= _ROW + 0.004
    page.text(
        _COLUMNS[2],
        line,
        rf"$M_{{{c}}}({x},{y}) =$",
        fontsize=13,
        ha="right",
        math_fontfamily="stix",
    )
    _result(page, line, sheet.cell, solved=solved)


def _score_part(page: Figure, sheet: WorkSheet, prediction: Prediction, *, solved: bool) -> None:
    """The score from bias and mean, beside what the network computed."""
    c, cells = _in_formula(sheet.class_name), sheet.grid[0] * sheet.grid[1]
    top = 0.262
    page.text(_LEFT, top, translate("2. The score of the class"), fontsize=13, weight="bold")
    mean = rf"\dfrac{{1}}{{{cells}}} \;\; \sum_{{x,y}} \; M_{{{c}}}(x,y)"
    _formula(page, top - 0.038, rf"S_{{{c}}} = b_{{{c}}} + {mean}")
    given = (
        (rf"$b_{{{c}}} =$", sheet.bias),
        (translate("mean of the map over all cells ({0}) =", cells), sheet.mean),
    )
    line = top - 0.08
    for text, value in given:
        page.text(_COLUMNS[2], line, text, fontsize=11, ha="right", math_fontfamily="stix")
        page.text(_COLUMNS[3], line, number(value), fontsize=11, ha="right")
        line -= _ROW
    _rule(page, line + _ROW - 0.009)
    line -= 0.004
    page.text(_COLUMNS[2], line, rf"$S_{{{c}}} =$", fontsize=13, ha="right", math_fontfamily="stix")
    _result(page, line, sheet.score, solved=solved)
    line -= _ROW + 0.012
    computed = f"{sheet.computed:.5f}".replace("-", "−")
    questions = (
        translate(
            "The altered network computed {0}. Why is that not exactly your result?", computed
        )
        if prediction.ablated
        else translate("The network computed {0}. Why is that not exactly your result?", computed),
        translate("Which other class would you compare it with before you believe the map?"),
    )
    answers = (
        translate(
            "The numbers on this sheet are rounded to three decimals; those of the network are not."
        ),
        runner_up(sheet, prediction),
    )
    for question, answer in zip(questions, answers, strict=True):
        page.text(_LEFT, line, question, fontsize=10, parse_math=False)
        line -= 0.02
        if solved:
            page.text(_LEFT, line, answer, fontsize=10, color=_ANSWER, parse_math=False)
        else:
            _rule(page, line - 0.004)
        line -= 0.026


def runner_up(sheet: WorkSheet, prediction: Prediction) -> str:
    """The class with the largest score but this one, and how it stands to it."""
    scores = prediction.logits.copy()
    scores[sheet.class_index] = -np.inf
    other = int(scores.argmax())
    if scores[other] > prediction.logits[sheet.class_index]:
        return translate(
            "Class {0} has the larger score {1}, so the network predicts {0}.",
            prediction.class_names[other],
            number(float(prediction.logits[other])),
        )
    return translate(
        "Class {0} comes next with the score {1}; only differences between classes matter.",
        prediction.class_names[other],
        number(float(prediction.logits[other])),
    )


def _formula(page: Figure, y: float, tex: str) -> None:
    page.text(_LEFT, y, f"${tex}$", fontsize=14, math_fontfamily="stix")


def _result(page: Figure, line: float, value: float, *, solved: bool) -> None:
    """What is to be computed: a number in the answers, a line to write on in the sheet."""
    right = _COLUMNS[3]
    if solved:
        page.text(right, line, number(value), fontsize=11, ha="right", color=_ANSWER, weight="bold")
    else:
        _rule(page, line - 0.004, right - 0.16, right)


def _rule(page: Figure, y: float, left: float = _LEFT, right: float = _RIGHT) -> None:
    from matplotlib.lines import Line2D

    page.add_artist(Line2D((left, right), (y, y), linewidth=0.6, color=_LINE))
