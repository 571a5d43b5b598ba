"""Let a network read a whole data set without a window, and write what it misread.

Into FOLDER go three files, together or not at all:

  mistakes.csv      one line a misclassified sample, the most confident first, with
                    what was annotated about it in the window
  confusion.csv     how many samples of each label (rows) were read as each class
  summary.json      accuracy with its 95 % interval, precision and recall

  camviewer evaluate --model lecture --data mnist --out lecture
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import numpy as np
from tqdm import tqdm

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import FileError
from camviewer.common.files import check_writable, is_file, replacing
from camviewer.common.translation import translate
from camviewer.data.dataset import SPLITS
from camviewer.error_analysis import mistake_list
from camviewer.error_analysis.annotations import Annotation, AnnotationDatabase, database_file
from camviewer.error_analysis.confusion import Matrix, accuracy_interval, confusion, per_class
from camviewer.error_analysis.query import Selection, select
from camviewer.inference.evaluation import Evaluation
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file

FILES = ("mistakes.csv", "confusion.csv", "summary.json")

LEVEL = 0.95
"""Of confidence, of the accuracy's interval."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    parser.add_argument(
        "--model",
        default=model_file.DEFAULT_MODEL,
        metavar="FILE-OR-NAME",
        help=f"the network that reads (default: {model_file.DEFAULT_MODEL})",
    )
    parser.add_argument(
        "--data",
        default="auto",
        metavar="SOURCE",
        help="the digits: auto (default), mnist, builtin, or the path of an .npz file, a folder "
        "of IDX files or one of them",
    )
    parser.add_argument(
        "--split",
        default=SPLITS.default,
        choices=tuple(SPLITS),
        metavar="NAME",
        help=f"{', '.join(SPLITS)} (default: {SPLITS.default}); all is train, then test",
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FOLDER", help="made if it is not there"
    )


def run(arguments: argparse.Namespace) -> int:
    """Evaluate, write; prints the accuracy, then the path of each file written.

    Raises:
        UserError: something asked for cannot be done; nothing was written.
    """
    out: Path = arguments.out
    if out.exists() and not out.is_dir():
        raise FileError(
            out, expected=translate("a folder to write to"), found=translate("a file of that name")
        )
    targets = [out / name for name in FILES]
    for target in targets:
        check_writable(target)
    model = model_file.find(arguments.model)
    read_card(model)  # before the samples: it is the quickest
    with _book() as book:
        evaluation = _evaluate(model, arguments.data, arguments.split)
        annotations = _annotations(book, evaluation.checksum)
    with ExitStack() as stack:  # no file takes its name before all of them are written
        mistakes, table, summary = (
            stack.enter_context(replacing(target, what=translate("the evaluation")))
            for target in targets
        )
        mistake_list.write_csv(
            mistakes, evaluation, select(evaluation, Selection(), annotations), annotations
        )
        matrix = confusion(evaluation)
        _write_matrix(table, matrix, evaluation.class_names)
        summary.write_text(json.dumps(_summary(evaluation, matrix), indent=2) + "\n", "utf-8")
    print(_line(evaluation))
    for target in targets:
        print(target)
    return 0


def _evaluate(model: Path, source: str, split: str) -> Evaluation:
    """What the network makes of the samples."""
    from camviewer.data.sources import open_source
    from camviewer.inference.evaluator import evaluate

    dataset = open_source(source)
    for note in dataset.notes:
        _tell(note)
    with tqdm(disable=not _on_terminal(), unit=" digits", leave=False) as bar:

        def tell(done: int, number: int) -> None:
            bar.total = number
            bar.update(done - bar.n)

        return evaluate(model, dataset, split, tell, CancelToken())


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


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


def _annotations(book: AnnotationDatabase | None, checksum: str) -> Mapping[int, Annotation]:
    """What was annotated about these samples; nothing if that cannot be read, which is told."""
    try:
        return book.all(checksum) if book is not None else {}
    except FileError as error:
        _tell(str(error))
        return {}


def _tell(sentence: str) -> None:
    if sys.stderr is not None:
        print(f"camviewer: {sentence}", file=sys.stderr)


def _write_matrix(path: Path, matrix: Matrix, class_names: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["label", *(f"read as {name}" for name in class_names)])
        for name, row in zip(class_names, matrix.tolist(), strict=True):
            table.writerow([name, *row])


def _interval(evaluation: Evaluation) -> tuple[float, float]:
    right = len(evaluation) - int(np.count_nonzero(evaluation.wrong))
    return accuracy_interval(right, len(evaluation), LEVEL)


def _summary(evaluation: Evaluation, matrix: Matrix) -> dict[str, object]:
    low, high = _interval(evaluation)
    return {
        "model": evaluation.model,
        "data": evaluation.source,
        "split": evaluation.split,
        "checksum": evaluation.checksum,
        "digits": len(evaluation),
        "mistakes": int(np.count_nonzero(evaluation.wrong)),
        "accuracy": evaluation.accuracy,
        "interval": {"level": LEVEL, "low": low, "high": high},
        "classes": {
            name: {"count": found.count, "precision": found.precision, "recall": found.recall}
            for name, found in zip(evaluation.class_names, per_class(matrix), strict=True)
        },
    }


def _line(evaluation: Evaluation) -> str:
    low, high = _interval(evaluation)
    mistakes = np.count_nonzero(evaluation.wrong)
    return (
        f"{evaluation.model} reads {evaluation.accuracy:.2%} of {len(evaluation):,} digits "
        f"correctly ({LEVEL:.0%} interval {low:.2%} to {high:.2%}): {mistakes:,} mistakes in "
        f"{evaluation.source} ({evaluation.split})"
    )
