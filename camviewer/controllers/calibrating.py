"""How far the probabilities of an evaluation can be trusted, and what refusing some gains."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Job, Outcome, Progress
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Group
from camviewer.error_analysis.calibration import (
    BINNINGS,
    Calibration,
    TemperatureScaling,
    calibrate,
    scale_temperature,
)
from camviewer.error_analysis.query import NO_FILTERS
from camviewer.error_analysis.selective import CoverageCurve, Refusal, coverage_curve, refuse
from camviewer.inference.evaluation import Evaluation, Probabilities


@dataclass(frozen=True, eq=False)
class CalibrationReport:
    """What is found out about the probabilities of an evaluation.

    Attributes:
        calibration: of all samples.
        scaling: what a temperature does; None where there are too few samples to fit one.
        curve: accuracy against coverage.
    """

    calibration: Calibration
    scaling: TemperatureScaling | None
    curve: CoverageCurve


class Calibrating(QObject):
    """Computes when first wanted, and forgets when another evaluation is shown."""

    changed = Signal()
    """The report is there, gone, or being made."""

    def __init__(self, mistakes: Mistakes, parent: QObject | None = None) -> None:
        """Nothing is computed yet.

        Args:
            mistakes: whose evaluation is looked into, and whose threads are used.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._mistakes = mistakes
        self._job: Job | None = None
        self._binning = BINNINGS[0]
        self._report: CalibrationReport | None = None
        self._refused: Group | None = None
        self._share = 0.0
        mistakes.evaluation_changed.connect(self._forget)
        mistakes.labels_changed.connect(self._follow_labels)

    @property
    def report(self) -> CalibrationReport | None:
        """What was found out; None before."""
        return self._report

    @property
    def binning(self) -> str:
        """How samples are sorted into bins, one of `BINNINGS`."""
        return self._binning

    @property
    def missing(self) -> str:
        """Why there can be no report, in a sentence; empty if there can."""
        evaluation = self._mistakes.evaluation
        if evaluation is None or evaluation.probabilities is not Probabilities.NONE:
            return ""
        return self.tr(
            "The predictions of {0} come without probabilities, so there is nothing to compare "
            "with the labels."
        ).format(evaluation.model)

    @property
    def is_running(self) -> bool:
        """Whether the report is being made."""
        return self._job is not None

    def want(self) -> None:
        """Somebody looks: make the report, if there is none yet."""
        if self._report is None and self._job is None and not self.missing:
            self._start()

    def use_binning(self, binning: str) -> None:
        """Sort samples into other bins, one of `BINNINGS`."""
        if binning != self._binning:
            self._binning = binning
            self._start()

    # Refusing the least sure

    @property
    def share(self) -> float:
        """What share of the samples is refused, 0 to 1; 0 once another group is listed."""
        return self._share if self._mistakes.is_narrowed_to(self._refused) else 0.0

    @property
    def refusal(self) -> Refusal | None:
        """What is refused, and what becomes of the rest; None before the report."""
        evaluation, report = self._mistakes.evaluation, self._report
        if evaluation is None or report is None:
            return None
        return refuse(evaluation, report.curve, self.share)

    def refuse(self, share: float) -> None:
        """List the least sure samples, so large a share of all (0 to 1); 0 lists all mistakes."""
        evaluation, report = self._mistakes.evaluation, self._report
        if evaluation is None or report is None or share == self.share:
            return
        if share == 0:
            self._refused = None
            self._mistakes.narrow(None, outcome="wrong", order="confidence")
            return
        title = self.tr("Least sure {0}%").format(f"{100 * share:.1f}")
        self._share = share
        self._refused = Group(title, refuse(evaluation, report.curve, share).members)
        self._mistakes.narrow(self._refused, order="doubt", **NO_FILTERS)

    def restore(self, binning: str, share: float) -> None:
        """Be where one was: what was refused is the group that is listed.

        Args:
            binning: one of `BINNINGS`.
            share: what share of the samples was refused, 0 to 1.
        """
        self._share, self._refused = share, self._mistakes.group if share else None
        self.use_binning(binning)
        self.changed.emit()

    # The job

    def _start(self) -> None:
        evaluation, binning = self._mistakes.evaluation, self._binning
        if self._job is not None:
            self._job.cancel()
        if evaluation is None or self.missing:
            return

        def work(_progress: Progress, token: CancelToken) -> CalibrationReport:
            return _report(evaluation, binning, token)

        def conclude(outcome: Outcome) -> None:
            if self._job is job:
                self._job = None
                outcome.conclude(self._take, self._mistakes.messages.trouble)
                self.changed.emit()

        job = self._job = self._mistakes.jobs.start(work, conclude)
        self.changed.emit()

    def _take(self, report: CalibrationReport) -> None:
        self._report = report

    def _follow_labels(self) -> None:
        """Others are right now; what is refused stays, as the probabilities do."""
        if self._report is not None or self._job is not None:
            self._start()

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._report = self._refused = None
        self.changed.emit()


def _report(evaluation: Evaluation, binning: str, token: CancelToken) -> CalibrationReport:
    calibration = calibrate(evaluation.scores, evaluation.labels, binning=binning)
    token.check()
    enough = len(evaluation) > 1 and evaluation.probabilities is Probabilities.ALL
    scaling = scale_temperature(evaluation, binning=binning) if enough else None
    token.check()
    return CalibrationReport(calibration, scaling, coverage_curve(evaluation))
