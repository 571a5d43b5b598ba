"""Engines of the networks that were asked for last, for the whole process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from camviewer.inference.engine import Engine
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks import store

MAX_ENGINES = 16
"""So many are kept: those of the models on stage, and of the snapshots looked at last."""


class Engines:
    """Gives the engine of a network. Safe between threads."""

    def __init__(self) -> None:
        """No engine yet."""
        self._engines: OrderedDict[object, Engine] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, network: Path | NetworkSnapshot) -> Engine:
        """The engine of a network; a file is read again when it has changed.

        Args:
            network: file of a model, or a network at a moment of its training.

        Raises:
            UserError: the model cannot be read, there is no such architecture, or ONNX Runtime is
                missing or broken.
        """
        if isinstance(network, Path):
            changed = network.stat().st_mtime_ns if network.exists() else 0
            key: object = (network, changed)
        else:
            # Nothing else gets the weights' address: their engine keeps them.
            key = (id(network.weights), network.name, network.class_names)
        with self._lock:
            known = self._engines.get(key)
            if known is not None:
                self._engines.move_to_end(key)
                return known
        engine = _of_file(network) if isinstance(network, Path) else _of_snapshot(network)
        with self._lock:
            self._engines[key] = engine
            while len(self._engines) > MAX_ENGINES:
                self._engines.popitem(last=False)
        return engine


ENGINES = Engines()
"""Those of the process."""


def _of_file(path: Path) -> Engine:
    stored = store.load(path)
    return Engine(stored.graph, stored.weights, stored.card.name, stored.card.class_names)


def _of_snapshot(network: NetworkSnapshot) -> Engine:
    return Engine(
        network.graph, network.weights, network.name, network.class_names, is_snapshot=True
    )
