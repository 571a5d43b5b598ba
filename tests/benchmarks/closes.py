"""Closes the program at random moments of training: ``python -m tests.benchmarks.closes``.

The real program runs in a process of its own, trains (or goes on where the last close left it)
with the live view on, and its window is closed after a random time. After each close: exit code
0, how long it took, and nothing left: no thread, no child, no temporary file, no damaged
checkpoint.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from camviewer.common.errors import FileError
from camviewer.common.paths import home

MAX_LENGTH = 4.0
"""Seconds of training, preparing included, after which the window is closed at the latest."""

LIMIT = 1.0
"""Seconds from the close to the end of the process."""

_CLOSING, _LEFT = "closing", "left:"
PATIENCE = 120


def sitting(seconds: float, architecture: str) -> int:
    """Run the program, train, close the window after so long; print which threads are left."""
    from PySide6.QtCore import QThread, QTimer

    from camviewer import cli
    from camviewer.app import program
    from camviewer.concurrency import leaving
    from camviewer.training.events import Plan
    from camviewer.training.recipes import Recipe

    class Timed(program.Program):
        def start(self) -> None:
            super().start()
            self.controller.worker.ready.connect(self._train)

        def _train(self) -> None:
            if self.training.can_resume():
                self.training.go_on()
            else:
                recipe = Recipe("endless", epochs=1000, batch=64, learning_rate=0.01, varied=1.0)
                self.training.start(Plan("closed", architecture, recipe, share=0.1))
            self.training.timeline.watch(True)
            QTimer.singleShot(round(1000 * seconds), self, self._close)

        def _close(self) -> None:
            print(_CLOSING, self.training.status.value, flush=True)
            self.window.close()

    program.Program = Timed  # type: ignore[misc]
    code = cli.main([])
    left = [each.name for each in threading.enumerate() if not each.daemon][1:]
    # What the program has left is computed until the process ends, in a moment.
    left += [
        type(each).__name__
        for each in gc.get_objects()
        if isinstance(each, QThread)
        and type(each) is not QThread
        and each.isRunning()
        and each not in leaving.left
    ]
    print(_LEFT, *left, flush=True)
    return code


def close(folder: Path, seconds: float, architecture: str) -> tuple[float, str, list[str]]:
    """One sitting: seconds from the close to the end, what it was doing, and what was wrong."""
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "CAMVIEWER_HOME": str(folder / "home"),
        "TMPDIR": str(temporary),
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    command = [sys.executable, "-m", "tests.benchmarks.closes"]
    command += ["--sitting", str(seconds), architecture]
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environment,
            start_new_session=True,
        ) as process,
    ):
        assert process.stdout is not None
        patience = threading.Timer(PATIENCE, process.kill)
        patience.start()
        line = process.stdout.readline().strip()
        began = time.perf_counter()
        rest, _ = process.communicate()
        elapsed = time.perf_counter() - began
        patience.cancel()
        errors.seek(0)
        said = errors.read()
    wrong = []
    if process.returncode or not line.startswith(_CLOSING):
        wrong.append(f"exit code {process.returncode}: {said[-500:]}")
    if "Traceback" in said or _bugs(folder / "home"):
        wrong.append(f"a bug: {said[-500:]} {_bugs(folder / 'home')}")
    if rest.strip() != _LEFT:
        wrong.append(f"threads: {rest.strip()}")
    if elapsed > LIMIT:
        wrong.append(f"{elapsed:.2f} s")
    wrong += [f"child {each}" for each in _in_session(process.pid)]
    left = [*temporary.iterdir(), *(folder / "home").rglob(".*")]
    wrong += [f"file {path}" for path in left]
    wrong += _damage(folder / "home" / "training" / "checkpoint.npz")
    return elapsed, line.removeprefix(_CLOSING).strip(), wrong


def _bugs(kept: Path) -> str:
    log = kept / "logs" / "camviewer.log"
    text = log.read_text("utf-8") if log.exists() else ""
    return text[text.find("bug") :][:2000] if "bug" in text else ""


def _damage(path: Path) -> list[str]:
    from camviewer.training import checkpoints

    try:
        if path.exists():
            checkpoints.load(path)
    except FileError as error:
        return [str(error)]
    return []


def _in_session(document: int) -> list[str]:
    """Processes that the program left behind."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == document:
            found.append(status.parent.name)
    return found


def main() -> int:
    """Run; the exit code is 0 if nothing was wrong, else 1."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.closes", description=__doc__)
    parser.add_argument("--count", type=int, default=100, metavar="N", help="default: 100")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the moments")
    parser.add_argument("--sitting", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.sitting:
        from camviewer import cli

        cli.leave(sitting(float(options.sitting[0]), options.sitting[1]))  # as the program does
    os.environ.setdefault("CAMVIEWER_DATA", str(home() / "datasets"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    snapshots = random.Random(options.seed)
    times: list[float] = []
    wrongs: list[str] = []
    with tempfile.TemporaryDirectory(prefix="camviewer-closes-") as name:
        for number in range(options.count):
            # Every fifth one begins anew, with the other architecture.
            folder = Path(name) / str(number // 5)
            folder.mkdir(exist_ok=True)
            architecture = ("lecture", "compact")[number // 5 % 2]
            after = snapshots.uniform(0, MAX_LENGTH)
            elapsed, doing, wrong = close(folder, after, architecture)
            times.append(elapsed)
            wrongs += wrong
            told = f"close {number + 1}, {architecture} {doing} after {after:.2f} s: "
            told += f"{elapsed:.2f} s {'; '.join(wrong)}"
            print(told, file=sys.stderr, flush=True)
    middle, late, longest = np.percentile(times, (50, 95, 100))
    print(
        f"{options.count} closes: {len(wrongs)} things wrong; from the close to the end of the "
        f"process: median {middle:.2f} s, p95 {late:.2f} s, longest {longest:.2f} s "
        f"(limit {LIMIT:g} s)"
    )
    return int(bool(wrongs))


if __name__ == "__main__":
    sys.exit(main())
