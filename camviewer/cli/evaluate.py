"""Evaluate networks on a whole data set without a window, and write their mistakes.

FOLDER gets three files, all of them or none:

  mistakes.csv      a line for each misclassified sample, the most confident first,
                    with its annotations from the window
  confusion.csv     how many samples of each label (rows) were predicted as each class
  summary.json      accuracy with its 95% interval, precision and recall

and with --all predictions.csv: the same as mistakes.csv for every sample, in order.
With two networks, each has its own folder in FOLDER, and the comparison is in
comparison.csv (mistakes of one of them alone) and comparison.json (McNemar's exact
test). --predictions takes what another system predicted in a network's place: a CSV
file with a line a sample, the columns index and predicted, and perhaps label and a
probability of each class under its name.

  camviewer evaluate --model lecture --data mnist --out lecture
  camviewer evaluate --model lecture --model compact --data mnist --all --out both
  camviewer evaluate --predictions theirs.csv --model compact --data mnist --out both
  camviewer evaluate --model mine.keras --split train --json --quiet
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from camviewer.cli import evaluation_files as files
from camviewer.cli import options
from camviewer.cli.input_scaling import add_scaling, feed
from camviewer.cli.progress import evaluated
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import FileError, UnwritableError, UserError
from camviewer.common.files import check_writable, is_file
from camviewer.common.translation import translate
from camviewer.data.fitting import Fitting
from camviewer.error_analysis.annotations import (
    Annotation,
    AnnotationDatabase,
    by_place,
    database_file,
)
from camviewer.error_analysis.foreign_predictions import read_predictions
from camviewer.error_analysis.paired_test import Paired, compare
from camviewer.inference.evaluation import Evaluation
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    options.add_models(parser, "the network; give a second one to compare both")
    parser.add_argument(
        "--predictions",
        type=Path,
        metavar="FILE.csv",
        help="what another system predicted; --model is compared with it, if given",
    )
    options.add_data(parser, "the samples")
    options.add_split(parser)
    parser.add_argument(
        "--all", action="store_true", help="write every prediction, not only mistakes"
    )
    add_scaling(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="the folder to write to, made if needed"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Evaluate, write; prints the accuracy, then the path of each file written.

    Raises:
        UserError: something asked for cannot be done; nothing was written.
    """
    from camviewer.data.sources import open_source

    models = _models(arguments)
    other: Path | None = arguments.predictions
    folders = _folders(arguments, models if other is None else [other, *models])
    cards = [read_card(model) for model in models]  # before the samples: it is the quickest
    dataset = open_source(arguments.data)
    options.tell_notes(arguments, dataset)
    for model, card in zip(models, cards, strict=True):
        feed(arguments, model, card, lambda: dataset)
    split, evaluations = arguments.split, list[Evaluation]()
    if other is not None:
        found = read_predictions(other, dataset, CancelToken())
        dataset, split = found.dataset, found.split
        evaluations.append(found.evaluation)
        for note in found.notes:
            options.tell(arguments, note)
    with _book() as book:
        evaluations += [evaluated(arguments, model, dataset, split) for model in models]
        annotations = _annotations(book, evaluations[0])
    for card in cards:
        options.tell(arguments, Fitting(dataset.spec, card.spec).sentence(card.name))
    paired = compare(*evaluations) if len(evaluations) == 2 else None
    written = {
        folder / name: make
        for folder, each in zip(folders, evaluations, strict=False)
        for name, make in files.writers(each, annotations, arguments.all)
    }
    if paired is not None and arguments.out is not None:
        both = evaluations[0], evaluations[1], paired
        written |= {
            arguments.out / name: make
            for name, make in files.comparison_writers(*both, files.compared(*both))
        }
    files.write(written)
    if arguments.json:
        print(json.dumps(_figures(evaluations, paired), indent=2))
        return 0
    for line in (*map(_line, evaluations), *_compared(evaluations, paired), *written):
        options.report(arguments, line)
    return 0


# Checking


def _models(arguments: argparse.Namespace) -> list[Path]:
    """The files of at most two models; with predictions of another system, of at most one."""
    others = [] if arguments.predictions is None else [arguments.predictions]
    given = arguments.model or ([] if others else [model_file.DEFAULT_MODEL])
    models = list(dict.fromkeys(map(model_file.find, given)))
    if len(models) + len(others) > 2:
        number = len(models) + len(others)
        raise UserError(translate("--model: {0} networks are too many. Name one or two.", number))
    return models


def _folders(arguments: argparse.Namespace, models: Sequence[Path]) -> list[Path]:
    """Where the files of each model go; none if none are asked for."""
    out: Path | None = arguments.out
    if out is None:
        if not arguments.json or arguments.all:
            raise UserError(
                translate(
                    "--out: no folder to write to is given. Add one, or use --json without --all "
                    "for the figures alone."
                )
            )
        return []
    if out.exists() and not out.is_dir():
        raise UnwritableError(
            out,
            expected=translate("a folder to write to"),
            found=translate("there is a file of that name"),
        )
    folders = [out] if len(models) == 1 else _one_each(out, models)
    names = files.file_names(arguments.all)
    targets = [folder / name for folder in folders for name in names]
    if len(models) > 1:
        targets += [out / name for name in files.COMPARISON]
    for target in targets:
        check_writable(target)
    return folders


def _one_each(out: Path, models: Sequence[Path]) -> list[Path]:
    """A folder for each of two models, named after its file."""
    first, second = (model.stem for model in models)
    if first.casefold() == second.casefold():  # some disks do not tell A from a
        second = f"{second}-2"
    return [out / first, out / second]


# Annotations


@contextmanager
def _book() -> Iterator[AnnotationDatabase | None]:
    """The annotations, if there are any and they can be opened; what stands against it is told."""
    book = None
    try:
        if is_file(database_file()):
            book = AnnotationDatabase(database_file())
            if book.trouble:
                _tell(book.trouble)
    except FileError as error:
        _tell(str(error))
    if book is None:
        yield None
    else:
        with closing(book):
            yield book


def _annotations(
    book: AnnotationDatabase | None, evaluation: Evaluation
) -> Mapping[int, Annotation]:
    """What was annotated about these samples; nothing if that cannot be read, which is told."""
    if book is None:
        return {}
    try:
        book.move_over(evaluation.checksum, evaluation.samples)
        return by_place(book.all(), evaluation.samples)
    except FileError as error:
        _tell(str(error))
        return {}


def _tell(sentence: str) -> None:
    if sys.stderr is not None:
        print(f"camviewer: {sentence}", file=sys.stderr)


# Telling


def _figures(evaluations: Sequence[Evaluation], paired: Paired | None) -> dict[str, object]:
    """The figures as JSON tells them: of one network, or of two and their comparison."""
    if paired is None:
        return files.summary(evaluations[0])
    first, second = evaluations
    return {
        "evaluations": [files.summary(first), files.summary(second)],
        "comparison": files.compared(first, second, paired),
    }


def _line(evaluation: Evaluation) -> str:
    low, high = files.interval(evaluation)
    mistakes = np.count_nonzero(evaluation.wrong)
    return (
        f"{evaluation.model} reads {evaluation.accuracy:.2%} of {len(evaluation):,} digits "
        f"correctly ({files.LEVEL:.0%} interval {low:.2%} to {high:.2%}): {mistakes:,} mistakes in "
        f"{evaluation.source} ({evaluation.split})"
        + (f"; near chance ({evaluation.chance:.2%})" if evaluation.is_near_chance else "")
    )


def _compared(evaluations: Sequence[Evaluation], paired: Paired | None) -> Iterator[str]:
    """A line about two networks, of each of which another one tells."""
    if paired is not None:
        first, second = (each.model for each in evaluations)
        yield (
            f"{len(paired.fixed):,} digits are misread by {first} alone, {len(paired.broken):,} by "
            f"{second} alone, {len(paired.both_wrong):,} by both (McNemar's exact test: "
            f"p = {paired.p_value:.3g})"
        )
