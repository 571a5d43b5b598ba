"""Explaining any sample with any stored model or moment of a training."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from camviewer.common.arrays import Array
from camviewer.concurrency.politeness import polite_imports
from camviewer.data.fitting import fitted
from camviewer.inference import session
from camviewer.inference.engine import Engine
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.prediction import Prediction, PredictionRequest, ScoresRequest


def predict(request: PredictionRequest) -> Prediction:
    """Explain a sample; one of another size or colour than the network's is fitted to it.

    Raises:
        UserError: the model cannot be read, or there is no such architecture.
    """
    engine = ENGINES.of(request.network)
    sample = fitted(request.sample, engine.spec).sample
    prediction = engine.predict(sample, with_layers=request.layers)
    request.then(prediction)
    return prediction


def scores(request: ScoresRequest) -> Array:
    """(n, C) scores of one sample, fitted, by n networks; the request's check can end it."""
    found = []
    for snapshot in request.snapshots:
        request.check()
        # Not out of the cache, which so many would empty.
        engine = Engine(snapshot.graph, snapshot.weights, snapshot.name, is_snapshot=True)
        found.append(engine.scores(fitted(request.sample, engine.spec).sample[None])[0])
    return np.stack(found)


def make_predictor(first: Path | None = None) -> Callable[[PredictionRequest], Prediction]:
    """Load ONNX Runtime; runs in the worker's thread.

    Args:
        first: the model that will be asked for first: it is read now.

    Raises:
        UserError: ONNX Runtime is missing or broken.
    """
    with polite_imports():
        session.load_runtime()
        if first is not None:
            with suppress(Exception):  # it is told when a sample is to be read
                ENGINES.of(first)
    return predict


def make_scorer() -> Callable[[ScoresRequest], Array]:
    """What computes the timeline's curves; runs in that worker's thread."""
    session.load_runtime()
    return scores
