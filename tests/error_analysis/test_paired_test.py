import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.error_analysis.paired_test import Paired, by_class, compare, difference_interval
from tests.evaluations import evaluation


def test_that_digits_fall_into_four_groups() -> None:
    labels = [0, 1, 2, 3, 4, 5]
    found = compare(evaluation(labels, [0, 9, 9, 3, 4, 9]), evaluation(labels, [0, 1, 9, 9, 9, 8]))
    assert found.fixed.tolist() == [1]
    assert found.broken.tolist() == [3, 4]
    assert found.both_wrong.tolist() == [2, 5]
    assert found.both_right.tolist() == [0]
    assert found.p_value == 1.0  # one of three, or as uneven: all of the coins' outcomes


@pytest.mark.parametrize(("fixed", "broken", "p"), [(6, 0, 2 / 64), (5, 1, 14 / 64), (0, 0, 1)])
def test_that_the_test_is_mcnemars_exact_one(fixed: int, broken: int, p: float) -> None:
    labels = [0] * 8
    first = evaluation(labels, [1] * fixed + [0] * (8 - fixed))
    second = evaluation(labels, [0] * (8 - broken) + [1] * broken)
    assert compare(first, second).p_value == pytest.approx(p)


def test_that_other_digits_are_refused() -> None:
    one, other = evaluation([0], [1]), evaluation([0], [1], checksum="d", split="train")
    with pytest.raises(
        UserError, match=r"evaluated on different digits, 1 of builtin \(test\) and 1 other"
    ):
        compare(one, other)


def test_that_classes_add_up_to_the_whole_and_one_without_samples_says_so() -> None:
    first, second = evaluation([0, 0, 1, 1], [0, 1, 1, 2]), evaluation([0, 0, 1, 1], [0, 0, 2, 2])
    zero, one, two, *_ = by_class(first, second)
    assert (zero.number, zero.accuracies, zero.fixed, zero.broken) == (2, (0.5, 1.0), 1, 0)
    assert (one.number, one.accuracies, one.fixed, one.broken) == (2, (0.5, 0.0), 0, 1)
    assert (two.number, two.accuracies, two.p_value) == (0, None, 1.0)


def paired(both: int, fixed: int, broken: int, neither: int) -> Paired:
    """Two models that read so many samples alike, and so many otherwise."""
    groups = (np.arange(size) for size in (fixed, broken, neither, both))
    return Paired(next(groups), next(groups), next(groups), next(groups), 1.0)


def test_that_the_interval_of_a_difference_is_newcombes() -> None:
    # Without agreement beyond chance it is the combination of two Wilson intervals:
    # 50 of 100 are from 0.4038 to 0.5962.
    low, high = difference_interval(paired(25, 25, 25, 25))
    assert low == pytest.approx(-0.1361, abs=2e-4)
    assert high == pytest.approx(0.1361, abs=2e-4)


@pytest.mark.parametrize("counts", [(9000, 80, 20, 900), (0, 5, 0, 0), (7, 0, 0, 0), (3, 1, 4, 2)])
def test_that_the_interval_holds_the_difference_and_turns_with_it(
    counts: tuple[int, int, int, int],
) -> None:
    both, fixed, broken, neither = counts
    low, high = difference_interval(paired(*counts))
    turned = difference_interval(paired(both, broken, fixed, neither))
    assert -1 <= low <= (fixed - broken) / sum(counts) <= high <= 1
    assert turned == pytest.approx((-high, -low))


def test_that_the_interval_covers_what_it_promises() -> None:
    random = np.random.default_rng(0)
    chances = np.array([0.8, 0.09, 0.05, 0.06])
    drawn = random.multinomial(200, chances, size=400)
    covered = [
        low <= chances[1] - chances[2] <= high
        for low, high in (difference_interval(paired(*map(int, each))) for each in drawn)
    ]
    assert 0.92 < np.mean(covered) <= 1


def test_that_the_interval_of_the_same_answers_is_around_nothing() -> None:
    same = evaluation([0] * 400, [0] * 400)
    low, high = difference_interval(compare(same, same))
    assert low == -high
    assert high < 0.01
