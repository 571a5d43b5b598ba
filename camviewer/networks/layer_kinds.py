"""The kinds of layers that a Keras file may have: their options, what comes out, how many numbers.

Everything here is plain Python about plain values; Keras is not needed to judge a file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from camviewer.common.translation import translate
from camviewer.data.spec import MAX_CLASSES, MIN_CLASSES

Shape = tuple[int, int, int]
"""Rows, columns and channels of what is between two layers."""

Options = dict[str, Any]

Check = Callable[[Any], Any]
"""Gives the value to build with, or raises ValueError with what was expected."""


class UnfitError(ValueError):
    """A network that cannot be used; says what was expected and what was found."""

    def __init__(self, expected: str, found: str, remedy: str = "") -> None:
        """Keep the parts of the sentence, as `FileError` takes them."""
        super().__init__(f"expected {expected}, found {found}")
        self.expected = expected
        self.found = found
        self.remedy = remedy


def _one_of(*allowed: object) -> Check:
    def check(value: Any) -> Any:
        if not any(type(value) is type(each) and value == each for each in allowed):
            raise ValueError(_alternatives(allowed))
        return value

    return check


def _alternatives(allowed: Sequence[object]) -> str:
    *before, last = map(str, allowed)
    return translate("{0} or {1}", ", ".join(before), last) if before else last


def _whole(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError(translate("a whole number from {0} to {1}", low, high))
        return value

    return check


def _number(low: float, high: float) -> Check:
    def check(value: Any) -> float:
        if type(value) not in (int, float) or not low <= value <= high:  # NaN is not either
            raise ValueError(translate("a number from {0} to {1}", f"{low:g}", f"{high:g}"))
        return float(value)

    return check


def _or_none(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _pair(check: Check) -> Check:
    def check_pair(value: Any) -> tuple[Any, Any]:
        one, other = value if type(value) is list and len(value) == 2 else (value, value)
        return check(one), check(other)

    return check_pair


def _axes(value: Any) -> tuple[int, ...] | None:
    if value is None:
        return None
    if type(value) is not list or any(each not in (1, 2, 3) for each in value):
        raise ValueError(translate("axes out of 1, 2 and 3"))
    return tuple(sorted({int(each) for each in value}))


_FLAG = _one_of(True, False)
_ACTIVATION = _one_of(
    *("linear", "relu", "relu6", "leaky_relu", "elu", "selu", "gelu", "silu", "swish"),
    *("hard_silu", "sigmoid", "hard_sigmoid", "tanh", "softplus", "softsign", "mish"),
)
_CHANNELS = _whole(1, 4096)
_SIZES = _pair(_whole(1, 32))
_PADDING = _one_of("same", "valid")
_CHANNELS_LAST: dict[str, Check] = {"data_format": _one_of("channels_last")}
_CONVOLUTION: dict[str, Check] = {
    "kernel_size": _SIZES,
    "strides": _SIZES,
    "padding": _PADDING,
    "dilation_rate": _SIZES,
    "activation": _ACTIVATION,
    "use_bias": _FLAG,
    **_CHANNELS_LAST,
}
_POOLING: dict[str, Check] = {
    "pool_size": _SIZES,
    "strides": _or_none(_SIZES),
    "padding": _PADDING,
    **_CHANNELS_LAST,
}


def _windows(options: Options, shape: Shape) -> tuple[int, int]:
    """Rows and columns after a window has been moved over a picture."""
    size = options.get("kernel_size") or options["pool_size"]
    strides = options["strides"] or size
    dilation = options.get("dilation_rate", (1, 1))
    if max(strides) > 1 and max(dilation) > 1:
        raise UnfitError(translate("strides or dilation"), translate("both"))
    if options["padding"] == "same":
        return math.ceil(shape[0] / strides[0]), math.ceil(shape[1] / strides[1])
    rows, columns = (
        (shape[axis] - dilation[axis] * (size[axis] - 1) - 1) // strides[axis] + 1
        for axis in (0, 1)
    )
    return rows, columns


def _convolved(options: Options, shape: Shape) -> Shape:
    if shape[2] % options["groups"] or options["filters"] % options["groups"]:
        raise UnfitError(
            translate("channels that can be shared among its groups"), translate("others")
        )
    return (*_windows(options, shape), options["filters"])


def _convolution_numbers(options: Options, shape: Shape) -> int:
    kernel: int = math.prod(options["kernel_size"]) * shape[2] // options["groups"]
    return (kernel + options["use_bias"]) * options["filters"]


def _depthwise(options: Options, shape: Shape) -> Shape:
    return (*_windows(options, shape), shape[2] * options["depth_multiplier"])


def _depthwise_numbers(options: Options, shape: Shape) -> int:
    kernel: int = math.prod(options["kernel_size"])
    return (kernel + options["use_bias"]) * shape[2] * options["depth_multiplier"]


def _separable(options: Options, shape: Shape) -> Shape:
    return (*_windows(options, shape), options["filters"])


def _separable_numbers(options: Options, shape: Shape) -> int:
    between: int = shape[2] * options["depth_multiplier"]
    kernel = math.prod(options["kernel_size"])
    return kernel * between + (between + options["use_bias"]) * options["filters"]


def _pooled(options: Options, shape: Shape) -> Shape:
    return (*_windows(options, shape), shape[2])


def _padded(options: Options, shape: Shape) -> Shape:
    (top, bottom), (left, right) = options["padding"]
    return shape[0] + top + bottom, shape[1] + left + right, shape[2]


def _same(_options: Options, shape: Shape) -> Shape:
    return shape


def _no_numbers(_options: Options, _shape: Shape) -> int:
    return 0


def _normalisation_numbers(options: Options, shape: Shape) -> int:
    return shape[2] * (2 + options["center"] + options["scale"])


def _slopes(options: Options, shape: Shape) -> int:
    shared = options["shared_axes"] or ()
    return math.prod(1 if axis in shared else size for axis, size in enumerate(shape, 1))


@dataclass(frozen=True)
class Kind:
    """A kind of layer.

    Attributes:
        options: checks by name, of everything that decides what the layer computes.
        shape: what comes out (h, w, K), of options and what goes in.
        numbers: how many weights it has, of the same.
        joins: whether it takes two or more inputs, all of one shape.
    """

    options: Mapping[str, Check] = field(default_factory=dict)
    shape: Callable[[Options, Shape], Shape] = _same
    numbers: Callable[[Options, Shape], int] = _no_numbers
    joins: bool = False


KINDS = {
    "Activation": Kind({"activation": _ACTIVATION}),
    "Add": Kind(joins=True),
    "AveragePooling2D": Kind(_POOLING, _pooled),
    "BatchNormalization": Kind(
        {
            "axis": _one_of(-1, 3),
            "epsilon": _number(1e-12, 1),
            "center": _FLAG,
            "scale": _FLAG,
        },
        numbers=_normalisation_numbers,
    ),
    "Conv2D": Kind(
        {"filters": _CHANNELS, "groups": _CHANNELS, **_CONVOLUTION},
        _convolved,
        _convolution_numbers,
    ),
    "DepthwiseConv2D": Kind(
        {"depth_multiplier": _CHANNELS, **_CONVOLUTION}, _depthwise, _depthwise_numbers
    ),
    "ELU": Kind({"alpha": _number(0, 1e6)}),
    "LeakyReLU": Kind({"negative_slope": _number(0, 1e6)}),
    "MaxPooling2D": Kind(_POOLING, _pooled),
    "PReLU": Kind({"shared_axes": _axes}, numbers=_slopes),
    "ReLU": Kind(
        {
            "max_value": _or_none(_number(0, 1e6)),
            "negative_slope": _number(0, 1e6),
            "threshold": _number(0, 1e6),
        }
    ),
    "Rescaling": Kind({"scale": _number(-1e6, 1e6), "offset": _number(-1e6, 1e6)}),
    "SeparableConv2D": Kind(
        {"filters": _CHANNELS, "depth_multiplier": _CHANNELS, **_CONVOLUTION},
        _separable,
        _separable_numbers,
    ),
    "ZeroPadding2D": Kind({"padding": _pair(_pair(_whole(0, 32))), **_CHANNELS_LAST}, _padded),
}
"""What may stand before the pooling, by Keras' name."""

HEAD = {
    "GlobalAveragePooling2D": Kind({"keepdims": _one_of(False), **_CHANNELS_LAST}),
    "Dense": Kind(
        {
            "units": _whole(MIN_CLASSES, MAX_CLASSES),
            "activation": _one_of("softmax", "linear"),
            "use_bias": _FLAG,
        }
    ),
    "Softmax": Kind({"axis": _one_of(-1, 1)}),
}
"""What stands at the end, once each."""

INACTIVE = frozenset(
    (
        *("Dropout", "SpatialDropout2D", "GaussianDropout", "GaussianNoise", "AlphaDropout"),
        *("RandomFlip", "RandomRotation", "RandomTranslation", "RandomZoom"),
        *("ActivityRegularization", "Identity"),
    )
)
"""What does something while a network is trained only."""

_DECIDES_TRAINING_ONLY = ("_initializer", "_regularizer", "_constraint")
_DECIDES_NOTHING = frozenset(
    ("name", "trainable", "dtype", "momentum", "renorm_momentum", "synchronized")
)


def options_of(title: str, kind: Kind, config: Mapping[str, Any]) -> Options:
    """The options in a layer's configuration, each checked.

    Args:
        title: the layer, for the sentence.
        kind: its kind.
        config: its configuration as it is in the file.

    Raises:
        UnfitError: one is missing, has a value that is not allowed, or is not known.
    """
    options = {}
    for name, check in kind.options.items():
        if name not in config:
            raise UnfitError(translate("{0} of {1}", name, title), translate("none"))
        try:
            options[name] = check(config[name])
        except ValueError as expected:
            raise UnfitError(
                translate("{0} of {1} to be {2}", name, title, expected), short(config[name])
            ) from None
    for name, value in config.items():
        plain = name in options or name in _DECIDES_NOTHING or name.endswith(_DECIDES_TRAINING_ONLY)
        if not plain and value is not None and value is not False:
            raise UnfitError(translate("{0} with options that are known", title), short(name))
    return options


def short(value: object) -> str:
    """A value from a file, for a sentence: on one line, and never long."""
    if isinstance(value, dict):
        named = value.get("config")  # a function's name
        if not isinstance(named, str):
            named = value.get("registered_name") or value.get("class_name")
        return (
            translate("the object {0}", short(named))
            if isinstance(named, str)
            else translate("an object")
        )
    if isinstance(value, list):
        deep = any(isinstance(each, (list, dict)) for each in value)
        return translate("a list") if deep else _clip(value)
    return _clip(value)


def _clip(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 50 else text[:49] + "…"
