"""Folding batch normalisation into the convolution before it: the same features, sooner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from camviewer.networks.keras_network import BUILDING


@dataclass(frozen=True)
class _Pair:
    """A convolution and the normalisation that alone reads it."""

    convolution: Any
    normalisation: Any


class Folded:
    """A network's features without the batch normalisations that follow a convolution.

    A trained normalisation multiplies and shifts each channel by numbers that are known before any
    sample is, so that the convolution can do it: with s = gamma / sqrt(variance + epsilon) its
    kernel is k s and its bias beta + (b - mean) s (Ioffe and Szegedy, "Batch Normalization",
    ICML 2015, algorithm 2). What differs is the rounding in single precision.

    Attributes:
        model: from samples to the features (n, h, w, K); the network's own where
            nothing is to be folded. Not for training.
    """

    def __init__(self, features: Any) -> None:
        """Build it; its weights are those of the network as it is now."""
        self._pairs = {id(pair.convolution): pair for pair in _pairs(features)}
        self._gone = {id(pair.normalisation) for pair in self._pairs.values()}
        self._copies: list[tuple[Any, Any]] = []
        if self._pairs:
            with BUILDING:
                self.model = keras.models.clone_model(
                    features, clone_function=self._copy, call_function=_call
                )
            self.load()
        else:
            self.model = features

    def load(self) -> None:
        """Take the network's weights, which are others now."""
        for layer, copy in self._copies:
            pair = self._pairs.get(id(layer))
            copy.set_weights(layer.get_weights() if pair is None else _fold(pair))

    def _copy(self, layer: Any) -> Any:
        """The layer that stands in the place of one."""
        if id(layer) in self._gone:
            return keras.layers.Identity()
        entries = layer.get_config()
        if id(layer) in self._pairs:
            entries |= {"use_bias": True}
        copy = type(layer).from_config(entries)
        self._copies.append((layer, copy))
        return copy


def _call(layer: Any, *inputs: Any, **options: Any) -> Any:
    """What comes out of a layer; some of a normalisation's options mean nothing to an identity."""
    is_gone = isinstance(layer, keras.layers.Identity)
    return layer(*inputs) if is_gone else layer(*inputs, **options)


def _pairs(features: Any) -> list[_Pair]:
    """What can be folded."""
    makers = {id(layer.output): layer for layer in features.layers}
    read = [id(tensor) for layer in features.layers for tensor in keras.tree.flatten(layer.input)]
    read += [id(tensor) for tensor in features.outputs]
    return [
        _Pair(makers[id(layer.input)], layer)
        for layer in features.layers
        if isinstance(layer, keras.layers.BatchNormalization)
        and _can_take(makers.get(id(layer.input)), layer)
        and read.count(id(layer.input)) == 1
    ]


def _can_take(layer: Any, normalisation: Any) -> bool:
    """Whether a layer is a convolution whose channels the normalisation is of, and no more."""
    return (
        isinstance(layer, keras.layers.Conv2D)
        and layer.activation is keras.activations.linear
        and layer.data_format == "channels_last"
        and normalisation.axis in (-1, 3)
    )


def _fold(pair: _Pair) -> list[NDArray[np.float32]]:
    """Kernel and bias of the two together."""
    convolution, normalisation = pair.convolution, pair.normalisation
    mean, variance, gamma, beta, bias = (
        default if variable is None else np.asarray(variable, np.float64)
        for variable, default in (
            (normalisation.moving_mean, 0.0),
            (normalisation.moving_variance, 1.0),
            (normalisation.gamma, 1.0),
            (normalisation.beta, 0.0),
            (convolution.bias, 0.0),
        )
    )
    scale = gamma / np.sqrt(variance + normalisation.epsilon)
    kernel = np.asarray(convolution.kernel, np.float64) * scale
    return [kernel.astype(np.float32), (beta + (bias - mean) * scale).astype(np.float32)]
