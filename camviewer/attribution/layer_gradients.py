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
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Prediction
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


def _layers(prediction: Prediction) -> Mapping[str, str]:
    """The convolutions of the network, the last one first, each with its place among them."""
    if prediction.network is None:
        return {}
    graph = prediction.network.graph
    layers = {layer.name: layer for layer in graph.layers}
    titles = {
        name: f"{number}: {layers[name].title}, {'×'.join(map(str, graph.shapes[place][:2]))}"
        for number, (name, place) in enumerate(convolution_places(graph).items(), 1)
    }
    return dict(reversed(titles.items()))


LAYER = Parameter("layer", tr_noop("Convolution"), _layers)
"""The convolution that is looked at; the last before the linear head where none is chosen."""


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
    chosen = LAYER.value(prediction, values)
    network = prediction.network
    place = convolution_places(network.graph)[chosen] if network is not None and chosen else None
    is_last = network is None or place in (None, network.features_place)
    if is_last and prediction.head is not None:
        height, width, channels = prediction.features.shape
        weights = prediction.weights.T[list(classes)] / np.float32(height * width)
        spread = np.broadcast_to(weights[:, None, None], (len(classes), height, width, channels))
        return LayerGradients(prediction.features, spread, prediction.field, 0)
    activations = prediction.activations
    assert network is not None  # there are its activations
    wanted = network.features_place if place is None else place
    assert wanted is not None  # a convolution has cells
    output = activations.places[wanted]
    assert output is not None  # of a layer whose output is computed
    top = None if network.features_place is None else activations.places[network.features_place]

    def passing(here: int, gradient: Array) -> Array:
        """The gradient goes on through channels that were scaled."""
        if prediction.factors is None or here != top:
            return gradient
        return gradient * prediction.factors

    found = score_gradients(activations, classes, {output}, passing)[output]
    field = receptive_field(network.graph, wanted)
    return LayerGradients(activations.outputs[output][0], found, field, 1)
