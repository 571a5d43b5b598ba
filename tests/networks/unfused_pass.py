"""One pass forward over every layer of a network, and one backward, by what the kinds say."""

from __future__ import annotations

import numpy as np

from camviewer.common.arrays import Array
from camviewer.inference.session import Session, channels_last
from camviewer.networks import lowering, onnx_model
from camviewer.networks.graph import Graph, Weights


class UnfusedPass:
    """All that lies between the layers of a network for some samples.

    Attributes:
        scores: (n, C) what comes out of the last layer; never probabilities.
    """

    def __init__(self, graph: Graph, weights: Weights, samples: Array) -> None:
        """Compute it for samples (n, h, w, channels)."""
        lowered = lowering.unfused(graph)
        self._graph, self._places = lowered.graph, lowered.outputs
        self._weights = self._graph.by_layer(weights)
        places = range(1, len(self._graph.layers) + 1)
        values = onnx_model.weight_values(self._graph, self._weights)
        session = Session(self._graph, places, values)
        found = session.run(samples, [onnx_model.output_name(place) for place in places])
        self._outputs = [samples, *map(channels_last, found)]
        self.scores = self._outputs[-1]

    def output(self, place: int) -> Array:
        """What comes out of the n-th layer of the network as it was given, from 1."""
        found = self._places[place]
        assert found is not None
        return self._outputs[found]

    def gradient(self, upstream: Array, place: int = 0) -> Array:
        """The gradient with respect to the samples, or to what comes out of the n-th layer.

        Args:
            upstream: gradient with respect to what comes out of the last layer.
            place: n, from 1; 0 for the samples.
        """
        gradients = {len(self._graph.layers): upstream}
        target = self._places[place]
        assert target is not None
        for at in range(len(self._graph.layers), target, -1):
            if at not in gradients:
                continue
            layer = self._graph.layers[at - 1]
            inputs = [self._outputs[each] for each in layer.inputs]
            parts = layer.does.gradient(
                layer.settings, self._weights[at - 1], inputs, self._outputs[at], gradients.pop(at)
            )
            for source, part in zip(layer.inputs, parts, strict=True):
                gradients[source] = gradients[source] + part if source in gradients else part
        return gradients.get(target, np.zeros_like(self._outputs[target]))
