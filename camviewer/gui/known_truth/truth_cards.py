"""A card for each method, with its map and whether it points where the answer lies."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from camviewer.attribution.methods import METHODS
from camviewer.attribution.pointing import (
    STRONGEST,
    Pointing,
    middle_map,
    pointing_by_chance,
    pointing_of_middle,
)
from camviewer.common.translation import translate
from camviewer.controllers.known_truth import KnownTruthLab
from camviewer.controllers.truth_cases import CENTRE, CHANCE, CaseReading, CheckedMap
from camviewer.gui.known_truth.truth_card import TruthCard
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.even_grid import EvenGrid
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.map_blend import map_blend
from camviewer.rendering.rendering import picture_of

_LINES = 3
_SURE = 0.995  # of a hit: the rest is rounded away


class TruthCards(QWidget):
    """Cards of what knows nothing first, then of the methods that the network bears."""

    def __init__(self, lab: KnownTruthLab, parent: QWidget) -> None:
        """Cards that follow the lab."""
        super().__init__(parent)
        self.setObjectName("truthCards")
        self._lab = lab
        self._cards: dict[str, TruthCard] = {}
        self.count = QLabel(self)
        self.count.setObjectName("amongLabel")
        self.count.setWordWrap(True)
        self._grid = EvenGrid(SPACE, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.count)
        layout.addWidget(self._grid)
        lab.changed.connect(self.refresh)
        lab.checked.connect(self._show_one)

    def card(self, name: str) -> TruthCard:
        """The card of a method, of `CENTRE` or `CHANCE`."""
        return self._cards[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Whose cards there are, from the first."""
        return tuple(self._cards)

    def refresh(self) -> None:
        """Show a card for each that has something to show of the present case."""
        reading, lab = self._lab.reading, self._lab
        names = () if reading is None else (CENTRE, CHANCE, *lab.methods)
        if names != self.names:
            self._make_cards(names)
        if reading is not None:
            self._show_baselines(reading)
            for name in lab.methods:
                self._show_one(name)
        self._show_count()

    def _make_cards(self, names: tuple[str, ...]) -> None:
        titles = {CENTRE: self.tr("Centre"), CHANCE: self.tr("Chance")}
        self._cards = {
            name: TruthCard(
                f"{name}TruthCard",
                titles.get(name) or translate(METHODS[name].title),
                _LINES,
                self._grid,
            )
            for name in names
        }
        self._grid.show_cards(list(self._cards.values()))

    def _show_baselines(self, reading: CaseReading) -> None:
        """What knows only that things stand in the middle, and what knows nothing."""
        image, mask = reading.prediction.image, reading.case.mask
        size = (mask.shape[0], mask.shape[1])
        pictures = {CENTRE: map_blend(image, middle_map(size)), CHANCE: picture_of(image)}
        if mask.any():
            found = {CENTRE: pointing_of_middle(mask, size), CHANCE: pointing_by_chance(mask, size)}
        tips = {
            CENTRE: self.tr("A map that only knows that things are usually in the middle"),
            CHANCE: self.tr("The average of maps drawn at random"),
        }
        for name, picture in pictures.items():
            lines = self._figures(found[name], name) if mask.any() else ()
            self._cards[name].show_state(to_image(picture), mask, lines, tips[name])

    def _show_one(self, name: str) -> None:
        card, reading = self._cards.get(name), self._lab.reading
        if card is None or reading is None:
            return
        made, trouble = self._lab.maps.get(name), self._lab.trouble_of(name)
        mask, about = reading.case.mask, translate(METHODS[name].about)
        if made is None:
            note = self.tr("not available") if trouble else "…"
            card.show_state(to_image(picture_of(reading.prediction.image)), mask, (note,), trouble)
            return
        image = to_image(map_blend(reading.prediction.image, made.values))
        found = made.pointing
        lines = self._lines(made)
        card.show_state(image, mask, lines, about, wrong=found is not None and _is_miss(found))
        self._show_count()

    def _lines(self, made: CheckedMap) -> tuple[str, ...]:
        if made.pointing is None:
            return ()
        return self._figures(made.pointing)

    def _figures(self, found: Pointing, name: str = "") -> tuple[str, ...]:
        hit = self.tr("hit: {0}").format(_share(found.hit))
        if not name and found.hit > _SURE:
            hit = self.tr("✓ points there")
        elif not name and _is_miss(found):
            hit = self.tr("✗ elsewhere")
        return (
            hit,
            self.tr("energy {0}").format(_share(found.energy)),
            self.tr("{0} strongest: {1}").format(STRONGEST, number(found.strongest, decimals=1)),
        )

    def _show_count(self) -> None:
        """How many methods have the answer among their strongest cells."""
        made = [each for each in self._lab.maps.values() if each.pointing is not None]
        self.count.setVisible(bool(made))
        if made:
            among, whole = sum(each.is_among for each in made), len(made)
            words = self.tr(
                "For {0} of {1} methods, the outlined place is among the {2} strongest cells."
            )
            if self._lab.part == "decoys":
                words = self.tr(
                    "For {0} of {1} methods, the patch is among the {2} strongest cells."
                )
            self.count.setText(words.format(among, whole, STRONGEST))


def _is_miss(found: Pointing) -> bool:
    return found.hit < 1 - _SURE


def _share(share: float) -> str:
    return f"{100 * share:.0f}%"
