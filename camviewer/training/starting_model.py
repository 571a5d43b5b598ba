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
            found=translate("a model that can be looked into but not trained"),
        )
    if stored.card.architecture != architecture:
        raise UserError(
            translate(
                "{0}: a model of the architecture {2} cannot start a training of "
                "{1}; choose the architecture {2}.",
                path,
                repr(architecture),
                repr(stored.card.architecture),
            )
        )
    if stored.graph != graph:
        raise UserError(
            translate(
                "{0}: a model for other pictures or classes cannot start a training "
                "on {1}; choose another model.",
                path,
                samples,
            )
        )
    return stored
