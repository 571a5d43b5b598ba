"""How a graph is read: what it is lowered to, where its features are, and a session for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from camviewer.common.arrays import Array
from camviewer.inference.session import Session
from camviewer.networks import lowering, onnx_model
from camviewer.networks.cell_reach import receptive_field
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.linear_head import features_place
from camviewer.networks.lowering import Lowered
from camviewer.networks.receptive_field import ReceptiveField


@dataclass(frozen=True, eq=False)
class ReadingPlan:
    """What follows from a graph alone, whatever its weights are.

    Attributes:
        graph: the network.
        place: output of the layer whose features are explained; None if none has cells.
    """

    graph: Graph
    place: int | None

    @cached_property
    def field(self) -> ReceptiveField | None:
        """What each cell of the features can see."""
        return None if self.place is None else receptive_field(self.graph, self.place)

    @cached_property
    def unfused(self) -> Lowered:
        """The graph with activations as layers of their own."""
        return lowering.unfused(self.graph)

    @cached_property
    def folded(self) -> Lowered:
        """`unfused` without batch normalisations that a convolution does."""
        return lowering.folded(self.unfused.graph, self._kept)

    @property
    def scores(self) -> str:
        """What the session calls the scores."""
        return onnx_model.output_name(len(self.folded.graph.layers))

    @cached_property
    def features(self) -> str | None:
        """What the session calls the features."""
        output = None if self._kept is None else self.folded.outputs[self._kept]
        return None if output is None else onnx_model.output_name(output)

    @cached_property
    def layers(self) -> list[int]:
        """Outputs of the unfused graph that are those of the graph's layers up to the features."""
        outputs = self.unfused.outputs[1 : 1 + (self.place or 0)]
        return [output for output in outputs if output is not None]

    def values(self, weights: Weights) -> dict[str, Array]:
        """Weights for the session of features and scores."""
        return onnx_model.weight_values(self.folded.graph, self.folded_weights(weights))

    def folded_weights(self, weights: Weights) -> list[Weights]:
        """Weights of each layer of the folded graph."""
        graph = self.unfused.graph
        return lowering.fold(graph, graph.by_layer(weights), self._kept)

    def layer_values(self, weights: Weights) -> dict[str, Array]:
        """Weights for the session of all layers."""
        graph = self.unfused.graph
        return onnx_model.weight_values(graph, graph.by_layer(weights))

    def make_session(self, values: Mapping[str, Array], *, exchangeable: bool = False) -> Session:
        """A session of features, pooled features and scores."""
        graph = self.folded.graph
        output = None if self._kept is None else self.folded.outputs[self._kept]
        wanted = [len(graph.layers)] if output is None else [output, len(graph.layers)]
        return Session(graph, wanted, values, pooled=output, exchangeable=exchangeable)

    def make_score_session(
        self, values: Mapping[str, Array], *, exchangeable: bool = False
    ) -> Session:
        """A session of scores alone: it keeps nothing on the way, which saves a fifth."""
        graph = self.folded.graph
        return Session(graph, [len(graph.layers)], values, exchangeable=exchangeable)

    def make_layer_session(
        self, values: Mapping[str, Array], *, exchangeable: bool = False
    ) -> Session:
        """A session of what comes out of every layer up to the features."""
        wanted = self.layers
        return Session(self.unfused.graph, wanted, values, exchangeable=exchangeable)

    def make_open_session(
        self, values: Mapping[str, Array], *, exchangeable: bool = False
    ) -> Session:
        """A session of what comes out of every layer of the folded graph."""
        graph = self.folded.graph
        every = range(1, len(graph.layers) + 1)
        return Session(graph, every, values, exchangeable=exchangeable)

    @cached_property
    def places_in_folded(self) -> tuple[int | None, ...]:
        """For the sample and each layer of the graph, its output in the folded graph."""
        return tuple(
            None if output is None else self.folded.outputs[output]
            for output in self.unfused.outputs
        )

    @cached_property
    def open_session(self) -> Session:
        """`make_open_session` for weights that are told at every pass."""
        return self.make_open_session(onnx_model.blank_values(self.folded.graph), exchangeable=True)

    def ablating_session(self, place: int) -> Session:
        """A session of scores for weights and factors that are told at every pass; made once.

        Args:
            place: output of a layer of the graph whose channels are multiplied by the factors.
        """
        if place not in self._ablating:
            graph, scaled = self.folded.graph, self.places_in_folded[place]
            values = onnx_model.blank_values(graph)
            self._ablating[place] = Session(
                graph, [len(graph.layers)], values, scaled=scaled, exchangeable=True
            )
        return self._ablating[place]

    @cached_property
    def _ablating(self) -> dict[int, Session]:
        return {}

    @cached_property
    def session(self) -> Session:
        """`make_session` for weights that are told at every pass."""
        return self.make_session(onnx_model.blank_values(self.folded.graph), exchangeable=True)

    @cached_property
    def score_session(self) -> Session:
        """`make_score_session` for weights that are told at every pass."""
        values = onnx_model.blank_values(self.folded.graph)
        return self.make_score_session(values, exchangeable=True)

    @cached_property
    def layer_session(self) -> Session:
        """`make_layer_session` for weights that are told at every pass."""
        values = onnx_model.blank_values(self.unfused.graph)
        return self.make_layer_session(values, exchangeable=True)

    @property
    def _kept(self) -> int | None:
        return None if self.place is None else self.unfused.outputs[self.place]


@lru_cache(maxsize=32)
def plan_of(graph: Graph) -> ReadingPlan:
    """The plan of a graph; made once."""
    return ReadingPlan(graph, features_place(graph))
