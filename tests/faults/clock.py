"""Clocks that jump: the time goes a year back or forward at each point of each save."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from tests.faults.points import Meet, layered
from tests.faults.save import NEW, Save
from tests.faults.stage import Stage, staged

YEAR = 365.25 * 86_400

_time, _utime = time.time, os.utime


def jump_all(save: Save, root: Path) -> Iterator[str]:
    """Let the clock jump at each point of a save, either way; what went wrong, empty if nothing."""
    with staged(save, root) as stage:
        for number, years in itertools.product(range(len(stage.points)), (-1, 1)):
            yield _jumped(stage, number, years * YEAR)


def _jumped(stage: Stage, number: int, seconds: float) -> str:
    stage.begin_anew()
    jumped = [0.0]
    try:
        with _clock(lambda: _time() + jumped[0]):
            with layered(stage.folder, _jumping(number, seconds, jumped)):
                stage.save.write(stage.folder, NEW)
            wrong = "" if stage.save.read(stage.folder) == stage.new else "lost"
            # What was written in the past or in the future is as good as ever afterwards.
            _age(stage.folder, seconds)
            wrong = wrong or stage.what_is_left()
    except Exception as error:
        wrong = f"{type(error).__name__}: {error}"
    direction = "forward" if seconds > 0 else "back"
    return f"{stage.save.name}, {direction} at {number}: {wrong}" if wrong else ""


def _jumping(number: int, seconds: float, jumped: list[float]) -> Meet:
    met = itertools.count()

    def meet(_what: str, _path: Path, _half: object) -> None:
        if next(met) == number:
            jumped[0] = seconds

    return meet


@contextmanager
def _clock(now: Callable[[], float]) -> Iterator[None]:
    def now_ns() -> int:
        return int(now() * 1e9)

    with mock.patch.object(time, "time", now), mock.patch.object(time, "time_ns", now_ns):
        yield


def _age(folder: Path, seconds: float) -> None:
    """Files bear the time of the clock that has jumped."""
    for path in folder.rglob("*"):
        _utime(path, (_time() + seconds,) * 2)
