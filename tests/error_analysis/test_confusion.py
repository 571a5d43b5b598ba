import pytest

from camviewer.error_analysis.confusion import ClassMetrics, accuracy_interval, confusion, per_class
from tests.evaluations import evaluation


def test_that_rows_are_labels_and_columns_predicted_classes() -> None:
    matrix = confusion(evaluation([4, 4, 4, 9, 0], [9, 9, 4, 9, 4]))
    assert matrix.shape == (10, 10)
    assert (matrix[4, 9], matrix[4, 4], matrix[9, 9], matrix[0, 4]) == (2, 1, 1, 1)
    assert matrix.sum() == 5


def test_that_precision_and_recall_are_shares_of_column_and_row() -> None:
    found = per_class(confusion(evaluation([4, 4, 4, 9, 0], [9, 9, 4, 9, 4])))
    assert found[4] == ClassMetrics(3, precision=1 / 2, recall=1 / 3)
    assert found[9] == ClassMetrics(1, precision=1 / 3, recall=1.0)
    assert found[0] == ClassMetrics(1, precision=None, recall=0.0)
    assert found[7] == ClassMetrics(0, precision=None, recall=None)


def test_that_the_interval_is_wilsons() -> None:
    # By hand: z = 1.959964, centre (p + z²/2n) / (1 + z²/n), half width z/(1 + z²/n) times
    # sqrt(p(1 - p)/n + z²/4n²), for p = 0.9 and n = 100.
    assert accuracy_interval(90, 100) == pytest.approx((0.825634, 0.944771), abs=1e-6)


def test_that_certainty_is_never_claimed() -> None:
    low, high = accuracy_interval(10, 10)
    assert 0.7 < low < 0.75
    assert high == 1
    assert accuracy_interval(10, 10, level=0.5)[0] > low
