"""Kills a training again and again: ``python -m tests.benchmarks.kills [--count N]``.

A training runs in a process of its own that is killed (SIGKILL) at a random moment, and gone on
with in the next one, until it is done; then another one begins, until there were so many kills.
After each kill the checkpoint is read; each result is compared with an uninterrupted training,
bit for bit. Checkpoints are written far more often than usual, so that kills meet them.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from camviewer.common.errors import FileError
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.training import weight_history
from camviewer.training.control import Control
from camviewer.training.events import Plan
from camviewer.training.recipes import Recipe

RECIPE = Recipe("killed", epochs=4, batch=16, learning_rate=0.01, one_cycle=True, varied=1.0)
CHECKPOINT_EVERY = 0.02  # seconds
MAX_LENGTH = 1.5
"""Seconds of training after which it is killed at the latest."""

_BEGUN = "training"


def write_samples(path: Path, train: int = 480, test: int = 100) -> None:
    """Write a few built-in samples to an `.npz` file."""
    one, other = WrittenSplit("train", train), WrittenSplit("test", test)
    np.savez(path, x_train=one.images, y_train=one.labels, x_test=other.images, y_test=other.labels)


def train(folder: Path, source: Path) -> None:
    """Begin the training or go on with the one that stands in the folder, to its end."""
    from camviewer.training import training_run

    training_run.CHECKPOINT_EVERY = CHECKPOINT_EVERY
    run = training_run.TrainingRun(folder)
    if (folder / "checkpoint.npz").exists():
        run.resume()
    else:
        run.begin(Plan("killed", "lecture", RECIPE, seed=3, source=str(source)))
    print(_BEGUN, flush=True)
    for _ in run.run(Control()):
        pass


def sit(folder: Path, source: Path, kill_after: float | None) -> bool:
    """Train in a process of its own, which is killed after so many seconds of training.

    Returns:
        Whether it came to its end before.

    Raises:
        RuntimeError: it failed by itself.
    """
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.kills",
        "--sitting",
        str(folder),
        str(source),
    ]
    quiet = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=quiet
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        begun = process.stdout.readline().strip() == _BEGUN
        try:
            process.wait(kill_after if begun else None)
        except subprocess.TimeoutExpired:
            process.kill()
            return False
        if process.returncode or not begun:
            raise RuntimeError(f"expected a training, found: {process.stderr.read()}")
    return True


def damage(folder: Path) -> str:
    """What is wrong with checkpoint or timeline after a kill; empty if nothing is."""
    from camviewer.training import checkpoints

    path = folder / "checkpoint.npz"
    try:
        if path.exists():
            checkpoints.load(path)
    except FileError as error:
        return str(error)
    file = folder / "timeline.bin"
    return f"{file} cannot be read" if file.exists() and weight_history.read(file) is None else ""


def differences(one: Path, other: Path) -> list[str]:
    """In what two trainings that came to their end differ."""
    from camviewer.training import checkpoints

    states = [checkpoints.load(folder / "checkpoint.npz")[1] for folder in (one, other)]
    lines = [weight_history.read(folder / "timeline.bin") for folder in (one, other)]
    assert lines[0] is not None
    assert lines[1] is not None
    found: dict[str, list[Any]] = {
        "weights": [[each.tobytes() for each in state.weights] for state in states],
        "optimizer": [[each.tobytes() for each in state.optimizer] for state in states],
        "place": [(state.epoch, state.step, dict(state.random)) for state in states],
        "history": [
            [(r.epoch, r.loss, r.accuracy, r.test_loss, r.test_accuracy) for r in state.history]
            for state in states
        ],
        "curve": [(state.curve, state.curve_steps) for state in states],
        "moments": [
            [(m.step, *(each.tobytes() for each in m.weights)) for m in line.snapshots]
            for line in lines
            if line
        ],
    }
    return [name for name, (a, b) in found.items() if a != b]


def main() -> int:
    """Run; the exit code is 0 if nothing was damaged and all results are equal, else 1."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.kills", description=__doc__)
    parser.add_argument("--count", type=int, default=50, metavar="N", help="default: 50")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the moments")
    parser.add_argument("--sitting", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.sitting:
        train(*options.sitting)
        return 0
    snapshots = random.Random(options.seed)
    kills = finished = 0
    damaged: list[str] = []
    unequal: list[str] = []
    with tempfile.TemporaryDirectory(prefix="camviewer-kills-") as name:
        source, whole, killed = (Path(name) / part for part in ("digits.npz", "whole", "killed-0"))
        write_samples(source)
        sit(whole, source, None)
        while kills < options.count or not finished:
            after = snapshots.uniform(0, MAX_LENGTH) if kills < options.count else None
            if not sit(killed, source, after):
                kills += 1
                wrong = damage(killed)
                damaged += [wrong] if wrong else []
                print(f"kill {kills}: {wrong or 'whole'}", file=sys.stderr, flush=True)
                continue
            finished += 1
            unequal += differences(whole, killed)
            killed = Path(name) / f"killed-{finished}"
    print(
        f"{kills} kills, {len(damaged)} checkpoints damaged; {finished} trainings finished, "
        f"{'all equal to' if not unequal else f'different in {unequal} from'} the uninterrupted one"
    )
    return int(bool(damaged or unequal))


if __name__ == "__main__":
    sys.exit(main())
