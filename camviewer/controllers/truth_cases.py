"""What is computed of samples of which it is known where the answer lies: in a thread, in steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np

from camviewer.attribution.methods import METHODS
from camviewer.attribution.pointing import (
    Pointing,
    pointing,
    pointing_by_chance,
    pointing_of_middle,
)
from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.data.dataset import Dataset, Split, to_sample
from camviewer.data.known_truth import decoy
from camviewer.data.known_truth.decoy import DecoyDataset, DecoySplit
from camviewer.data.known_truth.scenes import Scenes, scenes
from camviewer.data.known_truth.truth import Mask, without
from camviewer.data.sources import open_source
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluator import BATCH
from camviewer.inference.prediction import NetworkSnapshot, Prediction, PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.networks.hand_made import CLASS_NAMES, YES, HandMade

COUNT = 50
"""So many scenes there are, and over so many samples methods are measured."""

DIGITS = 1000
"""Over so many decoy digits accuracies are told."""

CENTRE, CHANCE = "centre", "chance"
"""Names of what knows nothing of the sample, beside those of methods."""

AMONG = 0.5
"""So much of the five strongest cells lies where the answer does, if it is among them."""

Network = Path | NetworkSnapshot


@dataclass(frozen=True, eq=False)
class Case:
    """A sample of which it is known where the answer lies, and the network that reads it.

    Attributes:
        network: what reads it.
        sample: (h, w) or (h, w, 3) in [0, 1].
        mask: (h, w) where the answer lies.
        class_index: the class whose map ought to point there; None for the predicted one.
        sign: 1, or -1 where ink there speaks against the class.
        quadrant: of a scene, 0 to 3, as in `QUADRANTS`; None if it is none.
        label: class of a decoy digit; None if it is none.
        told: the class that its patch tells.
        unmasked: the same sample with its patch, where that is masked; else None.
    """

    network: Network = field(repr=False)
    sample: Array = field(repr=False)
    mask: Mask = field(repr=False)
    class_index: int | None = None
    sign: int = 1
    quadrant: int | None = None
    label: int | None = None
    told: int | None = None
    unmasked: Array | None = field(default=None, repr=False)


@dataclass(frozen=True, eq=False)
class CaseReading:
    """What the network makes of a case.

    Attributes:
        case: what was read.
        prediction: of its sample.
        before: of the sample with its patch, where that is masked; else None.
    """

    case: Case
    prediction: Prediction = field(repr=False)
    before: Prediction | None = field(default=None, repr=False)

    @property
    def class_index(self) -> int:
        """The class whose map ought to point at the mask."""
        asked = self.case.class_index
        return self.prediction.predicted if asked is None else asked


@dataclass(frozen=True, eq=False)
class CheckedMap:
    """A method's map of a case, and whether it points where the answer lies.

    Attributes:
        values: (h, w) of the class that the case asks for.
        pointing: how well it points there; None where no pixel decides.
        share: of the work, where more makes it better; 1 when it is done.
        seconds: that making it took.
    """

    values: Array
    pointing: Pointing | None
    share: float = 1.0
    seconds: float = 0.0

    @property
    def is_among(self) -> bool:
        """Whether the answer is among its five strongest cells."""
        return self.pointing is not None and self.pointing.strongest >= AMONG


@dataclass(frozen=True)
class PointingRow:
    """How well one method, or what knows nothing, points in several samples; means over these.

    Attributes:
        name: of the method, or `CENTRE` or `CHANCE`.
        done: over how many samples.
        hit: 0 to 1, as in `Pointing`; so are energy and strongest.
    """

    name: str
    done: int
    hit: float
    energy: float
    strongest: float


@dataclass(frozen=True)
class DecoyAccuracy:
    """What a network reads of digits with patches, or of the same with these masked.

    Attributes:
        name: "train" (patches tell the class), "test" (they lie) or "masked" (test, masked).
        done: how many digits were read.
        correct: share of those read as their labels say.
        followed: share of those read as their patches tell.
    """

    name: str
    done: int
    correct: float
    followed: float


class CaseSource(Protocol):
    """Gives cases by number; read in a thread, where it takes its time."""

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    def case(self, network: Network, index: int) -> Case:
        """One of them; `UserError` if the network is not for such samples."""
        ...


class SceneSource:
    """Scenes of the test samples of a data set."""

    def __init__(self, dataset: Dataset) -> None:
        """Nothing is read yet."""
        self._dataset = dataset

    @cached_property
    def scenes(self) -> Scenes:
        """All of them."""
        return scenes(self._dataset.test, COUNT)

    @property
    def count(self) -> int:
        """How many there are."""
        return COUNT

    def case(self, network: Network, index: int) -> Case:
        """A scene; `UserError` if the network is not for such samples."""
        ENGINES.of(network).check_fits(self._dataset)
        found, index = self.scenes, index % self.count
        return Case(
            network,
            to_sample(found.samples[index]),
            found.mask(index),
            class_index=int(found.asked[index]),
            quadrant=int(found.quadrants[index]),
        )


class DecoySource:
    """Decoy digits of the test split."""

    @cached_property
    def patched(self) -> DecoyDataset:
        """Digits with patches."""
        return _opened(decoy.NAME)

    @cached_property
    def masked(self) -> DecoyDataset:
        """The same digits with their patches masked."""
        return _opened(decoy.MASKED_NAME)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.patched.test)

    def case(self, network: Network, index: int, *, masked: bool = False) -> Case:
        """A digit; `UserError` if the network is not for digits."""
        ENGINES.of(network).check_fits(self.patched)
        test, index = self.patched.test, index % self.count
        sample, mask = to_sample(test.image(index)), test.mask(index)
        return Case(
            network,
            without(sample, mask) if masked else sample,
            mask,
            label=test.label(index),
            told=int(test.told[index]),
            unmasked=sample if masked else None,
        )

    def splits(self) -> dict[str, DecoySplit]:
        """The digits over which accuracies are told, by the names of these."""
        return {
            "train": self.patched.train,
            "test": self.patched.test,
            "masked": self.masked.test,
        }


def _opened(name: str) -> DecoyDataset:
    found = open_source(name)
    assert isinstance(found, DecoyDataset), f"the source {name} has patches"
    return found


def snapshot_of(made: HandMade) -> NetworkSnapshot:
    """A hand-made network as the stage takes it, in the language of now."""
    names = {"no": translate("no"), "yes": translate("yes")}
    classes = tuple(names[name] for name in CLASS_NAMES)
    return NetworkSnapshot(translate(made.title), made.graph, made.weights, classes)


def hand_made_case(made: HandMade, network: NetworkSnapshot, sample: Array) -> Case:
    """A sample (28, 28) and the pixels that decide for a hand-made network."""
    return Case(network, sample, made.truth(sample), class_index=YES, sign=made.sign)


class Task(Protocol):
    """Something to be computed in steps."""

    def steps(self) -> Iterator[object]:
        """What is found, better and better."""
        ...


@dataclass(frozen=True, eq=False)
class ReadTask:
    """Make a case and let its network read it: one `CaseReading`."""

    make: Callable[[], Case]

    def steps(self) -> Iterator[CaseReading]:
        """One step."""
        case = self.make()
        before = None if case.unmasked is None else _read(case.network, case.unmasked)
        yield CaseReading(case, _read(case.network, case.sample), before)


@dataclass(frozen=True, eq=False)
class ExplainTask:
    """Let a method explain a reading: a `CheckedMap`, better and better."""

    reading: CaseReading
    method: str

    def steps(self) -> Iterator[CheckedMap]:
        """As many as the method makes estimates."""
        case, shown = self.reading.case, self.reading.class_index
        for made in METHODS.named(self.method).refine(self.reading.prediction):
            values = made.maps[shown]
            found = pointing(case.sign * values, case.mask) if case.mask.any() else None
            yield CheckedMap(values, found, made.share, made.seconds)


@dataclass(frozen=True, eq=False)
class MeasureTask:
    """Let a method, or what knows nothing, point in many cases: a `PointingRow` that grows."""

    source: CaseSource
    network: Network = field(repr=False)
    name: str
    most: int = COUNT

    def steps(self) -> Iterator[PointingRow]:
        """A step a case."""
        total = np.zeros(3)
        for done in range(1, min(self.most, self.source.count) + 1):
            found = self._pointing(self.source.case(self.network, done - 1))
            total += (found.hit, found.energy, found.strongest)
            yield PointingRow(self.name, done, *(total / done).tolist())

    def _pointing(self, case: Case) -> Pointing:
        size = (case.mask.shape[0], case.mask.shape[1])
        if self.name == CENTRE:
            return pointing_of_middle(case.mask, size)
        if self.name == CHANCE:
            return pointing_by_chance(case.mask, size)
        reading = CaseReading(case, _read(case.network, case.sample))
        maps = METHODS.named(self.name).maps(reading.prediction)
        return pointing(case.sign * maps[reading.class_index], case.mask)


@dataclass(frozen=True, eq=False)
class AccuracyTask:
    """Let a network read decoy digits: a `DecoyAccuracy` that grows."""

    source: DecoySource
    network: Network = field(repr=False)
    name: str
    most: int = DIGITS

    def steps(self) -> Iterator[DecoyAccuracy]:
        """A step a batch."""
        engine = ENGINES.of(self.network)
        engine.check_fits(self.source.patched)
        split = self.source.splits()[self.name]
        number, correct, followed = min(self.most, len(split)), 0, 0
        for start in range(0, number, BATCH):
            part = slice(start, min(start + BATCH, number))
            read = engine.scores(_samples(split, part)).argmax(axis=1)
            correct += int((read == split.labels[part]).sum())
            followed += int((read == split.told[part]).sum())
            yield DecoyAccuracy(self.name, part.stop, correct / part.stop, followed / part.stop)


def _samples(split: Split, part: slice) -> Array:
    return to_sample(split.batch(part.start, part.stop))


def _read(network: Network, sample: Array) -> Prediction:
    return predict(PredictionRequest(network, sample))
