"""What a saved document needs is found where it is opened: networks, samples, evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.controllers.data_questions import find
from camviewer.controllers.document_networks import find_networks, leave_out_others
from camviewer.controllers.evaluation_target import EvaluationTarget, version_of
from camviewer.data.checksums import BATCH, checksum, sample_checksums
from camviewer.data.dataset import (
    SPLITS,
    ArraySplit,
    Dataset,
    Split,
    is_labelled,
    no_samples,
)
from camviewer.data.held_out import checksums_of
from camviewer.data.selected import SelectedSplit
from camviewer.data.spec import ImageSpec, Noun
from camviewer.document import archive
from camviewer.document.archive import IncludedSamples, SavedDocument
from camviewer.document.stage import Model
from camviewer.document.state import DocumentState
from camviewer.error_analysis.verdict import Verdict, verdict_by
from camviewer.inference.evaluation import Evaluation


@dataclass(frozen=True, eq=False)
class OpenedDocument:
    """A document with all that could be found of what it names.

    Attributes:
        saved: what its file holds; the state names networks as they are found here.
        models: the networks that it names, as far as they are here; the first is on stage.
        dataset: the samples; None where they are not here and did not come along.
        target: what was evaluated; None without an evaluation whose network and samples are here.
        evaluations: of the target, and of a second network on the same samples.
        compared: that second network; None for none, or if it is not here.
        troubles: a sentence for each thing that could not be used.
        named: the networks, by what the file calls them.
        verdict: that on a fix, given again by what the file says; None without one.
        came_along: whether the samples are those of the document's file: they are nowhere else.
        test_samples: the checksums of the test samples, if the verdict asks for them.
    """

    saved: SavedDocument
    models: tuple[Model, ...]
    dataset: Dataset | None
    target: EvaluationTarget | None
    evaluations: tuple[Evaluation, ...]
    compared: Model | None
    troubles: tuple[str, ...]
    came_along: bool = False
    named: Mapping[str, Model] = field(default_factory=dict)
    verdict: Verdict | None = None
    test_samples: tuple[str, ...] = ()

    @property
    def on_stage(self) -> Model | None:
        """The network that reads the sample, if it is here, or else another one of them."""
        names = self.saved.state.stage.models
        others = self.models[0] if self.models else None
        return next((each for each in self.models if each.name in names), others)

    @property
    def first(self) -> Evaluation | None:
        """The evaluation that is looked into; None without one."""
        return self.evaluations[0] if self.evaluations else None


def open_document(path: str | Path, check: CancelToken) -> OpenedDocument:
    """Read a document and find what it names; to be called in a thread.

    Networks that came along and are not here yet are put into the library.

    Raises:
        FileError: it is no document that can be used.
    """
    saved, damaged = archive.read(path)
    troubles = list(damaged)
    check.check()
    found = find_networks(saved, troubles)
    saved = replace(saved, state=_with_names(saved, found))
    check.check()
    dataset, came_along = _dataset(saved, troubles)
    check.check()
    evaluations, part = saved.evaluations, dataset
    if dataset is not None and evaluations:
        part = _evaluated_part(evaluations[0], dataset, check)
        evaluations = _fitting(evaluations, part, saved.samples, troubles)
        leave_out_others(found, saved, evaluations, part, troubles)
    target = None
    if part is not None and evaluations:
        target = _target(evaluations[0], found.get(saved.evaluated[0]), part, troubles)
        if target is not None and part is not dataset:
            target = replace(target, whole=dataset)
    return OpenedDocument(
        saved,
        tuple(dict.fromkeys(found.values())),
        dataset,
        target,
        evaluations if target is not None else (),
        found.get(saved.evaluated[1]) if target is not None and len(evaluations) > 1 else None,
        tuple(troubles),
        came_along,
        found,
        None if saved.work.verdict is None else verdict_by(saved.work.verdict),
        () if target is None else _test_samples(saved, target, check),
    )


def _test_samples(
    saved: SavedDocument, target: EvaluationTarget, check: CancelToken
) -> tuple[str, ...]:
    """The checksums of test samples that were not evaluated, by which labels are corrected.

    Only the verdict on a fix asks for them, and it takes a while.
    """
    is_asked = saved.work.verdict is not None and saved.state.evaluation.corrected
    if target.split != "train" or not is_asked:
        return ()
    return checksums_of(target.dataset.test, check.check)


def _with_names(saved: SavedDocument, found: Mapping[str, Model]) -> DocumentState:
    """The state, its networks named as they are found here."""
    state = saved.state
    models = tuple(found[name].name for name in state.stage.models if name in found)
    second, trial = found.get(state.comparison.second), state.fix.trial
    if trial is not None:
        before, after = (
            str(found[name].path) if name in found else name
            for name in (trial.network, trial.fixed)
        )
        trial = replace(trial, network=before, fixed=after)
    return replace(
        state,
        fix=replace(state.fix, trial=trial),
        stage=replace(state.stage, models=models),
        comparison=replace(state.comparison, second=second.name if second else ""),
    )


# Samples


def _dataset(saved: SavedDocument, troubles: list[str]) -> tuple[Dataset | None, bool]:
    """The samples where they are said to be, else those that came along; whether these are it."""
    source = saved.evaluations[0].source if saved.evaluations else saved.state.source
    try:
        found = find(saved.state.source).dataset
        is_foreign = bool(saved.evaluations) and saved.evaluations[0].is_foreign
        if found is not None and (not saved.evaluations or found.name == source or is_foreign):
            return found, False  # another system may have read a part, which has a name of its own
        found = find(source).dataset
        if found is not None:
            return found, False
        problem = translate("{0}: it is not known which arrays are the [samples].", source)
    except UserError as error:
        problem = str(error)
    if saved.samples is not None:
        return _included(saved.samples, source), True
    troubles.append(problem)
    return None, False


def _included(samples: IncludedSamples, name: str) -> Dataset:
    spec = ImageSpec(*samples.images.shape[1:])
    part = ArraySplit(len(samples.images), lambda: (samples.images, samples.labels))
    noun = Noun.DIGIT if samples.class_names == tuple("0123456789") else Noun.PICTURE
    return Dataset(name, no_samples(spec), part, spec, samples.class_names, noun)


def _evaluated_part(first: Evaluation, dataset: Dataset, check: CancelToken) -> Dataset:
    """The samples that another system has predicted, where they are a part; else all there are."""
    if not first.is_foreign or first.source == dataset.name:
        return dataset
    for name in SPLITS:
        split = SPLITS.named(name)(dataset)
        places = _places(first, split, check)
        if places is not None:
            part = SelectedSplit(split, places)
            return replace(dataset, name=first.source, train=no_samples(dataset.spec), test=part)
    return dataset


def _places(evaluation: Evaluation, split: Split, check: CancelToken) -> NDArray[np.intp] | None:
    """Where the evaluated samples are in a split; None if some are not."""
    if len(split) < len(evaluation) or not is_labelled(split):
        return None
    found: dict[tuple[str, int], int] = {}
    for start in range(0, len(split), BATCH):
        check.check()
        checksums = sample_checksums(split.batch(start, start + BATCH))
        labels = split.labels[start : start + BATCH].tolist()
        found |= zip(zip(checksums, labels, strict=True), count(start), strict=False)
    wanted = zip(evaluation.samples, evaluation.labels.tolist(), strict=True)
    places = [found.get(sample) for sample in wanted]
    return None if None in places else np.array(places, np.intp)


# Evaluations


def _fitting(
    evaluations: tuple[Evaluation, ...],
    dataset: Dataset,
    included: IncludedSamples | None,
    troubles: list[str],
) -> tuple[Evaluation, ...]:
    """The evaluations of exactly these samples: as they are, or of those that came along."""
    split = SPLITS.named(evaluations[0].split)(dataset)
    found = checksum(split)
    first = evaluations[0]
    evaluations = tuple(each for each in evaluations if _can_be_compared(first, each))
    if found == first.checksum and len(split) == len(first):
        return evaluations
    if included is not None and len(split) == len(included.images):
        places = included.places
        if np.array_equal(split.images, included.images) and places.max() < len(first):
            return tuple(_part(each, places, found) for each in evaluations)
    troubles.append(
        translate(
            "{0} has other [samples] than when this document was saved, so its evaluation is left "
            "out. Evaluate again.",
            dataset.name,
        )
    )
    return ()


def _can_be_compared(first: Evaluation, second: Evaluation) -> bool:
    shown = ((each.checksum, each.split, len(each)) for each in (first, second))
    same_samples = len(set(shown)) == 1
    return same_samples and len(first.class_names) == len(second.class_names)


def _part(evaluation: Evaluation, places: NDArray[np.int64], checksum_: str) -> Evaluation:
    """An evaluation of some of its samples."""
    return replace(
        evaluation,
        checksum=checksum_,
        samples=tuple(evaluation.samples[place] for place in places),
        labels=evaluation.labels[places],
        scores=evaluation.scores[places],
        pooled=None if evaluation.pooled is None else evaluation.pooled[places],
    )


def _target(
    first: Evaluation, model: Model | None, dataset: Dataset, troubles: list[str]
) -> EvaluationTarget | None:
    """What the first evaluation is of; None without its network, if one made it."""
    if first.is_foreign:
        return EvaluationTarget(None, dataset, first.split)
    if model is None:
        troubles.append(
            translate(
                "{0}, which was evaluated in this document, is not here, so its evaluation is left "
                "out. Save the document again with its networks included.",
                first.model,
            )
        )
        return None
    return EvaluationTarget(model.path, dataset, first.split, version_of(model.path))
