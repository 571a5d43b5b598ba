"""The samples of an evaluation that are listed, and which of them is looked at."""

from __future__ import annotations

import numpy as np

from camviewer.inference.evaluation import Indices


class SampleWalk:
    """A list of samples and a place in it, from which one steps on.

    Attributes:
        indices: the samples that are listed: their places in the split.
        place: place in the list of the sample that is looked at; None if none is.
    """

    def __init__(self) -> None:
        """Nothing is listed."""
        self.indices: Indices = np.zeros(0, np.intp)
        self.place: int | None = None
        self._gap: int | None = None  # where the sample was that has just left the list

    @property
    def index(self) -> int | None:
        """Place in the split of the sample that is looked at."""
        return None if self.place is None else int(self.indices[self.place])

    def list_others(self, indices: Indices, index: int | None) -> None:
        """List other samples; the one of that index is looked at if it is among them."""
        self.indices, self._gap = indices, None
        self.place = self.place_of(index)

    def keep_gap(self, place: int | None) -> None:
        """Go on from a place whose sample has just left the list."""
        self._gap = place if self.place is None else None

    def place_of(self, index: int | None) -> int | None:
        """Place in the list of a sample; None if it is not listed."""
        if index is None:
            return None
        found = np.flatnonzero(self.indices == index)
        return int(found[0]) if len(found) else None

    def go_to(self, place: int | None) -> bool:
        """Look at the sample at a place of the list; whether that is another one."""
        if place is None or not 0 <= place < len(self.indices) or place == self.place:
            return False
        self.place, self._gap = place, None
        return True

    def stepped(self, by: int) -> int:
        """The place so many places further; from nowhere the first, or backwards the last.

        It may lie outside of the list, where `go_to` does nothing.
        """
        last = len(self.indices) - 1
        if self.place is not None:
            return self.place + by
        if self._gap is not None:
            return min(self._gap, last) if by > 0 else max(self._gap - 1, 0)
        return 0 if by > 0 else last
