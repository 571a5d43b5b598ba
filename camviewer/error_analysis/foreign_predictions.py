"""Predictions of another system, joined with the samples that they are about: an evaluation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import FileError
from camviewer.common.translation import tr_noop, translate
from camviewer.data.checksums import BATCH, Checksum, sample_checksums
from camviewer.data.dataset import SPLITS, Dataset, Split, is_labelled, no_labels, no_samples
from camviewer.data.selected import SelectedSplit
from camviewer.error_analysis import prediction_table
from camviewer.error_analysis.prediction_table import PredictionTable
from camviewer.inference.evaluation import Evaluation, Probabilities

_LEAST = 0.5  # share of the table's labels that must be those of the samples
_SMALLEST = 1e-12  # probability: a score is its logarithm


@dataclass(frozen=True, eq=False)
class ForeignPredictions:
    """What another system made of samples.

    Attributes:
        evaluation: with scores that are logarithms of probabilities, without features.
        dataset: the samples that have a prediction.
        split: which part of it.
        notes: sentences on what was left out or assumed.
    """

    evaluation: Evaluation
    dataset: Dataset
    split: str
    notes: tuple[str, ...]


def read_predictions(path: Path, dataset: Dataset, token: CancelToken) -> ForeignPredictions:
    """Read a table of predictions, and find the part of a data set that it is about.

    Args:
        path: the table, as `prediction_table` has it.
        dataset: whose samples were predicted.
        token: asked between two batches of samples.

    Raises:
        Cancelled: the token was cancelled.
        FileError: it is no such table, or one of other samples.
        UserError: the samples have no labels.
    """
    table = prediction_table.read_table(path, dataset.class_names)
    split = _part_of(path, table, dataset)
    samples = SPLITS.named(split)(dataset)
    fits = _fits(table, samples)
    notes = _left_out(table, int((~fits).sum()))
    chosen = np.flatnonzero(fits)[np.argsort(table.indices[fits], kind="stable")]
    places = table.indices[chosen]
    if len(places) < len(samples):
        notes.append(
            translate(
                "{0} of {1} [samples] have a prediction; the others are left out.",
                f"{len(places):,}",
                f"{len(samples):,}",
            )
        )
        name = f"{dataset.name} ({split})"
        part = SelectedSplit(samples, places)
        dataset = replace(dataset, name=name, train=no_samples(dataset.spec), test=part)
        split, samples = "test", part
    if table.contradicted:
        notes.append(
            translate(
                "Lines whose prediction is not the most probable class, which counts here: {0}.",
                f"{table.contradicted:,}",
            )
        )
    notes += [translate(_UNTOLD[table.known])] if table.known in _UNTOLD else []
    made, checksums = Checksum(samples.labels), list[str]()
    for start in range(0, len(samples), BATCH):
        token.check()
        images = samples.batch(start, start + BATCH)
        made.add(images)
        checksums += sample_checksums(images)
    scores = np.log(np.maximum(table.probabilities[chosen], _SMALLEST)).astype(np.float32)
    evaluation = Evaluation(
        model=path.stem,
        source=dataset.name,
        split=split,
        checksum=made.text,
        samples=tuple(checksums),
        labels=samples.labels.copy(),
        scores=scores,
        class_names=dataset.class_names,
        is_foreign=True,
        probabilities=table.known,
    )
    return ForeignPredictions(evaluation, dataset, split, tuple(notes))


def _part_of(path: Path, table: PredictionTable, dataset: Dataset) -> str:
    """The part that the table is about: the one that most of its lines fit, the smaller first."""
    parts = {name: SPLITS.named(name)(dataset) for name in SPLITS}
    labelled = {name: part for name, part in parts.items() if len(part) and is_labelled(part)}
    if not labelled:
        raise no_labels(dataset.name)
    found = {name: int(_fits(table, part).sum()) for name, part in labelled.items()}
    best = max(found, key=lambda name: (found[name], -len(labelled[name])))
    if found[best] < _LEAST * len(table.indices):
        raise FileError(
            path,
            expected=translate("predictions of {0}", dataset.name),
            found=translate(
                "{0} of its {1} lines fit",
                f"{found[best]:,}",
                f"{len(table.indices):,}",
            ),
            remedy=translate("open the [samples] that it is about first"),
        )
    return best


def _fits(table: PredictionTable, samples: Split) -> NDArray[np.bool_]:
    """(n,) whether there is a sample of that index, and it has that label."""
    fits: NDArray[np.bool_] = table.indices < len(samples)
    if table.labels is not None:
        fits[fits] = samples.labels[table.indices[fits]] == table.labels[fits]
    return fits


_UNTOLD = {
    Probabilities.PREDICTED: tr_noop(
        "Only the probability of the predicted class is in the file; what needs those of all "
        "classes is left out."
    ),
    Probabilities.NONE: tr_noop(
        "There are no probabilities in the file; what needs them is left out."
    ),
}

_REASONS = {
    prediction_table.UNREADABLE: tr_noop("Lines left out because they are damaged: {0}."),
    prediction_table.UNKNOWN_CLASS: tr_noop(
        "Lines left out because they name a class that there is not: {0}."
    ),
    prediction_table.NO_PROBABILITY: tr_noop(
        "Lines left out because their probabilities do not add up to 1: {0}."
    ),
    prediction_table.TWICE: tr_noop("Lines left out because their [sample] was there before: {0}."),
}


def _left_out(table: PredictionTable, other: int) -> list[str]:
    """A sentence for each reason why lines are left out; of others so many fit no sample."""
    told = [
        translate(_REASONS[why], f"{number:,}") for why, number in sorted(table.left_out.items())
    ]
    if other:
        told.append(
            translate(
                "Lines left out because there is no such [sample] with that label: {0}.",
                f"{other:,}",
            )
        )
    return told
