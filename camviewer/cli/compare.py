"""Compare two networks on the same samples: is the second better, or only different?

Prints both accuracies, their difference, and p of McNemar's exact test; then what changes for each
class. With --out, FOLDER gets comparison.csv (each sample that one network alone misread) and
comparison.json (all figures); with --json the figures are printed as JSON.

  camviewer compare lecture compact --data mnist
  camviewer compare lecture mine.keras --data mnist --split test --out better
  camviewer compare before.keras after.keras --json --quiet
  camviewer compare theirs.csv compact --data mnist

A table of another system's predictions (index, predicted, perhaps label and probabilities) takes
the place of a network; the other one then reads the samples that it is about.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from camviewer.cli import evaluation_files as files
from camviewer.cli import options
from camviewer.cli.input_scaling import add_scaling
from camviewer.cli.readings import readings
from camviewer.common.errors import UnwritableError
from camviewer.common.files import check_writable
from camviewer.common.translation import translate
from camviewer.error_analysis.paired_test import Paired, by_class, compare, difference_interval
from camviewer.inference.evaluation import Evaluation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    parser.add_argument(
        "first", metavar="A", help="the network before: its file or its name; or a table"
    )
    parser.add_argument("second", metavar="B", help="the network after")
    options.add_data(parser, "the samples")
    options.add_split(parser)
    add_scaling(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="the folder to write to, made if needed"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Compare, write; prints the figures, then the path of each file written.

    Raises:
        UserError: something asked for cannot be done; nothing was written.
    """
    targets = _targets(arguments.out)
    first, second = readings(arguments, (arguments.first, arguments.second))
    paired = compare(first, second)
    figures = compared(first, second, paired)
    if targets:
        writers = files.comparison_writers(first, second, paired, figures)
        files.write(dict(zip(targets, (write for _, write in writers), strict=True)))
    if arguments.json:
        print(json.dumps(figures, indent=2))
        return 0
    for line in (*_lines(first, second, paired), *targets):
        options.report(arguments, line)
    return 0


def compared(first: Evaluation, second: Evaluation, paired: Paired) -> dict[str, object]:
    """What `evaluation_files.compared` tells, with intervals and what changes for each class."""
    low, high = difference_interval(paired, files.LEVEL)
    return {
        **files.compared(first, second, paired),
        "data": first.source,
        "split": first.split,
        "samples": len(first),
        "intervals": [files.interval(first), files.interval(second)],
        "difference": {
            "value": second.accuracy - first.accuracy,
            "level": files.LEVEL,
            "low": low,
            "high": high,
        },
        "classes": {
            name: vars(change)
            for name, change in zip(first.class_names, by_class(first, second), strict=True)
        },
    }


def _targets(out: Path | None) -> list[Path]:
    """The files to be written; none if none are asked for."""
    if out is None:
        return []
    if out.exists() and not out.is_dir():
        raise UnwritableError(
            out,
            expected=translate("a folder to write to"),
            found=translate("there is a file of that name"),
        )
    targets = [out / name for name in files.COMPARISON]
    for target in targets:
        check_writable(target)
    return targets


def _lines(first: Evaluation, second: Evaluation, paired: Paired) -> Iterator[str]:
    for each in (first, second):
        low, high = files.interval(each)
        yield (
            f"{each.model} reads {each.accuracy:.2%} of {len(each):,} samples correctly "
            f"({files.LEVEL:.0%} interval {low:.2%} to {high:.2%})"
        )
    low, high = difference_interval(paired, files.LEVEL)
    yield (
        f"{second.model} minus {first.model}: {_points(second.accuracy - first.accuracy)} points "
        f"({files.LEVEL:.0%} interval {_points(low)} to {_points(high)}); fixed "
        f"{len(paired.fixed):,}, broken {len(paired.broken):,}, both wrong "
        f"{len(paired.both_wrong):,} (McNemar's exact test: p = {paired.p_value:.3g})"
    )
    width = max(map(len, first.class_names))
    for name, change in zip(first.class_names, by_class(first, second), strict=True):
        if change.accuracies is not None:
            before, after = change.accuracies
            yield (
                f"{name:<{width}}  {before:8.2%} -> {after:8.2%}  fixed {change.fixed:4,}, "
                f"broken {change.broken:4,}, p = {change.p_value:.3g}"
            )


def _points(difference: float) -> str:
    """A difference of two shares, in percentage points."""
    return f"{100 * difference:+.2f}"
