"""The engine: one compiled forward pass that yields features and scores together."""

from __future__ import annotations

from functools import cache

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.core.analysis import Analysis, Array
from camviewer.core.errors import UserError
from camviewer.core.language import say
from camviewer.core.preparation import SIDE
from camviewer.nets import network
from camviewer.nets.network import Architecture, Weights


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
        self._kernel, self._bias = self._dense()

        @tf.function(input_signature=[tf.TensorSpec((None, SIDE, SIDE), tf.float32)])
        def forward(digits: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            result: tuple[tf.Tensor, tf.Tensor] = self._network.forward(
                digits[..., None], training=False
            )
            return result

        self._forward = forward.get_concrete_function()

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

    def analyse(self, digit: NDArray[np.float32]) -> Analysis:
        """Explain one digit (28, 28) in [0, 1].

        Raises:
            UserError: the network's numbers are not finite.
        """
        features, scores = self.forward(digit[None])
        if not (np.isfinite(features).all() and np.isfinite(scores).all()):
            raise UserError(
                say(
                    "Model {0}: expected finite scores, found infinite ones or none; "
                    "choose another model.",
                    self._model,
                )
            )
        return Analysis(digit.copy(), features[0], self._kernel, self._bias, scores[0], self._model)

    def _dense(self) -> tuple[Array, Array]:
        """Copies of the weights (K, C) and the bias (C,) of the dense layer."""
        kernel, bias = self._network.dense.get_weights()
        return np.array(kernel, np.float32), np.array(bias, np.float32)


@cache
def engine_for(architecture: Architecture) -> Engine:
    """The process' one engine of an architecture, so that it is compiled only once."""
    return Engine(architecture)
