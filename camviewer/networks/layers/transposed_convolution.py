"""A convolution turned round: every cell of a grid spreads a window of weights over a larger one.

What it computes is what comes back through a convolution from its output to its input (Dumoulin and
Visin, "A guide to convolution arithmetic for deep learning", 2016, chapter 4).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks import activations, sweeps
from camviewer.networks.layer_kind import Cells, Nodes, Shape
from camviewer.networks.layers.convolution import (
    CHANNELS,
    CONVOLUTION_DEFAULTS,
    CONVOLUTION_OPTIONS,
)
from camviewer.networks.options import Check, Options, UnfitError, or_none, pair, whole
from camviewer.networks.receptive_field import Intervals
from camviewer.networks.weighted_kind import WeightedKind
from camviewer.networks.windows import NOWHERE, Windows


class Conv2DTranspose(WeightedKind):
    """Every output channel is a sum of all input channels, each spread by a window of its own."""

    name = "Conv2DTranspose"
    ranks = (3,)
    options: ClassVar[Mapping[str, Check]] = {
        "filters": CHANNELS,
        "output_padding": or_none(pair(whole(0, 32))),
        **CONVOLUTION_OPTIONS,
    }
    defaults: ClassVar[Mapping[str, Any]] = {"output_padding": None, **CONVOLUTION_DEFAULTS}

    def title(self, options: Options) -> str:
        size = "×".join(map(str, options["kernel_size"]))
        return (
            f"{self.name} {options['filters']}, {size}{activations.suffix(options['activation'])}"
        )

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        if max(options["strides"]) > 1 and max(options["dilation_rate"]) > 1:
            raise UnfitError(translate("strides or dilation"), translate("strides and dilation"))
        rows, columns = _both(options, shape)
        if not all(_comes_back(options, window) for window in (rows, columns)):
            raise UnfitError(
                translate("output_padding that its strides allow"),
                translate("the value {0}", options["output_padding"]),
            )
        return rows.cells, columns.cells, options["filters"]

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        kernel = (*options["kernel_size"], options["filters"], shape[2])
        return (kernel, (options["filters"],)) if options["use_bias"] else (kernel,)

    def multiplications(self, options: Options, shape: Shape) -> int:
        (height, width), filters = options["kernel_size"], options["filters"]
        number: int = shape[0] * shape[1] * shape[2] * height * width * filters
        return number

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
        both = _both(options, shape)
        return nodes.add(
            "ConvTranspose",
            inputs[0],
            *weights,
            strides=options["strides"],
            dilations=options["dilation_rate"],
            pads=[*(each.before for each in both), *(each.behind for each in both)],
            output_padding=[max(each.before + each.cells - _covered(each), 0) for each in both],
        )

    def forward(self, options: Options, kernel: Array, x: Array) -> Array:
        rows, columns = _both(options, x.shape[1:])
        return sweeps.spread(x, kernel, 1, rows, columns)

    def backward(self, options: Options, kernel: Array, x: Array, upstream: Array) -> Array:
        rows, columns = _both(options, x.shape[1:])
        return sweeps.swept(upstream, kernel, 1, rows, columns)

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        (before,) = inputs
        windows = _both(options, (len(before[0]), len(before[1])))
        rows, columns = (_spread(*each) for each in zip(windows, before, strict=True))
        return rows, columns


KINDS = (Conv2DTranspose(),)


def _both(options: Options, shape: Shape) -> tuple[Windows, Windows]:
    return _along(options, 0, shape[0]), _along(options, 1, shape[1])


def _along(options: Options, axis: int, places: int) -> Windows:
    """The window that is moved over what comes out, at one place for each cell that goes in.

    How much comes out, and where padding is, is as Keras and TensorFlow have it.
    """
    size, stride = options["kernel_size"][axis], options["strides"][axis]
    apart = options["dilation_rate"][axis]
    more = None if options["output_padding"] is None else options["output_padding"][axis]
    reach = (size - 1) * apart + 1
    covered = (places - 1) * stride + reach
    if options["padding"] == "valid":
        cells = covered + (max(stride - reach, 0) if more is None else more)
        return Windows(cells, size, stride, apart, 0, 0, places)
    cells = places * stride if more is None else covered - reach + reach % 2 + more
    before = max(covered - cells, 0) // 2
    behind = max(covered - cells - before, 0)
    return Windows(cells, size, stride, apart, before, behind, places)


def _covered(window: Windows) -> int:
    """How many cells the window lies over on its way, padding among them."""
    return (window.places - 1) * window.stride + (window.size - 1) * window.apart + 1


def _comes_back(options: Options, window: Windows) -> bool:
    """Whether a convolution over what comes out has a place for each cell that goes in."""
    if options["padding"] == "same":
        return math.ceil(window.cells / window.stride) == window.places
    return window.cells - _covered(window) < window.stride


def _spread(window: Windows, before: Intervals) -> Intervals:
    """What cells see of which each is made of what windows spread there."""
    found = np.array([NOWHERE]).repeat(window.cells, 0)
    for place, (start, end) in enumerate(before):
        reached = place * window.stride - window.before + window.apart * np.arange(window.size)
        inside = reached[(reached >= 0) & (reached < window.cells)]
        found[inside, 0] = np.minimum(found[inside, 0], start)
        found[inside, 1] = np.maximum(found[inside, 1], end)
    return found
