"""Two models on the same samples: what the second put right, and what it broke, class by class."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.error_analysis.confusion import accuracy_interval
from camviewer.inference.evaluation import Evaluation, Indices


@dataclass(frozen=True, eq=False)
class Paired:
    """All samples of two evaluations, in four groups; the places are in order of index.

    Attributes:
        fixed: the first model misread them, the second does not.
        broken: the first model classified them correctly, the second does not.
        both_wrong: both misread them.
        both_right: both classified them correctly.
        p_value: of McNemar's exact test, two-sided, 0 to 1: how likely numbers of fixed and
            broken samples as uneven as these are, if both models were equally good.
    """

    fixed: Indices
    broken: Indices
    both_wrong: Indices
    both_right: Indices
    p_value: float


@dataclass(frozen=True)
class ClassChange:
    """How two models read the samples of one class.

    Attributes:
        number: of samples.
        accuracies: share that the first and the second model classify correctly; None without any.
        fixed: samples that only the second classifies correctly.
        broken: samples that only the first does.
        p_value: of McNemar's exact test on these samples alone, 0 to 1. Of many classes, one in
            twenty is below 0.05 by chance.
    """

    number: int
    accuracies: tuple[float, float] | None
    fixed: int
    broken: int
    p_value: float


def compare(first: Evaluation, second: Evaluation) -> Paired:
    """Compare two models sample by sample (McNemar, Psychometrika 1947).

    Raises:
        UserError: the evaluations are not of the same samples.
    """
    check_comparable(first, second)
    return paired_by(~first.wrong, ~second.wrong, np.ones(len(first), np.bool_))


def check_comparable(first: Evaluation, second: Evaluation) -> None:
    """Raise what speaks against comparing two evaluations.

    Raises:
        UserError: they are not of the same samples.
    """
    if first.checksum != second.checksum or len(first) != len(second):
        raise UserError(
            translate(
                "Comparison: the models were evaluated on different [samples], {0} of {1} "
                "({2}) and {3} others of {4} ({5}). Evaluate both models on the same split.",
                f"{len(first):,}",
                first.source,
                first.split,
                f"{len(second):,}",
                second.source,
                second.split,
            )
        )


def paired_by(
    before: NDArray[np.bool_], after: NDArray[np.bool_], counts: NDArray[np.bool_]
) -> Paired:
    """Samples in four groups.

    Args:
        before: (n,) whether the first model classifies them correctly.
        after: (n,) the same of the second.
        counts: (n,) whether they are looked at.
    """
    fixed, broken = (np.flatnonzero(counts & each) for each in (~before & after, before & ~after))
    return Paired(
        fixed=fixed,
        broken=broken,
        both_wrong=np.flatnonzero(counts & ~before & ~after),
        both_right=np.flatnonzero(counts & before & after),
        p_value=mcnemar(len(fixed), len(broken)),
    )


def by_class(first: Evaluation, second: Evaluation) -> tuple[ClassChange, ...]:
    """What changes for each class; of two evaluations that `compare` can compare."""
    changes = []
    for label in range(len(first.class_names)):
        chosen = first.labels == label
        one, other = first.wrong[chosen], second.wrong[chosen]
        fixed, broken = int((one & ~other).sum()), int((~one & other).sum())
        changes.append(
            ClassChange(
                len(one),
                (float(1 - one.mean()), float(1 - other.mean())) if len(one) else None,
                fixed,
                broken,
                mcnemar(fixed, broken),
            )
        )
    return tuple(changes)


def difference_interval(paired: Paired, level: float = 0.95) -> tuple[float, float]:
    """Newcombe's interval of the second model's accuracy minus the first's, on the same samples.

    The square-and-add combination of both Wilson intervals with the correlation of the two
    readings (Newcombe, Statistics in Medicine 1998, method 10).

    Args:
        paired: of at least one sample.
        level: of confidence, above 0 and below 1.

    Returns:
        Its ends, -1 to 1.
    """
    groups = paired.both_right, paired.fixed, paired.broken, paired.both_wrong
    both, fixed, broken, neither = map(len, groups)
    n, right = both + fixed + broken + neither, (both + broken, both + fixed)
    before, after = (number / n for number in right)
    (low_before, high_before), (low_after, high_after) = (
        accuracy_interval(number, n, level) for number in right
    )
    product = float(right[0] * (n - right[0])) * (right[1] * (n - right[1]))
    surplus = float(both * neither - fixed * broken)
    if surplus > 0:
        surplus = max(surplus - n / 2, 0.0)  # a correction for continuity
    phi = surplus / math.sqrt(product) if product else 0.0
    below = _added(after - low_after, high_before - before, phi)
    above = _added(high_after - after, before - low_before, phi)
    return max(-1.0, after - before - below), min(1.0, after - before + above)


def mcnemar(fixed: int, broken: int) -> float:
    """McNemar's exact test, two-sided, 0 to 1, of so many fixed and broken samples; 1 of none."""
    from scipy.stats import binomtest  # here: it takes a while to load

    changed = fixed + broken
    return float(binomtest(fixed, changed).pvalue) if changed else 1.0


def _added(one: float, other: float, phi: float) -> float:
    """Two distances that are correlated, squared and added."""
    return math.sqrt(max(0.0, one**2 - 2 * phi * one * other + other**2))
