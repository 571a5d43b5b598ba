"""Predictions of another system, out of a table of text: a line a sample.

The first line names the columns, in any order: ``index`` of the sample in its part of the data set,
``label`` and ``predicted`` (names of classes, or their numbers), and a probability of each class,
under the class' name or as ``p_`` or ``probability_`` and the name. Label and probabilities may be
missing; ``probability`` alone is that of the predicted class, as ``camviewer evaluate`` writes it.
"""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.files import read_bytes
from camviewer.common.translation import tr_noop, translate
from camviewer.inference.evaluation import Probabilities

EXPECTED = tr_noop("a table of predictions with the columns index and predicted")

MAX_BYTES = 400_000_000

_START = 4096  # bytes that tell whether it is such a table
_SEPARATORS = ",;\t"
_INDICES = ("index", "sample", "id", "image", "imageid")
_PREDICTED = ("predicted", "prediction", "pred")
_LABELS = ("label", "true", "target", "y_true")
_BEFORE_NAMES = ("", "p", "p_", "p:", "prob_", "probability_", "proba_")
_ASSUMED = 0.9  # probability of a predicted class of which none is told
_TIE = 1e-6  # by which probabilities that count as equal may differ
_TOLERANCE = 0.02  # by which probabilities may miss 1 in the sum, being rounded

UNREADABLE, UNKNOWN_CLASS, NO_PROBABILITY, TWICE = range(4)
"""Why a line is left out."""


@dataclass(frozen=True, eq=False)
class PredictionTable:
    """The lines that could be read.

    Attributes:
        indices: (n,) places of samples in a part of the data set, each once.
        labels: (n,) their classes as the table has them; None without such a column.
        probabilities: (n, C), each row sums to 1.
        left_out: number of lines by reason.
        known: which probabilities were told; the others are filled in.
        contradicted: number of lines whose prediction is not the most probable class, which counts.
    """

    indices: NDArray[np.intp]
    labels: NDArray[np.uint8] | None
    probabilities: NDArray[np.float64]
    left_out: Counter[int]
    known: Probabilities
    contradicted: int = 0


@dataclass(frozen=True)
class _Columns:
    """Places of columns."""

    index: int
    predicted: int | None
    label: int | None
    classes: tuple[int, ...]
    one: int | None

    @property
    def known(self) -> Probabilities:
        """Which probabilities they tell."""
        if self.classes:
            return Probabilities.ALL
        return Probabilities.NONE if self.one is None else Probabilities.PREDICTED


class _LineError(ValueError):
    """A line cannot be used; its argument says why."""


def is_prediction_table(path: Path) -> bool:
    """Whether the first line of a file names what a table of predictions has."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(_START)
    if b"\0" in start:
        return False
    line = start.decode("utf-8-sig", "replace").splitlines()[:1]
    names = [_plain(name) for name in _split(line[0])] if line else []
    return any(name in _INDICES for name in names) and any(name in _PREDICTED for name in names)


def read_table(path: Path, class_names: Sequence[str]) -> PredictionTable:
    """Read a table; what cannot be used of it is left out and counted.

    Raises:
        FileError: it is no such table, or nothing of it can be used.
    """
    content = read_bytes(path, expected=translate(EXPECTED), at_most=MAX_BYTES)
    lines = content.decode("utf-8-sig", "replace").splitlines()
    columns = _columns(path, _split(lines[0]) if lines else [], class_names)
    known = {_plain(name): place for place, name in enumerate(class_names)}
    known |= {str(place): place for place in range(len(class_names)) if str(place) not in known}
    found: dict[int, tuple[int | None, list[float]]] = {}
    left_out: Counter[int] = Counter()
    contradicted = 0
    for fields in _rows(lines):
        try:
            index, label, predicted, row = _line(fields, columns, known, len(class_names))
            if index in found:
                raise _LineError(TWICE)
        except _LineError as error:
            left_out[error.args[0]] += 1
        else:
            found[index] = label, row
            contradicted += predicted is not None and row[predicted] < max(row)
    if not found:
        raise FileError(
            path,
            expected=translate(EXPECTED),
            found=translate("none of its {0} lines can be used", f"{sum(left_out.values()):,}"),
            remedy=translate("check the names of its columns and classes"),
        )
    labels = [label for label, _ in found.values()]
    told = np.array([-1 if label is None else label for label in labels])
    return PredictionTable(
        np.fromiter(found, np.intp, len(found)),
        None if columns.label is None else told.astype(np.uint8),
        np.array([row for _, row in found.values()]),
        left_out,
        columns.known,
        contradicted,
    )


def _columns(path: Path, names: Sequence[str], class_names: Sequence[str]) -> _Columns:
    plain = [_plain(name) for name in names]

    def first(known: Sequence[str]) -> int | None:
        return next((plain.index(name) for name in known if name in plain), None)

    index, predicted = first(_INDICES), first(_PREDICTED)
    taken = {index, predicted, first(_LABELS)}
    classes = [
        first([f"{before}{_plain(name)}" for before in _BEFORE_NAMES]) for name in class_names
    ]
    whole = tuple(place for place in classes if place is not None and place not in taken)
    if len(whole) != len(class_names):
        whole = ()
    if index is None or (predicted is None and not whole):
        raise FileError(
            path,
            expected=translate(EXPECTED),
            found=translate("its first line is {0}", repr(", ".join(names)[:80])),
            remedy=translate("name the columns in its first line"),
        )
    return _Columns(index, predicted, first(_LABELS), whole, first(("probability", "confidence")))


def _rows(lines: Sequence[str]) -> Iterator[list[str]]:
    separator = _separator(lines[0])
    for fields in csv.reader(io.StringIO("\n".join(lines[1:])), delimiter=separator):
        if any(field.strip() for field in fields):
            yield fields


def _line(
    fields: Sequence[str], columns: _Columns, known: dict[str, int], classes: int
) -> tuple[int, int | None, int | None, list[float]]:
    """Index, label and prediction if there are any, and the probabilities of a line."""
    try:
        index = int(fields[columns.index])
        label = None if columns.label is None else known[_plain(fields[columns.label])]
        predicted = None if columns.predicted is None else known[_plain(fields[columns.predicted])]
        if columns.classes:
            row = [float(fields[place]) for place in columns.classes]
        else:
            assert predicted is not None, "there are probabilities of classes, or a prediction"
            told = _ASSUMED if columns.one is None else float(fields[columns.one])
            row = _shared_out(predicted, told, classes)
    except KeyError:
        raise _LineError(UNKNOWN_CLASS) from None
    except (IndexError, ValueError):
        raise _LineError(UNREADABLE) from None
    if index < 0:
        raise _LineError(UNREADABLE)
    total = sum(row)
    if not all(0 <= each <= 1 for each in row) or not abs(total - 1) <= _TOLERANCE:
        raise _LineError(NO_PROBABILITY)
    row = [each / total for each in row]
    if predicted is not None and row[predicted] > max(row) - _TIE:
        row[predicted] = max(row) * (1 + _TIE)  # of equal ones, the system has chosen this
    return index, label, predicted, row


def _shared_out(predicted: int, told: float, classes: int) -> list[float]:
    """The probability of the predicted class, and the rest evenly among the others."""
    if not 0 <= told <= 1 or math.isnan(told):
        raise _LineError(NO_PROBABILITY)
    least = (1 + 1e-6) / classes  # else another class would be the most probable
    told = max(told, min(1.0, least))
    row = [(1 - told) / (classes - 1)] * classes
    row[predicted] = told
    return row


def _split(line: str) -> list[str]:
    return next(csv.reader([line], delimiter=_separator(line)), [])


def _separator(line: str) -> str:
    return max(_SEPARATORS, key=line.count)


def _plain(name: str) -> str:
    return name.strip().casefold()
