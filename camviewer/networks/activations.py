"""Activation functions, by Keras' names: their ONNX nodes and their derivatives."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from camviewer.common.arrays import Array
from camviewer.networks.layer_kind import Nodes


@dataclass(frozen=True)
class Activation:
    """A function of one number that is applied to each.

    Attributes:
        onnx: adds its nodes behind a named input; gives the name of what comes out.
        derivative: of what went in and what came out, both of one shape.
    """

    onnx: Callable[[Nodes, str], str]
    derivative: Callable[[Array, Array], Array]


def _operator(name: str, **attributes: Any) -> Callable[[Nodes, str], str]:
    return lambda nodes, x: nodes.add(name, x, **attributes)


def clip(nodes: Nodes, x: str, low: float, high: float) -> str:
    """Add a node that keeps numbers within bounds."""
    bounds = (nodes.constant(np.array(bound, np.float32)) for bound in (low, high))
    return nodes.add("Clip", x, *bounds)


def _silu_onnx(nodes: Nodes, x: str) -> str:
    return nodes.add("Mul", x, nodes.add("Sigmoid", x))


def _sigmoid(x: Array) -> Array:
    result: Array = 0.5 * (1 + np.tanh(0.5 * x))  # without overflow
    return result


_erf = np.vectorize(math.erf, otypes=[np.float32])


def _gelu(x: Array, _y: Array) -> Array:
    density = np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)
    result: Array = 0.5 * (1 + _erf(x / math.sqrt(2)).reshape(x.shape)) + x * density
    return result.astype(x.dtype)


def _silu(x: Array, _y: Array) -> Array:
    sigmoid = _sigmoid(x)
    return sigmoid * (1 + x * (1 - sigmoid))


def _hard_silu(x: Array, _y: Array) -> Array:
    return np.where(x <= -3, 0, np.where(x >= 3, 1, (2 * x + 3) / 6)).astype(x.dtype)


def _softsign(x: Array, _y: Array) -> Array:
    result: Array = 1 / np.square(1 + np.abs(x), dtype=np.float32)
    return result


def _mish(x: Array, _y: Array) -> Array:
    inner = np.tanh(np.logaddexp(0, x))
    result: Array = inner + x * (1 - inner * inner) * _sigmoid(x)
    return result


def _exponential_linear(x: Array, y: Array) -> Array:
    """Of max(x, 0) + exp(min(x, 0)) - 1; at 0 that of both sides, as Keras has it."""
    return np.where(x == 0, 2, elu_derivative(x, y, 1)).astype(x.dtype)


def _log_sigmoid_onnx(nodes: Nodes, x: str) -> str:
    return nodes.add("Neg", nodes.add("Softplus", nodes.add("Neg", x)))


def _squareplus_onnx(nodes: Nodes, x: str) -> str:
    """Add nodes for (x + sqrt(x² + 4)) / 2."""
    four, half = (nodes.constant(np.array(each, np.float32)) for each in (4, 0.5))
    root = nodes.add("Sqrt", nodes.add("Add", nodes.add("Mul", x, x), four))
    return nodes.add("Mul", nodes.add("Add", x, root), half)


def _squareplus(x: Array, _y: Array) -> Array:
    result: Array = 0.5 * (1 + x / np.sqrt(x * x + 4))
    return result


def _sparse_plus_onnx(nodes: Nodes, x: str) -> str:
    """Add nodes for 0 up to -1, (x + 1)² / 4 up to 1, x above."""
    one, quarter = (nodes.constant(np.array(each, np.float32)) for each in (1, 0.25))
    inner = nodes.add("Add", clip(nodes, x, -1, 1), one)
    bent = nodes.add("Mul", nodes.add("Mul", inner, inner), quarter)
    return nodes.add("Where", nodes.add("Greater", x, one), x, bent)


def _tanh_shrink_onnx(nodes: Nodes, x: str) -> str:
    return nodes.add("Sub", x, nodes.add("Tanh", x))


def _shrunk(x: Array, _y: Array) -> Array:
    return (np.abs(x) > 0.5).astype(x.dtype)


def elu_derivative(x: Array, y: Array, alpha: float) -> Array:
    """Of x for x > 0, else alpha (exp(x) - 1)."""
    return np.where(x > 0, 1, y + alpha).astype(x.dtype)


def leaky_derivative(x: Array, slope: float) -> Array:
    """Of x for x > 0, else slope x; at 0 that of the left, as Keras has it."""
    return np.where(x > 0, 1, slope).astype(x.dtype)


_SELU_SCALE, _SELU_ALPHA = 1.0507009873554804934193349852946, 1.6732632423543772848170429916717

ACTIVATIONS = {
    "linear": Activation(lambda _nodes, x: x, lambda x, _y: np.ones_like(x)),
    "relu": Activation(_operator("Relu"), lambda x, _y: (x > 0).astype(x.dtype)),
    "relu6": Activation(
        lambda nodes, x: clip(nodes, x, 0, 6), lambda x, _y: ((x > 0) & (x < 6)).astype(x.dtype)
    ),
    "leaky_relu": Activation(
        _operator("LeakyRelu", alpha=0.2), lambda x, _y: leaky_derivative(x, 0.2)
    ),
    "elu": Activation(_operator("Elu", alpha=1.0), lambda x, y: elu_derivative(x, y, 1)),
    "selu": Activation(
        _operator("Selu", alpha=_SELU_ALPHA, gamma=_SELU_SCALE),
        # At 0 that of the right, as Keras has it.
        lambda x, y: np.where(x >= 0, _SELU_SCALE, y + _SELU_SCALE * _SELU_ALPHA).astype(x.dtype),
    ),
    "gelu": Activation(_operator("Gelu"), _gelu),
    "silu": Activation(_silu_onnx, _silu),
    "swish": Activation(_silu_onnx, _silu),
    "hard_silu": Activation(_operator("HardSwish"), _hard_silu),
    "sigmoid": Activation(_operator("Sigmoid"), lambda _x, y: y * (1 - y)),
    "hard_sigmoid": Activation(
        _operator("HardSigmoid", alpha=1 / 6, beta=0.5),
        lambda x, _y: np.where(np.abs(x) < 3, 1 / 6, 0).astype(x.dtype),
    ),
    "tanh": Activation(_operator("Tanh"), lambda _x, y: 1 - y * y),
    "softplus": Activation(_operator("Softplus"), lambda x, _y: _sigmoid(x)),
    "softsign": Activation(_operator("Softsign"), _softsign),
    "mish": Activation(_operator("Mish"), _mish),
    "celu": Activation(_operator("Celu", alpha=1.0), _exponential_linear),
    "exponential": Activation(_operator("Exp"), lambda _x, y: y),
    "hard_shrink": Activation(_operator("Shrink", lambd=0.5), _shrunk),
    "hard_swish": Activation(_operator("HardSwish"), _hard_silu),
    "hard_tanh": Activation(
        lambda nodes, x: clip(nodes, x, -1, 1), lambda x, _y: (np.abs(x) <= 1).astype(x.dtype)
    ),
    "log_sigmoid": Activation(_log_sigmoid_onnx, lambda x, _y: _sigmoid(-x)),
    "soft_shrink": Activation(_operator("Shrink", lambd=0.5, bias=0.5), _shrunk),
    "sparse_plus": Activation(
        _sparse_plus_onnx, lambda x, _y: np.clip(0.5 * (x + 1), 0, 1).astype(x.dtype)
    ),
    "sparse_sigmoid": Activation(
        _operator("HardSigmoid", alpha=0.5, beta=0.5),
        lambda x, _y: np.where(np.abs(x) < 1, 0.5, 0).astype(x.dtype),
    ),
    "squareplus": Activation(_squareplus_onnx, _squareplus),
    "tanh_shrink": Activation(_tanh_shrink_onnx, lambda x, y: np.square(x - y)),
}
"""By Keras' name (keras.activations)."""

ON_SCREEN = {"relu": "ReLU"}
"""What people are told, where that is not Keras' name."""


def suffix(name: str) -> str:
    """What a layer's title has more where the layer has an activation."""
    return "" if name == "linear" else f", {ON_SCREEN.get(name, name)}"
