"""From an ONNX model to the program's checked graph and its weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks import graph_checks
from camviewer.networks.formats.onnx_import import folding, inputs
from camviewer.networks.formats.onnx_import.compositions import composed
from camviewer.networks.formats.onnx_import.model import OnnxModel, Operation
from camviewer.networks.formats.onnx_import.network import Network
from camviewer.networks.formats.onnx_import.operators import OPERATORS
from camviewer.networks.formats.onnx_import.reader import Reader, Value, unknown
from camviewer.networks.formats.onnx_import.tensors import Tensor
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.options import UnfitError


def graph_of(model: OnnxModel) -> tuple[Graph, Weights]:
    """The network of an ONNX model.

    Raises:
        UnfitError: it has operators that are not read, is too large, does not take small pictures,
            or gives something else than one score or probability a class.
    """
    name, spec, dims = inputs.picture(model.inputs)
    output = _output(model)
    needed = _needed(composed(model.operations, model.constants), output)
    strange = [each.operator for each in needed if not _is_read(each)]
    if strange:
        raise unknown([*dict.fromkeys(strange)])
    network = Network(spec, dims)
    reader = Reader(network, model.opset)
    reader.know(model.constants, model.constants.values())
    reader.know([name], [network.start])
    for operation in needed:
        _read(reader, operation)
    end = _end(reader, output)
    graph = graph_checks.checked(network.nodes, end.name)
    # A softmax that was moved to the end is a layer that no operator became.
    weights = [each for layer in graph.layers for each in network.weights.get(layer.name, ())]
    _check_finite(weights)
    return graph, weights


def _is_read(operation: Operation) -> bool:
    return operation.operator in OPERATORS or folding.is_known(operation.operator)


def _output(model: OnnxModel) -> str:
    """The scores: of several outputs the probabilities that are computed of another one."""
    outputs = [*dict.fromkeys(model.outputs)]
    if len(outputs) > 1:
        ends = [
            each.outputs[0]
            for each in model.operations
            if each.operator in ("Softmax", "LogSoftmax") and each.outputs[0] in outputs
        ]
        outputs = ends or outputs
    if len(outputs) != 1:
        raise UnfitError(
            translate("a network with one output"),
            translate("{0} outputs", len(outputs)),
            translate("export it with the scores alone"),
        )
    return outputs[0]


def _needed(operations: Sequence[Operation], output: str) -> list[Operation]:
    """The operators by which an output is computed."""
    wanted, found = {output}, []
    for each in reversed(operations):
        if wanted.intersection(each.outputs):
            found.append(each)
            wanted.update(each.inputs)
    return found[::-1]


def _read(reader: Reader, operation: Operation) -> None:
    known = reader.known(operation)
    is_known = all(
        value is not None or not name for name, value in zip(operation.inputs, known, strict=True)
    )
    values: Sequence[Value] | None = reader.folding.folded(operation, known) if is_known else None
    if values is None:
        if operation.operator not in OPERATORS:
            raise unknown([operation.operator])
        found = OPERATORS[operation.operator](reader, operation)
        values = list(found) if isinstance(found, tuple) else [found]
    reader.know(operation.outputs, values)


def _end(reader: Reader, output: str) -> Tensor:
    """The scores as one vector."""
    found = reader.named(output)
    if found is None or isinstance(found, np.ndarray):
        raise UnfitError(
            translate("scores of what the network is shown"), translate("other scores")
        )
    title = output
    return reader.network.vector(title, reader.settled(title, reader.formula(found)))


def _check_finite(weights: Sequence[Array]) -> None:
    if not all(np.isfinite(each).all() for each in weights):
        raise UnfitError(translate("finite weights"), translate("infinite numbers or NaN"))
