"""A network that can be taken apart: features, global average pooling, one dense layer."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.core.digits import CLASSES
from camviewer.core.preparation import SIDE
from camviewer.nets import architectures

Weights = list[NDArray[np.float32]]

_BUILDING = threading.Lock()  # Keras' random numbers are the whole process'


@dataclass(frozen=True)
class Network:
    """A Keras model and the two parts that class activation maps need.

    Attributes:
        architecture: name of the architecture.
        model: from digits (n, 28, 28, 1) to probabilities (n, C).
        features: from digits to the features f (n, h, w, K) that are pooled.
        dense: the layer with the weights w (K, C) and the bias b (C,).
    """

    architecture: str
    model: Any
    features: Any
    dense: Any

    def forward(self, digits: tf.Tensor, *, training: bool) -> tuple[tf.Tensor, tf.Tensor]:
        """Features f (n, h, w, K) and scores S (n, C) of digits (n, 28, 28, 1).

        S_c = b_c + sum_k w_k^c F_k with F_k the mean of f_k (Zhou et al., CVPR 2016, eq. 1).
        """
        features = self.features(digits, training=training)
        pooled = tf.reduce_mean(features, axis=(1, 2))
        return features, tf.matmul(pooled, self.dense.kernel) + self.dense.bias

    def get_weights(self) -> Weights:
        """Copies of all weights, in the model's order."""
        return [np.array(weight) for weight in self.model.get_weights()]

    def set_weights(self, weights: Weights) -> None:
        """Replace all weights; raises ValueError if their number or shapes do not fit."""
        self.model.set_weights(weights)


def build(architecture: str, *, seed: int | None = None) -> Network:
    """Build a network with fresh weights.

    Args:
        architecture: a name in `architectures.ARCHITECTURES`.
        seed: makes the initial weights reproducible.

    Raises:
        UserError: there is no such architecture.
    """
    architectures.check(architecture)
    with _BUILDING:
        if seed is not None:
            keras.utils.set_random_seed(seed)
        inputs = keras.Input((SIDE, SIDE, 1))
        features = architectures.ARCHITECTURES[architecture](inputs)
        pooled = keras.layers.GlobalAveragePooling2D()(features)
        dense = keras.layers.Dense(len(CLASSES), activation="softmax")
        model = keras.Model(inputs, dense(pooled), name=architecture.replace("-", "_"))
    return Network(architecture, model, keras.Model(inputs, features), dense)
