"""The engine: one compiled forward pass that yields features and scores together."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.digits.preparation import SIDE
from camviewer.inference import layer_outputs
from camviewer.inference.batch_norm_folding import Folded
from camviewer.inference.cell_reach import receptive_field
from camviewer.inference.prediction import LayerOutput, Prediction
from camviewer.networks import keras_network
from camviewer.networks.compiling import compiled
from camviewer.networks.keras_network import Architecture, Weights

_DIGITS = tf.TensorSpec((None, SIDE, SIDE), tf.float32)


class Engine:
    """Runs networks of one architecture; the weights can be exchanged at any time.

    Each computation is compiled once, for any number of digits. Weights live in variables, so
    exchanging them compiles nothing. Not safe between threads: one thread owns an engine.
    """

    def __init__(self, architecture: Architecture) -> None:
        """Build and compile; until `load` the weights are random.

        Raises:
            UserError: there is no such architecture.
        """
        self._network = keras_network.build(architecture)
        self._folded = Folded(self._network.features)
        self._model = ""
        self._field = receptive_field(self._network.features)
        self._kernel, self._bias = self._dense()

        @compiled(_DIGITS)
        def forward(digits: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            features = self._features(digits)
            return features, self._network.score(features)

        self._forward = forward.get_concrete_function()
        self._layers: layer_outputs.Outputs | None = None  # made when it is first asked for

    def load(self, weights: Weights, model: str) -> None:
        """Exchange the weights.

        Args:
            weights: all weights in the architecture's order.
            model: what `Prediction.model` will say.

        Raises:
            ValueError: number or shapes do not fit the architecture.
        """
        self._network.set_weights(weights)
        self._folded.load()
        self._kernel, self._bias = self._dense()
        self._model = model

    @property
    def model(self) -> str:
        """Name of the model whose weights are loaded; empty before any were."""
        return self._model

    @property
    def dense(self) -> tuple[Array, Array]:
        """Weights w (K, C) and bias b (C,) of the dense layer; other weights change them not."""
        return self._kernel, self._bias

    def check_finite(self) -> None:
        """Raise `UserError` if a weight is not finite: not every score would show it."""
        if not all(np.isfinite(weight).all() for weight in self._network.get_weights()):
            raise self._not_finite()

    def forward(self, digits: NDArray[np.float32]) -> tuple[Array, Array]:
        """Features (n, h, w, K) and scores (n, C) of digits (n, 28, 28) in [0, 1], n >= 1."""
        features, scores = self._forward(tf.constant(digits))
        return features.numpy(), scores.numpy()

    def pool(self, digits: NDArray[np.float32]) -> tuple[Array, Array]:
        """Pooled features (n, K) and scores (n, C) of digits (n, 28, 28) in [0, 1], n >= 1.

        The features themselves, a hundred times as large, are never copied.

        Raises:
            UserError: the network's numbers are not finite.
        """
        pooled, scores = (tensor.numpy() for tensor in self._pool(tf.constant(digits)))
        if not (np.isfinite(pooled).all() and np.isfinite(scores).all()):
            raise self._not_finite()
        return pooled, scores

    def combine(self, digits: NDArray[np.float32], weights: Array) -> Array:
        """(n, h, w) sum_k w_k f_k(x, y) of n >= 1 digits (n, 28, 28) with weights (n, K)."""
        combined: Array = self._combine(tf.constant(digits), tf.constant(weights)).numpy()
        return combined

    def layers(self, digit: NDArray[np.float32]) -> tuple[LayerOutput, ...]:
        """What each layer up to the features makes of a digit (28, 28) in [0, 1]."""
        if self._layers is None:
            self._layers = layer_outputs.Outputs(self._network)
        return self._layers(digit)

    def predict(self, digit: NDArray[np.float32], *, with_layers: bool = False) -> Prediction:
        """Explain one digit (28, 28) in [0, 1].

        Args:
            digit: what is to be explained.
            with_layers: whether what each layer makes of it is told too.

        Raises:
            UserError: the network's numbers are not finite.
        """
        features, scores = self.forward(digit[None])
        if not (np.isfinite(features).all() and np.isfinite(scores).all()):
            raise self._not_finite()
        return Prediction(
            digit.copy(),
            features[0],
            self._kernel,
            self._bias,
            scores[0],
            self._model,
            self._field,
            self.layers(digit) if with_layers else (),
        )

    # Compiled when first wanted: a start that explains one digit need not wait for them.

    @cached_property
    def _pool(self) -> Any:
        @compiled(_DIGITS)
        def pool(digits: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            features = self._features(digits)
            return tf.reduce_mean(features, axis=(1, 2)), self._network.score(features)

        return pool.get_concrete_function()

    @cached_property
    def _combine(self) -> Any:
        weights_like = tf.TensorSpec((None, len(self._kernel)), tf.float32)

        @compiled(_DIGITS, weights_like)
        def combine(digits: tf.Tensor, weights: tf.Tensor) -> tf.Tensor:
            return tf.einsum("nhwk,nk->nhw", self._features(digits), weights)

        return combine.get_concrete_function()

    def _features(self, digits: tf.Tensor) -> tf.Tensor:
        return self._folded.model(digits[..., None], training=False)

    def _not_finite(self) -> UserError:
        return UserError(
            translate(
                "Model {0}: expected finite scores, found infinite ones or none; "
                "choose another model.",
                self._model,
            )
        )

    def _dense(self) -> tuple[Array, Array]:
        """Copies of the weights (K, C) and the bias (C,) of the dense layer."""
        kernel, bias = self._network.dense.get_weights()
        return np.array(kernel, np.float32), np.array(bias, np.float32)


@cache
def engine_for(architecture: Architecture) -> Engine:
    """The process' one engine of an architecture, so that it is compiled only once."""
    return Engine(architecture)
