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
from camviewer.data.dataset import Dataset
from camviewer.data.spec import ImageSpec, numbered
from camviewer.inference import layer_outputs
from camviewer.inference.batch_norm_folding import Folded
from camviewer.inference.cell_reach import receptive_field
from camviewer.inference.prediction import (
    ConvolutionFeatures,
    LayerOutput,
    LinearHead,
    Prediction,
    other_size,
)
from camviewer.networks import keras_network
from camviewer.networks.compiling import compiled
from camviewer.networks.description import Architecture
from camviewer.networks.keras_network import Weights


class Engine:
    """Runs networks of one architecture; the weights can be exchanged at any time.

    Each computation is compiled once, for any number of samples. Weights live in variables, so
    exchanging them compiles nothing. Not safe between threads: one thread owns an engine.
    """

    def __init__(self, architecture: Architecture | str) -> None:
        """Build and compile; until `load` the weights are random.

        Raises:
            UserError: there is no such architecture.
        """
        self._network = keras_network.build(architecture)
        self._samples = tf.TensorSpec((None, *self._network.spec.shape), tf.float32)
        self._folded = Folded(self._network.features)
        self._model = ""
        self._class_names: tuple[str, ...] = ()
        self._field = receptive_field(self._network.features)
        self._kernel, self._bias = self._dense()

        @compiled(self._samples)
        def forward(samples: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            features = self._features(samples)
            return features, self._network.score(features)

        self._forward = forward.get_concrete_function()
        self._layers: layer_outputs.Outputs | None = None  # made when it is first asked for

    def load(self, weights: Weights, model: str, class_names: tuple[str, ...] = ()) -> None:
        """Exchange the weights.

        Args:
            weights: all weights in the architecture's order.
            model: what `Prediction.model` will say.
            class_names: what `Prediction.class_names` will say.

        Raises:
            ValueError: number or shapes do not fit the architecture.
        """
        self._network.set_weights(weights)
        self._folded.load()
        self._kernel, self._bias = self._dense()
        self._model = model
        self._class_names = class_names

    @property
    def spec(self) -> ImageSpec:
        """What its networks are shown."""
        return self._network.spec

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names of the classes of the model whose weights are loaded."""
        return self._class_names or numbered(len(self._bias))

    @property
    def model(self) -> str:
        """Name of the model whose weights are loaded; empty before any were."""
        return self._model

    @property
    def dense(self) -> tuple[Array, Array]:
        """Weights w (K, C) and bias b (C,) of the dense layer; other weights change them not."""
        return self._kernel, self._bias

    def check_fits(self, dataset: Dataset) -> None:
        """Raise `UserError` if the network is not for these samples or not for their classes."""
        spec, classes = self.spec, len(self._bias)
        if dataset.spec != spec or len(dataset.class_names) != classes:
            raise UserError(
                translate(
                    "Model {0} is for pictures of {1} pixels in {2} classes, {3} has {4} pixels in "
                    "{5}; choose another model or other samples.",
                    self._model,
                    spec,
                    classes,
                    dataset.name,
                    dataset.spec,
                    len(dataset.class_names),
                )
            )

    def check_shown(self, sample: Array) -> None:
        """Raise `UserError` if the network is not for samples (h, w) or (h, w, 3) like this."""
        found = ImageSpec.of(sample)
        if found != self.spec:
            raise UserError(other_size(self._model, self.spec, found))

    def check_finite(self) -> None:
        """Raise `UserError` if a weight is not finite: not every score would show it."""
        if not all(np.isfinite(weight).all() for weight in self._network.get_weights()):
            raise self._not_finite()

    def forward(self, samples: NDArray[np.float32]) -> tuple[Array, Array]:
        """Features (n, h, w, K) and scores (n, C) of samples (n, h, w, …) in [0, 1], n >= 1."""
        features, scores = self._forward(tf.constant(samples))
        return features.numpy(), scores.numpy()

    def pool(self, samples: NDArray[np.float32]) -> tuple[Array, Array]:
        """Pooled features (n, K) and scores (n, C) of samples (n, h, w, …) in [0, 1], n >= 1.

        The features themselves, a hundred times as large, are never copied.

        Raises:
            UserError: the network's numbers are not finite.
        """
        pooled, scores = (tensor.numpy() for tensor in self._pool(tf.constant(samples)))
        if not (np.isfinite(pooled).all() and np.isfinite(scores).all()):
            raise self._not_finite()
        return pooled, scores

    def combine(self, samples: NDArray[np.float32], weights: Array) -> Array:
        """(n, h, w) sum_k w_k f_k(x, y) of n >= 1 samples (n, h, w, …) with weights (n, K)."""
        combined: Array = self._combine(tf.constant(samples), tf.constant(weights)).numpy()
        return combined

    def layers(self, sample: NDArray[np.float32]) -> tuple[LayerOutput, ...]:
        """What each layer up to the features makes of a sample in [0, 1]."""
        if self._layers is None:
            self._layers = layer_outputs.Outputs(self._network)
        return self._layers(sample)

    def predict(self, sample: NDArray[np.float32], *, with_layers: bool = False) -> Prediction:
        """Explain one sample (h, w) or (h, w, 3) in [0, 1].

        Args:
            sample: what is to be explained.
            with_layers: whether what each layer makes of it is told too.

        Raises:
            UserError: the sample is no such as the network is for, or its numbers are not finite.
        """
        self.check_shown(sample)
        features, scores = self.forward(sample[None])
        if not (np.isfinite(features).all() and np.isfinite(scores).all()):
            raise self._not_finite()
        return Prediction(
            sample.copy(),
            scores[0],
            self._model,
            ConvolutionFeatures(features[0], self._field),
            LinearHead(self._kernel, self._bias),
            self._class_names,
            self.layers(sample) if with_layers else (),
        )

    # Compiled when first wanted: a start that explains one sample need not wait for them.

    @cached_property
    def _pool(self) -> Any:
        @compiled(self._samples)
        def pool(samples: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            features = self._features(samples)
            return tf.reduce_mean(features, axis=(1, 2)), self._network.score(features)

        return pool.get_concrete_function()

    @cached_property
    def _combine(self) -> Any:
        weights_like = tf.TensorSpec((None, len(self._kernel)), tf.float32)

        @compiled(self._samples, weights_like)
        def combine(samples: tf.Tensor, weights: tf.Tensor) -> tf.Tensor:
            return tf.einsum("nhwk,nk->nhw", self._features(samples), weights)

        return combine.get_concrete_function()

    def _features(self, samples: tf.Tensor) -> tf.Tensor:
        return self._folded.model(keras_network.with_channels(samples), training=False)

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
def engine_for(architecture: Architecture | str) -> Engine:
    """The process' one engine of an architecture, so that it is compiled only once."""
    return Engine(architecture)
