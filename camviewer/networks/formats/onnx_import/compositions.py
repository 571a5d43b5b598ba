"""Normalisations that are written as several operators: found, and put together again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from camviewer.networks.formats.onnx_import.constants import Constant
from camviewer.networks.formats.onnx_import.model import Operation

STANDARDISED = "(x - mean) / deviation"
"""Operator of one input, without its mean and by its deviation over "axes"; with "epsilon"."""

UNIT = "x / length"
"""Operator of one input, by the root of the sum of its squares over "axes"."""


def composed(operations: Sequence[Operation], constants: Mapping[str, Constant]) -> list[Operation]:
    """The operators, where the last one of a normalisation has become the whole of it.

    What it was written with is still there, and not needed any more.
    """
    found = _Written(operations, constants)
    return [
        (found.standardised(each) or found.unit(each) or each)
        if each.operator == "Div" and len(each.inputs) == 2
        else each
        for each in operations
    ]


class _Written:
    """Which operator gives what has a name."""

    def __init__(self, operations: Iterable[Operation], constants: Mapping[str, Constant]) -> None:
        self._known = dict(constants)
        self._by_output: dict[str, Operation] = {}
        for each in operations:
            self._by_output |= dict.fromkeys(each.outputs, each)
            value = each.attributes.get("value")
            if each.operator == "Constant" and isinstance(value, np.ndarray):
                self._known[each.outputs[0]] = value

    def standardised(self, division: Operation) -> Operation | None:
        """(x - mean(x)) / sqrt(mean((x - mean(x))²) + epsilon)."""
        around, deviation = division.inputs
        difference = self._by(around, "Sub")
        total = self._by(self._first(self._by(deviation, "Sqrt")), "Add")
        variance = self._by(self._first(total), "ReduceMean")
        square = self._by(self._first(variance), "Pow", "Mul")
        if difference is None or total is None or variance is None or square is None:
            return None
        mean = self._by(difference.inputs[1], "ReduceMean")
        epsilon = self._number(total.inputs[1])
        if mean is None or epsilon is None or not self._is_square(square, around):
            return None
        axes = self._axes(mean)
        if difference.inputs[0] != mean.inputs[0] or not axes or axes != self._axes(variance):
            return None
        return _made(division, STANDARDISED, mean, axes, epsilon=epsilon)

    def unit(self, division: Operation) -> Operation | None:
        """X / max(sqrt(sum(x²)), a small number)."""
        x, divisor = division.inputs
        spread = self._by(divisor, "Expand")
        kept = self._by(self._first(spread) or divisor, "Max", "Clip")
        length = self._by(self._first(kept), "ReduceL2")
        if kept is None or length is None or length.inputs[0] != x:
            return None
        least = self._number(kept.inputs[1]) if len(kept.inputs) > 1 else None
        axes = self._axes(length)
        if not axes or least is None or not 0 < least < 1e-6:
            return None
        return _made(division, UNIT, length, axes)

    def _by(self, name: str, *operators: str) -> Operation | None:
        found = self._by_output.get(name)
        return found if found is not None and found.operator in operators else None

    @staticmethod
    def _first(operation: Operation | None) -> str:
        return operation.inputs[0] if operation is not None and operation.inputs else ""

    def _number(self, name: str) -> float | None:
        value = self._known.get(name)
        return float(value.ravel()[0]) if value is not None and value.size == 1 else None

    def _is_square(self, operation: Operation, of: str) -> bool:
        if operation.operator == "Mul":
            return operation.inputs == (of, of)
        return operation.inputs[0] == of and self._number(operation.inputs[1]) == 2

    def _axes(self, reduction: Operation) -> list[int]:
        """Over which it reduces, if it keeps them as axes of one; else none."""
        if not reduction.attributes.get("keepdims", 1):
            return []
        known = self._known.get(reduction.inputs[1]) if len(reduction.inputs) > 1 else None
        if known is not None:
            return [int(each) for each in known.ravel()]
        return list(reduction.attributes.get("axes") or [])


def _made(
    last: Operation, operator: str, first: Operation, axes: list[int], **attributes: float
) -> Operation:
    return replace(
        last, operator=operator, inputs=first.inputs[:1], attributes={"axes": axes, **attributes}
    )
