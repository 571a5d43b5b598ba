"""Loading models of any format: nothing in a file is run."""

from __future__ import annotations

from pathlib import Path

from camviewer.networks import formats
from camviewer.networks.stored_model import StoredModel

__all__ = ["StoredModel", "load"]


def load(path: str | Path) -> StoredModel:
    """Read a model that this program, Keras or something else wrote.

    Raises:
        FileError: it is of no format that is known, or as the `load` of its format says.
    """
    path = Path(path)
    return formats.format_of(path).load(path)
