"""t-SNE (van der Maaten, Hinton, JMLR 2008): a plane that keeps who is whose neighbour.

It is not linear, has no axes to be read, and takes its time. What computes it is an extra of the
program's: `pip install "camviewer[analysis]"`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from camviewer.common.arrays import Array
from camviewer.error_analysis.projection import Points, Projection, projected

MAX_EMBEDDED = 10_000
"""Samples that are embedded; of more an even sample is, and the others join their nearest."""

EXTRA = "camviewer[analysis]"
"""What is to be installed where `is_available` says no."""

EXAGGERATED, ITERATIONS = 250, 500
"""Steps in which groups form, and in which they are arranged: as many as openTSNE does itself."""

_STEP = 10  # iterations between two looks at whether to stop
_PERPLEXITY = 30  # neighbours that count, but a third of the samples at most
_NEAREST = 5  # embedded samples among which another one is placed
_BLOCK = 1024  # samples at a time that are placed


def is_available() -> bool:
    """Whether the library that computes it is installed."""
    return find_spec("openTSNE") is not None


def embedded(
    vectors: Array, tell: Callable[[int, int], object], check: Callable[[], object]
) -> Projection:
    """Samples of vectors (n, D), n at least 1, in a plane that keeps neighbours together.

    Begun from the principal plane, so that the same vectors always give the same points, and
    far groups stay as far (Kobak, Berens, Nature Communications 2019).

    Args:
        vectors: (n, D) float32.
        tell: told how many steps are done, and how many there are.
        check: called now and then; ends the work by raising.
    """
    count = min(len(vectors), MAX_EMBEDDED)
    start = projected(vectors)
    if count <= 3:
        return start  # nothing to be arranged
    chosen = np.linspace(0, len(vectors) - 1, count).round().astype(np.intp)
    found = _embed(vectors[chosen], start.points[chosen], tell, check)
    if count == len(vectors):
        return Projection(vectors, found)
    sample = Projection(vectors[chosen], found)
    return Projection(vectors, _joined(vectors, sample, check))


def _embed(
    vectors: Array, start: Points, tell: Callable[[int, int], object], check: Callable[[], object]
) -> Points:
    """(n, 2) the points of vectors (n, D), begun from others."""
    from openTSNE import TSNEEmbedding, affinity, initialization  # an extra, slow to load

    whole = EXAGGERATED + ITERATIONS
    tell(0, whole)
    perplexity = min(_PERPLEXITY, (len(vectors) - 1) / 3)
    near = affinity.PerplexityBasedNN(vectors, perplexity=perplexity, random_state=0)
    check()
    # A tiny noise, always the same, parts points that are equal in the plane.
    begin = initialization.rescale(start.astype(np.float64), inplace=False)
    begin = initialization.jitter(begin, inplace=False, random_state=0)
    points = TSNEEmbedding(begin, near, random_state=0)
    for done in range(0, whole, _STEP):
        check()
        tell(done, whole)
        is_first = done < EXAGGERATED
        points.optimize(
            n_iter=_STEP,
            exaggeration=12 if is_first else None,
            momentum=0.8,
            inplace=True,
        )
    return np.asarray(points, np.float32)


def _joined(vectors: Array, sample: Projection, check: Callable[[], object]) -> Points:
    """(n, 2) vectors (n, D) among the nearest of a sample."""
    squares = np.einsum("nd,nd->n", sample.vectors, sample.vectors)
    found = []
    for start in range(0, len(vectors), _BLOCK):
        check()
        distances = squares - 2 * (vectors[start : start + _BLOCK] @ sample.vectors.T)
        near = np.argpartition(distances, _NEAREST - 1, axis=1)[:, :_NEAREST]
        found.append(sample.points[near].mean(axis=1))
    return np.concatenate(found)
