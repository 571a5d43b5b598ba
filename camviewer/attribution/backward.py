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

Step = Callable[[int, list[Array], Array], Sequence[Array]]
"""Passes back what arrived at the output of the n-th layer, from 1, to each of its inputs."""

Arriving = Callable[[int, Array], Array]
"""What the n-th layer takes for the gradient with respect to its output."""


def walk_back(
    activations: Activations, upstream: Array, places: Collection[int], step: Step
) -> dict[int, Array]:
    """Go from the scores back over the network; what comes to one output on many ways adds up.

    Args:
        activations: what every layer made of one sample, or of each of n.
        upstream: (n, C) what is passed back from the scores.
        places: n for the output of the n-th layer of `activations.graph`, 0 for the sample.
        step: passes on; is given the place, what went into the layer and what arrived.

    Returns:
        (n, h, w, K) or (n, K) for each place.
    """
    graph, last = activations.graph, len(activations.graph.layers)
    waiting: dict[int, Array] = {last: upstream}
    found: dict[int, Array] = {}
    for place in range(last, min(places) - 1, -1):
        # Nothing reads an output that nothing came back to.
        here = waiting.pop(place, None)
        if here is None:
            here = np.zeros((len(upstream), *activations.outputs[place].shape[1:]), np.float32)
        if place in places:
            found[place] = here
        if place == 0:
            break
        sources = graph.layers[place - 1].inputs
        parts = step(place, [activations.outputs[each] for each in sources], here)
        for before, part in zip(sources, parts, strict=True):
            waiting[before] = waiting[before] + part if before in waiting else part
    return found


def score_gradients(
    activations: Activations,
    classes: Sequence[int],
    places: Collection[int],
    arriving: Arriving = lambda _place, gradient: gradient,
) -> dict[int, Array]:
    """Gradients of scores with respect to outputs of layers.

    Args:
        activations: what every layer made of one sample, or of one for each of the classes.
        classes: the classes whose scores are meant, n of them.
        places: n for the output of the n-th layer of `activations.graph`, 0 for the sample.
        arriving: may change a gradient before a layer passes it on.

    Returns:
        (n, h, w, K) or (n, K) for each place.
    """
    graph = activations.graph

    def step(place: int, inputs: list[Array], gradient: Array) -> Sequence[Array]:
        layer, output = graph.layers[place - 1], activations.outputs[place]
        weights, upstream = activations.weights[place - 1], arriving(place, gradient)
        return layer.does.gradient(layer.settings, weights, inputs, output, upstream)

    return walk_back(activations, one_hot(graph.classes, classes), places, step)


def one_hot(number: int, classes: Sequence[int]) -> Array:
    """(n, number) a row for each of n classes, 1 at the class."""
    rows = np.zeros((len(classes), number), np.float32)
    rows[np.arange(len(classes)), list(classes)] = 1
    return rows
