"""Layers that shift and scale by numbers that no sample changes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.axes import axes, beside, channels_first, onnx_beside, places
from camviewer.networks.layer_kind import ChannelMap, LayerKind, Nodes, Shape
from camviewer.networks.options import Check, Options, UnfitError, number, one_of, or_none

Doubles = NDArray[np.float64]

_LARGEST = 1e6
_MOST_CHANNELS = 4096
_LEAST_DEVIATION = 1e-7  # as Keras has it: what never differs is not divided by zero


class _Affine(LayerKind):
    """Every number times a factor and plus a shift that are known before any sample is."""

    @abstractmethod
    def factor_and_shift(
        self, options: Options, weights: Sequence[Array]
    ) -> tuple[Doubles, Doubles]:
        """One number, or (K,), or of the axes that `along` names; in double precision."""

    def along(self, options: Options, shape: Shape) -> tuple[int, ...]:
        """The axes, from 0, of factors that are not one number."""
        return (len(shape) - 1,)

    def onnx_weights(self, options: Options, weights: Sequence[Array]) -> Sequence[Array]:
        return (
            [_single(each) for each in self.factor_and_shift(options, weights)] if weights else ()
        )

    def onnx(
        self,
        nodes: Nodes,
        options: Options,
        shape: Shape,
        weights: Sequence[str],
        inputs: Sequence[str],
    ) -> str:
        where = self.along(options, shape)
        factor, shift = (
            [onnx_beside(nodes, name, where, shape) for name in weights]
            if weights
            else [
                nodes.constant(channels_first(beside(_single(each), where, shape)))
                for each in self.factor_and_shift(options, ())
            ]
        )
        return nodes.add("Add", nodes.add("Mul", inputs[0], factor), shift)

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        shape = upstream.shape[1:]
        factor, _ = self.factor_and_shift(options, weights)
        return [upstream * beside(_single(factor), self.along(options, shape), shape)]

    def is_channel_map(self, options: Options) -> bool:
        return True

    def channel_map(
        self, options: Options, weights: Sequence[Array], channels: int
    ) -> ChannelMap | None:
        factor, shift = self.factor_and_shift(options, weights)
        return np.diag(np.broadcast_to(factor, channels)), np.broadcast_to(shift, channels)


class BatchNormalization(_Affine):
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

    def factor_and_shift(
        self, options: Options, weights: Sequence[Array]
    ) -> tuple[Doubles, Doubles]:
        return factor_and_shift(options, weights)


def _numbers(value: Any) -> float | tuple[float, ...]:
    """One number, or one for each channel; Keras writes arrays and tuples as objects."""
    if isinstance(value, dict):
        inner = value.get("config")
        value = inner.get("value") if isinstance(inner, dict) else value.get("items")
    check = number(-_LARGEST, _LARGEST)
    if type(value) is list and 1 <= len(value) <= _MOST_CHANNELS:
        return tuple(check(each) for each in value)
    return check(value)


class Rescaling(_Affine):
    """Every number times one and plus another, or its channel's."""

    name = "Rescaling"
    options: ClassVar[Mapping[str, Check]] = {"scale": _numbers, "offset": _numbers}
    defaults: ClassVar[Mapping[str, Any]] = {"offset": 0.0}

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        _check_channels([options["scale"], options["offset"]], shape)
        return shape

    def factor_and_shift(
        self, options: Options, weights: Sequence[Array]
    ) -> tuple[Doubles, Doubles]:
        return np.asarray(options["scale"], np.float64), np.asarray(options["offset"], np.float64)

    def keras_options(self, options: Options) -> Options:
        return {key: _listed(value) for key, value in options.items()}


class Normalization(_Affine):
    """Every number less the mean of the data, by the deviation of the data; or back again.

    Both are weights, or numbers that are options.
    """

    name = "Normalization"
    options: ClassVar[Mapping[str, Check]] = {
        "axis": lambda value: () if value is None or value == [] else axes(value),
        "mean": or_none(_numbers),
        "variance": or_none(_numbers),
        "invert": one_of(True, False),
    }
    defaults: ClassVar[Mapping[str, Any]] = {
        "axis": -1,
        "mean": None,
        "variance": None,
        "invert": False,
    }

    def along(self, options: Options, shape: Shape) -> tuple[int, ...]:
        return places(options["axis"], shape)

    def output_shape(self, options: Options, shape: Shape) -> Shape:
        where, told = self.along(options, shape), (options["mean"], options["variance"])
        if (told[0] is None) != (told[1] is None):
            raise UnfitError(translate("mean and variance"), translate("only one of them"))
        if told[0] is None:
            return shape
        if where not in ((), (len(shape) - 1,)):
            raise UnfitError(translate("normalised channels"), translate("another axis"))
        if min(np.ravel(told[1])) < 0:
            raise UnfitError(
                translate("a variance of at least 0"), translate("a negative variance")
            )
        _check_channels(told, shape if where else (1,))
        return shape

    def weight_shapes(self, options: Options, shape: Shape) -> tuple[Shape, ...]:
        own = tuple(shape[place] for place in self.along(options, shape))
        return (own, own) if options["mean"] is None else ()

    def is_sound(self, options: Options, weights: Sequence[Array]) -> bool:
        return not weights or bool((weights[1] >= 0).all())

    def factor_and_shift(
        self, options: Options, weights: Sequence[Array]
    ) -> tuple[Doubles, Doubles]:
        told = weights or (options["mean"], options["variance"])
        mean, variance = (np.asarray(each, np.float64) for each in told)
        deviation = np.maximum(np.sqrt(variance), _LEAST_DEVIATION)
        return (deviation, mean) if options["invert"] else (1 / deviation, -mean / deviation)

    def is_channel_map(self, options: Options) -> bool:
        return options["axis"] in ((), (-1,), (3,))

    def keras_options(self, options: Options) -> Options:
        return {key: _listed(value) for key, value in options.items()} | {
            "axis": list(options["axis"]) or None
        }


KINDS = (BatchNormalization(), Rescaling(), Normalization())


def _check_channels(told: Sequence[Any], shape: Shape) -> None:
    """Raise `UnfitError` where there are numbers for other than the channels of a shape."""
    sizes = {len(each) for each in told if isinstance(each, tuple)}
    if sizes - {1, shape[-1]}:
        raise UnfitError(
            translate("one number or {0}", shape[-1]),
            translate("{0} numbers", ", ".join(map(str, sorted(sizes)))),
        )


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _single(values: Doubles) -> Array:
    with np.errstate(over="ignore"):  # what single precision does not hold is infinite
        return values.astype(np.float32)


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
