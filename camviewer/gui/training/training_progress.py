"""How far a training is: words, a bar and its curves."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.training import Status, Training
from camviewer.gui.theme import SPACE
from camviewer.gui.training.learning_curves import LearningCurves
from camviewer.gui.widgets.number_format import whole_percent
from camviewer.training.events import Progress


class TrainingProgress(QWidget):
    """Shows the training that runs, how the last one ended, or how a model came to be."""

    def __init__(self, training: Training, parent: QWidget) -> None:
        """A page that follows the training."""
        super().__init__(parent)
        self._training = training
        self.state = QLabel(self)
        self.state.setObjectName("trainingState")
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("trainingProgress")
        self.bar.setRange(0, 1000)
        self.detail = QLabel(self)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.live = QCheckBox(self.tr("Show the network as it learns"), self)
        self.live.setObjectName("liveBox")
        self.live.toggled.connect(training.timeline.watch)
        self.curves = LearningCurves(self)
        self.curves.setObjectName("trainingPlot")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        for widget in (self.state, self.bar, self.detail, self.live):
            layout.addWidget(widget)
        layout.addWidget(self.curves, 1)
        self._keep_two_lines()
        training.status_changed.connect(self._show_status)
        training.progressed.connect(self._show_progress)
        training.curves_changed.connect(self._show_curves)
        training.timeline.changed.connect(self._show_live)
        self._show_status()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text has higher lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "curves"):
            self._keep_two_lines()

    def _keep_two_lines(self) -> None:
        """The curves below stay where they are, however much is to be told."""
        self.detail.setFixedHeight(self.fontMetrics().size(0, "\n").height())

    def _show_status(self) -> None:
        training = self._training
        texts = {
            Status.IDLE: self._ending(),
            Status.PREPARING: self.tr("Getting [samples] and network ready …"),
            Status.RUNNING: self.tr("{0}: training"),
            Status.PAUSED: self.tr("{0}: paused"),
            Status.ENDING: self._coming_to_its_end(),
        }
        self.state.setText(texts[training.status].format(training.name))
        for widget in (self.bar, self.live):
            widget.setVisible(not training.is_history)
        self.live.setEnabled(training.status in (Status.RUNNING, Status.PAUSED))
        if training.status is Status.PREPARING:
            self.bar.setRange(0, 0)
            self.detail.setText("")
        else:
            self.bar.setRange(0, 1000)
        if training.status is Status.IDLE and training.is_discarded:
            self.detail.setText("")
        elif training.status is Status.IDLE and training.accuracy is not None:
            share = f"{100 * training.accuracy:.2f} %"
            self.detail.setText(self.tr("It reads {0} of the test [samples]").format(share))
        self._show_curves()

    def _show_live(self) -> None:
        self.live.setChecked(self._training.timeline.is_live)

    def _coming_to_its_end(self) -> str:
        training = self._training
        if not training.name:  # it had not begun
            return self.tr("Ending …")
        discarding = self.tr("{0}: being discarded …")
        return discarding if training.is_discarded else self.tr("{0}: being saved …")

    def _ending(self) -> str:
        """How the last training ended; nothing if there was none."""
        training = self._training
        if not training.name:
            return ""
        if training.is_discarded:
            return self.tr("{0}: discarded")
        if training.is_history:
            return self.tr("{0}: history of its training")
        whole = len(training.history) == training.epochs
        return self.tr("{0}: done") if whole else self.tr("{0}: stopped")

    def _show_progress(self) -> None:
        progress = self._training.progress
        if progress is None:
            return
        self.bar.setValue(int(1000 * progress.share))
        self.bar.setFormat(whole_percent(progress.share))
        self.detail.setText(self._words(progress))

    def _words(self, progress: Progress) -> str:
        epoch = self.tr("epoch {0}/{1}").format(progress.epoch, progress.epochs)
        if progress.evaluating:
            return self.tr("{0} · reading the test [samples]").format(epoch)
        batch = self.tr("batch {0}/{1}").format(progress.step, progress.steps)
        speed = self.tr("{0} [samples]/s").format(f"{progress.samples_a_second:,.0f}")
        if math.isfinite(progress.seconds_left):
            left = self.tr("{0} left").format(_duration(progress.seconds_left))
            speed = f"{speed} · {left}"
        return f"{epoch} · {batch}\n{speed}"

    def _show_curves(self) -> None:
        self.curves.show_training(
            self._training.curve, self._training.history, self._training.epochs
        )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
