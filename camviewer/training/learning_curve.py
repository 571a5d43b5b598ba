"""The training curve: means over equal numbers of steps, few enough to keep and to draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MAX_COUNT = 256
"""Points of a curve at most, an even number: as many become half as many."""


class CurvePoint(NamedTuple):
    """Means of the training samples since the point before.

    Attributes:
        epochs: epochs done, the running one as a fraction.
        loss: mean cross-entropy in nats.
        accuracy: share classified correctly, each sample before its step, 0 to 1.
        samples: how many there were.
    """

    epochs: float
    loss: float
    accuracy: float
    samples: int

    def joined(self, later: CurvePoint) -> CurvePoint:
        """This point and the next one as one."""
        samples = self.samples + later.samples
        loss = (self.loss * self.samples + later.loss * later.samples) / samples
        accuracy = (self.accuracy * self.samples + later.accuracy * later.samples) / samples
        return CurvePoint(later.epochs, loss, accuracy, samples)


class Curve:
    """Joins steps to points, the same ones whether the training was interrupted or not.

    At first each step is a point, so that much is seen from the start on; whenever there are too
    many, two and two are joined, and from then on twice as many steps make a point.
    """

    def __init__(self, points: Sequence[CurvePoint] = (), steps: int = 1, made: int = 0) -> None:
        """Go on from where another curve stood, or begin.

        Args:
            points: the other's `points`.
            steps: the other's `steps`.
            made: all steps until now.
        """
        self._points = list(points)
        self._steps = steps
        self._made = made

    @property
    def points(self) -> tuple[CurvePoint, ...]:
        """The points so far; the last one may be of fewer steps than the others."""
        return tuple(self._points)

    @property
    def whole(self) -> tuple[CurvePoint, ...]:
        """The points that are means of as many steps as the others, to be drawn."""
        return tuple(self._points[: self._made // self._steps])

    @property
    def steps(self) -> int:
        """How many steps make a point."""
        return self._steps

    def add(self, step: int, point: CurvePoint) -> None:
        """One more step was made.

        Args:
            step: its number in all epochs, from 1.
            point: what it was, and where the curve is after it.
        """
        self._made = step
        if (step - 1) % self._steps == 0:
            if len(self._points) == MAX_COUNT:
                pairs = zip(self._points[::2], self._points[1::2], strict=True)
                self._points = [one.joined(other) for one, other in pairs]
                self._steps *= 2
            self._points.append(point)
        else:
            self._points[-1] = self._points[-1].joined(point)
