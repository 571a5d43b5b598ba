"""What ``camviewer explain`` writes: numbers, tables, JSON and figures."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS
from camviewer.cli.explain_inputs import Input
from camviewer.cli.explain_targets import JSON, NUMBERS, TABLE
from camviewer.common.arrays import Array
from camviewer.common.files import replacing, replacing_all
from camviewer.common.translation import translate
from camviewer.export import explanation_archive, figure
from camviewer.inference.prediction import Prediction
from camviewer.rendering.rendering import Display, render

PREDICTED, TRUE, ALL = "predicted", "true", "all"
Shown = str | int
"""Whose maps are shown: `PREDICTED`, `TRUE`, `ALL`, or one class by its index."""

Predict = Callable[[Array], Prediction]


@dataclass(frozen=True, eq=False)
class Explained:
    """What is written, whatever it is written as.

    Attributes:
        inputs: the samples, at least one.
        predict: the network.
        model: what the network is called.
        names: of its classes.
        display: how maps are made and shown.
        shown: whose maps a figure shows.
    """

    inputs: Sequence[Input]
    predict: Predict
    model: str
    names: Sequence[str]
    display: Display
    shown: Shown


def write(kind: str, targets: Sequence[Path], explained: Explained) -> None:
    """Write one kind of file, whole or not at all.

    Args:
        kind: one of `explain_targets.SUFFIXES`.
        targets: of numbers one a sample, else one.
        explained: what is written.

    Raises:
        UserError: it cannot be written, or a sample has no finite scores.
    """
    if kind == NUMBERS:
        _write_numbers(targets, explained)
    elif kind == TABLE:
        _write_table(targets[0], explained)
    elif kind == JSON:
        _write_json(targets[0], explained)
    else:
        _write_figure(targets[0], explained)


def _write_numbers(targets: Sequence[Path], explained: Explained) -> None:
    with replacing_all(targets, what=translate("the numbers")) as temporaries:
        for temporary, one in zip(temporaries, explained.inputs, strict=True):
            explanation_archive.write(temporary, explained.predict(one.sample), explained.display)


def _write_table(target: Path, explained: Explained) -> None:
    header = ["input", "label", "predicted", "probability"]
    header += [f"{letter}_{name}" for letter in "Sp" for name in explained.names]
    with (
        replacing(target, what=translate("the table")) as temporary,
        temporary.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(header)
        for one in explained.inputs:
            prediction = explained.predict(one.sample)
            scores, shares = prediction.logits.tolist(), prediction.probabilities.tolist()
            predicted = prediction.predicted
            label = "" if one.label is None else one.label
            # Nine samples tell every two numbers of single precision apart.
            numbers = [f"{number:.9g}" for number in (shares[predicted], *scores, *shares)]
            table.writerow([one.name, label, predicted, *numbers])


def _write_json(target: Path, explained: Explained) -> None:
    content = {
        "model": explained.model,
        "classes": list(explained.names),
        "samples": [_scores(one, explained.predict(one.sample)) for one in explained.inputs],
    }
    with replacing(target, what=translate("the scores")) as temporary:
        # Letters beyond ASCII are escaped, as names of files may be no text.
        temporary.write_text(json.dumps(content, indent=2) + "\n", encoding="ascii")


def _scores(one: Input, prediction: Prediction) -> dict[str, object]:
    probabilities = prediction.probabilities.tolist()
    return {
        "input": one.name,
        "label": one.label,
        "predicted": prediction.predicted,
        "probability": probabilities[prediction.predicted],
        "scores": prediction.logits.tolist(),
        "probabilities": probabilities,
    }


def _write_figure(target: Path, explained: Explained) -> None:
    rows: list[figure.Row] = []
    display = explained.display
    chosen: Values = {}
    for one in explained.inputs:
        prediction = explained.predict(one.sample)
        chosen = METHODS.named(display.method).chosen(prediction, display.values)
        rows.extend(_rows(one, prediction, display, explained.shown))
    figure.save(target, rows, caption=figure.caption(explained.model, display, chosen))


def _rows(
    one: Input, prediction: Prediction, display: Display, shown: Shown
) -> Iterator[figure.Row]:
    maps = METHODS.named(display.method).maps(prediction, display.values)
    for index in _classes(shown, prediction, one.label):
        yield figure.Row(
            title=one.title,
            class_names=prediction.class_names,
            label=one.label,
            predicted=prediction.predicted,
            shown=index,
            score=float(prediction.logits[index]),
            probability=float(prediction.probabilities[index]),
            rendering=render(prediction.image, maps, index, display),
        )


def _classes(shown: Shown, prediction: Prediction, label: int | None) -> Sequence[int]:
    """The classes whose maps are shown."""
    if shown == ALL:
        return range(len(prediction.class_names))
    if isinstance(shown, int):
        return [shown]
    return [prediction.predicted if shown == PREDICTED or label is None else label]
