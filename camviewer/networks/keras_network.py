"""A network that can be taken apart: features, global average pooling, one dense layer."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.data.dataset import CLASSES
from camviewer.data.digits.preparation import SIDE
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.description import Description

Weights = list[NDArray[np.float32]]

Architecture = str | Description
"""What a network can be built of: an architecture by its name, or a Keras file's description."""

BUILDING = threading.Lock()
"""Held by whoever makes layers: Keras' random numbers are the whole process'."""


@dataclass(frozen=True)
class Network:
    """A Keras model and the two parts that class activation maps need.

    Attributes:
        architecture: what it was built of.
        model: from digits (n, 28, 28, 1) to probabilities (n, C).
        features: from digits to the features f (n, h, w, K) that are pooled.
        dense: the layer with the weights w (K, C) and the bias b (C,).
    """

    architecture: Architecture
    model: Any
    features: Any
    dense: Any

    def forward(self, digits: tf.Tensor, *, training: bool) -> tuple[tf.Tensor, tf.Tensor]:
        """Features f (n, h, w, K) and scores S (n, C) of digits (n, 28, 28, 1).

        S_c = b_c + sum_k w_k^c F_k with F_k the mean of f_k (Zhou et al., CVPR 2016, eq. 1).
        """
        features = self.features(digits, training=training)
        return features, self.score(features)

    def score(self, features: tf.Tensor) -> tf.Tensor:
        """Scores S (n, C) of features (n, h, w, K)."""
        pooled = tf.reduce_mean(features, axis=(1, 2))
        return tf.matmul(pooled, self.dense.kernel) + self.dense.bias

    def get_weights(self) -> Weights:
        """Copies of all weights, in the model's order."""
        return [np.array(weight) for weight in self.model.get_weights()]

    def set_weights(self, weights: Weights) -> None:
        """Replace all weights; raises ValueError if their number or shapes do not fit."""
        self.model.set_weights(weights)


def build(architecture: Architecture, *, seed: int | None = None) -> Network:
    """Build a network with fresh weights.

    Args:
        architecture: a name in `ARCHITECTURES`, or a description.
        seed: makes the initial weights reproducible.

    Raises:
        UserError: there is no such architecture.
    """
    if isinstance(architecture, str):
        features_of = ARCHITECTURES.named(architecture)
        names = {"model": architecture.replace("-", "_"), "dense": None}
    else:
        features_of = partial(_described, architecture)
        names = {"model": "own", "dense": architecture.dense}
    with BUILDING:
        if seed is not None:
            keras.utils.set_random_seed(seed)
        inputs = keras.Input((SIDE, SIDE, 1))
        features = features_of(inputs)
        pooled = keras.layers.GlobalAveragePooling2D()(features)
        dense = keras.layers.Dense(len(CLASSES), activation="softmax", name=names["dense"])
        model = keras.Model(inputs, dense(pooled), name=names["model"])
    return Network(architecture, model, keras.Model(inputs, features), dense)


def _described(description: Description, inputs: keras.KerasTensor) -> keras.KerasTensor:
    """Layers from the input (n, 28, 28, 1) to the features (n, h, w, K) of a description."""
    tensors = [inputs]
    for layer in description.layers:
        made = getattr(keras.layers, layer.kind)(name=layer.name, **dict(layer.options))
        read = [tensors[place] for place in layer.inputs]
        tensors.append(made(read if len(read) > 1 else read[0]))
    return tensors[-1]
