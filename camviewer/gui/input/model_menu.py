"""The models to choose from, in a menu: where a dock has taken the place of the model's card."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from camviewer.document.document import Document


class ModelMenu(QObject):
    """Lists the models at the end of a menu; the one that reads the sample is marked."""

    def __init__(self, menu: QMenu, document: Document) -> None:
        """Fill the menu whenever it opens.

        Args:
            menu: belongs to this object from then on.
            document: knows the models, and takes the one that is chosen.
        """
        super().__init__(menu)
        self._menu = menu
        self._document = document
        self._group = QActionGroup(self)
        menu.addSeparator()
        menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        for action in self._group.actions():
            self._group.removeAction(action)
            self._menu.removeAction(action)
            action.deleteLater()
        for model in self._document.models:
            action = QAction(model.card.name.replace("&", "&&"), self._group)
            action.setCheckable(True)
            action.setChecked(model == self._document.model)
            action.triggered.connect(partial(self._document.set_model, model))
            self._menu.addAction(action)
