"""One step of a training, and one of an evaluation, compiled once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.common.translation import translate
from camviewer.data.dataset import Images, Labels
from camviewer.training.compiling import compiled
from camviewer.training.keras_network import KerasNetwork, with_channels

Check = Callable[[], object]
"""Does nothing, or raises to end what called it."""

EVALUATION_BATCH = 500


class Steps:
    """The compiled steps of one training run."""

    def __init__(self, network: KerasNetwork) -> None:
        """Build the optimizer's state; the network's weights are not touched."""
        self._network = network
        self._check: Check = lambda: None
        self._variables = network.model.trainable_variables
        self._optimizer = keras.optimizers.Adam()
        self._optimizer.build(self._variables)
        self._learning_rate = self._optimizer.learning_rate
        samples = tf.TensorSpec((None, *network.graph.spec.shape), tf.uint8)
        labels = tf.TensorSpec((None,), tf.uint8)
        learning_rate = tf.TensorSpec((), tf.float32)
        self._train = compiled(samples, labels, learning_rate)(self._train_step)
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

    def train(self, images: Images, labels: Labels, learning_rate: float) -> tuple[float, float]:
        """Make one step; returns the batch's mean loss and accuracy before it."""
        loss, accuracy = self._train(images, labels, np.float32(learning_rate))
        return float(loss), float(accuracy)

    def evaluate_batch(self, images: Images, labels: Labels) -> tuple[float, float]:
        """Mean loss and accuracy of the network on one batch (n, h, w, …) uint8."""
        loss, accuracy = self._test(images, labels)
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
        self, images: tf.Tensor, labels: tf.Tensor, learning_rate: tf.Tensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        with tf.GradientTape() as tape:
            loss, accuracy = self._loss_and_accuracy(images, labels, training=True)
        self._check()  # runs while it is compiled only
        gradients = tape.gradient(loss, self._variables)
        self._check()
        self._learning_rate.assign(learning_rate)
        self._optimizer.apply_gradients(zip(gradients, self._variables, strict=True))
        return loss, accuracy

    def _test_step(self, images: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return self._loss_and_accuracy(images, labels, training=False)

    def _loss_and_accuracy(
        self, images: tf.Tensor, labels: tf.Tensor, *, training: bool
    ) -> tuple[tf.Tensor, tf.Tensor]:
        samples = tf.cast(with_channels(images), tf.float32) / 255
        labels = tf.cast(labels, tf.int32)
        scores = self._network.scores(samples, training=training)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores)
        predicted = tf.argmax(scores, axis=-1, output_type=tf.int32)
        return tf.reduce_mean(losses), tf.reduce_mean(tf.cast(predicted == labels, tf.float32))
