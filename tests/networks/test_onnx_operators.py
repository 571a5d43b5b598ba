"""Every operator of ONNX that is read, against ONNX's own reference evaluator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.networks.onnx_graphs import OnnxGraph, computed, loaded, referred, samples_of, scores

Case = Callable[[OnnxGraph], int]
"""Adds operators behind three channels of 9 by 11 cells; gives how many channels come out."""

CASES: dict[str, Case] = {}


def case(function: Case) -> Case:
    CASES[function.__name__.strip("_")] = function
    return function


def _simple(operator: str, **attributes: Any) -> Case:
    def add(graph: OnnxGraph) -> int:
        graph.add(operator, **attributes)
        return 3

    return add


CASES |= {
    f"{operator} {attributes}": _simple(operator, **attributes)
    for operator, attributes in (
        ("Relu", {}),
        ("LeakyRelu", {}),
        ("LeakyRelu", {"alpha": 0.3}),
        ("Elu", {"alpha": 0.7}),
        ("Selu", {}),
        ("Sigmoid", {}),
        ("HardSigmoid", {"alpha": 1 / 6}),
        ("HardSwish", {}),
        ("Tanh", {}),
        ("Softplus", {}),
        ("Softsign", {}),
        ("Identity", {}),
        ("Dropout", {}),
        ("Cast", {"to": 1}),
        ("Neg", {}),
        ("MaxPool", {"kernel_shape": [2, 2]}),
        ("MaxPool", {"kernel_shape": [3, 2], "strides": [2, 1], "auto_pad": "SAME_UPPER"}),
        ("MaxPool", {"kernel_shape": [3, 3], "strides": [2, 2], "auto_pad": "SAME_LOWER"}),
        ("MaxPool", {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1, 1, 1, 1]}),
        ("MaxPool", {"kernel_shape": [2, 2], "strides": [2, 2], "ceil_mode": 1}),
        ("AveragePool", {"kernel_shape": [2, 3], "strides": [1, 2]}),
        ("AveragePool", {"kernel_shape": [3, 3], "strides": [1, 1], "auto_pad": "SAME_UPPER"}),
        ("AveragePool", {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1, 1, 1, 1]}),
        (
            "AveragePool",
            {"kernel_shape": [3, 3], "pads": [1, 0, 1, 2], "count_include_pad": 1},
        ),
        (
            "AveragePool",
            {"kernel_shape": [3, 3], "pads": [0, 1, 1, 2], "strides": [2, 2]},
        ),
    )
}


def _conv(**attributes: Any) -> Case:
    def add(graph: OnnxGraph) -> int:
        kernel, group = attributes.pop("kernel", (3, 3)), attributes.get("group", 1)
        weight = graph.weight(6, 3 // group, *kernel)
        graph.add("Conv", "image", weight, graph.weight(6), **attributes)
        attributes["kernel"] = kernel
        return 6

    return add


CASES |= {
    f"Conv {attributes}": _conv(**attributes)
    for attributes in (
        {},
        {"kernel": (2, 5), "strides": [2, 1]},
        {"pads": [1, 1, 1, 1]},
        {"pads": [0, 2, 1, 0]},
        {"pads": [1, 1, 1, 1], "strides": [2, 2]},
        {"auto_pad": "SAME_UPPER", "strides": [2, 2]},
        {"auto_pad": "SAME_LOWER", "strides": [2, 2], "kernel": (2, 2)},
        {"auto_pad": "VALID"},
        {"dilations": [2, 1]},
        {"dilations": [2, 2], "pads": [2, 2, 2, 2]},
        {"group": 3},
        {"group": 3, "pads": [1, 1, 1, 1], "strides": [2, 2]},
    )
}


def _transposed(**attributes: Any) -> Case:
    def add(graph: OnnxGraph) -> int:
        group = attributes.get("group", 1)
        weight = graph.weight(3, 6 // group, 3, 2)
        graph.add("ConvTranspose", "image", weight, graph.weight(6), **attributes)
        return 6

    return add


CASES |= {
    f"ConvTranspose {attributes}": _transposed(**attributes)
    for attributes in (
        {},
        {"strides": [2, 2]},
        {"strides": [2, 3], "pads": [1, 0, 0, 1]},
        {"strides": [2, 2], "pads": [1, 1, 1, 1], "output_padding": [1, 1]},
        {"strides": [3, 3]},
        {"dilations": [2, 1]},
        {"group": 3, "strides": [2, 2]},
        {"auto_pad": "SAME_UPPER", "strides": [2, 2]},
        # Of 19 rows and 22 columns: the odd one goes ahead, unless padding is to be behind.
        {"output_shape": [18, 21], "strides": [2, 2]},
        {"output_shape": [18, 21], "strides": [2, 2], "auto_pad": "SAME_UPPER"},
        {"output_shape": [18, 21], "strides": [2, 2], "auto_pad": "SAME_LOWER"},
    )
}


@case
def _conv_groups(graph: OnnxGraph) -> int:
    graph.add("Conv", "image", graph.weight(4, 3, 1, 1))
    graph.add("Conv", graph.last, graph.weight(6, 2, 3, 3), group=2)
    return 6


@case
def _conv_and_bias(graph: OnnxGraph) -> int:
    graph.add("Conv", "image", graph.weight(4, 3, 3, 3))
    graph.add("Add", graph.last, graph.weight(4, 1, 1))
    return 4


@case
def _batch_normalisation(graph: OnnxGraph) -> int:
    means = graph.weight(3), graph.weight(3), graph.weight(3)
    graph.add("BatchNormalization", "image", *means, graph.weight(3, low=0.3, high=2))
    return 3


@case
def _instance_normalisation(graph: OnnxGraph) -> int:
    graph.add("InstanceNormalization", "image", graph.weight(3), graph.weight(3), epsilon=1e-3)
    return 3


@case
def _group_normalisation_as_pytorch_writes_it(graph: OnnxGraph) -> int:
    graph.add("Conv", "image", graph.weight(6, 3, 2, 2))
    before = graph.last
    graph.add("Reshape", before, graph.array([0, 2, -1]))
    ones, zeros = graph.array(np.ones(2, np.float32)), graph.array(np.zeros(2, np.float32))
    graph.add("InstanceNormalization", graph.last, ones, zeros)
    graph.add("Reshape", graph.last, graph.add("Shape", before))
    return 6


@case
def _prelu_by_channel(graph: OnnxGraph) -> int:
    graph.add("Conv", "image", graph.weight(4, 3, 1, 1))
    graph.add("PRelu", graph.last, graph.weight(4, 1, 1))
    return 4


@case
def _prelu_with_one_slope(graph: OnnxGraph) -> int:
    graph.add("Conv", "image", graph.weight(4, 3, 1, 1))
    graph.add("PRelu", graph.last, graph.array(np.array([0.2], np.float32)))
    return 4


@case
def _clip_to_six(graph: OnnxGraph) -> int:
    graph.add("Mul", "image", graph.array(np.float32(20)))
    graph.add("Clip", graph.last, graph.array(np.float32(0)), graph.array(np.float32(6)))
    return 3


@case
def _clip_to_another_number(graph: OnnxGraph) -> int:
    graph.add("Mul", "image", graph.array(np.float32(5)))
    graph.add("Clip", graph.last, graph.array(np.float32(0)), graph.array(np.float32(2.5)))
    return 3


def _signed(graph: OnnxGraph) -> str:
    """The sample, stretched to numbers from -4 to 4."""
    graph.add("Mul", "image", graph.array(np.float32(8)))
    return graph.add("Sub", graph.last, graph.array(np.float32(4)))


@case
def _gelu_by_erf(graph: OnnxGraph) -> int:
    x = _signed(graph)
    graph.add("Div", x, graph.array(np.float32(np.sqrt(2))))
    graph.add("Erf")
    graph.add("Add", graph.last, graph.array(np.float32(1)))
    graph.add("Mul", x, graph.last)
    graph.add("Mul", graph.last, graph.array(np.float32(0.5)))
    return 3


@case
def _gelu_by_erf_another_way(graph: OnnxGraph) -> int:
    x = _signed(graph)
    half = graph.add("Mul", graph.array(np.float32(0.5)), x)
    graph.add("Mul", x, graph.array(np.float32(np.sqrt(0.5))))
    graph.add("Erf")
    graph.add("Add", graph.array(np.float32(1)), graph.last)
    graph.add("Mul", half, graph.last)
    return 3


@case
def _silu(graph: OnnxGraph) -> int:
    x = _signed(graph)
    graph.add("Mul", x, graph.add("Sigmoid"))
    return 3


@case
def _mish(graph: OnnxGraph) -> int:
    x = _signed(graph)
    graph.add("Softplus")
    graph.add("Tanh")
    graph.add("Mul", graph.last, x)
    return 3


@case
def _silu_behind_a_rectifier(graph: OnnxGraph) -> int:
    _signed(graph)
    x = graph.add("Relu")
    graph.add("Mul", x, graph.add("Sigmoid", x))
    return 3


@case
def _global_average_and_weights_of_channels(graph: OnnxGraph) -> int:
    x = graph.add("Conv", "image", graph.weight(4, 3, 3, 3))
    graph.add("GlobalAveragePool")
    graph.add("Conv", graph.last, graph.weight(4, 4, 1, 1), graph.weight(4))
    graph.add("Mul", x, graph.add("Sigmoid"))
    return 4


@case
def _global_maximum_and_weights_of_channels(graph: OnnxGraph) -> int:
    x = graph.add("Conv", "image", graph.weight(4, 3, 3, 3))
    graph.add("GlobalMaxPool")
    graph.add("Flatten")
    graph.add("Gemm", graph.last, graph.weight(4, 4), graph.weight(4))
    graph.add("Sigmoid")
    graph.add("Unsqueeze", graph.last, graph.array([2, 3]))
    graph.add("Mul", graph.last, x)
    return 4


@case
def _mean_of_channels(graph: OnnxGraph) -> int:
    mean = graph.add("ReduceMean", "image", axes=[1])
    graph.add("Mul", "image", graph.add("Sigmoid", mean))
    return 3


def _merging(operator: str) -> Case:
    def add(graph: OnnxGraph) -> int:
        one = graph.add("Conv", "image", graph.weight(4, 3, 3, 3))
        other = graph.add("Conv", "image", graph.weight(4, 3, 3, 3))
        graph.add(operator, one, other)
        return 4

    return add


CASES |= {
    f"{operator} of two": _merging(operator)
    for operator in ("Add", "Sub", "Mul", "Max", "Min", "Sum", "Mean")
}


@case
def _concat(graph: OnnxGraph) -> int:
    one = graph.add("Conv", "image", graph.weight(4, 3, 1, 1))
    graph.add("Concat", one, "image", one, axis=1)
    return 11


@case
def _concat_of_rows(graph: OnnxGraph) -> int:
    graph.add("Concat", "image", "image", axis=-2)
    return 3


@case
def _split_and_chunks(graph: OnnxGraph) -> int:
    graph.add("Conv", "image", graph.weight(4, 3, 1, 1))
    first = graph.add("Split", graph.last, graph.array([1, 3]), outputs=2, axis=1)
    graph.add("Relu", first.replace("_0", "_1"))
    return 3


@case
def _slice_of_cells_and_channels(graph: OnnxGraph) -> int:
    ends = ([1, 2, -9], [3, 9, 2**62], [1, 2, 3])
    graph.add("Slice", "image", *(graph.array(np.array(each, np.int64)) for each in ends))
    return 2


@case
def _every_other_cell(graph: OnnxGraph) -> int:
    ends = ([1, 0], [9, 11], [2, 3], [2, 2])
    graph.add("Slice", "image", *(graph.array(np.array(each, np.int64)) for each in ends))
    return 3


@case
def _gather_of_channels(graph: OnnxGraph) -> int:
    graph.add("Gather", "image", graph.array([2, 0]), axis=1)
    return 2


@case
def _pad(graph: OnnxGraph) -> int:
    graph.add("Pad", "image", graph.array([0, 0, 1, 0, 0, 0, 2, 3]))
    return 3


@case
def _pad_by_reflection(graph: OnnxGraph) -> int:
    graph.add("Pad", "image", graph.array([0, 0, 2, 1, 0, 0, 0, 1]), mode="reflect")
    return 3


@case
def _pad_by_the_edge(graph: OnnxGraph) -> int:
    graph.add("Pad", "image", graph.array([0, 0, 1, 2, 0, 0, 1, 0]), mode="edge")
    return 3


@case
def _crop_by_padding(graph: OnnxGraph) -> int:
    graph.add("Pad", "image", graph.array([0, 0, -1, 1, 0, 0, -2, 0]))
    return 3


def _resize(scales: list[float], **attributes: Any) -> Case:
    def add(graph: OnnxGraph) -> int:
        graph.add("Resize", "image", "", graph.array(np.array(scales, np.float32)), **attributes)
        return 3

    return add


CASES |= {
    "resize to the nearest": _resize([1, 1, 2, 3], coordinate_transformation_mode="asymmetric",
                                     nearest_mode="floor"),
    "resize by default": _resize([1, 1, 2, 2]),
    "resize between": _resize([1, 1, 2, 3], mode="linear"),
    "resize between as PyTorch": _resize(
        [1, 1, 2, 2], mode="linear", coordinate_transformation_mode="pytorch_half_pixel"
    ),
}  # fmt: skip


@case
def _resize_to_a_size(graph: OnnxGraph) -> int:
    sizes = graph.array([1, 3, 12, 7])
    graph.add("Resize", "image", "", "", sizes, mode="linear")
    return 3


@case
def _channels_last_between(graph: OnnxGraph) -> int:
    graph.add("Transpose", "image", perm=[0, 2, 3, 1])
    graph.add("MatMul", graph.last, graph.weight(3, 4))
    graph.add("Add", graph.last, graph.weight(4))
    graph.add("LayerNormalization", graph.last, graph.weight(4), graph.weight(4), axis=-1)
    graph.add("Transpose", graph.last, perm=[0, 3, 1, 2])
    return 4


@case
def _layer_normalisation_of_all(graph: OnnxGraph) -> int:
    weights = graph.weight(3, 9, 11), graph.weight(3, 9, 11)
    graph.add("LayerNormalization", "image", *weights, axis=1)
    return 3


@case
def _layer_normalisation_written_out(graph: OnnxGraph) -> int:
    x = graph.add("Transpose", "image", perm=[0, 2, 3, 1])
    around = graph.add("Sub", x, graph.add("ReduceMean", x, axes=[-1]))
    square = graph.add("Pow", around, graph.array(np.float32(2)))
    variance = graph.add("ReduceMean", square, axes=[-1])
    graph.add("Sqrt", graph.add("Add", variance, graph.array(np.float32(1e-3))))
    graph.add("Div", around, graph.last)
    graph.add("Mul", graph.last, graph.weight(3))
    graph.add("Transpose", graph.last, perm=[0, 3, 1, 2])
    return 3


@case
def _unit_normalisation(graph: OnnxGraph) -> int:
    length = graph.add("ReduceL2", "image", axes=[1])
    graph.add("Clip", length, graph.array(np.float32(1e-12)))
    graph.add("Expand", graph.last, graph.add("Shape", "image"))
    graph.add("Div", "image", graph.last)
    return 3


@case
def _affine_by_channel_cell_and_number(graph: OnnxGraph) -> int:
    graph.add("Sub", "image", graph.weight(1, 3, 1, 1))
    graph.add("Div", graph.last, graph.weight(3, 1, 1, low=0.2, high=0.9))
    graph.add("Mul", graph.last, graph.weight(9, 1))
    graph.add("Add", graph.last, graph.weight(3, 9, 11))
    return 3


@case
def _repeated_cells_as_keras_writes_it(graph: OnnxGraph) -> int:
    graph.add("Unsqueeze", "image", graph.array([3]))
    graph.add("Tile", graph.last, graph.array([1, 1, 1, 2, 1]))
    graph.add("Transpose", graph.last, perm=[0, 2, 3, 4, 1])
    graph.add("Reshape", graph.last, graph.array([-1, 18, 11, 3]))
    graph.add("Unsqueeze", graph.last, graph.array([3]))
    graph.add("Tile", graph.last, graph.array([1, 1, 1, 3, 1]))
    graph.add("Reshape", graph.last, graph.array([-1, 18, 33, 3]))
    graph.add("Transpose", graph.last, perm=[0, 3, 1, 2])
    return 3


@case
def _shuffled_channels(graph: OnnxGraph) -> int:
    graph.add("Conv", "image", graph.weight(6, 3, 1, 1))
    graph.add("Reshape", graph.last, graph.array([1, 2, 3, 9, 11]))
    graph.add("Transpose", graph.last, perm=[0, 2, 1, 3, 4])
    graph.add("Reshape", graph.last, graph.array([0, 6, 9, 11]))
    return 6


@case
def _flat_and_back(graph: OnnxGraph) -> int:
    graph.add("Flatten", "image", axis=1)
    graph.add("Reshape", graph.last, graph.array([-1, 3, 9, 11]))
    return 3


@case
def _dense_and_back(graph: OnnxGraph) -> int:
    graph.add("Conv", "image", graph.weight(2, 3, 1, 1))
    graph.add("Flatten")
    weights = graph.weight(24, 198), graph.weight(1, 24)
    graph.add("Gemm", graph.last, *weights, transB=1, alpha=0.5, beta=2.0)
    graph.add("Tanh")
    graph.add("Reshape", graph.last, graph.array([1, 2, 3, 4]))
    return 2


@case
def _transposed_cells(graph: OnnxGraph) -> int:
    graph.add("Transpose", "image", perm=[0, 1, 3, 2])
    return 3


@case
def _shape_arithmetic(graph: OnnxGraph) -> int:
    shape = graph.add("Shape", "image")
    batch = graph.add("Gather", shape, graph.array(np.int64(0)))
    channels = graph.add("Gather", shape, graph.array(np.int64(1)))
    zero = graph.array([0])
    parts = [graph.add("Unsqueeze", each, zero) for each in (batch, channels)]
    flat = graph.add("Concat", *parts, graph.array([-1]), axis=0)
    graph.add("Reshape", "image", flat)
    graph.add("ReduceMean", graph.last, axes=[2], keepdims=0)
    graph.add("Sigmoid")
    graph.add("Unsqueeze", graph.last, graph.array([2, 3]))
    graph.add("Mul", "image", graph.last)
    return 3


# What the reference evaluator of onnx 1.23 refuses, or does otherwise than ONNX Runtime.
ONLY_COMPUTED = (
    "crop_by_padding",
    "ConvTranspose {'group': 3, 'strides': [2, 2]}",
    *(name for name in CASES if "output_shape" in name),
    "MaxPool {'kernel_shape': [3, 3], 'strides': [2, 2], 'auto_pad': 'SAME_LOWER'}",
)


@pytest.mark.parametrize("name", CASES)
def test_that_it_is_computed_as_by_the_reference(name: str, tmp_path: Path) -> None:
    graph = OnnxGraph("n", 3, 9, 11)
    graph.head(CASES[name](graph))
    model = graph.model()
    stored = loaded(model, tmp_path)
    samples = samples_of(stored)
    expected = (computed if name in ONLY_COMPUTED else referred)(model, samples)
    assert np.ptp(expected, axis=0).max() > 1e-6  # samples differ
    np.testing.assert_allclose(scores(stored, samples), expected, atol=2e-6, rtol=2e-5)


@pytest.mark.parametrize(
    ("name", "activation"),
    [
        ("gelu_by_erf", "gelu"),
        ("gelu_by_erf_another_way", "gelu"),
        ("silu", "silu"),
        ("mish", "mish"),
        ("silu_behind_a_rectifier", "silu"),
        ("clip_to_six", "relu6"),
        ("HardSwish {}", "hard_silu"),
    ],
)
def test_that_an_activation_is_found_however_it_is_written(
    name: str, activation: str, tmp_path: Path
) -> None:
    graph = OnnxGraph(1, 3, 9, 11)
    graph.head(CASES[name](graph))
    layers = loaded(graph.model(), tmp_path).graph.layers
    found = [each.settings["activation"] for each in layers if each.kind == "Activation"]
    assert activation in found
    assert not any(each.kind == "Multiply" for each in layers)
