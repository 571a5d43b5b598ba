"""How a verb feeds a network that another program made: measured, or as --scaling says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.cli.options import tell
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.networks import scaling_notes
from camviewer.networks.input_scaling import NAMES
from camviewer.networks.model_card import ModelCard

if TYPE_CHECKING:
    from camviewer.data.dataset import Dataset

AUTO = "auto"


def add_scaling(parser: argparse.ArgumentParser) -> None:
    """The option."""
    parser.add_argument(
        "--scaling",
        default=AUTO,
        choices=(AUTO, *NAMES),
        metavar="NAME",
        help="input scaling of a network that another program made: "
        f"{', '.join((AUTO, *NAMES))} (default: {AUTO}: the one chosen in the window, or else "
        "the one with the best accuracy on the data set)",
    )


def feed(
    arguments: argparse.Namespace, model: Path, card: ModelCard, data: Callable[[], Dataset]
) -> None:
    """Let the network of a file be fed as is asked for, as long as the program runs.

    Args:
        arguments: of the verb, with `add_scaling`.
        model: the file.
        card: of the model.
        data: opens the data set, if it is needed.

    Raises:
        UserError: samples cannot be read, or how the program's own model is fed was asked for.
    """
    tell(arguments, card.trouble)
    if not card.is_foreign:
        if arguments.scaling != AUTO:
            raise UserError(
                translate(
                    "--scaling: {0} was made by CAM Viewer, which knows its input scaling. Leave "
                    "the option out.",
                    card.name,
                )
            )
        return
    from camviewer.inference.input_scaling_detection import detect, known_scalings, not_measured

    if arguments.scaling != AUTO:
        scaling_notes.use(model, known_scalings(model, data(), CancelToken())[arguments.scaling])
        return
    if scaling_notes.noted(model, card.spec.channels) is not None:
        return
    dataset = data()
    found = detect(model, dataset, CancelToken())
    if found is None:
        tell(arguments, not_measured(card.name, dataset.name))
        return
    if found.winner is not None:
        scaling_notes.use(model, found.winner)
    tell(arguments, found.in_words(card.name, dataset.name))
