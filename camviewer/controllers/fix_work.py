"""What a fix computes in threads: the remedy of a selection, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.concurrency.job import Progress
from camviewer.controllers.evaluation_target import Evaluate, EvaluationTarget
from camviewer.data.corrected import Corrections, corrected_labels
from camviewer.data.dataset import Labels, is_labelled
from camviewer.data.held_out import held_out
from camviewer.data.remedy import Remedy
from camviewer.document.fix_state import TrialState
from camviewer.document.stage import Model
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.clusters import ErrorCluster
from camviewer.error_analysis.corrections import with_corrections
from camviewer.error_analysis.remedies import (
    OF_SELECTION,
    RemedyChoice,
    prescribe,
)
from camviewer.error_analysis.remedy_samples import (
    SIMILAR,
    Division,
    divide,
    nearest_of_each,
    nearest_places,
)
from camviewer.error_analysis.verdict import Verdict, judge
from camviewer.inference.evaluation import Evaluation, Indices
from camviewer.networks import store


@dataclass(frozen=True, eq=False)
class Selected:
    """A selection, and what it was made from.

    Attributes:
        target: what was evaluated.
        evaluation: what came out.
        members: places of the selected samples in its split.
        corrections: classes that count in place of labels; the evaluation has them already.
        has_learned_tests: whether the network has learned from test samples, in a fix before.
    """

    target: EvaluationTarget
    evaluation: Evaluation
    members: Indices
    corrections: Corrections = field(default_factory=dict)
    has_learned_tests: bool = False

    @property
    def division(self) -> Division:
        """What may be learned from, and what is held out."""
        training = len(self.target.dataset.train)
        found = divide(self.evaluation, self.members, training)
        return replace(found, is_halved=found.is_halved or self.has_learned_tests)

    @property
    def first_test(self) -> int:
        """Place of the first test sample in the split; its length if there is none."""
        training = len(self.target.dataset.train)
        return {"test": 0, "train": len(self.evaluation)}.get(self.evaluation.split, training)

    def test_labels(self, samples: Sequence[str]) -> Labels:
        """(n,) of the test samples, as they count in a verdict; none where they have none.

        Args:
            samples: their checksums, by which labels are corrected if the evaluation has none
                of them; they are not computed here, since that takes a while.
        """
        if self.evaluation.split != "train":
            return self.evaluation.labels[self.first_test :]
        test, classes = self.target.dataset.test, len(self.target.dataset.class_names)
        labels = test.labels if is_labelled(test) else self.evaluation.labels[:0]
        return corrected_labels(labels, samples, self.corrections, classes)


@dataclass(frozen=True, eq=False)
class Judged:
    """A verdict, and what it was given by.

    Attributes:
        verdict: of both networks.
        model: the network after.
        second: what it made of the test split.
    """

    verdict: Verdict
    model: Model
    second: Evaluation


def find_remedy(
    selected: Selected,
    choice: RemedyChoice,
    decisions: Corrections,
    known: Evaluation | None,
    read: Evaluate,
    progress: Progress,
    token: CancelToken,
) -> Remedy:
    """The remedy of a selection, with the training samples that it is about.

    Args:
        selected: what is to be fixed.
        choice: what a person chose.
        decisions: classes that a person decided, by the samples' checksums.
        known: what the network made of the training samples; None if it has to read them.
        read: lets a network read a split.
        progress: told how many samples are read.
        token: asked before each batch.

    Raises:
        Cancelled: the token was cancelled.
        UserError: the model or the samples cannot be read.
    """
    target, evaluation, division = selected.target, selected.evaluation, selected.division
    assert target.network is not None, "only a model in a file is fixed"
    training = len(target.dataset.train)
    near, labels = selected.members[:0], dict[int, int]()
    if choice.kind in OF_SELECTION or choice.kind == "labels":
        found = known or with_corrections(
            read(target.network, target.dataset, "train", progress, token), selected.corrections
        )
        if choice.kind == "labels":
            labels = _corrected_places(target, found, decisions)
        else:
            queries = np.concatenate([division.train, division.used + selected.first_test])
            each = nearest_of_each(len(queries))
            near = nearest_places(evaluation, queries, found, np.arange(training), each)
    return prescribe(choice, division, near, labels, training=training)


def _corrected_places(
    target: EvaluationTarget, trained: Evaluation, decisions: Corrections
) -> dict[int, int]:
    """Corrected classes of the training samples that have another one in their file, by place."""
    before = target.dataset.train.labels
    samples, classes = trained.samples[: len(before)], len(trained.class_names)
    labels = corrected_labels(before, samples, decisions, classes)
    places = np.flatnonzero(labels != before)
    if not len(places):
        raise UserError(
            translate(
                "No training [sample] has another label now than in its file. Correct labels of "
                "training [samples], or choose another remedy."
            )
        )
    return {int(place): int(labels[place]) for place in places}


def give_verdict(
    selected: Selected,
    trial: TrialState,
    groups: Mapping[str, Indices],
    read: Evaluate,
    progress: Progress,
    token: CancelToken,
) -> Judged:
    """Judge the network that was trained for a selection, by test samples that are held out.

    Args:
        selected: what was to be fixed.
        trial: names the network.
        groups: places in the test split of other groups, by name.
        read: lets a network read a split.
        progress: told how many samples are read.
        token: asked before each batch.

    Raises:
        Cancelled: the token was cancelled.
        UserError: the model or the samples cannot be read, or no sample is held out.
    """
    target, division, path = selected.target, selected.division, Path(trial.fixed)
    assert target.network is not None, "only a model in a file is fixed"
    card = store.load(path).card
    first = selected.evaluation
    if first.split != "test":
        first = read(target.network, target.dataset, "test", progress, token)
        first = with_corrections(first, selected.corrections)
    found = read(path, target.dataset, "test", progress, token)
    second = replace(found, labels=first.labels)  # corrected ones count for both
    verdict = verdict_on(division, first, second, groups)
    return Judged(verdict, Model(path, card), second)


def verdict_on(
    division: Division, first: Evaluation, second: Evaluation, groups: Mapping[str, Indices]
) -> Verdict:
    """Judge by the held-out samples of the test split.

    Args:
        division: of the selection.
        first: what the network before made of the test split.
        second: what the network after made of it.
        groups: places of other groups, by name.

    Raises:
        UserError: no sample is held out.
    """
    kept = np.arange(len(first))
    if division.is_halved:
        kept = np.flatnonzero(held_out(first.samples))
    if not len(kept):
        raise UserError(
            translate("No [samples] are held out, so nothing can be judged. Open more [samples].")
        )
    similar = nearest_places(first, division.used, first, kept, SIMILAR)
    return judge(
        first,
        second,
        kept,
        division.held_out,
        similar=similar if len(similar) else None,
        groups=groups,
    )


def places_by_tag(annotations: Mapping[int, Annotation]) -> dict[str, list[int]]:
    """The places of the samples of each tag, of what is annotated by place."""
    found: dict[str, list[int]] = {}
    for place, annotation in annotations.items():
        for tag in annotation.tags:
            found.setdefault(tag, []).append(place)
    return found


def named_places(
    annotations: Mapping[int, Annotation],
    clusters: Iterable[ErrorCluster],
    names: Mapping[str, str],
    first_test: int,
) -> dict[str, Indices]:
    """Places in the test split of the samples of each tag and each cluster with a name.

    Args:
        annotations: by place in the split that was evaluated.
        clusters: of its mistakes.
        names: that a person gave, by the clusters' keys.
        first_test: place of the first test sample in it.
    """
    named = places_by_tag(annotations)
    for cluster in clusters:
        if name := names.get(cluster.key):
            named.setdefault(name, []).extend(map(int, cluster.members))
    found = {name: np.array(places, np.intp) - first_test for name, places in named.items()}
    return {name: places[places >= 0] for name, places in found.items() if (places >= 0).any()}
