"""Operations that Keras keeps among the layers, such as x + y: as layers that do the same.

``x + y``, ``x / 255``, ``x[:, 1:-1]`` and the functions of ``keras.ops`` become operations of
their own in Keras 3. Keras 2 kept them as calls of functions of TensorFlow, by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from camviewer.common.translation import translate
from camviewer.networks.formats.keras_entries import Call, Entry, Tensor
from camviewer.networks.options import UnfitError


@dataclass(frozen=True)
class Step:
    """A layer that does what an operation does.

    Attributes:
        kind: Keras' name of its class.
        config: its options; what they leave out is as Keras has it.
        inputs: what it reads.
    """

    kind: str
    config: dict[str, Any]
    inputs: tuple[Tensor, ...]


Make = Callable[[Sequence[Any], Mapping[str, Any]], Step]
"""Given what goes in and the options; raises `_UnlikeError` where no layer does the same."""


class _UnlikeError(ValueError):
    """No layer does what such an operation does."""


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
    except (_UnlikeError, ValueError, TypeError, LookupError):
        raise UnfitError(
            translate("{0} as a layer can do it", entry.title), translate("another use of it")
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
            raise _UnlikeError
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
        raise _UnlikeError
    return float(value)


def _each(function: Callable[[float], float], numbers: Any) -> Any:
    return [function(each) for each in numbers] if isinstance(numbers, list) else function(numbers)


def _negative(numbers: Any) -> Any:
    return _each(lambda number: -number, numbers)


def _inverse(numbers: Any) -> Any:
    if 0 in (numbers if isinstance(numbers, list) else [numbers]):
        raise _UnlikeError
    return _each(lambda number: 1 / number, numbers)


def _opposite(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
    return Step("Rescaling", {"scale": -1.0, "offset": 0.0}, _only(operands))


def _squared(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
    (x,) = _only(operands[:1])
    if len(operands) > 1 and operands[1] != 2:
        raise _UnlikeError
    return Step("Multiply", {}, (x, x))


def _largest(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
    tensors = tuple(each for each in operands if isinstance(each, Tensor))
    numbers = [each for each in operands if not isinstance(each, Tensor)]
    if numbers and any(each != 0 for each in numbers):
        raise _UnlikeError
    return Step("ReLU" if numbers else "Maximum", {}, tensors)


def _clipped(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    low, high = (
        options[new] if new in options else options[old]
        for new, old in (("x_min", "clip_value_min"), ("x_max", "clip_value_max"))
    )
    if low != 0:
        raise _UnlikeError
    return Step("ReLU", {"max_value": _number(high)}, _only(operands[:1]))


# Functions of each number


def _activation(name: str) -> Make:
    return lambda operands, _options: Step("Activation", {"activation": name}, _only(operands[:1]))


def _rectified(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    names = ("negative_slope", "max_value", "threshold")
    given = {name: options[name] for name in names if name in options}
    return Step("ReLU", given, _only(operands[:1]))


def _leaky(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    slope = options.get("negative_slope", options.get("alpha", 0.2))
    return Step("LeakyReLU", {"negative_slope": slope}, _only(operands[:1]))


def _elu(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    return Step("ELU", {"alpha": options.get("alpha", 1.0)}, _only(operands[:1]))


def _gelu(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    if options.get("approximate"):
        raise _UnlikeError
    return Step("Activation", {"activation": "gelu"}, _only(operands[:1]))


def _softmax(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    axis = options.get("axis")
    return Step("Softmax", {"axis": -1 if axis is None else axis}, _only(operands[:1]))


def _nothing(operands: Sequence[Any], _options: Mapping[str, Any]) -> Step:
    return Step("Identity", {}, _only(operands[:1]))


# Shapes


def _concatenate(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    tensors = operands[0] if isinstance(operands[0], list) else [operands[0]]
    return Step("Concatenate", {"axis": options.get("axis", -1)}, _all(tensors))


def _pooling(kind: str) -> Make:
    def make(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
        axis = options["axis"]
        axes = {each % 4 for each in axis}
        layout = {(1, 2): "channels_last", (2, 3): "channels_first"}[tuple(sorted(axes))]
        keeps = bool(options.get("keepdims"))
        return Step(kind, {"keepdims": keeps, "data_format": layout}, _only(operands[:1]))

    return make


def _reshape(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    batch, *rest = options["newshape"] if "newshape" in options else options["shape"]
    if batch not in (-1, None):
        raise _UnlikeError
    return Step("Reshape", {"target_shape": rest}, _only(operands[:1]))


def _transpose(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    batch, *rest = options["axes"] if "axes" in options else options["perm"]
    if batch != 0:
        raise _UnlikeError
    return Step("Permute", {"dims": rest}, _only(operands[:1]))


def _squeeze(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    axis = options.get("axis")
    if axis is not None and sorted(axis) not in ([1, 2], [2, 3]):
        raise _UnlikeError
    return Step("Flatten", {}, _only(operands[:1]))


def _pad(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    widths = options["pad_width"] if "pad_width" in options else options["paddings"]
    samples, rows, columns, channels = widths
    constant = str(options.get("mode", "constant")).lower() == "constant"
    if samples != [0, 0] or channels != [0, 0] or not constant or options.get("constant_values"):
        raise _UnlikeError
    return Step("ZeroPadding2D", {"padding": [rows, columns]}, _only(operands[:1]))


def _resize(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    height, width = options["size"]
    others = ("antialias", "crop_to_aspect_ratio", "pad_to_aspect_ratio")
    if any(options.get(name) for name in others):
        raise _UnlikeError
    config = {"height": height, "width": width, "interpolation": options["interpolation"]}
    return Step("Resizing", config, _only(operands[:1]))


def _part(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    """x[:, a:b, c:d] as a cropping, x[:, ::2, ::2] as a pooling of single cells."""
    (x,) = _only(operands[:1])
    index: list[Any] = [*(operands[1] if len(operands) > 1 else options["slice_spec"])]
    if index == [slice(None), None, None, slice(None)] or index == [slice(None), None, None]:
        return Step("Reshape", {"target_shape": [1, 1, -1]}, (x,))
    if index[-1] is None and None not in index[:-1]:
        return _expanded([x], {"axis": -1})
    if ... in index:
        place = index.index(...)
        index = [*index[:place], *[slice(None)] * (5 - len(index)), *index[place + 1 :]]
    index += [slice(None)] * (4 - len(index))
    samples, rows, columns, channels = index
    if samples != slice(None) or not _is_all(channels, x, 3):
        raise _UnlikeError
    steps = [1 if each.step is None else each.step for each in (rows, columns)]
    crops = [_crop(each, x, axis) for axis, each in enumerate((rows, columns), 1)]
    if steps == [1, 1]:
        return Step("Cropping2D", {"cropping": crops}, (x,))
    if crops != [[0, 0], [0, 0]]:
        raise _UnlikeError
    return Step("MaxPooling2D", {"pool_size": [1, 1], "strides": steps}, (x,))


def _expanded(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    """Samples (h, w) as (h, w, 1)."""
    (x,) = _only(operands[:1])
    _, height, width = x.shape
    if options["axis"] not in (-1, 3):
        raise _UnlikeError
    return Step("Reshape", {"target_shape": [height, width, 1]}, (x,))


def _is_all(part: slice, x: Tensor, axis: int) -> bool:
    return part.step in (None, 1) and _crop(part, x, axis) == [0, 0]


def _crop(part: slice, x: Tensor, axis: int) -> list[int]:
    """How many are cut off in front and behind."""
    start, stop = part.start or 0, part.stop
    if axis < len(x.shape):
        size = x.shape[axis]
        start, stop, _ = slice(start, stop).indices(size)
        return [start, size - stop]
    if start < 0 or (stop is not None and stop >= 0):
        raise _UnlikeError
    return [start, -(stop or 0)]


def _some(kind: str) -> str:
    if not kind:
        raise _UnlikeError
    return kind


def _all(tensors: Sequence[Any]) -> tuple[Tensor, ...]:
    if not all(isinstance(each, Tensor) for each in tensors):
        raise _UnlikeError
    return tuple(tensors)


def _only(operands: Sequence[Any]) -> tuple[Tensor, ...]:
    (x,) = operands
    return _all([x])


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
        "Concatenate": _concatenate,
        "Mean": _pooling("GlobalAveragePooling2D"),
        "Max": _pooling("GlobalMaxPooling2D"),
        "Reshape": _reshape,
        "Transpose": _transpose,
        "Squeeze": _squeeze,
        "Pad": _pad,
        "Resize": _resize,
        "GetItem": _part,
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
