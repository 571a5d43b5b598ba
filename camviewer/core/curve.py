"""The training curve: means over equal numbers of steps, few enough to keep and to draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST = 1500
"""Points of a whole training, about; a plot has not more pixels."""


class CurvePoint(NamedTuple):
    """Means of the training digits since the point before.

    Attributes:
        epochs: epochs done, the running one as a fraction.
        loss: mean cross-entropy in nats.
        accuracy: share read rightly, each digit before its step, 0 to 1.
    """

    epochs: float
    loss: float
    accuracy: float


class Curve:
    """Adds up steps to points. The same steps give the same points, interrupted or not."""

    def __init__(self, epochs: int, steps_an_epoch: int) -> None:
        """No step yet; so many are to come."""
        self._steps_an_epoch = steps_an_epoch
        self._every = max(1, round(epochs * steps_an_epoch / MOST))
        self._points: list[CurvePoint] = []
        self._sums = (0.0, 0.0, 0)

    @property
    def points(self) -> Sequence[CurvePoint]:
        """The points so far."""
        return self._points

    @property
    def sums(self) -> tuple[float, float, int]:
        """Loss, number read rightly and number of the digits that are in no point yet."""
        return self._sums

    def add(self, steps_made: int, loss: float, accuracy: float, digits: int) -> None:
        """One more step was made.

        Args:
            steps_made: all steps until now.
            loss: mean cross-entropy of its digits.
            accuracy: share of them read rightly.
            digits: how many there were.
        """
        losses, right, number = self._sums
        losses, right, number = losses + loss * digits, right + accuracy * digits, number + digits
        if steps_made % self._every == 0:
            done = steps_made / self._steps_an_epoch
            self._points.append(CurvePoint(done, losses / number, right / number))
            losses, right, number = 0.0, 0.0, 0
        self._sums = losses, right, number

    def restore(self, points: Sequence[CurvePoint], sums: tuple[float, float, int]) -> None:
        """Go on from where another curve of as many steps stood."""
        self._points, self._sums = list(points), sums
