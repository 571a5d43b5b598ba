"""The backward walk: gradients of scores with respect to what any layer gives, in NumPy.

A network is a graph whose layers know how to pass a gradient back (`LayerKind.gradient`), so the
chain rule is a walk over it from the end, one step a layer (Rumelhart, Hinton and Williams,
"Learning representations by back-propagating errors", Nature 1986).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import takewhile

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.parallel import in_parallel
from camviewer.inference.activations import Activations, OpenNetwork
from camviewer.networks.graph import Graph

Step = Callable[[int, list[Array], Array], Sequence[Array]]
"""Passes back what arrived at the output of the n-th layer, from 1, to each of its inputs."""

Arriving = Callable[[int, Array], Array]
"""What the n-th layer takes for the gradient with respect to its output."""

_AT_ONCE = 10
"""Gradients of one walk: of fewer each takes longer, more gain nothing."""


def walk_back(
    activations: Activations,
    upstream: Array,
    places: Collection[int],
    step: Step,
    start: int | None = None,
) -> dict[int, Array]:
    """Go from the scores back over the network; what comes to one output on many ways adds up.

    Args:
        activations: what every layer made of one sample, or of each of n.
        upstream: (n, C) what is passed back from the scores, or (n, …) from where it starts.
        places: n for the output of the n-th layer of `activations.graph`, 0 for the sample.
        step: passes on; is given the place, what went into the layer and what arrived.
        start: the output from which it goes back; that of the last layer by default.

    Returns:
        (n, h, w, K) or (n, K) for each place.
    """
    graph = activations.graph
    last = len(graph.layers) if start is None else start
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
    upstream = one_hot(activations.graph.classes, classes)
    return walk_back(activations, upstream, places, _chain_rule(activations, arriving))


def summed_gradients(network: OpenNetwork, samples: Array, classes: Sequence[int]) -> Array:
    """Gradients of scores with respect to each of m samples, added up over the samples.

    Ten samples are a part of the work, and parts are shared among the processor's cores. Where only
    linear layers are left, which pass all gradients back alike, their sum is walked back over.

    Args:
        network: is asked.
        samples: (m, h, w, …), m >= 1.
        classes: the classes whose scores are meant, n of them.

    Returns:
        (n, h, w, channels).
    """

    def sum_of(start: int) -> tuple[Activations, Array]:
        activations = network.activations(samples[start : start + _AT_ONCE])
        return activations, _summed_behind(activations, classes)

    found = in_parallel(sum_of, range(0, len(samples), _AT_ONCE))
    whole: Array = np.sum([part for _, part in found], axis=0)
    activations, _ = found[0]
    behind = linear_places(activations.graph)
    return walk_back(activations, whole, {0}, _chain_rule(activations), behind)[0]


def _summed_behind(activations: Activations, classes: Sequence[int]) -> Array:
    """The sum over all samples of gradients with respect to what `linear_places` layers give.

    With about ten gradients a walk: of one sample by ten classes, whose part of the work is done
    once, or of ten samples by one class.
    """
    behind = linear_places(activations.graph)
    together = max(1, _AT_ONCE // len(classes))
    whole: Array = np.zeros((), np.float32)
    for start in range(0, len(activations.outputs[0]), together):
        outputs = tuple(each[start : start + together] for each in activations.outputs)
        number = len(outputs[0])
        if min(number, len(classes)) > 1:  # else one of either serves all of the other
            outputs = tuple(each.repeat(len(classes), axis=0) for each in outputs)
        some = replace(activations, outputs=outputs)
        found = score_gradients(some, [*classes] * number, {behind})[behind]
        whole = whole + found.reshape(number, len(classes), *found.shape[1:]).sum(axis=0)
    return whole


def linear_places(graph: Graph) -> int:
    """How many layers from the first one on form a linear chain that all others stand behind.

    Args:
        graph: with activation functions as layers of their own.
    """
    chain = takewhile(
        lambda each: each[1].does.has_kernel and each[1].inputs == (each[0],),
        enumerate(graph.layers),
    )
    length = len(list(chain))
    return min([length, *(read for layer in graph.layers[length:] for read in layer.inputs)])


def _chain_rule(
    activations: Activations, arriving: Arriving = lambda _place, gradient: gradient
) -> Step:
    def step(place: int, inputs: list[Array], gradient: Array) -> Sequence[Array]:
        layer, output = activations.graph.layers[place - 1], activations.outputs[place]
        weights, upstream = activations.weights[place - 1], arriving(place, gradient)
        return layer.does.gradient(layer.settings, weights, inputs, output, upstream)

    return step


def one_hot(number: int, classes: Sequence[int]) -> Array:
    """(n, number) a row for each of n classes, 1 at the class."""
    rows = np.zeros((len(classes), number), np.float32)
    rows[np.arange(len(classes)), list(classes)] = 1
    return rows
