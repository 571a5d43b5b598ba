"""How far to trust the method on this sample: figures, curves, and the sanity check in pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from camviewer.attribution.trust import MEASURES
from camviewer.attribution.trust.orders import ORDERINGS
from camviewer.attribution.trust.sample_trust import SampleTrust
from camviewer.common.translation import translate
from camviewer.controllers.trusting import Trusting
from camviewer.document.document import Document
from camviewer.gui.attribution.insertion_plot import InsertionPlot
from camviewer.gui.attribution.randomised_maps import RandomisedMaps
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.number_format import number


class TrustPanel(QWidget):
    """Measured on demand: a check box says whether it is to be, and that is kept."""

    def __init__(
        self, document: Document, trusting: Trusting, parent: QWidget | None = None
    ) -> None:
        """A panel that follows what is measured.

        Args:
            document: whether it is to be measured is a part of it.
            trusting: measures.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("trustPanel")
        self._document = document
        self._trusting = trusting
        self.wanted = QCheckBox(self.tr("How far to trust it on this [sample]"), self)
        self.wanted.setObjectName("trustBox")
        self.wanted.setToolTip(
            self.tr(
                "Test the method on the stage with this [sample] and class, whenever the pen rests"
            )
        )
        self.wanted.setChecked(document.methods.value.trust)
        self.wanted.toggled.connect(self._choose)
        self.state = QLabel(self)
        self.state.setObjectName("trustState")
        self.state.setWordWrap(True)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._figures: dict[str, QLabel] = {}
        self.table = self._make_table()
        self.plot: InsertionPlot | None = None  # plots take long to make: when there are curves
        self.areas = _words(self)
        self.correlations = _words(self)
        self.randomised_heading = _words(self)
        self.randomised = RandomisedMaps(self)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.wanted)
        layout.addWidget(self.state)
        for widget in self._shown_with_figures():
            layout.addWidget(widget)
        trusting.changed.connect(self._show)
        self._show()

    def _shown_with_figures(self) -> tuple[QWidget, ...]:
        always = self.table, self.areas, self.correlations, self.randomised_heading, self.randomised
        return always if self.plot is None else (*always, self.plot)

    def _make_table(self) -> QWidget:
        """A row a measure: its name, its figure, which way is better."""
        table = QWidget(self)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(0, 1)
        for row, (name, measure) in enumerate(MEASURES.items()):
            better = self.tr("larger is better")
            if not measure.larger_is_better:
                better = self.tr("smaller is better")
            about = f"{translate(measure.about)} ({better})"
            title, arrow = QLabel(translate(measure.title), table), QLabel(table)
            arrow.setText("↑" if measure.larger_is_better else "↓")
            arrow.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            figure = self._figures[name] = QLabel(table)
            figure.setObjectName(f"trust-{name}")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, label in enumerate((title, figure, arrow)):
                label.setToolTip(about)
                grid.addWidget(label, row, column)
        return table

    def _choose(self, wanted: bool) -> None:
        self._document.methods.change(trust=wanted)
        self._trusting.want(wanted)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Only who is in sight measures."""
        super().showEvent(event)
        self._trusting.want(self.wanted.isChecked())
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees need not be measured."""
        super().hideEvent(event)
        self._trusting.want(False)

    def _show(self) -> None:
        known, wanted = self._trusting.known, self.wanted.isChecked()
        for widget in self._shown_with_figures():
            widget.setVisible(wanted and known is not None)
        self.state.setText(self._state(known) if wanted else "")
        self.state.setVisible(bool(self.state.text()))
        if known is not None and wanted:
            self._show_known(known)

    def _state(self, known: SampleTrust | None) -> str:
        if self._trusting.trouble:
            return self._trusting.trouble
        if self._document.prediction is None:
            return self.tr("Nothing to measure yet: there is no prediction.")
        if known is None:
            return self.tr("Waiting for the pen to rest…")
        return "" if known.share >= 1 else self.tr("Measuring: {0}%").format(int(100 * known.share))

    def _show_known(self, known: SampleTrust) -> None:
        for name, label in self._figures.items():
            label.setText(self._figure(known, name))
        if known.curves is not None:
            if self.plot is None:
                self.plot = InsertionPlot(self)
                self._layout.insertWidget(self._layout.indexOf(self.areas), self.plot)
            self.plot.show_curves(known.curves, known.others)
            self.areas.setText(self._areas(known))
        found = ", ".join(
            f"{side} × {side}: {_or_none(figure)}" for side, figure in known.correlations.items()
        )
        self.correlations.setText(
            self.tr(
                "Rank correlation with the score lost when a block is erased, over all places: {0}"
            ).format(found)
        )
        self.randomised_heading.setText(
            self.tr(
                "Sanity check: the method after the weights are shuffled, layer by layer from "
                "the scores down, and the rank correlation of its magnitudes with the original "
                "map"
            )
        )
        self.randomised.show_maps(self._document, known)

    def _figure(self, known: SampleTrust, name: str) -> str:
        if name in known.failures:
            return self.tr("failed")
        if name not in known.figures:
            return "…" if known.share < 1 else "–"
        return _or_none(known.figures[name])

    def _areas(self, known: SampleTrust) -> str:
        """The difference of the areas, beside those of orders that know nothing of the network."""
        assert known.curves is not None
        parts = [
            f"{translate(ORDERINGS[name].title)} {number(each.difference, signed=True)}"
            for name, each in known.others.items()
        ]
        return self.tr("Insertion minus deletion: this method {0}; {1}").format(
            number(known.curves.difference, signed=True), ", ".join(parts)
        )


def _or_none(figure: float | None) -> str:
    return "–" if figure is None else number(figure)


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
