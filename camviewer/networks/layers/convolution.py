"""Convolutions: a window of weights moved over a grid of cells."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks import activations, sweeps, windows
from camviewer.networks.layer_kind import Cells, ChannelMap, LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, UnfitError, one_of, pair, whole
from camviewer.networks.relevance import Relevance, Rule
from camviewer.networks.weighted_kind import WeightedKind

CHANNELS = whole(1, 4096)
CONVOLUTION_OPTIONS: dict[str, Check] = {
    "kernel_size": pair(whole(1, 32)),
    "strides": pair(whole(1, 32)),
    "padding": one_of("same", "valid"),
    "dilation_rate": pair(whole(1, 32)),
    "activation": one_of(*activations.ACTIVATIONS),
    "use_bias": one_of(True, False),
    "data_format": one_of("channels_last"),
}
CONVOLUTION_DEFAULTS: dict[str, Any] = {
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
    options: ClassVar[Mapping[str, Check]] = {
        "filters": CHANNELS,
        "groups": CHANNELS,
        **CONVOLUTION_OPTIONS,
    }
    defaults: ClassVar[Mapping[str, Any]] = {"groups": 1, **CONVOLUTION_DEFAULTS}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        if shape[2] % options["groups"] or options["filters"] % options["groups"]:
            raise UnfitError(
                translate("channels that can be shared among its groups"),
                translate("channels that cannot be shared so"),
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
        return sweeps.swept(x, kernel, options["groups"], rows, columns)

    def backward(self, options: Options, kernel: Array, x: Array, upstream: Array) -> Array:
        rows, columns = windows.both(options, x.shape[1:])
        return sweeps.spread(upstream, kernel, options["groups"], rows, columns)

    def is_channel_map(self, options: Options) -> bool:
        is_small = options["kernel_size"] == options["strides"] == (1, 1)
        return is_small and options["groups"] == 1 and options["activation"] == "linear"

    def channel_map(
        self, options: Options, weights: Sequence[Array], channels: int
    ) -> ChannelMap | None:
        if not self.is_channel_map(options):
            return None
        kernel = np.asarray(weights[0][0, 0], np.float64)
        bias = weights[1] if options["use_bias"] else np.zeros(options["filters"])
        return kernel, np.asarray(bias, np.float64)


class DepthwiseConv2D(_Convolution, WeightedKind):
    """Every output channel looks at one input channel."""

    name = "DepthwiseConv2D"
    options: ClassVar[Mapping[str, Check]] = {"depth_multiplier": CHANNELS, **CONVOLUTION_OPTIONS}
    defaults: ClassVar[Mapping[str, Any]] = {"depth_multiplier": 1, **CONVOLUTION_DEFAULTS}

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
        return sweeps.swept_depthwise(x, kernel, rows, columns)

    def backward(self, options: Options, kernel: Array, x: Array, upstream: Array) -> Array:
        rows, columns = windows.both(options, x.shape[1:])
        return sweeps.spread_depthwise(upstream, kernel, rows, columns)


class SeparableConv2D(_Convolution):
    """A depthwise convolution, then one of 1 by 1 that mixes the channels."""

    name = "SeparableConv2D"
    has_kernel = True
    options: ClassVar[Mapping[str, Check]] = {
        "filters": CHANNELS,
        "depth_multiplier": CHANNELS,
        **CONVOLUTION_OPTIONS,
    }
    defaults: ClassVar[Mapping[str, Any]] = {"depth_multiplier": 1, **CONVOLUTION_DEFAULTS}

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
        return [sweeps.spread_depthwise(between, weights[0], rows, columns)]

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
