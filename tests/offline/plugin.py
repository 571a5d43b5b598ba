"""For pytest: a test during which a socket is made, in its process or another one, fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

NOTES = "CAMVIEWER_SOCKETS"
"""The variable that names the file in which sockets are noted."""


def noted() -> list[str]:
    """What is noted so far, by all processes."""
    path = Path(os.environ[NOTES])
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture(autouse=True)
def _no_sockets() -> Iterator[None]:
    before = len(noted())
    yield
    assert noted()[before:] == [], "a test runs without a network"
