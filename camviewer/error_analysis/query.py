"""Selections: which samples of an evaluation are looked at, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.calibration import probabilities
from camviewer.error_analysis.label_issues import label_quality
from camviewer.error_analysis.neighbours import squared_distances
from camviewer.inference.evaluation import Evaluation, Indices, Probabilities

OUTCOMES = ("wrong", "right", "all")

ORDERS = ("confidence", "doubt", "margin", "loss", "index", "similarity", "quality")
"""Largest probability first, or smallest; largest margin or loss; smallest index, distance or
label quality.
"""

NO_FILTERS: Mapping[str, Any] = {
    "label": None,
    "predicted": None,
    "outcome": "all",
    "least": 0.0,
    "most": 1.0,
    "tag": "",
    "text": "",
}
"""Attributes of a selection that selects every sample."""

UNTAGGED = ";"
"""In a selection, that samples have no tag; no tag has a semicolon."""

_DIGITS = 10  # of a number that is no index of any split


@dataclass(frozen=True)
class Selection:
    """What is asked of the samples, and their order.

    Attributes:
        label: their class; None for every one.
        predicted: what they were read as; None for every class.
        outcome: one of `OUTCOMES`.
        least: smallest probability of the predicted class, 0 to 1.
        most: largest probability of the predicted class, 0 to 1.
        tag: one that they have; `UNTAGGED` for none, empty for any or none.
        text: somewhere in their annotation or in one of their tags, whether large or small letters;
            or their index, with or without "#". Empty for any.
        order: one of `ORDERS`.
    """

    label: int | None = None
    predicted: int | None = None
    outcome: str = "wrong"
    least: float = 0.0
    most: float = 1.0
    tag: str = ""
    text: str = ""
    order: str = "confidence"

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES or self.order not in ORDERS:
            raise ValueError(
                f"expected an outcome of {OUTCOMES} and an order of {ORDERS}, found "
                f"{self.outcome!r} and {self.order!r}"
            )

    def known(self, evaluation: Evaluation) -> Selection:
        """The same without what an evaluation lacks: classes, or probabilities."""
        classes = len(evaluation.class_names)
        label, predicted = (
            None if index is None or index >= classes else index
            for index in (self.label, self.predicted)
        )
        found = replace(self, label=label, predicted=predicted)
        if evaluation.probabilities is Probabilities.NONE:
            found = replace(found, least=0.0, most=1.0)
        return found if has_order(evaluation, found.order) else replace(found, order="index")


_NEEDED = {"confidence": 1, "doubt": 1, "margin": 2, "loss": 2, "quality": 2}
_KNOWN = {Probabilities.NONE: 0, Probabilities.PREDICTED: 1, Probabilities.ALL: 2}


def has_order(evaluation: Evaluation, order: str) -> bool:
    """Whether enough is known to order by one of `ORDERS`."""
    return _KNOWN[evaluation.probabilities] >= _NEEDED.get(order, 0)


def select(
    evaluation: Evaluation,
    selection: Selection,
    annotations: Mapping[int, Annotation],
    like: int | None = None,
    quality: NDArray[np.float64] | None = None,
) -> Indices:
    """The samples selected, in order; samples that are equal in it go by index.

    Args:
        evaluation: of n samples.
        selection: what is asked.
        annotations: on samples, by index; samples without one need not be in it.
        like: the sample that "similarity" compares the pooled features with; without it that
            order is by index.
        quality: (n,) of the labels, that "quality" orders by; without it that by the evaluation's
            own probabilities.
    """
    chosen: Indices = np.flatnonzero(_fits(evaluation, selection))
    if selection.tag == UNTAGGED:
        tagged = [index for index, annotation in annotations.items() if annotation.tags]
        chosen = chosen[~np.isin(chosen, tagged)]
    tag = "" if selection.tag == UNTAGGED else selection.tag
    if tag or selection.text:
        annotated = [
            index
            for index, annotation in annotations.items()
            if _mentions(annotation, selection.text)
        ]
        number = selection.text.strip().removeprefix("#")
        if number.isdecimal() and len(number) < _DIGITS:
            annotated.append(int(number))
        chosen = chosen[np.isin(chosen, _with_tag(annotated, annotations, tag))]
    pooled = evaluation.pooled
    unlike = selection.order == "similarity" and (like is None or pooled is None)
    if selection.order == "index" or unlike:
        return chosen
    keys: NDArray[np.floating]
    if selection.order == "similarity":
        assert like is not None
        assert pooled is not None
        keys = squared_distances(pooled, pooled[like], chosen)
    elif selection.order == "quality":
        keys = _quality(evaluation)[chosen] if quality is None else quality[chosen]
    else:
        keys = -_FALLING[selection.order](evaluation)[chosen]
    ordered: Indices = chosen[np.argsort(keys, kind="stable")]
    return ordered


_FALLING: dict[str, Callable[[Evaluation], Array]] = {
    "confidence": lambda evaluation: evaluation.probability,
    "doubt": lambda evaluation: -evaluation.probability,
    "margin": lambda evaluation: evaluation.margin,
    "loss": lambda evaluation: evaluation.loss,
}


def _quality(evaluation: Evaluation) -> NDArray[np.float64]:
    return label_quality(evaluation.labels, probabilities(evaluation.scores))


def _fits(evaluation: Evaluation, selection: Selection) -> NDArray[np.bool_]:
    """(n,) whether each sample is what is asked for, annotations aside."""
    fits = np.ones(len(evaluation), np.bool_)
    if selection.outcome != "all":
        fits &= evaluation.wrong == (selection.outcome == "wrong")
    if selection.label is not None:
        fits &= evaluation.labels == selection.label
    if selection.predicted is not None:
        fits &= evaluation.predicted == selection.predicted
    if selection.least > 0:
        fits &= evaluation.probability >= selection.least
    if selection.most < 1:
        fits &= evaluation.probability <= selection.most
    return fits


def _mentions(annotation: Annotation, text: str) -> bool:
    text = text.strip().casefold()
    return any(text in part.casefold() for part in (annotation.text, *annotation.tags))


def _with_tag(indices: list[int], annotations: Mapping[int, Annotation], tag: str) -> list[int]:
    if not tag:
        return indices
    return [index for index in indices if index in annotations and tag in annotations[index].tags]
