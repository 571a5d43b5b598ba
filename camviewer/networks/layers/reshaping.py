"""The same numbers in another shape or order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.layer_kind import Cells, LayerKind, Nodes, Shape, one_cell
from camviewer.networks.options import Check, Options, UnfitError, whole

_MOST = 1_000_000
_CHANNELS_LAST, _CHANNELS_FIRST = (0, 2, 3, 1), (0, 3, 1, 2)


def _target(value: Any) -> Shape:
    given = list(value) if type(value) is list else [value]
    size = whole(-1, _MOST)
    if len(given) not in (1, 3) or given.count(-1) > 1 or 0 in given:
        raise ValueError(translate("the sizes of a vector or of a grid of cells"))
    return tuple(size(each) for each in given)


class Reshape(LayerKind):
    """All numbers in order, channels fastest, as a vector or as a grid of cells."""

    name = "Reshape"
    rearranges = True
    options: ClassVar[Mapping[str, Check]] = {"target_shape": _target}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        target: Shape = options["target_shape"]
        known = math.prod(size for size in target if size > 0)
        left = math.prod(shape) // known
        found = tuple(left if size < 0 else size for size in target)
        if math.prod(found) != math.prod(shape):
            raise UnfitError(
                translate("a shape for {0} numbers", math.prod(shape)),
                translate("shape {0}", "×".join(map(str, target))),
            )
        return found

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
        found, after = inputs[0], self.output_shape(options, shape)
        if len(shape) == 3:
            found = nodes.add("Transpose", found, perm=_CHANNELS_LAST)
        found = nodes.add("Reshape", found, nodes.constant(np.array([-1, *after])))
        return nodes.add("Transpose", found, perm=_CHANNELS_FIRST) if len(after) == 3 else found

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        return [upstream.reshape(len(upstream), *inputs[0].shape[1:])]

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells | None:
        """A grid of as many rows and columns is the same; all others have no cells."""
        rows, columns = inputs[0]
        if options["target_shape"][:-1] == (1, 1):
            return one_cell(rows), one_cell(columns)
        return inputs[0] if options["target_shape"][:-1] == (len(rows), len(columns)) else None

    def keeps_channels(self, options: Options, shape: Shape) -> bool:
        return self.output_shape(options, shape)[-1] == shape[-1]


def _order(value: Any) -> tuple[int, ...]:
    given = value if type(value) is list else [value]
    if any(type(each) is not int for each in given) or sorted(given) not in ([1], [1, 2, 3]):
        raise ValueError(translate("an order of 1, 2 and 3"))
    return tuple(given)


class Permute(LayerKind):
    """Axes in another order: the n-th that comes out is `dims[n]` of what went in, from 1."""

    name = "Permute"
    rearranges = True
    options: ClassVar[Mapping[str, Check]] = {"dims": _order}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        if len(options["dims"]) != len(shape):
            raise UnfitError(
                translate("an order of all axes"), translate("the order {0}", options["dims"])
            )
        return tuple(shape[axis - 1] for axis in options["dims"])

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
        sources = (0, *options["dims"])  # of axes with channels last
        last = [_CHANNELS_LAST[axis] for axis in sources]
        return nodes.add("Transpose", inputs[0], perm=[last[axis] for axis in _CHANNELS_FIRST])

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        back = np.argsort((0, *options["dims"]))
        return [upstream.transpose(back)]

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells | None:
        """Rows stay rows of cells, or a grid has none: what a row sees is rows of the sample."""
        return inputs[0] if options["dims"] == (1, 2, 3) else None

    def keeps_channels(self, options: Options, shape: Shape) -> bool:
        return options["dims"][-1] == len(shape)


KINDS = (Reshape(), Permute())
