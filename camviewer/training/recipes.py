"""Recipes: how a network is trained. Imports no Keras, so the window can list them at once."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from camviewer.common.registry import Registry
from camviewer.common.translation import tr_noop


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a training besides architecture, samples and seed.

    Attributes:
        name: what it is called on the command line and on cards.
        epochs: how many times each training sample is seen.
        batch: samples a step.
        learning_rate: that of Adam; with `one_cycle` its peak.
        one_cycle: warm up to the peak, then fall to nothing by a half cosine (Smith and Topin,
            "Super-Convergence", 2018); otherwise it is constant.
        varied: share of all steps, from the first one, in which each sample is turned, slanted,
            scaled, moved and bent a little each time; in the rest samples are as they are.
        written: samples of the built-in handwriting added, as a share of the training samples.
        occlusion: weight in the loss of how far maps are from what a score loses when blocks of
            pixels are erased; above 0 for networks that have a map only.
    """

    name: str
    epochs: int
    batch: int
    learning_rate: float
    one_cycle: bool = False
    varied: float = 0.0
    written: float = 0.0
    occlusion: float = 0.0

    def fine_tuning(self) -> Recipe:
        """The same at a lower learning rate, for weights that have learned already."""
        return replace(self, learning_rate=self.learning_rate * FINE_TUNING)

    def learning_rate_at(self, progress: float) -> float:
        """Learning rate when a share `progress` (0 to 1) of all steps is done."""
        if not self.one_cycle:
            return self.learning_rate
        if progress < WARM_UP:
            return self.learning_rate * (0.1 + 0.9 * progress / WARM_UP)
        fallen = (progress - WARM_UP) / (1 - WARM_UP)
        return self.learning_rate * 0.5 * (1 + math.cos(math.pi * fallen))


FINE_TUNING = 0.1
"""Part of a recipe's learning rate by which a training begins that starts from a model."""

WARM_UP = 0.2
"""Share of a one-cycle training in which the learning rate rises."""

READ_TWICE = 1 / 4
"""Share of a batch that is read with blocks erased, too, where `Recipe.occlusion` is above 0."""

_RECIPES = (
    Recipe("lecture", epochs=15, batch=32, learning_rate=0.001),
    # Small batches: one epoch is enough steps for more than what the lecture's ends with.
    Recipe("fast", epochs=1, batch=16, learning_rate=0.03, one_cycle=True),
    # The last steps are of samples as they are: a small network learns varied ones at the
    # expense of the usual ones, and comes back to these in a short while.
    Recipe("thorough", epochs=20, batch=64, learning_rate=0.01, one_cycle=True, varied=0.9),
    Recipe(
        "handwriting",
        epochs=30,
        batch=128,
        learning_rate=0.015,
        one_cycle=True,
        varied=1.0,
        written=1 / 3,
    ),
    Recipe(
        "faithful",
        epochs=8,
        batch=64,
        learning_rate=0.006,
        one_cycle=True,
        varied=0.85,
        written=0.2,
        occlusion=0.1,
    ),
)

RECIPES = Registry[Recipe](
    tr_noop("Recipe"), lambda: {recipe.name: recipe for recipe in _RECIPES}, default="lecture"
)
"""Recipe by name."""
