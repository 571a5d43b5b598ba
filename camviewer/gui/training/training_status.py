"""How far a training is, where its panel is not seen."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from camviewer.controllers.training import Status, Training
from camviewer.gui.widgets.number_format import whole_percent


class TrainingStatus(QToolButton):
    """A button of a few words; hidden while nothing is trained."""

    def __init__(self, training: Training, parent: QWidget | None = None) -> None:
        """A button that follows the training."""
        super().__init__(parent)
        self.setObjectName("trainingStatusButton")
        self.setAutoRaise(True)
        self.setToolTip(self.tr("Show the training"))
        self._training = training
        training.status_changed.connect(self._show)
        training.progressed.connect(self._show)
        self._show()

    def _show(self) -> None:
        training = self._training
        self.setVisible(training.status is not Status.IDLE)
        text = self._words()
        self.setText(text)
        self.setAccessibleName(text)
        if self.isVisible() and self.sizeHint().width() > self.width():
            self.hide()  # only then does a menu bar give its corner more room
            self.show()

    def _words(self) -> str:
        training, progress = self._training, self._training.progress
        if progress is None or training.status is Status.PREPARING:
            return self.tr("Training: preparing…")
        words = self.tr("{0}: paused, {1}"), self.tr("{0}: training, {1}")
        paused = training.status is Status.PAUSED
        return words[not paused].format(training.name, whole_percent(progress.share))
