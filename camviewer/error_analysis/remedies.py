"""Which remedies there are for a selection of mistakes, and what each changes of the samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from camviewer.common.translation import tr_noop
from camviewer.data.remedy import Remedy
from camviewer.error_analysis.remedy_samples import Division
from camviewer.inference.evaluation import Indices

KINDS = ("variation", "weight", "own", "border", "labels", "architecture")
"""More of the kind, varied; count more; samples of one's own; a border that tells nothing;
corrected labels; another architecture, trained afresh."""

TITLES: Mapping[str, str] = dict(
    zip(
        KINDS,
        (
            tr_noop("More of the kind, varied"),
            tr_noop("More weight"),
            tr_noop("Drawings and pictures of your own"),
            tr_noop("Mask a border"),
            tr_noop("Correct labels"),
            tr_noop("Another architecture"),
        ),
        strict=True,
    )
)
"""What each is called, to be translated."""

OF_SELECTION = ("variation", "weight")
"""Those that learn from the selected samples themselves, and from training samples like them."""

COPIES = range(1, 101)

MOST_ADDED = 1 / 2
"""Copies in all, in training samples: of more of one kind a network forgets the others."""

BORDER = range(1, 8)
"""Pixels; of small samples `exchange_border` takes fewer."""


@dataclass(frozen=True)
class RemedyChoice:
    """What a person chooses.

    Attributes:
        kind: one of `KINDS`.
        copies: how many times each sample is added, one of `COPIES`.
        border: pixels, one of `BORDER`.
        own: sources of samples of one's own.
        architecture: name of the one that is trained afresh; empty for that of the network.
    """

    kind: str = KINDS[0]
    copies: int = 20
    border: int = 4
    own: tuple[str, ...] = ()
    architecture: str = ""


def prescribe(
    choice: RemedyChoice,
    division: Division,
    near: Indices,
    labels: Mapping[int, int] | None = None,
    *,
    training: int,
    seed: int = 0,
) -> Remedy:
    """The remedy of a selection.

    Args:
        choice: what a person chose.
        division: of the selection.
        near: places of training samples that are like it.
        labels: corrected classes of training samples, by place.
        training: number of training samples.
        seed: of variation and exchange, >= 0.
    """
    used, train, corrected = _EMPTY, _EMPTY, dict[int, int]()
    if choice.kind in OF_SELECTION:
        used, train = division.used, np.union1d(division.train, near)
    if choice.kind == "labels" and labels is not None:
        corrected = dict(labels)
    return Remedy(
        test=_plain(used),
        train=_plain(train),
        copies=min(choice.copies, _most_copies(len(used) + len(train), training)),
        varied=choice.kind in ("variation", "own"),
        own=choice.own if choice.kind == "own" else (),
        labels=tuple(sorted(corrected.items())),
        border=choice.border if choice.kind == "border" else 0,
        halved=division.is_halved,
        seed=seed,
    )


def _most_copies(number: int, training: int) -> int:
    """How many times so many samples may be added to so many training samples, at least once."""
    return max(1, int(MOST_ADDED * training) // number) if number else COPIES[-1]


_EMPTY: Indices = np.zeros(0, np.intp)


def _plain(places: Indices) -> tuple[int, ...]:
    return tuple(map(int, places))
