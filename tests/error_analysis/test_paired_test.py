import pytest

from camviewer.common.errors import UserError
from camviewer.error_analysis.paired_test import compare
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
