"""Operations that Keras keeps among the layers, such as x + y: as layers that do the same.

``x + y``, ``x / 255``, ``x[:, 1:-1]`` and the functions of ``keras.ops`` become operations of
their own in Keras 3. Keras 2 kept them as calls of functions of TensorFlow, by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from camviewer.common.translation import translate
from camviewer.networks.formats.keras_entries import Call, Entry, Tensor
from camviewer.networks.formats.keras_shapes import SHAPING
from camviewer.networks.formats.keras_steps import Make, Step, UnlikeError, only
from camviewer.networks.options import UnfitError


def is_known(entry: Entry) -> bool:
    """Whether an operation is one of those that `step_of` knows."""
    return _name(entry) in _OPERATIONS


def step_of(entry: Entry, call: Call) -> Step:
    """The layer that does what an operation does.

    Raises:
        UnfitError: there is none, given such arguments.
    """
    given = {**entry.config, **call.kwargs}
    # What both have in common has other names in TensorFlow, where the second is given by name.
    behind = [given[name] for name in ("x2", "y") if name in given]
    operands = [*call.args, *behind]
    try:
        return _OPERATIONS[_name(entry)](operands, given)
    except (UnlikeError, ValueError, TypeError, LookupError, AttributeError):
        raise UnfitError(
            translate("{0} used as a layer", entry.title), translate("it is used in another way")
        ) from None


def _name(entry: Entry) -> str:
    """Keras 3's name of an operation."""
    if "OpLambda" not in entry.kind:
        return entry.kind
    function = entry.config.get("function")
    return _FUNCTIONS.get(function, "") if isinstance(function, str) else ""


# Arithmetic


def _arithmetic(
    kind: str,
    forward: Callable[[Any], tuple[Any, Any]] | None,
    backward: Callable[[Any], tuple[Any, Any]] | None,
) -> Make:
    """Two tensors as a layer that joins them, one and numbers as a rescaling.

    Args:
        kind: of the layer; empty where there is none.
        forward: scale and offset of x ∘ c, given c.
        backward: those of c ∘ x.
    """

    def make(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
        one, other = operands
        if isinstance(one, Tensor) and isinstance(other, Tensor):
            return Step(_some(kind), {}, (one, other))
        rescaling = forward if isinstance(one, Tensor) else backward
        tensor, number = (one, other) if isinstance(one, Tensor) else (other, one)
        if rescaling is None or not isinstance(tensor, Tensor):
            raise UnlikeError
        scale, offset = rescaling(_numbers(number))
        return Step("Rescaling", {"scale": scale, "offset": offset}, (tensor,))

    return make


def _numbers(value: Any) -> Any:
    """A number, or one for each channel out of however many lists around them."""
    while isinstance(value, list) and len(value) == 1:
        (value,) = value
    if isinstance(value, list):
        return [_number(each) for each in value]
    return _number(value)


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise UnlikeError
    return float(value)


def _each(function: Callable[[float], float], numbers: Any) -> Any:
    return [function(each) for each in numbers] if isinstance(numbers, list) else function(numbers)


def _negative(numbers: Any) -> Any:
    return _each(lambda number: -number, numbers)


def _inverse(numbers: Any) -> Any:
    if 0 in (numbers if isinstance(numbers, list) else [numbers]):
        raise UnlikeError
    return _each(lambda number: 1 / number, numbers)


def _opposite(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
    return Step("Rescaling", {"scale": -1.0, "offset": 0.0}, only(operands))


def _squared(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
    (x,) = only(operands[:1])
    if len(operands) > 1 and operands[1] != 2:
        raise UnlikeError
    return Step("Multiply", {}, (x, x))


def _largest(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
    tensors = tuple(each for each in operands if isinstance(each, Tensor))
    numbers = [each for each in operands if not isinstance(each, Tensor)]
    if numbers and any(each != 0 for each in numbers):
        raise UnlikeError
    return Step("ReLU" if numbers else "Maximum", {}, tensors)


def _clipped(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    low, high = (
        options[new] if new in options else options[old]
        for new, old in (("x_min", "clip_value_min"), ("x_max", "clip_value_max"))
    )
    if low != 0:
        raise UnlikeError
    return Step("ReLU", {"max_value": _number(high)}, only(operands[:1]))


# Functions of each number


def _activation(name: str) -> Make:
    return lambda operands, _options: Step("Activation", {"activation": name}, only(operands[:1]))


def _rectified(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    names = ("negative_slope", "max_value", "threshold")
    given = {name: options[name] for name in names if name in options}
    return Step("ReLU", given, only(operands[:1]))


def _leaky(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    slope = options.get("negative_slope", options.get("alpha", 0.2))
    return Step("LeakyReLU", {"negative_slope": slope}, only(operands[:1]))


def _elu(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    return Step("ELU", {"alpha": options.get("alpha", 1.0)}, only(operands[:1]))


def _gelu(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    if options.get("approximate"):
        raise UnlikeError
    return Step("Activation", {"activation": "gelu"}, only(operands[:1]))


def _softmax(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    axis = options.get("axis")
    return Step("Softmax", {"axis": -1 if axis is None else axis}, only(operands[:1]))


def _nothing(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
    return Step("Identity", {}, only(operands[:1]))


def _some(kind: str) -> str:
    if not kind:
        raise UnlikeError
    return kind


_OPERATIONS: dict[str, Make] = (
    {
        "Add": _arithmetic("Add", lambda c: (1.0, c), lambda c: (1.0, c)),
        "Subtract": _arithmetic("Subtract", lambda c: (1.0, _negative(c)), lambda c: (-1.0, c)),
        "Multiply": _arithmetic("Multiply", lambda c: (c, 0.0), lambda c: (c, 0.0)),
        "TrueDivide": _arithmetic("", lambda c: (_inverse(c), 0.0), None),
        "Divide": _arithmetic("", lambda c: (_inverse(c), 0.0), None),
        "Minimum": _arithmetic("Minimum", None, None),
        "Maximum": _largest,
        "Negative": _opposite,
        "Square": _squared,
        "Power": _squared,
        "Clip": _clipped,
        "ReLU": _rectified,
        "LeakyRelu": _leaky,
        "Elu": _elu,
        "Gelu": _gelu,
        "Softmax": _softmax,
    }
    | {
        name: _activation(activation)
        for name, activation in {
            "Relu": "relu",
            "Relu6": "relu6",
            "Selu": "selu",
            "Silu": "silu",
            "HardSilu": "hard_silu",
            "Sigmoid": "sigmoid",
            "HardSigmoid": "hard_sigmoid",
            "Tanh": "tanh",
            "Softplus": "softplus",
            "Softsign": "softsign",
            "Mish": "mish",
        }.items()
    }
    | SHAPING
    | dict.fromkeys(("Cast", "Identity", "StopGradient", "Copy"), _nothing)
)
"""By the name of the operation's class in Keras 3."""

_FUNCTIONS = {
    "__operators__.add": "Add",
    "math.add": "Add",
    "math.subtract": "Subtract",
    "math.multiply": "Multiply",
    "math.truediv": "TrueDivide",
    "math.divide": "TrueDivide",
    "math.negative": "Negative",
    "math.maximum": "Maximum",
    "math.minimum": "Minimum",
    "math.square": "Square",
    "math.pow": "Power",
    "clip_by_value": "Clip",
    "nn.relu": "Relu",
    "nn.relu6": "Relu6",
    "nn.leaky_relu": "LeakyRelu",
    "nn.elu": "Elu",
    "nn.selu": "Selu",
    "nn.silu": "Silu",
    "nn.swish": "Silu",
    "nn.gelu": "Gelu",
    "nn.softmax": "Softmax",
    "nn.softsign": "Softsign",
    "math.softplus": "Softplus",
    "math.sigmoid": "Sigmoid",
    "math.tanh": "Tanh",
    "concat": "Concatenate",
    "math.reduce_mean": "Mean",
    "math.reduce_max": "Max",
    "reshape": "Reshape",
    "transpose": "Transpose",
    "compat.v1.transpose": "Transpose",
    "compat.v1.squeeze": "Squeeze",
    "squeeze": "Squeeze",
    "pad": "Pad",
    "compat.v1.pad": "Pad",
    "__operators__.getitem": "GetItem",
    "cast": "Cast",
    "identity": "Identity",
    "stop_gradient": "StopGradient",
}
"""Operations of Keras 3 by the names of TensorFlow's functions that do the same."""
