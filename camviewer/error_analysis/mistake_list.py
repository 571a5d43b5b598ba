"""The list of mistakes as a table: one line a sample."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from camviewer.common.files import replacing
from camviewer.common.translation import translate
from camviewer.error_analysis.annotations import Annotation
from camviewer.inference.evaluation import Evaluation, Indices, Probabilities

COLUMNS = (
    *("index", "label", "predicted", "probability", "margin", "loss", "tags", "note"),
    *("second", "second_probability", "cluster", "sample"),
)
"""The last ones are the reading of a second model, and the checksum of the sample."""

TAG_SEPARATOR = "; "
"""Between two tags of a sample."""


def write_csv(
    path: str | Path,
    evaluation: Evaluation,
    indices: Indices,
    annotations: Mapping[int, Annotation],
    second: Evaluation | None = None,
    clusters: Mapping[int, str] | None = None,
) -> None:
    """Write samples of an evaluation, whole or not at all.

    Args:
        path: the file wanted.
        evaluation: of the split.
        indices: the samples to be listed, in this order.
        annotations: on samples, by index; tags are joined by "; ", in alphabetical order.
        second: what a second model made of the same samples; its columns are empty without.
        clusters: names of the clusters that samples are in, by index.

    Raises:
        FileError: it cannot be written; what stood there before still stands.
    """
    without = Annotation()
    with (
        replacing(path, what=translate("the list of mistakes")) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for index in map(int, indices):
            annotation = annotations.get(index, without)
            table.writerow(
                [
                    index,
                    evaluation.labels[index],
                    evaluation.predicted[index],
                    *_figures(evaluation, index),
                    TAG_SEPARATOR.join(sorted(annotation.tags)),
                    annotation.text,
                    *_second_reading(second, index),
                    (clusters or {}).get(index, ""),
                    evaluation.samples[index],
                ]
            )


def _figures(evaluation: Evaluation, index: int) -> Iterator[str]:
    """Probability, margin and loss of a sample; what is not known is left empty."""
    probability = evaluation.known_probability(index)
    # Nine digits tell every two numbers of single precision apart.
    yield "" if probability is None else f"{probability:.9g}"
    for figure in (evaluation.margin, evaluation.loss):
        yield f"{figure[index]:.9g}" if evaluation.probabilities is Probabilities.ALL else ""


def _second_reading(second: Evaluation | None, index: int) -> tuple[str, str]:
    """What a second model reads a sample as, and with which probability; nothing without one."""
    if second is None:
        return "", ""
    return str(second.predicted[index]), f"{second.probability[index]:.9g}"
