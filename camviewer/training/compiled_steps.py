"""One step of a training, and one of an evaluation, compiled once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.common.translation import translate
from camviewer.data.dataset import Images, Labels
from camviewer.data.fitting import Fitting
from camviewer.data.spec import ImageSpec
from camviewer.training.compiling import compiled
from camviewer.training.keras_network import KerasNetwork, with_channels
from camviewer.training.occlusion import MapNetwork, block_grid, occlusion_error

Check = Callable[[], object]
"""Does nothing, or raises to end what called it."""

EVALUATION_BATCH = 500


class Steps:
    """The compiled steps of one training run."""

    def __init__(
        self, network: KerasNetwork, occlusion: float = 0.0, found: ImageSpec | None = None
    ) -> None:
        """Build the optimizer's state; the network's weights are not touched.

        Args:
            network: is trained in place.
            occlusion: weight of `occlusion_error` in the loss.
            found: what samples are that are not made for the network; they are fitted to it.

        Raises:
            UserError: the error has a weight, and the network has no map.
        """
        self._network = network
        self._fitting = Fitting(found or network.graph.spec, network.graph.spec)
        self._occlusion = occlusion
        self._maps = MapNetwork(network) if occlusion else None
        self._check: Check = lambda: None
        self._variables = network.model.trainable_variables
        self._optimizer = keras.optimizers.Adam()
        self._optimizer.build(self._variables)
        self._learning_rate = self._optimizer.learning_rate
        samples = tf.TensorSpec((None, *network.graph.spec.shape), tf.uint8)
        labels = tf.TensorSpec((None,), tf.uint8)
        learning_rate = tf.TensorSpec((), tf.float32)
        kept = tf.TensorSpec((None, *block_grid(network.graph.spec)), tf.float32)
        extra = (kept,) if occlusion else ()
        self._train = compiled(samples, labels, learning_rate, *extra)(self._train_step)
        self._test = compiled(samples, labels)(self._test_step)

    def compile(self, check: Check) -> None:
        """Compile now, not at the first step; takes up to a second.

        Args:
            check: called again and again meanwhile; ends it by raising.
        """
        for function in (self._train, self._test):
            check()
            if not tf.config.functions_run_eagerly():
                self._check = check
                function.get_concrete_function()
                self._check = lambda: None

    def train(
        self,
        images: Images,
        labels: Labels,
        learning_rate: float,
        kept: NDArray[np.float32] | None = None,
    ) -> tuple[float, float]:
        """Make one step; returns the batch's mean loss and accuracy before it.

        Args:
            images: (n, h, w, …) uint8.
            labels: (n,).
            learning_rate: of this step.
            kept: blocks that are not erased (`occlusion.draw_kept`), where occlusion has a weight.
        """
        extra = () if kept is None else (kept,)
        images = self._fitting.of_images(images)
        loss, accuracy = self._train(images, labels, np.float32(learning_rate), *extra)
        return float(loss), float(accuracy)

    def evaluate_batch(self, images: Images, labels: Labels) -> tuple[float, float]:
        """Mean loss and accuracy of the network on one batch (n, h, w, …) uint8."""
        loss, accuracy = self._test(self._fitting.of_images(images), labels)
        return float(loss), float(accuracy)

    def evaluate(self, images: Images, labels: Labels, check: Check) -> tuple[float, float]:
        """Mean loss and accuracy of the network on samples (n, h, w, …) uint8, in batches."""
        totals = np.zeros(2)
        for start in range(0, len(images), EVALUATION_BATCH):
            check()
            part = slice(start, start + EVALUATION_BATCH)
            totals += np.array(self.evaluate_batch(images[part], labels[part])) * len(images[part])
        return float(totals[0] / len(images)), float(totals[1] / len(images))

    def get_state(self) -> list[NDArray[np.generic]]:
        """Copies of the optimizer's variables."""
        return [np.array(variable.numpy()) for variable in self._optimizer.variables]

    def set_state(self, state: Sequence[NDArray[np.generic]]) -> None:
        """Replace the optimizer's variables; raises ValueError if they do not fit."""
        variables = self._optimizer.variables
        kinds = [(tuple(each.shape), np.dtype(each.dtype)) for each in variables]
        if [(array.shape, array.dtype) for array in state] != kinds:
            raise ValueError(translate("the optimizer's state does not fit the network"))
        for variable, array in zip(variables, state, strict=True):
            variable.assign(array)

    def _train_step(
        self,
        images: tf.Tensor,
        labels: tf.Tensor,
        learning_rate: tf.Tensor,
        kept: tf.Tensor | None = None,
    ) -> tuple[tf.Tensor, tf.Tensor]:
        with tf.GradientTape() as tape:
            samples = _samples(images)
            if self._maps is None:
                scores, error = self._network.scores(samples, training=True), 0.0
            else:
                scores, erased, left = self._maps.scores(samples, kept)
                whole = scores[: tf.shape(kept)[0]]
                error = self._occlusion * occlusion_error(whole, erased, left)
            loss, accuracy = _loss_and_accuracy(scores, labels)
            total = loss + error
        self._check()  # runs while it is compiled only
        gradients = tape.gradient(total, self._variables)
        self._check()
        self._learning_rate.assign(learning_rate)
        # Not `apply_gradients`: TensorFlow's way from there to here, made for several computers,
        # keeps every graph that was traced through it, 3 MB a training.
        for gradient, variable in zip(gradients, self._variables, strict=True):
            if gradient is not None:  # of a branch that the scores do not depend on
                self._optimizer.update_step(gradient, variable.value, self._learning_rate)
        self._optimizer.iterations.assign_add(1)
        return loss, accuracy

    def _test_step(self, images: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return _loss_and_accuracy(self._network.scores(_samples(images), training=False), labels)


def _samples(images: tf.Tensor) -> tf.Tensor:
    """(n, h, w, channels) in [0, 1] of pictures (n, h, w, …) uint8."""
    return tf.cast(with_channels(images), tf.float32) / 255


def _loss_and_accuracy(scores: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    labels = tf.cast(labels, tf.int32)
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores)
    predicted = tf.argmax(scores, axis=-1, output_type=tf.int32)
    return tf.reduce_mean(losses), tf.reduce_mean(tf.cast(predicted == labels, tf.float32))
