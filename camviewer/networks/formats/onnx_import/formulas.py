"""Functions of one number, put together of operators: found out which activation they are.

Exporters write one activation in many ways: GELU as five operators around an Erf, SiLU as a
product with a sigmoid. What they are is told by their values, not by how they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.networks.activations import ACTIVATIONS
from camviewer.networks.formats.onnx_import.functions import FUNCTIONS
from camviewer.networks.formats.onnx_import.tensors import Tensor

Doubles = NDArray[np.float64]

MAX_OPERATORS = 24
"""Of one formula; the next operator begins a new one."""

_CLOSE = 2e-6

_AT = np.concatenate([np.linspace(-12, 12, 193), [-60.0, -25.0, 25.0, 60.0]])
"""Numbers at which functions are compared; bends of activations lie on and between them."""


@dataclass(frozen=True, eq=False)
class Formula:
    """A function of each number of a tensor.

    Attributes:
        base: the tensor.
        operator: a name in `FUNCTIONS`; empty for the number itself.
        parts: what goes in: functions of the same tensor, or numbers, or None for what is left out.
        attributes: of the operator.
        size: how many operators there are in it.
    """

    base: Tensor
    operator: str = ""
    parts: tuple[Formula | float | None, ...] = ()
    attributes: Mapping[str, Any] | None = None
    size: int = 0

    def inner(self) -> Iterator[Formula]:
        """All formulas in it, itself included, each after those that it reads."""
        done: set[int] = set()
        waiting = [(self, False)]
        while waiting:
            formula, is_ready = waiting.pop()
            if is_ready:
                yield formula
            elif id(formula) not in done:
                done.add(id(formula))
                waiting.append((formula, True))
                waiting += [(part, False) for part in formula.parts if isinstance(part, Formula)]


def constants_of(formula: Formula) -> list[float]:
    """The numbers that its operators read."""
    parts = (part for each in formula.inner() for part in each.parts)
    return [part for part in parts if isinstance(part, float)]


def made(operator: str, parts: tuple[Formula | float | None, ...], **attributes: Any) -> Formula:
    """A formula of parts, one of which at least is a formula."""
    read = [part for part in parts if isinstance(part, Formula)]
    return Formula(read[0].base, operator, parts, attributes, 1 + sum(part.size for part in read))


def values(formula: Formula, of: Formula, at: Doubles = _AT) -> Doubles | None:
    """Its values as a function of another formula; None if it is none.

    Args:
        formula: the function.
        of: what stands for the number.
        at: the numbers.
    """
    found: dict[int, Doubles] = {id(of): at}
    with np.errstate(all="ignore"):
        for each in formula.inner():
            if id(each) in found:
                continue
            read = [found.get(id(part), part) for part in each.parts]
            # What reads the tensor beside `of` is no function of it.
            if not each.operator or any(isinstance(part, Formula) for part in read):
                continue
            arrays = [None if part is None else np.asarray(part) for part in read]
            found[id(each)] = np.asarray(
                FUNCTIONS[each.operator](*arrays, **(each.attributes or {}))
            )
    return found.get(id(formula))


@dataclass(frozen=True)
class Affine:
    """A number times one and plus another."""

    scale: float
    shift: float


@dataclass(frozen=True)
class Known:
    """A layer that computes a function of each number.

    Attributes:
        kind: Keras' name of its class.
        options: by Keras' names.
    """

    kind: str
    options: Mapping[str, Any]


def recognised(found: Doubles, constants: Iterable[float] = ()) -> Affine | Known | None:
    """Which function has these values at the numbers that functions are compared at.

    Args:
        found: the values.
        constants: numbers that the function's operators read.
    """
    if not np.isfinite(found).all():
        return None
    shift = float(np.interp(0, _AT, found))
    scale = float(np.interp(1, _AT, found)) - shift
    if _are_close(found, scale * _AT + shift):
        return Affine(scale, shift)
    for name, known in _known().items():
        if _are_close(found, known):
            return Known("Activation", {"activation": name})
    below = float(found[_AT.argmin()])
    if below < 0 and _are_close(found, np.where(_AT > 0, _AT, -below * np.expm1(_AT))):
        return Known("ELU", {"alpha": -below})
    return _rectifier(found, constants)


def _rectifier(found: Doubles, constants: Iterable[float]) -> Known | None:
    """A rectifier with a slope below a threshold and a largest value, if it is one.

    Args:
        found: the values of the function.
        constants: numbers that its operators read; the threshold is one of them, or zero.
    """
    (low, lowest), (high, highest) = (np.argsort(_AT)[at] for at in ([1, 0], [-2, -1]))
    slope = float((found[low] - found[lowest]) / (_AT[low] - _AT[lowest]))
    most = float(found[highest]) if np.isclose(found[high], found[highest]) else None
    if slope < 0 or (most is not None and most < 0):
        return None
    for threshold in (0.0, *constants):
        whole = np.where(threshold < _AT, _AT, slope * (_AT - threshold))
        if threshold < 0 or not _are_close(
            found, whole if most is None else np.minimum(whole, most)
        ):
            continue
        if threshold == 0 and most is None:
            return Known("LeakyReLU", {"negative_slope": slope})
        options = {"max_value": most, "negative_slope": slope, "threshold": threshold}
        return Known("ReLU", options)
    return None


def _are_close(one: Doubles, other: Doubles) -> bool:
    return bool((np.abs(one - other) <= _CLOSE * (1 + np.abs(other))).all())


@lru_cache(maxsize=1)
def _known() -> dict[str, Doubles]:
    """The values of each activation, of the nodes that compute it; "swish" is "silu"."""
    found = {}
    for name, activation in ACTIVATIONS.items():
        nodes = _Values()
        if name not in ("linear", "swish"):
            with np.errstate(all="ignore"):
                found[name] = nodes.arrays[activation.onnx(nodes, "x")]
    return found


class _Values:
    """ONNX nodes that are computed as they are added."""

    def __init__(self) -> None:
        self.arrays: dict[str, Doubles] = {"x": _AT}

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        read = [self.arrays[name] for name in inputs]
        return self._keep(FUNCTIONS[operator](*read, **attributes))

    def constant(self, values: NDArray[np.float32]) -> str:
        return self._keep(np.asarray(values, np.float64))

    def _keep(self, values: Any) -> str:
        name = str(len(self.arrays))
        self.arrays[name] = np.asarray(values)
        return name
