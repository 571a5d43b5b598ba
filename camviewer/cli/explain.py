"""Explain samples without a window: maps, scores and figures.

IMAGE is a picture file, a folder (all pictures in it and below), a pattern in
quotes, or - for a picture on the standard input. Of several digits in one
picture each is a sample, such as sheet.jpg#2. What PATH ends in decides what is
written:

  .npz              all the numbers. Several samples: maps.npz makes the folder
                    maps/ with one .npz a sample. So does the path of a folder
                    that exists, or a path that ends in a slash.
  .png .svg .pdf    the lecture's figure of five columns, one row a sample
                    (and a class)
  .csv .json        predictions, scores and probabilities of each sample

Files of that name are replaced, when everything that is asked for is ready.
The path - is the standard output; --format says what goes there.

  camviewer explain seven.png --out seven.pdf --class all
  camviewer explain --index 0-9,1005 --out maps.npz --scale lecture
  camviewer explain scans 'more/*.png' --out scores.csv
  camviewer explain - --json < seven.png
  camviewer explain seven.png --method grad-cam --param layer=conv2d --out - --format png > a.png
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from camviewer.attribution.methods import METHODS
from camviewer.cli import options
from camviewer.cli.explain_files import ALL, PREDICTED, TRUE, Explained, Predict, Shown, write
from camviewer.cli.explain_inputs import pictures, samples
from camviewer.cli.explain_targets import FORMATS, check_targets, opened, outputs_of
from camviewer.cli.index_ranges import ranges
from camviewer.cli.input_scaling import add_scaling, feed
from camviewer.cli.numbers import at_least
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.fitting import fitted
from camviewer.data.spec import known_names
from camviewer.export import figure
from camviewer.inference.engine import Engine
from camviewer.networks import cards, store
from camviewer.networks.formats import model_file
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.rendering import INTERPOLATIONS, Display
from camviewer.rendering.scales import SCALES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    default = Display()
    parser.add_argument(
        "images", nargs="*", metavar="IMAGE", help="a picture, a folder, a pattern, or -"
    )
    parser.add_argument(
        "--index",
        nargs="+",
        type=ranges,
        metavar="N",
        help="samples of the data set in place of pictures, such as 0-9,1005",
    )
    parser.add_argument("--out", metavar="PATH", help="what to write, see above; - is allowed")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        metavar="NAME",
        help=f"what --out - writes: {', '.join(FORMATS)} (default: {FORMATS[0]})",
    )
    parser.add_argument("--json", action="store_true", help="print predictions and scores as JSON")
    parser.add_argument(
        "--class",
        dest="shown",
        default="predicted",
        metavar="CLASS",
        help="whose map the figure shows: predicted (default), true, all, or a class' name",
    )
    for name, choices in (
        ("method", METHODS),
        ("scale", SCALES),
        ("interpolation", INTERPOLATIONS),
    ):
        parser.add_argument(
            f"--{name}",
            default=getattr(default, name),
            choices=tuple(choices),
            metavar="NAME",
            help=f"{', '.join(choices)} (default: {getattr(default, name)})",
        )
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        type=options.parameter,
        metavar="KEY=VALUE",
        help="a parameter of the method, such as layer=conv2d for grad-cam and hires-cam",
    )
    parser.add_argument(
        "--colours",
        choices=tuple(COLOUR_MAPS),
        metavar="NAME",
        help=f"{', '.join(COLOUR_MAPS)} (default: the scale's)",
    )
    for name, meaning in (
        ("opacity", "of the map over the digit"),
        ("threshold", "of the scale, from which on the map is laid over the digit"),
    ):
        parser.add_argument(
            f"--{name}",
            type=at_least(0, 100),
            default=getattr(default, name),
            metavar="PERCENT",
            help=f"{meaning}, 0 to 100 (default: {getattr(default, name)})",
        )
    options.add_model(parser, "the network to look into")
    options.add_data(parser, "where --index counts")
    options.add_split(parser)
    add_scaling(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check everything, compute, write; prints the path of each file written, or what --json asks.

    Raises:
        UserError: something asked for cannot be done; nothing was written.
    """
    from camviewer.data.sources import open_source

    outputs = outputs_of(arguments)
    _check_combination(arguments)
    model = model_file.find(arguments.model)
    card = cards.read_card(model)  # before the pictures: it is the quickest
    open_data = cache(partial(open_source, arguments.data))
    dataset = open_data() if arguments.index else None
    if dataset is not None:
        options.tell_notes(arguments, dataset)
    feed(arguments, model, card, open_data)
    names = known_names(card.class_names, dataset.class_names if dataset is not None else ())
    shown = _shown(arguments.shown, names)
    inputs = (
        pictures(arguments.images, card.spec)
        if dataset is None
        else samples(dataset, arguments.split, arguments.index)
    )
    if shown == TRUE and any(one.label is None for one in inputs):
        raise UserError(
            translate(
                "Class: 'true' needs labels, and {0} has none; choose predicted, all or a class' "
                "name.",
                arguments.data,
            )
        )
    stems = [one.stem for one in inputs]
    read = dict.fromkeys(one.path for one in inputs if one.path is not None)
    for output in outputs:
        if output.kind in figure.SUFFIXES:
            figure.check_rows(len(inputs) * (len(names) if shown == ALL else 1))
        check_targets(output, stems, [model, *read])

    for sentence in dict.fromkeys(
        fitted(one.sample, card.spec).fitting.sentence(card.name) for one in inputs
    ):
        options.tell(arguments, sentence)
    display = _display(arguments)
    predict = load_predict(model, names)
    first = predict(inputs[0].sample)
    METHODS.named(display.method).check(first, display.values)
    explained = Explained(inputs, predict, first.model, names, display, shown)
    written: list[Path] = []
    for output in outputs:
        with opened(output, stems) as targets:
            write(output.kind, targets, explained)
            written += targets
    if not any(output.is_standard for output in outputs):
        for target in written:
            options.report(arguments, target)
    return 0


# Checking


def _check_combination(arguments: argparse.Namespace) -> None:
    if bool(arguments.images) == bool(arguments.index):
        raise UserError(
            translate("[Samples]: picture files and --index are both given; choose one of them.")
            if arguments.images
            else translate("[Samples]: none are chosen; name picture files or use --index.")
        )
    if arguments.shown == "true" and arguments.images:
        raise UserError(
            translate(
                "Class: 'true' cannot be shown, as a picture file has no true "
                "label; choose predicted, all or a class' name, or a [sample] by "
                "--index."
            )
        )


def _display(arguments: argparse.Namespace) -> Display:
    return Display(
        opacity=arguments.opacity,
        threshold=arguments.threshold,
        scale=arguments.scale,
        colours=arguments.colours or SCALES.named(arguments.scale).colours,
        interpolation=arguments.interpolation,
        method=arguments.method,
        parameters=tuple(arguments.param),
    )


def _shown(asked: str, names: Sequence[str]) -> Shown:
    """Which classes' maps are wanted: `ALL`, `TRUE`, `PREDICTED` or one by its name."""
    if asked in names:
        return names.index(asked)
    for each in (ALL, TRUE, PREDICTED):
        if asked == each:
            return each
    raise UserError(
        translate(
            "Class: {1} is not known; choose one of {0}.",
            ", ".join((PREDICTED, TRUE, ALL, *names)),
            repr(asked),
        )
    )


def load_predict(model: Path, names: tuple[str, ...]) -> Predict:
    """The network, ready to explain samples."""
    stored = store.load(model)
    engine = Engine(stored.graph, stored.weights, stored.card.name, names)
    return lambda sample: engine.predict(fitted(sample, engine.spec).sample)
