"""The verdict: one sentence with its subject: which network reads what, how surely, and rightly."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from camviewer.common.translation import translate
from camviewer.document.document import Document
from camviewer.gui.theme import enlarge, wrong_colour
from camviewer.gui.widgets.number_format import percent
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.prediction import Prediction

_LARGE = 1.7  # times other text
_LETTERS = 8  # of the network's name that are worth their room


@dataclass(frozen=True)
class _Line:
    """All that the sentence depends on: while it is the same, so are its words.

    Attributes:
        prediction: of the network; None if there is none, for the reason told in `missing`.
        missing: why there is no prediction, in words.
        model: the sentence's subject.
        label: of the sample, if that is known and the prediction is of this sample.
        label_name: what that class is called.
        faint: colour of what counts less.
        wrong: colour of what contradicts the label.
    """

    prediction: Prediction | None
    missing: tuple[str, ...]
    model: str
    label: int | None
    label_name: str
    faint: str
    wrong: str


class Verdict(StillLabel):
    """Follows the document's prediction."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A sentence that follows the document."""
        super().__init__("predictionLabel", parent)
        self._document = document
        self._line: _Line | None = None
        self.label.setTextFormat(Qt.TextFormat.RichText)
        enlarge(self.label, _LARGE)
        for changed in (
            document.content_changed,
            document.sample_changed,
            document.model_changed,
            document.prediction_changed,
        ):
            changed.connect(self._follow)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette in coloured words."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_document"):
            self._follow()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A network's name is as long as there is room for."""
        super().resizeEvent(event)
        self._line = None
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Larger text has less room."""
        eaten = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_document"):
            self._line = None
            self._follow()
        return eaten

    def _follow(self) -> None:
        """Word the sentence anew if it has become another; one movement sends several signals."""
        line = self._make_line()
        if line == self._line:
            return
        self._line = line
        if line.prediction is None:
            self.show_first_fitting(*(_coloured(line.faint, each) for each in line.missing))
        else:
            self.show_first_fitting(*self._wordings(line, line.prediction))

    def _make_line(self) -> _Line:
        document, palette = self._document, self.palette()
        prediction, origin = document.prediction, document.content.origin
        # Until the answer for the next sample is there, the prediction is of the one before.
        is_of_sample = not origin.changed and document.is_current
        label = document.label if is_of_sample else None
        return _Line(
            prediction,
            self._missing() if prediction is None else (),
            prediction.title if prediction is not None else "",
            label,
            document.class_name(label) if label is not None else "",
            palette.color(QPalette.ColorRole.PlaceholderText).name(),
            wrong_colour(palette).name(),
        )

    def _missing(self) -> tuple[str, ...]:
        """Why there is no prediction; the longer wording first."""
        if not self._document.sample.any():
            return (self.tr("No ink, no prediction. Draw a [sample]."),)
        return (self.tr("…"),)

    def _wordings(self, line: _Line, prediction: Prediction) -> tuple[str, ...]:
        """The sentence in markup; before the network is left out, its name is shortened."""
        whole = self._worded(line, prediction)
        if self._width(whole[0]) <= self.width():
            return whole
        nameless = self._worded(replace(line, model="…"), prediction)
        named = sum(one != other for one, other in zip(whole, nameless, strict=True))
        if not named:
            return whole
        metrics = self.label.fontMetrics()
        taken = self._width(nameless[named - 1]) - metrics.horizontalAdvance("…")
        # The middle is left out: a snapshot's name ends in its step.
        middle = Qt.TextElideMode.ElideMiddle
        name = metrics.elidedText(line.model, middle, math.floor(self.width() - taken))
        if len(name) < _LETTERS:
            return whole
        shortened = self._worded(replace(line, model=name), prediction)[named - 1]
        return *whole[:named], shortened, *whole[named:]

    def _worded(self, line: _Line, prediction: Prediction) -> tuple[str, ...]:
        """The sentence in markup, from all there is to say to the least."""
        names, shares = prediction.class_names, prediction.probabilities.tolist()
        first, second = (int(index) for index in prediction.logits.argsort()[:-3:-1])
        name = f"<b>{escape(names[first])}</b>"
        what = f"{name} · {_html_percent(shares[first])}"
        short = self.tr("Prediction: {0}").format(what)
        reads = self.tr("{0} predicts {1}").format(_coloured(line.faint, escape(line.model)), what)
        then = self.tr("runner-up {0}").format(
            f"{escape(names[second])} · {_html_percent(shares[second])}"
        )
        then = f" {_coloured(line.faint, f'&nbsp; {then}')}"
        if line.label is None:
            return reads + then, reads, short
        right = line.label == first
        words = self.tr("correct") if right else self.tr("<b>misclassified</b>")
        label = self.tr("label {0}: {1}").format(escape(line.label_name), words)
        only_label = translate("label {0}", escape(line.label_name))
        colour = line.faint if right else line.wrong
        verdict = _coloured(colour, f"&nbsp; — &nbsp;{label}")
        # Whether it is right counts for most: everything else is left out before that is.
        return (
            reads + then + verdict,
            reads + verdict,
            short + verdict,
            self.tr("Prediction: {0}").format(name) + verdict,
            name + _coloured(colour, f" — {label}"),
            name + _coloured(colour, f" — {words if right else only_label}"),
        )


def _coloured(colour: str, words: str) -> str:
    return f'<span style="color:{colour}">{words}</span>'


def _html_percent(share: float) -> str:
    return escape(percent(share)).replace(" ", "&nbsp;")
