"""What a fix has learned, a fix of it knows: those samples judge neither."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camviewer.data.held_out import held_out_of
from camviewer.data.remedy import Remedy
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.networks.model_card import ModelCard
from camviewer.training.control import Control
from camviewer.training.events import Plan
from camviewer.training.recipes import Recipe
from camviewer.training.training_run import TrainingRun

pytestmark = pytest.mark.slow

TINY = Recipe("tiny", epochs=1, batch=10, learning_rate=0.01)


def trained(plan: Plan, folder: Path, path: Path) -> ModelCard:
    with TrainingRun(folder) as run:
        run.begin(plan)
        list(run.run(Control()))
        return run.finish(path, 0.5)


def test_that_a_network_remembers_that_it_has_learned_from_test_samples(tmp_path: Path) -> None:
    train, test = WrittenSplit("train", 20), WrittenSplit("test", 10)
    samples, folder = tmp_path / "few.npz", tmp_path / "run"
    np.savez(
        samples,
        x_train=train.images,
        y_train=train.labels,
        x_test=test.images,
        y_test=test.labels,
    )
    plain = Plan("plain", "lecture", TINY, source=str(samples))
    assert not trained(plain, folder, tmp_path / "plain.keras").has_learned_tests
    used = int(np.flatnonzero(~held_out_of(test))[0])
    fix = replace(plain, name="fix", start=tmp_path / "plain.keras", remedy=Remedy(test=(used,)))
    assert trained(fix, folder, tmp_path / "fix.keras").has_learned_tests
    border = replace(fix, name="border", remedy=Remedy(border=4))
    assert not trained(border, folder, tmp_path / "border.keras").has_learned_tests
    again = replace(fix, name="again", start=tmp_path / "fix.keras", remedy=Remedy(border=4))
    assert trained(again, folder, tmp_path / "again.keras").has_learned_tests
