"""An ONNX file as plain data: operators in order, constants as arrays.

Nothing but this and `constants` knows ONNX.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import import wire
from camviewer.networks.formats.onnx_import.constants import Constant, array_of, size_of
from camviewer.networks.layer_sizes import MAX_WEIGHTS
from camviewer.networks.options import UnfitError, short

if TYPE_CHECKING:  # imported when the first file is read: the window opens without it
    from onnx import AttributeProto, FunctionProto, GraphProto, ModelProto, NodeProto

MAX_BYTES = 8 * MAX_WEIGHTS + 4_000_000
"""Of a file: its weights in double precision, and the rest."""

MAX_OPERATIONS = 5000
MAX_OPERANDS = 1000
"""Names of what goes in and out of one operator."""

MIN_OPSET = 7
"""The first in which whatever is added up is broadcast as in NumPy."""

_STANDARD = ("", "ai.onnx")
_ZIP_MAP = "ZipMap"


@dataclass(frozen=True, eq=False)
class Operation:
    """One operator.

    Attributes:
        operator: its name in ONNX.
        name: what the file calls it, perhaps nothing.
        inputs: names of what goes in; empty for what is left out.
        outputs: names of what comes out.
        attributes: plain values, lists of them, and arrays, by name.
    """

    operator: str
    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: dict[str, Any]

    @property
    def title(self) -> str:
        """The operator, for a sentence."""
        return f"{self.operator} {short(self.name)}" if self.name else self.operator


@dataclass(frozen=True)
class OnnxModel:
    """What is in an ONNX file.

    Attributes:
        inputs: shape of each input that is no weight, by name; None where a side may be any.
        outputs: names of the outputs that hold numbers.
        operations: each after those it reads.
        constants: arrays by name.
        opset: version of the operators.
        producer: what wrote the file and its version, e.g. "pytorch", "2.8.0"; may be empty.
        notes: what the file tells of itself, by key.
    """

    inputs: dict[str, tuple[int | None, ...]]
    outputs: list[str]
    operations: list[Operation]
    constants: dict[str, Constant]
    opset: int
    producer: tuple[str, str]
    notes: dict[str, str] = field(default_factory=dict)


def read(content: bytes) -> OnnxModel:
    """Read an ONNX model, within bounds.

    Raises:
        UnfitError: it is too large, or of a kind that is not read.
        Exception: it is damaged, of whatever kind the library raises.
    """
    from onnx import ModelProto

    wire.check(content, ModelProto.DESCRIPTOR)
    model = ModelProto.FromString(content)
    graph = model.graph
    _check_kind(model)
    constants = {each.name: array_of(each) for each in graph.initializer}
    operations = [*_inlined(graph.node, _Functions(model.functions))]
    if len(operations) > MAX_OPERATIONS:
        raise _too_many()
    inputs = {
        each.name: _shape(each.type.tensor_type)
        for each in graph.input
        if each.name not in constants
    }
    operations = _in_order(operations, {*inputs, *constants})
    return OnnxModel(
        inputs,
        _outputs(graph, operations),
        operations,
        constants,
        _opset(model),
        (_word(model.producer_name), _word(model.producer_version)),
        {each.key: each.value for each in model.metadata_props},
    )


def _word(text: str) -> str:
    return "".join(each for each in text[:30] if each.isprintable())


def _check_kind(model: ModelProto) -> None:
    if not model.graph.node:
        raise UnfitError(translate("a network"), translate("there is nothing in it"))
    if model.graph.sparse_initializer:
        raise UnfitError(
            translate("weights that are stored in full"), translate("its weights are sparse")
        )
    if not _opset(model) >= MIN_OPSET:
        raise UnfitError(
            translate("ONNX operators of version {0} or later", MIN_OPSET),
            translate("its version is {0}", _opset(model)),
            translate("export the network with opset_version=17"),
        )
    sizes = [size_of(each.dims) for each in model.graph.initializer]
    if sum(sizes) > MAX_WEIGHTS:
        raise UnfitError(
            translate("at most {0} weights", f"{MAX_WEIGHTS:,}"),
            translate("it has {0} weights", f"{sum(sizes):,}"),
        )


def _opset(model: ModelProto) -> int:
    return max((each.version for each in model.opset_import if each.domain in _STANDARD), default=0)


def _shape(tensor: Any) -> tuple[int | None, ...]:
    return tuple(
        each.dim_value if each.HasField("dim_value") and each.dim_value > 0 else None
        for each in tensor.shape.dim
    )


def _outputs(graph: GraphProto, operations: Sequence[Operation]) -> list[str]:
    """The outputs that are numbers; a table of them by class' name is the numbers in it."""
    from onnx import TensorProto

    numbers = (0, TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.DOUBLE, TensorProto.BFLOAT16)
    tables = {each.outputs[0]: each.inputs[0] for each in operations if each.operator == _ZIP_MAP}
    return [
        tables.get(each.name, each.name)
        for each in graph.output
        if each.name in tables or each.type.tensor_type.elem_type in numbers
    ]


# Operators


@dataclass(frozen=True, eq=False)
class _Node:
    """An operator as a file has it, perhaps in a function.

    Attributes:
        domain: of which its name is.
        plain: the operator, with what it was given by value.
        asked: names of attributes that whoever calls the function gives, by the names here.
    """

    domain: str
    plain: Operation
    asked: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class _Function:
    """A function of the file's own, read once however often it is called.

    Attributes:
        inputs: names of what goes in.
        outputs: names of what comes out.
        defaults: of attributes that it asks for, by name.
        nodes: what it is made of.
    """

    inputs: Sequence[str]
    outputs: Sequence[str]
    defaults: Mapping[str, Any]
    nodes: Sequence[_Node]


class _Functions:
    """The functions in a file, each read when it is called first."""

    def __init__(self, functions: Iterable[FunctionProto]) -> None:
        self._written = {(each.domain, each.name): each for each in functions}
        self._read: dict[tuple[str, str], _Function] = {}

    def of(self, node: _Node) -> _Function | None:
        """The function that a node calls; None if it is an operator."""
        key = node.domain, node.plain.operator
        written = self._written.get(key)
        if written is None:
            return None
        if key not in self._read:
            self._read[key] = _Function(
                [*written.input],
                [*written.output],
                {each.name: _value(each) for each in written.attribute_proto},
                [_node(each) for each in written.node],
            )
        return self._read[key]


def _node(node: NodeProto) -> _Node:
    told = {each.name: _value(each) for each in node.attribute if not each.ref_attr_name}
    asked = {each.name: each.ref_attr_name for each in node.attribute if each.ref_attr_name}
    inputs, outputs = tuple(node.input), tuple(node.output)
    if max(len(inputs), len(outputs)) > MAX_OPERANDS:
        raise UnfitError(
            translate("operators of at most {0} inputs", f"{MAX_OPERANDS:,}"),
            translate("an operator has too many inputs"),
        )
    return _Node(node.domain, Operation(node.op_type, node.name, inputs, outputs, told), asked)


def _too_many() -> UnfitError:
    return UnfitError(
        translate("at most {0} operators", f"{MAX_OPERATIONS:,}"),
        translate("it has too many operators"),
    )


def _inlined(nodes: Sequence[NodeProto], functions: _Functions) -> Iterator[Operation]:
    """The operators, with those of the file's own functions in their place.

    Functions may call others; whatever is still to be done waits on a stack, so that one that
    calls itself ends at the bound and not in Python's recursion.
    """
    waiting: list[tuple[_Node, str, dict[str, str], Mapping[str, Any]]]
    waiting = [(_node(node), "", {}, {}) for node in reversed(nodes)]
    for number in range(MAX_OPERATIONS * 2):
        if not waiting:
            return
        node, prefix, names, given = waiting.pop()
        plain = node.plain
        inputs = tuple(_renamed(each, prefix, names) for each in plain.inputs)
        outputs = tuple(_renamed(each, prefix, names) for each in plain.outputs)
        asked = {name: given[of] for name, of in node.asked.items() if of in given}
        attributes = plain.attributes | asked
        function = functions.of(node)
        if function is None:
            known = node.domain in _STANDARD or node.domain == "ai.onnx.ml"
            operator = plain.operator if known else f"{node.domain}.{plain.operator}"
            yield Operation(operator, plain.name, inputs, outputs, attributes)
            continue
        inner = dict(zip(function.inputs, inputs, strict=False))
        inner |= dict.fromkeys(function.inputs[len(inputs) :], "")
        inner |= dict(zip(function.outputs, outputs, strict=False))
        told = {**function.defaults, **attributes}
        waiting += [(each, f"{number}/", inner, told) for each in reversed(function.nodes)]
        if len(waiting) > MAX_OPERATIONS:
            break
    raise _too_many()


def _renamed(name: str, prefix: str, names: Mapping[str, str]) -> str:
    return names.get(name, f"{prefix}{name}" if name else "")


def _value(attribute: AttributeProto) -> Any:
    from onnx import AttributeProto

    match attribute.type:
        case AttributeProto.FLOAT:
            return attribute.f
        case AttributeProto.INT:
            return attribute.i
        case AttributeProto.STRING:
            return attribute.s.decode("utf-8", "replace")
        case AttributeProto.TENSOR:
            return array_of(attribute.t)
        case AttributeProto.FLOATS:
            return list(attribute.floats)
        case AttributeProto.INTS:
            return list(attribute.ints)
        case _:  # graphs in it, and names of classes: of operators that are refused or left out
            return None


def _in_order(operations: Sequence[Operation], known: set[str]) -> list[Operation]:
    """The operators, each after those it reads.

    Raises:
        UnfitError: some read each other in a circle, or what nothing gives.
    """
    waiting: dict[str, list[int]] = {}
    missing = []
    for number, each in enumerate(operations):
        unknown = {name for name in each.inputs if name and name not in known}
        missing.append(len(unknown))
        for name in unknown:
            waiting.setdefault(name, []).append(number)
    ready = [number for number, count in reversed([*enumerate(missing)]) if count == 0]
    ordered = []
    given = set(known)
    while ready:
        operation = operations[ready.pop()]
        ordered.append(operation)
        for name in operation.outputs:
            if name and name in given:
                raise UnfitError(
                    translate("operators whose results have different names"),
                    translate("two have the name {0}", short(name)),
                )
            given.add(name)
            for number in waiting.pop(name, ()):
                missing[number] -= 1
                if missing[number] == 0:
                    ready.append(number)
    if len(ordered) < len(operations):
        raise UnfitError(
            translate("operators that use what was computed before them"),
            translate("operators use each other in a circle, or use what is not there"),
        )
    return ordered
