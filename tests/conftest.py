"""What every test shares: nothing that a test does reaches a person's own files."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow's start-up messages
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no window flashes up while testing


@pytest.fixture(autouse=True)
def camviewer_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """Everything that the program keeps goes to a folder of this test alone."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    monkeypatch.setenv("CAMVIEWER_HOME", str(home))
    return home
