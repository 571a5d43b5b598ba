"""A small network in an ONNX file, changed: what hostile ONNX files are made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, helper, numpy_helper

from tests.hostile.hostile_file import HostileFile, Trap
from tests.networks.onnx_graphs import OnnxGraph

Change = Callable[[ModelProto, Trap], Any]
"""Does something to a model; may give the bytes of a file instead."""


@cache
def _good() -> bytes:
    graph = OnnxGraph("n", 1, 12, 10)
    graph.head(1)
    return graph.model().SerializeToString()


def changed(name: str, change: Change, *, is_refused: bool = True) -> HostileFile:
    """A small network, changed."""

    def write(path: Path, trap: Trap) -> None:
        model = ModelProto.FromString(_good())
        content = change(model, trap)
        path.write_bytes(content if isinstance(content, bytes) else model.SerializeToString())

    return HostileFile(name, "onnx", write, is_refused)


def kernel(model: ModelProto) -> Any:
    """The first weights."""
    return model.graph.initializer[0]


def behind(model: ModelProto, *nodes: NodeProto) -> None:
    """Nodes that read "scores", what the network gave, and of which the last gives "end"."""
    old = model.graph.output[0].name
    for node in model.graph.node:
        node.output[:] = ["scores" if name == old else name for name in node.output]
    model.graph.node.extend(nodes)
    model.graph.output[0].name = "end"


def operator(
    name: str, kind: str, *inputs: str, domain: str = "", **attributes: Any
) -> HostileFile:
    """A network with one operator more at its end."""
    return changed(
        name,
        lambda model, _trap: behind(
            model,
            helper.make_node(kind, inputs or ["scores"], ["end"], domain=domain, **attributes),
        ),
    )


def array(name: str, values: Any) -> NodeProto:
    """A constant."""
    return helper.make_node(
        "Constant", [], [name], value=numpy_helper.from_array(np.asarray(values))
    )


def computed(name: str, *nodes: NodeProto, is_refused: bool = True) -> HostileFile:
    """A network to whose scores the sum of "made" is added, which these nodes make of constants."""

    def change(model: ModelProto, _trap: Trap) -> None:
        total = helper.make_node("ReduceSum", ["made"], ["total"], keepdims=0)
        behind(model, *nodes, total, helper.make_node("Add", ["scores", "total"], ["end"]))

    return changed(name, change, is_refused=is_refused)
