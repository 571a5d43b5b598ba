"""Closes the program at random moments: ``python -m tests.benchmarks.closes``.

The real program runs in a process of its own and does one of `WORK`: it trains (or goes on where
the last close left it) with the live view on, decodes a large picture, writes a figure and a
network for other programs, or evaluates a split. Its window is closed after a random time. After
each close: exit code 0, how long it took, and nothing left: no thread, no child, no temporary
file, no damaged checkpoint.
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
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image

from camviewer.common.errors import FileError
from camviewer.common.paths import home

WORK = {"train": 12.0, "decode": 2.0, "export": 6.0, "evaluate": 4.0}
"""What is done, and the seconds after which the window is closed at the latest: training and
exporting begin with importing TensorFlow."""

_ARCHITECTURES = ("lecture", "compact")
_SIDE = 4900  # pixels of the picture that is decoded: the largest that is read

LIMIT = 1.0
"""Seconds from the close to the end of the process."""

_CLOSING, _LEFT = "closing", "left:"
PATIENCE = 120


def sitting(seconds: float, architecture: str, work: str) -> int:
    """Run the program, work, close the window after so long; print which threads are left."""
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    from camviewer import cli
    from camviewer.app import program
    from camviewer.concurrency import leaving
    from camviewer.training.events import Plan
    from camviewer.training.recipes import Recipe

    folder = home().parent

    class Timed(program.Program):
        def start(self) -> None:
            super().start()
            self.controller.worker.ready.connect(self._begin)

        def _begin(self) -> None:
            begin = {
                "train": self._train,
                "decode": lambda: self.controller.open_picture(folder / "large.jpg"),
                "export": self._export,
                "evaluate": self._evaluate,
            }
            begin[work]()
            QTimer.singleShot(round(1000 * seconds), self, self._close)

        def _train(self) -> None:
            if self.training.can_resume():
                self.training.go_on()
            else:
                recipe = Recipe("endless", epochs=1000, batch=64, learning_rate=0.01, varied=1.0)
                self.training.start(Plan("closed", architecture, recipe, share=0.1))
            self.training.timeline.watch(True)

        def _export(self) -> None:
            self.controller.exports.save_figure(folder / "figure.pdf")
            self.controller.exports.save_network(folder / "network.keras")

        def _evaluate(self) -> None:
            if self.document.dataset is None:
                self.document.dataset_changed.connect(self._evaluate)
            else:
                self.workspace.mistakes.evaluate("train")

        def _close(self) -> None:
            doing = self.training.status.value if work == "train" else work
            print(_CLOSING, doing, flush=True)
            self.window.close()

    program.Program = Timed  # type: ignore[misc]
    code = cli.main([])
    began = time.perf_counter()
    left = [each.name for each in threading.enumerate() if not each.daemon][1:]
    # What the program has left is computed until the process ends, in a moment.
    left += [
        type(each).__name__
        for each in gc.get_objects()
        if isinstance(each, QThread)
        and type(each) is not QThread
        and isValid(each)
        and each.isRunning()
        and each not in leaving.left
    ]
    print(time.perf_counter() - began, _LEFT, *left, flush=True)
    return code


def close(
    folder: Path, seconds: float, architecture: str, work: str
) -> tuple[float, str, list[str]]:
    """One sitting: seconds from the close to the end, what it was doing, and what was wrong.

    The log begins anew in each.
    """
    (folder / "home" / "logs" / "camviewer.log").unlink(missing_ok=True)
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "CAMVIEWER_HOME": str(folder / "home"),
        "TMPDIR": str(temporary),
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    command = [sys.executable, "-m", "tests.benchmarks.closes"]
    command += ["--sitting", str(seconds), architecture, work]
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
    looked, _, left_threads = rest.strip().partition(_LEFT)
    elapsed -= float(looked or 0)  # among all objects, of which TensorFlow alone has a million
    if left_threads or _LEFT not in rest:
        wrong.append(f"threads: {rest.strip()}")
    if elapsed > LIMIT:
        wrong.append(f"{elapsed:.2f} s")
    wrong += [f"child {each}" for each in _in_session(process.pid)]
    left = [*temporary.iterdir(), *folder.rglob(".*")]
    wrong += [f"file {path}" for path in left]
    wrong += _damage(folder / "home" / "training" / "checkpoint.npz")
    return elapsed, line.removeprefix(_CLOSING).strip(), wrong


def write_picture(path: Path) -> None:
    """Write a progressive JPEG that takes as long to decode as one may."""
    side = np.arange(_SIDE, dtype=np.uint16)
    pixels = (side[:, None] * side % 251).astype(np.uint8)
    Image.fromarray(pixels).save(path, progressive=True)


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
    parser.add_argument("--sitting", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.sitting:
        from camviewer import cli

        seconds, architecture, work = options.sitting
        cli.leave(sitting(float(seconds), architecture, work))  # as the program does
    os.environ.setdefault("CAMVIEWER_DATA", str(home() / "datasets"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    snapshots = random.Random(options.seed)
    times: dict[str, list[float]] = defaultdict(list)
    wrongs: list[str] = []
    with tempfile.TemporaryDirectory(prefix="camviewer-closes-") as name:
        for number in range(options.count):
            # Every tenth one begins anew, with the other architecture.
            folder = Path(name) / str(number // 10)
            if not folder.exists():
                folder.mkdir()
                write_picture(folder / "large.jpg")
            architecture = _ARCHITECTURES[number // 10 % 2]
            work = tuple(WORK)[number % len(WORK)]
            after = snapshots.uniform(0, WORK[work])
            elapsed, doing, wrong = close(folder, after, architecture, work)
            times[doing].append(elapsed)
            wrongs += wrong
            told = f"close {number + 1}, {architecture} {doing} after {after:.2f} s: "
            told += f"{elapsed:.2f} s {'; '.join(wrong)}"
            print(told, file=sys.stderr, flush=True)
    print(f"{'closed while':12} {'count':>5} {'median':>7} {'p95':>7} {'longest':>8}")
    every = [each for found in times.values() for each in found]
    for doing, found in (*times.items(), ("all", every)):
        middle, late, longest = np.percentile(found, (50, 95, 100))
        print(f"{doing:12} {len(found):5} {middle:5.2f} s {late:5.2f} s {longest:6.2f} s")
    print(f"{options.count} closes: {len(wrongs)} things wrong (limit {LIMIT:g} s)")
    return int(bool(wrongs))


if __name__ == "__main__":
    sys.exit(main())
