"""The training's figures: ``python -m tests.benchmarks.training [NAME ...] [--json FILE]``.

Each figure is measured in a process of its own, beside its yardstick in the same run. MNIST is
used; it must have been downloaded.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from camviewer.common.paths import home
from camviewer.training.control import Control, StopRequest
from camviewer.training.events import EpochDone, Plan
from camviewer.training.recipes import RECIPES, Recipe

ACCURACY = 0.965
"""What the lecture's recipe has after 15 epochs."""

BEAT = 5  # milliseconds


@dataclass(frozen=True)
class Figure:
    """One figure beside its yardstick.

    Attributes:
        name: what was measured.
        measured: the figure.
        unit: of figure and yardstick.
        yardstick: what it is compared with; None if there is none.
        limit: in words.
        ok: whether the limit is kept; None if there is none.
        note: what else is to be known.
    """

    name: str
    measured: float
    unit: str
    yardstick: float | None = None
    limit: str = ""
    ok: bool | None = None
    note: str = ""


def _fitted(batch: int) -> tuple[Any, tuple[Any, Any], tuple[Any, Any]]:
    """The lecture's network compiled as in the lecture, and MNIST as it is fed there."""
    import keras

    from camviewer.data.sources import open_source
    from camviewer.networks.architectures import graph_of
    from camviewer.training import keras_network

    dataset = open_source("mnist")
    model = keras_network.build(graph_of("lecture"), seed=0).model
    model.compile(keras.optimizers.Adam(), "sparse_categorical_crossentropy", metrics=["accuracy"])
    parts = [
        ((split.images[..., None] / 255).astype(np.float32), split.labels)
        for split in (dataset.train, dataset.test)
    ]
    model.fit(parts[0][0][:batch], parts[0][1][:batch], batch_size=batch, verbose=0)
    return model, parts[0], parts[1]


def accuracy(options: argparse.Namespace) -> list[Figure]:
    """Time to the accuracy: recipe `fast` by the program, the lecture's by `model.fit`."""
    seconds, reached = _time_to_accuracy(RECIPES.named("fast"))
    theirs, told = _fit_time_to_accuracy(options.fit_epochs)
    return [
        Figure(
            f"time to {ACCURACY:.1%}",
            seconds,
            "s",
            theirs,
            "at most 1/8 of fit",
            bool(seconds <= theirs / 8),
            f"1/{theirs / seconds:.1f}; program: {reached}; fit: {told}",
        )
    ]


def _time_to_accuracy(recipe: Recipe) -> tuple[float, str]:
    """Seconds from the beginning until the first epoch that reaches it, and what was reached."""
    from camviewer.training.training_run import TrainingRun

    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        training_run = TrainingRun(Path(name))
        training_run.begin(Plan("fast", "lecture", recipe, source="mnist"))
        epochs = (each for each in training_run.run(Control()) if isinstance(each, EpochDone))
        for epoch in epochs:
            if epoch.test_accuracy >= ACCURACY:
                break
        told = f"{epoch.test_accuracy:.2%} after epoch {epoch.epoch}"
        is_reached = epoch.test_accuracy >= ACCURACY
        return (time.perf_counter() - began if is_reached else float("nan")), told


def _fit_time_to_accuracy(most: int) -> tuple[float, str]:
    """The same of `model.fit`, of so many epochs at most, and what was reached."""
    import keras

    from camviewer.networks.architectures import graph_of
    from camviewer.training import keras_network

    _, train, test = _fitted(32)
    model = keras_network.build(graph_of("lecture"), seed=0).model
    model.compile(keras.optimizers.Adam(), "sparse_categorical_crossentropy", metrics=["accuracy"])
    began, best, epochs = time.perf_counter(), 0.0, 0
    while best < ACCURACY and epochs < most:
        told = model.fit(*train, batch_size=32, validation_data=test, verbose=0).history
        best = max(best, told["val_accuracy"][0])
        epochs += 1
    seconds, note = time.perf_counter() - began, f"{best:.2%} in {epochs} epochs"
    if best < ACCURACY and epochs < 15:
        return (
            15 * seconds / epochs,
            f"{note}, 15 are estimated (--fit-epochs 15 measures them)",
        )
    return seconds, note


def speed(options: argparse.Namespace) -> list[Figure]:
    """Samples a second of the run, everything told and kept, against `model.fit`."""
    return [_speed(batch, options.rounds, options.round_steps) for batch in (16, 32, 64)]


def _speed(batch: int, rounds: int, steps: int) -> Figure:
    from camviewer.training.training_run import TrainingRun

    model, train, _ = _fitted(batch)
    images, labels = (part[: steps * batch] for part in train)
    recipe = Recipe("endless", epochs=1000, batch=batch, learning_rate=0.001)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        training_run = TrainingRun(Path(name))
        training_run.begin(Plan("speed", "lecture", recipe, source="mnist"))
        notices = training_run.run(Control())

        def work() -> float:
            """Samples a second of about so many steps; evaluating is not among them."""
            first, began = training_run.trainer.steps_made, time.perf_counter()
            for notice in notices:
                if isinstance(notice, EpochDone):  # begin to count anew after the evaluating
                    first, began = training_run.trainer.steps_made, time.perf_counter()
                elif training_run.trainer.steps_made >= first + steps:
                    break
            done = training_run.trainer.steps_made - first
            return done * batch / (time.perf_counter() - began)

        for number in range(-1, rounds):
            one = work()
            began = time.perf_counter()
            model.fit(images, labels, batch_size=batch, verbose=0)
            other = len(images) / (time.perf_counter() - began)
            if number >= 0:
                ours.append(one)
                theirs.append(other)
    one, other = float(np.median(ours)), float(np.median(theirs))
    ratio = float(np.median(np.array(ours) / theirs))
    note = f"median of the rounds' ratios {ratio:.2f}, {rounds} rounds of {steps} steps"
    return Figure(
        f"speed, batch {batch}",
        one,
        "digits/s",
        other,
        "at least 1.0 of fit",
        ratio >= 1,
        note,
    )


def heartbeat(options: argparse.Namespace) -> list[Figure]:
    """How late a timer beats while a job trains, and while nothing runs."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

    from camviewer.controllers.training_job import TrainingJob
    from camviewer.data.digits.preparation import SIDE
    from camviewer.inference.prediction import PredictionRequest
    from camviewer.inference.predictor import make_predictor
    from camviewer.networks import library
    from camviewer.networks.formats.model_file import bundled

    # As in the program, where a sample has been explained before anybody trains.
    make_predictor()(PredictionRequest(bundled()["lecture"], np.ones((SIDE, SIDE), np.float32)))

    application = QCoreApplication([])

    def beats(seconds: float, job: TrainingJob | None = None) -> np.ndarray:
        """Milliseconds by which beats were late, for so long or until the job has begun."""
        loop, times = QEventLoop(), []
        timer = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: times.append(time.perf_counter()))
        timer.start()
        if job is None:
            QTimer.singleShot(round(1000 * seconds), loop.quit)
        else:
            job.begun.connect(loop.quit)
            job.start()
        loop.exec()
        timer.stop()
        return 1000 * np.diff(times) - BEAT

    found = []
    idle = beats(options.seconds)
    for architecture in ("lecture", "compact"):
        with tempfile.TemporaryDirectory() as name:
            recipe = replace(RECIPES.named("handwriting"), epochs=1000, written=0.0)
            plan = Plan("beat", architecture, recipe, source="mnist")
            job = TrainingJob(plan, Path(name), library.free_path)
            preparing = beats(0, job)
            busy = beats(options.seconds)
            job.control.end(StopRequest.STOP_AND_DISCARD)
            job.wait()
            application.processEvents()
        for part, late in (("preparing", preparing), ("training", busy)):
            p99, longest = (float(np.percentile(late, share)) for share in (99, 100))
            usual = [float(np.percentile(idle, share)) for share in (99, 100)]
            name, note = (
                f"heartbeat, {architecture}, {part}",
                f"{len(late)} beats of {BEAT} ms",
            )
            found += [
                Figure(
                    f"{name}, p99",
                    p99,
                    "ms late",
                    usual[0],
                    "16 ms more than idle",
                    p99 <= 16 + usual[0],
                    note,
                ),
                Figure(
                    f"{name}, longest",
                    longest,
                    "ms late",
                    usual[1],
                    "60 ms",
                    longest <= 60,
                    note,
                ),
            ]
    return found


def memory(options: argparse.Namespace) -> list[Figure]:
    """Resident memory after 15 epochs and after one, each in a process of its own."""
    sizes = []
    for epochs in (1, 15):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            sizes.append(pool.submit(_memory, epochs, options.share).result())
    more = sizes[1] - sizes[0]
    return [
        Figure(
            "memory of 15 epochs over one",
            more,
            "MB",
            sizes[0],
            "at most 50 MB more",
            more <= 50,
            f"{options.share:.0%} of MNIST; the yardstick is all of one epoch",
        )
    ]


def _memory(epochs: int, share: float) -> float:
    """Megabytes after a run, with the timeline in memory."""
    from camviewer.training.training_run import TrainingRun

    with tempfile.TemporaryDirectory() as name:
        training_run = TrainingRun(Path(name))
        recipe = Recipe("memory", epochs=epochs, batch=32, learning_rate=0.001)
        training_run.begin(Plan("memory", "lecture", recipe, source="mnist", share=share))
        for _ in training_run.run(Control()):
            pass
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def stopping(_: argparse.Namespace) -> list[Figure]:
    """From a call of pause and stop until it is acknowledged, and until the last step ends."""
    from PySide6.QtCore import QCoreApplication

    from camviewer.concurrency.newest_request import NewestRequestWorker
    from camviewer.controllers.training import Status, Training
    from camviewer.document.document import Document
    from camviewer.document.messages import Messages
    from camviewer.inference.predictor import make_scorer
    from camviewer.training.compiled_steps import Steps

    application = QCoreApplication([])
    steps: list[tuple[float, float]] = []  # beginning and end of each
    real = Steps.train

    def train(*arguments: Any) -> tuple[float, float]:
        began = time.perf_counter()
        result = real(*arguments)
        steps.append((began, time.perf_counter()))
        return result

    setattr(Steps, "train", train)  # noqa: B010, for the type checker it is another function

    def until(condition: Callable[[], bool]) -> None:
        while not condition():
            application.processEvents()
            time.sleep(0.0005)

    def effect(act: Callable[[], object], status: Status, settle: Callable[[], None]) -> None:
        """What it took until the status was there, and until the last step was done."""
        began = time.perf_counter()
        act()
        until(lambda: training.status is status)
        acknowledged.append(time.perf_counter() - began)
        settle()
        in_effect.append(steps[-1][1] - began)
        later.append(sum(1 for first, _ in steps if first > began))

    def rest() -> None:
        end = time.perf_counter() + 0.2
        until(lambda: time.perf_counter() > end)

    found = []
    snapshots = np.random.default_rng(0)
    recipe = replace(RECIPES.named("fast"), epochs=1000)
    with tempfile.TemporaryDirectory() as name:
        os.environ["CAMVIEWER_HOME"] = name
        training = Training(Document(), Messages(), NewestRequestWorker(make_scorer))
        for word in ("pause", "stop"):
            acknowledged: list[float] = []
            in_effect: list[float] = []
            later: list[int] = []
            ended: list[float] = []
            for _round in range(20 if word == "pause" else 5):
                if training.status is Status.IDLE:
                    training.start(Plan("stop", "lecture", recipe, source="mnist"))
                count = len(steps)
                until(lambda count=count: len(steps) > count + 20)  # type: ignore[misc]
                wait = time.perf_counter() + snapshots.uniform(0, 0.1)
                until(lambda wait=wait: time.perf_counter() > wait)  # type: ignore[misc]
                if word == "pause":
                    effect(training.pause, Status.PAUSED, rest)
                    training.resume()
                else:
                    began = time.perf_counter()
                    stop = training.stop
                    effect(
                        lambda stop=stop: stop(StopRequest.STOP_AND_KEEP),  # type: ignore[misc]
                        Status.ENDING,
                        lambda: until(lambda: training.status is Status.IDLE),
                    )
                    ended.append(time.perf_counter() - began)
            if word == "pause":
                training.stop(StopRequest.STOP_AND_DISCARD)
                until(lambda: training.status is Status.IDLE)
            batch = 1000 * float(np.median([end - began for began, end in steps]))
            note = f"{max(later)} steps begun after the call; a step takes {batch:.1f} ms"
            if ended:
                note += f"; saved and idle after {1000 * max(ended):.0f} ms"
            worst = 1000 * max(acknowledged)
            found += [
                Figure(f"{word} acknowledged, longest", worst, "ms", None, "100 ms", worst <= 100),
                Figure(
                    f"{word} in effect, longest",
                    1000 * max(in_effect),
                    "ms",
                    batch,
                    "one batch",
                    max(later) <= 1,
                    note,
                ),
            ]
        training.close()
    return found


FIGURES: dict[str, Callable[[argparse.Namespace], list[Figure]]] = {
    "speed": speed,
    "heartbeat": heartbeat,
    "memory": memory,
    "stopping": stopping,
    "accuracy": accuracy,
}


def _measure(name: str, options: argparse.Namespace) -> list[Figure]:
    return FIGURES[name](options)


def _lines(figures: list[Figure]) -> Iterator[str]:
    for figure in figures:
        verdict = {True: "ok", False: "SHORT", None: ""}[figure.ok]
        beside = "" if figure.yardstick is None else f" beside {figure.yardstick:,.2f}"
        yield (
            f"{verdict:5} {figure.name}: {figure.measured:,.2f} {figure.unit}{beside}"
            f" (limit: {figure.limit}) {figure.note}"
        )


def main() -> int:
    """Run; the exit code is 0 if every figure keeps its limit, else 1."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.training", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"out of {', '.join(FIGURES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--fit-epochs", type=int, default=15, help="of model.fit (default: 15)")
    parser.add_argument("--rounds", type=int, default=7, help="of the speed (default: 7)")
    parser.add_argument("--round-steps", type=int, default=300, help="steps a round")
    parser.add_argument("--seconds", type=float, default=10, help="of each heartbeat")
    parser.add_argument("--share", type=float, default=0.05, help="of MNIST for the memory")
    options = parser.parse_args()
    if unknown := set(options.names) - set(FIGURES):
        parser.error(f"expected names out of {', '.join(FIGURES)}, found {', '.join(unknown)}")
    os.environ.setdefault("CAMVIEWER_DATA", str(home() / "datasets"))
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures = []
    for name in options.names or FIGURES:
        print(f"{time.strftime('%H:%M:%S')} {name} ...", file=sys.stderr, flush=True)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(_measure, name, options).result()
        print("\n".join(_lines(found)), flush=True)
        figures += found
    if options.json:
        content = json.dumps([asdict(figure) for figure in figures], indent=2)
        options.json.write_text(content + "\n", encoding="utf-8")
    return int(any(figure.ok is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
