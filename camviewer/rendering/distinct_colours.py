"""Colours of kinds that are told apart, also by people who see few colours.

Each ten were searched for the largest least distance in CIELAB, as they are and as people without
one kind of cone see them (Machado, Oliveira, Fernandes, 2009), at a contrast to their ground.
"""

from __future__ import annotations

import numpy as np

from camviewer.rendering.colour_maps import Colours

_ON_LIGHT = (
    *("4b0fb4", "f08796", "9678ff", "005a0f", "b4a500"),
    *("690f78", "f02da5", "870f4b", "f0004b", "2db4e1"),
)
_ON_DARK = (
    *("b487f0", "b4005a", "f08796", "00ffff", "5a5a0f"),
    *("4b4be1", "4ba500", "960f96", "c3f096", "ffd20f"),
)

DISTINCT = len(_ON_LIGHT)
"""Kinds that have a colour of their own; of more, colours come again."""


def distinct_colours(count: int, *, dark: bool) -> Colours:
    """(count, 3) RGB of kinds, on a light or a dark ground."""
    table = [list(bytes.fromhex(each)) for each in (_ON_DARK if dark else _ON_LIGHT)]
    chosen: Colours = np.array(table, np.uint8)[np.arange(count) % DISTINCT]
    return chosen
