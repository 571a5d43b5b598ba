"""ONNX files whose operators are hostile: code, circles, graphs in graphs, work without end."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from tests.hostile.hostile_file import Trap
from tests.hostile.onnx_models import array, behind, changed, computed, operator

# What is run elsewhere


def _inner(*nodes: NodeProto) -> Any:
    """A graph in a graph."""
    told = helper.make_tensor_value_info("inner", TensorProto.FLOAT, None)
    made = nodes or (helper.make_node("Identity", ["scores"], ["inner"]),)
    return helper.make_graph([*made], "inner", [], [told])


def _branches(depth: int) -> NodeProto:
    """A branch in a branch in a branch."""
    node = helper.make_node("Identity", ["scores"], ["inner"])
    for _ in range(depth):
        inner = _inner(node)
        node = helper.make_node("If", ["yes"], ["inner"], then_branch=inner, else_branch=_inner())
    node.output[0] = "end"
    return node


def _in_branches(depth: int) -> Callable[[ModelProto, Trap], None]:
    return lambda model, _trap: behind(model, array("yes", True), _branches(depth))


RUN = (
    operator("a loop without end", "Loop", "", "", "scores", body=_inner()),
    operator("a scan", "Scan", "scores", body=_inner(), num_scan_inputs=1),
    operator("a map over a sequence", "SequenceMap", "scores", body=_inner()),
    changed("a branch", _in_branches(1)),
    changed("branches in branches", _in_branches(3)),
    changed("branches five deep", _in_branches(5)),
    operator("Python in an operator", "PyOp", domain="com.microsoft.pyop", module="hostile_trap"),
    operator(
        "a function of Python", "PyFunc", domain="ai.onnx.contrib", code="import hostile_trap"
    ),
    operator("an operator of a library", "Trap", domain="hostile_trap", library="/tmp/x.so"),
    operator("an operator of a path", "../../outside/secret"),
    operator("an operator of ONNX Runtime", "FusedConv", domain="com.microsoft"),
    operator("an operator whose name is code", "__import__('hostile_trap')"),
    operator("an operator without a name", ""),
    operator("an operator whose name is long", "a" * 1_000_000),
    operator("training", "Gradient", domain="ai.onnx.preview.training", xs=["scores"], y="scores"),
    operator("texts", "StringNormalizer"),
    operator("pictures decoded", "ImageDecoder"),
    operator("chance", "RandomNormalLike"),
    operator("an optional value", "OptionalGetElement"),
    operator("quantised numbers", "DequantizeLinear", "scores", "scores"),
)


# Functions and circles


def _function(model: ModelProto, name: str, *nodes: NodeProto) -> None:
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("own", 1)]
    model.functions.append(helper.make_function("own", name, ["x"], ["y"], [*nodes], opsets))


def _call(name: str, given: str, gives: str) -> NodeProto:
    return helper.make_node(name, [given], [gives], domain="own")


def _itself(model: ModelProto, _trap: Trap) -> None:
    _function(model, "own", _call("own", "x", "y"))
    behind(model, _call("own", "scores", "end"))


def _each_other(model: ModelProto, _trap: Trap) -> None:
    _function(model, "one", _call("two", "x", "y"))
    _function(model, "two", _call("one", "x", "y"))
    behind(model, _call("one", "scores", "end"))


def _doubling(model: ModelProto, _trap: Trap) -> None:
    """Each function calls the one before twice: 2 to the power of 30."""
    _function(model, "f0", helper.make_node("Relu", ["x"], ["y"]))
    for number in range(1, 31):
        before = f"f{number - 1}"
        _function(model, f"f{number}", _call(before, "x", "z"), _call(before, "z", "y"))
    behind(model, _call("f30", "scores", "end"))


def _deep_functions(model: ModelProto, _trap: Trap) -> None:
    _function(model, "f0", helper.make_node("Det", ["x"], ["y"]))
    for number in range(1, 3000):
        _function(model, f"f{number}", _call(f"f{number - 1}", "x", "y"))
    behind(model, _call("f2999", "scores", "end"))


def _circle(model: ModelProto, trap: Trap) -> None:
    nodes = model.graph.node
    first = trap.chance.randrange(len(nodes) - 1)
    nodes[first].input[0] = nodes[trap.chance.randrange(first, len(nodes))].output[0]


def _reads_itself(model: ModelProto, _trap: Trap) -> None:
    behind(model, helper.make_node("Add", ["scores", "end"], ["end"]))


def _same_output(model: ModelProto, _trap: Trap) -> None:
    model.graph.node[1].output[0] = model.graph.node[0].output[0]


def _many(model: ModelProto, _trap: Trap) -> None:
    names = ["scores", *(f"n{number}" for number in range(4800)), "end"]
    nodes = (helper.make_node("Neg", [a], [b]) for a, b in pairwise(names))
    behind(model, *nodes)


def _wide(model: ModelProto, _trap: Trap) -> None:
    behind(model, helper.make_node("Sum", ["scores"] * 90_000, ["end"]))


def _all_read_all(model: ModelProto, _trap: Trap) -> None:
    """Sums of all sums before them."""
    names = ["scores"]
    nodes = []
    for number in range(150):
        nodes.append(helper.make_node("Sum", [*names, names[0]], [f"n{number}"]))
        names.append(f"n{number}")
    behind(model, *nodes, helper.make_node("Sum", names, ["end"]))


CIRCLES = (
    changed("a function that calls itself", _itself),
    changed("functions that call each other", _each_other),
    changed("functions that double", _doubling),
    changed("functions three thousand deep", _deep_functions),
    changed("operators in a circle", _circle),
    changed("an operator that reads itself", _reads_itself),
    changed("two results of one name", _same_output),
    changed("five thousand operators", _many, is_refused=False),
    changed("an operator that reads ninety thousand", _wide),
    changed("sums of all sums", _all_read_all, is_refused=False),
)


# Constants to be computed

_BIG = 4_900_000  # numbers, fewer than a constant may have


def _node(kind: str, *inputs: str, gives: str = "made", **attributes: Any) -> NodeProto:
    return helper.make_node(kind, inputs, [gives], **attributes)


def _zeros(gives: str, *sides: int, value: Any = 0.0) -> tuple[NodeProto, NodeProto]:
    """A constant of that shape, made of a few bytes."""
    told = numpy_helper.from_array(np.array([value], np.asarray(value).dtype))
    shape = array(f"{gives} sides", np.array(sides, np.int64))
    return shape, helper.make_node("ConstantOfShape", [f"{gives} sides"], [gives], value=told)


def _copies(kind: str, number: int, **attributes: Any) -> list[NodeProto]:
    """As many large constants, all used at the end."""
    made = [_node(kind, "zeros", gives=f"c{each}", **attributes) for each in range(number)]
    return [*made, _node("Sum", *(f"c{each}" for each in range(number)))]


def _doubled(times: int) -> list[NodeProto]:
    nodes = [array("d0", np.zeros(2, np.float32))]
    for number in range(times):
        before, gives = f"d{number}", f"d{number + 1}"
        nodes.append(_node("Concat", before, before, gives=gives, axis=0))
    return [*nodes, _node("Identity", f"d{times}")]


def _powers(times: int) -> list[NodeProto]:
    nodes = [array("p0", np.array([9], np.int64))]
    nodes += (_node("Mul", f"p{n}", f"p{n}", gives=f"p{n + 1}") for n in range(times))
    return [*nodes, _node("Cast", f"p{times}", to=TensorProto.FLOAT)]


_LARGE = np.array([2**20, 2**20], np.int64)

COMPUTED = (
    computed("a trillion zeros", *_zeros("made", 2**20, 2**20)),
    computed("zeros below nothing", *_zeros("made", -5, -5)),
    computed("large zeros by the hundred", *_zeros("zeros", _BIG), *_copies("Neg", 100)),
    computed("a dozen large constants", *_zeros("zeros", _BIG), *_copies("Identity", 12)),
    computed("six large constants", *_zeros("zeros", _BIG), *_copies("Neg", 6)),
    computed("whole numbers of 8 bytes", *_zeros("zeros", _BIG, value=7), *_copies("Neg", 6)),
    computed("an error function of millions", *_zeros("zeros", _BIG), _node("Erf", "zeros")),
    computed("powers of millions", *_zeros("zeros", _BIG, value=1.5), *_copies("Exp", 4)),
    computed("a constant that doubles", *_doubled(60)),
    computed("a number that is squared without end", *_powers(80), is_refused=False),
    computed(
        "a range of a trillion",
        array("a", np.int64(0)),
        array("b", np.int64(2**40)),
        array("c", np.int64(1)),
        _node("Range", "a", "b", "c"),
    ),
    computed(
        "a range without steps",
        array("a", 0.0),
        array("b", 1.0),
        array("c", 0.0),
        _node("Range", "a", "b", "c"),
    ),
    computed(
        "a row repeated a trillion times",
        array("x", [[1.0]]),
        array("n", _LARGE),
        _node("Tile", "x", "n"),
    ),
    computed(
        "a number for a trillion cells",
        array("x", [[1.0]]),
        array("n", _LARGE),
        _node("Expand", "x", "n"),
    ),
    computed(
        "a border of a trillion",
        array("x", np.zeros((1, 1), np.float32)),
        array("n", np.array([2**20] * 4, np.int64)),
        _node("Pad", "x", "n"),
    ),
    computed(
        "a table of a billion classes",
        array("x", np.zeros(9, np.int64)),
        array("n", np.int64(2**30)),
        array("v", np.array([0.0, 1.0], np.float32)),
        _node("OneHot", "x", "n", "v"),
    ),
    computed(
        "a unit matrix of a trillion",
        *_zeros("zeros", 2000, 2000),
        _node("EyeLike", "zeros"),
    ),
    computed(
        "every number with every other",
        *_zeros("a", 1, 3000),
        *_zeros("b", 3000, 1),
        _node("Add", "a", "b"),
    ),
    computed(
        "a product of large matrices",
        *_zeros("a", 2200, 2200),
        *_zeros("b", 2200, 2200),
        _node("MatMul", "a", "b"),
    ),
    computed(
        "an index beyond the end", array("x", [1.0]), array("n", [2**40]), _node("Gather", "x", "n")
    ),
    computed(
        "rows taken by the million",
        *_zeros("x", 1, 2000),
        *_zeros("n", 2400, value=0),
        _node("Gather", "x", "n", axis=0),
        is_refused=False,
    ),
    computed(
        "a division by nothing",
        array("x", [1]),
        array("n", [0]),
        _node("Div", "x", "n"),
        is_refused=False,
    ),
    computed("a remainder of nothing", array("x", [1]), array("n", [0]), _node("Mod", "x", "n")),
    computed(
        "a shape of another size", array("x", [1.0]), array("n", [9]), _node("Reshape", "x", "n")
    ),
    computed(
        "slices without steps",
        array("x", [1.0]),
        array("n", [0]),
        _node("Slice", "x", "n", "n", "n", "n"),
    ),
)


# What a network says of itself


def _input(*sides: int | str) -> Callable[[ModelProto, Trap], None]:
    def change(model: ModelProto, _trap: Trap) -> None:
        told = helper.make_tensor_value_info("image", TensorProto.FLOAT, sides)
        model.graph.input[0].CopyFrom(told)

    return change


def _attribute(kind: str, name: str, value: Any) -> Callable[[ModelProto, Trap], None]:
    """Another attribute of a node."""

    def change(model: ModelProto, _trap: Trap) -> None:
        node = next(each for each in model.graph.node if each.op_type == kind)
        kept = [each for each in node.attribute if each.name != name]
        del node.attribute[:]
        node.attribute.extend([*kept, helper.make_attribute(name, value)])

    return change


def _opset(*versions: int) -> Callable[[ModelProto, Trap], None]:
    def change(model: ModelProto, _trap: Trap) -> None:
        del model.opset_import[:]
        model.opset_import.extend(helper.make_opsetid("", each) for each in versions)

    return change


def _notes(value: str, number: int = 1) -> Callable[[ModelProto, Trap], None]:
    def change(model: ModelProto, _trap: Trap) -> None:
        for _ in range(number):
            model.metadata_props.add(key="class_names", value=value)

    return change


def _no_output(model: ModelProto, _trap: Trap) -> None:
    del model.graph.output[:]


def _nothing(model: ModelProto, _trap: Trap) -> None:
    del model.graph.node[:]


SAID = (
    changed("pictures of billions", _input("n", 1, 2**40, 2**40)),
    changed("pictures below nothing", _input("n", 1, -12, -10), is_refused=False),
    changed("pictures of a million colours", _input("n", 1_000_000, 12, 10)),
    changed("pictures of a thousand sides", _input(*[1] * 1000)),
    changed("pictures without sides", _input()),
    changed("a name of a megabyte for a side", _input("n" * 1_000_000, 9, 12, 10)),
    changed("groups of billions", _attribute("Conv", "group", 2**40)),
    changed("groups below nothing", _attribute("Conv", "group", -1)),
    changed("borders of billions", _attribute("Conv", "pads", [2**40] * 4)),
    changed("borders below nothing", _attribute("Conv", "pads", [-100] * 4)),
    changed("steps of nothing", _attribute("Conv", "strides", [0, 0])),
    changed("gaps of billions", _attribute("Conv", "dilations", [2**40, 2**40])),
    changed("a million borders", _attribute("Conv", "pads", [1] * 1_000_000)),
    changed("an axis of billions", _attribute("Flatten", "axis", 2**40)),
    changed("a factor that is no number", _attribute("Gemm", "alpha", float("nan"))),
    changed("an endless factor", _attribute("Gemm", "beta", float("inf"))),
    changed("operators of no version", _opset()),
    changed("operators of a version below nothing", _opset(-17)),
    changed("no results", _no_output),
    changed("no operators", _nothing),
    changed("deep names of classes", _notes("[" * 60_000), is_refused=False),
    changed(
        "names of classes by the million", _notes(json.dumps(["a"] * 900_000)), is_refused=False
    ),
    changed("notes by the thousand", _notes("x", 20_000), is_refused=False),
)

FILES = (*RUN, *CIRCLES, *COMPUTED, *SAID)
