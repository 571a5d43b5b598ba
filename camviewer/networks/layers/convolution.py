"""Convolutions: a window of weights moved over a grid of cells."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks import activations, windows
from camviewer.networks.layer_kind import Cells, ChannelMap, LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, UnfitError, one_of, pair, whole
from camviewer.networks.relevance import Relevance, Rule
from camviewer.networks.weighted_kind import WeightedKind

CHANNELS = whole(1, 4096)
_OPTIONS: dict[str, Check] = {
    "kernel_size": pair(whole(1, 32)),
    "strides": pair(whole(1, 32)),
    "padding": one_of("same", "valid"),
    "dilation_rate": pair(whole(1, 32)),
    "activation": one_of(*activations.ACTIVATIONS),
    "use_bias": one_of(True, False),
    "data_format": one_of("channels_last"),
}
_DEFAULTS: dict[str, Any] = {
    "strides": 1,
    "padding": "valid",
    "dilation_rate": 1,
    "activation": "linear",
    "use_bias": True,
    "data_format": "channels_last",
}
_POINTWISE: dict[str, Any] = {
    "kernel_size": (1, 1),
    "strides": (1, 1),
    "padding": "valid",
    "dilation_rate": (1, 1),
    "groups": 1,
}

# Numbers of patches that are copied side by side at once: two megabytes stay in the caches.
_COPIED = 2**19

# Of so many times as many filters as channels what comes back is less than what would be copied.
_MANY = 4


class _Convolution(LayerKind):
    """What all convolutions have in common."""

    ranks = (3,)

    def title(self, options: Options) -> str:
        filters = f" {options['filters']}" if "filters" in options else ""
        size = "×".join(map(str, options["kernel_size"]))
        return f"{self.name}{filters}, {size}{activations.suffix(options['activation'])}"

    def multiplications(self, options: Options, shape: Shape) -> int:
        height, width, _ = self.output_shape(options, shape)
        return height * width * sum(map(math.prod, self.weight_shapes(options, shape)))

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        return windows.seen(options, inputs[0])


class Conv2D(_Convolution, WeightedKind):
    """Every output channel sums over all input channels of its group."""

    name = "Conv2D"
    options: ClassVar[Mapping[str, Check]] = {"filters": CHANNELS, "groups": CHANNELS, **_OPTIONS}
    defaults: ClassVar[Mapping[str, Any]] = {"groups": 1, **_DEFAULTS}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        if shape[2] % options["groups"] or options["filters"] % options["groups"]:
            raise UnfitError(
                translate("channels that can be shared among its groups"), translate("others")
            )
        return (*windows.places(options, shape), options["filters"])

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        kernel = (*options["kernel_size"], shape[2] // options["groups"], options["filters"])
        return kernel, *_bias(options)

    def onnx_weights(self, options: Options, weights: Sequence[Array]) -> Sequence[Array]:
        return [weights[0].transpose(3, 2, 0, 1), *weights[1:]]

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return _convolution(nodes, options, shape, [inputs[0], *weights], options["groups"])

    def forward(self, options: Options, kernel: Array, x: Array) -> Array:
        rows, columns = windows.both(options, x.shape[1:])
        return _swept(x, kernel, options["groups"], rows, columns)

    def backward(self, options: Options, kernel: Array, x: Array, upstream: Array) -> Array:
        rows, columns = windows.both(options, x.shape[1:])
        return _spread(upstream, kernel, options["groups"], rows, columns)

    def is_channel_map(self, options: Options) -> bool:
        is_small = options["kernel_size"] == options["strides"] == (1, 1)
        return is_small and options["groups"] == 1 and options["activation"] == "linear"

    def channel_map(self, options: Options, weights: Sequence[Array]) -> ChannelMap | None:
        if not self.is_channel_map(options):
            return None
        kernel = np.asarray(weights[0][0, 0], np.float64)
        bias = weights[1] if options["use_bias"] else np.zeros(options["filters"])
        return kernel, np.asarray(bias, np.float64)


class DepthwiseConv2D(_Convolution, WeightedKind):
    """Every output channel looks at one input channel."""

    name = "DepthwiseConv2D"
    options: ClassVar[Mapping[str, Check]] = {"depth_multiplier": CHANNELS, **_OPTIONS}
    defaults: ClassVar[Mapping[str, Any]] = {"depth_multiplier": 1, **_DEFAULTS}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        return (*windows.places(options, shape), shape[2] * options["depth_multiplier"])

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        return _depthwise_shape(options, shape), *_bias(options, _depth(options, shape))

    def onnx_weights(self, options: Options, weights: Sequence[Array]) -> Sequence[Array]:
        return [_depthwise_onnx(weights[0]), *weights[1:]]

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return _convolution(nodes, options, shape, [inputs[0], *weights], shape[2])

    def forward(self, options: Options, kernel: Array, x: Array) -> Array:
        rows, columns = windows.both(options, x.shape[1:])
        return _swept_depthwise(x, kernel, rows, columns)

    def backward(self, options: Options, kernel: Array, x: Array, upstream: Array) -> Array:
        rows, columns = windows.both(options, x.shape[1:])
        return _spread_depthwise(upstream, kernel, rows, columns)


class SeparableConv2D(_Convolution):
    """A depthwise convolution, then one of 1 by 1 that mixes the channels."""

    name = "SeparableConv2D"
    has_kernel = True
    options: ClassVar[Mapping[str, Check]] = {
        "filters": CHANNELS,
        "depth_multiplier": CHANNELS,
        **_OPTIONS,
    }
    defaults: ClassVar[Mapping[str, Any]] = {"depth_multiplier": 1, **_DEFAULTS}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        return (*windows.places(options, shape), options["filters"])

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        mixing = (1, 1, _depth(options, shape), options["filters"])
        return _depthwise_shape(options, shape), mixing, *_bias(options)

    def onnx_weights(self, options: Options, weights: Sequence[Array]) -> Sequence[Array]:
        return [_depthwise_onnx(weights[0]), weights[1].transpose(3, 2, 0, 1), *weights[2:]]

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        between = _convolution(nodes, options, shape, [inputs[0], weights[0]], shape[2])
        return nodes.add("Conv", between, *weights[1:])

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        rows, columns = windows.both(options, inputs[0].shape[1:])
        between = upstream @ weights[1][0, 0].T
        return [_spread_depthwise(between, weights[0], rows, columns)]

    def relevance(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
        rule: Rule,
    ) -> Relevance:
        """As through two layers."""
        depthwise, mixing = DepthwiseConv2D(), Conv2D()
        between = depthwise.forward(options, weights[0], inputs[0])
        upper = mixing.relevance(
            options | _POINTWISE, weights[1:], [between], output, upstream, rule
        )
        lower = depthwise.relevance(options, weights[:1], inputs, between, upper.inputs[0], rule)
        return Relevance(lower.inputs, lower.bias + upper.bias)


KINDS = (Conv2D(), DepthwiseConv2D(), SeparableConv2D())


def _bias(options: Options, channels: int | None = None) -> tuple[Shape, ...]:
    return ((channels or options["filters"],),) if options["use_bias"] else ()


def _depth(options: Options, shape: Shape) -> int:
    depth: int = shape[2] * options["depth_multiplier"]
    return depth


def _depthwise_shape(options: Options, shape: Shape) -> Shape:
    return (*options["kernel_size"], shape[2], options["depth_multiplier"])


def _depthwise_onnx(kernel: Array) -> Array:
    """(h, w, K, M) as ONNX has it for K groups: (K M, 1, h, w)."""
    height, width, channels, multiplier = kernel.shape
    return kernel.transpose(2, 3, 0, 1).reshape(channels * multiplier, 1, height, width)


def _convolution(
    nodes: Nodes, options: Options, shape: Shape, inputs: Sequence[str], groups: int
) -> str:
    return nodes.add(
        "Conv",
        *inputs,
        strides=options["strides"],
        dilations=options["dilation_rate"],
        pads=windows.onnx_pads(options, shape),
        group=groups,
    )


def _swept(
    batch: Array, kernel: Array, groups: int, rows: windows.Windows, columns: windows.Windows
) -> Array:
    """(n, h', w', F): what comes of (n, h, w, K) under a kernel (…, K/G, F) at every place."""
    under = windows.patches(batch, rows, columns)
    read = kernel.shape[2]
    found = [
        _products(under[..., group * read : (group + 1) * read], kernel[..., share])
        for group, share in enumerate(_shares(kernel.shape[-1], groups))
    ]
    return found[0] if groups == 1 else np.concatenate(found, axis=-1)


def _products(under: Array, kernel: Array) -> Array:
    """(n, h', w', F) of patches (n, h', w', a, b, K) with a kernel (a, b, K, F)."""
    flat = kernel.reshape(-1, kernel.shape[-1])
    found = np.empty((*under.shape[:3], flat.shape[-1]), under.dtype)
    at_once = max(1, _COPIED // math.prod(under.shape[1:]))
    for start in range(0, len(under), at_once):
        some = slice(start, start + at_once)
        np.matmul(
            under[some].reshape(-1, len(flat)), flat, out=found[some].reshape(-1, flat.shape[-1])
        )
    return found


def _swept_depthwise(
    batch: Array, kernel: Array, rows: windows.Windows, columns: windows.Windows
) -> Array:
    """As `_swept`, where each of K channels has M kernels of its own: (n, h', w', K M)."""
    grid = windows.padded(batch, rows, columns)
    parts = (
        grid[under][..., None] * kernel[row, column]
        for row, column, under in windows.offsets(rows, columns)
    )
    whole = sum(parts, np.zeros((), batch.dtype))
    return whole.reshape(*whole.shape[:3], -1)


def _spread(
    upstream: Array, kernel: Array, groups: int, rows: windows.Windows, columns: windows.Windows
) -> Array:
    """(n, h, w, K): what each input cell gets of (n, h', w', F) through a kernel (…, K/G, F)."""
    filters, channels = kernel.shape[-1], kernel.shape[2] * groups
    if rows.stride == columns.stride == 1 and filters < _MANY * channels:
        back = _turned(kernel, groups)
        return _swept(upstream, back, groups, rows.back(), columns.back())
    shares = _shares(filters, groups)
    flat = [upstream[..., share].reshape(-1, filters // groups) for share in shares]

    def part(tap: Array) -> Array:
        """What goes through one offset in the window."""
        found = [one @ tap[:, share].T for one, share in zip(flat, shares, strict=True)]
        whole = found[0] if groups == 1 else np.concatenate(found, axis=-1)
        return whole.reshape(*upstream.shape[:3], -1)

    # One product for each offset; only one is kept at a time.
    parts = map(part, kernel.reshape(-1, *kernel.shape[2:]))
    return windows.gathered(upstream, parts, channels, rows, columns)


def _turned(kernel: Array, groups: int) -> Array:
    """(a, b, F/G, K) of a kernel (a, b, K/G, F): from output to input, turned by 180 degrees."""
    height, width, read, filters = kernel.shape
    apart = kernel[::-1, ::-1].reshape(height, width, read, groups, filters // groups)
    return apart.transpose(0, 1, 4, 3, 2).reshape(height, width, filters // groups, groups * read)


def _shares(filters: int, groups: int) -> list[slice]:
    share = filters // groups
    return [slice(start, start + share) for start in range(0, filters, share)]


def _spread_depthwise(
    upstream: Array, kernel: Array, rows: windows.Windows, columns: windows.Windows
) -> Array:
    """As `_spread`, where the channels (K M) of what comes back belong to K of what went in."""
    _, _, channels, multiplier = kernel.shape
    apart = upstream.reshape(*upstream.shape[:3], channels, multiplier)
    parts = ((apart * tap).sum(axis=-1) for tap in kernel.reshape(-1, channels, multiplier))
    return windows.gathered(upstream, parts, channels, rows, columns)
