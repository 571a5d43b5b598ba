"""The choice of what a training begins with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from camviewer.document.stage import Model
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.networks.model_card import OWN


class StartBox(ChoiceBox):
    """Fresh weights, models of the architecture that is chosen, and networks of any other.

    The data of an item is the path of its model, None for fresh weights.
    """

    def __init__(self, parent: QWidget) -> None:
        """An empty box."""
        super().__init__(parent)
        self._models: Sequence[Model] = ()

    @property
    def own(self) -> Model | None:
        """The model chosen, if it is of no architecture of the program: it is trained as it is."""
        path = self.currentData()
        found = (each for each in self._models if each.path == path)
        return next((each for each in found if each.card.architecture == OWN), None)

    def show_models(self, models: Sequence[Model], architecture: str, chosen: str) -> None:
        """Offer what can be begun with, silently.

        Args:
            models: all there are.
            architecture: name of the one that is chosen.
            chosen: path of the model to choose; another text chooses fresh weights.
        """
        self._models = [each for each in models if each.card.architecture in (architecture, OWN)]
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self.tr("New weights"), None)
            for model in self._models:
                self.addItem(model.card.name, model.path)
            paths = ["", *(str(model.path) for model in self._models)]
            self.setCurrentIndex(paths.index(chosen) if chosen in paths else 0)
