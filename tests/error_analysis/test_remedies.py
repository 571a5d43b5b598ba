"""What each remedy changes of the samples."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.remedy import Remedy
from camviewer.error_analysis.remedies import KINDS, RemedyChoice, prescribe
from camviewer.error_analysis.remedy_samples import Division

DIVISION = Division(np.array([7]), np.array([1, 2]), np.array([3]))
NEAR = np.array([5, 7])


def prescribed(kind: str, training: int = 10_000, **options: object) -> Remedy:
    choice = RemedyChoice(kind, own=("/own",), **options)  # type: ignore[arg-type]
    return prescribe(choice, DIVISION, NEAR, {4: 9}, training=training)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("variation", Remedy((1, 2), (5, 7), 20, True)),
        ("weight", Remedy((1, 2), (5, 7), 20)),
        ("own", Remedy(copies=20, varied=True, own=("/own",))),
        ("border", Remedy(copies=20, border=4)),
        ("labels", Remedy(copies=20, labels=((4, 9),))),
        ("architecture", Remedy(copies=20)),
    ],
)
def test_that_a_remedy_is_what_was_chosen(kind: str, expected: Remedy) -> None:
    assert prescribed(kind) == expected


def test_that_every_kind_has_been_looked_at() -> None:
    assert len({prescribed(kind) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(("training", "copies"), [(1000, 20), (100, 12), (8, 1), (1, 1)])
def test_that_copies_are_never_more_than_half_of_the_training(training: int, copies: int) -> None:
    assert prescribed("weight", training).copies == copies
