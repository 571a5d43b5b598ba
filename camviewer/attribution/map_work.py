"""Maps of many samples: computed when they are looked at, never kept with an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS
from camviewer.common.arrays import Array
from camviewer.data.dataset import Labels
from camviewer.data.fitting import Fitting
from camviewer.data.spec import ImageSpec
from camviewer.inference import session
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluator import BATCH
from camviewer.inference.prediction import Capability, CapabilityError, NetworkSnapshot


@dataclass(frozen=True, eq=False)
class MapsRequest:
    """One map a sample is wanted.

    Attributes:
        network: file of a model, or a network at a moment of its training.
        samples: (n, h, w, …) in [0, 1]; those of another kind than the network's are fitted.
        classes: (n,) the class of each sample's map.
        minus: (n,) classes whose maps are taken away from these, or None.
        method: name of the method.
        values: of its parameters.
        check: called again and again by a method that takes its time; ends it by raising.
    """

    network: Path | NetworkSnapshot
    samples: Array
    classes: Labels
    minus: Labels | None = None
    method: str = METHODS.default
    values: Values = field(default_factory=dict)
    check: Callable[[], object] = lambda: None

    @property
    def is_arithmetic(self) -> bool:
        """Whether all maps come from one pass over the batch: class activation maps do."""
        return self.method == METHODS.default


@dataclass(frozen=True, eq=False)
class MapTask:
    """The map of one sample of a request.

    Attributes:
        request: what is wanted.
        place: of the sample in the request.
    """

    request: MapsRequest
    place: int


Mapper = Callable[[MapsRequest], Array]
"""Gives the maps (n, h, w)."""


def maps(request: MapsRequest) -> Array:
    """(n, h, w) each sample's finished map of one class, or the difference of two.

    Raises:
        UserError: the model cannot be read, or the method gave nothing.
        CapabilityError: the network lacks what the method needs.
    """
    if request.is_arithmetic:
        return _class_activation_maps(request)
    found: list[Array | None] = []
    for place in range(len(request.samples)):
        made = None
        for step in map_steps(MapTask(request, place)):
            request.check()
            made = step
        found.append(made)
    return np.array(found, np.float32) if found else np.zeros((0, 1, 1), np.float32)


def map_steps(task: MapTask) -> Iterator[Array | None]:
    """The finished map (h, w) of one sample, last; raises as `maps`.

    Before that None after each estimate, which is not shown, so that whoever waits can stop.
    """
    request, place = task.request, task.place
    method = METHODS.named(request.method)
    prediction = ENGINES.of(request.network).predict(_shown(request, place, place + 1)[0])
    classes = [int(request.classes[place])]
    if request.minus is not None:
        classes.append(int(request.minus[place]))
    maps = np.zeros((0, 1, 1), np.float32)
    for estimate in method.refine_classes(prediction, classes, request.values):
        yield None
        maps = estimate.maps
    yield maps[0] if request.minus is None else maps[0] - maps[1]


def described(request: MapsRequest) -> str:
    """The request's method for people, with what it takes for its parameters; n >= 1 samples."""
    method = METHODS.named(request.method)
    if not method.parameters:
        return method.described({})
    prediction = ENGINES.of(request.network).predict(_shown(request, 0, 1)[0])
    return method.described(method.chosen(prediction, request.values))


def _class_activation_maps(request: MapsRequest) -> Array:
    engine = ENGINES.of(request.network)
    if engine.head is None:
        raise CapabilityError(engine.model, Capability.LINEAR_HEAD)
    by_class = engine.head.weights.T
    weights: Array = by_class[request.classes]
    if request.minus is not None:
        weights = weights - by_class[request.minus]
    if len(request.samples) == 0:
        blank = np.zeros((1, *engine.spec.shape), np.float32)
        return engine.combine(blank, np.zeros((1, by_class.shape[1]), np.float32))[:0]
    parts = [(start, start + BATCH) for start in range(0, len(request.samples), BATCH)]
    return np.concatenate(
        [engine.combine(_shown(request, *part), weights[slice(*part)]) for part in parts]
    )


def _shown(request: MapsRequest, start: int, stop: int) -> Array:
    """Samples of a request as its network is shown them."""
    samples = request.samples[start:stop]
    return Fitting(ImageSpec.of(samples[0]), ENGINES.of(request.network).spec).of(samples)


def make_mapper() -> Mapper:
    """What computes maps; runs in the thread that will use it."""
    session.load_runtime()
    return maps
