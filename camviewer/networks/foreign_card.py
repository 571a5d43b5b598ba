"""The card of a model that another program wrote: what is known of it, which is little."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.data.spec import numbered
from camviewer.networks.input_scaling import told_by_layers
from camviewer.networks.model_card import OWN as OWN  # whoever reads a file asks here
from camviewer.networks.model_card import UNKNOWN as UNKNOWN
from camviewer.networks.model_card import ModelCard

if TYPE_CHECKING:  # cards are read without NumPy
    from camviewer.networks.graph import Graph


def foreign_card(path: Path, writer: str, version: object = None, date: object = None) -> ModelCard:
    """The card of a model in a file, before its network is known.

    Args:
        path: the file; its name without the ending is the model's.
        writer: what wrote it, e.g. "keras".
        version: that of the writer as the file has it, if it does.
        date: when it was written, beginning with the day in ISO 8601, likewise.
    """
    number = re.fullmatch(r"[0-9][0-9a-z.]{0,20}", str(version))
    day = re.match(r"\d{4}-\d\d-\d\d", str(date))
    return ModelCard(
        name=path.stem,
        architecture=OWN,
        recipe=UNKNOWN,
        epochs=0,
        data=UNKNOWN,
        seed=0,
        accuracy=None,
        date=day[0] if day else UNKNOWN,
        version=f"{writer} {number[0]}" if number else writer,
    )


def completed(card: ModelCard, graph: Graph) -> ModelCard:
    """That card with what the network tells; classes that nobody has named have numbers."""
    are_named = len(card.class_names) == graph.classes
    names = card.class_names if are_named else numbered(graph.classes)
    scaling = told_by_layers(graph) if card.is_foreign else card.scaling
    return replace(card, spec=graph.spec, class_names=names, scaling=scaling)
