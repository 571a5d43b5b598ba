"""Out-of-sample scores of training samples: each is read by a network that never learned it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.data.dataset import ArraySplit, Dataset, Images, Labels
from camviewer.data.dataset import Split as Samples
from camviewer.inference.evaluator import evaluate
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.graph import Graph
from camviewer.training import keras_network
from camviewer.training.events import BatchDone, EpochDone
from camviewer.training.optimisation import Trainer
from camviewer.training.recipes import Recipe

FOLDS = 5

Progress = Callable[[int, int], object]
"""Told how many steps of training are made in all folds, and how many there are."""


def out_of_sample(
    graph: Graph,
    dataset: Dataset,
    recipe: Recipe,
    progress: Progress,
    token: CancelToken,
    folds: int = FOLDS,
) -> Array:
    """Train as many networks as there are folds, each without one; each reads the fold it lacks.

    Args:
        graph: the network, which Keras can build; trained from fresh weights.
        dataset: whose training part is read.
        recipe: how each network is trained.
        progress: told after each step.
        token: asked before each step.
        folds: into how many parts the samples are divided, 2 to the number of samples.

    Returns:
        (n, C) scores of the training samples.

    Raises:
        Cancelled: the token was cancelled.
        UserError: the network cannot be trained on these samples.
    """
    samples = dataset.train
    images, labels = samples.images, samples.labels
    scores = np.empty((len(labels), graph.classes), np.float32)
    divided = fold_of(labels, folds)
    done = 0
    for fold in range(folds):
        token.check()
        held_out = divided == fold
        learned = _split(images[~held_out], labels[~held_out])
        left = _split(images[held_out], labels[held_out])
        part = Dataset(dataset.name, learned, left, dataset.spec, dataset.class_names, dataset.noun)
        network = keras_network.build(graph, seed=fold)
        # Between folds nothing is to be evaluated: what the trainer calls the test is one sample.
        few = Dataset(
            dataset.name, learned, _first(left), dataset.spec, dataset.class_names, dataset.noun
        )
        trainer = Trainer(network, few, recipe, seed=fold, check=token.check)
        whole = folds * recipe.epochs * trainer.steps_an_epoch
        for event in trainer.run():
            token.check()
            if isinstance(event, BatchDone):
                done += 1
                progress(min(done, whole), whole)
            elif isinstance(event, EpochDone):
                progress(min(done, whole), whole)
        snapshot = NetworkSnapshot("", graph, trainer.weights(), dataset.class_names)
        found = evaluate(snapshot, part, "test", lambda *_: None, token)
        scores[held_out] = found.scores
    return scores


def fold_of(labels: Labels, folds: int) -> NDArray[np.intp]:
    """(n,) the fold of each sample, 0 to `folds` - 1; every class is shared out evenly."""
    order = np.argsort(labels, kind="stable")
    divided = np.empty(len(labels), np.intp)
    divided[order] = np.arange(len(labels)) % folds
    return divided


def _split(images: Images, labels: Labels) -> ArraySplit:
    return ArraySplit(len(labels), lambda: (images, labels))


def _first(split: Samples) -> ArraySplit:
    return _split(split.batch(0, 1).copy(), split.labels[:1].copy())
