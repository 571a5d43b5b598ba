"""The index of the sample on the canvas; empty while another data set's, or none, is there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QSpinBox, QWidget

_PREFIX = "#"


class IndexBox(QSpinBox):
    """Remembers the index that was shown last, and tells it only while its sample is shown."""

    asked = Signal(int)
    """A person wants the sample of the index that is remembered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A box of no sample."""
        super().__init__(parent)
        self._is_shown = False
        self.setKeyboardTracking(False)  # 1005 is not 1, 10, 100 and then 1005
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lineEdit().setPlaceholderText("–")

    @property
    def is_shown(self) -> bool:
        """Whether the sample of this index is on the canvas, so that the box tells it."""
        return self._is_shown

    def claim(self, shown: bool) -> None:
        """Tell the index from now on, or be empty."""
        if shown != self._is_shown:
            self._is_shown = shown
            self.setPrefix(_PREFIX if shown else "")  # this writes the text anew

    def textFromValue(self, value: int) -> str:
        """The index, or nothing."""
        return super().textFromValue(value) if self._is_shown else ""

    def stepBy(self, steps: int) -> None:
        """From elsewhere one comes to the sample that was left."""
        if self._is_shown:
            super().stepBy(steps)
        else:
            self.asked.emit(self.value())

    def stepEnabled(self) -> QSpinBox.StepEnabledFlag:
        """From elsewhere both ways lead back."""
        both = QSpinBox.StepEnabledFlag.StepUpEnabled | QSpinBox.StepEnabledFlag.StepDownEnabled
        return super().stepEnabled() if self._is_shown else both
