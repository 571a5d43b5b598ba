"""What the tiles of the channels show, and which of them differ from what they showed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtGui import QImage

from camviewer.attribution.contributions import Channels
from camviewer.common.arrays import Array
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import Colours


@dataclass(frozen=True, eq=False)
class ChannelFigures:
    """What the tiles show, by channel.

    Attributes:
        colours: (K h, w, 3) all maps in colours, one below the other.
        order: (K,) channels from the first tile to the last.
        pooled: (K,) F_k.
        weights: (K,) w_k.
        numbers: (K,) w_k F_k.
        factors: (K,) by what each is multiplied.
        weight: what w_k is called: "w", or "Δw" if it is the difference of two classes' weights.
    """

    colours: Colours
    order: Channels
    pooled: Array
    weights: Array
    numbers: Array
    factors: Array
    weight: str

    @cached_property
    def picture(self) -> QImage:
        """All maps, one below the other."""
        return to_image(self.colours)

    @property
    def cells(self) -> int:
        """Rows of one map."""
        return len(self.colours) // len(self.order)

    def unlike(self, other: ChannelFigures) -> list[int] | None:
        """The channels whose tiles differ from another's; None if they are elsewhere."""
        if self.colours.shape != other.colours.shape or (self.order != other.order).any():
            return None
        if self.weight != other.weight:
            return None
        maps = (self.colours != other.colours).reshape(len(self.order), -1).any(axis=1)
        numbers = (self.numbers != other.numbers) | (self.pooled != other.pooled)
        factors = (self.weights != other.weights) | (self.factors != other.factors)
        return [int(channel) for channel in np.flatnonzero(maps | numbers | factors)]
