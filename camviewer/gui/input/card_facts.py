"""What a person should know of a model: its card in words, as a table or as lines of a tip."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QPalette

from camviewer.common.translation import translate
from camviewer.document.canvas_content import source_title
from camviewer.networks.formats.model_file import in_words
from camviewer.networks.model_card import ModelCard

Fact = tuple[str, str]
"""A title and what there is to tell; both are plain text."""


def facts_of(card: ModelCard) -> list[Fact]:
    """What is known of a model; the accuracy comes first, with the data set it was measured on."""
    data = in_words(source_title(card.data))
    recipe = in_words(card.recipe)
    epochs = (
        translate("{0}, one epoch", recipe)
        if card.epochs == 1
        else translate("{0}, {1} epochs", recipe, card.epochs)
    )
    facts = [
        (translate("Architecture"), in_words(card.architecture)),
        (translate("Recipe"), epochs),
        (translate("Data set"), translate("{0}, seed {1}", data, card.seed)),
        *_details(card),
        (translate("Trained"), in_words(card.date)),
    ]
    if card.accuracy is not None:
        told = translate("{0} on {1}", f"{card.accuracy * 100:.2f} %", data)
        facts.insert(0, (translate("Test accuracy"), told))
    return facts


def as_table(facts: Sequence[Fact], palette: QPalette, *, title: str = "") -> str:
    """The facts as HTML, the accuracy in bold, under a title if there is one."""
    faint = palette.color(QPalette.ColorRole.PlaceholderText).name()
    accuracy = translate("Test accuracy")
    rows = "".join(
        f"<tr><td style='color:{faint}'>{escape(name)}&nbsp;&nbsp;</td>"
        f"<td>{_bold(told) if name == accuracy else escape(told)}</td></tr>"
        for name, told in facts
    )
    return f"{_heading(title)}<table>{rows}</table>"


def as_lines(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The facts as lines of plain text."""
    return tuple(f"{name}: {told}" for name, told in facts)


def _details(card: ModelCard) -> list[Fact]:
    """What is out of the ordinary, or simply known."""
    details = []
    if card.share is not None and card.share < 1:
        share = translate("{0} % of the training [samples]", f"{100 * card.share:g}")
        details.append((translate("Share"), share))
    if card.start:
        details.append((translate("Started from"), in_words(card.start)))
    if card.steps is not None and card.learning_rate is not None and card.batch is not None:
        steps, rate = f"{card.steps:,}", f"{card.learning_rate:g}"
        words = (
            translate("{0} of one [sample], rate {1}", steps, rate)
            if card.batch == 1
            else translate("{0} of {1} [samples], rate {2}", steps, card.batch, rate)
        )
        details.append((translate("Steps"), words))
    return details


def _bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def _heading(title: str) -> str:
    return f"<h3>{escape(title)}</h3>" if title else ""
