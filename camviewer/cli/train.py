"""Train a network without a window and save it.

During training, everything needed to continue is kept next to FILE, in a folder that ends in
.training. After an interruption, the same call with --resume continues where it stopped.

  camviewer train --architecture lecture --recipe fast --out mine.keras
  camviewer train --recipe fast --epochs 1 --start lecture --out finer.keras
  camviewer train --recipe fast --start theirs.onnx --data letters/ --out finer.keras

The training history is kept next to the model, in a file that ends in .history: the curves, and
the weights at many steps for the timeline of the window.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from camviewer.cli import options
from camviewer.cli.input_scaling import AUTO, add_scaling, feed
from camviewer.cli.numbers import at_least
from camviewer.common.cancel import Cancelled
from camviewer.common.errors import FileError, UnwritableError, UserError
from camviewer.common.files import check_writable, is_file, replacing
from camviewer.common.translation import translate
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.formats import model_file
from camviewer.networks.model_card import ModelCard
from camviewer.training import model_history, run_folder
from camviewer.training.control import Control, StopRequest
from camviewer.training.events import LARGEST_SEED, EpochDone, Plan, Progress, Told, Trouble
from camviewer.training.quiet_loading import loading_tensorflow
from camviewer.training.recipes import FINE_TUNING, RECIPES, Recipe

if TYPE_CHECKING:  # it loads TensorFlow
    from camviewer.training.checkpoints import RunDescription
    from camviewer.training.training_run import TrainingRun


# What is not given is None, so that --resume can tell it from what is.
_ARCHITECTURE = _RECIPE = "lecture"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    names = ", ".join(ARCHITECTURES)
    parser.add_argument(
        "--architecture",
        metavar="NAME",
        help=f"{names} (default: that of --start, else {_ARCHITECTURE})",
    )
    parser.add_argument(
        "--recipe", metavar="NAME", help=f"{', '.join(RECIPES)} (default: {_RECIPE})"
    )
    parser.add_argument("--epochs", type=at_least(1), metavar="N", help="default: the recipe's")
    parser.add_argument(
        "--batch", type=at_least(1), metavar="N", help="samples in a step; default: the recipe's"
    )
    parser.add_argument(
        "--rate",
        type=_learning_rate,
        metavar="R",
        help="(peak) learning rate; default: the recipe's, with --start "
        f"{FINE_TUNING:g} times that",
    )
    parser.add_argument("--seed", type=at_least(0, LARGEST_SEED), metavar="N", help="default: 0")
    options.add_data(parser, "samples to train and test on", default=None)
    parser.add_argument(
        "--share",
        type=at_least(1, 100),
        metavar="PERCENT",
        help="share of the training samples to use (default: 100)",
    )
    parser.add_argument(
        "--start",
        metavar="FILE-OR-NAME",
        help="start from the weights of this model; a network that another program made keeps its "
        "own architecture",
    )
    add_scaling(parser)
    parser.add_argument(
        "--resume", action="store_true", help="continue the training in the folder of FILE"
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar=f"FILE{model_file.SUFFIX}", help="the model"
    )
    parser.add_argument(
        "--history",
        type=_megabytes,
        default=model_history.MAX_BYTES,
        metavar="MB",
        help="largest size of the training history, 0 for none "
        f"(default: {model_history.MAX_BYTES / 1e6:g})",
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="also write the training history as JSON"
    )


def run(arguments: argparse.Namespace) -> int:
    """Train, save, and tell one line an epoch."""
    out: Path = arguments.out
    if out.suffix != model_file.SUFFIX:
        raise UnwritableError(
            out,
            expected=translate("a name that ends in {0}", model_file.SUFFIX),
            found=translate("its ending is {0}", repr(out.suffix)),
        )
    check_writable(out)
    if arguments.json:
        taken = (out, model_file.history_of(out))
        if arguments.json.resolve() in [path.resolve() for path in taken]:
            raise UserError(
                translate(
                    "--json: {0} is a file of the model itself. Choose another name for the "
                    "training history.",
                    repr(str(arguments.json)),
                )
            )
        check_writable(arguments.json)
    start = model_file.find(arguments.start) if arguments.start else None
    plan = Plan(
        name=out.stem,
        architecture=arguments.architecture or _architecture_of(start),
        recipe=_recipe(arguments),
        seed=arguments.seed or 0,
        source=arguments.data or "auto",
        share=(arguments.share or 100) / 100,
        start=start,
    )
    folder = out.with_suffix(".training")
    if arguments.resume and not is_file(run_folder.checkpoint(folder)):
        raise FileError(
            folder,
            expected=translate("an unfinished training"),
            found=translate("there is no training"),
            remedy=translate("check the name after --out, or start one without --resume"),
        )
    if arguments.resume and arguments.start:
        raise UserError(
            translate(
                "--start: a training that continues already has its weights and cannot start "
                "from {0}. Leave the option out.",
                repr(arguments.start),
            )
        )
    if not arguments.resume and run_folder.stands(folder):
        raise FileError(
            folder,
            expected=translate("a folder without a training"),
            found=translate("it holds an unfinished training"),
            remedy=translate("continue with --resume, or delete the folder to start again"),
        )
    if not arguments.resume:
        _check_samples(arguments, plan.source)
    _feed(arguments, plan)
    with loading_tensorflow():
        from camviewer.training.training_run import TrainingRun

    control = Control()
    with TrainingRun(folder) as training_run, _interruptible(control):
        try:
            if arguments.resume:
                training_run.resume(control.check_wanted)
                _check_same(arguments, training_run.described)
            else:
                training_run.begin(plan, control.check_wanted)
            card, trouble = _train(arguments, training_run, out, control)
        except Cancelled:
            print(f"camviewer: {_interrupted(folder)}", file=sys.stderr)
            return 1
    run_folder.tidy(folder)
    if card is not None and arguments.history:
        _save_history(out, training_run, arguments.history)
    if arguments.json and card is not None:
        write_history(
            arguments.json, card, training_run.described.recipe, training_run.trainer.history
        )
    if trouble is not None:
        if card is not None:
            trouble = UserError(
                translate("{0} The network after step {1} is in {2}.", trouble, card.steps, out)
            )
        raise trouble
    return 0


def _architecture_of(start: Path | None) -> str:
    """What is trained where no architecture is named: that of the model to start from."""
    if start is None:
        return _ARCHITECTURE
    from camviewer.networks.cards import read_card

    return read_card(start).architecture


def _feed(arguments: argparse.Namespace, plan: Plan) -> None:
    """Find out how the network of another program is fed that the training begins with."""
    if plan.start is None:
        if arguments.scaling != AUTO:
            raise UserError(
                translate(
                    "--scaling needs --start with a network that another program made. Leave the "
                    "option out."
                )
            )
        return
    from camviewer.data.sources import open_source
    from camviewer.networks.cards import read_card

    feed(arguments, plan.start, read_card(plan.start), lambda: open_source(plan.source))


def _check_samples(arguments: argparse.Namespace, source: str) -> None:
    """Tell what was left out of the samples; refuse what nothing can be learned from at once."""
    from camviewer.data.dataset import untrainable
    from camviewer.data.sources import open_source

    dataset = open_source(source)
    options.tell_notes(arguments, dataset)
    if (error := untrainable(dataset)) is not None:
        raise error


def _save_history(model: Path, training_run: TrainingRun, at_most: int) -> None:
    try:
        model_history.save(model, training_run.history(), at_most)
    except UserError as error:
        print(f"camviewer: {error}", file=sys.stderr)


def _interrupted(folder: Path) -> str:
    if not is_file(run_folder.checkpoint(folder)):
        return "interrupted; nothing that was learned is kept"
    kept = f"what was learned is kept in {folder}"
    return f"interrupted; {kept}, and the same call with --resume goes on"


def _train(
    arguments: argparse.Namespace, training_run: TrainingRun, out: Path, control: Control
) -> tuple[ModelCard | None, UserError | None]:
    """Run to the end, or until it is interrupted, and save the model.

    Returns:
        The card of what was saved, None if nothing was learned; what went wrong, if anything: the
        loss is not finite, and the last good weights are saved all the same.

    Raises:
        Cancelled: it was interrupted; what was learned is in the checkpoint.
        UserError: the model cannot be saved.
    """
    recipe = training_run.described.recipe
    trouble: UserError | None = None
    try:
        wanted = options.shows_progress(arguments)
        with tqdm(disable=not wanted, unit=" steps", leave=False) as bar:
            for notice in training_run.run(control):
                _tell(notice, recipe, bar, arguments.quiet)
    except UserError as error:
        trouble = error
    control.check()
    if trouble is not None and not training_run.has_learned:
        training_run.forget()
        return None, trouble
    return training_run.finish(out, training_run.evaluate(control.check)), trouble


@contextmanager
def _interruptible(control: Control) -> Iterator[None]:
    """An interruption ends the training after its step; a second one at once, as usual."""

    def end(number: int, _frame: object) -> None:
        control.end(StopRequest.LEAVE)
        signal.signal(number, usual[signal.Signals(number)])

    usual = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def _check_same(arguments: argparse.Namespace, begun: RunDescription) -> None:
    """An interrupted training goes on as it was begun; what is given must not say otherwise.

    Raises:
        UserError: an option was given that says otherwise.
    """
    as_begun: dict[str, object] = {
        "architecture": begun.architecture,
        "recipe": begun.recipe.name,
        "epochs": begun.recipe.epochs,
        "batch": begun.recipe.batch,
        "rate": begun.recipe.learning_rate,
        "seed": begun.seed,
        "data": begun.source,
        "share": round(100 * begun.share),
    }
    for option, value in as_begun.items():
        given = getattr(arguments, option)
        if given is not None and given != value:
            raise UserError(
                translate(
                    "--{0}: {2} does not fit the training, which was started with {1}. Leave the "
                    "option out to continue, or start again under another name.",
                    option,
                    _shown(value),
                    _shown(given),
                )
            )


def _shown(value: object) -> str:
    """An option's value as it is written on the command line."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _tell(notice: object, recipe: Recipe, bar: tqdm[None], is_quiet: bool) -> None:
    if isinstance(notice, Progress):
        bar.total = notice.steps
        bar.n = notice.step
        bar.set_description(f"epoch {notice.epoch}/{recipe.epochs}", refresh=False)
        bar.set_postfix(loss=f"{notice.loss:.3f}", refresh=False)
        bar.update(0)
    elif isinstance(notice, Trouble) or (isinstance(notice, Told) and not is_quiet):
        tqdm.write(f"camviewer: {notice.sentence}", file=sys.stderr)
    elif isinstance(notice, EpochDone) and not is_quiet:
        tqdm.write(
            f"epoch {notice.epoch}/{recipe.epochs}: loss {notice.loss:.4f}, "
            f"accuracy {notice.accuracy:.2%}; test loss {notice.test_loss:.4f}, "
            f"test accuracy {notice.test_accuracy:.2%}; {notice.seconds:.1f} s",
            file=sys.stdout,
        )
        sys.stdout.flush()


def _learning_rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= 1:
        raise argparse.ArgumentTypeError(
            f"{text!r} cannot be used; give a number above 0 and at most 1"
        )
    return rate


def _megabytes(text: str) -> int:
    """A size in bytes."""
    try:
        size = round(float(text) * 1e6)
    except (ValueError, OverflowError):
        size = -1
    if not 0 <= size <= model_history.MAX_BYTES:
        most = f"{model_history.MAX_BYTES / 1e6:g}"
        raise argparse.ArgumentTypeError(f"{text!r} cannot be used; give a number from 0 to {most}")
    return size


def _recipe(arguments: argparse.Namespace) -> Recipe:
    """The recipe named, for fine-tuning where it is, with what was given in place of its own."""
    recipe = RECIPES.named(arguments.recipe or _RECIPE)
    options = {
        "epochs": arguments.epochs,
        "batch": arguments.batch,
        "learning_rate": arguments.rate,
    }
    given = {name: value for name, value in options.items() if value is not None}
    return dataclasses.replace(recipe.fine_tuning() if arguments.start else recipe, **given)


def write_history(path: Path, card: ModelCard, recipe: Recipe, history: list[EpochDone]) -> None:
    """Write what ``--json`` asks for, whole or not at all.

    Raises:
        FileError: it cannot be written; what stood there before still stands.
    """
    content = {
        "card": dataclasses.asdict(card),
        "recipe": dataclasses.asdict(recipe),
        "epochs": [dataclasses.asdict(record) for record in history],
    }
    with replacing(path, what=translate("the training history")) as temporary:
        temporary.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
