"""Analysing any digit with any stored model."""

from __future__ import annotations

from pathlib import Path

from camviewer.core.analysis import Analysis, AnalysisRequest
from camviewer.nets import store
from camviewer.nets.engine import engine_for
from camviewer.nets.store import StoredModel


class Analyser:
    """Explains digits; models are read once, engines are compiled once an architecture.

    Not safe between threads: one thread owns it.
    """

    def __init__(self) -> None:
        self._models: dict[Path, StoredModel] = {}
        self._loaded: Path | None = None

    def __call__(self, request: AnalysisRequest) -> Analysis:
        """Explain a digit.

        Raises:
            FileError: the model cannot be read.
        """
        stored = self._models.get(request.model)
        if stored is None:
            stored = self._models[request.model] = store.load(request.model)
        engine = engine_for(stored.card.architecture)
        if self._loaded != request.model:
            engine.load(stored.weights, stored.card.name)
            self._loaded = request.model
        return engine.analyse(request.digit)
