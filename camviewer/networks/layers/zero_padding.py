"""Zeros around a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.networks.layer_kind import Cells, LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, one_of, pair, whole
from camviewer.networks.receptive_field import Intervals
from camviewer.networks.windows import NOWHERE


class ZeroPadding2D(LayerKind):
    """Rows above and below, columns left and right."""

    name = "ZeroPadding2D"
    ranks = (3,)
    rearranges = True
    options: ClassVar[Mapping[str, Check]] = {
        "padding": pair(pair(whole(0, 32))),
        "data_format": one_of("channels_last"),
    }
    defaults: ClassVar[Mapping[str, Any]] = {"padding": 1, "data_format": "channels_last"}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        (top, bottom), (left, right) = options["padding"]
        return shape[0] + top + bottom, shape[1] + left + right, shape[2]

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        (top, bottom), (left, right) = options["padding"]
        around = np.array([0, 0, top, left, 0, 0, bottom, right])
        return nodes.add("Pad", inputs[0], nodes.constant(around))

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        (top, _), (left, _) = options["padding"]
        _, height, width, _ = inputs[0].shape
        return [upstream[:, top : top + height, left : left + width]]

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        rows, columns = (
            _padded(axis, *around)
            for axis, around in zip(inputs[0], options["padding"], strict=True)
        )
        return rows, columns


KINDS = (ZeroPadding2D(),)


def _padded(before: Intervals, ahead: int, behind: int) -> Intervals:
    nowhere = np.array([NOWHERE])
    return np.concatenate([nowhere.repeat(ahead, 0), before, nowhere.repeat(behind, 0)])
