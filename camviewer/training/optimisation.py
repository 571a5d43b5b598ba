"""Training: compiled steps over samples, reproducible by seed, able to go on where it stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.augmentation import vary
from camviewer.data.dataset import Dataset, Images, Labels, Split, untrainable
from camviewer.data.digits.spec import are_digits
from camviewer.data.sources import builtin
from camviewer.networks.graph import Weights
from camviewer.training.compiled_steps import EVALUATION_BATCH, Check, Steps
from camviewer.training.events import BatchDone, EpochDone, Evaluating, Event, samples_used
from camviewer.training.keras_network import KerasNetwork
from camviewer.training.learning_curve import Curve, CurvePoint
from camviewer.training.occlusion import draw_kept
from camviewer.training.recipes import Recipe


@dataclass(frozen=True, eq=False)
class TrainerState:
    """Where a training stands, whole: with it another `Trainer` goes on bit for bit.

    Attributes:
        weights: of the network.
        optimizer: the optimizer's variables.
        epoch: the running epoch, from 1; one more than all when the training is finished.
        step: steps made in it.
        loss_sum: sum of the losses of the samples of this epoch so far.
        right: number of them that were classified correctly.
        seconds: time spent on this epoch so far.
        random: state of the generator of this epoch's variations.
        history: the finished epochs.
        curve: the training curve.
        curve_steps: how many steps make a point of it.
    """

    weights: Weights
    optimizer: Sequence[NDArray[np.generic]]
    epoch: int
    step: int
    loss_sum: float
    right: float
    seconds: float
    random: Mapping[str, Any]
    history: tuple[EpochDone, ...]
    curve: tuple[CurvePoint, ...]
    curve_steps: int


class Trainer:
    """Trains one network; between any two events its state can be taken.

    The same network, samples, recipe and seed give the same weights, bit for bit, on the same
    machine, interrupted or not. Each epoch draws its order and variations from (seed, epoch)
    alone.
    """

    def __init__(
        self,
        network: KerasNetwork,
        dataset: Dataset,
        recipe: Recipe,
        *,
        seed: int,
        share: float = 1.0,
        check: Check = lambda: None,
    ) -> None:
        """Compile the steps, read or write the samples; the network's weights are not touched.

        Args:
            network: is trained in place.
            dataset: samples to learn from and to be evaluated on.
            recipe: how to train.
            seed: of order and variation (the initial weights are the network's).
            share: how much of the training samples is used, the first ones, above 0 to 1.
            check: called again and again meanwhile; ends it by raising.

        Raises:
            UserError: samples have no training part or no labels; or the recipe makes maps true
                to occlusion, and the network has none, or it adds written digits to other pictures.
        """
        if (error := untrainable(dataset)) is not None:
            raise error
        tf.config.experimental.enable_op_determinism()
        self._network = network
        self._recipe = recipe
        self._seed = seed
        self._steps = Steps(network, recipe.occlusion, dataset.spec)
        self._steps.compile(check)
        self._images, self._labels = _training_samples(dataset, recipe, share, check)
        self._test_images = _first(dataset.test, len(dataset.test), check)
        self._test_labels = dataset.test.labels
        self._steps_an_epoch = -(-len(self._images) // recipe.batch)
        self._history: list[EpochDone] = []
        self._curve = Curve()
        self._begin_epoch(1)

    @property
    def curve(self) -> tuple[CurvePoint, ...]:
        """The training curve so far, as it is to be drawn."""
        return self._curve.whole

    @property
    def samples(self) -> tuple[tuple[Images, Labels], tuple[Images, Labels]]:
        """Pictures and labels of the samples that it learns from and is evaluated on."""
        return (self._images, self._labels), (self._test_images, self._test_labels)

    @property
    def steps_an_epoch(self) -> int:
        """Steps in which each training sample is seen once."""
        return self._steps_an_epoch

    @property
    def history(self) -> list[EpochDone]:
        """The finished epochs."""
        return list(self._history)

    @property
    def is_finished(self) -> bool:
        """Whether all epochs are done."""
        return self._epoch > self._recipe.epochs

    @property
    def steps_made(self) -> int:
        """Steps made in all epochs."""
        return (self._epoch - 1) * self._steps_an_epoch + self._step

    def weights(self) -> Weights:
        """Copies of the network's weights as they are now."""
        return self._network.get_weights()

    def state(self) -> TrainerState:
        """Where the training stands; copies."""
        return TrainerState(
            weights=self.weights(),
            optimizer=self._steps.get_state(),
            epoch=self._epoch,
            step=self._step,
            loss_sum=self._loss_sum,
            right=self._right,
            seconds=self._seconds,
            random=self._random.bit_generator.state,
            history=tuple(self._history),
            curve=self._curve.points,
            curve_steps=self._curve.steps,
        )

    def restore(self, state: TrainerState) -> None:
        """Go back to where a training of the same network, samples, recipe and seed stood.

        Raises:
            ValueError: the state does not fit.
        """
        if not (
            1 <= state.epoch <= self._recipe.epochs + 1
            and 0 <= state.step <= self._steps_an_epoch
            and len(state.history) == state.epoch - 1
        ):
            raise ValueError(translate("step {0} of epoch {1}", state.step, state.epoch))
        self._network.set_weights(state.weights)
        self._steps.set_state(state.optimizer)
        self._history = list(state.history)
        self._begin_epoch(state.epoch)
        self._step = state.step
        self._curve = Curve(state.curve, state.curve_steps, self.steps_made)
        self._loss_sum, self._right = state.loss_sum, state.right
        self._seconds = state.seconds
        self._random.bit_generator.state = dict(state.random)

    def run(self) -> Iterator[Event]:
        """Train from where it stands to the end, an event after every step.

        Between two events nothing runs: whoever asks for the next one decides whether and when
        it goes on.

        Raises:
            UserError: the loss is not finite.
        """
        while not self.is_finished:
            yield from self._train_epoch()
            yield from self._evaluate_epoch()

    def evaluate(self, check: Check = lambda: None) -> tuple[float, float]:
        """Mean loss and accuracy of the network as it is, on the test samples.

        Args:
            check: called again and again meanwhile; ends it by raising.
        """
        return self._steps.evaluate(self._test_images, self._test_labels, check)

    def _begin_epoch(self, epoch: int) -> None:
        self._epoch = epoch
        self._step = 0
        self._loss_sum = self._right = self._seconds = 0.0
        self._random = np.random.default_rng([self._seed, epoch])
        self._order = self._random.permutation(len(self._images))

    def _train_epoch(self) -> Iterator[Event]:
        recipe, batch = self._recipe, self._recipe.batch
        samples, time_spent = 0, 0.0
        while self._step < self._steps_an_epoch:
            started = time.perf_counter()
            chosen = self._order[self._step * batch : (self._step + 1) * batch]
            images = self._images[chosen]
            progress = self.steps_made / (recipe.epochs * self._steps_an_epoch)
            if progress < recipe.varied:
                images = vary(images, self._random)
            step = images, self._labels[chosen], recipe.learning_rate_at(progress)
            if recipe.occlusion:
                kept = draw_kept(len(chosen), self._network.graph.spec, self._random)
                loss, accuracy = self._steps.train(*step, kept)
            else:
                loss, accuracy = self._steps.train(*step)
            if not np.isfinite(loss):
                raise UserError(
                    translate(
                        "Training: the loss became {0} in step {1} of epoch {2}; choose a "
                        "lower learning rate.",
                        loss,
                        self._step + 1,
                        self._epoch,
                    )
                )
            self._step += 1
            self._loss_sum += loss * len(chosen)
            self._right += accuracy * len(chosen)
            done = self.steps_made / self._steps_an_epoch
            self._curve.add(self.steps_made, CurvePoint(done, loss, accuracy, len(chosen)))
            seconds = time.perf_counter() - started
            self._seconds += seconds
            samples, time_spent = samples + len(chosen), time_spent + seconds
            yield BatchDone(
                self._epoch, self._step, self._steps_an_epoch, loss, accuracy, samples / time_spent
            )

    def _evaluate_epoch(self) -> Iterator[Event]:
        images, labels = self._test_images, self._test_labels
        loss_sum = right = 0.0
        for start in range(0, len(images), EVALUATION_BATCH):
            started = time.perf_counter()
            part = slice(start, start + EVALUATION_BATCH)
            loss, accuracy = self._steps.evaluate_batch(images[part], labels[part])
            loss_sum += loss * len(images[part])
            right += accuracy * len(images[part])
            self._seconds += time.perf_counter() - started
            yield Evaluating(self._epoch, min(part.stop, len(images)), len(images))
        if not np.isfinite(loss_sum):
            raise UserError(
                translate(
                    "Training: the loss on the test [samples] became {0} after epoch "
                    "{1}; choose a lower learning rate.",
                    loss_sum,
                    self._epoch,
                )
            )
        record = EpochDone(
            self._epoch,
            self._loss_sum / len(self._images),
            self._right / len(self._images),
            loss_sum / len(images),
            right / len(images),
            self._seconds,
        )
        self._history.append(record)
        self._begin_epoch(self._epoch + 1)
        yield record


def train(
    network: KerasNetwork,
    dataset: Dataset,
    recipe: Recipe,
    *,
    seed: int,
    token: CancelToken,
    tell: Callable[[Event], None],
) -> list[EpochDone]:
    """Train a network in place, from the beginning to the end; see `Trainer`.

    Args:
        network: its weights are changed.
        dataset: samples to learn from and to be evaluated on.
        recipe: how to train.
        seed: of order and variation.
        token: asked before every step, in training and in evaluating.
        tell: called with every event, on this thread.

    Returns:
        One record an epoch.

    Raises:
        Cancelled: the token was cancelled.
        UserError: the loss is not finite.
    """
    trainer = Trainer(network, dataset, recipe, seed=seed)
    token.check()
    for event in trainer.run():
        tell(event)
        token.check()
    return trainer.history


def _training_samples(
    dataset: Dataset, recipe: Recipe, share: float, check: Check
) -> tuple[Images, Labels]:
    """A share of the data set's training samples, and the recipe's share of written ones."""
    whole = dataset.train
    number = samples_used(len(whole), share)
    images, labels = _first(whole, number, check), whole.labels[:number]
    count = round(recipe.written * number)
    if count == 0:
        return images, labels
    if not are_digits(dataset.spec, dataset.class_names):
        raise UserError(
            translate(
                "The recipe {0} adds digits that the program writes, {1} has other pictures; "
                "choose another recipe.",
                recipe.name,
                dataset.name,
            )
        )
    written = builtin.WrittenSplit("train", count)
    images = np.concatenate([images, written.write(count, check)])
    return images, np.concatenate([labels, written.labels])


def _first(split: Split, number: int, check: Check) -> Images:
    """The first samples; those that have to be written take a while, so they can be stopped."""
    if isinstance(split, builtin.WrittenSplit):
        return split.write(number, check)
    check()
    return split.images[:number]
