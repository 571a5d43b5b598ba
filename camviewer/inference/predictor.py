"""Analysing any sample with any stored model or moment of a training."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.inference.engine_cache import Engines
from camviewer.inference.prediction import Prediction, PredictionRequest, ScoresRequest


class Predictor:
    """Explains samples; models are read once, engines are compiled once an architecture.

    Not safe between threads: one thread owns it.
    """

    def __init__(self) -> None:
        """No engine yet."""
        self._engines = Engines()

    def __call__(self, request: PredictionRequest) -> Prediction:
        """Explain a sample.

        Raises:
            UserError: the model cannot be read, there is no such architecture, or it is not for
                such samples.
        """
        engine = self._engines.loaded(request.network)
        return engine.predict(request.sample, with_layers=request.layers)

    def scores(self, request: ScoresRequest) -> Array:
        """(n, C) scores of one sample by n networks; the request's check can end it.

        Raises:
            UserError: they are not for such samples.
        """
        sample, found = request.sample[None], []
        for snapshot in request.snapshots:
            request.check()
            engine = self._engines.loaded(snapshot)
            engine.check_shown(request.sample)
            found.append(engine.forward(sample)[1][0])
        return np.stack(found)
