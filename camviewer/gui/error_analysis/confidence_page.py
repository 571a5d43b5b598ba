"""How far to trust a probability, and what is gained where the least sure samples are refused."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLabel, QWidget

from camviewer.controllers.calibrating import Calibrating, CalibrationReport
from camviewer.controllers.error_analysis import Mistakes
from camviewer.error_analysis.calibration import BINNINGS, Calibration
from camviewer.gui.error_analysis.coverage_plot import MOST_REFUSED, CoveragePlot
from camviewer.gui.error_analysis.reliability_plot import ReliabilityPlot
from camviewer.gui.error_analysis.scrolled_page import ScrolledPage
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.jump_slider import JumpSlider
from camviewer.gui.widgets.number_format import percent
from camviewer.gui.widgets.steady_label import SteadyLabel
from camviewer.inference.evaluation import Probabilities

_ABREAST = 50  # letters' widths from which on the two plots may stand side by side
_STEPS = 1000  # of the slider, for all samples: a tenth of a per cent each


class ConfidencePage(ScrolledPage):
    """Reliability diagram and coverage side by side; a slider lists what is refused."""

    def __init__(
        self, mistakes: Mistakes, calibrating: Calibrating, parent: QWidget | None = None
    ) -> None:
        """A page that follows the report; whoever looks at it has it made."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._calibrating = calibrating
        self.words = self.wrapped_label("calibrationLabel")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setToolTip(self._explained())
        self.binning = ChoiceBox(self, least=0.5)
        self.binning.setObjectName("binningBox")
        self.binning.setAccessibleName(self.tr("Bins"))
        titles = (self.tr("Bins of equal width"), self.tr("Equally many in each bin"))
        for title, name in zip(titles, BINNINGS, strict=True):
            self.binning.addItem(title, name)
        self.binning.setToolTip(self.tr("How [samples] are sorted by their probability"))
        self.binning.setCurrentIndex(self.binning.findData(calibrating.binning))
        self.scaled = QCheckBox(self)
        self.scaled.setObjectName("temperatureBox")
        self.scaled.setToolTip(
            self.tr(
                "Divide all scores by the temperature; the diagram then shows only the [samples] "
                "at odd places, which it was not fitted to"
            )
        )
        self.reliability = ReliabilityPlot(self)
        self.coverage = CoveragePlot(self)
        self.slider = JumpSlider(self)
        self.slider.setObjectName("refusalSlider")
        self.slider.setAccessibleName(self.tr("Refuse the least sure"))
        self.slider.setRange(0, round(MOST_REFUSED * _STEPS))
        self.slider.setPageStep(_STEPS // 100)
        self.slider.setToolTip(
            self.tr("Refuse the least sure [samples], which are then listed in the gallery")
        )
        self.share = SteadyLabel("50.0%", self)
        self.share.setObjectName("refusalShareLabel")
        self.refused = self.wrapped_label("refusalLabel")
        self._lay_out()
        self.binning.activated.connect(self._choose_binning)
        self.scaled.toggled.connect(self._show_diagram)
        self.slider.valueChanged.connect(self._refuse)
        self.coverage.moved.connect(calibrating.refuse)
        calibrating.changed.connect(self._show)
        mistakes.evaluation_changed.connect(self._look)
        mistakes.listed.connect(self._show_refusal)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: the report is wanted."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        if self.isVisible():
            self._calibrating.want()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The plots stand side by side where there is more room across than down."""
        super().resizeEvent(event)
        least = _ABREAST * self.fontMetrics().averageCharWidth()
        is_wide = self.width() > max(least, self.height())
        directions = QBoxLayout.Direction
        self._plots.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _lay_out(self) -> None:
        self._refusing = QWidget(self)
        refusing = QHBoxLayout(self._refusing)
        refusing.setContentsMargins(0, 0, 0, 0)
        refusing.setSpacing(SPACE)
        refusing.addWidget(QLabel(self.tr("Refuse the least sure"), self))
        refusing.addWidget(self.slider, 1)
        refusing.addWidget(self.share)
        diagram = QHBoxLayout()
        diagram.setSpacing(SPACE)
        diagram.addWidget(self.binning, 1)
        diagram.addWidget(self.scaled)
        self._plots = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._plots.setSpacing(SPACE)
        self._plots.addWidget(self.reliability, 3)
        self._plots.addWidget(self.coverage, 2)
        self.rows.addWidget(self.words)
        self.rows.addLayout(diagram)
        self.rows.addLayout(self._plots, 1)
        self.rows.addWidget(self._refusing)
        self.rows.addWidget(self.refused)

    # What is shown

    def _show(self) -> None:
        report = self._calibrating.report
        has_scaling = report is not None and report.scaling is not None
        self.words.setText(self._words(report))
        self.scaled.setVisible(has_scaling)
        for widget in (self.reliability, self.coverage, self.binning, self._refusing):
            widget.setVisible(not self._calibrating.missing)
        if report is not None and report.scaling is not None:
            told = self.tr("Temperature {0}")
            self.scaled.setText(told.format(f"{report.scaling.temperature:.2f}"))
        self.slider.setEnabled(report is not None)
        self.coverage.show_curve(None if report is None else report.curve)
        self._show_diagram()
        self._show_refusal()

    def _words(self, report: CalibrationReport | None) -> str:
        if self._calibrating.missing:
            return escape(self._calibrating.missing)
        if report is None:
            return self.tr("Comparing probabilities and labels…")
        found, scaling = report.calibration, report.scaling
        told = self.tr("Calibration error <b>{0}</b> ({1} to {2}); if calibrated, below {3}")
        lines = [told.format(*map(_fine, (found.error, *found.interval, found.by_chance)))]
        evaluation = self._mistakes.evaluation
        if evaluation is not None and evaluation.probabilities is Probabilities.ALL:
            told = self.tr("Brier score {0}, log loss {1}")
            lines.append(told.format(f"{found.brier:.4f}", f"{found.log_loss:.4f}"))
        if scaling is not None:
            told = self.tr("With temperature <b>{0}</b>: error {1} → {2}, log loss {3} → {4}")
            before, after = scaling.before, scaling.after
            numbers = (
                f"{scaling.temperature:.2f}",
                *(_fine(each.error) for each in (before, after)),
                *(f"{each.log_loss:.4f}" for each in (before, after)),
            )
            lines.append(told.format(*numbers))
        return "<br>".join(lines)

    def _explained(self) -> str:
        """What the figures mean."""
        return self.tr(
            "Calibration error: how far probability and accuracy lie apart in the mean (ECE), "
            "with its 95% interval, and what a perfectly calibrated network would stay below in "
            "95 of 100 cases.\n"
            "Temperature: by what all scores are divided, so that log loss is smallest on the "
            "[samples] at even places; the figures before and after are those of the others."
        )

    def _show_diagram(self) -> None:
        shown = self._shown_calibration()
        self.reliability.show_bins(None if shown is None else shown.bins)

    def _shown_calibration(self) -> Calibration | None:
        report = self._calibrating.report
        if report is None:
            return None
        is_scaled = self.scaled.isChecked() and report.scaling is not None
        return report.scaling.after if is_scaled and report.scaling else report.calibration

    def _show_refusal(self) -> None:
        share, refusal = self._calibrating.share, self._calibrating.refusal
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(share * _STEPS))
        self.coverage.show_share(share)
        self.share.setText(f"{100 * share:.1f}%")
        if refusal is None:
            self.refused.clear()
            return
        told = self.tr(
            "Refused: {0}, with {1} of {2} mistakes. Of the others, from {3} on, {4} are correct."
        )
        self.refused.setText(
            told.format(
                f"{len(refusal.members):,}",
                f"{refusal.caught:,}",
                f"{refusal.mistakes:,}",
                percent(refusal.threshold),
                "–" if refusal.accuracy is None else _fine(refusal.accuracy),
            )
        )

    # What a person does

    def _choose_binning(self) -> None:
        self._calibrating.use_binning(self.binning.currentData())

    def _refuse(self, steps: int) -> None:
        self._calibrating.refuse(steps / _STEPS)


def _fine(share: float) -> str:
    """A share in per cent, to a hundredth."""
    return f"{100 * share:.2f}%"
