"""Whole processes of the command line: one digit explained, a whole test set evaluated."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.records import MissingError, Record, median, record

ROUNDS, DIGITS = 7, 10_000

IMPORTS = "import numpy, cv2, h5py, PIL.Image"

PREDICT = """
import sys
import keras
import numpy as np
with np.load(sys.argv[1]) as arrays:
    samples, labels = arrays["x_test"][..., None].astype(np.float32) / 255, arrays["y_test"]
probabilities = keras.models.load_model(sys.argv[2]).predict(samples, verbose=0)
print((probabilities.argmax(axis=1) == labels).mean())
"""


@dataclass(frozen=True)
class Ended:
    """What a process took.

    Attributes:
        milliseconds: from its start to its end.
        megabytes: of memory in use, at most.
    """

    milliseconds: float
    megabytes: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this figure."""
    parser.add_argument("--processes", type=int, default=ROUNDS, help="of each kind")


def measure(options: argparse.Namespace) -> list[Record]:
    """Each verb beside its yardstick, in turns; the first of each only fills the caches."""
    if not hasattr(os, "wait4"):
        raise MissingError("no wait4 on this system: memory of a process is not measured")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*_explain(folder, options.processes), *_evaluate(folder, options.processes)]


def _explain(folder: Path, rounds: int) -> list[Record]:
    given = ("--data", "builtin", "--index", "3", "--out", str(folder / "three.npz"))
    ours, bare = _in_turns(
        rounds,
        lambda: _process("-m", "camviewer", "explain", *given),
        lambda: _process("-c", IMPORTS),
    )
    what = "camviewer explain, one digit, whole process"
    times = [median([each.milliseconds for each in kind]) for kind in (ours, bare)]
    sizes = [max(each.megabytes for each in kind) for kind in (ours, bare)]
    return [
        record(what, times[0], "ms", times[1], IMPORTS, limit="ratio <= 3"),
        record(f"{what}: memory at most", sizes[0], "MB", sizes[1], IMPORTS, limit="<= 200"),
    ]


def _evaluate(folder: Path, rounds: int) -> list[Record]:
    import numpy as np

    from camviewer.data import sources
    from camviewer.networks.formats import model_file

    test = sources.open_source("auto").test
    images = np.resize(test.images, (DIGITS, *test.images.shape[1:]))  # again from the first
    labels = np.resize(test.labels, DIGITS)
    data = folder / "digits.npz"
    np.savez(data, x_train=images[:10], y_train=labels[:10], x_test=images, y_test=labels)
    found = []
    for model, path in model_file.bundled().items():
        given = ("--model", model, "--data", str(data), "--out", str(folder / model))
        ours, theirs = _in_turns(
            rounds,
            lambda given=given: _process("-m", "camviewer", "evaluate", *given),  # type: ignore[misc]
            lambda path=path: _process("-c", PREDICT, str(data), str(path)),  # type: ignore[misc]
        )
        times = [median([each.milliseconds for each in kind]) for kind in (ours, theirs)]
        found.append(
            record(
                f"camviewer evaluate, {DIGITS} digits, {model}, whole process",
                times[0],
                "ms",
                times[1],
                "a script that imports Keras, loads the model and calls predict",
                limit="ratio <= 0.333",
            )
        )
    return found


def _in_turns(rounds: int, *works: Callable[[], Ended]) -> list[list[Ended]]:
    taken = [[work() for work in works] for _ in range(rounds + 1)]
    return [list(kind) for kind in zip(*taken[1:], strict=True)]


def _process(*arguments: str) -> Ended:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        errors = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        elapsed = 1000 * (time.perf_counter() - began)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(
            f"{arguments}: expected exit code 0, found {process.returncode}: "
            f"{errors.decode(errors='replace')}"
        )
    return Ended(elapsed, used.ru_maxrss / 1024)
