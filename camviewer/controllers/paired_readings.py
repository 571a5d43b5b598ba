"""What two networks make of one sample: read and explained in a thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.channel_ablation import ChannelAblation, ablate
from camviewer.attribution.methods import Method
from camviewer.attribution.methods_instead import methods_instead
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.spec import ImageSpec
from camviewer.inference.prediction import NetworkSnapshot, Prediction, PredictionRequest
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.graph import Graph
from camviewer.networks.model_card import ModelCard

_log = logging.getLogger(__name__)

Network = Path | NetworkSnapshot
Predict = Callable[[PredictionRequest], Prediction]


@dataclass(frozen=True)
class Size:
    """How large a network is.

    Attributes:
        parameters: numbers in it, those that are not trained included.
        multiplications: about how many a reading takes.
    """

    parameters: int
    multiplications: int


@dataclass(frozen=True, eq=False)
class Reading:
    """What one network makes of the sample.

    Attributes:
        network: which one.
        prediction: of the sample as it is shown to both; None if there is none.
        drawn: of the sample as it is drawn: the same one, unless its pixels are rearranged.
        attribution: what the method makes of the prediction; None without one, where the network
            lacks what the method needs, and before it is computed.
        trouble: why prediction or attribution could not be had; empty without trouble.
    """

    network: Network
    prediction: Prediction | None = None
    drawn: Prediction | None = None
    attribution: Attribution | None = None
    trouble: str = ""


@dataclass(frozen=True, eq=False)
class Answer:
    """Readings of the network on stage and of the second one, and whether they are explained."""

    readings: tuple[Reading, ...]
    is_explained: bool


Work = Callable[[Predict], Answer]
"""What is computed in the thread, with what predicts there."""


def size_of(
    card: ModelCard, snapshot: NetworkSnapshot | None, reading: Reading | None
) -> Size | None:
    """How large a network is; None where only a reading would tell and there is none.

    Args:
        card: of the model.
        snapshot: the network at a moment of its training, in the model's place.
        reading: of the network.
    """
    graph: Graph | None = None
    if snapshot is not None:
        graph = snapshot.graph
    elif card.architecture in ARCHITECTURES:
        graph = _known_graph(card.architecture, card.spec, len(card.class_names))
    elif reading is not None and reading.prediction is not None:
        network = reading.prediction.network
        graph = network.graph if network is not None else None
    return None if graph is None else Size(sum(graph.parameters), graph.multiplications)


def working_instead(method: Method, readings: Sequence[Reading]) -> tuple[Method, ...]:
    """Methods that all these networks bear, in the place of one that has nothing to show."""
    return methods_instead(method, (each.prediction for each in readings if each.prediction))


def read(
    networks: Sequence[Network],
    ablation: ChannelAblation | None,
    drawn: Array,
    sample: Array,
    explain: Callable[[Reading], Reading] | None,
    predict: Predict,
) -> Answer:
    """What networks make of a sample, the first of them ablated; explained if that is quick."""
    readings = []
    for network, factors in zip(networks, (ablation, None), strict=True):
        try:
            prediction = _predicted(predict, network, sample, factors)
            unchanged = (
                prediction if sample is drawn else _predicted(predict, network, drawn, factors)
            )
        except UserError as error:
            reading = Reading(network, trouble=str(error))
        else:
            reading = Reading(network, prediction, unchanged)
        readings.append(reading if explain is None else explain(reading))
    return Answer(tuple(readings), is_explained=explain is not None)


@dataclass(frozen=True, eq=False)
class ExplainTask:
    """Readings that are to be explained by a method that takes its time."""

    readings: tuple[Reading, ...] = field(repr=False)
    method: Method
    values: Values


def explained_in_steps(task: ExplainTask) -> Iterator[tuple[Reading, ...]]:
    """All readings at each step, one after the other explained better and better."""
    readings = list(task.readings)
    for place, reading in enumerate(task.readings):
        for step in _steps(task.method, task.values, reading):
            readings[place] = step
            yield tuple(readings)


def explained(method: Method, values: Values, reading: Reading) -> Reading:
    """A reading with what a method makes of it, or why it makes nothing of it."""
    for step in _steps(method, values, reading):
        reading = step
    return reading


def _steps(method: Method, values: Values, reading: Reading) -> Iterator[Reading]:
    prediction = reading.prediction
    if prediction is None or prediction.lacking(*method.needs) is not None:
        return
    try:
        for attribution in method.refine(prediction, values):
            yield replace(reading, attribution=attribution)
    except UserError as error:
        yield replace(reading, trouble=str(error))
    except Exception:  # a method may be another's code
        _log.exception("The method %s failed", method.name)
        told = translate("{0} failed. The log says more.", translate(method.title))
        yield replace(reading, trouble=told)


def is_another(before: Network, now: Network) -> bool:
    """Whether it is another model (moments of a training come faster than they are read)."""
    return isinstance(now, Path) and now != before


def _predicted(
    predict: Predict, network: Network, sample: Array, ablation: ChannelAblation | None
) -> Prediction:
    prediction = predict(PredictionRequest(network, sample))
    head = prediction.head
    if ablation is None or head is None or len(ablation.factors) != len(head.weights):
        return prediction
    return ablate(prediction, ablation)


@cache
def _known_graph(architecture: str, spec: ImageSpec, classes: int) -> Graph:
    return graph_of(architecture, spec, classes)
