"""List samples whose labels are probably wrong, the most suspicious first.

FILE gets a line for each suspected sample: its index in the split, its label, the class suggested
in its place, and the quality of the label from 0 to 1 (score). For the test part the network's own
probabilities decide. It has learned the labels of the training part: there five networks of its
architecture are trained, each on four fifths, and each judges the fifth that it did not see. That
takes minutes and is kept, so that the next call is quick.

  camviewer issues --model compact --data mnist --split test --out labels.csv
  camviewer issues --model lecture --data mnist --split train --out labels.csv --quiet
  camviewer issues --predictions theirs.csv --data mnist --out labels.csv
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from camviewer.cli import options
from camviewer.cli.input_scaling import add_scaling, feed
from camviewer.cli.progress import shown
from camviewer.cli.readings import readings
from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UnwritableError
from camviewer.common.files import check_writable, replacing
from camviewer.common.translation import translate
from camviewer.data.dataset import Labels
from camviewer.error_analysis.calibration import probabilities
from camviewer.error_analysis.label_issues import LabelIssues, find_label_issues
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file

COLUMNS = ("index", "label", "suggested", "score")

SUFFIX = ".csv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    options.add_model(parser, "the network")
    options.add_data(parser, "the samples")
    parser.add_argument(
        "--split",
        default="test",
        choices=("test", "train"),
        metavar="NAME",
        help="test or train (default: test)",
    )
    parser.add_argument(
        "--predictions",
        type=Path,
        metavar="FILE",
        help="a table of another system's predictions, which judge in the network's place",
    )
    add_scaling(parser)
    parser.add_argument(
        "--out", required=True, type=Path, metavar=f"FILE{SUFFIX}", help="the table"
    )


def run(arguments: argparse.Namespace) -> int:
    """Judge the labels and write the table; prints how many are suspected, then the file's path.

    Raises:
        UserError: something asked for cannot be done; nothing was written.
    """
    _check_out(arguments.out)
    labels, scores, about = _judged(arguments)
    issues = find_label_issues(labels, probabilities(scores))
    write_table(arguments.out, issues)
    options.report(
        arguments,
        f"{len(issues.queue):,} of {len(labels):,} labels are suspected in {about}",
    )
    options.report(arguments, arguments.out)
    return 0


def _check_out(out: Path) -> None:
    if out.suffix.lower() != SUFFIX:
        raise UnwritableError(
            out,
            expected=translate("a name that ends in {0}", SUFFIX),
            found=translate("its ending is {0}", repr(out.suffix)),
        )
    check_writable(out)


def _judged(arguments: argparse.Namespace) -> tuple[Labels, Array, str]:
    """Labels (n,), scores (n, C) of what did not learn them, and which samples these are."""
    if arguments.predictions is not None:
        (evaluation,) = readings(arguments, (str(arguments.predictions),))
        return evaluation.labels, evaluation.scores, f"{evaluation.source} ({evaluation.split})"
    if arguments.split == "test":
        (evaluation,) = readings(arguments, (arguments.model,))
        return evaluation.labels, evaluation.scores, f"{evaluation.source} (test)"
    from camviewer.data.sources import open_source
    from camviewer.training.out_of_sample import out_of_sample

    model = model_file.find(arguments.model)
    card = read_card(model)
    dataset = open_source(arguments.data)
    options.tell_notes(arguments, dataset)
    feed(arguments, model, card, lambda: dataset)
    with shown(arguments, "steps") as show:
        scores = out_of_sample(model, dataset, show, CancelToken())
    return dataset.train.labels, scores, f"{dataset.name} (train)"


def write_table(path: Path, issues: LabelIssues) -> None:
    """Write suspected labels as a CSV file, the worst first, whole or not at all.

    Raises:
        FileError: it cannot be written; what stood there before still stands.
    """
    with (
        replacing(path, what=translate("the list of suspected labels")) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for index in issues.queue.tolist():
            score = f"{issues.quality[index]:.9g}"
            table.writerow([index, issues.labels[index], issues.suggested[index], score])
