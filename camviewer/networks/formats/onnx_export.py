"""A network as a standalone ONNX file, for whatever else runs such files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer import __version__
from camviewer.common.files import replacing
from camviewer.common.translation import translate
from camviewer.networks import lowering, onnx_model
from camviewer.networks.formats.onnx_file import CLASS_NAMES
from camviewer.networks.graph import Graph, Weights

if TYPE_CHECKING:  # imported when the first file is written
    from onnx import GraphProto, ModelProto

IMAGE = "image"
"""Name of what goes in: (n, channels, h, w), as the graph's first layer takes it."""

SCORES = "scores"
"""Name of what comes out: (n, classes)."""

PROBABILITIES = "probabilities"
"""Name of what comes out too if the network ends in a softmax: (n, classes)."""

PRODUCER = "CAM Viewer"


def write_onnx(
    path: str | Path, graph: Graph, weights: Weights, class_names: Sequence[str]
) -> None:
    """Write a network with its weights; a file of that name is replaced.

    Args:
        path: the file.
        graph: the network. Samples are what it reads: 0 to 1, ink bright, unless its first layer
            scales them.
        weights: all its weights, in the graph's order.
        class_names: in the order of the scores; a note in the file.

    Raises:
        FileError: it cannot be written.
    """
    content = model_of(graph, weights, class_names).SerializeToString()
    with replacing(path, what=translate("the network")) as temporary:
        temporary.write_bytes(content)


def model_of(graph: Graph, weights: Weights, class_names: Sequence[str]) -> ModelProto:
    """The ONNX model that `write_onnx` writes."""
    from onnx import ModelProto, helper

    plain = lowering.unfused(graph).graph
    end = len(plain.layers)
    values = onnx_model.weight_values(plain, plain.by_layer(weights))
    model: ModelProto = ModelProto.FromString(onnx_model.make_model(plain, [end], values))
    _rename(model.graph, {onnx_model.SAMPLES: IMAGE, onnx_model.output_name(end): SCORES})
    if graph.layers[-1].settings.get("activation") == "softmax":
        model.graph.node.append(helper.make_node("Softmax", [SCORES], [PROBABILITIES], axis=-1))
        told = model.graph.output.add()
        told.CopyFrom(model.graph.output[0])
        told.name = PROBABILITIES
    model.producer_name, model.producer_version = PRODUCER, __version__
    notes = {CLASS_NAMES: json.dumps([*class_names], ensure_ascii=False)}
    helper.set_model_props(model, notes)
    return model


def _rename(graph: GraphProto, names: dict[str, str]) -> None:
    """Give inputs and outputs other names, and leave out the nodes that do nothing but that."""
    plain: dict[str, str] = {}
    for node in graph.node:
        if node.op_type == "Identity":
            plain[node.output[0]] = plain.get(node.input[0], node.input[0])
    names = {plain.get(old, old): new for old, new in names.items()}
    kept = [node for node in graph.node if node.op_type != "Identity"]
    for node in kept:
        for listed in (node.input, node.output):
            listed[:] = [names.get(found, found) for found in (plain.get(x, x) for x in listed)]
    del graph.node[:]
    graph.node.extend(kept)
    for told in (*graph.input, *graph.output):
        told.name = names[plain.get(told.name, told.name)]
