"""Loading models of any format: nothing in a file is run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camviewer.networks import formats
from camviewer.networks.input_scaling import Scaling, told_by_layers, with_scaling
from camviewer.networks.scaling_notes import noted
from camviewer.networks.stored_model import StoredModel

__all__ = ["StoredModel", "load"]


def load(path: str | Path, scaling: Scaling | None = None) -> StoredModel:
    """Read a model that this program, Keras or something else wrote.

    Args:
        path: the file.
        scaling: how samples are scaled for it; None for what is noted of the file or stands on
            its card, else what its layers tell.

    Returns:
        The model; its network reads the program's samples: its input scaling is in front.

    Raises:
        FileError: it is of no format that is known, or as the `load` of its format says.
    """
    path = Path(path)
    return _fed(path, formats.format_of(path).load(path), scaling)


def _fed(path: Path, stored: StoredModel, scaling: Scaling | None) -> StoredModel:
    """A model with its input scaling on its card and in front of its graph."""
    card, graph = stored.card, stored.graph
    if scaling is None:
        scaling = card.scaling
        if card.is_foreign:
            known = noted(path, graph.spec.channels)
            scaling = known or told_by_layers(graph, graph.by_layer(stored.weights))
    fed = with_scaling(graph, scaling)
    return StoredModel(replace(card, scaling=scaling), stored.weights, fed)
