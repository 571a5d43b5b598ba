"""What is evaluated, with which tools, and how the samples are grouped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from camviewer.attribution.map_work import Mapper
from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.common.translation import translate
from camviewer.concurrency.job import Progress
from camviewer.concurrency.priority import give_way
from camviewer.data.dataset import SPLITS, Dataset, Split, class_name, to_sample
from camviewer.data.drawing import Drawing
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.map_state import GroupState
from camviewer.inference.evaluation import Evaluation, Indices
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks import scaling_notes
from camviewer.training.out_of_sample import out_of_sample

Network = Path | NetworkSnapshot
"""What reads samples: a model's file, or a network at a moment of its training."""

Interval = tuple[float, float]
"""Lower and upper end."""

Evaluate = Callable[[Network, Dataset, str, Progress, CancelToken], Evaluation]
"""Lets a network read a split of a data set; runs in a thread."""


OutOfSample = Callable[[Network, Dataset, Progress, CancelToken], Array]
"""Scores (n, C) of training samples by networks that did not learn them; runs in a thread."""


def politely_out_of_sample(
    network: Network, dataset: Dataset, progress: Progress, token: CancelToken
) -> Array:
    """As `out_of_sample`; while it trains, the window goes first."""
    return out_of_sample(network, dataset, progress, token, loaded=give_way)


@dataclass(frozen=True)
class Tools:
    """What reads samples and explains many of them, in threads.

    Attributes:
        evaluate: lets a network read a split.
        make_mapper: makes, in the thread that will use it, what computes maps.
        out_of_sample: lets networks that did not learn the training samples read them.
    """

    evaluate: Evaluate
    make_mapper: Callable[[], Mapper]
    out_of_sample: OutOfSample = politely_out_of_sample


@dataclass(frozen=True, eq=False)
class EvaluationTarget:
    """What was evaluated.

    Attributes:
        network: what read the samples; None for predictions of another system.
        dataset: where the samples are from.
        split: which part of it: "test", "train" or "all".
        version: of the network's file, as `version_of` tells it.
        whole: the data set that `dataset` is a part of, if it is one.
    """

    network: Network | None
    dataset: Dataset
    split: str
    version: int = 0
    whole: Dataset | None = None

    @property
    def source(self) -> Dataset:
        """The data set as it was opened."""
        return self.whole or self.dataset

    @cached_property
    def samples(self) -> Split:
        """The samples that were read."""
        return SPLITS.named(self.split)(self.dataset)

    def is_outdated(self, network: Network | None, dataset: Dataset | None) -> bool:
        """Whether another network or other samples are in use, or the network's file was replaced.

        Predictions of another system are of no network that could be in use.
        """
        other = self.network is not None and self.network != network
        return other or version_of(self.network) != self.version or self.source is not dataset

    def content(self, index: int) -> CanvasContent:
        """What a sample of the split looks like on the canvas."""
        return CanvasContent(Drawing(base=to_sample(self.samples.image(index))), self.origin(index))

    def origin(self, index: int) -> SampleOrigin:
        """Where a sample of the split comes from; only test samples can be stepped from."""
        dataset, label = self.dataset, self.samples.label(index)
        first_test = 0 if self.split == "test" else len(dataset.train)
        if index >= first_test:
            return SampleOrigin(
                dataset.name, index - first_test, label, class_name=class_name(dataset, label)
            )
        name = translate("{0}, training [sample] #{1}", dataset.name, index)
        return SampleOrigin(name, None, label, class_name=class_name(dataset, label))


@dataclass(frozen=True, eq=False)
class Group:
    """Samples that belong together, such as a cluster, by which the gallery is narrowed.

    Attributes:
        title: what they are called.
        members: their places in the split.
    """

    title: str
    members: Indices

    def state(self, checksum: str) -> GroupState:
        """As plain data; the checksum is that of the split's samples."""
        return GroupState(self.title, self._plain, checksum)

    def is_same(self, other: Group | None) -> bool:
        """Whether another group has the same name and the same samples."""
        if other is None or other.title != self.title:
            return False
        return other is self or np.array_equal(other._sorted, self._sorted)

    @cached_property
    def _sorted(self) -> Indices:
        found: Indices = np.unique(self.members)
        return found

    @cached_property
    def _plain(self) -> tuple[int, ...]:
        return tuple(self.members.tolist())


def group_of(state: GroupState | None, evaluation: Evaluation | None) -> Group | None:
    """The group that plain data describe; None if it is of other samples than those evaluated."""
    if state is None or evaluation is None or state.checksum != evaluation.checksum:
        return None
    members = np.unique(np.array(state.members, np.intp))
    return Group(state.title, members[members < len(evaluation)])


def narrowed(indices: Indices, group: Group | None, number: int) -> Indices:
    """Those of some samples, out of so many, that belong to a group; all of them without one."""
    if group is None:
        return indices
    members = np.zeros(number, np.bool_)
    members[group.members] = True
    found: Indices = indices[members[indices]]
    return found


def version_of(network: Network | None) -> int:
    """Another number once a model's file was replaced or is fed another way; 0 without a file."""
    return scaling_notes.version_of(network) if isinstance(network, Path) else 0
