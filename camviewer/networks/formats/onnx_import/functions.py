"""Operators that compute number by number, on arrays: of constants, and to know a function by."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]

_SELU = {"alpha": 1.67326319217681884765625, "gamma": 1.05070102214813232421875}  # as ONNX has it

_erf = np.vectorize(math.erf, otypes=[np.float64])


def _sigmoid(x: Numbers) -> Numbers:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))


def _softplus(x: Numbers) -> Numbers:
    return np.asarray(np.logaddexp(0, x))


def _elu(x: Numbers, alpha: float = 1.0) -> Numbers:
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def _selu(x: Numbers, alpha: float = _SELU["alpha"], gamma: float = _SELU["gamma"]) -> Numbers:
    return gamma * _elu(x, alpha)


def _celu(x: Numbers, alpha: float = 1.0) -> Numbers:
    return np.maximum(x, 0) + np.minimum(0, alpha * np.expm1(np.minimum(x, 0) / alpha))


def _gelu(x: Numbers, approximate: str = "none") -> Numbers:
    if approximate == "tanh":
        inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
        return np.asarray(0.5 * x * (1 + np.tanh(inner)))
    return np.asarray(0.5 * x * (1 + _erf(x / math.sqrt(2))))


def _hard_sigmoid(x: Numbers, alpha: float = 0.2, beta: float = 0.5) -> Numbers:
    return np.asarray(np.clip(alpha * x + beta, 0, 1))


def _clip(
    x: Numbers, low: Numbers | None = None, high: Numbers | None = None, **bounds: float
) -> Numbers:
    """The bounds are inputs, or as before version 11 attributes."""
    least = bounds.get("min", -np.inf) if low is None else low
    most = bounds.get("max", np.inf) if high is None else high
    return np.minimum(np.maximum(x, least), most).astype(x.dtype)


def _shrink(x: Numbers, lambd: float = 0.5, bias: float = 0.0) -> Numbers:
    return np.where(x < -lambd, x + bias, np.where(x > lambd, x - bias, 0))


def _divided(x: Numbers, y: Numbers) -> Numbers:
    both_whole = x.dtype.kind == "i" and y.dtype.kind == "i"
    return np.asarray(np.trunc(x / y).astype(x.dtype) if both_whole else x / y)


FUNCTIONS: Mapping[str, Callable[..., Numbers]] = {
    "Identity": lambda x: x,
    "Abs": np.abs,
    "Neg": np.negative,
    "Exp": np.exp,
    "Log": np.log,
    "Sqrt": np.sqrt,
    "Reciprocal": lambda x: np.asarray(1 / x),
    "Erf": _erf,
    "Erfc": lambda x: 1 - _erf(x),  # not of ONNX, but tf2onnx writes it
    "Floor": np.floor,
    "Ceil": np.ceil,
    "Relu": lambda x: np.maximum(x, 0),
    "LeakyRelu": lambda x, alpha=0.01: np.where(x >= 0, x, alpha * x),
    "ThresholdedRelu": lambda x, alpha=1.0: np.where(x > alpha, x, 0),
    "PRelu": lambda x, slope: np.where(x >= 0, x, slope * x),
    "Elu": _elu,
    "Celu": _celu,
    "Selu": _selu,
    "Gelu": _gelu,
    "Sigmoid": _sigmoid,
    "HardSigmoid": _hard_sigmoid,
    "HardSwish": lambda x: x * _hard_sigmoid(x, 1 / 6),
    "Swish": lambda x, alpha=1.0: x * _sigmoid(alpha * x),
    "Tanh": np.tanh,
    "Softplus": _softplus,
    "Softsign": lambda x: np.asarray(x / (1 + np.abs(x))),
    "Mish": lambda x: np.asarray(x * np.tanh(_softplus(x))),
    "Shrink": _shrink,
    "Clip": _clip,
    "Where": np.where,
    "Equal": np.equal,
    "Greater": np.greater,
    "GreaterOrEqual": np.greater_equal,
    "Less": np.less,
    "LessOrEqual": np.less_equal,
    "Not": np.logical_not,
    "Add": np.add,
    "Sub": np.subtract,
    "Mul": np.multiply,
    "Div": _divided,
    "Pow": lambda x, y: np.power(x, y).astype(x.dtype),
    "Min": lambda *each: np.minimum.reduce(np.broadcast_arrays(*each)),
    "Max": lambda *each: np.maximum.reduce(np.broadcast_arrays(*each)),
    "Sum": lambda *each: np.add.reduce(np.broadcast_arrays(*each)),
    "Mean": lambda *each: np.mean(np.broadcast_arrays(*each), axis=0),
}
"""By ONNX's name: inputs, then attributes by name."""
