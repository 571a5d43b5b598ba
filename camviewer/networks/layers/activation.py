"""Layers that are an activation function and nothing else."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks import activations
from camviewer.networks.layer_kind import LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, number, one_of, or_none
from camviewer.networks.relevance import Relevance, Rule

_SLOPE = number(0, 1e6)


class _Elementwise(LayerKind):
    """A function of each number: its relevance is that of the number."""

    def relevance(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
        rule: Rule,
    ) -> Relevance:
        return Relevance([upstream], np.zeros(len(upstream), np.float32))


class Activation(_Elementwise):
    """An activation function by its name.

    "softmax" is that of a network's end, which a reader of scores leaves out.
    """

    name = "Activation"
    options: ClassVar[Mapping[str, Check]] = {
        "activation": one_of("softmax", *activations.ACTIVATIONS)
    }

    def title(self, options: Options) -> str:
        return f"{self.name}{activations.suffix(options['activation'])}"

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return activations.ACTIVATIONS[options["activation"]].onnx(nodes, inputs[0])

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        function = activations.ACTIVATIONS[options["activation"]]
        return [upstream * function.derivative(inputs[0], output)]

    def keeps_channels(self, options: Options, shape: Shape) -> bool:
        return options["activation"] in ("linear", "softmax")


class ReLU(_Elementwise):
    """max(x, 0), with Keras' threshold t, slope a below it and largest value m.

    Up to t: a (x - t); above t: x, at most m.
    """

    name = "ReLU"
    options: ClassVar[Mapping[str, Check]] = {
        "max_value": or_none(_SLOPE),
        "negative_slope": _SLOPE,
        "threshold": _SLOPE,
    }
    defaults: ClassVar[Mapping[str, Any]] = {
        "max_value": None,
        "negative_slope": 0.0,
        "threshold": 0.0,
    }

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        (x,) = inputs
        slope, threshold, most = self._values(options)
        if slope == threshold == 0:
            passed = nodes.add("Relu", x)
        elif threshold == 0:
            passed = nodes.add("LeakyRelu", x, alpha=slope)
        else:
            limit, steep = (
                nodes.constant(np.array(each, np.float32)) for each in (threshold, slope)
            )
            below = nodes.add("Mul", nodes.add("Sub", x, limit), steep)
            passed = nodes.add("Where", nodes.add("Greater", x, limit), x, below)
        if most is None:
            return passed
        return nodes.add("Min", passed, nodes.constant(np.array(most, np.float32)))

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        (x,) = inputs
        slope, threshold, most = self._values(options)
        factor = np.where(x > threshold, 1, slope).astype(upstream.dtype)
        if most is not None:
            factor[(x >= most) & (x > threshold)] = 0
        return [upstream * factor]

    @staticmethod
    def _values(options: Options) -> tuple[float, float, float | None]:
        return options["negative_slope"], options["threshold"], options["max_value"]


class LeakyReLU(_Elementwise):
    """x above 0, a x below it."""

    name = "LeakyReLU"
    options: ClassVar[Mapping[str, Check]] = {"negative_slope": _SLOPE}
    defaults: ClassVar[Mapping[str, Any]] = {"negative_slope": 0.3}

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return nodes.add("LeakyRelu", inputs[0], alpha=options["negative_slope"])

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        return [upstream * activations.leaky_derivative(inputs[0], options["negative_slope"])]


class ELU(_Elementwise):
    """x above 0, a (exp(x) - 1) below it."""

    name = "ELU"
    options: ClassVar[Mapping[str, Check]] = {"alpha": _SLOPE}
    defaults: ClassVar[Mapping[str, Any]] = {"alpha": 1.0}

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return nodes.add("Elu", inputs[0], alpha=options["alpha"])

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        return [upstream * activations.elu_derivative(inputs[0], output, options["alpha"])]


def _axes(value: Any) -> tuple[int, ...] | None:
    if value is None:
        return None
    if type(value) is not list or any(each not in (1, 2, 3) for each in value):
        raise ValueError(translate("axes out of 1, 2 and 3"))
    return tuple(sorted({int(each) for each in value}))


class PReLU(_Elementwise):
    """x above 0, a x below it with trained slopes a."""

    name = "PReLU"
    options: ClassVar[Mapping[str, Check]] = {"shared_axes": _axes}
    defaults: ClassVar[Mapping[str, Any]] = {"shared_axes": None}

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        shared = options["shared_axes"] or ()
        return (tuple(1 if axis in shared else size for axis, size in enumerate(shape, 1)),)

    def multiplications(self, options: Options, shape: Shape) -> int:
        return math.prod(shape)

    def onnx_weights(self, options: Options, weights: Sequence[Array]) -> Sequence[Array]:
        (slopes,) = weights
        return [slopes.transpose(2, 0, 1) if slopes.ndim == 3 else slopes]

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        return nodes.add("PRelu", inputs[0], *weights)

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        (x,) = inputs
        # Keras computes relu(x) - a relu(-x), which is flat at 0.
        factor = np.where(x > 0, np.float32(1), np.where(x < 0, weights[0], np.float32(0)))
        return [upstream * factor]

    def keras_options(self, options: Options) -> Options:
        shared = options["shared_axes"]
        return {"shared_axes": None if shared is None else list(shared)}


KINDS = (Activation(), ReLU(), LeakyReLU(), ELU(), PReLU())
