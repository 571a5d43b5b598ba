"""The training job: begun, what it tells, ended exactly once, in a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread
from pytestqt.qtbot import QtBot

from camviewer.common.errors import FileError
from camviewer.controllers import history_opener
from camviewer.controllers.training_job import Begun, Ended, TrainingJob
from camviewer.data.dataset import Dataset
from camviewer.data.sources import open_source
from camviewer.document.stage import Model
from camviewer.networks import store
from camviewer.networks.architectures import graph_of
from camviewer.training import (
    checkpoints,
    model_history,
    optimisation,
    starting_model,
    training_run,
)
from camviewer.training.compiled_steps import Steps
from camviewer.training.control import StopRequest
from camviewer.training.events import EpochDone, Plan, Progress, Published, SnapshotKept
from camviewer.training.recipes import Recipe
from tests.waiting import PATIENCE

THEIRS = Path(__file__).parents[1] / "networks" / "onnx_files" / "resnet.script.onnx"
RECIPE = Recipe("quick", epochs=2, batch=8, learning_rate=0.003)
ENDLESS = replace(RECIPE, epochs=100_000)


class Listener(QObject):
    """Remembers what a job tells, in order, in the thread of the test."""

    def __init__(self, job: TrainingJob) -> None:
        super().__init__()
        self.told: list[object] = []
        for signal in (job.begun, job.noticed, job.ended):
            signal.connect(self._hear)

    def _hear(self, told: object) -> None:
        assert QThread.currentThread() is self.thread()
        self.told.append(told)

    def of(self, kind: type) -> list[object]:
        return [each for each in self.told if isinstance(each, kind)]


pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("eager")]


@pytest.fixture
def plan(few_digits: str) -> Plan:
    return Plan("mine", "lecture", RECIPE, seed=4, source=few_digits)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "training"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "models"


_made: list[TrainingJob] = []


def new_job(plan: Plan | None, folder: Path, library: Path) -> TrainingJob:
    _made.append(TrainingJob(plan, folder, lambda name: library / f"{name}.keras"))
    return _made[-1]


@pytest.fixture(autouse=True)
def jobs_end() -> Iterator[None]:
    """No training outlives its test, however that ends."""
    yield
    for job in _made:
        job.control.end(StopRequest.LEAVE_AT_ONCE)
        assert job.wait(PATIENCE)
    _made.clear()


def finish(job: TrainingJob, qtbot: QtBot) -> None:
    """Wait for the thread and for all it told."""
    qtbot.waitUntil(job.isFinished, timeout=PATIENCE)
    job.wait()
    QCoreApplication.sendPostedEvents()


def run(job: TrainingJob, qtbot: QtBot) -> None:
    """Run it to its end."""
    job.start()
    finish(job, qtbot)


def ended(listener: Listener) -> Ended:
    """How it ended: told once, and last."""
    assert len(listener.of(Ended)) == 1
    last = listener.told[-1]
    assert isinstance(last, Ended)
    return last


def start_and_wait_for(kind: type, job: TrainingJob, listener: Listener, qtbot: QtBot) -> None:
    # Not by waitSignal: what another thread emits may still arrive when that no longer waits.
    job.start()
    qtbot.waitUntil(lambda: bool(listener.of(kind)), timeout=PATIENCE)


def test_that_a_network_of_another_program_is_trained_and_its_history_opened(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path
) -> None:
    job = new_job(replace(plan, architecture="own", start=THEIRS), folder, library)
    listener = Listener(job)
    run(job, qtbot)
    begun, ending = listener.told[0], ended(listener)
    assert isinstance(begun, Begun)
    assert ending.path is not None, ending.trouble
    assert ending.card is not None
    assert (ending.card.architecture, ending.card.start) == ("own", THEIRS.stem)
    graph, history = history_opener.read(Model(ending.path, ending.card))
    assert graph == begun.graph
    assert [snapshot.step for snapshot in history.snapshots] == [0, 1, 2, 3, 4, 5, 6]


def test_that_a_training_comes_to_its_end(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path
) -> None:
    job = new_job(plan, folder, library)
    listener = Listener(job)
    run(job, qtbot)
    begun = listener.told[0]
    assert isinstance(begun, Begun)
    assert (begun.name, begun.graph, begun.epochs) == (
        "mine",
        graph_of("lecture"),
        2,
    )
    assert begun.history == ()
    assert [snapshot.step for snapshot in begun.snapshots] == [0]  # type: ignore[attr-defined]
    assert [epoch.epoch for epoch in listener.of(EpochDone)] == [1, 2]  # type: ignore[attr-defined]
    kept = [notice.snapshot.step for notice in listener.of(SnapshotKept)]  # type: ignore[attr-defined]
    assert kept == [1, 2, 3, 4, 5, 6]
    assert listener.of(Progress)
    assert listener.of(Published)
    ending = ended(listener)
    assert (ending.stop_request, ending.trouble) == (StopRequest.NONE, "")
    assert ending.path == library / "mine.keras"
    stored = store.load(ending.path)
    assert stored.card == ending.card
    last = listener.of(SnapshotKept)[-1].snapshot.weights  # type: ignore[attr-defined]
    assert all(map(np.array_equal, stored.weights, last))
    history = model_history.read(library / "mine.history")
    assert history.is_of("lecture", stored.weights)
    assert [snapshot.step for snapshot in history.snapshots] == [0, 1, 2, 3, 4, 5, 6]
    assert history.done == tuple(listener.of(EpochDone))


def test_that_a_disk_too_full_for_the_history_costs_nothing_else(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(path: Path, _content: bytes) -> None:
        raise FileError(path, expected="a place", found="the disk is full")

    monkeypatch.setattr(model_history, "write", no_room)
    job = new_job(plan, folder, library)
    listener = Listener(job)
    run(job, qtbot)
    assert ended(listener).trouble.endswith("The model was saved without its training history.")
    assert ended(listener).path == library / "mine.keras"
    assert store.load(library / "mine.keras").card == ended(listener).card
    assert not folder.exists() or list(folder.iterdir()) == []


def test_that_stop_and_keep_saves_what_was_learned(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path
) -> None:
    job = new_job(replace(plan, recipe=ENDLESS), folder, library)
    listener = Listener(job)
    start_and_wait_for(EpochDone, job, listener, qtbot)
    job.control.end(StopRequest.STOP_AND_KEEP)
    finish(job, qtbot)
    ending = ended(listener)
    assert (ending.stop_request, ending.trouble) == (StopRequest.STOP_AND_KEEP, "")
    assert ending.path is not None
    assert ending.card is not None
    assert store.load(ending.path).card.epochs == ending.card.epochs >= 1
    assert not (folder / "checkpoint.npz").exists()


class Slow:
    """A training whose steps, once it is held, take as long as it is held."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._free = threading.Event()
        self._free.set()
        self.is_held = threading.Event()
        real = Steps.train

        def train(*arguments: Any) -> tuple[float, float]:
            if not self._free.is_set():
                self.is_held.set()
            assert self._free.wait(PATIENCE / 1000)
            return real(*arguments)

        monkeypatch.setattr(Steps, "train", train)

    def hold(self) -> None:
        self._free.clear()
        assert self.is_held.wait(PATIENCE / 1000)

    def release(self) -> None:
        self._free.set()


def contents(folder: Path) -> dict[str, bytes]:
    """All that is written in a training's folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


def test_that_a_step_that_takes_long_is_not_waited_for_when_the_program_ends(
    qtbot: QtBot,
    plan: Plan,
    folder: Path,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("camviewer.concurrency.leaving.PATIENCE", 30)
    slow = Slow(monkeypatch)
    job = new_job(replace(plan, recipe=ENDLESS), folder, library)
    listener = Listener(job)
    start_and_wait_for(SnapshotKept, job, listener, qtbot)
    slow.hold()
    before = contents(folder)
    job.leave()
    assert job.isRunning()
    assert job.control.stop_request is StopRequest.LEAVE_AT_ONCE
    slow.release()  # the process might not be gone yet
    finish(job, qtbot)
    assert contents(folder) == before
    assert not library.exists()


def test_that_a_quick_step_is_waited_for_and_kept_when_the_program_ends(
    qtbot: QtBot,
    plan: Plan,
    folder: Path,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "camviewer.concurrency.leaving.PATIENCE", PATIENCE
    )  # whatever else runs here
    job = new_job(replace(plan, recipe=ENDLESS), folder, library)
    listener = Listener(job)
    start_and_wait_for(SnapshotKept, job, listener, qtbot)
    job.leave()
    assert job.isFinished()
    QCoreApplication.sendPostedEvents()
    assert ended(listener) == Ended(StopRequest.LEAVE)
    assert (folder / "checkpoint.npz").exists()


def test_that_what_is_being_written_is_waited_for_when_the_program_ends(
    qtbot: QtBot,
    plan: Plan,
    folder: Path,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("camviewer.concurrency.leaving.PATIENCE", 30)
    writes, done = threading.Event(), threading.Event()
    real = checkpoints.save

    def save(path: Path, run: checkpoints.RunDescription, state: optimisation.TrainerState) -> None:
        if state.step:
            writes.set()
            time.sleep(0.3)  # a slow disk
        real(path, run, state)
        if state.step:
            done.set()

    monkeypatch.setattr(checkpoints, "save", save)
    monkeypatch.setattr(training_run, "CHECKPOINT_EVERY", 0.0)
    job = new_job(replace(plan, recipe=ENDLESS), folder, library)
    job.start()
    assert writes.wait(PATIENCE / 1000)
    job.leave()
    assert done.is_set()
    finish(job, qtbot)
    assert checkpoints.load(folder / "checkpoint.npz")[1].step
    assert not list(folder.glob(".*"))


def test_that_what_is_to_be_discarded_is_gone_when_the_program_ends(
    qtbot: QtBot,
    plan: Plan,
    folder: Path,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("camviewer.concurrency.leaving.PATIENCE", 30)
    slow = Slow(monkeypatch)
    job = new_job(replace(plan, recipe=ENDLESS), folder, library)
    listener = Listener(job)
    start_and_wait_for(SnapshotKept, job, listener, qtbot)
    slow.hold()
    job.control.end(StopRequest.STOP_AND_DISCARD)
    job.leave()
    assert job.isRunning()
    assert not folder.exists()
    slow.release()  # the process might not be gone yet
    finish(job, qtbot)
    assert not folder.exists()


def test_that_reading_digits_is_not_waited_for_when_the_program_ends(
    qtbot: QtBot,
    plan: Plan,
    folder: Path,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("camviewer.concurrency.leaving.PATIENCE", 30)
    reads, go_on = threading.Event(), threading.Event()

    def read(source: str) -> Dataset:
        reads.set()
        assert go_on.wait(PATIENCE / 1000)
        return open_source(source)

    monkeypatch.setattr(starting_model, "open_source", read)
    job = new_job(plan, folder, library)
    listener = Listener(job)
    job.start()
    assert reads.wait(PATIENCE / 1000)
    job.leave()
    assert job.isRunning()
    go_on.set()  # the process might not be gone yet
    finish(job, qtbot)
    assert listener.told == [Ended(StopRequest.LEAVE_AT_ONCE)]
    assert not folder.exists()


def test_that_what_is_discarded_while_a_ruined_network_is_evaluated_is_gone(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruin_after_the_first_step(monkeypatch)
    job = new_job(plan, folder, library)

    def evaluate(_runner: training_run.TrainingRun, check: Callable[[], None]) -> float:
        job.control.end(StopRequest.STOP_AND_DISCARD)
        check()
        return 0.0

    monkeypatch.setattr(training_run.TrainingRun, "evaluate", evaluate)
    listener = Listener(job)
    run(job, qtbot)
    assert ended(listener).stop_request is StopRequest.STOP_AND_DISCARD
    assert not folder.exists()


def test_that_stop_and_discard_leaves_nothing(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path
) -> None:
    job = new_job(replace(plan, recipe=ENDLESS), folder, library)
    listener = Listener(job)
    start_and_wait_for(SnapshotKept, job, listener, qtbot)
    job.control.end(StopRequest.STOP_AND_DISCARD)
    finish(job, qtbot)
    assert ended(listener) == Ended(StopRequest.STOP_AND_DISCARD)
    assert not folder.exists()
    assert not library.exists()


@pytest.mark.parametrize("hurried", [False, True])
def test_that_discarding_one_brings_back_the_one_that_it_put_aside(
    qtbot: QtBot,
    plan: Plan,
    folder: Path,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
    hurried: bool,
) -> None:
    first = new_job(replace(plan, name="first", recipe=ENDLESS), folder, library)
    start_and_wait_for(SnapshotKept, first, Listener(first), qtbot)
    first.control.end(StopRequest.LEAVE)
    finish(first, qtbot)
    second = new_job(replace(plan, name="second", recipe=ENDLESS), folder, library)
    slow = Slow(monkeypatch)
    start_and_wait_for(SnapshotKept, second, Listener(second), qtbot)
    if hurried:
        monkeypatch.setattr("camviewer.concurrency.leaving.PATIENCE", 30)
        slow.hold()
    second.control.end(StopRequest.STOP_AND_DISCARD)
    if hurried:
        second.leave()
        slow.release()
    finish(second, qtbot)
    assert checkpoints.load(folder / "checkpoint.npz")[0].name == "first"


def test_that_one_to_be_gone_on_with_that_is_discarded_at_once_is_gone(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path
) -> None:
    first = new_job(replace(plan, recipe=ENDLESS), folder, library)
    start_and_wait_for(SnapshotKept, first, Listener(first), qtbot)
    first.control.end(StopRequest.LEAVE)
    finish(first, qtbot)
    again = new_job(None, folder, library)
    again.control.end(StopRequest.STOP_AND_DISCARD)
    listener = Listener(again)
    run(again, qtbot)
    assert ended(listener) == Ended(StopRequest.STOP_AND_DISCARD)
    assert not (folder / "checkpoint.npz").exists()


def test_that_a_training_that_was_left_is_gone_on_with(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path
) -> None:
    job = new_job(replace(plan, recipe=replace(RECIPE, epochs=200)), folder, library)
    listener = Listener(job)
    start_and_wait_for(EpochDone, job, listener, qtbot)
    job.control.end(StopRequest.LEAVE)
    finish(job, qtbot)
    assert ended(listener) == Ended(StopRequest.LEAVE)
    assert not library.exists()

    again = new_job(None, folder, library)
    more = Listener(again)
    start_and_wait_for(EpochDone, again, more, qtbot)
    again.control.end(StopRequest.STOP_AND_KEEP)
    finish(again, qtbot)
    begun = more.told[0]
    assert isinstance(begun, Begun)
    assert list(begun.history) == listener.of(EpochDone)
    kept = [notice.snapshot.step for notice in listener.of(SnapshotKept)]  # type: ignore[attr-defined]
    assert [snapshot.step for snapshot in begun.snapshots] == [0, *kept]  # type: ignore[attr-defined]
    assert ended(more).path == library / "mine.keras"


@pytest.mark.parametrize("stop_request", [StopRequest.LEAVE, StopRequest.STOP_AND_DISCARD])
def test_that_nothing_is_begun_that_nobody_wants_any_more(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path, stop_request: StopRequest
) -> None:
    job = new_job(plan, folder, library)
    job.control.end(stop_request)
    listener = Listener(job)
    run(job, qtbot)
    assert listener.told == [Ended(stop_request)]
    assert not folder.exists()


def test_that_a_pause_is_in_effect_within_one_batch(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_run, "TELL_EVERY", 0)
    job = new_job(replace(plan, recipe=ENDLESS), folder, library)
    made = 0
    real = Steps.train

    def step(steps: Steps, *arguments: object) -> tuple[float, float]:
        nonlocal made
        made += 1
        if made == 5:
            job.control.pause()  # while this step is being made
        return real(steps, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Steps, "train", step)
    listener = Listener(job)
    job.start()
    qtbot.waitUntil(lambda: made == 5, timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: [p.steps_made for p in listener.of(Progress)][-1:] == [5],  # type: ignore[attr-defined]
        timeout=PATIENCE,
    )
    job.control.finish_writing()  # all that follows from the fifth step
    QCoreApplication.sendPostedEvents()
    told = len(listener.told)
    qtbot.wait(100)
    assert (made, len(listener.told)) == (5, told)
    job.control.resume()
    qtbot.waitUntil(lambda: made > 5, timeout=PATIENCE)
    job.control.pause()
    job.control.end(StopRequest.STOP_AND_DISCARD)  # ends a pause too
    finish(job, qtbot)
    assert ended(listener).stop_request is StopRequest.STOP_AND_DISCARD


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"source": "not/there.npz"}, "no file of that name"),
        ({"architecture": "none"}, "'none' is not known"),
        ({"start": Path("not/there.keras")}, "no file of that name"),
    ],
)
def test_that_a_training_that_cannot_begin_says_why(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path, changes: dict[str, Any], says: str
) -> None:
    job = new_job(replace(plan, **changes), folder, library)
    listener = Listener(job)
    run(job, qtbot)
    assert listener.told == [ended(listener)]
    assert says in ended(listener).trouble
    assert ended(listener).path is None


def test_that_there_must_be_something_to_go_on_with(
    qtbot: QtBot, folder: Path, library: Path
) -> None:
    job = new_job(None, folder, library)
    listener = Listener(job)
    run(job, qtbot)
    assert "Needed: a checkpoint of a training" in ended(listener).trouble


def ruin_after_the_first_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recipe, "learning_rate_at", lambda _recipe, done: 1e30 if done else 0.003)


def test_that_a_loss_that_is_not_finite_is_told_and_the_good_weights_are_saved(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruin_after_the_first_step(monkeypatch)
    job = new_job(plan, folder, library)
    listener = Listener(job)
    run(job, qtbot)
    ending = ended(listener)
    assert "Training: the loss was " in ending.trouble
    assert ending.path is not None
    assert ending.card is not None
    assert ending.card.steps == 1
    good = listener.of(SnapshotKept)[0].snapshot.weights  # type: ignore[attr-defined]
    assert all(map(np.array_equal, store.load(ending.path).weights, good))


def test_that_of_what_was_ruined_by_its_first_step_nothing_is_saved(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path
) -> None:
    job = new_job(replace(plan, recipe=replace(RECIPE, learning_rate=1e30)), folder, library)
    listener = Listener(job)
    run(job, qtbot)
    ending = ended(listener)
    assert "Training: the loss was " in ending.trouble
    assert (ending.path, ending.unsaved) == (None, None)
    assert not library.exists()
    assert not folder.exists()


def test_that_the_checkpoint_stands_if_the_model_cannot_be_saved(
    qtbot: QtBot, plan: Plan, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    job = new_job(plan, folder, tmp_path / "file" / "models")
    listener = Listener(job)
    run(job, qtbot)
    assert "a place to write the model to" in ended(listener).trouble
    assert ended(listener).path is None
    again = new_job(None, folder, tmp_path / "models")
    more = Listener(again)
    run(again, qtbot)
    assert ended(more).path == tmp_path / "models" / "mine.keras"


def test_that_a_bug_is_told_and_ends_the_job(
    qtbot: QtBot, plan: Plan, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(optimisation.Trainer, "run", fail)
    job = new_job(plan, folder, library)
    listener = Listener(job)
    run(job, qtbot)
    assert ended(listener).trouble == "Internal error: ZeroDivisionError: by zero"
