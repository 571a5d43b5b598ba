"""Models with a history, made of bundled ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from camviewer.document.stage import Model
from camviewer.networks import library, store
from camviewer.networks.formats import model_file
from camviewer.training import model_history
from camviewer.training.events import EpochDone
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.model_history import ModelHistory
from camviewer.training.weight_history import WeightSnapshot

STEPS = (0, 1, 3, 9)


def history_of(model: Path) -> ModelHistory:
    """A history that ends with a model's weights: they grow from nothing."""
    stored = store.load(model)
    snapshots = [
        WeightSnapshot(step, [weight * np.float32(step / STEPS[-1]) for weight in stored.weights])
        for step in STEPS[:-1]
    ]
    return ModelHistory(
        architecture=stored.card.architecture,
        epochs=3,
        done=tuple(EpochDone(n, 1 / n, 0.3 * n, 0.9 / n, 0.3 * n, 1.0) for n in (1, 2, 3)),
        curve=(CurvePoint(0.1, 2.3, 0.1, 8), CurvePoint(3.0, 0.3, 0.9, 8)),
        snapshots=(*snapshots, WeightSnapshot(STEPS[-1], stored.weights)),
    )


def with_history(name: str, *, of: str = "lecture") -> Model:
    """A model of the library, and its history."""
    made = without_history(name, of=of)
    model_history.save(made.path, history_of(made.path))
    return made


def without_history(name: str, *, of: str = "lecture") -> Model:
    """A model of the library."""
    path = library.path_for(name)
    path.parent.mkdir(exist_ok=True)
    original = path.with_name("original.keras")
    shutil.copy(model_file.bundled()[of], original)
    return Model(path, model_file.rename(original, path))
