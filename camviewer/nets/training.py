"""Training: compiled steps over digits, reproducible by seed, telling what happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.core.cancel import CancelToken
from camviewer.core.digits import Dataset, Images, Labels
from camviewer.core.errors import UserError
from camviewer.core.variation import vary
from camviewer.datasets import builtin
from camviewer.nets.network import Network
from camviewer.nets.recipes import Recipe

EVALUATION_BATCH = 500


@dataclass(frozen=True)
class BatchDone:
    """A step was made.

    Attributes:
        epoch: running epoch, from 1.
        step: steps made in this epoch.
        steps: steps an epoch.
        loss: mean cross-entropy of the batch, in nats.
        accuracy: share of the batch read rightly before the step.
        digits_a_second: speed of this epoch so far.
    """

    epoch: int
    step: int
    steps: int
    loss: float
    accuracy: float
    digits_a_second: float


@dataclass(frozen=True)
class EpochDone:
    """An epoch was finished and the network judged by the test digits.

    Attributes:
        epoch: the epoch, from 1.
        loss: mean cross-entropy of the training batches, in nats.
        accuracy: share of the training digits read rightly, each before its step.
        test_loss: the same for the test digits, after the epoch.
        test_accuracy: share of the test digits read rightly, after the epoch.
        seconds: time the epoch took, judging included.
    """

    epoch: int
    loss: float
    accuracy: float
    test_loss: float
    test_accuracy: float
    seconds: float


Event = BatchDone | EpochDone


def train(
    network: Network,
    dataset: Dataset,
    recipe: Recipe,
    *,
    seed: int,
    token: CancelToken,
    tell: Callable[[Event], None],
) -> list[EpochDone]:
    """Train a network in place.

    The same network, digits, recipe and seed give the same weights, bit for bit, on the same
    machine. Each epoch draws its order and variations from (seed, epoch) alone.

    Args:
        network: its weights are changed.
        dataset: digits to learn from and to be judged by.
        recipe: how to train.
        seed: seed of order and variation (the initial weights are the network's).
        token: asked at every batch, in training and in judging.
        tell: called with every event, on this thread.

    Returns:
        One record an epoch.

    Raises:
        Cancelled: the token was cancelled.
        UserError: the loss is not finite.
    """
    tf.config.experimental.enable_op_determinism()
    steps = Steps(network)
    images, labels = _training_digits(dataset, recipe)
    test_images, test_labels = dataset.test.images, dataset.test.labels
    per_epoch = -(-len(images) // recipe.batch)
    history = []
    for epoch in range(1, recipe.epochs + 1):
        started = time.perf_counter()
        loss_sum, right = 0.0, 0.0
        batches = _batches(images, labels, recipe, np.random.default_rng([seed, epoch]))
        for step, (digits, classes) in enumerate(batches, start=1):
            token.check()
            progress = ((epoch - 1) * per_epoch + step - 1) / (recipe.epochs * per_epoch)
            loss, accuracy = steps.train(digits, classes, recipe.rate_at(progress))
            if not np.isfinite(loss):
                raise UserError(
                    f"Training: expected a finite loss, found {loss} in step {step} of epoch "
                    f"{epoch}; choose a lower learning rate."
                )
            loss_sum += loss * len(digits)
            right += accuracy * len(digits)
            done = min(step * recipe.batch, len(images))
            speed = done / (time.perf_counter() - started)
            tell(BatchDone(epoch, step, per_epoch, loss, accuracy, speed))
        test_loss, test_accuracy = steps.evaluate(test_images, test_labels, token)
        record = EpochDone(
            epoch,
            loss_sum / len(images),
            right / len(images),
            test_loss,
            test_accuracy,
            time.perf_counter() - started,
        )
        history.append(record)
        tell(record)
    return history


class Steps:
    """The compiled steps of one training run."""

    def __init__(self, network: Network) -> None:
        """Build the optimizer's state and compile; the network's weights are not touched."""
        self._network = network
        self._variables = network.model.trainable_variables
        self._optimizer = keras.optimizers.Adam()
        self._optimizer.build(self._variables)
        self._rate = self._optimizer.learning_rate
        digits = tf.TensorSpec((None, 28, 28), tf.uint8)
        labels = tf.TensorSpec((None,), tf.uint8)
        rate = tf.TensorSpec((), tf.float32)
        self._train = tf.function(self._train_step, input_signature=(digits, labels, rate))
        self._test = tf.function(self._test_step, input_signature=(digits, labels))

    def train(self, images: Images, labels: Labels, rate: float) -> tuple[float, float]:
        """Make one step; returns the batch's mean loss and accuracy before it."""
        loss, accuracy = self._train(images, labels, np.float32(rate))
        return float(loss), float(accuracy)

    def evaluate(self, images: Images, labels: Labels, token: CancelToken) -> tuple[float, float]:
        """Mean loss and accuracy of the network on digits (n, 28, 28) uint8."""
        totals = np.zeros(2)
        for start in range(0, len(images), EVALUATION_BATCH):
            token.check()
            part = slice(start, start + EVALUATION_BATCH)
            loss, accuracy = self._test(images[part], labels[part])
            totals += np.array([float(loss), float(accuracy)]) * len(images[part])
        return float(totals[0] / len(images)), float(totals[1] / len(images))

    def _train_step(
        self, images: tf.Tensor, labels: tf.Tensor, rate: tf.Tensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        with tf.GradientTape() as tape:
            loss, accuracy = self._judge(images, labels, training=True)
        gradients = tape.gradient(loss, self._variables)
        self._rate.assign(rate)
        self._optimizer.apply_gradients(zip(gradients, self._variables, strict=True))
        return loss, accuracy

    def _test_step(self, images: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return self._judge(images, labels, training=False)

    def _judge(
        self, images: tf.Tensor, labels: tf.Tensor, *, training: bool
    ) -> tuple[tf.Tensor, tf.Tensor]:
        digits = tf.cast(images[..., None], tf.float32) / 255
        labels = tf.cast(labels, tf.int32)
        _, scores = self._network.forward(digits, training=training)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores)
        predicted = tf.argmax(scores, axis=-1, output_type=tf.int32)
        return tf.reduce_mean(losses), tf.reduce_mean(tf.cast(predicted == labels, tf.float32))


def _training_digits(dataset: Dataset, recipe: Recipe) -> tuple[Images, Labels]:
    """The data set's training digits and the recipe's share of written ones."""
    images, labels = dataset.train.images, dataset.train.labels
    count = round(recipe.written * len(images))
    if count == 0:
        return images, labels
    written = builtin.WrittenSplit("train", count)
    return np.concatenate([images, written.images]), np.concatenate([labels, written.labels])


def _batches(
    images: Images, labels: Labels, recipe: Recipe, random: np.random.Generator
) -> Iterator[tuple[Images, NDArray[np.uint8]]]:
    """One epoch's batches in random order, varied if the recipe says so."""
    order = random.permutation(len(images))
    for start in range(0, len(order), recipe.batch):
        chosen = order[start : start + recipe.batch]
        batch = images[chosen]
        yield (vary(batch, random) if recipe.varied else batch), labels[chosen]
