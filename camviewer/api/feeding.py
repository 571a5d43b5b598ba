"""How a network that another program made is fed, when Python opens it."""

from __future__ import annotations

import warnings
from pathlib import Path

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.dataset import Dataset
from camviewer.inference.input_scaling_detection import detect, known_scalings, not_measured
from camviewer.networks import store
from camviewer.networks.input_scaling import NAMES, STANDARDISED, scalings
from camviewer.networks.store import StoredModel


def fed(path: Path, scaling: str | None, dataset: Dataset | None) -> StoredModel:
    """A model as it is to be fed; nothing of it is noted for other calls.

    Args:
        path: its file.
        scaling: one of `NAMES`; None for what is known of the file, or what is measured.
        dataset: labelled samples, on which that is measured, and of which a standardised network
            has mean and deviation; None without.

    Raises:
        ValueError: there is no such scaling, or what it takes mean and deviation of is missing.
        UserError: the file or the samples cannot be used, or CAM Viewer made the model.
    """
    stored = store.load(path)
    if not stored.card.is_foreign:
        if scaling is not None:
            raise UserError(
                translate(
                    "Scaling: {0} was made by CAM Viewer, which knows its input scaling. Leave it "
                    "out.",
                    stored.card.name,
                )
            )
        return stored
    if scaling is not None:
        return _asked_for(path, scaling, dataset, stored.card.spec.channels)
    if dataset is None:
        return stored
    found = detect(path, dataset, CancelToken())
    if found is None or found.winner is None:
        tell = not_measured if found is None else found.in_words
        warnings.warn(tell(stored.card.name, dataset.name), stacklevel=3)
        return stored
    return store.load(path, found.winner)


def _asked_for(path: Path, scaling: str, dataset: Dataset | None, channels: int) -> StoredModel:
    if scaling not in NAMES:
        raise ValueError(f"The scaling {scaling!r} is not known; choose one of {', '.join(NAMES)}.")
    if dataset is not None:
        return store.load(path, known_scalings(path, dataset, CancelToken())[scaling])
    if scaling.startswith(STANDARDISED):
        raise ValueError(
            f"The scaling {scaling!r} needs the mean and deviation of data; pass some."
        )
    return store.load(path, scalings([0.0] * channels, [1.0] * channels)[scaling])
