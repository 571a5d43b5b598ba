"""Finding out how a network was fed: labelled samples are read under every usual scaling.

The scaling of the training is where the network is most often right, and least wrong where it
errs: networks without much bias read 0 to 255 nearly as well as 0 to 1, but are then sure of their
mistakes, which their cross-entropy shows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.common.translation import translate
from camviewer.data.dataset import Dataset, Labels, Split, is_labelled, to_sample
from camviewer.data.fitting import Fitting
from camviewer.inference.chance import LEVEL, at_least_by_chance, chance_of, is_near_chance
from camviewer.inference.engine import Engine
from camviewer.networks import store
from camviewer.networks.input_scaling import PLAIN, Scaling, scalings

SAMPLES = 500
"""Labelled samples that are read, evenly out of the test part, or of the training part."""

FEW = 100
"""Of these, those that are read first; what is clearly worse by then is left there."""

BATCH = 100

FAR_ABOVE = 0.25
"""Of the samples that guessing misclassifies, the share that a scaling is to win by."""

MEASURED_SAMPLES = 2_000
"""Training samples, evenly out of all, of which mean and deviation are taken."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What a network made of samples under one scaling.

    Attributes:
        scaling: which one.
        right: (n,) whether each of the first n samples was classified correctly.
        loss: (n,) cross-entropy -ln p of its label, at least 0.
    """

    scaling: Scaling
    right: NDArray[np.bool_]
    loss: Array

    @property
    def accuracy(self) -> float:
        """Share of samples classified correctly, 0 to 1."""
        return float(self.right.mean())

    def is_clearly_worse_than(self, other: Reading) -> bool:
        """Whether it is less accurate than another one, or equally accurate at a larger loss.

        Both are one-sided paired tests over the samples that both read: McNemar's exact one
        (Psychometrika 1947), and of the mean difference of losses by its standard error.
        """
        both = slice(min(len(self.right), len(other.right)))
        fixed = int(np.count_nonzero(other.right[both] & ~self.right[both]))
        broken = int(np.count_nonzero(self.right[both] & ~other.right[both]))
        if at_least_by_chance(fixed, fixed + broken, 0.5) < LEVEL:
            return True
        if at_least_by_chance(broken, fixed + broken, 0.5) < LEVEL:
            return False
        more = (self.loss[both] - other.loss[both]).astype(np.float64)
        error = float(more.std()) / math.sqrt(len(more))
        return error > 0 and 0.5 * math.erfc(float(more.mean()) / error / math.sqrt(2)) < LEVEL


@dataclass(frozen=True, eq=False)
class Detection:
    """What was found out about how a network was fed.

    Attributes:
        source: name of the data set whose samples were read.
        readings: one of each scaling, in the order of `input_scaling.NAMES`.
        chance: the accuracy of guessing.
    """

    source: str
    readings: tuple[Reading, ...]
    chance: float

    @property
    def best(self) -> Reading:
        """The reading that no other one is clearly better than; of several, of the least loss."""
        among = [
            one
            for one in self.readings
            if not any(one.is_clearly_worse_than(other) for other in self.readings)
        ]
        return min(among or self.readings, key=lambda one: float(one.loss.mean()))

    @property
    def winner(self) -> Scaling | None:
        """The scaling of the best reading if every other one is clearly worse; None without one.

        A reading that is not far above chance wins nothing: of many guesses one is always best.
        """
        best = self.best
        others = (one for one in self.readings if one is not best)
        is_clear = all(one.is_clearly_worse_than(best) for one in others)
        return best.scaling if is_clear and self.is_far_above_chance(best) else None

    def is_far_above_chance(self, reading: Reading) -> bool:
        """Whether a reading is right about a good part of what guessing is not."""
        return reading.accuracy >= self.chance + FAR_ABOVE * (1 - self.chance)

    def is_near_chance(self, reading: Reading) -> bool:
        """Whether a reading says no more than guessing."""
        return is_near_chance(int(reading.right.sum()), len(reading.right), self.chance)

    def of(self, scaling: Scaling) -> Reading | None:
        """The reading under a scaling of that name."""
        return next((one for one in self.readings if one.scaling.name == scaling.name), None)

    def in_words(self, model: str, source: str) -> str:
        """One sentence: how the network reads best, and as samples are.

        Args:
            model: what the network is called.
            source: what the data set is called.
        """
        best, plain = self.best, self.readings[0]
        share, as_they_are = (_share(each.accuracy) for each in (best, plain))
        if not self.is_far_above_chance(best):
            return translate(
                "{0}: accuracy {1} on {2} at best, hardly better than chance, with every input "
                "scaling. It was trained on other [samples] or prepares them in another way.",
                model,
                share,
                source,
            )
        if self.winner is None:
            return translate(
                "{0}: accuracy {1} on {2} {3}, but nearly the same with another input scaling. "
                "Choose one in its model card.",
                *(model, share, source, best.scaling.in_words),
            )
        if best is plain:
            return translate(
                "{0}: accuracy {1} on {2} without input scaling.", model, share, source
            )
        return translate(
            "{0}: accuracy {1} on {2} {3}, {4} without input scaling.",
            *(model, share, source, best.scaling.in_words, as_they_are),
        )


def _share(accuracy: float) -> str:
    """An accuracy in whole per cent; 0 and 100 only where none or all of them are right."""
    whole = 100 * accuracy
    return f"{whole:.0f}%" if whole in (0, 100) or 0.5 < whole < 99.5 else f"{whole:.1f}%"


def detect(path: Path, dataset: Dataset, token: CancelToken) -> Detection | None:
    """Read samples of a data set under every scaling; None where they tell nothing.

    They tell nothing if the network has other classes, or if there are no samples with labels.

    Args:
        path: file of the network.
        dataset: whose test part is read, or, where that has no labels, its training part, which
            tells mean and deviation as well.
        token: asked between batches.

    Raises:
        Cancelled: the token was cancelled.
        UserError: network or samples cannot be read.
    """
    stored = store.load(path, PLAIN)
    classes = stored.graph.classes
    labelled = next((part for part in (dataset.test, dataset.train) if _has_labels(part)), None)
    if labelled is None or classes != len(dataset.class_names):
        return None
    engine = Engine(stored.graph, stored.weights, stored.card.name)
    fitting = Fitting(dataset.spec, engine.spec)
    places = evenly(len(labelled), SAMPLES)
    # In an order in which the first few are of all classes, even where files are sorted by them.
    places = np.random.default_rng(0).permutation(places).tolist()
    samples = fitting.of(to_sample(np.stack([labelled.image(place) for place in places])))
    labels = np.array([labelled.label(place) for place in places], np.uint8)
    if labels.max() >= classes:
        return None
    known = scalings(*mean_and_deviation(dataset.train or dataset.test, fitting, token))
    found = _readings(engine, tuple(known.values()), samples, labels, token)
    return Detection(dataset.name, found, chance_of(labels, classes))


def not_measured(model: str, source: str) -> str:
    """What is told where `detect` gave None: nobody knows how the network is to be fed.

    Args:
        model: what the network is called.
        source: what the data set is called.
    """
    return translate(
        "The input scaling of {0} cannot be found with {1}, which has no labels or "
        "other classes. Until you choose one, pixels go in as 0 to 1.",
        *(model, source),
    )


def _has_labels(part: Split) -> bool:
    return len(part) > 0 and is_labelled(part)


def _readings(
    engine: Engine,
    tried: tuple[Scaling, ...],
    samples: Array,
    labels: Labels,
    token: CancelToken,
) -> tuple[Reading, ...]:
    """A reading under each scaling; one that is clearly worse early on is read no further."""
    first = slice(FEW)
    few = [reading(engine, each, samples[first], labels[first], token) for each in tried]
    return tuple(
        one
        if any(one.is_clearly_worse_than(other) for other in few)
        else reading(engine, one.scaling, samples, labels, token)
        for one in few
    )


def known_scalings(path: Path, dataset: Dataset, token: CancelToken) -> dict[str, Scaling]:
    """The usual scalings for a network and the samples of a data set; raises as `detect`."""
    fitting = Fitting(dataset.spec, store.load(path, PLAIN).graph.spec)
    return scalings(*mean_and_deviation(dataset.train or dataset.test, fitting, token))


def reading(
    engine: Engine, scaling: Scaling, samples: Array, labels: Labels, token: CancelToken
) -> Reading:
    """What a network makes of samples (n, h, w, …) in [0, 1] with labels (n,) under a scaling."""
    scale, offset = (np.array(each, np.float32) for each in (scaling.scale, scaling.offset))
    parts = []
    for start in range(0, len(samples), BATCH):
        token.check()
        parts.append(engine.scores(samples[start : start + BATCH] * scale + offset))
    scores = np.concatenate(parts).astype(np.float64)
    # What a network makes of pixels it was not trained on may be infinite: then it is wrong.
    scores = np.nan_to_num(scores, nan=0.0, posinf=1e30, neginf=-1e30)
    top = scores.max(axis=1)
    of_label = scores[np.arange(len(labels)), labels]
    loss = np.log(np.exp(scores - top[:, None]).sum(axis=1)) + top - of_label
    return Reading(scaling, scores.argmax(axis=1) == labels, loss)


def mean_and_deviation(
    split: Split, fitting: Fitting, token: CancelToken
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and standard deviation of samples in [0, 1], for each channel that the network has.

    Args:
        split: of so many samples batches are taken evenly out of all.
        fitting: what samples are made for the network.
        token: asked between batches.
    """
    channels = fitting.wanted.channels
    count, total, squares = 0, np.zeros(channels), np.zeros(channels)
    batches = range(0, len(split), BATCH)
    for place in evenly(len(batches), MEASURED_SAMPLES // BATCH):
        token.check()
        start = batches[place]
        pixels = fitting.of(to_sample(split.batch(start, start + BATCH))).reshape(-1, channels)
        count += len(pixels)
        total += pixels.sum(axis=0, dtype=np.float64)
        squares += (pixels.astype(np.float64) ** 2).sum(axis=0)
    mean = total / count
    deviation = np.sqrt(np.maximum(squares / count - mean**2, 0))
    return tuple(mean.tolist()), tuple(deviation.tolist())


def evenly(number: int, at_most: int) -> list[int]:
    """Places of at most so many of a number of things, evenly out of all."""
    return np.unique(np.linspace(0, number - 1, min(number, at_most)).astype(int)).tolist()
