"""ONNX files as exporters write them, and all that is refused: one sentence, within bounds."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import ModelProto, NodeProto, TensorProto, helper

from camviewer.common.errors import FileError
from camviewer.data.spec import ImageSpec
from camviewer.networks import store
from camviewer.networks.formats import onnx_file
from camviewer.networks.formats.onnx_import import wire
from camviewer.networks.formats.onnx_import.model import MAX_BYTES
from camviewer.networks.options import UnfitError
from tests.networks.onnx_graphs import OnnxGraph, computed, loaded, referred, scores

FOLDER = Path(__file__).parent / "onnx_files"


def headed(*shape: int | str, channels: int = 1, **options: Any) -> OnnxGraph:
    graph = OnnxGraph(*shape, **options)
    graph.head(channels)
    return graph


# What goes in


def channels_last() -> OnnxGraph:
    graph = OnnxGraph("n", 12, 10, 3)
    graph.add("Transpose", "image", perm=[0, 3, 1, 2])
    graph.add("Conv", graph.last, graph.weight(4, 3, 3, 3))
    graph.add("Relu")
    graph.add("Transpose", graph.last, perm=[0, 2, 3, 1])
    graph.add("Reshape", graph.last, graph.array([-1, 320]))
    graph.add("MatMul", graph.last, graph.weight(320, 3))
    graph.add("Add", graph.last, graph.weight(3))
    return graph


def without_channels() -> OnnxGraph:
    graph = OnnxGraph("n", 12, 10)
    graph.add("Unsqueeze", "image", graph.array([1]))
    graph.head(1)
    return graph


def one_number_a_pixel() -> OnnxGraph:
    graph = OnnxGraph(1, 144)
    graph.add("Gemm", "image", graph.weight(144, 9), graph.weight(9))
    graph.add("Relu")
    graph.add("Gemm", graph.last, graph.weight(9, 3), graph.weight(3))
    return graph


def one_number_a_pixel_reshaped() -> OnnxGraph:
    graph = OnnxGraph("n", 144)
    graph.add("Reshape", "image", graph.array([-1, 1, 12, 12]))
    graph.head(1)
    return graph


def any_side() -> OnnxGraph:
    return headed("n", 1, "h", "w")


SHOWN: dict[str, tuple[Callable[[], OnnxGraph], ImageSpec]] = {
    "channels first": (lambda: headed("n", 3, 12, 10, channels=3), ImageSpec(12, 10, 3)),
    "one at a time": (lambda: headed(1, 1, 12, 10), ImageSpec(12, 10)),
    "channels last": (channels_last, ImageSpec(12, 10, 3)),
    "without channels": (without_channels, ImageSpec(12, 10)),
    "vectors": (one_number_a_pixel, ImageSpec(12, 12)),
    "vectors that are reshaped": (one_number_a_pixel_reshaped, ImageSpec(12, 12)),
    "of any side": (any_side, ImageSpec(28, 28)),
}


@pytest.mark.parametrize("name", SHOWN)
def test_how_a_network_is_shown_pictures(name: str, tmp_path: Path) -> None:
    make, spec = SHOWN[name]
    graph = make()
    model = graph.model()
    stored = loaded(model, tmp_path)
    assert stored.graph.spec == spec
    pictures = np.random.default_rng(1).random((2, *spec.size, spec.channels)).astype(np.float32)
    sides = [each.dim_value for each in model.graph.input[0].type.tensor_type.shape.dim][1:]
    first = pictures.transpose(0, 3, 1, 2)
    fed = pictures if sides[-1] == spec.channels else first
    fed = fed if 0 in sides else fed.reshape(2, *sides)
    np.testing.assert_allclose(scores(stored, first), referred(model, fed), atol=1e-5)


@pytest.mark.parametrize("opset", [7, 9, 10, 11, 13, 15, 17, 20, 21])
def test_that_versions_of_operators_are_read(opset: int, tmp_path: Path) -> None:
    graph = OnnxGraph("n", 1, 12, 10, opset=opset)
    graph.add("Conv", "image", graph.weight(4, 1, 3, 3))
    if opset < 11:
        graph.add("Clip", min=0.0, max=6.0)
        graph.add("Pad", pads=[0, 0, 1, 1, 0, 0, 1, 1], mode="constant", value=0.0)
    else:
        graph.add("Clip", graph.last, graph.array(np.float32(0)), graph.array(np.float32(6)))
        graph.add("Pad", graph.last, graph.array([0, 0, 1, 1, 0, 0, 1, 1]))
    if opset < 9:
        graph.add("Upsample", scales=[1.0, 1.0, 2.0, 2.0], mode="nearest")
    elif opset == 10:
        graph.add("Resize", graph.last, graph.array(np.array([1, 1, 2, 2], np.float32)))
    axes: dict[str, Any] = {} if opset >= 18 else {"axes": [2, 3]}
    own = [graph.array([2, 3])] if opset >= 18 else []
    graph.add("ReduceMean", graph.last, *own, keepdims=0, **axes)
    graph.add("Gemm", graph.last, graph.weight(4, 3), graph.weight(3))
    graph.add("Softmax", axis=1)
    model = graph.model()
    stored = loaded(model, tmp_path)
    assert stored.graph.layers[-1].settings["activation"] == "softmax"
    samples = np.random.default_rng(1).random((2, 1, 12, 10)).astype(np.float32)
    found = np.exp(scores(stored, samples))
    found /= found.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found, computed(model, samples), atol=1e-5)


@pytest.mark.parametrize("kind", [np.float16, np.float64])
def test_that_other_precisions_are_read(kind: type, tmp_path: Path) -> None:
    graph = headed("n", 1, 12, 10)
    model = graph.model()
    for tensor in model.graph.initializer:
        array = onnx.numpy_helper.to_array(tensor)
        if array.dtype == np.float32:
            tensor.CopyFrom(onnx.numpy_helper.from_array(array.astype(kind), tensor.name))
    stored = loaded(model, tmp_path)
    assert all(each.dtype == np.float32 for each in stored.weights)
    assert len(stored.weights) == 3


def in_a_function() -> ModelProto:
    """A rectifier with a slope of the caller's, as a function of the file's own."""
    graph = OnnxGraph("n", 1, 12, 10)
    graph.add("Conv", "image", graph.weight(4, 1, 3, 3))
    graph.add("Sloped", domain="own", slope=0.3)
    graph.add("GlobalAveragePool")
    graph.add("Flatten")
    graph.add("Gemm", graph.last, graph.weight(4, 3))
    node = helper.make_node("LeakyRelu", ["x"], ["inner"])
    slope = node.attribute.add()
    slope.name, slope.ref_attr_name, slope.type = "alpha", "slope", onnx.AttributeProto.FLOAT
    last = helper.make_node("Identity", ["inner"], ["y"])
    opsets = [helper.make_opsetid("", 17)]
    own = helper.make_function("own", "Sloped", ["x"], ["y"], [node, last], opsets, ["slope"])
    model = graph.model(functions=[own])
    model.opset_import.append(helper.make_opsetid("own", 1))
    return model


def test_that_functions_of_the_file_are_put_in_place(tmp_path: Path) -> None:
    model = in_a_function()
    stored = loaded(model, tmp_path)
    (slope,) = (each for each in stored.graph.layers if each.kind == "LeakyReLU")
    assert slope.settings["negative_slope"] == pytest.approx(0.3)
    samples = np.random.default_rng(1).random((2, 1, 12, 10)).astype(np.float32)
    np.testing.assert_allclose(scores(stored, samples), computed(model, samples), atol=1e-5)


def test_that_labels_beside_probabilities_are_left_out(tmp_path: Path) -> None:
    graph = headed("n", 1, 12, 10)
    graph.add("Softmax", axis=1)
    probabilities = graph.last
    graph.add("ArgMax", probabilities, axis=1)
    model = graph.model([graph.last, probabilities])
    model.graph.output[0].type.tensor_type.elem_type = TensorProto.INT64
    assert loaded(model, tmp_path).graph.layers[-1].settings["activation"] == "softmax"


def test_that_two_classes_by_one_sigmoid_have_scores(tmp_path: Path) -> None:
    """As scikit-learn's networks of two classes end."""
    graph = OnnxGraph("n", 144)
    graph.add("MatMul", "image", graph.weight(144, 1))
    one = graph.add("Sigmoid", graph.add("Add", graph.last, graph.weight(1)))
    other = graph.add("Sub", graph.array(np.float32(1)), one)
    graph.add("Concat", other, one, axis=1)
    model = graph.model()
    stored = loaded(model, tmp_path)
    assert stored.graph.layers[-1].settings["activation"] == "softmax"
    samples = np.random.default_rng(1).random((2, 1, 12, 12)).astype(np.float32)
    found = np.exp(scores(stored, samples))
    expected = computed(model, samples.reshape(2, 144))
    np.testing.assert_allclose(found / found.sum(axis=1, keepdims=True), expected, atol=1e-6)


# What is refused


def with_bad(change: Callable[[ModelProto], object]) -> ModelProto:
    model = headed("n", 1, 12, 10).model()
    change(model)
    return model


def external(model: ModelProto) -> None:
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="/etc/passwd")


def not_a_number(model: ModelProto) -> None:
    tensor = model.graph.initializer[0]
    array = onnx.numpy_helper.to_array(tensor).copy()
    array.flat[3] = np.nan
    tensor.CopyFrom(onnx.numpy_helper.from_array(array, tensor.name))


def huge_shape(model: ModelProto) -> None:
    model.graph.initializer[0].dims[:] = [2**31, 2**31, 3, 3]


def wrong_shape(model: ModelProto) -> None:
    model.graph.initializer[0].dims[:] = [9, 9, 3, 2]


def negative_shape(model: ModelProto) -> None:
    model.graph.initializer[0].dims[:] = [-4, 1, 3, 2]


def circle(model: ModelProto) -> None:
    model.graph.node[0].input[0] = model.graph.node[-1].output[0]


def nothing_there(model: ModelProto) -> None:
    model.graph.node[0].input[1] = "nothing"


def twice(model: ModelProto) -> None:
    model.graph.node[1].output[0] = model.graph.node[0].output[0]


def old(model: ModelProto) -> None:
    model.opset_import[0].version = 6


def strange(model: ModelProto) -> None:
    model.graph.node[1].op_type, model.graph.node[1].domain = "FusedConv", "com.microsoft"


def loop(model: ModelProto) -> None:
    model.graph.node[1].op_type = "Loop"


def quantised(model: ModelProto) -> None:
    model.graph.node[1].op_type = "DequantizeLinear"


def bytes_as_weights(model: ModelProto) -> None:
    tensor = model.graph.initializer[0]
    count = int(np.prod(tensor.dims))
    values = np.zeros(count, np.int8).reshape([*tensor.dims])
    tensor.CopyFrom(onnx.numpy_helper.from_array(values, tensor.name))


def two_inputs(model: ModelProto) -> None:
    model.graph.input.append(helper.make_tensor_value_info("other", TensorProto.FLOAT, [1, 4]))


def wide(model: ModelProto) -> None:
    model.graph.input[0].type.tensor_type.shape.dim[2].dim_value = 500


def four_channels(model: ModelProto) -> None:
    model.graph.input[0].type.tensor_type.shape.dim[1].dim_value = 4


def batch_of_eight(model: ModelProto) -> None:
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 8


def many_operators(model: ModelProto) -> None:
    model.graph.node.extend(
        helper.make_node("Relu", ["image"], [f"more_{number}"]) for number in range(6000)
    )


def endless_function(model: ModelProto) -> None:
    model.graph.node[1].op_type = model.graph.node[1].domain = "own"
    nodes = [helper.make_node("own", ["x"], [f"y{each}"], domain="own") for each in range(2)]
    opsets = [helper.make_opsetid("own", 1)]
    model.functions.append(helper.make_function("own", "own", ["x"], ["y0"], nodes, opsets))


def large_constant(model: ModelProto) -> None:
    shape = helper.make_node("Constant", [], ["large"], value_ints=[2**20, 2**20])
    node = helper.make_node("ConstantOfShape", ["large"], ["zeros"])
    added = helper.make_node("Add", [model.graph.output[0].name, "zeros"], ["end"])
    model.graph.node.extend([shape, node, added])
    model.graph.output[0].name = "end"


def constants(*nodes: NodeProto) -> Callable[[ModelProto], object]:
    """Three million zeros, what is made of them as "made", and its sum added to the scores."""

    def change(model: ModelProto) -> None:
        sides = helper.make_node("Constant", [], ["sides"], value_ints=[3_000_000])
        zeros = helper.make_node("ConstantOfShape", ["sides"], ["zeros"])
        total = helper.make_node("ReduceSum", ["made"], ["total"], keepdims=0)
        added = helper.make_node("Add", [model.graph.output[0].name, "total"], ["end"])
        model.graph.node.extend([sides, zeros, *nodes, total, added])
        model.graph.output[0].name = "end"

    return change


def many_sides(model: ModelProto) -> None:
    shape = onnx.numpy_helper.from_array(np.full(500_000, 3, np.int64), "shape")
    model.graph.initializer.append(shape)
    end = model.graph.output[0].name
    model.graph.node.append(helper.make_node("Reshape", [end, "shape"], ["end"]))
    model.graph.output[0].name = "end"


def many_layers(model: ModelProto) -> None:
    """Of one name, as exporters write them that give none."""
    names = ["image", *(f"pooled_{number}" for number in range(300))]
    model.graph.node.extend(
        helper.make_node("MaxPool", [one], [other], kernel_shape=[1, 1])
        for one, other in pairwise(names)
    )
    first = model.graph.node[0]
    first.input[0] = names[-1]


def many_inputs(model: ModelProto) -> None:
    model.graph.node.append(helper.make_node("Sum", ["image"] * 1001, ["sum"]))


REFUSED: dict[str, tuple[Callable[[ModelProto], object], str]] = {
    "many constants": (
        constants(
            *(helper.make_node("Neg", ["zeros"], [f"zeros_{number}"]) for number in range(20)),
            helper.make_node("Sum", [f"zeros_{number}" for number in range(20)], ["made"]),
        ),
        "used: more than 60,000,000 numbers to be.*Needed: constants that are written down",
    ),
    "constants side by side": (
        constants(helper.make_node("Concat", ["zeros"] * 15, ["made"], axis=0)),
        "Needed: constants of at most 5,000,000 numbers",
    ),
    "a slow function": (
        constants(helper.make_node("Erf", ["zeros"], ["made"])),
        "Needed: constants that are written down",
    ),
    "many sides": (many_sides, "used: an array of 500,000 axes.*Needed: arrays of at most 32 axes"),
    "many layers": (many_layers, r"used: 30\d layers.*Needed: at most 200 layers"),
    "many inputs": (
        many_inputs,
        "used: too many inputs.*Needed: operators of at most 1,000 inputs",
    ),
    "external data": (external, "used: weights in another file beside it.*; .*external_data=False"),
    "NaN": (not_a_number, "used: infinite numbers or NaN.*Needed: finite weights"),
    "a huge shape": (huge_shape, "Needed: at most 5,000,000 weights"),
    "another shape": (wrong_shape, "used: a damaged file"),
    "a negative shape": (negative_shape, "cannot be used: .*Needed: "),
    "a circle": (circle, "read each other in a circle"),
    "what is not there": (nothing_there, "or what is not there"),
    "a name twice": (twice, "used: two of the name"),
    "old operators": (
        old,
        "used: version 6.*Needed: .*version 7 or later.*; export the network with opset_version=17",
    ),
    "an operator of others": (strange, r"used: the operators 'com\.microsoft\.FusedConv'"),
    "a loop": (loop, "used: the operators Loop.*; build the network without them"),
    "quantised": (quantised, "used: the operators DequantizeLinear.*; export .* quantised"),
    "bytes": (bytes_as_weights, "used: quantised weights in 'array_0'.*; export"),
    "two inputs": (two_inputs, "used: 2 inputs.*Needed: a network with one input"),
    "large pictures": (
        wide,
        r"used: shape \['n', 1, 500, 10\].*Needed: .*of pictures of 8 to 128 pixels a side",
    ),
    "four channels": (four_channels, r"used: shape \['n', 4, 12, 10\].*; export it"),
    "eight at once": (batch_of_eight, r"used: shape \[8, 1, 12, 10\]"),
    "many operators": (many_operators, "Needed: at most 5,000 operators"),
    "an endless function": (
        endless_function,
        "used: too many operators.*Needed: at most 5,000 operators",
    ),
    "a large constant": (large_constant, "Needed: constants of at most 5,000,000 numbers"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, tmp_path: Path) -> None:
    change, sentence = REFUSED[name]
    with pytest.raises(FileError, match=sentence) as told:
        loaded(with_bad(change), tmp_path)
    assert str(told.value).startswith(str(tmp_path / "network.onnx"))


def test_that_several_operators_are_named_at_once(tmp_path: Path) -> None:
    graph = OnnxGraph("n", 1, 12, 10)
    graph.add("LRN", size=3)
    graph.add("Det")
    graph.head(1)
    with pytest.raises(FileError, match=r"used: the operators LRN, Det\. Needed: .*; build"):
        loaded(graph.model(), tmp_path)


def test_that_every_file_cut_short_is_refused(tmp_path: Path) -> None:
    content = (FOLDER / "cnn_gap.script.onnx").read_bytes()
    path = tmp_path / "network.onnx"
    for length in range(1, len(content), 97):
        path.write_bytes(content[:length])
        with pytest.raises(FileError):
            onnx_file.load(path)


def test_that_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    """With bytes changed at random: the program's own error or a network, nothing else."""
    content = (FOLDER / "group_norm.script.onnx").read_bytes()
    path = tmp_path / "network.onnx"
    chance = random.Random(5)
    refused = 0
    for _ in range(150):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 3, 20))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            onnx_file.load(path)
        except FileError:
            refused += 1
    assert refused > 30


def test_that_too_large_a_file_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "network.onnx"
    with path.open("wb") as file:
        file.write((FOLDER / "mlp.script.onnx").read_bytes())
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(
        FileError, match=r"used: a file that is too large.*Needed: an ONNX file of at most 44 MB"
    ):
        onnx_file.load(path)


def varint(number: int) -> bytes:
    found = b""
    while number > 127:
        found += bytes((number & 127 | 128,))
        number >>= 7
    return found + bytes((number,))


def field(number: int, content: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(content)) + content


def test_that_a_bomb_of_empty_messages_is_refused(tmp_path: Path) -> None:
    """Operators of two bytes each, which would take a hundred times as much in memory."""
    path = tmp_path / "network.onnx"
    path.write_bytes(b"\x08\x08" + field(7, field(1, b"") * 110_000))
    with pytest.raises(FileError, match="a network of at most 100,000 entries"):
        onnx_file.load(path)


def test_that_an_array_of_very_many_axes_is_refused(tmp_path: Path) -> None:
    """Their sides may be written in one field, and multiplying them would take minutes."""
    tensor = field(1, b"\x03" * 2_000_000) + field(8, b"unused")
    path = tmp_path / "network.onnx"
    path.write_bytes(
        headed("n", 1, 12, 10).model().SerializeToString() + field(7, field(5, tensor))
    )
    with pytest.raises(FileError, match=r"used: an array of 2,000,000 axes.*at most 32"):
        onnx_file.load(path)


def test_that_a_deep_message_is_refused() -> None:
    """An attribute holds a graph, whose operator has an attribute that holds a graph."""
    graph = b""
    for _ in range(60):
        graph = field(1, field(5, field(6, graph)))
    with pytest.raises(UnfitError) as told:
        wire.check(field(7, graph), ModelProto.DESCRIPTOR)
    assert told.value.expected == "a network of at most 16 levels"


def test_what_is_recognised(tmp_path: Path) -> None:
    def recognises(content: bytes) -> bool:
        path = tmp_path / "file"
        path.write_bytes(content)
        return onnx_file.recognises(path)

    assert all(onnx_file.recognises(path) for path in FOLDER.glob("*.onnx"))
    assert not recognises(b"")
    assert not recognises(b"\x08\x01\x12\x05")  # a SavedModel
    assert not recognises(b"PK\x03\x04")
    assert not recognises(b"\x89HDF\r\n\x1a\n")
    assert not recognises(b"\x80\x04\x95")  # a pickle
    assert not recognises(b"\x1c\x00\x00\x00TFL3")


def test_that_another_file_under_its_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "network.onnx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(FileError, match=r"network\.onnx cannot be used: .*Needed: ") as told:
        store.load(path)
    assert "damaged" not in str(told.value)
