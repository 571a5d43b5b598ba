"""Small ONNX networks made node by node, and what ONNX's own reference makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnxruntime import InferenceSession

from camviewer.common.arrays import Array
from camviewer.inference.session import Session
from camviewer.networks import lowering, onnx_model
from camviewer.networks.formats import onnx_file
from camviewer.networks.stored_model import StoredModel

Shape = Sequence[int | str]


class OnnxGraph:
    """Collects nodes and weights; every weight is of a fixed seed."""

    def __init__(self, *shape: int | str, opset: int = 17, seed: int = 0) -> None:
        self.opset = opset
        self.last = "image"
        self._shape = shape
        self._nodes: list[NodeProto] = []
        self._arrays: list[TensorProto] = []
        self._random = np.random.default_rng(seed)

    def weight(self, *shape: int, low: float = -0.5, high: float = 0.5) -> str:
        """Add random weights; gives their name."""
        return self.array(self._random.uniform(low, high, shape).astype(np.float32))

    def array(self, values: Any) -> str:
        """Add an array; gives its name."""
        name = f"array_{len(self._arrays)}"
        self._arrays.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def add(self, operator: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        """Add a node that reads these, or what the last one gave; gives its first output."""
        number = len(self._nodes)
        names = [f"value_{number}_{each}" for each in range(outputs)]
        read = [*inputs] or [self.last]
        node = helper.make_node(operator, read, names, f"node_{number}", **attributes)
        self._nodes.append(node)
        self.last = names[0]
        return self.last

    def head(self, channels: int, classes: int = 3) -> None:
        """A convolution that tells cells apart, a mean over all cells, and scores."""
        self.add("Conv", self.last, self.weight(4, channels, 3, 2), pads=[1, 0, 1, 1])
        self.add("Relu")
        self.add("GlobalAveragePool")
        self.add("Flatten")
        self.add("Gemm", self.last, self.weight(4, classes), self.weight(classes))

    def model(self, outputs: Sequence[str] = (), **options: Any) -> ModelProto:
        """The model; without outputs, what the last node gave."""
        shaped = helper.make_tensor_value_info("image", TensorProto.FLOAT, self._shape)
        told = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
            for name in outputs or [self.last]
        ]
        graph = helper.make_graph(self._nodes, "network", [shaped], told, self._arrays)
        opsets = [helper.make_opsetid("", self.opset)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8, **options)


def loaded(model: ModelProto, folder: Path) -> StoredModel:
    """A model as the program reads its file."""
    path = folder / "network.onnx"
    path.write_bytes(model.SerializeToString())
    return onnx_file.load(path)


def scores(stored: StoredModel, samples: Array, place: int = 0) -> Array:
    """(n, classes) of samples (n, K, h, w), as the program computes them.

    Args:
        stored: the model.
        samples: what it is shown.
        place: n for what comes out of the n-th layer, from 1, in place of the scores.
    """
    lowered = lowering.unfused(stored.graph)
    plain = lowered.graph
    end = lowered.outputs[place] if place else len(plain.layers)
    assert end is not None
    values = onnx_model.weight_values(plain, plain.by_layer(stored.weights))
    shown = samples.transpose(0, 2, 3, 1)
    (found,) = Session(plain, [end], values).run(shown, [onnx_model.output_name(end)])
    return found


def samples_of(stored: StoredModel, number: int = 2) -> Array:
    """Random samples (n, K, h, w) for a model."""
    spec = stored.graph.spec
    shape = (number, spec.channels, *spec.size)
    return np.random.default_rng(9).uniform(0, 1, shape).astype(np.float32)


def computed(model: ModelProto, fed: NDArray[Any]) -> Array:
    """What ONNX Runtime gives."""
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"image": fed})[0])


def referred(model: ModelProto, fed: NDArray[Any], output: str = "") -> Array:
    """What ONNX's reference evaluator gives, sample by sample."""
    evaluator: Any = ReferenceEvaluator(model)
    names = [output] if output else None
    fed_as = model.graph.input[0].name
    return np.concatenate([evaluator.run(names, {fed_as: each[None]})[0] for each in fed])
