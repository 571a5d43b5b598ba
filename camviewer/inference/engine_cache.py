"""Engines of the networks that were asked for last, for the whole process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from camviewer.inference.engine import Engine
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks import store
from camviewer.networks.scaling_notes import version_of

MAX_FILES = 12
"""Engines of so many models are kept: of those on stage, compared and evaluated."""

MAX_SNAPSHOTS = 4
"""Those of a training come four times a second, and must not push the models out."""


class Engines:
    """Gives the engine of a network. Safe between threads."""

    def __init__(self) -> None:
        """No engine yet."""
        self._files: OrderedDict[object, Engine] = OrderedDict()
        self._snapshots: OrderedDict[object, Engine] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, network: Path | NetworkSnapshot) -> Engine:
        """The engine of a network; a file is read again when it has changed, or is fed another way.

        Args:
            network: file of a model, or a network at a moment of its training.

        Raises:
            UserError: the model cannot be read, there is no such architecture, or ONNX Runtime is
                missing or broken.
        """
        if isinstance(network, Path):
            key: object = (network, version_of(network))
            engines, at_most = self._files, MAX_FILES
        else:
            # Nothing else gets the weights' address: their engine keeps them.
            key = (id(network.weights), network.name, network.class_names)
            engines, at_most = self._snapshots, MAX_SNAPSHOTS
        with self._lock:
            known = engines.get(key)
            if known is not None:
                engines.move_to_end(key)
                return known
        engine = _of_file(network) if isinstance(network, Path) else _of_snapshot(network)
        with self._lock:
            engines[key] = engine
            while len(engines) > at_most:
                engines.popitem(last=False)
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
