"""How the bundled network of the lecture was trained, as the history beside it tells.

``lecture.history.epochs``, ``.snapshots``, ``.steps``, and after each epoch N from 1 ``.loss.N``,
``.accuracy.N``, ``.test_loss.N``, ``.test_accuracy.N``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from camviewer.networks.formats.model_file import bundled, history_of
from camviewer.training import model_history
from camviewer.training.model_history import ModelHistory
from tests.lesson.facts.formats import count, decimal, percent
from tests.lesson.facts.registry import facts


@cache
def history() -> ModelHistory:
    """The history of the lecture's network."""
    return model_history.read(history_of(bundled()["lecture"]))


@facts("lecture.history")
def of_training() -> Mapping[str, str]:
    """All facts of the training."""
    found = history()
    values = {
        "epochs": count(found.epochs),
        "snapshots": count(len(found.snapshots)),
        "steps": count(found.snapshots[-1].step),
    }
    for done in found.done:
        values |= {
            f"loss.{done.epoch}": decimal(done.loss, 3),
            f"accuracy.{done.epoch}": percent(done.accuracy, 2),
            f"test_loss.{done.epoch}": decimal(done.test_loss, 3),
            f"test_accuracy.{done.epoch}": percent(done.test_accuracy, 2),
        }
    return values
