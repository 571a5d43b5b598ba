"""What every test shares: nothing that a test does reaches a person's own files."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import numpy as np
import pytest

from camviewer.common import translation
from camviewer.concurrency import priority
from camviewer.data.sources.builtin import WrittenSplit
from tests import foreign
from tests.foreign import Foreign
from tests.waiting import PATIENCE, PatientBot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("no clock", deadline=None)
hypothesis.settings.load_profile("no clock")

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow's start-up messages
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # some tests import ONNX Runtime themselves
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # No window flashes up while testing; there is a screen as large as a projector's. (Qt takes a
    # colon for the end of a name, so the path has no drive.)
    _screen = Path(__file__).with_name("screen.json").as_posix().split(":")[-1]
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen}"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark tests that start the real program, by their folder, and those that need a screen.

    Here, and not when all are collected: `-m` has chosen by then.
    """
    if Path(__file__).with_name("e2e") in item.path.parents:
        item.add_marker(pytest.mark.e2e)
    if isinstance(item, pytest.Function) and "screen" in item.fixturenames:
        item.add_marker(pytest.mark.screen)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where processes share the files, those that take long come first: so all end together."""
    if hasattr(config, "workerinput"):
        costs = Counter[Path]()
        for item in items:
            costs[item.path] += _cost(item)
        items.sort(key=lambda item: -costs[item.path])


def pytest_collection_finish() -> None:
    """What was imported stays: no collection of garbage looks at it again.

    Keras collects whenever it forgets its networks, and so do tests of what is left behind.
    """
    gc.collect()
    gc.freeze()


def _cost(item: pytest.Item) -> int:
    """About how long a test takes, compared with a quick one."""
    if item.get_closest_marker("e2e"):
        return 200
    return 10 if item.get_closest_marker("slow") else 1


@pytest.fixture(autouse=True)
def camviewer_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Everything that the program keeps goes to a folder of this test alone."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    monkeypatch.setenv("CAMVIEWER_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _noun() -> Iterator[None]:
    """Samples are digits again for the next test, whatever data set this one opened."""
    yield
    translation.speak_of("digit")


@pytest.fixture(autouse=True)
def equal_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread gives way: beside other processes, what tests wait for would hardly run at all."""
    monkeypatch.setattr(priority, "NICENESS", 0)


@pytest.fixture(autouse=True)
def _left_threads() -> Iterator[None]:
    """What the end of the process would take care of: no thread that was left outlives its test."""
    yield
    leaving = sys.modules.get("camviewer.concurrency.leaving")
    if leaving is not None:
        assert all(thread.wait(PATIENCE) for thread in leaving.left)
        leaving.left.clear()


@pytest.fixture
def eager() -> Iterator[None]:
    """TensorFlow compiles nothing, which would take longer than all steps of a small training."""
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """What drives windows waits as long as a busy machine needs."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def few_digits(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a data set of 24 training and 10 test samples."""
    path = tmp_path_factory.mktemp("few") / "digits.npz"
    one, other = WrittenSplit("train", 24), WrittenSplit("test", 10)
    np.savez(path, x_train=one.images, y_train=one.labels, x_test=other.images, y_test=other.labels)
    return str(path)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application speaks English, as the program sees to when it starts."""
    from camviewer.gui import language

    language.install(qapp, "en")
    return qapp


@pytest.fixture(scope="session")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Foreign:
    """Seven named shapes, 24 by 20, grey; and a network with a card."""
    return foreign.shapes(tmp_path_factory.mktemp("shapes"))


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Foreign:
    """Letters, 32 by 32, in colours; and a network that Keras alone saved."""
    return foreign.letters(tmp_path_factory.mktemp("letters"))
