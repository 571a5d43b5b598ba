"""The random person for a few seconds, and that what goes wrong would be told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.monkey.growth import ENDING, MEMORY, Counts
from tests.monkey.stalls import Stalls

SEED, DEEDS = 7, 150

STALL = 300
"""Milliseconds: beside other tests a thread's own time is longer, by a factor that varies."""

COUNTS = Counts(megabytes=500, descriptors=40, threads=20, widgets=250, connections=200)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_that_a_random_person_breaks_nothing(tmp_path: Path) -> None:
    log = tmp_path / "deeds.txt"
    told = ("--seed", SEED, "--deeds", DEEDS, "--stall", STALL, "--log", log, "--no-training")
    found = subprocess.run(
        [sys.executable, "-m", "tests.monkey", *map(str, told)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CAMVIEWER_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert len(log.read_text(encoding="utf-8").splitlines()) == DEEDS


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_that_windows_in_other_languages_come_and_go(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "tests.monkey.languages", "--changes", "6", "--seed", str(SEED)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CAMVIEWER_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "6 changes, 0 wrong" in found.stdout


class Busy(QObject):
    """Computes for a while when its time comes."""

    def __init__(self, milliseconds: int) -> None:
        super().__init__()
        self._seconds = milliseconds / 1000
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._compute)
        self.timer.start(10)

    def _compute(self) -> None:
        until = time.thread_time() + self._seconds
        while time.thread_time() < until:
            pass


@pytest.fixture
def stalls(qapp: QApplication) -> Iterator[Stalls]:
    made = Stalls(50)
    yield made
    made.close()


def test_that_a_stall_is_told_and_the_wait_for_it_is_none(stalls: Stalls, qtbot: QtBot) -> None:
    busy = Busy(500)
    with qtbot.waitSignal(busy.timer.timeout):
        pass
    qtbot.waitUntil(lambda: stalls.longest > 0.05)
    (told,) = stalls.taken()
    assert told.startswith("stall of ")
    assert stalls.taken() == []


def test_that_growth_is_told_beyond_what_memory_is_allowed() -> None:
    assert not COUNTS.has_grown(COUNTS)
    assert not replace(COUNTS, megabytes=500 + MEMORY).has_grown(COUNTS)
    assert replace(COUNTS, megabytes=501 + MEMORY).has_grown(COUNTS)
    assert replace(COUNTS, connections=201 + ENDING).has_grown(COUNTS)
    assert not replace(COUNTS, threads=12).has_grown(COUNTS)
