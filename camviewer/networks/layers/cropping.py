"""What is left of a grid without its edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.networks.layer_kind import Cells, LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, one_of, pair, whole


class Cropping2D(LayerKind):
    """Without rows above and below, columns left and right."""

    name = "Cropping2D"
    ranks = (3,)
    rearranges = True
    options: ClassVar[Mapping[str, Check]] = {
        "cropping": pair(pair(whole(0, 4096))),
        "data_format": one_of("channels_last"),
    }
    defaults: ClassVar[Mapping[str, Any]] = {"cropping": 0, "data_format": "channels_last"}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        (top, bottom), (left, right) = options["cropping"]
        return shape[0] - top - bottom, shape[1] - left - right, shape[2]

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
        (top, bottom), (left, right) = options["cropping"]
        bounds = (top, left), (shape[0] - bottom, shape[1] - right), (2, 3)
        return nodes.add("Slice", inputs[0], *(nodes.constant(np.array(each)) for each in bounds))

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        return [np.pad(upstream, ((0, 0), *options["cropping"], (0, 0)))]

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        rows, columns = (
            axis[before : len(axis) - behind]
            for axis, (before, behind) in zip(inputs[0], options["cropping"], strict=True)
        )
        return rows, columns


KINDS = (Cropping2D(),)
