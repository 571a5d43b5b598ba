"""Where in a sample the answer lies."""

from __future__ import annotations

from typing import Protocol, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
"""(h, w) which pixels of a sample are meant, or (n, h, w) of n samples."""

Value = TypeVar("Value", bound=np.generic)


@runtime_checkable
class KnownTruth(Protocol):
    """Samples of which it is known where the answer lies: a split, or scenes."""

    def mask(self, index: int) -> Mask:
        """(h, w) where the answer lies in sample `index`."""
        ...


def without(sample: NDArray[Value], mask: Mask) -> NDArray[Value]:
    """A sample (h, w) or (h, w, 3) that is black where the mask (h, w) is."""
    changed = sample.copy()
    changed[mask] = 0
    return changed
