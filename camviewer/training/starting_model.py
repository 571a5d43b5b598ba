"""The model whose weights a training begins with."""

from __future__ import annotations

from pathlib import Path

from camviewer.common.errors import FileError, UserError
from camviewer.common.translation import translate
from camviewer.networks import store
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.graph import Graph
from camviewer.networks.store import StoredModel


def starting_model(path: Path, architecture: str, graph: Graph, samples: str) -> StoredModel:
    """Read a model to start from.

    Args:
        path: its file.
        architecture: name of the architecture that is trained.
        graph: the network that is trained.
        samples: what the data set is called, for the sentence.

    Raises:
        FileError: it cannot be read, or only be looked into.
        UserError: it is of another architecture, or for other pictures or classes.
    """
    stored = store.load(path)
    if stored.card.architecture not in ARCHITECTURES:
        raise FileError(
            path,
            expected=translate("a model of {0} to start from", ", ".join(ARCHITECTURES)),
            found=translate("one that can be looked into but not trained"),
        )
    if stored.card.architecture != architecture:
        raise UserError(
            translate(
                "{0}: expected a model of the architecture {1} to start from, found "
                "{2}; choose that architecture.",
                path,
                repr(architecture),
                repr(stored.card.architecture),
            )
        )
    if stored.graph != graph:
        raise UserError(
            translate(
                "{0}: expected a model for the pictures and classes of {1} to start from, "
                "found one for others; choose another model.",
                path,
                samples,
            )
        )
    return stored
