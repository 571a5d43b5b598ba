"""The worker that explains samples for the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.concurrency.priority import giving_way
from camviewer.inference import preload
from camviewer.inference.prediction import Prediction, PredictionRequest, ScoresRequest
from camviewer.networks.cards import read_card


def make_predictor(first: Path | None = None) -> Callable[[PredictionRequest], Prediction]:
    """Load TensorFlow, make a predictor; runs in the worker's thread.

    Args:
        first: the model that will be asked for first: it is read and compiled now.
    """
    with preload.quiet_imports(), preload.polite_imports():
        preload.load_libraries()
        from camviewer.inference import devices
        from camviewer.inference.predictor import Predictor

        # Before whoever else waits to import it computes something; the window goes first.
        giving_way(devices.separate)

    predictor = Predictor()
    if first is not None:
        with suppress(UserError):  # it is told when a sample is to be read
            blank = np.zeros(read_card(first).spec.shape, np.float32)
            predictor(PredictionRequest(first, blank))
    return predictor


def make_scorer() -> Callable[[ScoresRequest], Array]:
    """A predictor of its own for the timeline's curves; runs in that worker's thread."""
    with preload.polite_imports():
        from camviewer.inference.predictor import Predictor

    return Predictor().scores
