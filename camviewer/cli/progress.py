"""What takes a while, with a bar of progress where a person can see it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from camviewer.cli import options
from camviewer.common.cancel import CancelToken

if TYPE_CHECKING:
    from camviewer.data.dataset import Dataset
    from camviewer.inference.evaluation import Evaluation


@contextmanager
def shown(arguments: argparse.Namespace, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A function that is told how much is done, and how much there is to do.

    Args:
        arguments: of the verb.
        unit: of what is counted, such as "digits".
    """
    wanted = options.shows_progress(arguments)
    with tqdm(disable=not wanted, unit=f" {unit}", leave=False) as bar:

        def show(done: int, number: int) -> None:
            bar.total = number
            bar.update(done - bar.n)

        yield show


def evaluated(
    arguments: argparse.Namespace, model: Path, dataset: Dataset, split: str
) -> Evaluation:
    """What a network makes of the samples of a split.

    Raises:
        UserError: the model or the samples cannot be read, or do not fit together.
    """
    from camviewer.inference.evaluator import evaluate

    with shown(arguments, "digits") as show:
        return evaluate(model, dataset, split, show, CancelToken())
