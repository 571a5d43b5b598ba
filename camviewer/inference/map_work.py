"""Maps of many samples: computed when they are looked at, never kept with an evaluation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from camviewer.common.arrays import Array
from camviewer.data.dataset import Labels
from camviewer.inference import session
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluator import BATCH
from camviewer.inference.prediction import Capability, CapabilityError, NetworkSnapshot


@dataclass(frozen=True, eq=False)
class MapsRequest:
    """One map a sample is wanted.

    Attributes:
        network: file of a model, or a network at a moment of its training.
        samples: (n, h, w, …) in [0, 1].
        classes: (n,) the class of each sample's map.
        minus: (n,) classes whose maps are taken away from these, or None.
    """

    network: Path | NetworkSnapshot
    samples: Array
    classes: Labels
    minus: Labels | None = None


Mapper = Callable[[MapsRequest], Array]
"""Gives the maps (n, h, w)."""


def maps(request: MapsRequest) -> Array:
    """(n, h, w) each sample's raw map of one class, or the difference of two.

    Raises:
        UserError: the model cannot be read.
        CapabilityError: it has no linear head.
    """
    engine = ENGINES.of(request.network)
    if engine.head is None:
        raise CapabilityError(engine.model, Capability.LINEAR_HEAD)
    by_class = engine.head.weights.T
    weights: Array = by_class[request.classes]
    if request.minus is not None:
        weights = weights - by_class[request.minus]
    samples = request.samples
    if len(samples) == 0:
        blank = np.zeros((1, *engine.spec.shape), np.float32)
        return engine.combine(blank, np.zeros((1, by_class.shape[1]), np.float32))[:0]
    parts = [slice(start, start + BATCH) for start in range(0, len(samples), BATCH)]
    return np.concatenate([engine.combine(samples[part], weights[part]) for part in parts])


def make_mapper() -> Mapper:
    """What computes maps; runs in the thread that will use it."""
    session.load_runtime()
    return maps
