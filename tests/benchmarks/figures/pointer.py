"""A pointer's move on the canvas until all four views have painted its prediction."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import numpy as np

from tests.benchmarks.records import Record, median, p99, record

if TYPE_CHECKING:
    from tests.benchmarks.window import RealWindow

STROKES, MOVES = 30, 40
SPACING = 25
"""Milliseconds between two moves: more than the program's own thinning to 60 Hz."""

FAST = 8
"""Milliseconds between two moves of a pen at about 120 Hz."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """Draw strokes: at first each move waits for the one before, then at a pen's own rate."""
    from tests.benchmarks.bare import BareViews
    from tests.benchmarks.window import RealWindow

    window, bare = RealWindow(), BareViews()
    single, yardstick = [], []
    for number in range(STROKES):
        single += stroke(window, number)
        yardstick += [bare.repaint() for _ in range(MOVES)]
    bare.close()
    streamed = [age for number in range(STROKES) for age in _fast_stroke(window, number)]
    window.close()
    beside = "four bare pyqtgraph images changed and painted"
    what = "pointer move to four views painted"
    stream = f"{what}, moves every {FAST} ms"
    return [
        record(f"{what}: median", median(single), "ms", median(yardstick), beside, limit="<= 8"),
        record(f"{what}: p99", p99(single), "ms", p99(yardstick), beside, limit="<= 16"),
        record(f"{stream}: median", median(streamed), "ms", 16, "one picture at 60 Hz"),
        record(f"{stream}: p99", p99(streamed), "ms", 16, "one picture at 60 Hz"),
    ]


def stroke(window: RealWindow, number: int) -> list[float]:
    """Milliseconds from each move's delivery until all views have painted it."""
    from tests.benchmarks.window import MOVE, PRESS, RELEASE, curve, pause, wait

    first, *others = curve(number, MOVES)
    window.clear()
    window.pen(PRESS, *first)
    wait(window.paints.painted)
    times = []
    for place in others:
        pause(SPACING)
        before = window.document.sample
        began = time.perf_counter()
        window.pen(MOVE, *place)
        try:
            times.append(1000 * (wait(window.paints.painted, at_most=1000) - began))
        except TimeoutError:
            if not np.array_equal(window.document.sample, before):  # else: nothing to paint
                raise
    window.pen(RELEASE, *others[-1])
    pause(SPACING)
    return times


def _fast_stroke(window: RealWindow, number: int) -> list[float]:
    """Milliseconds from each move until it or a newer one has been painted by all views."""
    from tests.benchmarks.window import MOVE, PRESS, RELEASE, curve, pause

    first, *others = curve(number, 2 * MOVES)
    window.clear()
    window.pen(PRESS, *first)
    pause(10 * FAST)
    moved: dict[int, float] = {}  # when the move came that made a stroke so many points long
    ages: list[float] = []
    newest: dict[bytes, int] = {}  # points of the stroke in a sample

    def remember() -> None:
        strokes = window.document.content.drawing.strokes
        if strokes:
            newest[window.document.sample.tobytes()] = len(strokes[-1].points)

    def collect(when: float) -> None:
        shown = newest.get(window.document.sample.tobytes(), 0)
        painted = [length for length in moved if length <= shown]
        ages.extend(1000 * (when - moved.pop(length)) for length in painted)

    window.document.sample_changed.connect(remember)
    window.paints.painted.connect(collect)
    for length, place in enumerate(others, start=2):
        moved[length] = time.perf_counter()
        window.pen(MOVE, *place)
        pause(FAST)
    window.pen(RELEASE, *others[-1])
    pause(100)
    window.document.sample_changed.disconnect(remember)
    window.paints.painted.disconnect(collect)
    return ages
