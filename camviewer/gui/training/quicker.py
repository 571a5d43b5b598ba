"""How a training that would take long is made shorter."""

from __future__ import annotations

from dataclasses import replace

from camviewer.common.translation import translate
from camviewer.controllers.training_estimate import TrainingEstimates
from camviewer.training.events import Plan
from camviewer.training.recipes import RECIPES

_LONG = 5 * 60
"""Seconds that somebody waits who was not told of a quicker way."""

_CLEARLY = 2  # times as quick is worth another recipe


def quicker_way(estimates: TrainingEstimates, plan: Plan) -> str:
    """What would make a training of more than a few minutes quicker; empty for a quick one."""
    estimate = estimates.of(plan)
    if estimate is None or estimate.high <= _LONG:
        return ""
    seconds = {
        name: other.high
        for name, recipe in RECIPES.items()
        if (other := estimates.of(replace(plan, recipe=recipe))) is not None
    }
    quickest = min(seconds, key=seconds.__getitem__)
    if _CLEARLY * seconds[quickest] < estimate.high and quickest != plan.recipe.name:
        return translate("Quicker: the recipe {0}, or fewer [samples].", quickest)
    return translate("Quicker: fewer epochs or [samples].")
