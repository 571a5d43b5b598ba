"""Evaluating networks: every sample of a split, in batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.checksums import Checksum, sample_checksums
from camviewer.data.dataset import (
    SPLITS,
    Dataset,
    Images,
    Labels,
    Split,
    is_labelled,
    no_labels,
    no_such_samples,
    to_sample,
)
from camviewer.data.fitting import Fitting
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluation import Evaluation
from camviewer.inference.prediction import NetworkSnapshot

Progress = Callable[[int, int], object]
"""Told how many samples are done, and how many there are."""

BATCH = 100
"""Samples of one forward pass: fewer cost more calls, more leave the cache and take memory."""

THREADS = 2
"""While one batch is prepared, or waits for its slowest part, another is computed."""


def evaluate(
    network: Path | NetworkSnapshot,
    dataset: Dataset,
    split: str,
    progress: Progress,
    token: CancelToken,
) -> Evaluation:
    """Let a network read every sample of a split. Its pictures are read once, in batches.

    Samples of another size or colour than the network's are fitted to it.

    Args:
        network: file of a model, or a network at a moment of its training.
        dataset: where the samples are from.
        split: one of `SPLITS`.
        progress: told after each batch how many samples are done, and how many there are.
        token: asked before each batch.

    Raises:
        Cancelled: the token was cancelled.
        UserError: the model or the samples cannot be read, do not fit together, or give numbers
            that are not finite.
    """
    samples = SPLITS.named(split)(dataset)
    what = f"{dataset.name} ({split})"
    number = len(samples)
    if number == 0:
        raise no_such_samples(dataset, split)
    if not is_labelled(samples):
        raise no_labels(what)
    token.check()
    labels = _checked_labels(samples, len(dataset.class_names), what)
    token.check()
    engine = ENGINES.of(network)
    engine.check_classes(dataset)
    fitting = Fitting(dataset.spec, engine.spec)
    engine.check_finite()
    head, place = engine.head, engine.features_place
    channels = None if place is None else engine.graph.shapes[place][-1]
    pooled = None if channels is None else np.empty((number, channels), np.float32)
    scores = np.empty((number, engine.graph.classes), np.float32)

    def read(part: slice, images: Images) -> int:
        found, scores[part] = engine.pool(fitting.of(to_sample(images)))
        if pooled is not None:
            pooled[part] = found
        return min(part.stop, number)

    made = Checksum(labels)
    checksums: list[str] = []
    with ThreadPoolExecutor(THREADS) as pool:
        running: deque[Future[int]] = deque()
        for start in range(0, number, BATCH):
            token.check()
            images = _checked_batch(samples, dataset.spec, start, what)
            made.add(images)
            checksums += sample_checksums(images)
            running.append(pool.submit(read, slice(start, start + BATCH), images))
            if len(running) > THREADS:
                progress(running.popleft().result(), number)
        for batch in running:
            token.check()
            progress(batch.result(), number)
    return _ready(
        Evaluation(
            engine.model,
            dataset.name,
            split,
            made.text,
            tuple(checksums),
            labels,
            scores,
            pooled,
            None if head is None else head.weights,
            None if head is None else head.bias,
            dataset.class_names,
            engine.spec,
        )
    )


def _checked_labels(samples: Split, classes: int, what: str) -> Labels:
    labels = samples.labels
    if labels.shape != (len(samples),):
        raise UserError(
            translate(
                "{0} has {2} labels for {1} pictures. Choose other [samples].",
                what,
                f"{len(samples):,}",
                f"{len(labels):,}",
            )
        )
    if labels.min() < 0 or labels.max() >= classes:
        raise UserError(
            translate(
                "{0} has labels from {2} to {3}, but the classes go from 0 to {1}. Choose "
                "other [samples].",
                what,
                classes - 1,
                labels.min(),
                labels.max(),
            )
        )
    return labels


def _checked_batch(samples: Split, spec: ImageSpec, start: int, what: str) -> Images:
    images = samples.batch(start, start + BATCH)
    expected = (min(BATCH, len(samples) - start), *spec.shape)
    if images.shape != expected:
        raise UserError(
            translate(
                "{0} has pictures of the shape {2} instead of {1}. Choose other [samples].",
                what,
                expected,
                images.shape,
            )
        )
    return images


def _ready(evaluation: Evaluation) -> Evaluation:
    """The same evaluation, with everything that follows from its scores computed by now."""
    for name in ("predicted", "wrong", "probability", "loss", "margin"):
        getattr(evaluation, name)
    return evaluation
