"""The convolutions of a network, and where what each of them found comes out."""

from __future__ import annotations

from functools import lru_cache

from camviewer.networks.graph import Graph, Layer
from camviewer.networks.linear_head import features_place

CONVOLUTIONS = frozenset(("Conv2D", "DepthwiseConv2D", "SeparableConv2D"))
"""Kinds of layers that move a window of weights over a grid of cells."""

ON_GRIDS = CONVOLUTIONS | {"Conv2DTranspose"}
"""Kinds of layers with a kernel whose output has cells of its own."""

_BELONGING = frozenset(
    (
        *("BatchNormalization", "GroupNormalization", "LayerNormalization", "Rescaling"),
        *("Activation", "ReLU", "LeakyReLU", "ELU", "PReLU"),
    )
)
"""What is taken for a part of the convolution that it alone reads."""


@lru_cache(maxsize=64)
def convolution_places(graph: Graph) -> dict[str, int]:
    """For each convolution by its name, the output behind its normalisation and activation.

    n is the output of the n-th layer, from 1; the convolutions are in the graph's order. What is
    folded into the linear head is none of them: its features are the last there are.
    """
    last = features_place(graph) or 0
    return {
        layer.name: _end(graph, place, last)
        for place, layer in enumerate(graph.layers[:last], 1)
        if layer.kind in ON_GRIDS
    }


def _end(graph: Graph, place: int, last: int) -> int:
    readers = [
        (number, layer) for number, layer in enumerate(graph.layers, 1) if place in layer.inputs
    ]
    if place == last or len(readers) != 1:
        return place
    ((number, layer),) = readers
    return _end(graph, number, last) if _belongs(layer) else place


def _belongs(layer: Layer) -> bool:
    return layer.kind in _BELONGING
