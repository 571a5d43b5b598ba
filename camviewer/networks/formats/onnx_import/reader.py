"""From operators to a network: what each one reads and gives, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import import formulas
from camviewer.networks.formats.onnx_import.constants import Constant
from camviewer.networks.formats.onnx_import.folding import Folding
from camviewer.networks.formats.onnx_import.formulas import Affine, Formula
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.network import Network
from camviewer.networks.formats.onnx_import.tensors import Tensor
from camviewer.networks.options import UnfitError, short

MAX_TRIED = 1500
"""Functions of one number that are compared with those that are known, a millisecond each."""

Value = Constant | Tensor | Formula
"""What has a name in a file: known numbers, numbers of a sample, or a function of each of these."""


class Reader:
    """What is known by name, while operators are read one by one.

    Attributes:
        network: the layers so far.
        opset: version of the operators.
        folding: computes what is known beforehand.
    """

    def __init__(self, network: Network, opset: int) -> None:
        self.network = network
        self.opset = opset
        self.folding = Folding()
        self._tried = 0
        self._values: dict[str, Value] = {}
        self._leaves: dict[Tensor, Formula] = {}
        self._settled: dict[Formula, Tensor] = {}

    def know(self, names: Iterable[str], values: Iterable[Value]) -> None:
        """Give values their names."""
        self._values.update(zip(names, values, strict=False))

    def value(self, operation: Operation, place: int = 0) -> Value:
        """An input; raises `UnfitError` if it is left out."""
        found = self.optional(operation, place)
        if found is None:
            raise UnfitError(
                translate("{0} inputs of {1}", place + 1, operation.title),
                translate("the number of inputs is {0}", place),
            )
        return found

    def optional(self, operation: Operation, place: int) -> Value | None:
        """An input; None if it is left out."""
        name = operation.inputs[place] if place < len(operation.inputs) else ""
        return self._values[name] if name else None

    def tensor(self, operation: Operation, place: int = 0) -> Tensor:
        """An input that comes of the sample."""
        found = self.value(operation, place)
        if isinstance(found, np.ndarray):
            raise UnfitError(
                translate("{0} of the network's input", operation.title),
                translate("the input is a constant"),
            )
        return self.settled(operation.title, found) if isinstance(found, Formula) else found

    def constant(self, operation: Operation, place: int) -> Constant:
        """An input that is known before any sample is."""
        found = self.value(operation, place)
        if not isinstance(found, np.ndarray):
            raise UnfitError(
                translate("weights of {0} that are in the file", operation.title),
                translate("its weights are computed"),
            )
        return found

    def weights(self, operation: Operation, place: int) -> Constant:
        """Floating point numbers that are known, as an array of at least one axis."""
        return np.atleast_1d(np.asarray(self.constant(operation, place), np.float32))

    def known(self, operation: Operation) -> list[Constant | None]:
        """All inputs, where those that are no constants are None."""
        values = [self.optional(operation, place) for place in range(len(operation.inputs))]
        return [value if isinstance(value, np.ndarray) else None for value in values]

    def is_known(self, operation: Operation) -> bool:
        """Whether all that an operator reads could be read."""
        return all(not name or name in self._values for name in operation.inputs)

    def named(self, name: str) -> Value | None:
        """What has a name in the file; None if it could not be read."""
        return self._values.get(name)

    def formula(self, value: Tensor | Formula) -> Formula:
        """A value as a function of each number: of one tensor there is one."""
        if isinstance(value, Formula):
            return value
        return self._leaves.setdefault(value, Formula(value))

    def settled(self, title: str, formula: Formula) -> Tensor:
        """What a function of each number gives, by layers.

        The layer is the largest that is known: the whole function of the tensor, else of one that
        is in it, else one that joins several.
        """
        if not formula.operator:
            return formula.base
        if formula not in self._settled:
            self._settled[formula] = self._layers(title, formula)
        return self._settled[formula]

    def _layers(self, title: str, formula: Formula) -> Tensor:
        for leaf in [*formula.inner()][:-1]:
            self._tried += 1
            if self._tried > MAX_TRIED:
                raise UnfitError(
                    translate("a smaller network"), translate("it has too many functions")
                )
            values = formulas.values(formula, leaf)
            if values is None:
                continue
            found = formulas.recognised(values, formulas.constants_of(formula))
            if found is not None:
                return self._function(title, self.settled(title, leaf), found)
        return self._put_together(title, formula)

    def _function(self, title: str, x: Tensor, found: Affine | formulas.Known) -> Tensor:
        if isinstance(found, Affine):
            if (found.scale, found.shift) == (1, 0):
                return x
            scale, shift = (np.full(1, each, np.float32) for each in (found.scale, found.shift))
            return self.network.affine(title, x, scale, shift)
        made = self.network.add(title, found.kind, [x], **found.options)
        return replace(made, pending=x.pending)

    def _put_together(self, title: str, formula: Formula) -> Tensor:
        """Several functions, by a layer that joins them."""
        parts = [part for part in formula.parts if isinstance(part, Formula)]
        if len(parts) == len(formula.parts) > 1 and formula.operator in MERGING:
            tensors = [self.settled(title, part) for part in parts]
            return self.merged(title, MERGING[formula.operator], tensors)
        raise unknown([formula.operator])

    def merged(self, title: str, kind: str, inputs: Sequence[Tensor]) -> Tensor:
        """Several tensors number by number, each repeated where it has one only."""
        sides = np.broadcast_shapes(*(each.sides for each in inputs))
        whole = next((each for each in inputs if each.sides == sides), inputs[0])
        rank = len(whole.sides)
        if any(each.pending is not None for each in inputs):
            same = all(each.shape == whole.shape and each.order == whole.order for each in inputs)
            if same and all(each.sides == sides for each in inputs):
                made = self.network.add(title, kind, inputs)
                return replace(made, dims=whole.dims, pending=whole.pending)
            whole = self.network.settled(title, whole)
        if len(whole.shape) != rank or any(len(axes) != 1 for axes in whole.dims):
            whole = self.network.plain(title, whole)
        arranged = []
        for each in inputs:
            missing = rank - len(each.sides)
            lifted = each if not missing else self._lifted(each, missing)
            arranged.append(self.network.arranged(title, lifted, whole.dims))
        return self.network.add(title, kind, arranged, seen_as=whole.dims)

    @staticmethod
    def _lifted(x: Tensor, missing: int) -> Tensor:
        """With axes of one behind the batch, as broadcasting adds them."""
        return x.reshaped((1,) * missing + tuple(x.sides))


MERGING = {
    "Add": "Add",
    "Sum": "Add",
    "Sub": "Subtract",
    "Mul": "Multiply",
    "Max": "Maximum",
    "Min": "Minimum",
    "Mean": "Average",
}
"""Keras' kind of layer for an operator that joins tensors number by number."""

Read = Callable[[Reader, Operation], Value]
"""Reads an operator: adds its layers, and gives what comes out first."""


def unknown(operators: Sequence[str]) -> UnfitError:
    """The network has operators that are not read."""
    rest = [translate("{0} more", len(operators) - 5)] if len(operators) > 5 else []
    quantised = any("uantize" in each or "QLinear" in each for each in operators)
    return UnfitError(
        translate("a network of convolutions, pooling, dense layers and what goes with them"),
        translate(
            "it has operators that are not supported: {0}",
            ", ".join([*map(_plain_name, operators[:5]), *rest]),
        ),
        translate("export the network before it is quantised")
        if quantised
        else translate("build the network without them"),
    )


def _plain_name(operator: str) -> str:
    return operator if operator.isidentifier() and len(operator) <= 40 else short(operator)


def attribute(operation: Operation, name: str, default: Any) -> Any:
    """An attribute; its default where it is left out."""
    value = operation.attributes.get(name)
    return default if value is None else value


def numbers(values: Sequence[Any], count: int, title: str) -> tuple[int, ...]:
    """So many whole numbers; raises `UnfitError` for another count: of signals, or volumes."""
    if len(values) != count:
        raise UnfitError(
            translate("{0} over two axes", title),
            translate("there are {0} axes", len(values) * 2 // count),
        )
    return tuple(int(each) for each in values)
