"""A training with corrected labels: the run remembers them, its card says how many."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from camviewer.data.checksums import sample_checksums
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.training.control import Control
from camviewer.training.events import Plan, Told
from camviewer.training.recipes import Recipe
from camviewer.training.training_run import TrainingRun

pytestmark = pytest.mark.slow

TINY = Recipe("tiny", epochs=1, batch=10, learning_rate=0.01)


def test_that_corrected_labels_are_learned_and_told(tmp_path: Path) -> None:
    train, test = WrittenSplit("train", 20), WrittenSplit("test", 10)
    path = tmp_path / "few.npz"
    np.savez(
        path,
        x_train=train.images,
        y_train=train.labels,
        x_test=test.images,
        y_test=test.labels,
    )
    sample = sample_checksums(train.images)[4]
    decided = (int(train.labels[4]) + 3) % 10
    plan = Plan("mine", "lecture", TINY, source=str(path), corrections=((sample, decided),))
    with TrainingRun(tmp_path / "run") as run:
        run.begin(plan)
        notices = list(run.run(Control()))
        (_, labels), _ = run.trainer.samples
        assert labels[4] == decided
        assert np.count_nonzero(labels != train.labels) == 1
        assert run.card("mine", 0.5).corrections == 1
        assert any(isinstance(one, Told) and "in use: 1" in one.sentence for one in notices)
    with TrainingRun(tmp_path / "run") as again:
        again.resume()
        assert again.described.corrections == plan.corrections
