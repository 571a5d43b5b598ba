"""The engine: one compiled forward pass that yields features and scores together."""

from __future__ import annotations

from functools import cache

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.core.analysis import Analysis, Array, LayerOutput
from camviewer.core.errors import UserError
from camviewer.core.preparation import SIDE
from camviewer.nets import layers, network
from camviewer.nets.network import Architecture, Weights
from camviewer.nets.receptive_field import receptive_field


class Engine:
    """Runs networks of one architecture; the weights can be exchanged at any time.

    The computation is compiled once, for any number of digits. Weights live in variables, so
    exchanging them compiles nothing. Not safe between threads: one thread owns an engine.
    """

    def __init__(self, architecture: Architecture) -> None:
        """Build and compile; until `load` the weights are random.

        Raises:
            UserError: there is no such architecture.
        """
        self._network = network.build(architecture)
        self._model = ""
        self._field = receptive_field(self._network.features)
        self._kernel, self._bias = self._dense()

        @tf.function(input_signature=[tf.TensorSpec((None, SIDE, SIDE), tf.float32)])
        def forward(digits: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            result: tuple[tf.Tensor, tf.Tensor] = self._network.forward(
                digits[..., None], training=False
            )
            return result

        self._forward = forward.get_concrete_function()
        self._layers: layers.Outputs | None = None  # made when it is first asked for

    def load(self, weights: Weights, model: str) -> None:
        """Exchange the weights.

        Args:
            weights: all weights in the architecture's order.
            model: what `Analysis.model` will say.

        Raises:
            ValueError: number or shapes do not fit the architecture.
        """
        self._network.set_weights(weights)
        self._kernel, self._bias = self._dense()
        self._model = model

    def forward(self, digits: NDArray[np.float32]) -> tuple[Array, Array]:
        """Features (n, h, w, K) and scores (n, C) of digits (n, 28, 28) in [0, 1], n >= 1."""
        features, scores = self._forward(tf.constant(digits))
        return features.numpy(), scores.numpy()

    def layers(self, digit: NDArray[np.float32]) -> tuple[LayerOutput, ...]:
        """What each layer up to the features makes of a digit (28, 28) in [0, 1]."""
        if self._layers is None:
            self._layers = layers.Outputs(self._network)
        return self._layers(digit)

    def analyse(self, digit: NDArray[np.float32], *, with_layers: bool = False) -> Analysis:
        """Explain one digit (28, 28) in [0, 1].

        Args:
            digit: what is to be explained.
            with_layers: whether what each layer makes of it is told too.

        Raises:
            UserError: the network's numbers are not finite.
        """
        features, scores = self.forward(digit[None])
        if not (np.isfinite(features).all() and np.isfinite(scores).all()):
            raise UserError(
                f"Model {self._model}: expected finite scores, found infinite ones or none; "
                f"choose another model."
            )
        return Analysis(
            digit.copy(),
            features[0],
            self._kernel,
            self._bias,
            scores[0],
            self._model,
            self._field,
            self.layers(digit) if with_layers else (),
        )

    def _dense(self) -> tuple[Array, Array]:
        """Copies of the weights (K, C) and the bias (C,) of the dense layer."""
        kernel, bias = self._network.dense.get_weights()
        return np.array(kernel, np.float32), np.array(bias, np.float32)


@cache
def engine_for(architecture: Architecture) -> Engine:
    """The process' one engine of an architecture, so that it is compiled only once."""
    return Engine(architecture)
