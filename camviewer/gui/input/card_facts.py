"""What a person should know of a model: its card in words, as a table or as lines of a tip."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPalette, QTextDocument

from camviewer.common.translation import translate
from camviewer.document.canvas_content import source_title
from camviewer.gui.widgets.fitting import shortened
from camviewer.inference.chance import is_near_chance_for
from camviewer.inference.input_scaling_detection import Detection, Reading
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.formats.model_file import in_words
from camviewer.networks.model_card import ModelCard

Fact = tuple[str, str]
"""A title and what there is to tell; both are plain text."""


def facts_of(card: ModelCard, detection: Detection | None = None) -> list[Fact]:
    """What is known of a model; the accuracy comes first, with the data set it was measured on.

    Args:
        card: of the model.
        detection: what its network, which another program made, reads under input scalings.
    """
    data = in_words(source_title(card.data))
    recipe = in_words(card.recipe)
    epochs = (
        translate("{0}, one epoch", recipe)
        if card.epochs == 1
        else translate("{0}, {1} epochs", recipe, card.epochs)
    )
    # What another program did to its network this one does not know.
    training = [
        (translate("Recipe"), epochs),
        (translate("Data set"), translate("{0}, seed {1}", data, card.seed)),
    ]
    facts = [
        (translate("Architecture"), in_words(card.architecture)),
        *([] if card.is_foreign else training),
        *_details(card),
        (translate("Trained"), in_words(card.date)),
    ]
    if card.accuracy is not None:
        told = translate("{0} on {1}", f"{card.accuracy * 100:.2f}%", data)
        if is_near_chance_for(card.accuracy, len(card.class_names)):
            told = translate("{0}, near chance", told)
        facts.insert(0, (translate("Test accuracy"), told))
    if card.is_foreign:
        facts.insert(0, (translate("Input scaling"), card.scaling.title))
    reading = None if detection is None else detection.of(card.scaling)
    if detection is not None and reading is not None:
        source, number = source_title(detection.source), len(reading.right)
        told = translate("{0} of {1} ({2} [samples])", percent_of(reading), source, number)
        if detection.is_near_chance(reading):
            told = translate("{0}, near chance", told)
        facts.insert(0, (translate("Accuracy"), told))
    return facts


def percent_of(reading: Reading) -> str:
    """The accuracy of a reading."""
    return f"{100 * reading.accuracy:.1f}%"


def facts_of_snapshot(snapshot: NetworkSnapshot) -> list[Fact]:
    """What is known of a network at a moment of its training: of which one, and when."""
    return [
        (translate("Snapshot"), snapshot.name),
        (translate("Test accuracy"), translate("not measured")),
    ]


def as_table(facts: Sequence[Fact], palette: QPalette, *, title: str = "") -> str:
    """The facts as HTML, what counts most in bold, under a title if there is one."""
    faint = palette.color(QPalette.ColorRole.PlaceholderText).name()
    rows = "".join(
        f"<tr><td style='color:{faint}'>{escape(name)}&nbsp;&nbsp;</td>"
        f"<td>{_bold(told) if _counts_most(facts, place) else escape(told)}</td></tr>"
        for place, (name, told) in enumerate(facts)
    )
    return f"{_heading(title)}<table>{rows}</table>"


def as_table_within(size: QSize, facts: Sequence[Fact], palette: QPalette, font: QFont) -> str:
    """The facts as HTML that has room in so many pixels.

    If they have none as they are, each has one line, which ends in "…" where it must; if there is
    no room for so many lines, the first facts have it. Empty if there is room for none, and
    without facts.
    """
    if not facts:
        return ""
    whole = as_table(facts, palette)
    if _fits(whole, font, size):
        return whole
    names = as_table([(name, "") for name, _ in facts], palette)
    room = size.width() - _measured(names, font.toString(), size.width()).ideal
    bold = QFont(font)
    bold.setBold(True)
    lines = [
        (name, shortened(told, bold if _counts_most(facts, place) else font, room))
        for place, (name, told) in enumerate(facts)
    ]
    if any(told in ("", "…") for _, told in lines):
        return ""
    tables = (as_table(lines[:number], palette) for number in range(len(lines), 0, -1))
    return next((table for table in tables if _fits(table, font, size)), "")


def height_of(table: str, font: QFont, width: int) -> int:
    """Pixels that a table needs if it is so wide."""
    return math.ceil(_measured(table, font.toString(), width).height)


def as_lines(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The facts as lines of plain text."""
    return tuple(f"{name}: {told}" for name, told in facts)


def _details(card: ModelCard) -> list[Fact]:
    """What is out of the ordinary, or simply known."""
    details = []
    if card.share is not None and card.share < 1:
        share = translate("{0}% of the training [samples]", f"{100 * card.share:g}")
        details.append((translate("Share"), share))
    if card.corrections:
        details.append((translate("Corrected labels"), f"{card.corrections:,}"))
    if card.start:
        details.append((translate("Started from"), in_words(card.start)))
    if card.steps is not None and card.learning_rate is not None and card.batch is not None:
        steps, rate = f"{card.steps:,}", f"{card.learning_rate:g}"
        words = (
            translate("{0} of one [sample], learning rate {1}", steps, rate)
            if card.batch == 1
            else translate("{0} of {1} [samples], learning rate {2}", steps, card.batch, rate)
        )
        details.append((translate("Steps"), words))
    return details


def _counts_most(facts: Sequence[Fact], place: int) -> bool:
    """Whether a fact is the first one, and what a person asks for first."""
    counting = (translate("Test accuracy"), translate("Snapshot"), translate("Accuracy"))
    return place == 0 and facts[0][0] in counting


class _Measured(NamedTuple):
    """How large a table is: what it would like to be wide, and its size in the width it has."""

    ideal: float
    width: float
    height: float


@lru_cache(maxsize=256)
def _measured(table: str, font: str, width: int) -> _Measured:
    """In pixels, of a table in a font as `QFont.toString` names it.

    Kept, since who lays a window out asks again and again.
    """
    used = QFont()
    used.fromString(font)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(used)
    document.setHtml(table)
    document.setTextWidth(width)
    size = document.size()
    return _Measured(document.idealWidth(), size.width(), size.height())


def _fits(table: str, font: QFont, size: QSize) -> bool:
    """Whether all of it is in sight; a word that is too long makes a table wider."""
    needed = _measured(table, font.toString(), size.width())
    return needed.width <= size.width() and needed.height <= size.height()


def _bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def _heading(title: str) -> str:
    return f"<h3>{escape(title)}</h3>" if title else ""
