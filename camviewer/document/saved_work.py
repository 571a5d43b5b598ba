"""How far the work on an evaluation had come: what takes a while to find, and where one was in it.

Places of samples are places in the split that was evaluated; in another one they mean nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.dataset import Labels
from camviewer.document.map_state import MAX_PLACE
from camviewer.document.plain_data import Allowed, Between, Each
from camviewer.error_analysis.calibration import BINNINGS
from camviewer.error_analysis.clusters import ErrorCluster
from camviewer.error_analysis.label_issues import LabelIssues
from camviewer.error_analysis.projection import Points
from camviewer.error_analysis.sweep import Sweep
from camviewer.error_analysis.verdict import VerdictBasis


@dataclass(frozen=True)
class WorkState:
    """Where one was.

    Attributes:
        checksum: of the split's samples and labels.
        labels: `labels_checksum` of the labels that counted.
        looked_at: place of the sample that was looked at; None for none.
        chosen: places of those that were chosen in the gallery.
        binning: how probabilities were sorted into bins, one of `BINNINGS`.
        refused: what share of the samples was refused, 0 to 1; they are the group listed then.
        corruption: name of the corruption that was looked at.
        swept: the class whose samples were swept; None for all.
        swept_second: name of the second model of the sweeps; empty for none.
    """

    checksum: str = ""
    labels: str = ""
    looked_at: int | None = None
    chosen: tuple[int, ...] = ()
    binning: str = BINNINGS[0]
    refused: float = 0.0
    corruption: str = next(iter(CORRUPTIONS))
    swept: int | None = None
    swept_second: str = ""


WORK_ALLOWED: Allowed = {
    WorkState: {
        "looked_at": Between(0, MAX_PLACE),
        "chosen": Each(Between(0, MAX_PLACE)),
        "binning": BINNINGS,
        "refused": Between(0, 1),
        "corruption": CORRUPTIONS,
        "swept": Between(0),
    }
}
"""What an attribute may be, where not every value of its type will do."""


@dataclass(frozen=True, eq=False)
class SavedWork:
    """What was found, and where one was.

    Attributes:
        state: where.
        points: of maps of samples that took a while, by projection and what was projected.
        issues: what speaks against the labels; None before they were judged.
        clusters: of the mistakes; None before they were found.
        sweeps: by name of the corruption, of each network.
        verdict: what the verdict on a fix was given by; None without one.
    """

    state: WorkState = field(default_factory=WorkState)
    points: Mapping[tuple[str, str], Points] = field(default_factory=dict)
    issues: LabelIssues | None = None
    clusters: tuple[ErrorCluster, ...] | None = None
    sweeps: Mapping[str, tuple[Sweep, ...]] = field(default_factory=dict)
    verdict: VerdictBasis | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found yet."""
        found = self.points, self.issues, self.clusters, self.sweeps, self.verdict
        return not any(found)


def labels_checksum(labels: Labels) -> str:
    """SHA-256 of the labels that count, as 64 hexadecimal digits."""
    return hashlib.sha256(np.ascontiguousarray(labels).tobytes()).hexdigest()


def are_places(places: NDArray[Any], number: int) -> bool:
    """Whether an array (m,) has places of so many samples."""
    is_list = places.dtype == np.int64 and places.ndim == 1
    return is_list and bool(((places >= 0) & (places < number)).all())
