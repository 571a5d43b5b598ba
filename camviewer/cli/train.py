"""Train a network without a window and save it."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from camviewer import __version__
from camviewer.cli import quiet_imports
from camviewer.cli.numbers import at_least
from camviewer.core.cancel import CancelToken
from camviewer.core.card import ModelCard
from camviewer.core.errors import FileError
from camviewer.core.files import replacing
from camviewer.core.model_files import SUFFIX
from camviewer.datasets import open_source
from camviewer.nets import recipes, records
from camviewer.nets.recipes import RECIPES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    parser.add_argument("--architecture", default="lecture", help="default: lecture")
    parser.add_argument("--recipe", default="lecture", help=f"one of {', '.join(RECIPES)}")
    parser.add_argument("--epochs", type=at_least(1), help="default: the recipe's")
    parser.add_argument("--batch", type=at_least(1), help="digits a step; default: the recipe's")
    parser.add_argument("--rate", type=float, help="(peak) learning rate; default: the recipe's")
    parser.add_argument("--seed", type=at_least(0), default=0)
    parser.add_argument("--data", default="auto", help="auto, mnist, builtin or a path")
    parser.add_argument("--out", required=True, type=Path, metavar=f"FILE{SUFFIX}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the history there")


def run(arguments: argparse.Namespace) -> int:
    """Train, save, and tell one line an epoch."""
    out: Path = arguments.out
    if out.suffix != SUFFIX:
        raise FileError(out, expected=f"a name that ends in {SUFFIX}", found=repr(out.suffix))
    recipe = _recipe(arguments)
    dataset = open_source(arguments.data)

    with quiet_imports():
        from camviewer.nets import network, store, training

    trained = network.build(arguments.architecture, seed=arguments.seed)
    bar = tqdm(disable=not sys.stderr.isatty(), unit=" steps", leave=False)

    def tell(event: records.Event) -> None:
        if isinstance(event, records.BatchDone):
            bar.total = event.steps
            bar.n = event.step
            bar.set_description(f"epoch {event.epoch}/{recipe.epochs}", refresh=False)
            bar.set_postfix(loss=f"{event.loss:.3f}", refresh=False)
            bar.update(0)
        elif isinstance(event, records.EpochDone):
            tqdm.write(
                f"epoch {event.epoch}/{recipe.epochs}: loss {event.loss:.4f}, "
                f"accuracy {event.accuracy:.2%}; test loss {event.test_loss:.4f}, "
                f"test accuracy {event.test_accuracy:.2%}; {event.seconds:.1f} s",
                file=sys.stdout,
            )
            sys.stdout.flush()

    with bar:
        history = training.train(
            trained, dataset, recipe, seed=arguments.seed, token=CancelToken(), tell=tell
        )
    card = ModelCard(
        name=out.stem,
        architecture=arguments.architecture,
        recipe=recipe.name,
        epochs=recipe.epochs,
        data=dataset.name,
        seed=arguments.seed,
        accuracy=round(history[-1].test_accuracy, 6),
        date=datetime.date.today().isoformat(),
        version=__version__,
    )
    store.save(out, trained, card)
    if arguments.json:
        _write_history(arguments.json, card, recipe, history)
    return 0


def _recipe(arguments: argparse.Namespace) -> recipes.Recipe:
    """The recipe named, with the options that were given in place of its own."""
    given = {
        name: value
        for name in ("epochs", "batch", "rate")
        if (value := getattr(arguments, name)) is not None
    }
    return dataclasses.replace(recipes.named(arguments.recipe), **given)


def _write_history(
    path: Path, card: ModelCard, recipe: recipes.Recipe, history: Sequence[records.EpochDone]
) -> None:
    content = {
        "card": dataclasses.asdict(card),
        "recipe": dataclasses.asdict(recipe),
        "epochs": [dataclasses.asdict(record) for record in history],
    }
    with replacing(path, what="the history") as temporary:
        temporary.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
