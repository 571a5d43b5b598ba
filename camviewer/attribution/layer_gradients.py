"""Gradients of scores with respect to the features of one convolution, whichever it is.

Grad-CAM and HiResCAM are made of these features and this gradient. At the features that the linear
head reads it is a closed formula; further down it is the backward walk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from camviewer.attribution.attribution import Parameter, Values
from camviewer.attribution.backward import score_gradients
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop, translate
from camviewer.inference.prediction import Capability, CapabilityError, Prediction
from camviewer.networks.cell_reach import receptive_field
from camviewer.networks.convolutions import convolution_places
from camviewer.networks.receptive_field import ReceptiveField


@dataclass(frozen=True, eq=False)
class LayerGradients:
    """What a convolution found, and how the scores change with it.

    Attributes:
        features: (h, w, K) what came out of it, its activation applied.
        gradients: (n, h, w, K) of n scores with respect to the features.
        field: what each cell can see of the sample; None if that is not known.
        passes: backward passes that it took.
    """

    features: Array
    gradients: Array
    field: ReceptiveField | None
    passes: int


FEATURES = "features"
"""What stands for the features that a linear head reads, where they are no convolution's own."""


def _layers(prediction: Prediction) -> Mapping[str, str]:
    """The convolutions of the network, the last one first, each with its place among them.

    Before them the features that the linear head reads, where something lies between.
    """
    if prediction.network is None:
        return {}
    graph, place = prediction.network.graph, prediction.network.features_place
    layers = {layer.name: layer for layer in graph.layers}
    titles = {
        name: f"{number}: {layers[name].title}, {'×'.join(map(str, graph.shapes[place][:2]))}"
        for number, (name, place) in enumerate(convolution_places(graph).items(), 1)
    }
    found = dict(reversed(titles.items()))
    is_between = prediction.head is not None and place not in convolution_places(graph).values()
    if not is_between or place is None:
        return found
    size = "×".join(map(str, graph.shapes[place][:2]))
    return {FEATURES: f"{translate('Features')}, {size}"} | found


LAYER = Parameter("layer", tr_noop("Convolution"), _layers)
"""The convolution that is looked at; the last before the linear head where none is chosen."""


def layer_place(prediction: Prediction, values: Values) -> int:
    """Output of the chosen convolution in the network's graph, from 1.

    Raises:
        CapabilityError: the network does not lie open, or has no features.
    """
    network, chosen = prediction.open_network, LAYER.value(prediction, values)
    is_convolution = chosen not in ("", FEATURES)
    place = convolution_places(network.graph)[chosen] if is_convolution else network.features_place
    if place is None:
        raise CapabilityError(prediction.model, Capability.CONVOLUTION_FEATURES)
    return place


def layer_features(prediction: Prediction, values: Values) -> tuple[Array, ReceptiveField | None]:
    """(h, w, K) what the chosen convolution found, and what each of its cells sees.

    Raises:
        CapabilityError: the network has no features.
    """
    if _is_last(prediction, values):
        return prediction.features, prediction.field
    place, activations = layer_place(prediction, values), prediction.activations
    output = activations.places[place]
    assert output is not None  # of a layer whose output is computed
    field = receptive_field(prediction.open_network.graph, place)
    return activations.outputs[output][0], field


def _is_last(prediction: Prediction, values: Values) -> bool:
    """Whether the features that a prediction has are those of the chosen convolution."""
    network = prediction.network
    return network is None or layer_place(prediction, values) == network.features_place


def layer_gradients(
    prediction: Prediction, classes: Sequence[int], values: Values
) -> LayerGradients:
    """Features of the chosen convolution, and the gradients of scores with respect to them.

    Args:
        prediction: of the sample.
        classes: whose scores are meant.
        values: may choose a `LAYER`.

    Raises:
        CapabilityError: the network has no features, or no gradient is known.
    """
    features, field = layer_features(prediction, values)
    if prediction.head is not None and _is_last(prediction, values):
        height, width, channels = features.shape
        weights = prediction.weights.T[list(classes)] / np.float32(height * width)
        spread = np.broadcast_to(weights[:, None, None], (len(classes), height, width, channels))
        return LayerGradients(features, spread, field, 0)
    activations = prediction.activations
    output = activations.places[layer_place(prediction, values)]
    assert output is not None  # of a layer whose output is computed
    found = score_gradients(activations, classes, {output})[output]
    return LayerGradients(features, found, field, 1)
