"""Measure how far the maps of methods can be trusted, on samples of a data set.

Every measure is taken of the map of the predicted class of each sample. FILE gets a line for each
network, measure and method, the best method of a measure first: the mean over the samples, its 95%
interval (low, high) and the number of samples with a value. What is not possible for a network, or
fails, has empty cells; a line on standard error says why. The table is also printed.

  camviewer trust --model lecture --data mnist --methods cam,grad-cam --samples 200 --out trust.csv
  camviewer trust --methods occlusion --param occlusion.block=2 --measures completeness --out a.csv

'camviewer methods' lists the methods.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from camviewer.attribution.methods import METHODS, Method
from camviewer.attribution.trust import MEASURES, Measure
from camviewer.attribution.trust.study import Contender, Trouble, run_study
from camviewer.attribution.trust.table import csv_lines, rows
from camviewer.cli import options
from camviewer.cli.input_scaling import add_scaling, feed
from camviewer.cli.numbers import at_least
from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UnwritableError, UserError
from camviewer.common.files import check_writable, replacing
from camviewer.common.translation import translate
from camviewer.data.dataset import SPLITS, Dataset, no_such_samples, to_sample
from camviewer.data.fitting import Fitting, fitted
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.prediction import Prediction
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file

SUFFIX = ".csv"

ALL = "all"

SAMPLES = 100

NAMES = 3
"""Columns of the table, at its beginning, that are no numbers: network, measure, method."""

Cells = list[str]
"""A line of the table."""

Chosen = Mapping[str, dict[str, str]]
"""Values of parameters by name, by name of a method."""


@dataclass(frozen=True, eq=False)
class _Examined:
    """A network whose maps are measured.

    Attributes:
        name: what it is called in the table.
        engine: the network.
        contenders: the methods.
    """

    name: str
    engine: Engine
    contenders: Sequence[Contender]


def _names(text: str) -> list[str]:
    """Names between commas, each once; raises `ArgumentTypeError`, which argparse tells."""
    names = [name.strip() for name in text.split(",")]
    if not all(names):
        raise argparse.ArgumentTypeError(f"{text!r} lacks a name; write names between commas")
    return list(dict.fromkeys(names))


def _parameter(text: str) -> tuple[str, str, str]:
    """METHOD.KEY=VALUE in its parts; raises `ArgumentTypeError`, which argparse tells."""
    target, _, value = text.partition("=")
    method, _, key = target.partition(".")
    if not (method and key and value):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no METHOD.KEY=VALUE; write for example occlusion.block=2"
        )
    return method, key, value


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    options.add_models(parser, "a network; may be given several times")
    options.add_data(parser, "the samples")
    options.add_split(parser)
    parser.add_argument(
        "--samples",
        type=at_least(1),
        metavar="N",
        help=f"number of samples (default: {SAMPLES}, or all if there are fewer): the first, or "
        "random ones with --seed",
    )
    parser.add_argument(
        "--seed",
        type=at_least(0),
        metavar="N",
        help="draw the samples at random, the same ones for the same seed; all other randomness "
        "follows from it too (0 if not given)",
    )
    parser.add_argument(
        "--methods",
        type=_names,
        default=[ALL],
        metavar="A,B",
        help=f"{ALL} (default; those possible for the network) or some of {', '.join(METHODS)}",
    )
    parser.add_argument(
        "--measures",
        type=_names,
        default=[ALL],
        metavar="A,B",
        help=f"{ALL} (default) or some of {', '.join(MEASURES)}",
    )
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        type=_parameter,
        metavar="METHOD.KEY=VALUE",
        help="a parameter of a method, such as grad-cam.layer=conv2d",
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar=f"FILE{SUFFIX}", help="the table"
    )
    add_scaling(parser)


def run(arguments: argparse.Namespace) -> int:
    """Measure, write; prints the table, then the path of the file written.

    Raises:
        UserError: something asked for cannot be done; nothing was written.
    """
    out: Path = arguments.out
    if out.suffix.lower() != SUFFIX:
        raise UnwritableError(
            out,
            expected=translate("a name that ends in {0}", SUFFIX),
            found=translate("its ending is {0}", repr(out.suffix)),
        )
    check_writable(out)
    wanted = _wanted(arguments.methods)
    measures = {name: MEASURES.named(name) for name in _expanded(arguments.measures, MEASURES)}
    chosen = _chosen(arguments.param, arguments.methods)
    models = [model_file.find(each) for each in arguments.model or [model_file.DEFAULT_MODEL]]
    dataset, samples = _samples(arguments)
    networks = _examined(
        arguments, list(dict.fromkeys(models)), dataset, samples[0], wanted, chosen
    )
    with tqdm(
        total=len(networks) * len(samples),
        disable=not options.shows_progress(arguments),
        unit=" digits",
        leave=False,
    ) as bar:
        table = _table(networks, samples, measures, arguments.seed or 0, bar)
    write_table(out, table)
    for line in (*_aligned(table), out):
        options.report(arguments, line)
    return 0


# Checking


def _expanded(names: Sequence[str], known: Iterable[str]) -> Sequence[str]:
    return tuple(known) if ALL in names else names


def _wanted(names: Sequence[str]) -> Sequence[Method] | None:
    """The methods of these names; None for all that a network bears."""
    return None if ALL in names else [METHODS.named(name) for name in names]


def _chosen(given: Sequence[tuple[str, str, str]], methods: Sequence[str]) -> Chosen:
    """What --param says, by method; each must be one of those that are measured."""
    chosen: dict[str, dict[str, str]] = {}
    for method, key, value in given:
        METHODS.named(method)
        if method not in _expanded(methods, METHODS):
            raise UserError(
                translate(
                    "--param: the method {0} is not one of --methods. Add it there.",
                    repr(method),
                )
            )
        chosen.setdefault(method, {})[key] = value
    return chosen


def _samples(arguments: argparse.Namespace) -> tuple[Dataset, Array]:
    """The data set, and of its split the samples (n, h, w, …) that are asked for, in order."""
    from camviewer.data.sources import open_source

    dataset = open_source(arguments.data)
    options.tell_notes(arguments, dataset)
    split = SPLITS.named(arguments.split)(dataset)
    if len(split) == 0:
        raise no_such_samples(dataset, arguments.split)
    number = arguments.samples or min(SAMPLES, len(split))
    if number > len(split):
        raise UserError(
            translate(
                "--samples: there are fewer than {3} in {1} ({2}). Choose 1 to {0}.",
                len(split),
                dataset.name,
                arguments.split,
                number,
            )
        )
    if arguments.seed is None:
        return dataset, to_sample(split.batch(0, number))
    drawn = np.random.default_rng(arguments.seed).choice(len(split), number, replace=False)
    return dataset, np.stack([to_sample(split.image(index)) for index in sorted(drawn.tolist())])


def _examined(
    arguments: argparse.Namespace,
    models: Sequence[Path],
    dataset: Dataset,
    sample: Array,
    wanted: Sequence[Method] | None,
    chosen: Chosen,
) -> list[_Examined]:
    """The networks with their methods; all are checked before the first is measured."""
    for model in models:
        card = read_card(model)
        feed(arguments, model, card, lambda: dataset)
        options.tell(arguments, Fitting(dataset.spec, card.spec).sentence(card.name))
    engines = [ENGINES.of(model) for model in models]
    names = [engine.model for engine in engines]
    networks = []
    for model, engine in zip(models, engines, strict=True):
        engine.check_finite()
        prediction = engine.predict(fitted(sample, engine.spec).sample)
        contenders = [
            Contender(each, chosen.get(each.name, {})) for each in wanted or _borne(prediction)
        ]
        for each in contenders:
            if not prediction.lacking(*each.method.needs):
                each.method.check(prediction, each.values)
        name = engine.model if names.count(engine.model) == 1 else str(model)
        networks.append(_Examined(name, engine, contenders))
    return networks


def _borne(prediction: Prediction) -> list[Method]:
    return [each for each in METHODS.values() if not prediction.lacking(*each.needs)]


# Measuring and writing


def write_table(path: Path, table: Sequence[Sequence[str]]) -> None:
    """Write a table as CSV, whole or not at all.

    Raises:
        FileError: it cannot be written; what stood there before still stands.
    """
    with (
        replacing(path, what=translate("the table")) as temporary,
        temporary.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file,
    ):
        csv.writer(file).writerows(table)


def _table(
    networks: Sequence[_Examined],
    samples: Array,
    measures: Mapping[str, Measure],
    seed: int,
    bar: tqdm[None],
) -> list[Cells]:
    """The lines of all networks, a head first."""
    larger_is_better = {name: measure.larger_is_better for name, measure in measures.items()}
    lines: list[Cells] = []
    head: Cells = []
    for place, network in enumerate(networks):
        show = _teller(bar, place * len(samples))
        shown = Fitting(ImageSpec.of(samples[0]), network.engine.spec).of(samples)
        study = run_study(
            network.engine, shown, network.contenders, measures, show, CancelToken(), seed
        )
        for trouble in study.troubles:
            tqdm.write(f"camviewer: {_told(trouble, network.name)}", file=sys.stderr)
        head, *found = csv.reader(csv_lines(rows(study.values, larger_is_better, seed)))
        lines += [[network.name, *line] for line in found]
    return [["model", *head], *lines]


def _teller(bar: tqdm[None], before: int) -> Callable[[int, int], object]:
    """Tells a bar how many samples are done, where some of other networks were done before."""
    return lambda done, _number: bar.update(before + done - bar.n)


def _told(trouble: Trouble, model: str) -> str:
    """Why cells are empty, on one line."""
    what = (
        trouble.contender if trouble.measure is None else f"{trouble.contender}, {trouble.measure}"
    )
    return " ".join(f"{model}: no figures of {what}: {trouble.reason}".split())


def _aligned(table: Sequence[Cells]) -> list[str]:
    """The lines with numbers to the right, an empty one before each measure of a network."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines: list[str] = []
    before: Cells = []
    for cells in table:
        if cells[: NAMES - 1] != before:
            lines += [""] if lines else []
            before = cells[: NAMES - 1]
        names = [cell.ljust(width) for cell, width in zip(cells[:NAMES], widths, strict=False)]
        numbers = [
            cell.rjust(width) for cell, width in zip(cells[NAMES:], widths[NAMES:], strict=True)
        ]
        lines.append("  ".join((*names, *numbers)).rstrip())
    return lines
