"""Pooling: what lies under a window becomes one cell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.data.spec import MAX_SIDE
from camviewer.networks import windows
from camviewer.networks.layer_kind import Cells, LayerKind, Nodes, Shape, one_cell
from camviewer.networks.options import Check, Options, one_of, or_none, pair, whole


class _Pooling(LayerKind):
    ranks = (3,)
    options: ClassVar[Mapping[str, Check]] = {
        "pool_size": pair(whole(1, MAX_SIDE)),
        "strides": or_none(pair(whole(1, MAX_SIDE))),
        "padding": one_of("same", "valid"),
        "data_format": one_of("channels_last"),
    }
    defaults: ClassVar[Mapping[str, Any]] = {
        "pool_size": 2,
        "strides": None,
        "padding": "valid",
        "data_format": "channels_last",
    }

    def title(self, options: Options) -> str:
        return f"{self.name}, {'×'.join(map(str, options['pool_size']))}"

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        return (*windows.places(options, shape), shape[2])

    def multiplications(self, options: Options, shape: Shape) -> int:
        return math.prod(self.output_shape(options, shape)) * math.prod(options["pool_size"])

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        return windows.seen(options, inputs[0])


class MaxPooling2D(_Pooling):
    """The largest cell under the window."""

    name = "MaxPooling2D"
    rearranges = True

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return nodes.add("MaxPool", inputs[0], **_window(options, shape))

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        """Of equal cells the first has all of it, as in TensorFlow."""
        rows, columns = windows.both(options, inputs[0].shape[1:])
        grid = windows.padded(inputs[0], rows, columns, -np.inf)
        is_left = np.ones(output.shape, np.bool_)

        def part(under: tuple[slice, ...]) -> Array:
            """What goes to one offset in the window, of what nothing had before."""
            here = is_left & (grid[under] == output)
            is_left[here] = False
            return upstream * here.astype(upstream.dtype)

        parts = (part(under) for _, _, under in windows.offsets(rows, columns))
        return [windows.gathered(upstream, parts, upstream.shape[-1], rows, columns)]


class AveragePooling2D(_Pooling):
    """The mean of the cells under the window, padding not counted."""

    name = "AveragePooling2D"

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return nodes.add("AveragePool", inputs[0], count_include_pad=0, **_window(options, shape))

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        rows, columns = windows.both(options, inputs[0].shape[1:])
        ones = np.ones((1, rows.cells, columns.cells, 1), upstream.dtype)
        grid = windows.padded(ones, rows, columns)
        number = sum(grid[under] for _, _, under in windows.offsets(rows, columns))
        share = upstream / number
        parts = repeat(share, rows.size * columns.size)
        return [windows.gathered(upstream, parts, share.shape[-1], rows, columns)]

    def is_mean(self, options: Options, shape: Shape) -> bool:
        return options["pool_size"] == shape[:2] and options["padding"] == "valid"


class _GlobalPooling(LayerKind):
    """One number for every channel, of all its cells."""

    ranks = (3,)
    operator: ClassVar[str]
    options: ClassVar[Mapping[str, Check]] = {
        "keepdims": one_of(True, False),
        "data_format": one_of("channels_last"),
    }
    defaults: ClassVar[Mapping[str, Any]] = {"keepdims": False, "data_format": "channels_last"}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        return (1, 1, shape[2]) if options["keepdims"] else shape[2:]

    def multiplications(self, options: Options, shape: Shape) -> int:
        return math.prod(shape)

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        pooled = nodes.add(self.operator, inputs[0])
        return pooled if options["keepdims"] else nodes.add("Flatten", pooled)

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells | None:
        if not options["keepdims"]:
            return None
        rows, columns = map(one_cell, inputs[0])
        return rows, columns


class GlobalAveragePooling2D(_GlobalPooling):
    """The mean of every channel over all cells (Lin et al., "Network in Network", ICLR 2014)."""

    name = "GlobalAveragePooling2D"
    operator = "GlobalAveragePool"

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        _, height, width, channels = inputs[0].shape
        share = upstream.reshape(-1, 1, 1, channels) / (height * width)
        return [np.broadcast_to(share, (len(upstream), height, width, channels))]

    def is_mean(self, options: Options, shape: Shape) -> bool:
        return True


class GlobalMaxPooling2D(_GlobalPooling):
    """The largest number of every channel."""

    name = "GlobalMaxPooling2D"
    operator = "GlobalMaxPool"
    rearranges = True

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        """Equal cells have equal shares, as in TensorFlow."""
        (x,) = inputs
        largest = x == output.reshape(-1, 1, 1, x.shape[-1])
        shares = largest / largest.sum(axis=(1, 2), keepdims=True, dtype=upstream.dtype)
        return [upstream.reshape(-1, 1, 1, x.shape[-1]) * shares.astype(upstream.dtype)]


KINDS = (
    MaxPooling2D(),
    AveragePooling2D(),
    GlobalAveragePooling2D(),
    GlobalMaxPooling2D(),
)


def _window(options: Options, shape: Shape) -> dict[str, Any]:
    return {
        "kernel_shape": options["pool_size"],
        "strides": options["strides"] or options["pool_size"],
        "pads": windows.onnx_pads(options, shape),
    }
