"""What every layer of a network made of samples, kept to walk back over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from camviewer.common.arrays import Array
from camviewer.networks.graph import Graph, Weights


@dataclass(frozen=True, eq=False)
class Activations:
    """A forward pass, layer by layer.

    The graph is the network's as it is read: activation functions are layers of their own, batch
    normalisations are folded.

    Attributes:
        graph: the graph as it is read.
        weights: of each of its layers.
        outputs: the n samples, then what came out of each layer: (n, h, w, K) or (n, K).
        places: for the sample and each layer of the network, its output here; None where it is
            not computed.
    """

    graph: Graph
    weights: list[Weights]
    outputs: tuple[Array, ...]
    places: tuple[int | None, ...]


class OpenNetwork(Protocol):
    """A network that lies open: all its layers can be asked."""

    @property
    def graph(self) -> Graph:
        """The network."""

    @property
    def weights(self) -> Weights:
        """All its weights, in the graph's order."""

    @property
    def features_place(self) -> int | None:
        """Output of the layer whose features a prediction has, from 1."""

    def activations(self, samples: Array) -> Activations:
        """What every layer makes of samples (n, h, w) or (n, h, w, 3)."""

    def scores(self, samples: Array) -> Array:
        """Scores (n, C) of samples (n, h, w) or (n, h, w, 3)."""

    def ablated_scores(self, sample: Array, place: int, factors: Array) -> Array:
        """Scores (m, C) of one sample with an output's channels multiplied by factors (m, K)."""
