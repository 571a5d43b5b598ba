"""The card of any model file, with what its network is shown and tells apart."""

from __future__ import annotations

from pathlib import Path

from camviewer.networks import formats
from camviewer.networks.foreign_card import completed
from camviewer.networks.formats import keras_file
from camviewer.networks.model_card import ModelCard

__all__ = ["completed", "read_card"]


def read_card(path: str | Path) -> ModelCard:
    """The card in a model file. Takes milliseconds and no Keras.

    Raises:
        FileError: as `store.load`; of the weights in a ``.keras`` file nothing is read.
    """
    path = formats.check_readable(path)
    # The program's own are asked for before anything is shown, and other formats load libraries.
    if keras_file.recognises(path):
        return keras_file.read_card(path)
    return formats.format_of(path).load(path).card
