"""What networks that did not learn a sample make of it: computed once, then kept in the cache.

Loads TensorFlow only where the scores are not kept yet.
"""

from __future__ import annotations

import hashlib
import io
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.common.files import make_folder
from camviewer.common.npz import read_array
from camviewer.common.paths import home
from camviewer.common.temporaries import temporary_beside
from camviewer.common.translation import translate
from camviewer.data.checksums import checksum
from camviewer.data.dataset import Dataset, untrainable
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks import store
from camviewer.networks.graph import Graph
from camviewer.networks.model_card import OWN
from camviewer.training.quiet_loading import loading_tensorflow
from camviewer.training.recipes import RECIPES, Recipe

FOLDS = 5
"""Networks that are trained, each without a fifth of the samples."""

RECIPE = RECIPES["fast"]
"""How they are trained: ranking labels needs no better network, and nobody waits for an hour."""

MOST_FILES = 8
"""Kept at once; those used least recently go."""

_MAX_BYTES = 400_000_000  # of scores: a million samples of a hundred classes
_VERSION = 1  # of how scores are computed: another one computes them anew

Progress = Callable[[int, int], object]

_log = logging.getLogger(__name__)


def out_of_sample(
    network: Path | NetworkSnapshot,
    dataset: Dataset,
    progress: Progress,
    token: CancelToken,
    loaded: Callable[[], object] = lambda: None,
) -> Array:
    """Scores of the training samples, each from a network that did not learn it.

    The networks have the architecture of the one given and fresh weights.

    Args:
        network: file of a model, or a network at a moment of its training.
        dataset: whose training part is read.
        progress: told how many steps of training are made, and how many there are.
        token: asked before each step.
        loaded: called once TensorFlow is loaded, before anything is trained.

    Returns:
        (n, C) scores.

    Raises:
        Cancelled: the token was cancelled.
        UserError: there are no labelled training samples, fewer than there are folds, the network
            cannot be trained on them, or TensorFlow cannot be loaded.
    """
    _check(dataset)
    graph = _graph(network)
    path = _file(graph, dataset, RECIPE)
    shape = (len(dataset.train), graph.classes)
    token.check()
    kept = _kept(path, shape)
    if kept is not None:
        progress(1, 1)
        return kept
    with loading_tensorflow():
        from camviewer.training import cross_validation, own_network
    loaded()
    if isinstance(network, Path):
        stored = store.load(network)
        if stored.card.architecture == OWN:
            graph = own_network.as_keras_saves(network, stored).graph
        own_network.check_trainable(network, graph)
    _check_classes(graph, dataset)
    scores = cross_validation.out_of_sample(graph, dataset, RECIPE, progress, token, FOLDS)
    _keep(path, scores)
    return scores


def _check(dataset: Dataset) -> None:
    if (error := untrainable(dataset)) is not None:
        raise error
    if len(dataset.train) < FOLDS:
        raise UserError(
            translate(
                "{0} has too few training [samples] for a cross-validation. Open a data set with "
                "at least {1}.",
                dataset.name,
                FOLDS,
            )
        )


def _check_classes(graph: Graph, dataset: Dataset) -> None:
    classes = len(dataset.class_names)
    if graph.classes != classes:
        raise UserError(
            translate(
                "The network has {0} classes and cannot be trained on {1}, which has {2}. Choose "
                "another model or other [samples].",
                graph.classes,
                dataset.name,
                classes,
            )
        )


def _graph(network: Path | NetworkSnapshot) -> Graph:
    return store.load(network).graph if isinstance(network, Path) else network.graph


# What is kept


def folder() -> Path:
    """Where scores are kept; it may not exist yet."""
    return home() / "cache" / "out-of-sample"


def _file(graph: Graph, dataset: Dataset, recipe: Recipe) -> Path:
    """Where scores of such networks on these very samples and labels are kept."""
    decides = repr((_VERSION, FOLDS, recipe, graph, checksum(dataset.train)))
    return folder() / f"{hashlib.sha256(decides.encode()).hexdigest()}.npz"


def _kept(path: Path, shape: tuple[int, int]) -> Array | None:
    """Scores that were kept; None if there are none, or others, or a damaged file."""
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            scores = read_array(archive, "scores", at_most=_MAX_BYTES)
        path.touch()  # used just now
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
    if scores.shape != shape or scores.dtype != np.float32 or not np.isfinite(scores).all():
        return None
    return scores.astype(np.float32)


def _keep(path: Path, scores: Array) -> None:
    """Keep scores; where that cannot be done they are computed anew next time."""
    try:
        make_folder(path.parent)
        with temporary_beside(path) as temporary:
            np.savez(temporary, scores=scores)
            temporary.replace(path)
        files = sorted(folder().glob("*.npz"), key=lambda file: file.stat().st_mtime_ns)
        for old in files[:-MOST_FILES]:
            old.unlink(missing_ok=True)
    except OSError as error:
        _log.info("Out-of-sample scores are not kept: %s", error)
