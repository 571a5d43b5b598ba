"""Export a network for other programs, as ONNX or for Keras.

The ending of FILE decides which:

  .onnx             image (n, channels, h, w) in; scores and probabilities (n, classes) out
  .keras            a model that Keras loads, image (n, h, w, channels) in

Both take pixels from 0 to 1 with bright ink: the input scaling is part of the network.

  camviewer export lecture --out lecture.onnx
  camviewer export theirs.onnx --out theirs.keras
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.cli.input_scaling import add_scaling, feed
from camviewer.cli.options import add_data
from camviewer.networks.formats import model_file

if TYPE_CHECKING:
    from camviewer.data.dataset import Dataset


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    parser.add_argument("model", metavar="FILE-OR-NAME", help="the network")
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="FILE",
        help="the file to write; an existing one is replaced",
    )
    add_data(parser, "samples for finding the input scaling of a network that another program made")
    add_scaling(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the network; prints the path of the file.

    Raises:
        UserError: it cannot be read or written; nothing was.
    """
    from camviewer.networks.cards import read_card
    from camviewer.training import network_export

    model, out = model_file.find(arguments.model), arguments.out
    network_export.check(model, out)

    def data() -> Dataset:
        from camviewer.data.sources import open_source

        return open_source(arguments.data)

    feed(arguments, model, read_card(model), data)
    network_export.export(model, out)
    print(out)
    return 0
