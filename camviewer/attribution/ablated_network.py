"""A network whose channels are switched off or scaled, as a network of its own."""

from __future__ import annotations

from functools import cached_property

from camviewer.common.arrays import Array
from camviewer.inference.activations import Activations, OpenNetwork
from camviewer.inference.engine import Engine
from camviewer.networks.graph import Graph, Layer, Weights
from camviewer.networks.layers import LAYERS


class AblatedNetwork:
    """A network with a linear head, the channels that the head reads multiplied by factors.

    The same layers make the features; then come their mean and one dense layer, in whose weights
    the factors are: a channel multiplied by a factor is a row of weights multiplied by it. It is
    made ready when it is first asked for more than its graph.
    """

    def __init__(self, network: OpenNetwork, weights: Array, bias: Array, factors: Array) -> None:
        """Nothing is computed yet.

        Args:
            network: as it is.
            weights: (K, C) of its linear head.
            bias: (C,) of its linear head.
            factors: (K,) by what its channels are multiplied.
        """
        self._network = network
        self._head = [weights * factors[:, None], bias]

    @cached_property
    def graph(self) -> Graph:
        """The network."""
        graph = self._network.graph
        mean, scores = LAYERS["GlobalAveragePooling2D"], LAYERS["Dense"]
        units = dict(scores.defaults) | {"units": graph.classes}
        before = graph.layers[: self.features_place]
        return Graph(
            graph.spec,
            (
                *before,
                Layer(mean.name, "ablated_mean", tuple(mean.defaults.items()), (len(before),)),
                Layer(scores.name, "ablated_scores", tuple(units.items()), (len(before) + 1,)),
            ),
        )

    @cached_property
    def weights(self) -> Weights:
        """All its weights, in the graph's order."""
        layers = self._network.graph.by_layer(self._network.weights)[: self.features_place]
        return [weight for layer in layers for weight in layer] + self._head

    @property
    def features_place(self) -> int | None:
        """Output of the layer whose features a prediction has, from 1."""
        return self._network.features_place

    def activations(self, samples: Array) -> Activations:
        """What every layer makes of samples (n, h, w) or (n, h, w, 3)."""
        return self._engine.activations(samples)

    def scores(self, samples: Array) -> Array:
        """Scores (n, C) of samples (n, h, w) or (n, h, w, 3)."""
        return self._engine.scores(samples)

    def ablated_scores(self, sample: Array, place: int, factors: Array) -> Array:
        """Scores (m, C) of one sample with an output's channels multiplied by factors (m, K)."""
        return self._engine.ablated_scores(sample, place, factors)

    @cached_property
    def _engine(self) -> Engine:
        return Engine(self.graph, self.weights, is_snapshot=True)
