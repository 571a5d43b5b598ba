"""How samples were read: by a network, or by another system, whose predictions are in a table."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.cli import options
from camviewer.cli.input_scaling import feed
from camviewer.cli.progress import evaluated
from camviewer.common.cancel import CancelToken
from camviewer.data.fitting import Fitting
from camviewer.error_analysis.prediction_table import is_prediction_table
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file

if TYPE_CHECKING:
    from camviewer.data.dataset import Dataset
    from camviewer.inference.evaluation import Evaluation


def readings(arguments: argparse.Namespace, names: Sequence[str]) -> tuple[Evaluation, ...]:
    """What each of several networks or tables makes of the same samples.

    Networks read the samples that the first table is about, if there is one.

    Args:
        arguments: of the verb, with data, split and scaling.
        names: files or names of networks, or files of tables.

    Raises:
        UserError: one of them or the samples cannot be read, or do not fit together.
    """
    from camviewer.data.sources import open_source

    tables = [name for name in dict.fromkeys(names) if is_prediction_table(Path(name))]
    models = {name: model_file.find(name) for name in names if name not in tables}
    cards = {name: read_card(path) for name, path in models.items()}  # the quickest: first
    dataset, split = open_source(arguments.data), arguments.split
    options.tell_notes(arguments, dataset)
    part = dataset
    found: dict[str, Evaluation] = {}
    for name in reversed(tables):  # the first one's samples are those of all
        found[name], part, split = _of_table(arguments, Path(name), dataset)
    for name, path in models.items():
        card = cards[name]
        feed(arguments, path, card, lambda: dataset)
        options.tell(arguments, Fitting(part.spec, card.spec).sentence(card.name))
        found[name] = evaluated(arguments, path, part, split)
    return tuple(found[name] for name in names)


def _of_table(
    arguments: argparse.Namespace, path: Path, dataset: Dataset
) -> tuple[Evaluation, Dataset, str]:
    """The predictions of a table, the samples that they are about, and of which part."""
    from camviewer.error_analysis.foreign_predictions import read_predictions

    found = read_predictions(path, dataset, CancelToken())
    for note in found.notes:
        options.tell(arguments, note)
    return found.evaluation, found.dataset, found.split
