"""Lets the random person work for a while, and tells what went wrong."""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tests.monkey import __doc__ as about

if TYPE_CHECKING:
    from tests.monkey.work import Work

SETTLED = 10.0
"""Minutes after which nothing may grow any more."""


def main() -> NoReturn:
    """Work; the exit code is 0 if nothing went wrong and nothing grew."""
    parser = argparse.ArgumentParser("python -m tests.monkey", description=about)
    parser.add_argument("--seed", type=int, default=1)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", type=float, default=1.0)
    length.add_argument("--deeds", type=int, help="things to do, in place of minutes")
    parser.add_argument("--every", type=float, default=1.0, help="minutes between two counts")
    parser.add_argument("--stall", type=float, default=100, help="milliseconds that are too long")
    parser.add_argument("--no-training", action="store_true", help="TensorFlow is not loaded")
    parser.add_argument("--screen", default="1366x768", metavar="WIDTHxHEIGHT", help="in pixels")
    parser.add_argument("--log", type=Path, metavar="FILE", help="everything that is done")
    options = parser.parse_args()
    faulthandler.enable()
    with tempfile.TemporaryDirectory(prefix="camviewer-monkey-") as folder:
        os.environ["CAMVIEWER_HOME"] = str(Path(folder) / "home")
        os.environ["QT_QPA_PLATFORM"] = _make_screen(Path(folder), options.screen)
        # Qt reads the environment when it is loaded.
        from camviewer.cli import leave
        from tests.monkey.work import Work

        work = Work(
            options.seed,
            Path(folder),
            trains=not options.no_training,
            longest_stall=options.stall,
            log=options.log,
        )
        if options.deeds is None:
            has_grown = _work_for(work, options.minutes, options.every)
        else:
            work.go_on(deeds=options.deeds)
            has_grown = False
        work.close()
    print(
        f"seed {options.seed}: {work.number} deeds, {work.wrong} wrong; "
        f"longest stall {1000 * work.longest_stall:.0f} ms"
    )
    leave(int(bool(work.wrong) or has_grown))


def _make_screen(folder: Path, size: str) -> str:
    """A screen that nobody sees, as Qt is told of it; the one that was chosen if one was."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    if chosen != "offscreen":
        return chosen
    width, height = map(int, size.split("x"))
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    dense = {"logicalDpi": 96, "logicalBaseDpi": 96}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen | dense]}))
    return f"offscreen:configfile={file.as_posix()}"


def _work_for(work: Work, minutes: float, every: float) -> bool:
    """Work for so many minutes, and count now and then; whether anything has grown."""
    begun = time.monotonic()
    settled, known = None, work.kinds()
    has_grown = False
    while (passed := (time.monotonic() - begun) / 60) < minutes:
        work.go_on_for(60 * min(every, minutes - passed))
        found = work.count()
        passed = (time.monotonic() - begun) / 60
        print(f"{passed:.1f} min, {work.number} deeds: {found}", flush=True)
        if settled is None and passed >= SETTLED:
            settled, known = found, work.kinds()
        elif settled is not None and found.has_grown(settled):
            has_grown = True
            print(f"  more than {settled}; widgets: {work.kinds() - known}", flush=True)
    return has_grown


if __name__ == "__main__":
    main()
