"""Layers that shift and scale: batch normalisation, and rescaling of what a network is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.layer_kind import ChannelMap, LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, UnfitError, number, one_of, or_each

Doubles = NDArray[np.float64]


class BatchNormalization(LayerKind):
    """Every channel is shifted and scaled (Ioffe and Szegedy, ICML 2015, algorithm 2)."""

    name = "BatchNormalization"
    options: ClassVar[Mapping[str, Check]] = {
        "axis": one_of(-1, 1, 3),
        "epsilon": number(1e-12, 1),
        "center": one_of(True, False),
        "scale": one_of(True, False),
    }
    defaults: ClassVar[Mapping[str, Any]] = {
        "axis": -1,
        "epsilon": 1e-3,
        "center": True,
        "scale": True,
    }
    for_training: ClassVar[Mapping[str, Check]] = {"momentum": number(0, 1)}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        if options["axis"] not in (-1, len(shape)):
            raise UnfitError(translate("normalised channels"), translate("another axis"))
        return shape

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        return (shape[-1:],) * (2 + options["center"] + options["scale"])

    def is_sound(self, options: Options, weights: Sequence[Array]) -> bool:
        return bool((weights[-1] + options["epsilon"] > 0).all())  # variances

    def onnx_weights(self, options: Options, weights: Sequence[Array]) -> Sequence[Array]:
        factor, shift = factor_and_shift(options, weights)
        with np.errstate(over="ignore"):  # what single precision does not hold is infinite
            return [factor.astype(np.float32), shift.astype(np.float32)]

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        factor, shift = weights
        if len(shape) == 3:
            axes = nodes.constant(np.array([1, 2]))
            factor, shift = (nodes.add("Unsqueeze", each, axes) for each in weights)
        return nodes.add("Add", nodes.add("Mul", inputs[0], factor), shift)

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        factor, _ = factor_and_shift(options, weights)
        return [upstream * factor.astype(upstream.dtype)]

    def is_channel_map(self, options: Options) -> bool:
        return True

    def channel_map(self, options: Options, weights: Sequence[Array]) -> ChannelMap | None:
        factor, shift = factor_and_shift(options, weights)
        return np.diag(factor), shift


class Rescaling(LayerKind):
    """Every number times one and plus another; both may be given for each channel."""

    name = "Rescaling"
    options: ClassVar[Mapping[str, Check]] = {
        "scale": or_each(number(-1e6, 1e6)),
        "offset": or_each(number(-1e6, 1e6)),
    }
    defaults: ClassVar[Mapping[str, Any]] = {"offset": 0.0}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        for name in ("scale", "offset"):
            if np.size(options[name]) not in (1, shape[-1]):
                raise UnfitError(
                    translate("one number in {0}, or one for each channel", name),
                    str(np.size(options[name])),
                )
        return shape

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        # Channels come first in a grid: numbers of each stand in front of rows and columns.
        axes = (-1, 1, 1) if len(shape) == 3 else (-1,)
        scale, offset = (
            nodes.constant(np.array(options[name], np.float32).reshape(axes))
            for name in ("scale", "offset")
        )
        return nodes.add("Add", nodes.add("Mul", inputs[0], scale), offset)

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        return [upstream * np.array(options["scale"], np.float32)]

    def keras_options(self, options: Options) -> Options:
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in options.items()
        }


KINDS = (BatchNormalization(), Rescaling())


def factor_and_shift(options: Options, weights: Sequence[Array]) -> tuple[Doubles, Doubles]:
    """What each channel is multiplied by, and what is added then; (K,) in double precision.

    Args:
        options: of a batch normalisation.
        weights: those of gamma, beta, moving mean, moving variance (K,) that there are.
    """
    doubles = [np.asarray(weight, np.float64) for weight in weights]
    *trained, mean, variance = doubles
    factor = 1 / np.sqrt(variance + options["epsilon"])
    if options["scale"]:
        factor *= trained.pop(0)
    shift = (trained.pop() if options["center"] else 0) - mean * factor
    return factor, shift
