"""What is wanted of a training, and what it tells: frozen records, without TensorFlow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from camviewer.data.remedy import Remedy
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.recipes import Recipe
from camviewer.training.weight_history import WeightSnapshot

LARGEST_SEED = 2**31 - 1
"""What every random number generator takes."""


@dataclass(frozen=True)
class BatchDone:
    """A step was made.

    Attributes:
        epoch: running epoch, from 1.
        step: steps made in this epoch.
        steps: steps an epoch.
        loss: mean cross-entropy of the batch, in nats.
        accuracy: share of the batch classified correctly before the step.
        samples_a_second: speed since the training was begun or resumed, of this epoch.
    """

    epoch: int
    step: int
    steps: int
    loss: float
    accuracy: float
    samples_a_second: float


@dataclass(frozen=True)
class Evaluating:
    """The network is being evaluated on the test samples.

    Attributes:
        epoch: the epoch that was finished, from 1.
        done: test samples read so far.
        samples: all test samples.
    """

    epoch: int
    done: int
    samples: int


@dataclass(frozen=True)
class EpochDone:
    """An epoch was finished and the network evaluated on the test samples.

    Attributes:
        epoch: the epoch, from 1.
        loss: mean cross-entropy of the training batches, in nats.
        accuracy: share of the training samples classified correctly, each before its step.
        test_loss: the same for the test samples, after the epoch.
        test_accuracy: share of the test samples classified correctly, after the epoch.
        seconds: time the epoch took, evaluating included, pauses not.
    """

    epoch: int
    loss: float
    accuracy: float
    test_loss: float
    test_accuracy: float
    seconds: float


Event = BatchDone | Evaluating | EpochDone


@dataclass(frozen=True)
class Plan:
    """What a person wants to be trained.

    Attributes:
        name: what the model will be called.
        architecture: name of the architecture.
        recipe: how it is trained.
        seed: of initial weights, order and variation.
        source: where the samples come from.
        share: how much of the training samples is used, above 0 to 1.
        start: model file whose weights it begins with, in place of fresh ones.
        corrections: samples by their checksums, with the class that counts instead of the label.
        remedy: what is changed of the samples; None for nothing.
    """

    name: str
    architecture: str
    recipe: Recipe
    seed: int = 0
    source: str = "auto"
    share: float = 1.0
    start: Path | None = None
    corrections: tuple[tuple[str, int], ...] = ()
    remedy: Remedy | None = None


@dataclass(frozen=True)
class Progress:
    """How far a training is.

    Attributes:
        epoch: running epoch, from 1.
        epochs: all epochs.
        step: steps made in this epoch.
        steps: steps an epoch.
        steps_made: steps made in all epochs.
        loss: mean training loss since the last such notice, in nats.
        accuracy: share classified correctly since then.
        samples_a_second: speed of the training steps.
        seconds_left: estimate until the last epoch is done.
        evaluating: whether the test samples are being read.
    """

    epoch: int
    epochs: int
    step: int
    steps: int
    steps_made: int
    loss: float
    accuracy: float
    samples_a_second: float
    seconds_left: float
    evaluating: bool = False

    @property
    def share(self) -> float:
        """How many of all steps are made, 0 to 1."""
        return (self.epoch - 1 + self.step / max(1, self.steps)) / self.epochs


@dataclass(frozen=True, eq=False)
class Published:
    """A copy of the weights as they are now."""

    snapshot: WeightSnapshot


@dataclass(frozen=True, eq=False)
class SnapshotKept:
    """The timeline has one more snapshot."""

    snapshot: WeightSnapshot


@dataclass(frozen=True, eq=False)
class EpochKept:
    """The weights at the end of the epoch that was told of last."""

    snapshot: WeightSnapshot


@dataclass(frozen=True)
class CurveDrawn:
    """What the training curve is now.

    Attributes:
        points: all of them, a few hundred.
    """

    points: tuple[CurvePoint, ...]


@dataclass(frozen=True)
class Told:
    """Something that the person should know was done.

    Attributes:
        sentence: what it was.
    """

    sentence: str


@dataclass(frozen=True)
class Trouble:
    """Something could not be kept; the training goes on."""

    sentence: str


Notice = Progress | EpochDone | EpochKept | CurveDrawn | Published | SnapshotKept | Told | Trouble


def samples_used(number: int, share: float) -> int:
    """How many of so many training samples a share of them is; at least one."""
    return max(1, round(share * number))
