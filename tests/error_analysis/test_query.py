"""Which samples are looked at, and in which order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.query import UNTAGGED, Selection, select
from tests.evaluations import evaluation

#                   0  1  2  3  4  5
LABELS = [4, 4, 9, 4, 1, 4]
PREDICTED = [9, 4, 4, 9, 7, 9]
ANNOTATIONS = {
    0: Annotation(frozenset({"ambiguous"})),
    2: Annotation(frozenset(), "Open loop, see 5"),
    3: Annotation(frozenset({"label wrong", "ambiguous"})),
    5: Annotation(frozenset({"Thin"}), ""),
}


def chosen(like: int | None = None, **wanted: object) -> list[int]:
    selection = Selection(**({"order": "index"} | wanted))  # type: ignore[arg-type]
    return select(evaluation(LABELS, PREDICTED), selection, ANNOTATIONS, like).tolist()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [0, 2, 3, 4, 5]),
        ({"outcome": "right"}, [1]),
        ({"outcome": "all"}, [0, 1, 2, 3, 4, 5]),
        ({"label": 4}, [0, 3, 5]),
        ({"predicted": 9}, [0, 3, 5]),
        ({"label": 9, "predicted": 4}, [2]),
        ({"label": 9, "predicted": 9}, []),
        ({"label": 4, "outcome": "all"}, [0, 1, 3, 5]),
        ({"tag": "ambiguous"}, [0, 3]),
        ({"tag": "ambig"}, []),
        ({"text": "AMBIG"}, [0, 3]),
        ({"text": "loop"}, [2]),
        ({"text": "5"}, [2, 5]),
        ({"text": " #4 "}, [4]),
        ({"text": "thin", "tag": "Thin"}, [5]),
        ({"text": "5", "tag": "Thin"}, [5]),
        ({"text": "77"}, []),
        ({"text": "1"}, []),
    ],
)
def test_that_filters_hold_together(wanted: dict[str, Any], found: list[int]) -> None:
    assert chosen(**wanted) == found


def test_that_probabilities_are_those_of_the_predicted_class() -> None:
    # Sample i's score is i + 1 against nine zeros: p = e^(i+1) / (e^(i+1) + 9).
    powers = np.exp(np.arange(1, 7))
    expected = powers / (powers + 9)
    assert chosen(least=0.6) == [index for index in (0, 2, 3, 4, 5) if expected[index] >= 0.6]
    assert chosen(most=0.6) == [index for index in (0, 2, 3, 4, 5) if expected[index] <= 0.6]
    assert chosen(least=0.6, most=0.6) == []


@pytest.mark.parametrize("order", ["confidence", "margin", "loss"])
def test_that_the_largest_come_first(order: str) -> None:
    assert chosen(order=order) == [5, 4, 3, 2, 0]


def test_that_the_least_sure_come_first() -> None:
    assert chosen(order="doubt", outcome="all") == [0, 1, 2, 3, 4, 5]


def test_that_margin_puts_what_was_nearly_misread_before_what_was_certain() -> None:
    # The correct sample has the margin -2.
    assert chosen(order="margin", outcome="all") == [5, 4, 3, 2, 0, 1]


def test_that_similarity_is_the_distance_of_pooled_features() -> None:
    # The pooled features are 0 to 5: from 3 on 2 and 4 are equally far, the smaller index first.
    assert chosen(order="similarity", like=3) == [3, 2, 4, 5, 0]
    assert chosen(order="similarity") == [0, 2, 3, 4, 5]


def test_that_equal_digits_go_by_index() -> None:
    many = evaluation([0] * 500, [1] * 500, scores=np.tile(np.eye(10, dtype="f4")[1], (500, 1)))
    assert select(many, Selection(), {}).tolist() == list(range(500))


@pytest.mark.parametrize("wanted", [{"order": "size"}, {"outcome": "odd"}])
def test_that_unknown_names_are_refused(wanted: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="expected an outcome of"):
        Selection(**wanted)  # type: ignore[arg-type]


def test_that_a_number_that_no_index_can_be_finds_nothing() -> None:
    found = evaluation([4, 4], [9, 9])
    for text in ("9" * 5000, "1" + "0" * 10):
        assert select(found, Selection(text=text), {}).tolist() == []


def test_that_samples_without_a_tag_are_found() -> None:
    assert chosen(tag=UNTAGGED, outcome="all") == [1, 2, 4]
    assert chosen(tag=UNTAGGED, text="open") == [2], "a note is no tag"
