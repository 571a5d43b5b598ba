"""Explain samples without a window: maps, scores and figures.

What PATH ends in decides what is written:

  .npz              all the numbers. Several samples: maps.npz makes the folder
                    maps/ with one .npz a sample. So does the path of a folder
                    that exists, or a path that ends in a slash.
  .png .svg .pdf    the lecture's figure of five columns, one row a sample
                    (and a class)
  .csv              predictions, scores and probabilities, one line a sample

Files of that name are replaced, when everything that is asked for is ready.

  camviewer explain seven.png --out seven.pdf --class all
  camviewer explain --index 0 1 2 --out maps.npz --scale lecture
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS
from camviewer.cli.explain_targets import NUMBERS, TABLE, check_targets, kind_of, targets_of
from camviewer.cli.input_scaling import add_scaling, feed, tell
from camviewer.cli.numbers import at_least
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.files import replacing
from camviewer.common.translation import translate
from camviewer.data.dataset import Dataset, to_sample
from camviewer.data.fitting import fitted
from camviewer.data.pictures import sample_from_picture
from camviewer.data.spec import ImageSpec, known_names
from camviewer.export import explanation_archive, figure
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction
from camviewer.networks import cards, store
from camviewer.networks.formats import model_file
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.rendering import INTERPOLATIONS, Display, render
from camviewer.rendering.scales import SCALES

PREDICTED, TRUE, ALL = "predicted", "true", "all"
Shown = str | int
"""Whose maps are shown: `PREDICTED`, `TRUE`, `ALL`, or one class by its index."""

Predict = Callable[[Array], Prediction]


@dataclass(frozen=True, eq=False)
class _Input:
    """One sample to be explained.

    Attributes:
        name: what it is called in tables: the path as given, or its index.
        title: what it is called in figures.
        stem: what its own file is called, without an ending.
        sample: (h, w) or (h, w, 3) in [0, 1].
        label: its true class, if that is known.
    """

    name: str
    title: str
    stem: str
    sample: Array
    label: int | None


def _parameter(text: str) -> tuple[str, str]:
    """KEY=VALUE as a pair; raises `ArgumentTypeError`, which argparse tells."""
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise argparse.ArgumentTypeError(
            translate("{0} is no KEY=VALUE; write for example layer=conv2d", repr(text))
        )
    return key, value


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    default = Display()
    parser.add_argument("images", nargs="*", metavar="IMAGE", help="a picture of a digit")
    parser.add_argument(
        "--index", nargs="+", type=at_least(0), metavar="N", help="test digits, in place of files"
    )
    parser.add_argument("--out", required=True, metavar="PATH", help="what to write, see above")
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
        type=_parameter,
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
    parser.add_argument(
        "--model",
        default=model_file.DEFAULT_MODEL,
        metavar="FILE-OR-NAME",
        help=f"the network to look into (default: {model_file.DEFAULT_MODEL})",
    )
    parser.add_argument(
        "--data",
        default="auto",
        metavar="SOURCE",
        help="where --index counts: auto (default), mnist, builtin, or the path of an .npz file, "
        "a folder of IDX files or one of them",
    )
    add_scaling(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check everything, compute, write; prints the path of each file written.

    Raises:
        UserError: something asked for cannot be done; nothing was written.
    """
    from camviewer.data.sources import open_source

    kind = kind_of(arguments.out)
    _check_combination(arguments)
    model = model_file.find(arguments.model)
    card = cards.read_card(model)  # before the pictures: it is the quickest
    open_data = cache(partial(open_source, arguments.data))
    dataset = open_data() if arguments.index else None
    feed(arguments, model, card, open_data)
    names = known_names(card.class_names, dataset.class_names if dataset is not None else ())
    shown = _shown(arguments.shown, names)
    inputs = (
        _pictures(arguments.images, card.spec)
        if dataset is None
        else _samples(dataset, arguments.index)
    )
    if kind in figure.SUFFIXES:
        figure.check_rows(len(inputs) * (len(names) if shown == ALL else 1))
    targets = targets_of(arguments.out, kind, [one.stem for one in inputs])
    check_targets(targets, [model, *map(Path, arguments.images)])

    for sentence in dict.fromkeys(
        fitted(one.sample, card.spec).fitting.sentence(card.name) for one in inputs
    ):
        tell(arguments, sentence)
    display = _display(arguments)
    predict = load_predict(model, names)
    METHODS.named(display.method).check(predict(inputs[0].sample), display.values)
    if kind == NUMBERS:
        _write_numbers(targets, inputs, predict, display)
    elif kind == TABLE:
        _write_table(targets[0], inputs, predict, names)
    else:
        _write_figure(targets[0], inputs, predict, display, shown)
    for target in targets:
        print(target)
    return 0


# Checking


def _check_combination(arguments: argparse.Namespace) -> None:
    if bool(arguments.images) == bool(arguments.index):
        found = translate("both") if arguments.images else translate("neither")
        raise UserError(
            translate("[Samples]: expected picture files or --index, found {0}.", found)
        )
    if arguments.shown == "true" and arguments.images:
        raise UserError(
            translate(
                "Class: expected predicted, all or a class' name, found 'true'; a picture file has "
                "no true label, so choose one of these or a [sample] by --index."
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


def _pictures(paths: Sequence[str], spec: ImageSpec) -> list[_Input]:
    """The samples in picture files; an empty picture is refused when it is read."""
    return [
        _Input(path, Path(path).name, Path(path).stem, sample_from_picture(path, spec), None)
        for path in paths
    ]


def _shown(asked: str, names: Sequence[str]) -> Shown:
    """Which classes' maps are wanted: `ALL`, `TRUE`, `PREDICTED` or one by its name."""
    if asked in names:
        return names.index(asked)
    for each in (ALL, TRUE, PREDICTED):
        if asked == each:
            return each
    raise UserError(
        translate(
            "Class: expected one of {0}, found {1}; choose one of these.",
            ", ".join((PREDICTED, TRUE, ALL, *names)),
            repr(asked),
        )
    )


def _samples(dataset: Dataset, indices: Sequence[int]) -> list[_Input]:
    from camviewer.document.canvas_content import SampleOrigin, sample_parts

    test = dataset.test
    inputs = []
    for index in indices:
        if index >= len(test):
            raise UserError(
                translate(
                    "Index: expected 0 to {0} in {1}, found {2}; choose a smaller one.",
                    len(test) - 1,
                    dataset.name,
                    index,
                )
            )
        sample = to_sample(test.image(index))
        if not sample.any():
            raise UserError(
                translate(
                    "[Sample] {0} of {1}: expected ink, found an empty picture, which has no "
                    "prediction; leave it out.",
                    index,
                    dataset.name,
                )
            )
        name, title = str(index), "\n".join(sample_parts(SampleOrigin(dataset.name, index)))
        inputs.append(_Input(name, title, f"test-{name}", sample, test.label(index)))
    return inputs


# Computing and writing


def load_predict(model: Path, names: tuple[str, ...]) -> Predict:
    """The network, ready to explain samples."""
    stored = store.load(model)
    engine = Engine(stored.graph, stored.weights, stored.card.name, names)
    return lambda sample: engine.predict(fitted(sample, engine.spec).sample)


def _write_numbers(
    targets: Sequence[Path], inputs: Sequence[_Input], predict: Predict, display: Display
) -> None:
    # No file takes its name before all of them are written.
    with ExitStack() as stack:
        for target, one in zip(targets, inputs, strict=True):
            temporary = stack.enter_context(replacing(target, what=translate("the numbers")))
            explanation_archive.write(temporary, predict(one.sample), display)


def _write_table(
    target: Path, inputs: Sequence[_Input], predict: Predict, names: Sequence[str]
) -> None:
    header = ["input", "label", "predicted", "probability"]
    header += [f"{letter}_{name}" for letter in "Sp" for name in names]
    with (
        replacing(target, what=translate("the table")) as temporary,
        temporary.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(header)
        for one in inputs:
            prediction = predict(one.sample)
            scores, shares = prediction.logits.tolist(), prediction.probabilities.tolist()
            predicted = prediction.predicted
            label = "" if one.label is None else one.label
            # Nine samples tell every two numbers of single precision apart.
            numbers = [f"{number:.9g}" for number in (shares[predicted], *scores, *shares)]
            table.writerow([one.name, label, predicted, *numbers])


def _write_figure(
    target: Path, inputs: Sequence[_Input], predict: Predict, display: Display, shown: Shown
) -> None:
    rows: list[figure.Row] = []
    model = ""
    chosen: Values = {}
    for one in inputs:
        prediction = predict(one.sample)
        model = prediction.model
        chosen = METHODS.named(display.method).chosen(prediction, display.values)
        rows.extend(_rows(one, prediction, display, shown))
    figure.save(target, rows, caption=figure.caption(model, display, chosen))


def _rows(
    one: _Input, prediction: Prediction, display: Display, shown: Shown
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
