"""The verdict: whether a second network is better, on samples that it was not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from camviewer.common.translation import tr_noop
from camviewer.data.dataset import Labels
from camviewer.error_analysis.confusion import accuracy_interval
from camviewer.error_analysis.paired_test import (
    Paired,
    check_comparable,
    difference_interval,
    mcnemar,
    paired_by,
)
from camviewer.inference.evaluation import Evaluation, Indices

LEVEL = 0.05
"""Differences as unlikely as this by chance are called significant."""

OUTCOMES: Mapping[str, str] = {
    "better": tr_noop("Better, and nothing is significantly worse."),
    "mixed": tr_noop("Better at one thing, worse at another."),
    "worse": tr_noop("Worse."),
    "different": tr_noop("Only different: no more changed than by chance."),
    "same": tr_noop("No difference: both networks predict the same [samples] correctly."),
}
"""What each outcome means, to be translated."""

_Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Change:
    """How some samples were read before and after.

    Attributes:
        name: what the samples are called.
        number: of samples.
        before: how many the first network classified correctly.
        after: how many the second one did.
        fixed: misread by the first network alone.
        broken: misread by the second network alone.
        p_value: of McNemar's exact test, two-sided, 0 to 1.
        adjusted: the same, corrected by Holm's method for all the groups it was tested with.
    """

    name: str
    number: int
    before: int
    after: int
    fixed: int
    broken: int
    p_value: float
    adjusted: float

    @property
    def is_worse(self) -> bool:
        """Whether more was broken than fixed, and that is more than chance."""
        return self.broken > self.fixed and self.adjusted < LEVEL

    @property
    def is_better(self) -> bool:
        """Whether more was fixed than broken, and that is more than chance."""
        return self.fixed > self.broken and self.adjusted < LEVEL

    @property
    def interval_before(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the accuracy before, 0 to 1; of no samples, all of it."""
        return accuracy_interval(self.before, self.number) if self.number else (0.0, 1.0)

    @property
    def interval_after(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the accuracy after, 0 to 1; of no samples, all of it."""
        return accuracy_interval(self.after, self.number) if self.number else (0.0, 1.0)


@dataclass(frozen=True, eq=False)
class VerdictBasis:
    """What a verdict is given by: all of it follows from this.

    Attributes:
        class_names: of the classes.
        labels: (n,) of the samples of a split, as they counted.
        before: (n,) whether the network before classifies them correctly.
        after: (n,) the same of the network after.
        judged: (n,) whether they count, at least one; no others are looked at.
        selection: places of what was to be fixed.
        similar: places of samples that are like it; None where nothing is known of that.
        groups: places of other groups, such as tags and clusters, each with its name.
    """

    class_names: tuple[str, ...]
    labels: Labels
    before: _Flags
    after: _Flags
    judged: _Flags
    selection: Indices
    similar: Indices | None = None
    groups: tuple[tuple[str, Indices], ...] = ()


@dataclass(frozen=True, eq=False)
class Verdict:
    """Two networks on the samples that are held out.

    Attributes:
        basis: what it is given by.
        paired: fixed, broken, both wrong, both right: places in the evaluations' split.
        overall: all of them.
        difference: accuracy after minus before, -1 to 1.
        interval: its 95 % interval.
        selection: those of the selection that are held out. They were chosen because they were
            misread, so that any other network would read some of them correctly.
        similar: those that the first network sees as alike, chosen whether misread or not; None
            where nothing is known of that.
        groups: by label, and other groups that were asked for.
    """

    basis: VerdictBasis
    paired: Paired
    overall: Change
    difference: float
    interval: tuple[float, float]
    selection: Change
    similar: Change | None
    groups: tuple[Change, ...]

    @property
    def worse(self) -> tuple[Change, ...]:
        """The groups that were read significantly worse."""
        return tuple(each for each in self.groups if each.is_worse)

    @property
    def outcome(self) -> str:
        """One of `OUTCOMES`."""
        if not self.overall.fixed and not self.overall.broken:
            return "same"
        tested = (self.overall, *self.groups)
        is_better = any(each.is_better for each in tested)
        is_worse = any(each.is_worse for each in tested)
        if is_better:
            return "mixed" if is_worse else "better"
        return "worse" if is_worse else "different"


def judge(
    first: Evaluation,
    second: Evaluation,
    judged: Indices,
    selection: Indices,
    *,
    similar: Indices | None = None,
    groups: Mapping[str, Indices] | None = None,
) -> Verdict:
    """Compare two networks on samples that neither was trained on.

    Args:
        first: what the network before made of a split.
        second: what the network after made of the same samples.
        judged: places of the samples that count, at least one; no others are looked at.
        selection: places of what was to be fixed.
        similar: places of samples that are like it.
        groups: places of other groups, such as tags and clusters, by their names; one that has
            the name of a class does not hide it.

    Raises:
        UserError: the evaluations are not of the same samples.
        ValueError: no sample counts.
    """
    if not len(judged):
        raise ValueError("expected at least one sample to judge by")
    check_comparable(first, second)
    return verdict_by(
        VerdictBasis(
            class_names=first.class_names,
            labels=first.labels,
            before=~first.wrong,
            after=~second.wrong,
            judged=_flags(judged, len(first)),
            selection=selection,
            similar=similar,
            groups=tuple((groups or {}).items()),
        )
    )


def verdict_by(basis: VerdictBasis) -> Verdict:
    """The verdict that follows."""
    number, rights, counts = len(basis.labels), (basis.before, basis.after), basis.judged
    named = [
        *((name, basis.labels == label) for label, name in enumerate(basis.class_names)),
        *((name, _flags(places, number)) for name, places in basis.groups),
    ]
    found = [_change(name, rights, counts & those) for name, those in named]
    adjusted = holm([each.p_value for each in found])
    overall = _change("", rights, counts)
    paired = paired_by(basis.before, basis.after, counts)
    similar = basis.similar
    return Verdict(
        basis=basis,
        paired=paired,
        overall=overall,
        difference=(overall.after - overall.before) / overall.number,
        interval=difference_interval(paired),
        selection=_change("", rights, counts & _flags(basis.selection, number)),
        similar=None if similar is None else _change("", rights, counts & _flags(similar, number)),
        groups=tuple(
            replace(each, adjusted=value) for each, value in zip(found, adjusted, strict=True)
        ),
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """Each p-value corrected for there being several (Holm, Scand. J. Statist. 1979), 0 to 1."""
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(np.argsort(p_values, kind="stable")):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return adjusted


def _change(name: str, rights: tuple[_Flags, _Flags], chosen: _Flags) -> Change:
    before, after = (right[chosen] for right in rights)
    fixed, broken = int((after & ~before).sum()), int((before & ~after).sum())
    p_value = mcnemar(fixed, broken)
    right = int(before.sum()), int(after.sum())
    return Change(name, len(before), *right, fixed, broken, p_value, p_value)


def _flags(places: Indices, number: int) -> _Flags:
    flags = np.zeros(number, np.bool_)
    flags[places] = True
    return flags
