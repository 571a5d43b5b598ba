"""Dense layers, and what makes one vector of a grid for them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.networks import activations
from camviewer.networks.layer_kind import Cells, ChannelMap, LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, one_of, whole
from camviewer.networks.weighted_kind import WeightedKind

MAX_UNITS = 4096


class Dense(WeightedKind):
    """Every unit is a weighted sum of a vector, or of the channels of every cell of a grid.

    An activation "softmax" is that of a network's end, which a reader of scores leaves out.
    """

    name = "Dense"
    options: ClassVar[Mapping[str, Check]] = {
        "units": whole(1, MAX_UNITS),
        "activation": one_of("softmax", *activations.ACTIVATIONS),
        "use_bias": one_of(True, False),
    }
    defaults: ClassVar[Mapping[str, Any]] = {"activation": "linear", "use_bias": True}

    def title(self, options: Options) -> str:
        return f"{self.name} {options['units']}{activations.suffix(options['activation'])}"

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        return (*shape[:-1], options["units"])

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        kernel = (shape[-1], options["units"])
        return (kernel, (options["units"],)) if options["use_bias"] else (kernel,)

    def multiplications(self, options: Options, shape: Shape) -> int:
        units: int = options["units"]
        return math.prod(shape) * units

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        if len(shape) == 1:
            return nodes.add("Gemm", inputs[0], *weights)
        kernel, *bias = weights  # on a grid it is a convolution of 1 by 1
        window = nodes.constant(np.array([2, 3]))
        kernel = nodes.add("Unsqueeze", nodes.add("Transpose", kernel, perm=(1, 0)), window)
        return nodes.add("Conv", inputs[0], kernel, *bias)

    def forward(self, options: Options, kernel: Array, x: Array) -> Array:
        return x @ kernel

    def backward(self, options: Options, kernel: Array, x: Array, upstream: Array) -> Array:
        return upstream @ kernel.T

    def is_channel_map(self, options: Options) -> bool:
        return bool(options["activation"] in ("linear", "softmax"))

    def channel_map(
        self, options: Options, weights: Sequence[Array], channels: int
    ) -> ChannelMap | None:
        if not self.is_channel_map(options):
            return None
        bias = weights[1] if options["use_bias"] else np.zeros(options["units"])
        return np.asarray(weights[0], np.float64), np.asarray(bias, np.float64)


class Flatten(LayerKind):
    """All cells and channels as one vector, channels fastest."""

    name = "Flatten"
    rearranges = True
    options: ClassVar[Mapping[str, Check]] = {"data_format": one_of("channels_last")}
    defaults: ClassVar[Mapping[str, Any]] = {"data_format": "channels_last"}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        return (math.prod(shape),)

    def multiplications(self, options: Options, shape: Shape) -> int:
        return 0

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        if len(shape) == 1:
            return inputs[0]
        return nodes.add("Flatten", nodes.add("Transpose", inputs[0], perm=(0, 2, 3, 1)))

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        return [upstream.reshape(len(upstream), *inputs[0].shape[1:])]

    def cells(self, options: Options, inputs: Sequence[Cells]) -> None:
        """Nothing behind it is a cell any more."""

    def keeps_channels(self, options: Options, shape: Shape) -> bool:
        return math.prod(shape[:-1]) == 1


KINDS = (Dense(), Flatten())
