"""The choice of an architecture."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from camviewer.document.stage import Model
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.networks.architectures import ARCHITECTURES


class ArchitectureBox(ChoiceBox):
    """The program's architectures; or the name of a network of none, which is trained as it is."""

    def __init__(self, parent: QWidget) -> None:
        """The architectures, nothing chosen yet."""
        super().__init__(parent)
        self.addItems(list(ARCHITECTURES))
        self._before = self.currentText()

    @property
    def chosen(self) -> str:
        """The architecture that is chosen, also while another network's name stands here."""
        return self._before if self._shows_own else self.currentText()

    def show_own(self, model: Model | None) -> None:
        """Show a network's name, which leaves no choice; without one let choose again."""
        chosen = self.chosen
        with QSignalBlocker(self):
            self.removeItem(len(ARCHITECTURES))
            self.setCurrentText(chosen)
            if model is not None:
                self._before = chosen
                self.addItem(model.card.name)
                self.setCurrentIndex(len(ARCHITECTURES))
        self.setEnabled(model is None)

    @property
    def _shows_own(self) -> bool:
        return self.currentIndex() >= len(ARCHITECTURES)
