"""The verdict on two networks."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.error_analysis.verdict import Change, Verdict, holm, judge
from tests.evaluations import evaluation


def change(both: int, fixed: int, broken: int, neither: int) -> Change:
    number = both + fixed + broken + neither
    return Change("", number, both + broken, both + fixed, fixed, broken, 1.0, 1.0)


def verdict(before: list[bool], after: list[bool], **options: object) -> Verdict:
    """Of samples of the classes 0 and 1 in turn that were read correctly, or not."""
    labels = [place % 2 for place in range(len(before))]
    first, second = (
        evaluation(
            labels, [label if right else 9 for label, right in zip(labels, rights, strict=True)]
        )
        for rights in (before, after)
    )
    chosen = {"judged": np.arange(len(labels)), "selection": np.arange(0)} | options
    return judge(first, second, **chosen)  # type: ignore[arg-type]


def test_that_only_samples_that_count_are_judged() -> None:
    found = verdict(
        [False, False, True, True],
        [True, True, False, True],
        judged=np.array([0, 2, 3]),
        selection=np.array([0, 1]),
        similar=np.array([0, 3]),
    )
    assert found.paired.fixed.tolist() == [0]
    assert found.paired.broken.tolist() == [2]
    assert found.paired.both_right.tolist() == [3]
    assert found.paired.both_wrong.tolist() == []
    assert (found.overall.number, found.overall.before, found.overall.after) == (3, 2, 2)
    assert (found.selection.number, found.selection.before, found.selection.after) == (1, 0, 1)
    assert found.similar is not None
    assert (found.similar.number, found.similar.before, found.similar.after) == (2, 1, 2)
    assert found.difference == 0
    assert found.outcome == "different"


def test_that_better_worse_different_and_the_same_are_told_apart() -> None:
    bad, good, half = [False] * 24, [True] * 24, [True] * 24
    half[1::2] = [False] * 12
    assert verdict(bad, good).outcome == "better"
    assert verdict(good, bad).outcome == "worse"
    assert verdict(half, half).outcome == "same"
    assert verdict(good, half).outcome == "worse"  # of class 1 all are broken
    assert verdict([False] * 3 + [True], [True] * 3 + [False]).outcome == "different"


def test_that_better_at_a_price_is_told() -> None:
    is_one = [place % 2 == 1 for place in range(40)]
    found = verdict(is_one, [not each for each in is_one])
    assert [each.name for each in found.worse] == ["1"]
    assert found.difference == 0
    assert found.outcome == "mixed"


def test_that_other_groups_are_tested_with_the_classes() -> None:
    found = verdict([True] * 20, [False] * 8 + [True] * 12, groups={"thick": np.arange(8)})
    thick = found.groups[-1]
    assert thick.name == "thick"
    assert (thick.fixed, thick.broken) == (0, 8)
    assert thick.p_value == pytest.approx(2 / 2**8)
    assert thick.adjusted == pytest.approx(11 * 2 / 2**8)
    assert not thick.is_worse


def test_that_holm_corrects_as_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


def test_that_nothing_is_judged_by_nothing() -> None:
    with pytest.raises(ValueError, match="at least one"):
        verdict([True], [True], judged=np.arange(0))
