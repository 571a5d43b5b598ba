"""Normalisations whose statistics are those of the sample itself, and not of a training.

When relevance is shared, the deviation is held fixed: what is left is linear in what goes in, and
relevance is conserved, which it is not where the gradient goes through the deviation (Ali et al.,
"XAI for Transformers: Better Explanations through Conservative Propagation", ICML 2022, 4.2).
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.axes import axes, beside, onnx_axes, onnx_beside, places
from camviewer.networks.layer_kind import Cells, LayerKind, Nodes, Shape, one_cell, sum_of_each
from camviewer.networks.options import Check, Options, UnfitError, number, one_of, whole
from camviewer.networks.receptive_field import Intervals
from camviewer.networks.relevance import STABILISER, Relevance, Rule, stabilised

_TRAINED: dict[str, Check] = {
    "epsilon": number(1e-12, 1),
    "center": one_of(True, False),
    "scale": one_of(True, False),
}
_SHORTEST = 1e-12
_TRAINED_DEFAULTS: dict[str, Any] = {"epsilon": 1e-3, "center": True, "scale": True}


class _Standardising(LayerKind):
    """Numbers without their mean, by their deviation; then times gamma and plus beta."""

    @abstractmethod
    def weighed(self, options: Options, shape: Shape) -> tuple[int, ...]:
        """The axes of (h, w, K) or (K,), from 0, along which gamma and beta differ."""

    @abstractmethod
    def grouped(self, options: Options, batch: Array) -> tuple[Array, tuple[int, ...]]:
        """A batch so that each mean is one over whole axes, and these axes."""

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        self.weighed(options, shape)
        return shape

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        own = tuple(shape[place] for place in self.weighed(options, shape))
        return (own,) * (options["center"] + options["scale"])

    def multiplications(self, options: Options, shape: Shape) -> int:
        return 4 * math.prod(shape)

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        """As worked out in Ba et al., "Layer Normalization", 2016: mean and deviation move, too."""
        x, over = self.grouped(options, inputs[0])
        scaled = self._scaled(options, weights, upstream)
        deviation = _deviation(options, x, over)
        unit = _centred(x, over) / deviation
        along = unit * (scaled * unit).mean(axis=over, keepdims=True)
        return [((_centred(scaled, over) - along) / deviation).reshape(upstream.shape)]

    def relevance(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
        rule: Rule,
    ) -> Relevance:
        """By contribution, with the deviation held fixed; beta has its own share."""
        x, over = self.grouped(options, inputs[0])
        quotient = upstream / stabilised(output, STABILISER)
        scaled = self._scaled(options, weights, quotient)
        back = _centred(scaled, over) / _deviation(options, x, over)
        part = inputs[0] * back.reshape(upstream.shape)
        return Relevance([part], sum_of_each(quotient * output) - sum_of_each(part))

    def _scaled(self, options: Options, weights: Sequence[Array], upstream: Array) -> Array:
        """What comes to the standardised numbers, grouped."""
        if options["scale"]:
            shape = upstream.shape[1:]
            upstream = upstream * beside(weights[0], self.weighed(options, shape), shape)
        return self.grouped(options, upstream)[0]

    def _onnx_trained(
        self, nodes: Nodes, options: Options, shape: Shape, weights: Sequence[str], found: str
    ) -> str:
        """Add gamma and beta behind standardised numbers."""
        where = self.weighed(options, shape)
        names = [onnx_beside(nodes, weight, where, shape) for weight in weights]
        if options["scale"]:
            found = nodes.add("Mul", found, names.pop(0))
        return nodes.add("Add", found, names.pop()) if options["center"] else found


class LayerNormalization(_Standardising):
    """Over some axes of a sample, all or only its channels (Ba et al., 2016)."""

    name = "LayerNormalization"
    options: ClassVar[Mapping[str, Check]] = {"axis": axes, **_TRAINED}
    defaults: ClassVar[Mapping[str, Any]] = {"axis": -1, **_TRAINED_DEFAULTS}

    def weighed(self, options: Options, shape: Shape) -> tuple[int, ...]:
        return places(options["axis"], shape)

    def grouped(self, options: Options, batch: Array) -> tuple[Array, tuple[int, ...]]:
        return batch, tuple(1 + place for place in places(options["axis"], batch.shape[1:]))

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        over = onnx_axes(places(options["axis"], shape), shape)
        found = _onnx_standardised(nodes, options, inputs[0], over)
        return self._onnx_trained(nodes, options, shape, weights, found)

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        return _seen_over(options["axis"], inputs[0])


class GroupNormalization(_Standardising):
    """Over all cells and some of the channels (Wu, He, "Group Normalization", ECCV 2018)."""

    name = "GroupNormalization"
    options: ClassVar[Mapping[str, Check]] = {
        "groups": whole(-1, 4096),
        "axis": one_of(-1, 1, 3),
        **_TRAINED,
    }
    defaults: ClassVar[Mapping[str, Any]] = {"groups": 32, "axis": -1, **_TRAINED_DEFAULTS}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        if options["axis"] not in (-1, len(shape)):
            raise UnfitError(translate("normalised channels"), translate("another axis"))
        if not options["groups"] or shape[-1] % self._groups(options, shape):
            raise UnfitError(
                translate("channels that can be shared among its groups"),
                translate("channels that cannot be shared so"),
            )
        return shape

    def weighed(self, options: Options, shape: Shape) -> tuple[int, ...]:
        return (len(shape) - 1,)

    def grouped(self, options: Options, batch: Array) -> tuple[Array, tuple[int, ...]]:
        *cells, channels = batch.shape[1:]
        groups = self._groups(options, batch.shape[1:])
        found = batch.reshape(len(batch), *cells, groups, channels // groups)
        return found, tuple(axis for axis in range(1, found.ndim) if axis != found.ndim - 2)

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        apart = nodes.constant(np.array([0, self._groups(options, shape), -1]))
        together = nodes.constant(np.array([0, shape[-1], *shape[:-1]]))
        found = nodes.add("Reshape", inputs[0], apart)
        found = _onnx_standardised(nodes, options, found, np.array([2]))
        found = nodes.add("Reshape", found, together)
        return self._onnx_trained(nodes, options, shape, weights, found)

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        return _seen_over((1, 2), inputs[0])

    @staticmethod
    def _groups(options: Options, shape: Shape) -> int:
        """How many; Keras' -1 is one for each channel."""
        groups: int = options["groups"]
        return shape[-1] if groups < 0 else groups


class UnitNormalization(LayerKind):
    """Numbers by the root of the sum of their squares: vectors of length 1."""

    name = "UnitNormalization"
    options: ClassVar[Mapping[str, Check]] = {"axis": axes}
    defaults: ClassVar[Mapping[str, Any]] = {"axis": -1}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        places(options["axis"], shape)
        return shape

    def multiplications(self, options: Options, shape: Shape) -> int:
        return 2 * math.prod(shape)

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        over = nodes.constant(onnx_axes(places(options["axis"], shape), shape))
        most = nodes.constant(np.array(_SHORTEST, np.float32))  # as in Keras: zeros stay zeros
        length = nodes.add("ReduceL2", inputs[0], over)
        return nodes.add("Div", inputs[0], nodes.add("Max", length, most))

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        """What is not along the vector; of one of zeros, which has no direction, nothing."""
        over = tuple(1 + place for place in places(options["axis"], output.shape[1:]))
        length = np.sqrt((inputs[0] * inputs[0]).sum(axis=over, keepdims=True))
        across = upstream - output * (upstream * output).sum(axis=over, keepdims=True)
        return [np.where(length > _SHORTEST, across / np.maximum(length, _SHORTEST), 0)]

    def relevance(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
        rule: Rule,
    ) -> Relevance:
        """With the length held fixed all numbers are multiplied by one: each keeps its own."""
        return Relevance([upstream], np.zeros(len(upstream), np.float32))

    def cells(self, options: Options, inputs: Sequence[Cells]) -> Cells:
        return _seen_over(options["axis"], inputs[0])


KINDS = (LayerNormalization(), GroupNormalization(), UnitNormalization())


def _centred(batch: Array, over: tuple[int, ...]) -> Array:
    centred: Array = batch - batch.mean(axis=over, keepdims=True)
    return centred


def _deviation(options: Options, batch: Array, over: tuple[int, ...]) -> Array:
    variance = np.square(_centred(batch, over)).mean(axis=over, keepdims=True)
    deviation: Array = np.sqrt(variance + np.float32(options["epsilon"]))
    return deviation


def _onnx_standardised(nodes: Nodes, options: Options, x: str, over: Array) -> str:
    axes_name = nodes.constant(over)
    centred = nodes.add("Sub", x, nodes.add("ReduceMean", x, axes_name))
    variance = nodes.add("ReduceMean", nodes.add("Mul", centred, centred), axes_name)
    epsilon = nodes.constant(np.array(options["epsilon"], np.float32))
    return nodes.add("Div", centred, nodes.add("Sqrt", nodes.add("Add", variance, epsilon)))


def _seen_over(named: Sequence[int], before: Cells) -> Cells:
    """What cells see whose numbers depend on all along some axes, 1 or -3 for rows."""
    rows, columns = (
        _all_of(axis) if place in named or place - 4 in named else axis
        for place, axis in enumerate(before, 1)
    )
    return rows, columns


def _all_of(axis: Intervals) -> Intervals:
    return one_cell(axis).repeat(len(axis), axis=0)
