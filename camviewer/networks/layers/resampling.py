"""Grids of more or fewer cells: each is one of those before, or a mean of those around it.

Rows and columns are sampled one after the other, each by a matrix: R x C^T for every channel, as
TensorFlow resizes pictures, the middles of cells in place (half_pixel_centers), without smoothing.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.layer_kind import Cells, LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, UnfitError, number, one_of, pair, whole
from camviewer.networks.receptive_field import Intervals
from camviewer.networks.relevance import Relevance, Rule
from camviewer.networks.windows import NOWHERE

_MOST = 1024


class _Resampling(LayerKind):
    ranks = (3,)

    @abstractmethod
    def sides(self, options: Options, sides: Shape) -> Shape:
        """Rows and columns that come out of those that go in."""

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        return (*self.sides(options, shape[:2]), shape[2])

    def _matrices(self, options: Options, sides: Shape) -> tuple[Array, Array]:
        """R (h', h) and C (w', w)."""
        after, how = self.sides(options, sides), options["interpolation"]
        return _matrix(how, sides[0], after[0]), _matrix(how, sides[1], after[1])

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        rows, columns = self._matrices(options, shape[:2])
        found = nodes.add("MatMul", nodes.constant(rows), inputs[0])
        return nodes.add("MatMul", found, nodes.constant(np.ascontiguousarray(columns.T)))

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        rows, columns = self._matrices(options, inputs[0].shape[1:3])
        found = np.tensordot(upstream, rows, ((1,), (0,)))  # (n, w', K, h)
        found = np.tensordot(found, columns, ((1,), (0,)))  # (n, K, h, w)
        return [np.moveaxis(found, 1, 3)]

    def relevance(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
        rule: Rule,
    ) -> Relevance:
        """A cell that was taken over has it all; a mean is shared by contribution."""
        if options["interpolation"] == "nearest":
            parts = self.gradient(options, weights, inputs, output, upstream)
            return Relevance(parts, np.zeros(len(upstream), np.float32))
        return super().relevance(options, weights, inputs, output, upstream, rule)

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        (before,) = inputs
        sides = len(before[0]), len(before[1])
        rows, columns = (
            _seen(matrix, axis)
            for matrix, axis in zip(self._matrices(options, sides), before, strict=True)
        )
        return rows, columns


class UpSampling2D(_Resampling):
    """Every cell several times."""

    name = "UpSampling2D"
    options: ClassVar[Mapping[str, Check]] = {
        "size": pair(whole(1, 32)),
        "interpolation": one_of("nearest", "bilinear"),
        "data_format": one_of("channels_last"),
    }
    defaults: ClassVar[Mapping[str, Any]] = {
        "size": 2,
        "interpolation": "nearest",
        "data_format": "channels_last",
    }

    def title(self, options: Options) -> str:
        return f"{self.name}, {'×'.join(map(str, options['size']))}"

    def sides(self, options: Options, sides: Shape) -> Shape:
        return tuple(side * times for side, times in zip(sides, options["size"], strict=True))


class Resizing(_Resampling):
    """So many rows and columns, whatever they were."""

    name = "Resizing"
    options: ClassVar[Mapping[str, Check]] = {
        "height": whole(1, _MOST),
        "width": whole(1, _MOST),
        "interpolation": one_of("nearest", "bilinear"),
        "crop_to_aspect_ratio": one_of(False),
        "pad_to_aspect_ratio": one_of(False),
        "antialias": one_of(False),
        "fill_mode": one_of("constant", "reflect", "wrap", "nearest"),  # of padding
        "fill_value": number(-1e6, 1e6),
        "data_format": one_of("channels_last"),
    }
    defaults: ClassVar[Mapping[str, Any]] = {
        "interpolation": "bilinear",
        "crop_to_aspect_ratio": False,
        "pad_to_aspect_ratio": False,
        "antialias": False,
        "fill_mode": "constant",
        "fill_value": 0.0,
        "data_format": "channels_last",
    }

    def title(self, options: Options) -> str:
        return f"{self.name}, {options['height']}×{options['width']}"

    def sides(self, options: Options, sides: Shape) -> Shape:
        return options["height"], options["width"]

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        if max(shape[:2]) > _MOST:
            raise UnfitError(
                translate("at most {0} rows and columns", _MOST),
                translate("the size {0}", shape[:2]),
            )
        return super().output_shape(options, shape)


KINDS = (UpSampling2D(), Resizing())


@lru_cache(maxsize=64)
def _matrix(interpolation: str, before: int, after: int) -> Array:
    """(after, before) how much each cell before counts in each one after; in single precision.

    It is computed as TensorFlow does, so that ties between two cells fall to the same one.
    """
    scale = np.float32(before) / np.float32(after)
    at = (np.arange(after, dtype=np.float32) + np.float32(0.5)) * scale
    matrix, rows = np.zeros((after, before), np.float32), np.arange(after)
    if interpolation == "nearest":
        matrix[rows, np.minimum(np.floor(at).astype(int), before - 1)] = 1
        return matrix
    at -= np.float32(0.5)
    share = at - np.floor(at)
    lower = np.maximum(np.floor(at), 0).astype(int)
    upper = np.minimum(np.ceil(at), before - 1).astype(int)
    matrix[rows, lower] += 1 - share
    matrix[rows, upper] += share
    return matrix


def _seen(matrix: Array, before: Intervals) -> Intervals:
    """What cells see of which each is made of those that count in it."""
    counts = (matrix != 0)[..., None]
    found = np.where(counts, before[None], NOWHERE)
    return np.stack([found[..., 0].min(axis=1), found[..., 1].max(axis=1)], axis=1)
