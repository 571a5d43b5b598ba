"""Kills: a process is killed at every point of every save, and at random moments of some."""

from __future__ import annotations

import itertools
import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from camviewer.cli import leave
from tests.faults.points import Meet, layered
from tests.faults.save import NEW, Save
from tests.faults.stage import Stage, staged


def kill_all(saves: Sequence[Save], count: int, seed: int, root: Path) -> Iterator[tuple[str, str]]:
    """Kill so often: each point of each save once, then points and moments by chance.

    Where there are more points than kills, those that are met are chosen by chance.

    Yields:
        The save's name, and what was lost, damaged or left: empty if nothing was.
    """
    plans = {save.name: _plan(save, root) for save in saves}
    every = [(save, kill) for save in saves for kill in plans[save.name]]
    chance = random.Random(seed)
    chosen = chance.sample(every, min(count, len(every)))
    chosen += chance.choices(every, k=count - len(chosen))
    chosen.sort(key=lambda each: [save.name for save in saves].index(each[0].name))
    for save, kills in itertools.groupby(chosen, key=lambda each: each[0]):
        with staged(save, root) as stage:
            for _, number in kills:
                yield save.name, _killed(stage, number, chance)


_MOMENTS = 20  # at which a save is killed that a library in C writes


def _plan(save: Save, root: Path) -> list[int | None]:
    """The kills of a save: at which point, or None at some moment."""
    with staged(save, root) as stage:
        moments = _MOMENTS if save.by_library else 0
        return [*range(len(stage.points)), *[None] * moments]


def _killed(stage: Stage, number: int | None, chance: random.Random) -> str:
    """Kill once; what is lost, damaged or left."""
    stage.begin_anew()
    seconds = _seconds(stage) if number is None else 0.0
    stage.begin_anew()
    meet = _killing(number, half=chance.random() < 0.5)
    alarm = chance.uniform(0, seconds) if number is None else 0.0
    ended = _in_child(lambda: _save(stage, meet, alarm))
    where = f"moment {alarm:.4f} s" if number is None else f"{number} {stage.points[number]}"
    if number is not None and not os.WIFSIGNALED(ended):
        return f"{where}: not met"
    wrong = stage.damage() or stage.what_is_left()
    return f"{where}: {wrong}" if wrong else ""


def _save(stage: Stage, meet: Meet, alarm: float) -> None:
    if alarm:
        signal.setitimer(signal.ITIMER_REAL, alarm)  # ends the process, which handles no alarms
        stage.save.write(stage.folder, NEW)
    else:
        with layered(stage.folder, meet):
            stage.save.write(stage.folder, NEW)


def _seconds(stage: Stage) -> float:
    began = time.perf_counter()
    _in_child(lambda: _save(stage, lambda *_: None, 0.0))
    return time.perf_counter() - began


def _killing(number: int | None, *, half: bool) -> Meet:
    """Kill at the point of a number; of a write perhaps when half of it is done."""
    met = itertools.count()

    def meet(_what: str, _path: Path, begin: Callable[[], object] | None) -> None:
        if next(met) == number:
            if begin is not None and half:
                begin()
            os.kill(os.getpid(), signal.SIGKILL)

    return meet


def _in_child(act: Callable[[], object]) -> int:
    """Act in a copy of this process; how it ended, as `os.waitpid` says."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            leave(0)
    return os.waitpid(child, 0)[1]
