"""Options that several verbs have, and what a verb says on its way."""

from __future__ import annotations

import argparse
import sys

from camviewer.cli.source_help import SOURCES
from camviewer.common.translation import translate
from camviewer.data.dataset import SPLITS, Dataset
from camviewer.networks.formats.model_file import DEFAULT_MODEL


def add_model(parser: argparse.ArgumentParser, does: str) -> None:
    """One network, ``--model``; `does` says what it is for."""
    parser.add_argument(
        "--model",
        default=DEFAULT_MODEL,
        metavar="FILE-OR-NAME",
        help=f"{does} (default: {DEFAULT_MODEL})",
    )


def add_models(parser: argparse.ArgumentParser, does: str) -> None:
    """Several networks, ``--model`` each; None without."""
    parser.add_argument(
        "--model",
        action="append",
        metavar="FILE-OR-NAME",
        help=f"{does} (default: {DEFAULT_MODEL})",
    )


def add_data(parser: argparse.ArgumentParser, does: str, *, default: str | None = "auto") -> None:
    """Where samples are from, ``--data``; `does` says what for, `default` what it is if not given.

    None stands for "auto" where a verb has to know whether it was given.
    """
    parser.add_argument(
        "--data", default=default, metavar="SOURCE", help=f"{does}: {SOURCES} (default: auto)"
    )


def add_split(parser: argparse.ArgumentParser) -> None:
    """Which part of them, ``--split``."""
    parser.add_argument(
        "--split",
        default=SPLITS.default,
        choices=tuple(SPLITS),
        metavar="NAME",
        help=f"{', '.join(SPLITS)} (default: {SPLITS.default}); all is train, then test",
    )


def parameter(text: str) -> tuple[str, str]:
    """KEY=VALUE as a pair; raises `ArgumentTypeError`, which argparse tells."""
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise argparse.ArgumentTypeError(
            translate("{0} is not of the form KEY=VALUE, for example layer=conv2d", repr(text))
        )
    return key, value


def tell(arguments: argparse.Namespace, sentence: str) -> None:
    """Say something on the error stream, unless the verb is to be quiet."""
    if sentence and not getattr(arguments, "quiet", False) and sys.stderr is not None:
        print(f"camviewer: {sentence}", file=sys.stderr)


def tell_notes(arguments: argparse.Namespace, dataset: Dataset) -> None:
    """Say what was left out or changed when samples were opened."""
    for note in dataset.notes:
        tell(arguments, note)


def report(arguments: argparse.Namespace, text: object) -> None:
    """Print a line about what was done, unless the verb is to be quiet."""
    if not arguments.quiet:
        print(text)


def shows_progress(arguments: argparse.Namespace) -> bool:
    """Whether a bar of progress can be seen, and is wanted."""
    return not arguments.quiet and sys.stderr is not None and sys.stderr.isatty()
