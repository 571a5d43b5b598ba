"""The evaluation job: a network reads a whole split, in whichever thread calls."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.common.cancel import CancelToken
from camviewer.data.dataset import Dataset
from camviewer.inference import preload
from camviewer.inference.evaluation import Evaluation
from camviewer.inference.prediction import NetworkSnapshot

if TYPE_CHECKING:
    from camviewer.inference.evaluator import Evaluator, Progress

idle: deque[Evaluator] = deque()
"""Evaluators that nobody uses now; safe between threads: a thread takes one out to use it."""


def evaluate(
    network: Path | NetworkSnapshot,
    dataset: Dataset,
    split: str,
    progress: Progress,
    token: CancelToken,
) -> Evaluation:
    """What a network makes of every sample of a split. Loads TensorFlow if nobody has.

    Calls in several threads do not wait for each other; what was compiled for one is used again
    for the next.

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
    token.check()
    with _evaluator() as evaluator:
        return evaluator.evaluate(network, dataset, split, progress, token)


@contextmanager
def _evaluator() -> Iterator[Evaluator]:
    """An evaluator that nobody else has meanwhile."""
    try:
        taken = idle.pop()
    except IndexError:
        with preload.quiet_imports(), preload.polite_imports():
            preload.load_libraries()
            from camviewer.inference.evaluator import Evaluator

        taken = Evaluator()
    try:
        yield taken
    finally:
        idle.append(taken)
