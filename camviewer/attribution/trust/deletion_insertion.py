"""Deletion and insertion: how soon the probability goes and comes with the map's strongest pixels.

Petsiuk, Das and Saenko, RISE, BMVC 2018, section 4.1. What is inserted in an order is what is left
when the pixels are deleted in the reverse order: random orders so have the same area under both
curves on the mean, and the difference of the areas is by how much a map is better than chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from camviewer.attribution.trust.orders import ORDERINGS, Order, descending
from camviewer.attribution.trust.trial import Case, Numbers, Trial
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop

TITLE = tr_noop("Insertion minus deletion")

ABOUT = tr_noop(
    "How much sooner the class is recognised when the strongest pixels of the map are inserted "
    "first than it is lost when they are deleted first: the difference between the areas under "
    "the two curves, −1 to 1, about 0 for a random order (Petsiuk et al., BMVC 2018)."
)

LARGER_IS_BETTER = True

STEPS = 28


@dataclass(frozen=True, eq=False)
class Curve:
    """Probability of the class as pixels change.

    Attributes:
        fractions: (p,) share of the pixels that are changed, 0 to 1, ascending.
        probabilities: (p,) p_c then.
    """

    fractions: Numbers
    probabilities: Numbers

    @property
    def auc(self) -> float:
        """The area under it, 0 to 1, by trapezoids."""
        return float(np.trapezoid(self.probabilities, self.fractions))


@dataclass(frozen=True, eq=False)
class Curves:
    """Both curves of one order, or the mean of several.

    Attributes:
        deletion: pixels give way to the baseline; the smaller its area, the better the order.
        insertion: pixels come onto the baseline; the larger its area, the better the order.
    """

    deletion: Curve
    insertion: Curve

    @property
    def difference(self) -> float:
        """Area under insertion less that under deletion, -1 to 1."""
        return self.insertion.auc - self.deletion.auc


def deletion(case: Case, order: Order, steps: int = STEPS) -> Curve:
    """The curve as the sample gives way to the baseline, in as many steps (one point more)."""
    return _curve(case, order, steps, case.sample, case.blank)


def insertion(case: Case, order: Order, steps: int = STEPS) -> Curve:
    """The curve as the sample comes onto the baseline, in as many steps (one point more)."""
    return _curve(case, order, steps, case.blank, case.sample)


def curves(case: Case, *orders: Order, steps: int = STEPS) -> Curves:
    """Both curves, the mean over all orders given."""
    return Curves(
        _mean([deletion(case, order, steps) for order in orders]),
        _mean([insertion(case, order, steps) for order in orders]),
    )


def map_curves(case: Case, values: Array, steps: int = STEPS) -> Curves:
    """Both curves in the order of a map (h, w)."""
    return curves(case, descending(values), steps=steps)


def curves_to_compare(case: Case, steps: int = STEPS) -> Mapping[str, Curves]:
    """By name of `ORDERINGS`, the curves that any map has to be better than; made once a case."""
    return case.once(
        ("curves", steps),
        lambda: {name: curves(case, *each.orders(case), steps=steps) for name, each in _ORDERINGS},
    )


def measure(trial: Trial) -> float:
    """Area under insertion less area under deletion."""
    return map_curves(trial.case, trial.map).difference


_ORDERINGS = tuple(ORDERINGS.items())


def _curve(case: Case, order: Order, steps: int, first: Array, last: Array) -> Curve:
    """From one sample to another, pixel by pixel, predicted as one batch."""
    pixels = order.size
    counts = np.rint(np.linspace(0, pixels, steps + 1)).astype(np.intp)
    places = np.empty(pixels, np.intp)
    places[order] = np.arange(pixels)
    changed = (places < counts[:, None]).reshape(-1, *case.size)
    if first.ndim == 3:
        changed = changed[..., None]
    return Curve(counts / pixels, case.probabilities(np.where(changed, last, first)))


def _mean(found: list[Curve]) -> Curve:
    probabilities: Numbers = np.mean([curve.probabilities for curve in found], axis=0)
    return Curve(found[0].fractions, probabilities)
