"""What a kind of layer is to the program: everything that is to be known of it, in one place."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial, reduce
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop, translate
from camviewer.networks.options import Check, Options, UnfitError
from camviewer.networks.receptive_field import Intervals
from camviewer.networks.relevance import STABILISER, Relevance, Rule, stabilised

Shape = tuple[int, ...]
"""What is between two layers, of one sample: rows, columns, channels (h, w, K), or (K,)."""

Cells = tuple[Intervals, Intervals]
"""What the rows and the columns of cells between two layers see of the sample."""

ChannelMap = tuple[NDArray[np.float64], NDArray[np.float64]]
"""A (I, O) and b (O,): the channels y of every cell become A^T y + b."""


class Nodes(Protocol):
    """Where the ONNX nodes of a network are collected, as `layer_kind.LayerKind.onnx` adds them.

    Between nodes samples lie channels first: (n, K, h, w), or (n, K).
    """

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Add a node with one output; gives the output's name."""

    def constant(self, values: Array) -> str:
        """Add an array that is no weight; gives its name."""


class LayerKind(ABC):
    """A kind of layer, by Keras' name and with Keras' meaning of its options.

    Layers do not carry their activation when they are read or walked backward: it has become a
    layer of its own (`camviewer.networks.lowering`). Batches are (n, h, w, K) or (n, K).

    Attributes:
        name: what Keras calls its class.
        options: check by name of everything that decides what it computes.
        defaults: value of each option where an architecture does not say it.
        for_training: check by name of what decides only how it is trained.
        joins: whether it takes two or more inputs (`joined_shape` says which go together).
        rearranges: whether all that comes out are numbers that went in, and zeros.
        has_kernel: whether it weighs what goes in, so that rules of relevance differ at it.
        ranks: how many axes what goes in may have: 3 for a grid of cells, 1 for a vector.
    """

    name: ClassVar[str]
    options: ClassVar[Mapping[str, Check]] = {}
    defaults: ClassVar[Mapping[str, Any]] = {}
    for_training: ClassVar[Mapping[str, Check]] = {}
    joins: ClassVar[bool] = False
    rearranges: ClassVar[bool] = False
    has_kernel: ClassVar[bool] = False
    ranks: ClassVar[tuple[int, ...]] = (3, 1)

    # What it is

    def title(self, options: Options) -> str:
        """The layer for people, e.g. "Conv2D 32, 3×3, ReLU"."""
        return self.name

    def joined_shape(self, options: Options, shapes: Sequence[Shape]) -> Shape:
        """All that goes in, as one shape, which is what the other questions are asked about.

        Of one input that is its own shape; of several, here, the one that all of them have.

        Raises:
            UnfitError: such inputs do not go together.
        """
        if len(set(shapes)) > 1:
            raise UnfitError(
                translate("inputs of one shape"), translate("the shapes {0}", several(shapes))
            )
        return shapes[0]

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        """What comes out of what goes in (`joined_shape`).

        Raises:
            UnfitError: such options do not fit such an input.
        """
        return shape

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        """Shape of each of its weights, in Keras' order."""
        return ()

    def multiplications(self, options: Options, shape: Shape) -> int:
        """About how many it takes to compute it for one sample."""
        return math.prod(self.output_shape(options, shape))

    # How it is read

    def is_sound(self, options: Options, weights: Sequence[Array]) -> bool:
        """Whether it computes numbers with such weights, which are finite."""
        return True

    def onnx_weights(self, options: Options, weights: Sequence[Array]) -> Sequence[Array]:
        """Its weights as its nodes take them."""
        return weights

    @abstractmethod
    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        """Add its nodes.

        Args:
            nodes: where they are added.
            options: the layer's options.
            shape: what goes in, of one sample (`joined_shape`).
            weights: names of its `onnx_weights`.
            inputs: names of what goes in; a vector beside grids has become a grid of one cell.

        Returns:
            The name of what comes out.
        """

    # How it is explained

    @abstractmethod
    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        """Pass a gradient back through the layer.

        Args:
            options: the layer's options.
            weights: its weights, in Keras' order.
            inputs: batches that went in; one sample for a whole batch of gradients is enough.
            output: the batch that came out of them.
            upstream: (n, …) gradient with respect to the output.

        Returns:
            (n, …) the gradient with respect to each input.
        """

    def relevance(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
        rule: Rule,
    ) -> Relevance:
        """Share relevance among what went in, by contribution: that of a number is its own share.

        Args:
            options: the layer's options.
            weights: its weights, in Keras' order.
            inputs: batches that went in; one sample for a whole batch of relevances is enough.
            output: the batch that came out of them.
            upstream: (n, …) relevance of the output.
            rule: what is to be taken for a contribution at a layer with a kernel.
        """
        if self.rearranges:
            parts = self.gradient(options, weights, inputs, output, upstream)
            return Relevance(parts, np.zeros(len(upstream), np.float32))
        quotient = upstream / stabilised(output, STABILISER)
        gradients = self.gradient(options, weights, inputs, output, quotient)
        parts = [each * gradient for each, gradient in zip(inputs, gradients, strict=True)]
        whole = sum_of_each(quotient * output)
        return Relevance(parts, whole - sum((sum_of_each(part) for part in parts), np.float32(0)))

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells | None:
        """What the cells behind the layer see, of what those before it see.

        None where nothing behind it is a cell any more. Any layer that does not say something
        else works cell by cell; one that joins inputs sees what any of them saw, and a row or
        column that is alone is joined with all of the others.
        """
        rows, columns = (joined_axis([each[axis] for each in inputs]) for axis in (0, 1))
        return rows, columns

    def channel_map(
        self, options: Options, weights: Sequence[Array], channels: int
    ) -> ChannelMap | None:
        """Its affine map of so many channels, if it does the same to those of every cell."""
        return None

    def is_channel_map(self, options: Options) -> bool:
        """Whether it has a `channel_map`."""
        return False

    def keeps_channels(self, options: Options, shape: Shape) -> bool:
        """Whether it leaves the channels of cells as they are: it moves whole cells at most."""
        return False

    def is_mean(self, options: Options, shape: Shape) -> bool:
        """Whether it takes the mean of each channel over all cells of such an input."""
        return False

    # What Keras is told

    def keras_options(self, options: Options) -> Options:
        """Its options as Keras' class takes them."""
        return dict(options)


def sum_of_each(batch: Array) -> Array:
    """(n,) the sum of all numbers of each of a batch."""
    sums: Array = batch.reshape(len(batch), -1).sum(axis=1)
    return sums


def joined_axis(axes: Sequence[Intervals]) -> Intervals:
    """What is seen by cells that are made of those of several axes, place by place."""
    whole = np.stack(np.broadcast_arrays(*axes))
    return np.stack([whole[..., 0].min(axis=0), whole[..., 1].max(axis=0)], axis=1)


def one_cell(axis: Intervals) -> Intervals:
    """(1, 2) what a cell sees that is made of all on an axis."""
    return np.array([[axis[:, 0].min(), axis[:, 1].max()]])


def several(shapes: Sequence[Shape]) -> str:
    """The first few of some shapes, for a sentence."""
    return reduce(partial(translate, tr_noop("{0} and {1}")), map(str, shapes[:4]))
