"""Layer-wise relevance propagation: the score is handed back, layer by layer, to the sample.

The walk is that of a gradient (`camviewer.attribution.backward`); what a layer passes on is not how
the score changes but its share of the score (Bach et al., PLoS ONE 2015).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from camviewer.attribution.backward import one_hot, walk_back
from camviewer.common.arrays import Array
from camviewer.inference.activations import Activations
from camviewer.networks.graph import Graph, Layer
from camviewer.networks.relevance import Rule

Composite = Callable[[Layer, bool], Rule]
"""The rule for a layer with a kernel; told whether it is the first on its way from the sample."""


@dataclass(frozen=True, eq=False)
class SampleRelevance:
    """Where scores came from.

    Attributes:
        pixels: (n, h, w, channels) of n scores, what each number of the sample has of it.
        bias: (n,) what biases have of it, all layers together.
    """

    pixels: Array
    bias: Array


def relevance(
    activations: Activations, classes: Sequence[int], composite: Composite
) -> SampleRelevance:
    """Share out the scores of n classes.

    Args:
        activations: what every layer made of one sample.
        classes: whose scores are meant.
        composite: which rule is applied where.
    """
    graph, first = activations.graph, first_weighted(activations.graph)
    written_anew = rescaled(graph)
    scores = activations.outputs[-1][0]
    bias = np.zeros(len(classes), np.float32)

    def step(place: int, inputs: list[Array], here: Array) -> Sequence[Array]:
        layer = graph.layers[place - 1]
        if place in written_anew:
            return [here]
        weights, output = activations.weights[place - 1], activations.outputs[place]
        rule = composite(layer, place in first)
        passed = layer.does.relevance(layer.settings, weights, inputs, output, here, rule)
        bias[:] += passed.bias
        return passed.inputs

    upstream: Array = one_hot(graph.classes, classes) * scores
    return SampleRelevance(walk_back(activations, upstream, {0}, step)[0], bias)


def rescaled(graph: Graph) -> frozenset[int]:
    """The layers, from 1, behind which the sample is the same, each number written otherwise.

    What a pixel is worth there is what it is worth: a black one is not nothing because it is 0.
    """
    found = set()
    for place, layer in enumerate(graph.layers, 1):
        is_kept = graph.shapes[place] == graph.shapes[0] and len(layer.inputs) == 1
        is_plain = not layer.does.has_kernel and not layer.does.rearranges
        if is_kept and is_plain and (layer.inputs[0] == 0 or layer.inputs[0] in found):
            found.add(place)
    return frozenset(found)


def first_weighted(graph: Graph) -> frozenset[int]:
    """The layers with a kernel, from 1, that no other one comes before."""
    behind: set[int] = set()
    first = set()
    for place, layer in enumerate(graph.layers, 1):
        is_behind = any(each in behind for each in layer.inputs)
        weighted = layer.does.has_kernel
        if weighted and not is_behind:
            first.add(place)
        if weighted or is_behind:
            behind.add(place)
    return frozenset(first)
