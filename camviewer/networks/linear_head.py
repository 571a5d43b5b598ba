"""Finding the linear head of a network: by algebra on its graph, whatever its layers are called.

Scores are a linear function of the mean of features, S = W^T F + b, where the layers from some
grid of cells to the end are affine maps of the channels of every cell, with one mean over all
cells between them: a mean of affine maps is the affine map of the mean. So a 1 x 1 convolution or
a batch normalisation before the pooling folds into W and b as exactly as those behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from camviewer.common.arrays import Array
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.layer_kind import ChannelMap


@dataclass(frozen=True)
class HeadPlace:
    """Where the linear head of a graph begins.

    Attributes:
        features: what comes out of the last layer before it: n is of the n-th layer, from 1.
    """

    features: int


def head_place(graph: Graph) -> HeadPlace | None:
    """Where the linear head of a graph is; None without one. No weights are needed.

    The features are the output of a layer, never the sample itself.
    """
    place, has_mean = _before_head(graph)
    has_cells = len(graph.shapes[place]) > 1 and place not in _samples_scaled(graph)
    return HeadPlace(place) if has_mean and has_cells else None


def _before_head(graph: Graph) -> tuple[int, bool]:
    """The last layer that is not of a linear head or reads the sample; if a mean comes behind."""
    place, has_mean = len(graph.layers), False
    while place > 0:
        layer = graph.layers[place - 1]
        if layer.inputs[0] == 0 or not _is_in_head(graph, place):
            break
        has_mean = has_mean or _is_mean(graph, place)
        place = layer.inputs[0]
    return place, has_mean


def _is_in_head(graph: Graph, place: int) -> bool:
    """Whether a layer is a mean over all cells, or does the same to the channels of every cell."""
    layer = graph.layers[place - 1]
    if len(layer.inputs) != 1 or _readers(graph, place) > 1:
        return False
    return (
        _is_mean(graph, place)
        or layer.does.is_channel_map(layer.settings)
        or _keeps_channels(graph, place)
    )


def _is_mean(graph: Graph, place: int) -> bool:
    layer = graph.layers[place - 1]
    return layer.does.is_mean(layer.settings, graph.shapes[layer.inputs[0]])


def head_weights(graph: Graph, weights: Sequence[Weights]) -> tuple[Array, Array]:
    """Weights w (K, C) and bias b (C,) of a graph that has a linear head.

    Args:
        graph: the network.
        weights: of each layer.
    """
    found = head_place(graph)
    assert found is not None
    whole: ChannelMap | None = None
    place = len(graph.layers)
    while place > found.features:
        layer = graph.layers[place - 1]
        channels = graph.shapes[layer.inputs[0]][-1]
        step = layer.does.channel_map(layer.settings, weights[place - 1], channels)
        if step is not None:
            whole = step if whole is None else _behind(step, whole)
        place = layer.inputs[0]
    if whole is None:  # scores are the means themselves
        whole = np.eye(graph.classes), np.zeros(graph.classes)
    matrix, bias = whole
    with np.errstate(over="ignore"):  # what single precision does not hold is infinite
        return np.ascontiguousarray(matrix, np.float32), bias.astype(np.float32)


def _behind(first: ChannelMap, then: ChannelMap) -> ChannelMap:
    """One affine map, then another, as one."""
    with np.errstate(over="ignore", invalid="ignore"):  # whoever asks looks for what is infinite
        return first[0] @ then[0], first[1] @ then[0] + then[1]


def features_place(graph: Graph) -> int | None:
    """The output with cells that is nearest to the scores: of the head, else of the last layer."""
    head = head_place(graph)
    if head is not None:
        return head.features
    scaled = _samples_scaled(graph)
    places = (place for place in range(len(graph.layers), 0, -1) if place not in scaled)
    grids = (place for place in places if len(graph.shapes[place]) > 1)
    return next((place for place in grids if graph.shapes[place][:2] != (1, 1)), None)


def _samples_scaled(graph: Graph) -> set[int]:
    """The outputs that are the sample itself, however it is scaled: they are nobody's features."""
    found = {0}
    for place, layer in enumerate(graph.layers, 1):
        if layer.kind in ("Rescaling", "Normalization") and layer.inputs[0] in found:
            found.add(place)
    return found


def _readers(graph: Graph, place: int) -> int:
    return sum(layer.inputs.count(place) for layer in graph.layers)


def _keeps_channels(graph: Graph, place: int) -> bool:
    """Whether a layer gives the channels that it reads, whatever cells they are in."""
    layer = graph.layers[place - 1]
    return layer.does.keeps_channels(layer.settings, graph.shapes[layer.inputs[0]])
