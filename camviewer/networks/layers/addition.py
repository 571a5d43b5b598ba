"""Addition of what several layers give, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from camviewer.common.arrays import Array
from camviewer.networks.layer_kind import LayerKind, Nodes, Shape
from camviewer.networks.options import Options


class Add(LayerKind):
    """The sum of two or more inputs of one shape."""

    name = "Add"
    joins = True

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return nodes.add("Sum", *inputs)

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        return [upstream] * len(inputs)


KINDS = (Add(),)
