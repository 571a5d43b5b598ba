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

from camviewer.data.spec import ImageSpec
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.description import Architecture, Description, NamedArchitecture

Weights = list[NDArray[np.float32]]


BUILDING = threading.Lock()
"""Held by whoever makes layers: Keras' random numbers are the whole process'."""


@dataclass(frozen=True)
class Network:
    """A Keras model and the two parts that class activation maps need.

    Attributes:
        architecture: what it was built of.
        model: from samples (n, h, w, channels) to probabilities (n, C).
        features: from samples to the features f (n, h, w, K) that are pooled.
        dense: the layer with the weights w (K, C) and the bias b (C,).
    """

    architecture: Architecture
    model: Any
    features: Any
    dense: Any

    @property
    def spec(self) -> ImageSpec:
        """What it is shown."""
        return self.architecture.spec

    def forward(self, samples: tf.Tensor, *, training: bool) -> tuple[tf.Tensor, tf.Tensor]:
        """Features f (n, h, w, K) and scores S (n, C) of samples (n, h, w, channels).

        S_c = b_c + sum_k w_k^c F_k with F_k the mean of f_k (Zhou et al., CVPR 2016, eq. 1).
        """
        features = self.features(samples, training=training)
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


def build(architecture: Architecture | str, *, seed: int | None = None) -> Network:
    """Build a network with fresh weights.

    Args:
        architecture: what it is built of; a name alone is that architecture for samples.
        seed: makes the initial weights reproducible.

    Raises:
        UserError: there is no such architecture.
    """
    if isinstance(architecture, str):
        architecture = NamedArchitecture(architecture)
    if isinstance(architecture, NamedArchitecture):
        features_of = ARCHITECTURES.named(architecture.name)
        names = {"model": architecture.name.replace("-", "_"), "dense": None}
    else:
        features_of = partial(_described, architecture)
        names = {"model": "own", "dense": architecture.dense}
    with BUILDING:
        if seed is not None:
            keras.utils.set_random_seed(seed)
        spec = architecture.spec
        inputs = keras.Input((*spec.size, spec.channels))
        features = features_of(inputs)
        pooled = keras.layers.GlobalAveragePooling2D()(features)
        dense = keras.layers.Dense(architecture.classes, activation="softmax", name=names["dense"])
        model = keras.Model(inputs, dense(pooled), name=names["model"])
    return Network(architecture, model, keras.Model(inputs, features), dense)


def with_channels(samples: tf.Tensor) -> tf.Tensor:
    """Samples (n, h, w) or (n, h, w, 3) as networks take them: (n, h, w, channels)."""
    return samples[..., None] if len(samples.shape) == 3 else samples


def _described(description: Description, inputs: keras.KerasTensor) -> keras.KerasTensor:
    """Layers from the input to the features (n, h, w, K) of a description."""
    tensors = [inputs]
    for layer in description.layers:
        made = getattr(keras.layers, layer.kind)(name=layer.name, **dict(layer.options))
        read = [tensors[place] for place in layer.inputs]
        tensors.append(made(read if len(read) > 1 else read[0]))
    return tensors[-1]
