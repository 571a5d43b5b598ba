"""The card of any model file, with what its network is shown and tells apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camviewer.networks import formats, store
from camviewer.networks.foreign_card import completed
from camviewer.networks.formats import keras_file
from camviewer.networks.model_card import ModelCard
from camviewer.networks.scaling_notes import noted

__all__ = ["completed", "read_card"]


def read_card(path: str | Path) -> ModelCard:
    """The card in a model file. Takes milliseconds and no Keras.

    Raises:
        FileError: as `store.load`; of the weights in a ``.keras`` file nothing is read.
    """
    path = formats.check_readable(path)
    # The program's own are asked for before anything is shown, and other formats load libraries.
    if keras_file.recognises(path):
        card = keras_file.read_card(path)
        known = noted(path, card.spec.channels) if card.is_foreign else None
        return card if known is None else replace(card, scaling=known)
    return store.load(path).card
