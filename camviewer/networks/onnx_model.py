"""A graph as an ONNX model, which ONNX Runtime computes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from camviewer.common.arrays import Array
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.layer_kind import Shape

if TYPE_CHECKING:  # imported when the first model is made: the window opens without it
    from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto

SAMPLES = "samples"
"""Name of what goes in: (n, channels, h, w)."""

FACTORS = "factors"
"""Name of what the channels of one output are multiplied by: (m, K, 1, 1)."""

POOLED = "pooled"
"""Name of the mean of features over all cells: (n, K)."""

_OPSET, _IR_VERSION = 20, 9  # the first of Gelu, and the IR that came with it


def load() -> None:
    """Import what writes the models, which takes a moment; raises ImportError and the like."""
    import onnx  # noqa: F401


def output_name(place: int) -> str:
    """Name of what comes out of the n-th layer, from 1; of 0, of what goes in."""
    return f"output_{place}" if place else SAMPLES


def weight_values(graph: Graph, weights: Sequence[Weights]) -> dict[str, Array]:
    """The weights of each layer as the nodes take them, by name."""
    return {
        f"{_prefix(place)}{index}": np.ascontiguousarray(values)
        for place, (layer, own) in enumerate(zip(graph.layers, weights, strict=True), 1)
        for index, values in enumerate(layer.does.onnx_weights(layer.settings, own))
    }


def blank_values(graph: Graph) -> dict[str, Array]:
    """Zeros in place of the weights, by name: their shapes are all that is known of a graph."""
    blank = [[np.zeros(shape, np.float32) for shape in own] for own in graph.weight_shapes]
    return weight_values(graph, blank)


def make_model(
    graph: Graph,
    outputs: Sequence[int],
    weights: Mapping[str, Array],
    *,
    pooled: int | None = None,
    scaled: int | None = None,
    exchangeable: bool = False,
) -> bytes:
    """An ONNX model of a graph.

    Args:
        graph: with activations as layers of their own.
        outputs: outputs of layers that are wanted, from 1.
        weights: as `weight_values` gives them.
        pooled: output of a layer whose mean over all cells is wanted too, as `POOLED`.
        scaled: output of a layer whose channels are multiplied by factors, as `FACTORS`, of which
            there may be many for one sample.
        exchangeable: whether weights are given anew at every run, as inputs.
    """
    from onnx import TensorProto, helper, numpy_helper

    nodes = _Nodes()
    for place, layer in enumerate(graph.layers, 1):
        names = [name for name in weights if name.startswith(_prefix(place))]
        inputs = _of_one_rank(nodes, graph, layer.inputs)
        shape = graph.read_shapes[place - 1]
        made = layer.does.onnx(nodes, layer.settings, shape, names, inputs)
        if place == scaled:
            made = nodes.add("Mul", made, FACTORS)
        nodes.call(made, output_name(place))
    number = "n" if scaled is None else "m"
    told = [_value(output_name(place), graph.shapes[place], number) for place in outputs]
    if pooled is not None:
        mean = nodes.add("Flatten", nodes.add("GlobalAveragePool", output_name(pooled)))
        nodes.call(mean, POOLED)
        told.append(_value(POOLED, graph.shapes[pooled][-1:]))
    inputs_told = [_value(SAMPLES, graph.shapes[0])]
    if scaled is not None:
        inputs_told.append(_value(FACTORS, (1, 1, graph.shapes[scaled][-1]), "m"))
    if exchangeable:
        inputs_told += [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, values.shape)
            for name, values in weights.items()
        ]
    else:
        nodes.initializers += [
            numpy_helper.from_array(values, name) for name, values in weights.items()
        ]
    whole = helper.make_graph(
        nodes.nodes, "network", inputs_told, told, initializer=nodes.initializers
    )
    model: ModelProto = helper.make_model(
        whole, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION
    )
    return bytes(model.SerializeToString())


class _Nodes:
    """Nodes in order, each with one output of a name of its own."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.initializers: list[TensorProto] = []

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"node_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def constant(self, values: Array) -> str:
        from onnx import numpy_helper

        name = f"constant_{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(values, name))
        return name

    def call(self, name: str, other: str) -> None:
        """Give what a node makes another name."""
        from onnx import helper

        self.nodes.append(helper.make_node("Identity", [name], [other]))


def _of_one_rank(nodes: _Nodes, graph: Graph, places: Sequence[int]) -> list[str]:
    """Names of what a layer reads; a vector beside grids as a grid of one cell, as in Keras."""
    has_grid = any(len(graph.shapes[place]) == 3 for place in places)
    return [
        nodes.add("Unsqueeze", output_name(place), nodes.constant(np.array([2, 3])))
        if has_grid and len(graph.shapes[place]) == 1
        else output_name(place)
        for place in places
    ]


def _prefix(place: int) -> str:
    return f"weight_{place}_"


def _value(name: str, shape: Shape, number: str = "n") -> ValueInfoProto:
    from onnx import TensorProto, helper

    first = (shape[-1], *shape[:-1])  # channels first
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [number, *first])
