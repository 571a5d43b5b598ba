"""Maps of many samples: computed when they are looked at, never kept with an evaluation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from camviewer.common.arrays import Array
from camviewer.data.dataset import Labels
from camviewer.inference import preload
from camviewer.inference.prediction import NetworkSnapshot


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
"""Gives the maps (n, h, w); belongs to the thread that made it."""


def make_mapper() -> Mapper:
    """Load what computes maps; runs in the thread that will use it."""
    with preload.quiet_imports(), preload.polite_imports():
        from camviewer.inference.evaluator import Evaluator

    evaluator = Evaluator()

    def maps(request: MapsRequest) -> Array:
        if request.minus is None:
            return evaluator.maps_of(request.network, request.samples, request.classes)
        return evaluator.differences_of(
            request.network, request.samples, request.classes, request.minus
        )

    return maps
