"""The pace of a training: means and times between two notices."""

from __future__ import annotations

import math

import numpy as np

from camviewer.training.events import BatchDone
from camviewer.training.recipes import Recipe


class Pace:
    """Means and times between two notices."""

    def __init__(self, checkpoint_at: float) -> None:
        """Nothing was told yet; the first checkpoint is due at that time."""
        self.tell_at = self.publish_at = 0.0
        self.published = -1  # the step after which that was done last
        self.checkpoint_at = checkpoint_at
        self.steps = 0
        self.samples_a_second = 0.0
        self._batches: list[tuple[float, float]] = []
        self._last = (math.nan, math.nan)

    def add(self, event: BatchDone) -> None:
        """One more step was made."""
        self._batches.append((event.loss, event.accuracy))
        self.steps = event.steps
        self.samples_a_second = event.samples_a_second

    def take(self) -> tuple[float, float]:
        """Mean loss and accuracy of the steps since the last call, or the last ones again."""
        if self._batches:
            loss, accuracy = np.mean(self._batches, axis=0)
            self._last = (float(loss), float(accuracy))
            self._batches = []
        return self._last

    def seconds_left(self, steps_made: int, recipe: Recipe) -> float:
        """Estimate until the end, by the speed of the steps."""
        if not self.samples_a_second:
            return math.nan
        left = recipe.epochs * self.steps - steps_made
        return left * recipe.batch / self.samples_a_second
