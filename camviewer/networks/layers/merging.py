"""What makes one of what several layers give: number by number, or side by side.

As Keras has it, an input may be of fewer cells or channels than another where it has just one: it
is repeated there, as the (1, 1, K) or (K,) by which squeeze and excitation weighs the channels of a
grid (Hu, Shen, Sun, "Squeeze-and-Excitation Networks", CVPR 2018).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.layer_kind import Cells, LayerKind, Nodes, Shape, joined_axis, several
from camviewer.networks.options import Check, Options, UnfitError, one_of
from camviewer.networks.relevance import Relevance, Rule


class _Merging(LayerKind):
    """A function of one number out of each input."""

    joins = True

    def joined_shape(self, options: Options, shapes: Sequence[Shape]) -> Shape:
        rank = max(map(len, shapes))
        try:
            return np.broadcast_shapes(*(_aligned(shape, rank) for shape in set(shapes)))
        except ValueError:
            raise UnfitError(
                translate("inputs that can be repeated to one shape"),
                translate("the shapes {0}", several(shapes)),
            ) from None

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        parts = self._parts(_of_one_rank(inputs), output, upstream)
        return [_summed_to(part, each.shape[1:]) for part, each in zip(parts, inputs, strict=True)]

    @abstractmethod
    def _parts(self, inputs: Sequence[Array], output: Array, upstream: Array) -> Sequence[Array]:
        """(n, …) the gradient with respect to each input, repeated as it was read."""


class _Operator(_Merging):
    """What an ONNX operator of its own computes."""

    operator: ClassVar[str]

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return nodes.add(self.operator, *inputs)


class Add(_Operator):
    """The sum of two or more inputs."""

    name = "Add"
    operator = "Sum"

    def _parts(self, inputs: Sequence[Array], output: Array, upstream: Array) -> Sequence[Array]:
        return [upstream] * len(inputs)


class Average(_Operator):
    """The mean of two or more inputs."""

    name = "Average"
    operator = "Mean"

    def _parts(self, inputs: Sequence[Array], output: Array, upstream: Array) -> Sequence[Array]:
        return [upstream / np.float32(len(inputs))] * len(inputs)


class Subtract(_Operator):
    """The first of two inputs without the second."""

    name = "Subtract"
    operator = "Sub"

    def joined_shape(self, options: Options, shapes: Sequence[Shape]) -> Shape:
        if len(shapes) != 2:
            raise UnfitError(translate("two inputs"), translate("{0} inputs", len(shapes)))
        return super().joined_shape(options, shapes)

    def _parts(self, inputs: Sequence[Array], output: Array, upstream: Array) -> Sequence[Array]:
        return [upstream, -upstream]


class _Extreme(_Operator):
    """One of the inputs: of equal numbers the first has all of the gradient, as in TensorFlow."""

    rearranges = True

    def _parts(self, inputs: Sequence[Array], output: Array, upstream: Array) -> Sequence[Array]:
        parts = []
        is_left: Array | bool = True
        for each in inputs:
            here = (each == output) & is_left
            is_left = is_left & ~here
            parts.append(upstream * here.astype(upstream.dtype))
        return parts


class Maximum(_Extreme):
    """The largest of two or more inputs."""

    name = "Maximum"
    operator = "Max"


class Minimum(_Extreme):
    """The least of two or more inputs."""

    name = "Minimum"
    operator = "Min"


class Multiply(_Merging):
    """The product of two or more inputs."""

    name = "Multiply"

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        *_, whole = accumulate(inputs, lambda one, other: nodes.add("Mul", one, other))
        return whole

    def _parts(self, inputs: Sequence[Array], output: Array, upstream: Array) -> Sequence[Array]:
        ones = np.ones((1,) * upstream.ndim, upstream.dtype)
        before = accumulate(inputs[:-1], np.multiply, initial=ones)
        behind = [*accumulate(inputs[:0:-1], np.multiply, initial=ones)][::-1]
        return [upstream * (one * other) for one, other in zip(before, behind, strict=True)]

    def relevance(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
        rule: Rule,
    ) -> Relevance:
        """What is weighed has it all, what weighs has nothing.

        The signal is the input of most numbers; what is repeated beside it is a gate, which says
        how much of the signal passes and not what it is (Arras et al., "Explaining and Interpreting
        LSTMs", 2019, the rule "all"). Inputs of as many numbers share alike (Achtibat et al.,
        "AttnLRP", ICML 2024, proposition 3.3).
        """
        sizes = [each[0].size for each in inputs]
        share = upstream / np.float32(sizes.count(max(sizes)))
        parts = [
            _summed_to(share, each.shape[1:])
            if size == max(sizes)
            else np.zeros((len(upstream), *each.shape[1:]), upstream.dtype)
            for each, size in zip(inputs, sizes, strict=True)
        ]
        return Relevance(parts, np.zeros(len(upstream), np.float32))


class Concatenate(LayerKind):
    """Inputs side by side: their channels, or their rows or columns."""

    name = "Concatenate"
    joins = True
    rearranges = True
    options: ClassVar[Mapping[str, Check]] = {"axis": one_of(-1, 1, 2, 3, -2, -3)}
    defaults: ClassVar[Mapping[str, Any]] = {"axis": -1}

    def joined_shape(self, options: Options, shapes: Sequence[Shape]) -> Shape:
        first = shapes[0]
        at = _place(options, first)
        if not 0 <= at < len(first):
            raise UnfitError(
                translate("an axis of its inputs"), translate("axis {0}", options["axis"])
            )
        if len({shape[:at] + shape[at + 1 :] for shape in shapes}) > 1:
            raise UnfitError(
                translate("inputs that fit side by side"),
                translate("the shapes {0}", several(shapes)),
            )
        return (*first[:at], sum(shape[at] for shape in shapes), *first[at + 1 :])

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        at = _place(options, shape)
        return nodes.add("Concat", *inputs, axis=1 if at == len(shape) - 1 else at + 2)

    def multiplications(self, options: Options, shape: Shape) -> int:
        return 0

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        at = 1 + _place(options, output.shape[1:])
        ends = [*accumulate(each.shape[at] for each in inputs)]
        return np.split(upstream, ends[:-1], axis=at)

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        """Along the axis one after the other; along the others what any of them saw."""
        at = options["axis"] if options["axis"] < 0 else options["axis"] - 4
        sides = [[each[axis] for each in inputs] for axis in (0, 1)]
        rows, columns = (
            np.concatenate(side) if at == axis - 3 else joined_axis(side)
            for axis, side in enumerate(sides)
        )
        return rows, columns


KINDS = (
    Add(),
    Subtract(),
    Multiply(),
    Average(),
    Maximum(),
    Minimum(),
    Concatenate(),
)


def _place(options: Options, shape: Shape) -> int:
    """The axis of (h, w, K) or (K,) along which inputs lie side by side, from 0."""
    axis: int = options["axis"]
    return axis + len(shape) if axis < 0 else axis - 1


def _aligned(shape: Shape, rank: int) -> Shape:
    """A vector as a grid of one cell where others are grids."""
    return (1,) * (rank - len(shape)) + shape


def _of_one_rank(inputs: Sequence[Array]) -> list[Array]:
    rank = max(each.ndim for each in inputs) - 1
    return [each.reshape(len(each), *_aligned(each.shape[1:], rank)) for each in inputs]


def _summed_to(part: Array, shape: Shape) -> Array:
    """What comes back to an input of a shape, of what comes back to each of its repetitions."""
    aligned = _aligned(shape, part.ndim - 1)
    repeated = [
        axis
        for axis, (size, whole) in enumerate(zip(aligned, part.shape[1:], strict=True), 1)
        if size < whole
    ]
    summed: Array = part.sum(axis=tuple(repeated)) if repeated else part
    return summed.reshape(len(part), *shape)
