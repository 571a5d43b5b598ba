"""How far a training is: words, a bar and its curves."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from camviewer.controllers.training import Status, Training
from camviewer.document.canvas_content import source_title
from camviewer.gui.theme import SPACE
from camviewer.gui.training import durations
from camviewer.gui.training.explained import explain
from camviewer.gui.training.learning_curves import LearningCurves
from camviewer.gui.widgets.number_format import whole_percent
from camviewer.gui.widgets.still_label import StillLabel


class TrainingProgress(QWidget):
    """Shows the training that runs, how the last one ended, or how a model came to be."""

    def __init__(self, training: Training, parent: QWidget) -> None:
        """A page that follows the training."""
        super().__init__(parent)
        self._training = training
        self.state = StillLabel("trainingState", self)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("trainingProgress")
        self.bar.setRange(0, 1000)
        self.place = StillLabel("trainingPlace", self)
        self.speed = StillLabel("trainingSpeed", self)
        self.accuracy = StillLabel("trainingAccuracy", self)
        self.curves = LearningCurves(self)
        self.curves.setObjectName("trainingPlot")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 4)
        lines = self.state, self.bar, self.place, self.speed, self.accuracy
        for widget in lines:
            layout.addWidget(widget)
        layout.addWidget(self.curves, 1)
        explain(self.bar, self.tr("Share of all steps that are done"))
        training.status_changed.connect(self._show_status)
        training.progressed.connect(self._show_progress)
        training.curves_changed.connect(self._show_curves)
        self._show_status()

    def _show_status(self) -> None:
        training = self._training
        texts = {
            Status.IDLE: self._ending(),
            Status.PREPARING: self.tr("Preparing [samples] and network…"),
            Status.RUNNING: self.tr("{0}: training"),
            Status.PAUSED: self.tr("{0}: paused"),
            Status.ENDING: self._coming_to_its_end(),
        }
        self.state.show_plain(texts[training.status].format(training.name))
        for widget in (self.bar, self.speed):
            widget.setVisible(not training.is_history)
        self.bar.setRange(0, 0 if training.status is Status.PREPARING else 1000)
        if training.progress is None or training.status is Status.IDLE:
            self.place.show_plain(self._extent())
            self.speed.show_plain("")
        self._show_curves()

    def _extent(self) -> str:
        """How long the training was that is shown; nothing before it has begun."""
        done, epochs = len(self._training.history), self._training.epochs
        if not epochs or self._training.is_discarded:
            return ""
        return self.tr("Epochs finished: {0} of {1}").format(done, epochs)

    def _show_accuracy(self) -> None:
        """What the last accuracy is of, in any case."""
        training = self._training
        if training.accuracy is None or training.is_discarded:
            self.accuracy.show_plain("")
            return
        share = f"{100 * training.accuracy:.2f}%"
        data = source_title(training.data)
        words = self.tr("Test accuracy: {0} ({1})").format(share, data)
        if training.status is not Status.IDLE:
            words = self.tr("Test accuracy after epoch {0}: {1} ({2})")
            words = words.format(len(training.history), share, data)
        self.accuracy.show_plain(words)

    def _coming_to_its_end(self) -> str:
        training = self._training
        if not training.name:  # it had not begun
            return self.tr("Stopping…")
        discarding = self.tr("{0}: discarding…")
        return discarding if training.is_discarded else self.tr("{0}: saving…")

    def _ending(self) -> str:
        """How the last training ended; nothing if there was none."""
        training = self._training
        if not training.name:
            return ""
        if training.is_discarded:
            return self.tr("{0}: discarded")
        if training.is_history:
            return self.tr("{0}: training history")
        whole = len(training.history) == training.epochs
        return self.tr("{0}: done") if whole else self.tr("{0}: stopped")

    def _show_progress(self) -> None:
        progress = self._training.progress
        if progress is None:
            return
        self.bar.setValue(int(1000 * progress.share))
        self.bar.setFormat(whole_percent(progress.share))
        epoch = self.tr("epoch {0}/{1}").format(progress.epoch, progress.epochs)
        if progress.evaluating:
            self.place.show_plain(self.tr("{0} · evaluating the test [samples]").format(epoch))
            return
        batch = self.tr("batch {0}/{1}").format(f"{progress.step:,}", f"{progress.steps:,}")
        self.place.show_plain(f"{epoch} · {batch}")
        speed = self.tr("{0} [samples]/s").format(f"{progress.samples_a_second:,.0f}")
        if math.isfinite(progress.seconds_left):
            left = self.tr("{0} left").format(durations.exact(progress.seconds_left))
            speed = f"{left} · {speed}"
        self.speed.show_plain(speed)

    def _show_curves(self) -> None:
        training = self._training
        self.curves.show_training(
            training.curve, training.history, training.epochs, source_title(training.data)
        )
        self._show_accuracy()
