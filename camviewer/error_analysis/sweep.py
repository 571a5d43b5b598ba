"""Sweeps: what networks make of samples as a corruption gets stronger."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.cancel import CancelToken
from camviewer.data.corruptions.corruption import Corruption
from camviewer.data.dataset import (
    SPLITS,
    Dataset,
    Labels,
    Split,
    is_labelled,
    no_labels,
    no_such_samples,
    to_sample,
)
from camviewer.data.fitting import Fitting
from camviewer.data.spec import ImageSpec
from camviewer.error_analysis.confusion import accuracy_interval
from camviewer.inference.engine import Engine
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluation import Indices
from camviewer.inference.prediction import NetworkSnapshot

BATCH = 100
"""Samples of one forward pass."""

THREADS = 2
"""While one batch is corrupted another is read."""

Progress = Callable[[int, int], object]
"""Told how many samples are read, and how many there are, at all strengths together."""


@dataclass(frozen=True)
class SweepPoint:
    """How many samples a network reads right at one strength.

    Attributes:
        strength: in the corruption's unit.
        number: of samples, at least 1.
        accuracy: share of them classified correctly, 0 to 1.
        interval: Wilson's 95 % interval of that share.
    """

    strength: float
    number: int
    accuracy: float
    interval: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Sweep:
    """The classes that one network predicts of n samples at S strengths of a corruption.

    Attributes:
        model: name of the network.
        corruption: name of the corruption.
        strengths: S of them, rising; 0 is one of them.
        indices: (n,) places of the samples in their split.
        labels: (n,) their classes.
        predicted: (S, n) classes.
    """

    model: str
    corruption: str
    strengths: tuple[float, ...]
    indices: Indices
    labels: Labels
    predicted: NDArray[np.uint8]

    def points(self, label: int | None = None) -> tuple[SweepPoint, ...]:
        """The curve of all samples, or of those of one class; none if there are no such."""
        chosen = np.ones(len(self.labels), np.bool_) if label is None else self.labels == label
        number = int(np.count_nonzero(chosen))
        if number == 0:
            return ()
        right = np.count_nonzero((self.predicted == self.labels) & chosen, axis=1).tolist()
        return tuple(
            SweepPoint(strength, number, hits / number, accuracy_interval(hits, number))
            for strength, hits in zip(self.strengths, right, strict=True)
        )

    def broken(self, place: int, label: int | None = None) -> Indices:
        """Samples that are read right as they are, and wrong at a strength.

        Args:
            place: of the strength, 0 to S - 1.
            label: of the samples; None for every class.

        Returns:
            Their places in the split, in order.
        """
        without = self.strengths.index(0.0)
        wrong = self.predicted != self.labels
        chosen = wrong[place] & ~wrong[without]
        if label is not None:
            chosen &= self.labels == label
        broken: Indices = self.indices[chosen]
        return broken


def even_sample(number: int, wanted: int) -> Indices:
    """Places of at most `wanted` samples, at least 1, spread evenly over a split of `number`."""
    step = max(1, -(-number // wanted))
    return np.arange(0, number, step)


def engines_for(
    networks: Sequence[Path | NetworkSnapshot], dataset: Dataset, split: str
) -> tuple[Engine, ...]:
    """What reads the samples of a split with each network.

    Raises:
        UserError: there are no samples or no labels, or a network cannot be read, is not for these
            classes, or has weights that are not finite.
    """
    samples = SPLITS.named(split)(dataset)
    if len(samples) == 0:
        raise no_such_samples(dataset, split)
    if not is_labelled(samples):
        raise no_labels(f"{dataset.name} ({split})")
    engines = tuple(map(ENGINES.of, networks))
    for engine in engines:
        engine.check_classes(dataset)
        engine.check_finite()
    return engines


def sweep(
    engines: Sequence[Engine],
    samples: Split,
    spec: ImageSpec,
    indices: Indices,
    corruption: Corruption,
    strengths: Sequence[float],
    progress: Progress,
    token: CancelToken,
    *,
    seed: int = 0,
) -> tuple[Sweep, ...]:
    """Let networks read samples at every strength of a corruption; all are shown the same.

    Args:
        engines: the networks, which tell the samples' classes apart.
        samples: a split with labels.
        spec: of its samples; they are fitted to each network after they are corrupted.
        indices: (n,) places of the samples, n >= 1.
        corruption: what is done to them.
        strengths: rising, one of them 0.
        progress: told after each batch.
        token: asked before each batch.
        seed: of what is random about the corruption.

    Raises:
        Cancelled: the token was cancelled.
    """
    fittings = [Fitting(spec, engine.spec) for engine in engines]
    originals = np.stack([to_sample(samples.image(int(index))) for index in indices])
    predicted = np.empty((len(engines), len(strengths), len(indices)), np.uint8)

    def read(strength: int, start: int) -> int:
        token.check()
        part = slice(start, start + BATCH)
        shown = np.stack(
            [
                corruption.of(sample, strengths[strength], seed, int(index))
                for sample, index in zip(originals[part], indices[part], strict=True)
            ]
        )
        for place, (engine, fitting) in enumerate(zip(engines, fittings, strict=True)):
            scores = engine.scores(fitting.of(shown))
            predicted[place, strength, part] = scores.argmax(axis=1)
        return len(shown)

    _in_two_threads(
        read,
        list(product(range(len(strengths)), range(0, len(indices), BATCH))),
        lambda done: progress(done, len(strengths) * len(indices)),
    )
    labels = samples.labels[indices]
    return tuple(
        Sweep(engine.model, corruption.name, tuple(strengths), indices, labels, found)
        for engine, found in zip(engines, predicted, strict=True)
    )


def _in_two_threads(
    work: Callable[[int, int], int],
    parts: Sequence[tuple[int, int]],
    progress: Callable[[int], object],
) -> None:
    """Do the work of all parts; tells how many samples are done after each of them, in order."""
    done = 0
    with ThreadPoolExecutor(THREADS) as pool:
        running: deque[Future[int]] = deque()
        try:
            for part in parts:
                running.append(pool.submit(work, *part))
                if len(running) > THREADS:
                    done += running.popleft().result()
                    progress(done)
            for each in running:
                done += each.result()
                progress(done)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
