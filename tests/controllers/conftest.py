"""Fixtures of the controllers' tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.data.sources import open_source
from tests.controllers.documents import MakeWork, Work


@pytest.fixture
def make_work(qtbot: QtBot) -> Iterator[MakeWork]:
    made: list[Work] = []

    def make() -> Work:
        made.append(Work())
        return made[-1]

    yield make
    for work in made:
        work.workspace.close()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of a few samples, which are read in a moment."""
    path = tmp_path_factory.mktemp("few") / "few.npz"
    test = open_source("builtin").test
    images, labels = test.batch(0, 30), test.labels[:30]
    np.savez(path, x_train=images[:5], y_train=labels[:5], x_test=images, y_test=labels)
    return path
