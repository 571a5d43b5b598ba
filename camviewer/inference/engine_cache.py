"""Engines with any network's weights: models are read once, an architecture is compiled once."""

from __future__ import annotations

from pathlib import Path

from camviewer.inference.engine import Engine
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks import store
from camviewer.networks.description import Architecture
from camviewer.networks.store import StoredModel


class Engines:
    """Gives the engine of a network, with its weights. One thread at a time uses it."""

    def __init__(self) -> None:
        """No engine yet."""
        self._engines: dict[Architecture, Engine] = {}
        self._models: dict[Path, tuple[int, StoredModel]] = {}
        self._loaded: dict[Architecture, object] = {}

    def loaded(self, network: Path | NetworkSnapshot) -> Engine:
        """The engine of a network; its weights stay until another network is asked for.

        Args:
            network: file of a model, or a network at a moment of its training.

        Raises:
            UserError: the model cannot be read, or there is no such architecture.
        """
        if isinstance(network, Path):
            stored = self._stored(network)
            name, names = stored.card.name, stored.card.class_names
            weights, architecture = stored.weights, stored.architecture
        else:
            name, names = network.name, network.class_names
            weights, architecture = network.weights, network.architecture
        if architecture not in self._engines:
            self._engines[architecture] = Engine(architecture)
        engine = self._engines[architecture]
        if self._loaded.get(architecture) is not weights:
            engine.load(weights, name, names)
            self._loaded[architecture] = weights
        return engine

    def _stored(self, path: Path) -> StoredModel:
        """The model in a file, read again when the file has changed."""
        changed = path.stat().st_mtime_ns if path.exists() else 0
        known = self._models.get(path)
        if known is None or known[0] != changed:
            known = self._models[path] = (changed, store.load(path))
        return known[1]
