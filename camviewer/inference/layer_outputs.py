"""What a network is made of, and what its layers make of a sample, for people."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.inference.prediction import LayerOutput
from camviewer.networks import keras_network
from camviewer.networks.catalogue import LayerSummary
from camviewer.networks.compiling import compiled
from camviewer.networks.description import Architecture

MAX_CHANNELS = 256
"""Of so many channels of a layer what comes out is told."""

_HIDDEN = ("InputLayer",)


def layers_of(architecture: Architecture | str) -> list[LayerSummary]:
    """The layers of an architecture from input to output.

    Raises:
        UserError: there is no such architecture.
    """
    built = keras_network.build(architecture)
    return [
        LayerSummary(
            _kind(layer), "×".join(map(str, layer.output.shape[1:])), int(layer.count_params())
        )
        for layer in built.model.layers
        if type(layer).__name__ not in _HIDDEN
    ]


class Outputs:
    """What comes out of every layer up to the features, by a compiled function of its own.

    It reads the network's variables, so that other weights compile nothing.
    """

    def __init__(self, built: keras_network.Network) -> None:
        """Compile it."""
        self._layers = [
            layer for layer in built.features.layers if type(layer).__name__ not in _HIDDEN
        ]
        whole = keras.Model(built.features.input, [layer.output for layer in self._layers])

        @compiled(tf.TensorSpec((1, *built.spec.shape), tf.float32))
        def forward(samples: tf.Tensor) -> list[tf.Tensor]:
            fed = keras_network.with_channels(samples)
            outputs = tf.nest.flatten(whole(fed, training=False))
            return [output[0, ..., :MAX_CHANNELS] for output in outputs]

        self._forward = forward.get_concrete_function()

    def __call__(self, sample: NDArray[np.float32]) -> tuple[LayerOutput, ...]:
        """The layers' outputs for one sample in [0, 1]."""
        found = self._forward(tf.constant(sample[None]))
        return tuple(
            LayerOutput(
                _kind(layer), tuple(layer.output.shape[1:]), int(layer.count_params()), one.numpy()
            )
            for layer, one in zip(self._layers, found, strict=True)
        )


def _kind(layer: object) -> str:
    parts = [type(layer).__name__]
    size = getattr(layer, "filters", None) or getattr(layer, "units", None)
    if size:
        parts[0] += f" {size}"
    kernel = getattr(layer, "kernel_size", None) or getattr(layer, "pool_size", None)
    if isinstance(kernel, tuple):
        parts.append("×".join(map(str, kernel)))
    activation = getattr(getattr(layer, "activation", None), "__name__", "linear")
    if activation != "linear" and activation not in type(layer).__name__.lower():
        parts.append("ReLU" if activation == "relu" else activation)
    return ", ".join(parts)
