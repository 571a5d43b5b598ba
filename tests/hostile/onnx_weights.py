"""ONNX files whose weights or writing is hostile: elsewhere, huge, of no numbers, without end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from tests.hostile.hostile_file import HostileFile, Trap
from tests.hostile.onnx_models import behind, changed, kernel

# Elsewhere


def _placed(tensor: TensorProto, place: str, **more: str) -> TensorProto:
    """A tensor whose numbers are in another file."""
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in {"location": place, **more}.items():
        tensor.external_data.add(key=key, value=value)
    return tensor


def elsewhere(name: str, place: Callable[[Trap], str], **more: str) -> HostileFile:
    """Weights in another file."""
    return changed(name, lambda model, trap: _placed(kernel(model), place(trap), **more))


def _in_constant(model: ModelProto, trap: Trap) -> None:
    tensor = _placed(numpy_helper.from_array(np.zeros(3, np.float32)), str(trap.secret))
    constant = helper.make_node("Constant", [], ["more"], value=tensor)
    behind(model, constant, helper.make_node("Add", ["scores", "more"], ["end"]))


def _not_used(model: ModelProto, trap: Trap) -> None:
    tensor = _placed(numpy_helper.from_array(np.zeros(3, np.float32), "unused"), str(trap.secret))
    model.graph.initializer.append(tensor)


def _sparse(model: ModelProto, trap: Trap) -> None:
    values = _placed(numpy_helper.from_array(np.zeros(3, np.float32), "sparse"), str(trap.secret))
    places = numpy_helper.from_array(np.arange(3))
    model.graph.sparse_initializer.append(helper.make_sparse_tensor(values, places, [2**40]))


def _in_function(model: ModelProto, trap: Trap) -> None:
    tensor = _placed(numpy_helper.from_array(np.zeros(3, np.float32)), str(trap.secret))
    nodes = [
        helper.make_node("Constant", [], ["more"], value=tensor),
        helper.make_node("Add", ["x", "more"], ["y"]),
    ]
    opsets = [helper.make_opsetid("", 17)]
    model.functions.append(helper.make_function("own", "own", ["x"], ["y"], nodes, opsets))
    behind(model, helper.make_node("own", ["scores"], ["end"], domain="own"))


ELSEWHERE = (
    elsewhere("weights in another file", lambda trap: str(trap.secret)),
    elsewhere("weights by a way that climbs", lambda _trap: "../outside/secret"),
    elsewhere("weights of the system", lambda _trap: "/etc/passwd"),
    elsewhere("weights without end", lambda _trap: "/dev/zero", length=str(2**40)),
    elsewhere("weights at an address", lambda _trap: "http://127.0.0.1:9/weights"),
    elsewhere("weights before the beginning", lambda _trap: "secret", offset="-1", length="-1"),
    elsewhere("weights in a file without a name", lambda _trap: ""),
    elsewhere("weights under a name with a character of code 0", lambda _trap: "a\0b"),
    elsewhere("weights in a folder", lambda trap: str(trap.folder)),
    elsewhere("weights in the file itself", lambda _trap: "network.onnx"),
    changed("a constant in another file", _in_constant),
    changed("weights elsewhere that nobody uses", _not_used),
    changed("sparse weights", _sparse),
    changed("weights elsewhere in a function", _in_function),
)


# Numbers


def sides(name: str, *dims: int) -> HostileFile:
    """Weights of another shape."""

    def change(model: ModelProto, _trap: Trap) -> None:
        kernel(model).dims[:] = dims

    return changed(name, change)


def kind(name: str, number: int) -> HostileFile:
    """Weights of another type."""

    def change(model: ModelProto, _trap: Trap) -> None:
        kernel(model).data_type = number

    return changed(name, change)


def numbers(name: str, change: Callable[[Any, Trap], Any]) -> HostileFile:
    """Other numbers as weights."""

    def write(model: ModelProto, trap: Trap) -> None:
        tensor = kernel(model)
        values = numpy_helper.to_array(tensor).copy()
        found = change(values, trap)
        values = values if found is None else found
        tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))

    return changed(name, write)


def _one(value: float) -> Callable[[Any, Trap], None]:
    def change(values: Any, trap: Trap) -> None:
        values.flat[trap.chance.randrange(values.size)] = value

    return change


def _texts(model: ModelProto, _trap: Trap) -> None:
    tensor = kernel(model)
    tensor.ClearField("raw_data")
    tensor.data_type = TensorProto.STRING
    tensor.string_data.extend([b"a" * 100] * 20_000)


def _claimed(model: ModelProto, _trap: Trap) -> None:
    """Weights by the gigabyte, of which none is there."""
    for number in range(50):
        name = f"claimed{number}"
        model.graph.initializer.add(name=name, data_type=1, dims=[4_000_000])


def _many_small(model: ModelProto, _trap: Trap) -> None:
    for number in range(20_000):
        model.graph.initializer.append(
            numpy_helper.from_array(np.zeros(1, np.float32), f"w{number}")
        )


def _same_name(model: ModelProto, _trap: Trap) -> None:
    for tensor in model.graph.initializer:
        tensor.name = kernel(model).name


def _bytes_left(model: ModelProto, _trap: Trap) -> None:
    kernel(model).raw_data = kernel(model).raw_data + bytes(30_000_000)


def _floats_left(model: ModelProto, _trap: Trap) -> None:
    kernel(model).float_data.extend([0.0] * 1_000_000)
    kernel(model).ClearField("raw_data")


NUMBERS = (
    sides("weights of gigabytes", 2**31, 2**31, 3, 3),
    sides("weights whose size is no number of 64 bits", *[2**62] * 8),
    sides("weights below nothing", -4, 1, 3, 2),
    sides("weights twice below nothing", -4, -1, 3, 2),
    sides("weights of another size", 9, 9, 3, 2),
    sides("weights without a side", 0, 1, 3, 2),
    sides("weights of ten thousand sides", *[1] * 10_000),
    sides("weights of a thousand sides of nothing", *[0] * 1000),
    sides("weights without sides"),
    kind("weights of no type", 0),
    kind("weights of an unknown type", 99),
    kind("weights that are text", TensorProto.STRING),
    kind("complex weights", TensorProto.COMPLEX64),
    kind("weights of four bits", TensorProto.INT4),
    kind("weights of eight bits", TensorProto.FLOAT8E4M3FN),
    kind("weights said to be double", TensorProto.DOUBLE),
    kind("weights said to be true or false", TensorProto.BOOL),
    numbers("a weight that is no number", _one(float("nan"))),
    numbers("an endless weight", _one(float("inf"))),
    numbers("weights in whole numbers of a byte", lambda values, _t: values.astype(np.int8)),
    numbers("weights beyond single precision", lambda values, _t: values.astype(float) + 1e300),
    changed("texts for weights", _texts),
    changed("weights that claim gigabytes", _claimed),
    changed("weights by the ten thousand", _many_small),
    changed("one name for all weights", _same_name),
    changed("30 MB behind the weights", _bytes_left),
    changed("a million numbers behind the weights", _floats_left),
)


# Writing


def varint(number: int) -> bytes:
    """A number as protocol buffers write it."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*found, number))


def field(number: int, content: bytes) -> bytes:
    """A field of bytes, or a message."""
    return varint(number << 3 | 2) + varint(len(content)) + content


_GRAPH, _NODE = 7, 1
_VERSION = b"\x08\x08"


def _nested(_model: ModelProto, trap: Trap) -> bytes:
    """Graphs in attributes of nodes of graphs, and so on."""
    content = b""
    for _ in range(trap.chance.choice((20, 300, 5000))):
        content = field(_NODE, field(5, field(6, content)))
    return _VERSION + field(_GRAPH, content)


def _empty_messages(_model: ModelProto, _trap: Trap) -> bytes:
    return _VERSION + field(_GRAPH, field(_NODE, b"") * 2_000_000)


def _empty_attributes(_model: ModelProto, _trap: Trap) -> bytes:
    return _VERSION + field(_GRAPH, field(_NODE, field(5, b"") * 2_000_000))


def _packed(_model: ModelProto, _trap: Trap) -> bytes:
    """Whole numbers of a byte each, which take eight in memory."""
    return _VERSION + field(_GRAPH, field(5, field(7, b"\x01" * 14_900_000)))


def _with_tail(tail: bytes) -> Callable[[ModelProto, Trap], bytes]:
    return lambda model, _trap: model.SerializeToString() + tail


WRITING = (
    changed("messages in messages", _nested),
    changed("two million empty nodes", _empty_messages),
    changed("two million empty attributes", _empty_attributes),
    changed("fifteen million whole numbers", _packed),
    changed("a length without end", _with_tail(b"\x3a\xff\xff\xff\xff\xff\xff\xff\xff\x7f")),
    changed("a number without end", _with_tail(b"\x08" + b"\xff" * 200)),
    changed("a length beyond the end", _with_tail(b"\x3a\xff\xff\x7f")),
    changed("groups, which nobody writes any more", _with_tail(b"\x0b" * 10_000)),
    changed("fields of an unknown kind", _with_tail(b"\x0f" * 100)),
    changed("a field of number 0", _with_tail(b"\x02\x01a")),
    changed(
        "cut short", lambda model, trap: model.SerializeToString()[: trap.chance.randrange(9, 300)]
    ),
    changed("nothing but a version", lambda _m, _t: _VERSION + b"\x3a\x00"),
    changed(
        "bytes for text", lambda m, _t: m.SerializeToString().replace(b"Conv", b"\xff\xfe\xfd\xfc")
    ),
)

FILES = (*ELSEWHERE, *NUMBERS, *WRITING)
