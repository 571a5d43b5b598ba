"""Layers with options and weights out of a seed, for what a network may hold."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.random import Generator

from camviewer.networks.activations import ACTIVATIONS
from camviewer.networks.graph import Graph, Weights, options_in
from camviewer.networks.layer_kind import Shape
from camviewer.networks.layers import LAYERS
from camviewer.networks.options import UnfitError, options_of

Options = dict[str, Any]

SAME_STRIDES = ("DepthwiseConv2D", "SeparableConv2D")
"""What TensorFlow moves as far down as to the right."""

REPEATING = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")
"""What joins inputs of which some may have one cell where others have many."""

_ATTEMPTS = 100


def random_options(kind: str, shape: Shape, random: Generator, *, keeps: bool = False) -> Options:
    """Options that fit an input, as an architecture gives them.

    An option that is not known here has its default.

    Args:
        kind: a name in `LAYERS`.
        shape: what goes in, of one sample.
        random: where they are drawn from.
        keeps: whether rows and columns have to stay as many as they are.
    """
    does = LAYERS[kind]
    for _ in range(_ATTEMPTS):
        options = {
            name: draw(shape, random)
            for name, draw in {**_DRAWN, **_DRAWN_OF.get(kind, {})}.items()
            if name in does.options
        }
        _make_fit(kind, shape, options, random, keeps=keeps)
        try:
            after = shape_after(kind, options, shape)
        except UnfitError:
            continue
        if min(after) >= 1 and (not keeps or after[:-1] == shape[:-1]):
            return options
    raise ValueError(f"expected options of {kind} for {shape}, found none")


def shape_after(kind: str, options: Options, shape: Shape) -> Shape:
    """What comes out of a layer with such options, as an architecture gives them."""
    does = LAYERS[kind]
    whole = {name: _listed(value) for name, value in {**does.defaults, **options}.items()}
    return does.output_shape(options_of(kind, does.options, whole), shape)


def joined_inputs(kind: str, random: Generator) -> int:
    """How many inputs a kind that joins is given."""
    return 2 if kind == "Subtract" else int(random.integers(2, 4))


def random_weights_of(graph: Graph, random: Generator) -> Weights:
    """Weights for which signals keep a size of about one; variances are positive."""
    weights: Weights = []
    for layer, shapes in zip(graph.layers, graph.weight_shapes, strict=True):
        own = [_values(shape, random) for shape in shapes]
        if layer.kind == "LayerNormalization" and layer.settings["scale"]:
            own[0] = 1 + own[0]
        if layer.kind in ("BatchNormalization", "Normalization") and own:
            own[-1] = random.uniform(0.2, 3, shapes[-1])
        if layer.kind == "BatchNormalization" and layer.settings["scale"]:
            own[0] = random.uniform(0.4, 1.6, shapes[0]) * random.choice((-1, 1), shapes[0])
        weights += [each.astype(np.float32) for each in own]
    return weights


def ungrouped(graph: Graph, weights: Weights) -> tuple[Graph, Weights]:
    """The same network with its grouped convolutions as whole ones, whose other weights are 0.

    TensorFlow has no gradient of grouped convolutions on a processor.
    """
    layers, found = [], []
    for layer, own in zip(graph.layers, graph.by_layer(weights), strict=True):
        groups = layer.settings.get("groups", 1) if layer.kind == "Conv2D" else 1
        if groups > 1:
            height, width, channels, filters = own[0].shape
            whole = np.zeros((height, width, channels * groups, filters), np.float32)
            for group in range(groups):
                there = slice(group * channels, (group + 1) * channels)
                out = slice(group * filters // groups, (group + 1) * filters // groups)
                whole[:, :, there, out] = own[0][..., out]
            own = [whole, *own[1:]]
        layers.append(
            replace(layer, options=options_in(layer, {"groups": 1} if groups > 1 else {}))
        )
        found += own
    return Graph(graph.spec, tuple(layers)), found


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, tuple) else value


def _values(shape: Shape, random: Generator) -> np.ndarray:
    scale = math.sqrt(2 / math.prod(shape[:-1])) if len(shape) > 1 else 0.3
    return random.standard_normal(shape) * scale


def _make_fit(kind: str, shape: Shape, options: Options, random: Generator, *, keeps: bool) -> None:
    """Options that hang together."""
    if "groups" in options and "filters" in options:
        options["filters"] = options["groups"] * int(random.integers(1, 4))
    if keeps and "padding" in options:
        options["padding"] = "same"
    if "strides" in options:
        if keeps:
            options["strides"] = (1, 1)
        elif kind in SAME_STRIDES:
            options["strides"] = (options["strides"][0],) * 2
    if options.get("output_padding"):
        pairs = zip(options["output_padding"], options["strides"], strict=True)
        options["output_padding"] = tuple(min(more, stride - 1) for more, stride in pairs)
    undilated = kind == "Conv2DTranspose"  # TensorFlow does it on graphics cards only
    if "dilation_rate" in options and (undilated or max(options["strides"]) > 1):
        options["dilation_rate"] = (1, 1)


def _pair(low: int, high: int) -> Callable[[Shape, Generator], tuple[int, int]]:
    def draw(_shape: Shape, random: Generator) -> tuple[int, int]:
        one, other = random.integers(low, high + 1, 2).tolist()
        return one, other

    return draw


def _one_of(*values: Any) -> Callable[[Shape, Generator], Any]:
    return lambda _shape, random: values[int(random.integers(len(values)))]


def _groups(shape: Shape, random: Generator) -> int:
    fitting = [each for each in range(1, shape[-1] + 1) if shape[-1] % each == 0]
    return fitting[int(random.integers(len(fitting)))]


def _number(low: float, high: float) -> Callable[[Shape, Generator], float]:
    return lambda _shape, random: float(random.uniform(low, high))


def _around(_shape: Shape, random: Generator) -> tuple[tuple[int, int], tuple[int, int]]:
    top, bottom, left, right = random.integers(0, 4, 4).tolist()
    return (top, bottom), (left, right)


def _inside(shape: Shape, random: Generator) -> tuple[tuple[int, int], tuple[int, int]]:
    """What may be cut off, so that something is left."""
    most = [min((side - 1) // 2, 3) for side in shape[:2] for _ in range(2)]
    top, bottom, left, right = (int(random.integers(0, each + 1)) for each in most)
    return (top, bottom), (left, right)


def _pool_strides(_shape: Shape, random: Generator) -> tuple[int, int] | None:
    one, other, none = random.integers(1, 4, 3).tolist()
    return None if none == 1 else (one, other)


def _shared_axes(shape: Shape, random: Generator) -> list[int] | None:
    axes = [axis for axis in range(1, len(shape) + 1) if random.random() < 0.5]
    return axes or None


def _axis(shape: Shape, random: Generator) -> int:
    return -1 if random.random() < 0.5 else len(shape)


def _axes(shape: Shape, random: Generator) -> int | list[int]:
    """The channels, or some of all axes, counted from the front or from the end."""
    if random.random() < 0.4:
        return _axis(shape, random)
    first = int(random.integers(1, len(shape) + 1))
    chosen = [axis for axis in range(first, len(shape) + 1) if random.random() < 0.7] or [first]
    return [axis - len(shape) - 1 for axis in chosen] if random.random() < 0.5 else chosen


def _long_axes(shape: Shape, random: Generator) -> int | list[int]:
    """As `_axes`, with more than one number along them: what alone has length 1 has no slope."""
    found = _axes(shape, random)
    places = [axis - 1 if axis > 0 else axis for axis in np.atleast_1d(found).tolist()]
    alone = math.prod(shape[place] for place in places) == 1
    return list(range(1, len(shape) + 1)) if alone else found


def _target(shape: Shape, random: Generator) -> tuple[int, ...]:
    """A vector, one cell, or the cells in another arrangement."""
    whole = math.prod(shape)
    choices: list[tuple[int, ...]] = [(whole,), (1, 1, whole), (whole, 1, 1)]
    if len(shape) == 3:
        height, width, channels = shape
        choices += [(width, height, channels), (width, -1, channels), (height * width, 1, channels)]
        choices += [shape, (channels, height, width)]
    return choices[int(random.integers(len(choices)))]


def _dims(shape: Shape, random: Generator) -> tuple[int, ...]:
    return tuple((1 + random.permutation(len(shape))).tolist())


def _numbers(low: float, high: float) -> Callable[[Shape, Generator], float | list[float]]:
    """One number, or one for each channel."""

    def draw(shape: Shape, random: Generator) -> float | list[float]:
        if random.random() < 0.5:
            return float(random.uniform(low, high))
        return list(random.uniform(low, high, shape[-1]).tolist())

    return draw


def _unlike_strides(_shape: Shape, random: Generator) -> tuple[int, int] | None:
    one, other, none = random.integers(0, 3, 3).tolist()
    return None if none else (one, other)


_DRAWN: dict[str, Callable[[Shape, Generator], Any]] = {
    "filters": _one_of(1, 2, 3, 5),
    "units": _one_of(1, 2, 3, 7),
    "groups": _groups,
    "depth_multiplier": _one_of(1, 2, 3),
    "kernel_size": _pair(1, 4),
    "pool_size": _pair(1, 4),
    "strides": _pair(1, 3),
    "dilation_rate": _pair(1, 3),
    "padding": _one_of("same", "valid"),
    "use_bias": _one_of(True, False),
    "activation": _one_of("linear", *ACTIVATIONS),
    "keepdims": _one_of(True, False),
    "axis": _axis,
    "epsilon": _number(1e-5, 0.1),
    "center": _one_of(True, False),
    "scale": _one_of(True, False),
    "negative_slope": _one_of(0.0, 0.1, 0.4),
    "threshold": _one_of(0.0, 0.0, 0.25),
    "max_value": _one_of(None, 6.0, 1.0),
    "alpha": _number(0.2, 1.5),
    "shared_axes": _shared_axes,
    "offset": _numbers(-1, 1),
    "target_shape": _target,
    "dims": _dims,
    "size": _pair(1, 3),
    "height": _one_of(5, 8, 13, 19),
    "width": _one_of(5, 8, 13, 19),
    "interpolation": _one_of("nearest", "bilinear"),
    "cropping": _inside,
    "output_padding": _unlike_strides,
    "invert": _one_of(True, False),
}

_DRAWN_OF: dict[str, dict[str, Callable[[Shape, Generator], Any]]] = {
    "Concatenate": {"axis": _one_of(-1, 1, 2, 3, -2, -3)},
    "ZeroPadding2D": {"padding": _around},
    "Rescaling": {"scale": _numbers(-2, 2)},
    "LayerNormalization": {"axis": _axes},
    "UnitNormalization": {"axis": _long_axes},
    "Normalization": {"axis": _axes},
    "MaxPooling2D": {"strides": _pool_strides},
    "AveragePooling2D": {"strides": _pool_strides},
}
