"""What people are told of a network's layers."""

from __future__ import annotations

from dataclasses import dataclass

from camviewer.networks.graph import Graph


@dataclass(frozen=True)
class LayerSummary:
    """One line of the layer table.

    Attributes:
        kind: e.g. "Conv2D 32, 3×3, ReLU".
        output: e.g. "14×14×64".
        parameters: numbers in it, those that are not trained included.
    """

    kind: str
    output: str
    parameters: int


def summaries(graph: Graph) -> list[LayerSummary]:
    """The layers of a network from input to output."""
    return [
        LayerSummary(layer.title, "×".join(map(str, shape)), parameters)
        for layer, shape, parameters in zip(
            graph.layers, graph.shapes[1:], graph.parameters, strict=True
        )
    ]
