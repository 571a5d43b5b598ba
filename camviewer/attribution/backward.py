"""The backward walk: gradients of scores with respect to what any layer gives, in NumPy.

A network is a graph whose layers know how to pass a gradient back (`LayerKind.gradient`), so the
chain rule is a walk over it from the end, one step a layer (Rumelhart, Hinton and Williams,
"Learning representations by back-propagating errors", Nature 1986).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from camviewer.common.arrays import Array
from camviewer.inference.activations import Activations

Passing = Callable[[int, Array], Array]
"""Given an output's place and the gradient there, the gradient that goes on from it."""


def score_gradients(
    activations: Activations,
    classes: Sequence[int],
    places: Collection[int],
    passing: Passing = lambda _place, gradient: gradient,
) -> dict[int, Array]:
    """Gradients of scores with respect to outputs of layers.

    Args:
        activations: what every layer made of the sample.
        classes: the classes whose scores are meant, n of them.
        places: n for the output of the n-th layer of `activations.graph`, 0 for the sample.
        passing: may change what goes on from an output, as a network does whose channels are
            scaled there.

    Returns:
        (n, h, w, K) or (n, K) for each place.
    """
    upstream = np.zeros((len(classes), activations.graph.classes), np.float32)
    upstream[np.arange(len(classes)), list(classes)] = 1
    return gradients(activations, upstream, places, passing)


def gradients(
    activations: Activations,
    upstream: Array,
    places: Collection[int],
    passing: Passing = lambda _place, gradient: gradient,
) -> dict[int, Array]:
    """As `score_gradients`, of weighted sums of scores: upstream (n, C) are the weights."""
    graph = activations.graph
    last = len(graph.layers)
    waiting: dict[int, Array] = {last: upstream}
    found: dict[int, Array] = {}
    for place in range(last, min(places) - 1, -1):
        # Nothing reads an output that no gradient came back to.
        gradient = waiting.pop(place, None)
        if gradient is None:
            shape = (len(upstream), *activations.outputs[place].shape[1:])
            gradient = np.zeros(shape, np.float32)
        gradient = passing(place, gradient)
        if place in places:
            found[place] = gradient
        if place == 0:
            break
        layer = graph.layers[place - 1]
        parts = layer.does.gradient(
            layer.settings,
            activations.weights[place - 1],
            [activations.outputs[each] for each in layer.inputs],
            activations.outputs[place],
            gradient,
        )
        for before, part in zip(layer.inputs, parts, strict=True):
            waiting[before] = waiting[before] + part if before in waiting else part
    return found
