"""The decomposition: how the map of the class shown is put together from the channels.

What is looked at (order, channel, how far the sum has grown) stands in the document; contributions
and score breakdown are made of its prediction, once a change and only when somebody asks. The
network is never asked.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from camviewer.attribution import channel_ablation, contributions
from camviewer.attribution.contributions import Channels, Contributions
from camviewer.attribution.score_breakdown import ScoreBreakdown, score_breakdown
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.inference.prediction import Capability
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours
from camviewer.rendering.mosaic import POSITIVE, own_scale
from camviewer.rendering.scaling import Limits

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LINEAR_HEAD)
"""What a network must have for its maps and scores to be sums over channels."""

MAX_RANKED = 6
"""Of the channels that put a cell there, so many are named."""


class Decomposition(QObject):
    """What the decomposition shows; the numbers are those of the ablated model."""

    changed = Signal()
    """Contributions and score breakdown are others, or there are none."""

    looked_elsewhere = Signal()
    """Another channel, or another number of channels in the sum, is looked at."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Follows the document."""
        super().__init__(parent)
        self._document = document
        self._chosen = document.decomposition
        self._followed = self._chosen.value
        self._pointed: int | None = None
        self._contributions: Contributions | None = None
        self._score_breakdown: ScoreBreakdown | None = None
        document.prediction_changed.connect(self._forget)
        document.class_changed.connect(self._forget)
        self._chosen.changed.connect(self._follow)

    def _follow(self) -> None:
        before, now = self._followed, self._chosen.value
        self._followed = now
        if (now.order, now.against) != (before.order, before.against):
            self._forget()
        elif (now.channel, now.count) != (before.channel, before.count):
            self.looked_elsewhere.emit()

    def _forget(self) -> None:
        self._contributions = self._score_breakdown = None
        self.changed.emit()

    # What is decomposed

    @property
    def missing(self) -> str:
        """What the network lacks for a decomposition, in a sentence; empty if nothing."""
        return fitness.missing(self._document, *NEEDS)

    @property
    def by(self) -> str:
        """How the channels are ordered, one of `contributions.ORDERS`."""
        return self._chosen.value.order

    def set_order(self, by: str) -> None:
        """Order the channels differently."""
        self._chosen.change(order=by)

    @property
    def against(self) -> int | None:
        """The class that the one shown is compared with; None for the class alone."""
        document, against = self._document, self._chosen.value.against
        is_other = against != document.class_index
        known = against is not None and against < len(document.class_names)
        return against if known and is_other else None

    def set_against(self, class_index: int | None) -> None:
        """Compare with another class, or with none."""
        self._chosen.change(against=class_index)

    def ask_why(self, class_index: int, against: int | None) -> None:
        """Show a class, compared with another one or with none."""
        if class_index != self._document.class_index:
            self._document.choose_class(class_index)
        self.set_against(against)

    @property
    def contributions(self) -> Contributions | None:
        """All channels' contributions; None without a prediction, or without a linear head.

        The order is that of the model as it is: a channel that is ablated stays where it was.
        """
        prediction, original = self._document.prediction, self._document.original
        if prediction is None or original is None or self.missing:
            return None
        if self._contributions is None:
            chosen = self._document.class_index, self.against
            numbers = contributions.contribution_numbers(original, *chosen)
            order = contributions.ordered(numbers, self.by)
            self._contributions = Contributions(prediction, *chosen, order)
        return self._contributions

    @property
    def score_breakdown(self) -> ScoreBreakdown | None:
        """The score term by term; None without a prediction."""
        found = self.contributions
        if self._score_breakdown is None and found is not None:
            self._score_breakdown = score_breakdown(found)
        return self._score_breakdown

    @property
    def feature_scale(self) -> tuple[Limits, Colours]:
        """Limits and colours of all channels' maps: those of the model as it is, if they do.

        None are there without contributions.

        So a channel that is scaled changes its own colours only, unless it leaves the scale.
        """
        prediction, original = self._document.prediction, self._document.original
        if prediction is None or original is None or self.missing:
            return (0.0, 0.0), COLOUR_MAPS.named(POSITIVE)
        return own_scale(original.features, prediction.features)

    @property
    def channels(self) -> int:
        """How many channels there are; 0 without a prediction, or without a linear head."""
        prediction = self._document.prediction
        return 0 if prediction is None or prediction.head is None else len(prediction.weights)

    # What is looked at

    @property
    def channel(self) -> int:
        """The chosen channel; the first in order until one is chosen."""
        found = self.contributions
        if found is None:
            return 0
        chosen = self._chosen.value.channel
        return chosen if chosen is not None and chosen < self.channels else int(found.order[0])

    @property
    def shown(self) -> int:
        """The channel whose maps are shown: the one pointed at, else the chosen one."""
        pointed = self._pointed
        return pointed if pointed is not None and pointed < self.channels else self.channel

    @property
    def count(self) -> int:
        """How many channels, in order, are in the running sum, whichever channel is chosen."""
        count = self._chosen.value.count
        return self.channels if count is None else min(count, self.channels)

    @property
    def last(self) -> int:
        """The channel that the running sum ends with; 0 without contributions."""
        found = self.contributions
        return 0 if found is None else int(found.order[self.count - 1])

    def choose(self, channel: int) -> None:
        """Look at a channel; the running sum stays what it is."""
        if self.contributions is not None:
            self.point_at(None)
            self._chosen.change(channel=channel)

    def grow(self, count: int) -> None:
        """Let the running sum have so many channels; all of them stay all for other networks."""
        if self.contributions is not None and count != self.count:
            self._chosen.change(count=None if count == self.channels else count)

    def point_at(self, channel: int | None) -> None:
        """Show a channel for as long as it is pointed at; None for no longer."""
        if channel != self._pointed:
            self._pointed = channel
            self.looked_elsewhere.emit()

    # The cell under the pointer

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column of the raw cell under the pointer, in whichever picture."""
        pointer, prediction = self._document.pointer, self._document.prediction
        if pointer is None or prediction is None or prediction.convolution is None:
            return None
        height, width, _ = prediction.features.shape
        return self._document.spec.cell_at(pointer, (height, width))

    @property
    def ranked(self) -> Channels | None:
        """The channels that put most into the cell under the pointer, the strongest first."""
        cell, found = self.cell, self.contributions
        return None if cell is None or found is None else found.ranked_at(*cell)[:MAX_RANKED]

    # What if

    def factor(self, channel: int) -> float:
        """By what a channel is multiplied."""
        ablated = self._document.ablation
        return 1.0 if ablated is None else float(ablated.factors[channel])

    def set_factor(self, channel: int, factor: float) -> None:
        """Scale a channel; 0 switches it off."""
        if self.channels:
            ablated = self._document.ablation or channel_ablation.nothing(self.channels)
            self._document.set_ablation(ablated.with_factor(channel, factor))

    def switch(self, channel: int) -> None:
        """Switch a channel off, or on again as it is in the model."""
        self.set_factor(channel, 0.0 if self.factor(channel) else 1.0)
