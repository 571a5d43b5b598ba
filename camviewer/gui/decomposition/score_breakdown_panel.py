"""The score breakdown: the score term by term, added up in two ways, and whether both agree."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from camviewer.attribution.class_contrast import classes_of
from camviewer.attribution.score_breakdown import ScoreBreakdown
from camviewer.controllers.decomposition import Decomposition
from camviewer.document.document import Document
from camviewer.gui.decomposition.waterfall import Waterfall
from camviewer.gui.decomposition.wrapping_row import WrappingRow
from camviewer.gui.theme import SPACE, wrong_colour
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.number_format import magnitude, number
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.rendering.symbols import subscript

_Question = tuple[int, int | None]
"""Why one class, and not another one; None for the class alone."""

AGREES = 1e-4
"""How far both sides may be apart, as a share of the score or of 1: single precision."""


class ScoreBreakdownPanel(QWidget):
    """Shows the score breakdown of the class shown, or of the difference of two."""

    def __init__(
        self, document: Document, decomposition: Decomposition, parent: QWidget | None = None
    ) -> None:
        """A panel that is told by its owner when to show something else."""
        super().__init__(parent)
        self._document = document
        self._decomposition = decomposition
        self.against = ChoiceBox(self, least=0.3)
        self.against.setObjectName("againstBox")
        self.against.setAccessibleName(self.tr("The question that the score breakdown answers"))
        self.against.setToolTip(
            self.tr(
                "A single class, or the difference between two: why this one and not the other?"
            )
        )
        self.against.currentIndexChanged.connect(self._choose)
        self._questions: list[_Question] = []
        self._agrees = True
        label = QLabel(self.tr("Score breakdown"), self)
        label.setBuddy(self.against)
        self.chart = Waterfall(self)
        names = ("ledgerTerms", "ledgerMap", "ledgerCheck")
        lines = [StillLabel(name, self) for name in names]
        self._explain(lines)
        self.by_terms, self.by_map, self.check = (line.label for line in lines)
        self._heading = WrappingRow(label, self.against, stretched=1, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._heading)
        layout.addWidget(self.chart, 1)
        sums = QVBoxLayout()
        sums.setSpacing(0)
        for line in lines:
            sums.addWidget(line)
        layout.addLayout(sums)
        self._name_questions()

    def _explain(self, lines: list[StillLabel]) -> None:
        tips = (
            self.tr("The bias plus the contribution of every channel"),
            self.tr("The bias plus the mean of the map over all cells"),
            self.tr("Whether both equal the score that the network computed, and how closely"),
        )
        for line, tip in zip(lines, tips, strict=True):
            line.setToolTip(tip)
        self.chart.setWhatsThis(
            self.tr(
                "The first bar is the bias b. Each further bar is the contribution of one "
                "channel, w F, and starts where the previous one ends: red counts for the "
                "class, blue against it. The last bar is the score S. Channels outside the sum "
                "of maps are faint. Click a bar, or use the arrow keys, to show its channel."
            )
        )
        self.against.setWhatsThis(
            self.tr(
                "Why one class and not another: weights, maps and bias are then the differences "
                "between the two classes, and what is positive counts for the first."
            )
        )

    def _choose(self, place: int) -> None:
        self._decomposition.ask_why(*self._questions[place])

    def show_all(self) -> None:
        """The score breakdown has changed."""
        self._name_questions()
        score_breakdown = self._decomposition.score_breakdown
        self.chart.show_breakdown(score_breakdown, self._names())
        if score_breakdown is None:
            for label in (self.by_terms, self.by_map, self.check):
                label.setText("")
            return
        bias, score = self._names()
        mean = self.tr("mean {0}").format(score.replace("S", "M", 1))
        weight = "w" if self._decomposition.against is None else "Δw"
        self.by_terms.setText(
            f"{bias} + Σ {weight} F = {number(score_breakdown.by_terms, decimals=3, signed=True)}"
        )
        self.by_map.setText(
            f"{bias} + {mean} = {number(score_breakdown.by_map, decimals=3, signed=True)}"
        )
        self._show_check(score_breakdown)
        self.show_look()

    def show_look(self) -> None:
        """Another channel or another sum is looked at."""
        self.chart.show_look(self._decomposition.channel, self._decomposition.count)

    def _show_check(self, score_breakdown: ScoreBreakdown) -> None:
        score = f"{self._names()[1]} = {number(score_breakdown.score, decimals=3, signed=True)}"
        agrees = score_breakdown.disagreement <= AGREES * max(1.0, abs(score_breakdown.score))
        words = (
            self.tr("✓ both equal {0} to within {1}")
            if agrees
            else self.tr("✗ differ from {0} by {1}")
        )
        self.check.setText(words.format(score, magnitude(score_breakdown.disagreement)))
        if agrees != self._agrees:
            self._agrees = agrees
            self._colour_check()

    def _colour_check(self) -> None:
        palette = self.palette()
        if not self._agrees:
            palette.setColor(self.check.foregroundRole(), wrong_colour(palette))
        self.check.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "check"):
            self._colour_check()
        super().changeEvent(event)

    def _names(self) -> tuple[str, str]:
        """What bias and score are called: b₉ and S₉, or of the difference Δb and ΔS.

        A name that is longer than a number has no room below them: the box above says it.
        """
        if self._decomposition.against is not None:
            return "Δb", "ΔS"
        small = subscript(self._document.class_name(self._document.class_index))
        if small.startswith("("):
            small = ""
        return f"b{small}", f"S{small}"

    def _name_questions(self) -> None:
        self._questions = self._worth_asking()
        asked = self._document.class_index, self._decomposition.against
        with QSignalBlocker(self.against):
            self._write_questions()
            self.against.setCurrentIndex(self._questions.index(asked))
        self._heading.wrap()

    def _worth_asking(self) -> list[_Question]:
        """What can be asked of the class shown, and first of it and the class that is read.

        Why another class is read comes before all others; of the class that is read itself, the
        runner-up is the first that it is compared with.
        """
        shown, prediction = self._document.class_index, self._document.prediction
        others = [each for each in range(len(self._document.class_names)) if each != shown]
        first: list[_Question] = []
        if prediction is not None:
            read, runner_up = classes_of(prediction.logits, None)
            if read in others:
                first.append((read, shown))
            else:
                others.sort(key=lambda each: each != runner_up)
        return [*first, (shown, None), *((shown, each) for each in others)]

    def _write_questions(self) -> None:
        name, questions = self._document.class_name, self._questions
        while self.against.count() > len(questions):
            self.against.removeItem(self.against.count() - 1)
        while self.against.count() < len(questions):
            self.against.addItem("")
        for place, (first, second) in enumerate(questions):
            text = (
                self.tr("Why {0}?").format(name(first))
                if second is None
                else self.tr("Why {0} and not {1}?").format(name(first), name(second))
            )
            self.against.setItemData(place, second)
            if text != self.against.itemText(place):
                self.against.setItemText(place, text)
