"""Engines that are kept: one a file as it is now, and only those that were asked for last."""

from __future__ import annotations

import gc
import os
import shutil
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.inference.engine_cache import MAX_SNAPSHOTS, Engines
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.formats.model_file import bundled
from tests.engines import snapshot_of

BLANK = np.zeros((1, 28, 28), np.float32)


def test_that_the_same_file_has_the_same_engine() -> None:
    engines = Engines()
    lecture = engines.of(bundled()["lecture"])
    compact = engines.of(bundled()["compact"])
    assert engines.of(bundled()["lecture"]) is lecture
    assert engines.of(bundled()["compact"]) is compact
    assert (lecture.model, compact.model) == ("lecture", "compact")


def test_that_a_file_that_was_replaced_is_read_again(tmp_path: Path) -> None:
    path, engines = tmp_path / "model.keras", Engines()
    shutil.copy(bundled()["lecture"], path)
    os.utime(path, (1, 1))
    before = engines.of(path)
    shutil.copy(bundled()["compact"], path)
    os.utime(path, (2, 2))
    after = engines.of(path)
    assert (before.model, after.model) == ("lecture", "compact")
    assert engines.of(path) is after
    path.unlink()
    with pytest.raises(UserError, match="no file of that name"):
        engines.of(path)


def test_that_a_moment_of_a_training_has_one_engine() -> None:
    engines, moment = Engines(), snapshot_of("lecture", 1)
    engine = engines.of(moment)
    assert engines.of(moment) is engine
    # Another object for the same moment, as the timeline makes them.
    same = NetworkSnapshot(moment.name, moment.graph, moment.weights)
    assert engines.of(same) is engine
    assert engines.of(replace(moment, class_names=tuple("abcdefghij"))) is not engine
    assert engines.of(snapshot_of("lecture", 1)) is not engine


def test_that_of_many_moments_the_last_ones_are_kept() -> None:
    engines = Engines()
    alive = []
    for seed in range(3 * MAX_SNAPSHOTS):
        engine = engines.of(snapshot_of("lecture", seed))
        assert np.isfinite(engine.scores(BLANK)).all()
        alive.append(weakref.ref(engine))
    del engine
    gc.collect()
    kept = [number for number, each in enumerate(alive) if each() is not None]
    assert kept == list(range(2 * MAX_SNAPSHOTS, 3 * MAX_SNAPSHOTS))


def test_that_what_was_asked_for_again_is_kept() -> None:
    engines = Engines()
    model = engines.of(bundled()["lecture"])
    for seed in range(2 * MAX_SNAPSHOTS):
        engines.of(snapshot_of("lecture", seed))
        assert engines.of(bundled()["lecture"]) is model


def test_that_threads_at_once_get_engines_of_what_they_ask_for() -> None:
    engines, asked = Engines(), [*bundled(), *bundled()] * 4
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda name: engines.of(bundled()[name]), asked))
    assert [engine.model for engine in found] == asked
    assert engines.of(bundled()["lecture"]).model == "lecture"
