"""Analysing any digit with any stored model or moment of a training."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from camviewer.core.analysis import Analysis, AnalysisRequest, Array, ScoresRequest
from camviewer.nets import store
from camviewer.nets.engine import Engine
from camviewer.nets.network import Architecture
from camviewer.nets.store import StoredModel


class Analyser:
    """Explains digits; models are read once, engines are compiled once an architecture.

    Not safe between threads: one thread owns it.
    """

    def __init__(self) -> None:
        """No engine yet."""
        self._engines: dict[Architecture, Engine] = {}
        self._models: dict[Path, tuple[int, StoredModel]] = {}
        self._loaded: dict[Architecture, object] = {}

    def __call__(self, request: AnalysisRequest) -> Analysis:
        """Explain a digit.

        Raises:
            UserError: the model cannot be read, or there is no such architecture.
        """
        if isinstance(request.network, Path):
            stored = self._stored(request.network)
            name, weights = stored.card.name, stored.weights
            architecture = stored.architecture
        else:
            name, architecture = request.network.name, request.network.architecture
            weights = request.network.weights
        engine = self._engine(architecture)
        if self._loaded.get(architecture) is not weights:
            engine.load(weights, name)
            self._loaded[architecture] = weights
        return engine.analyse(request.digit, with_layers=request.layers)

    def scores(self, request: ScoresRequest) -> Array:
        """(n, C) scores of one digit by n networks."""
        found = []
        for snapshot in request.snapshots:
            engine = self._engine(snapshot.architecture)
            engine.load(snapshot.weights, snapshot.name)
            self._loaded[snapshot.architecture] = snapshot.weights
            found.append(engine.forward(request.digit[None])[1][0])
        return np.stack(found)

    def _engine(self, architecture: Architecture) -> Engine:
        if architecture not in self._engines:
            self._engines[architecture] = Engine(architecture)
        return self._engines[architecture]

    def _stored(self, path: Path) -> StoredModel:
        """The model in a file, read again when the file has changed."""
        changed = path.stat().st_mtime_ns if path.exists() else 0
        known = self._models.get(path)
        if known is None or known[0] != changed:
            known = self._models[path] = (changed, store.load(path))
        return known[1]
