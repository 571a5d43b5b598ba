"""Measure accuracy as samples are turned, blurred, covered and the like, step by step.

FILE gets a line for each network, corruption and strength: the share of samples classified
correctly, with its 95% interval (low, high); with --per-class a line more for each class. At
strength 0 the samples are as they are. Each network is shown the same corrupted samples.

  camviewer sweep --model lecture --corruptions rotation,thickness --out sweep.csv
  camviewer sweep --model lecture --model compact --data mnist --samples 1000 --out both.csv
  camviewer sweep --corruptions mnist-c --usual --json --quiet
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from camviewer.cli import options
from camviewer.cli.input_scaling import add_scaling, feed
from camviewer.cli.numbers import at_least
from camviewer.cli.progress import shown
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UnwritableError, UserError
from camviewer.common.files import check_writable, replacing
from camviewer.common.translation import translate
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.corruptions.corruption import Corruption
from camviewer.data.dataset import SPLITS, Dataset
from camviewer.data.fitting import Fitting
from camviewer.error_analysis.sweep import Sweep, engines_for, even_sample, sweep
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file

SUFFIX = ".csv"

ALL, MNIST_C = "all", "mnist-c"

COLUMNS = (
    *("model", "corruption", "strength", "unit", "class"),
    *("samples", "accuracy", "low", "high"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    options.add_models(parser, "a network; may be given several times")
    options.add_data(parser, "the samples")
    options.add_split(parser)
    parser.add_argument(
        "--corruptions",
        default=ALL,
        metavar="A,B",
        help=f"{ALL} (default), {MNIST_C} (its fifteen) or some of {', '.join(CORRUPTIONS)}",
    )
    parser.add_argument(
        "--usual",
        action="store_true",
        help="only the samples as they are and at one usual strength, not the whole grid",
    )
    parser.add_argument(
        "--samples",
        type=at_least(1),
        metavar="N",
        help="number of samples, spread evenly over the split (default: all)",
    )
    parser.add_argument(
        "--seed",
        type=at_least(0),
        default=0,
        metavar="N",
        help="of what is random about a corruption (default: 0)",
    )
    parser.add_argument("--per-class", action="store_true", help="accuracies of each class, too")
    parser.add_argument("--out", type=Path, metavar=f"FILE{SUFFIX}", help="the table")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    add_scaling(parser)


def run(arguments: argparse.Namespace) -> int:
    """Measure, write; prints a line a curve, then the path of the file written.

    Raises:
        UserError: something asked for cannot be done; nothing was written.
    """
    from camviewer.data.sources import open_source

    _check_out(arguments)
    corruptions = _corruptions(arguments.corruptions)
    models = [model_file.find(each) for each in arguments.model or [model_file.DEFAULT_MODEL]]
    models = list(dict.fromkeys(models))
    cards = [read_card(model) for model in models]
    dataset = open_source(arguments.data)
    options.tell_notes(arguments, dataset)
    for model, card in zip(models, cards, strict=True):
        feed(arguments, model, card, lambda: dataset)
        options.tell(arguments, Fitting(dataset.spec, card.spec).sentence(card.name))
    sweeps = _swept(arguments, models, dataset, corruptions)
    rows = [row for each in sweeps for row in _rows(each, dataset, per_class=arguments.per_class)]
    if arguments.out is not None:
        _write(arguments.out, rows)
    if arguments.json:
        print(json.dumps(_figures(arguments, dataset, rows), indent=2))
        return 0
    lines = [_line(each) for each in sweeps]
    for line in (*lines, *([arguments.out] if arguments.out else ())):
        options.report(arguments, line)
    return 0


# Checking


def _check_out(arguments: argparse.Namespace) -> None:
    out: Path | None = arguments.out
    if out is None:
        return
    if out.suffix.lower() != SUFFIX:
        raise UnwritableError(
            out,
            expected=translate("a name that ends in {0}", SUFFIX),
            found=translate("its ending is {0}", repr(out.suffix)),
        )
    check_writable(out)


def _corruptions(text: str) -> list[Corruption]:
    """The corruptions named; `UserError` if one of them is not known."""
    names = list(dict.fromkeys(name.strip() for name in text.split(",")))
    every = list(CORRUPTIONS.values())
    groups = {ALL: every, MNIST_C: [each for each in every if each.in_mnist_c]}
    found = [each for name in names for each in groups.get(name) or [CORRUPTIONS.named(name)]]
    return list({each.name: each for each in found}.values())


# Measuring and writing


def _swept(
    arguments: argparse.Namespace,
    models: Sequence[Path],
    dataset: Dataset,
    corruptions: Sequence[Corruption],
) -> list[Sweep]:
    """All curves, corruption by corruption."""
    samples = SPLITS.named(arguments.split)(dataset)
    engines = engines_for(models, dataset, arguments.split)
    indices = even_sample(len(samples), _number(arguments, len(samples)))
    grids = [
        tuple(sorted({0.0, each.usual})) if arguments.usual else each.strengths
        for each in corruptions
    ]
    whole = len(indices) * sum(map(len, grids))
    found: list[Sweep] = []
    with shown(arguments, "digits") as show:
        for corruption, grid, before in zip(corruptions, grids, _starts(grids), strict=True):
            found += sweep(
                engines,
                samples,
                dataset.spec,
                indices,
                corruption,
                grid,
                partial(_tell, show, before * len(indices), whole),
                CancelToken(),
                seed=arguments.seed,
            )
    return found


def _starts(grids: Sequence[Sequence[float]]) -> list[int]:
    """How many strengths come before those of each grid."""
    return [sum(map(len, grids[:place])) for place in range(len(grids))]


def _tell(
    show: Callable[[int, int], None], before: int, whole: int, done: int, _number: int
) -> None:
    show(before + done, whole)


def _number(arguments: argparse.Namespace, there: int) -> int:
    wanted: int = arguments.samples or there
    if wanted > there:
        raise UserError(
            translate(
                "--samples: there are fewer than {1} in this split. Choose 1 to {0}.", there, wanted
            )
        )
    return wanted


def _rows(found: Sweep, dataset: Dataset, *, per_class: bool) -> Iterator[dict[str, Any]]:
    """The lines of a curve; those of a class bear its name."""
    labels = [None, *np.unique(found.labels).tolist()] if per_class else [None]
    for label in labels:
        name = "" if label is None else dataset.class_names[label]
        for point in found.points(label):
            cells = (
                *(found.model, found.corruption, point.strength),
                *(CORRUPTIONS[found.corruption].unit, name),
                *(point.number, point.accuracy, *point.interval),
            )
            yield dict(zip(COLUMNS, cells, strict=True))


def _write(out: Path, rows: Sequence[dict[str, Any]]) -> None:
    with (
        replacing(out, what=translate("the table")) as temporary,
        temporary.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file,
    ):
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(rows)


def _figures(
    arguments: argparse.Namespace, dataset: Dataset, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    about = {"data": dataset.name, "split": arguments.split, "seed": arguments.seed}
    return {**about, "points": rows}


def _line(found: Sweep) -> str:
    """A curve in short: as the samples are, and at the usual strength, or where it falls lowest."""
    corruption = CORRUPTIONS[found.corruption]
    points = {point.strength: point for point in found.points()}
    at = corruption.usual if corruption.usual in points else min(points)
    low, high = points[at].interval
    return (
        f"{found.model}: {found.corruption:<14} {points[0.0].accuracy:7.2%} as they are, "
        f"{points[at].accuracy:7.2%} at {corruption.told(at)} "
        f"(95% interval {low:.2%} to {high:.2%})"
    )
