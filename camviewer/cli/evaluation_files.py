"""What ``camviewer evaluate`` writes of an evaluation, and of two on the same samples."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from camviewer.common.files import replacing_all
from camviewer.common.translation import translate
from camviewer.error_analysis import mistake_list
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.confusion import Matrix, accuracy_interval, confusion, per_class
from camviewer.error_analysis.paired_test import Paired
from camviewer.error_analysis.query import Selection, select
from camviewer.inference.evaluation import Evaluation

LEVEL = 0.95
"""Of confidence, of the accuracy's interval."""

COMPARISON = ("comparison.csv", "comparison.json")
"""What is written of two evaluations."""

Annotations = Mapping[int, Annotation]
Write = Callable[[Path], object]


def file_names(with_all: bool) -> tuple[str, ...]:
    """What is written of an evaluation; `with_all` every prediction, too."""
    usual = ("mistakes.csv", "confusion.csv", "summary.json")
    return (*usual, "predictions.csv") if with_all else usual


def writers(
    evaluation: Evaluation, annotations: Annotations, with_all: bool
) -> Iterator[tuple[str, Write]]:
    """Name and writer of each file of an evaluation, in the order of `file_names`."""
    matrix = confusion(evaluation)
    mistakes = select(evaluation, Selection(), annotations)
    every = np.arange(len(evaluation))
    makers: tuple[Write, ...] = (
        lambda path: mistake_list.write_csv(path, evaluation, mistakes, annotations),
        lambda path: _write_matrix(path, matrix, evaluation.class_names),
        lambda path: _write_json(path, summary(evaluation)),
        lambda path: mistake_list.write_csv(path, evaluation, every, annotations),
    )
    return zip(file_names(with_all), makers, strict=False)


def comparison_writers(
    first: Evaluation, second: Evaluation, paired: Paired, figures: Mapping[str, object]
) -> Iterator[tuple[str, Write]]:
    """The same of what compares two evaluations, in the order of `COMPARISON`."""
    makers: tuple[Write, ...] = (
        lambda path: _write_changed(path, first, second, paired),
        lambda path: _write_json(path, figures),
    )
    return zip(COMPARISON, makers, strict=True)


def write(files: Mapping[Path, Write]) -> None:
    """Write all files or none."""
    with replacing_all(files, what=translate("the evaluation")) as temporaries:
        for temporary, make in zip(temporaries, files.values(), strict=True):
            make(temporary)


def summary(evaluation: Evaluation) -> dict[str, object]:
    """The figures of an evaluation."""
    low, high = interval(evaluation)
    return {
        "model": evaluation.model,
        "data": evaluation.source,
        "split": evaluation.split,
        "checksum": evaluation.checksum,
        "digits": len(evaluation),
        "mistakes": int(np.count_nonzero(evaluation.wrong)),
        "accuracy": evaluation.accuracy,
        "near_chance": evaluation.is_near_chance,
        "interval": {"level": LEVEL, "low": low, "high": high},
        "classes": {
            name: {"count": found.count, "precision": found.precision, "recall": found.recall}
            for name, found in zip(
                evaluation.class_names, per_class(confusion(evaluation)), strict=True
            )
        },
    }


def compared(first: Evaluation, second: Evaluation, paired: Paired) -> dict[str, object]:
    """The figures of a paired comparison; `fixed` are misread by the first model alone."""
    groups = ("fixed", "broken", "both_wrong", "both_right")
    return {
        "models": [first.model, second.model],
        "accuracies": [first.accuracy, second.accuracy],
        **{name: len(getattr(paired, name)) for name in groups},
        "p_value": paired.p_value,
    }


def interval(evaluation: Evaluation) -> tuple[float, float]:
    """Ends of the accuracy's interval, 0 to 1."""
    right = len(evaluation) - int(np.count_nonzero(evaluation.wrong))
    return accuracy_interval(right, len(evaluation), LEVEL)


def _write_matrix(path: Path, matrix: Matrix, class_names: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["label", *(f"read as {name}" for name in class_names)])
        for name, row in zip(class_names, matrix.tolist(), strict=True):
            table.writerow([name, *row])


def _write_changed(path: Path, first: Evaluation, second: Evaluation, paired: Paired) -> None:
    """One line a sample that one model alone misread, in order of index."""
    outcomes = dict.fromkeys(paired.fixed.tolist(), "fixed")
    outcomes |= dict.fromkeys(paired.broken.tolist(), "broken")
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["index", "label", "first", "second", "outcome"])
        for index, outcome in sorted(outcomes.items()):
            readings = (each.predicted[index] for each in (first, second))
            table.writerow([index, first.labels[index], *readings, outcome])


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
