"""The methods side by side: the same sample and class, each on its own scale."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from camviewer.attribution.attribution import Attribution, Group
from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.controllers.attributing import Attributing
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.attribution.method_card import MethodCard
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.even_grid import EvenGrid
from camviewer.gui.widgets.number_format import milliseconds
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.map_blend import map_blend

GROUPS = list(Group)


class MethodGrid(EvenGrid):
    """A card for each method that a person wants to see; a click puts one on the stage."""

    def __init__(self, document: Document, attributing: Attributing, parent: QWidget) -> None:
        """A grid that follows the document while it is in sight."""
        super().__init__(SPACE, parent)
        self.setObjectName("methodGrid")
        self._document = document
        self._attributing = attributing
        self._by_name: dict[str, MethodCard] = {}
        document.methods.changed.connect(self._show_cards)
        document.display_changed.connect(self.refresh)
        document.prediction_changed.connect(self.refresh)
        document.class_changed.connect(self.refresh)
        attributing.attributed.connect(self._show_one)
        self._show_cards()

    @property
    def cards(self) -> list[MethodCard]:
        """The cards, from the first."""
        return list(self._by_name.values())

    def refresh(self) -> None:
        """Show what there is of every method."""
        if self.isVisible():
            for name in self._by_name:
                self._show_one(name)

    def _names(self) -> list[str]:
        """The methods that are shown, in their order."""
        state = self._document.methods.value
        names = [name for name in METHODS if name in state.shown]
        if state.order == "time":
            return sorted(names, key=self._attributing.seconds)
        return sorted(names, key=lambda name: GROUPS.index(METHODS[name].group))

    def _show_cards(self) -> None:
        """Have a card for each method that is wanted, and none for others."""
        names = self._names()
        self._by_name = {name: self._by_name.get(name) or self._made(name) for name in names}
        self.show_cards(self.cards)
        self.refresh()

    def _made(self, name: str) -> MethodCard:
        card = MethodCard(METHODS[name], self)
        card.clicked.connect(partial(self._choose, name))
        return card

    def _choose(self, name: str, _checked: bool = False) -> None:
        self._document.change_display(method=name)
        self.refresh()  # a second click must not uncheck the card

    def _show_one(self, name: str) -> None:
        card = self._by_name.get(name)
        if card is None or not self.isVisible():
            return
        document, method = self._document, METHODS[name]
        missing = fitness.missing(document, *method.needs)
        trouble = missing or self._attributing.trouble(name)
        found = None if trouble else self._attributing.attribution(name)
        card.setChecked(name == document.display.method)
        tip = trouble or self.tr("Show {0} on the stage").format(translate(method.title))
        image = None
        if found is not None and document.prediction is not None:
            values = found.maps[min(document.class_index, len(found.maps) - 1)]
            image = to_image(map_blend(document.prediction.image, values))
        card.show_state(image, self._note(trouble, found), tip, possible=not missing)

    def _note(self, trouble: str, found: Attribution | None) -> str:
        if trouble:
            return self.tr("not available")
        if found is None:
            return "…" if self._document.prediction is not None else ""
        if found.share < 1:
            return f"{round(100 * found.share)}%"
        return milliseconds(found.seconds)
