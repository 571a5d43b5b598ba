"""Lets the random person work for a while, and tells what went wrong."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.monkey import __doc__ as about

SETTLED = 10.0
"""Minutes after which memory may not grow any more."""

REMEMBERED = 12
"""Things done that are told with what went wrong."""


def main() -> int:
    """Work; the exit code is 0 if nothing went wrong."""
    parser = argparse.ArgumentParser("python -m tests.monkey", description=about)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--log", type=Path, metavar="FILE", help="everything that is done")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="camviewer-monkey-") as folder:
        os.environ["CAMVIEWER_HOME"] = str(Path(folder) / "home")
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return _work(options.seed, 60 * options.minutes, Path(folder), options.log)


def _work(seed: int, seconds: float, folder: Path, log: Path | None) -> int:
    from tests.benchmarks.window import RealWindow, pause
    from tests.monkey.hand import Hand
    from tests.monkey.watch import Watch, counts

    running = RealWindow()
    watch = Watch()
    (folder / "work").mkdir()
    hand = Hand(running.program, random.Random(seed), folder / "work")
    done: list[str] = []
    wrong = 0
    begun = told = time.monotonic()
    pauses = random.Random(seed)
    written = log.open("w", encoding="utf-8") if log is not None else None
    while (now := time.monotonic()) < begun + seconds:
        done.append(hand.act())
        if written is not None:
            print(len(done), done[-1], file=written, flush=True)
        pause(pauses.choice((1, 1, 5, 20, 100)))
        watch.look_at(running.program.window)
        for sentence in watch.taken():
            wrong += 1
            last = "\n    ".join(done[-REMEMBERED:])
            print(f"{wrong}. after {len(done)} things: {sentence}\n    {last}", flush=True)
        if now > told + 60:
            told = now
            print(f"{(now - begun) / 60:.0f} min, {len(done)} things: {counts()}", flush=True)
            watch.begin_anew()
    running.close()
    print(
        f"seed {seed}: {len(done)} things in {seconds / 60:.1f} min, {wrong} wrong; longest stall "
        f"{1000 * watch.longest:.0f} ms; {counts()}"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
