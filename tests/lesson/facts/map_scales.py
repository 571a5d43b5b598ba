"""How often another class looks stronger than the predicted one, by sign and scale.

Of the lecture's network on MNIST's test digits 0 to 499: ``scales.absolute_own``,
``.absolute_shared``, ``.signed_own``, ``.signed_shared`` (shares of digits), ``.negative`` and
``.sign_flips`` (shares of the cells of the predicted class).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from camviewer.common.arrays import Array
from tests.lesson.facts.first_digits import Reading, reading
from tests.lesson.facts.formats import percent
from tests.lesson.facts.registry import facts

CELLS = (-2, -1)


@facts("scales", mnist=True)
def of_scales() -> Mapping[str, str]:
    """All facts."""
    found = reading("lecture")
    magnitudes = np.abs(found.maps)
    shares = {
        "absolute_own": share_misled(stretched(magnitudes), found),
        "absolute_shared": share_misled(magnitudes, found),
        "signed_own": share_misled(stretched(found.maps), found),
        "signed_shared": share_misled(found.maps, found),
        "negative": float((found.own_maps < 0).mean()),
        "sign_flips": share_of_flips(found),
    }
    return {name: percent(share) for name, share in shares.items()}


def stretched(maps: Array) -> Array:
    """Each map (…, h, w) between its own minimum, 0, and its own maximum, 1."""
    low, high = maps.min(axis=CELLS, keepdims=True), maps.max(axis=CELLS, keepdims=True)
    between: Array = (maps - low) / (high - low)
    return between


def share_misled(shown: Array, found: Reading) -> float:
    """Share of digits of which another class' map (n, C, h, w) has a larger mean as shown."""
    strengths = shown.mean(axis=CELLS)
    own = strengths[np.arange(len(strengths)), found.predicted]
    return float((strengths.max(axis=1) > own).mean())


def share_of_flips(found: Reading) -> float:
    """Share of the predicted class' cells that change sign when maps lose the classes' mean."""
    centred = found.own_maps - found.maps.mean(axis=1)
    return float((np.sign(centred) != np.sign(found.own_maps)).mean())
