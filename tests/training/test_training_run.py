"""A run: what it tells, what it keeps, and that it goes on where it stood."""

from __future__ import annotations

import errno
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import tensorflow as tf

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import FileError, UserError
from camviewer.data.held_out import held_out_of
from camviewer.data.remedy import Remedy
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.networks import store
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import Weights
from camviewer.networks.model_card import ModelCard
from camviewer.training import (
    checkpoints,
    keras_network,
    optimisation,
    run_folder,
    training_run,
    weight_history,
)
from camviewer.training.control import Control, StopRequest
from camviewer.training.events import (
    CurveDrawn,
    EpochDone,
    EpochKept,
    Notice,
    Plan,
    Progress,
    Published,
    SnapshotKept,
    Told,
    Trouble,
)
from camviewer.training.recipes import Recipe
from camviewer.training.training_run import TrainingRun
from camviewer.training.weight_history import WeightSnapshot
from tests.benchmarks import kills

pytestmark = pytest.mark.slow

# 24 samples in steps of 8, 10 test samples in parts of 8: an epoch is 3 steps, 2 parts, 1 end.
RECIPE = Recipe("quick", epochs=3, batch=8, learning_rate=0.01, one_cycle=True, varied=1.0)
EPOCH = 3 + 2 + 1
FULL = OSError(errno.ENOSPC, "full")
SNAPSHOTS = [0, 1, 2, 3, 5, 6, 9]
"""The next moment after step n is at 1.5 n; 6 and 9 are ends of epochs."""


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Nothing is compiled, which would take longer than all steps; moments are few."""
    tf.config.run_functions_eagerly(True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimisation, "EVALUATION_BATCH", 8)
        patch.setattr(weight_history, "GROWTH", 1.5)
        yield
    tf.config.run_functions_eagerly(False)


@pytest.fixture
def compiling() -> Iterator[None]:
    """Steps are compiled, as in processes of their own; not for the next test, however it ends."""
    tf.config.run_functions_eagerly(False)
    yield
    tf.config.run_functions_eagerly(True)


def samples(path: Path, train: int = 24, test: int = 10, seed: int = 1) -> Path:
    one, other = WrittenSplit("train", train, seed), WrittenSplit("test", test, seed)
    np.savez(path, x_train=one.images, y_train=one.labels, x_test=other.images, y_test=other.labels)
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return samples(tmp_path_factory.mktemp("source") / "digits.npz")


@pytest.fixture(scope="module")
def plan(source: Path) -> Plan:
    return Plan("mine", "lecture", RECIPE, seed=4, source=str(source))


def keep(training_run: TrainingRun, path: Path) -> ModelCard:
    """Evaluate and save it."""
    return training_run.finish(path, training_run.evaluate())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "training"


class After(Control):
    """Stop requests something after so many steps, parts of evaluating and ends of epochs."""

    def __init__(self, events: int, stop_request: StopRequest) -> None:
        super().__init__()
        self._left, self._then = events, stop_request

    def wait(self) -> StopRequest:
        if self._left == 0:
            self.end(self._then)
        self._left -= 1
        return super().wait()


def begun(folder: Path, plan: Plan) -> TrainingRun:
    training_run = TrainingRun(folder)
    training_run.begin(plan)
    return training_run


def resumed(folder: Path) -> TrainingRun:
    training_run = TrainingRun(folder)
    training_run.resume()
    return training_run


def run(training_run: TrainingRun, control: Control | None = None) -> list[Notice]:
    return list(training_run.run(control or Control()))


def equal(one: Weights, other: Weights) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    run(begun(folder, plan))
    return folder


@pytest.fixture
def whole(finished: Path, tmp_path: Path) -> Path:
    """Where an uninterrupted training has come to its end."""
    return Path(shutil.copytree(finished, tmp_path / "whole"))


# What it tells


def described(notice: Notice) -> str:
    match notice:
        case Progress(evaluating=True):
            return f"evaluating {notice.epoch}"
        case Progress():
            return f"progress {notice.epoch} {notice.step}/{notice.steps} {notice.steps_made}"
        case EpochDone():
            return f"epoch {notice.epoch}"
        case CurveDrawn():
            return f"curve {3 * notice.points[-1].epochs:.2g}"
        case EpochKept():
            return f"end {notice.snapshot.step}"
        case SnapshotKept():
            return f"moment {notice.snapshot.step}"
        case Published():
            return f"published {notice.snapshot.step}"
        case Told() | Trouble():
            return notice.sentence


def test_that_notices_come_in_order(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_run, "TELL_EVERY", 0)
    monkeypatch.setattr(training_run, "PUBLISH_EVERY", 0)
    told = [described(notice) for notice in run(begun(folder, plan))]
    assert told == [
        *("moment 1", "progress 1 1/3 1", "curve 1", "published 1"),
        *("moment 2", "progress 1 2/3 2", "curve 2", "published 2"),
        *("moment 3", "progress 1 3/3 3", "curve 3", "published 3"),
        *("evaluating 1", "evaluating 1"),
        *("epoch 1", "end 3"),
        *("progress 2 1/3 4", "curve 4", "published 4"),
        *("moment 5", "progress 2 2/3 5", "curve 5", "published 5"),
        *("progress 2 3/3 6", "curve 6", "published 6"),
        *("evaluating 2", "evaluating 2"),
        *("moment 6", "epoch 2", "end 6"),
        *("progress 3 1/3 7", "curve 7", "published 7"),
        *("progress 3 2/3 8", "curve 8", "published 8"),
        *("moment 9", "progress 3 3/3 9", "curve 9", "published 9"),
        *("evaluating 3", "evaluating 3"),
        *("epoch 3", "end 9"),
    ]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock for the run that goes on by `tick` seconds with every event."""
    made = SimpleNamespace(tick=1.0, now=0.0)

    def monotonic() -> float:
        made.now += made.tick
        return made.now

    monkeypatch.setattr(training_run, "time", SimpleNamespace(monotonic=monotonic))
    return made


def test_that_it_tells_and_publishes_no_more_often_than_it_should(
    folder: Path, plan: Plan, clock: SimpleNamespace
) -> None:
    clock.tick = 0.0625  # 16 events a second: each second one, each fourth one is published
    times: dict[str, list[float]] = {"progress": [], "published": []}
    for notice in begun(folder, plan).run(Control()):
        kind = described(notice).split()[0].replace("evaluating", "progress")
        times.setdefault(kind, []).append(clock.now)
    for kind, pause in (("progress", 0.1), ("published", 0.25)):
        gaps = [later - earlier for earlier, later in pairwise(times[kind])]
        assert min(gaps) >= pause
        assert max(gaps) <= 0.25  # ends of epochs are told in another way
    assert len(times["epoch"]) == 3


def test_that_progress_is_the_mean_since_the_last_one(
    folder: Path, plan: Plan, clock: SimpleNamespace
) -> None:
    clock.tick = 0.06
    training_run = begun(folder, replace(plan, recipe=replace(RECIPE, epochs=1)))
    told = [notice for notice in run(training_run) if isinstance(notice, Progress)]
    first, third, _ = told  # after steps 1 and 3, and while evaluating
    assert (first.step, third.step) == (1, 3)
    epoch = training_run.trainer.history[0]
    # Three steps of 8 samples each: the epoch's mean is that of step 1 and of twice the second.
    assert (first.loss + 2 * third.loss) / 3 == pytest.approx(epoch.loss)
    assert (first.accuracy + 2 * third.accuracy) / 3 == pytest.approx(epoch.accuracy)
    assert first.samples_a_second > 0
    assert first.seconds_left == pytest.approx(2 * 8 / first.samples_a_second)
    assert third.seconds_left == 0


def test_that_checkpoints_are_kept_at_the_start_at_least_every_5_seconds_and_at_each_epoch(
    folder: Path, plan: Plan, clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.tick = 2.0
    kept: list[tuple[int, int]] = []
    monkeypatch.setattr(
        checkpoints, "save", lambda _path, _run, state: kept.append((state.epoch, state.step))
    )
    run(begun(folder, plan))
    # An event each 2 seconds: the third one after the last checkpoint is 5 seconds later.
    assert kept == [
        *((1, 0), (1, 3), (2, 0)),
        *((2, 3), (3, 0)),
        *((3, 3), (4, 0)),
        (4, 0),
    ]


def test_that_published_weights_are_copies(folder: Path, plan: Plan) -> None:
    training_run = begun(folder, plan)
    notices = [notice for notice in training_run.run(Control()) if isinstance(notice, Published)]
    first = notices[0].snapshot
    assert first.step == 1
    assert equal(first.weights, training_run.timeline.snapshots[1].weights)
    assert not equal(first.weights, training_run.trainer.weights())


def test_that_the_timeline_is_kept_in_memory_and_on_disk(folder: Path, plan: Plan) -> None:
    training_run = begun(folder, plan)
    run(training_run)
    assert [snapshot.step for snapshot in training_run.timeline.snapshots] == SNAPSHOTS
    fresh = keras_network.build(graph_of("lecture"), seed=4).get_weights()
    assert equal(training_run.timeline.snapshots[0].weights, fresh)
    assert equal(training_run.timeline.snapshots[-1].weights, training_run.trainer.weights())
    stored = weight_history.read(folder / "timeline.bin")
    assert stored is not None
    for one, other in zip(stored.snapshots, training_run.timeline.snapshots, strict=True):
        assert one.step == other.step
        assert equal(one.weights, other.weights)


def test_that_a_full_timeline_gets_no_more_snapshots_but_the_last(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weight_history, "MAX_COUNT", 4)
    training_run = begun(folder, plan)
    notices = run(training_run)
    assert [snapshot.step for snapshot in training_run.timeline.snapshots] == [
        *SNAPSHOTS[:4],
        SNAPSHOTS[-1],
    ]
    ends = [notice.snapshot for notice in notices if isinstance(notice, EpochKept)]
    assert [snapshot.step for snapshot in ends] == [3, 6, 9]
    assert equal(ends[-1].weights, training_run.trainer.weights())
    assert not equal(ends[0].weights, ends[1].weights)


# Interruptions


@pytest.mark.parametrize("events", [3, 4, 7])
def test_that_a_run_left_again_and_again_ends_as_an_uninterrupted_one(
    whole: Path, folder: Path, plan: Plan, events: int
) -> None:
    training_run, sittings = begun(folder, plan), 0
    while True:
        run(training_run, After(events, StopRequest.LEAVE))
        sittings += 1
        if training_run.trainer.is_finished:
            break
        training_run = resumed(folder)
    assert sittings >= 3 * EPOCH // events  # evaluating is begun anew in each
    assert kills.differences(whole, folder) == []
    line = weight_history.read(folder / "timeline.bin")
    assert line is not None
    assert [snapshot.step for snapshot in line.snapshots] == SNAPSHOTS


def test_that_snapshots_of_a_future_that_was_not_kept_are_forgotten(
    whole: Path, folder: Path, plan: Plan
) -> None:
    run(begun(folder, plan), After(2, StopRequest.LEAVE))
    # As if it had been killed later: moments are written as they come, checkpoints now and then.
    for step in (3, 5):
        weight_history.append(
            folder / "timeline.bin",
            WeightSnapshot(step, keras_network.build(graph_of("lecture")).get_weights()),
        )
    training_run = resumed(folder)
    assert [snapshot.step for snapshot in training_run.timeline.snapshots] == [0, 1, 2]
    run(training_run)
    assert kills.differences(whole, folder) == []


def test_that_half_a_snapshot_does_no_harm(whole: Path, folder: Path, plan: Plan) -> None:
    run(begun(folder, plan), After(4, StopRequest.LEAVE))
    path = folder / "timeline.bin"
    path.write_bytes(path.read_bytes() + b"half a moment")
    run(resumed(folder))
    assert kills.differences(whole, folder) == []


ENDLESS = b'{"architecture": "lecture", "shapes": [[Infinity]]}\n'


@pytest.mark.parametrize("content", [b"", b"no timeline\n", ENDLESS, b"[" * 100_000 + b"\n"])
def test_that_a_lost_timeline_is_begun_anew(
    whole: Path, folder: Path, plan: Plan, content: bytes
) -> None:
    run(begun(folder, plan), After(4, StopRequest.LEAVE))
    (folder / "timeline.bin").write_bytes(content)
    training_run = resumed(folder)
    run(training_run)
    assert [snapshot.step for snapshot in training_run.timeline.snapshots] == [3, 5, 6, 9]
    assert kills.differences(whole, folder) == ["moments"]


def test_that_the_timeline_of_another_architecture_is_not_taken(folder: Path, plan: Plan) -> None:
    run(begun(folder, plan), After(2, StopRequest.LEAVE))
    other = weight_history.WeightHistory(
        "compact", [WeightSnapshot(0, keras_network.build(graph_of("compact")).get_weights())]
    )
    weight_history.write(folder / "timeline.bin", other)
    training_run = resumed(folder)
    assert [snapshot.step for snapshot in training_run.timeline.snapshots] == [2]
    assert equal(training_run.timeline.snapshots[0].weights, training_run.trainer.weights())


def test_that_what_a_kill_left_behind_is_removed(folder: Path, plan: Plan) -> None:
    run(begun(folder, plan), After(2, StopRequest.LEAVE))
    (folder / ".checkpoint-x8s9.npz").write_bytes(b"half")
    (folder / ".timeline-aa77.bin").write_bytes(b"half")
    resumed(folder)
    assert names(folder) == ["checkpoint.npz", "timeline.bin"]


def test_that_a_run_that_was_done_but_not_saved_can_be_saved(
    whole: Path, tmp_path: Path, plan: Plan
) -> None:
    training_run = resumed(whole)
    assert run(training_run) == []
    card = keep(training_run, tmp_path / "mine.keras")
    assert (card.epochs, card.name) == (3, plan.name)


def test_that_a_killed_training_ends_as_an_uninterrupted_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiling: None
) -> None:
    snapshots = random.Random()
    source, whole, killed = tmp_path / "digits.npz", tmp_path / "whole", tmp_path / "killed"
    kills.write_samples(source)
    for _ in range(2):
        kills.sit(killed, source, snapshots.uniform(0, kills.MAX_LENGTH))
        assert kills.damage(killed) == ""
    # As in the processes that are killed.
    monkeypatch.setattr(weight_history, "GROWTH", 1.05)
    monkeypatch.setattr(optimisation, "EVALUATION_BATCH", 500)
    monkeypatch.setattr(training_run, "CHECKPOINT_EVERY", kills.CHECKPOINT_EVERY)
    for folder in (whole, killed):
        kills.train(folder, source)
    assert kills.differences(whole, killed) == []
    assert names(killed) == ["checkpoint.npz", "timeline.bin"]


# The end


def test_that_stop_and_keep_saves_the_last_weights(
    folder: Path, plan: Plan, tmp_path: Path
) -> None:
    training_run = begun(folder, plan)
    run(training_run, After(EPOCH + 1, StopRequest.STOP_AND_KEEP))
    last = training_run.trainer.weights()
    assert training_run.trainer.steps_made == 4
    card = keep(training_run, tmp_path / "mine.keras")
    stored = store.load(tmp_path / "mine.keras")
    assert equal(stored.weights, last)
    assert stored.card == card
    assert card == ModelCard(
        name="mine",
        architecture="lecture",
        recipe="quick",
        epochs=1,
        data=plan.source,
        seed=4,
        accuracy=round(training_run.trainer.evaluate()[1], 6),
        date=card.date,
        version=card.version,
        share=plan.share,
        batch=RECIPE.batch,
        learning_rate=RECIPE.learning_rate,
        steps=training_run.trainer.steps_made,
    )
    assert not (folder / "checkpoint.npz").exists()


def test_that_a_finished_run_is_saved_with_the_last_epochs_accuracy(
    whole: Path, tmp_path: Path
) -> None:
    training_run = resumed(whole)
    card = keep(training_run, tmp_path / "mine.keras")
    assert card.epochs == 3
    assert card.accuracy == round(training_run.trainer.history[-1].test_accuracy, 6)
    assert equal(store.load(tmp_path / "mine.keras").weights, training_run.trainer.weights())


def test_that_the_checkpoint_stands_if_the_model_cannot_be_saved(
    whole: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    training_run = resumed(whole)
    with pytest.raises(FileError):
        keep(training_run, tmp_path / "file" / "mine.keras")
    assert (whole / "checkpoint.npz").exists()
    keep(training_run, tmp_path / "mine.keras")


@pytest.mark.parametrize("events", [0, 1, EPOCH])
def test_that_stop_and_discard_leaves_nothing(folder: Path, plan: Plan, events: int) -> None:
    run(begun(folder, plan), After(events, StopRequest.STOP_AND_DISCARD))
    assert names(folder) == []


def test_that_leaving_before_the_first_step_makes_none(folder: Path, plan: Plan) -> None:
    training_run = begun(folder, plan)
    before = training_run.trainer.weights()
    run(training_run, After(0, StopRequest.LEAVE))
    assert equal(before, training_run.trainer.weights())
    assert resumed(folder).trainer.steps_made == 0


def test_that_a_new_run_puts_the_one_before_aside(folder: Path, plan: Plan) -> None:
    training_run = begun(folder, plan)
    run(training_run, After(4, StopRequest.LEAVE))
    other = begun(folder, replace(plan, name="other"))
    assert names(folder) == ["kept", "timeline.bin"]  # the checkpoint comes with the first sitting
    kept = folder / "kept" / "1"
    told = [notice.sentence for notice in run(other) if isinstance(notice, Told)]
    assert told == [f"The unfinished training is kept in {kept} and offered again after this one."]
    keep(other, folder / "other.keras")
    assert names(folder) == ["checkpoint.npz", "other.keras", "timeline.bin"]
    again = resumed(folder)
    assert again.described.name == "mine"
    assert equal(again.trainer.weights(), training_run.trainer.weights())
    assert [snapshot.step for snapshot in again.timeline.snapshots] == SNAPSHOTS[:4]


def test_that_forgetting_twice_forgets_only_ones_own(folder: Path, plan: Plan) -> None:
    run(begun(folder, plan), After(2, StopRequest.LEAVE))
    other = begun(folder, replace(plan, name="other"))
    run(other, After(1, StopRequest.STOP_AND_DISCARD))
    other.forget()
    assert resumed(folder).described.name == "mine"


def test_that_what_is_not_begun_forgets_nothing(folder: Path, plan: Plan) -> None:
    run(begun(folder, plan), After(2, StopRequest.LEAVE))
    training_run = TrainingRun(folder)
    with pytest.raises(UserError):
        training_run.begin(replace(plan, source="not/there.npz"))
    training_run.forget()
    assert resumed(folder).described.name == "mine"


def test_that_what_was_put_aside_outlives_a_folder_without_a_checkpoint(
    folder: Path, plan: Plan
) -> None:
    run(begun(folder, plan), After(2, StopRequest.LEAVE))
    run(begun(folder, replace(plan, name="second")), After(2, StopRequest.LEAVE))
    run_folder.checkpoint(folder).unlink()  # however that came about
    third = begun(folder, replace(plan, name="third"))
    run(third, After(2, StopRequest.LEAVE))
    assert resumed(folder).described.name == "third"
    resumed(folder).forget()
    assert resumed(folder).described.name == "mine"


def test_that_those_put_aside_come_back_one_after_the_other(folder: Path, plan: Plan) -> None:
    for name in ("first", "second", "third"):
        run(begun(folder, replace(plan, name=name)), After(2, StopRequest.LEAVE))
    for name in ("third", "second", "first"):
        training_run = resumed(folder)
        assert training_run.described.name == name
        run(training_run, After(1, StopRequest.STOP_AND_DISCARD))
    assert names(folder) == []


def test_that_a_run_that_cannot_be_put_aside_stands_as_it_was(folder: Path, plan: Plan) -> None:
    run(begun(folder, plan), After(4, StopRequest.LEAVE))
    (folder / "kept").touch()  # where a folder is to be made
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(FileError, match=r"keep the unfinished training.* Continue that training"):
        begun(folder, replace(plan, name="other"))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_that_the_timeline_ends_in_what_is_kept(folder: Path, plan: Plan) -> None:
    training_run = begun(folder, plan)
    run(training_run, After(EPOCH + 1, StopRequest.STOP_AND_KEEP))
    last = training_run.timeline.snapshots[-1]
    assert last.step == training_run.trainer.steps_made == 4
    assert equal(last.weights, training_run.trainer.weights())


def test_that_only_one_training_runs_in_a_folder(folder: Path, plan: Plan) -> None:
    with TrainingRun(folder) as training_run:
        training_run.begin(plan)
        run(training_run, After(2, StopRequest.LEAVE))
        assert not run_folder.stands(folder)
        with pytest.raises(UserError, match="another one is running in"), TrainingRun(folder):
            pass
    assert run_folder.stands(folder)


def test_that_a_folder_in_which_nothing_was_begun_is_not_left_behind(tmp_path: Path) -> None:
    with TrainingRun(tmp_path / "new" / "training"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_that_a_failing_checkpoint_is_told_though_the_timeline_fails_too(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(why: str) -> Callable[..., None]:
        def act(path: Path, *_: object) -> None:
            raise FileError(path, expected="a place", found=why)

        return act

    training_run = begun(folder, plan)
    monkeypatch.setattr(weight_history, "append", failing("no right"))
    monkeypatch.setattr(weight_history, "write", failing("no right"))
    monkeypatch.setattr(checkpoints, "save", failing("a folder"))
    told = troubles(run(training_run))
    assert [("a folder" in one, "no right" in one) for one in told] == [
        (True, False),
        (False, True),
    ]


def test_that_a_model_that_cannot_be_saved_costs_no_timeline(
    folder: Path, plan: Plan, tmp_path: Path
) -> None:
    training_run = begun(folder, plan)
    run(training_run)
    (tmp_path / "file").touch()
    with pytest.raises(FileError):
        keep(training_run, tmp_path / "file" / "mine.keras")
    assert [snapshot.step for snapshot in resumed(folder).timeline.snapshots] == SNAPSHOTS


def test_that_the_one_before_stands_while_another_is_not_ready(folder: Path, plan: Plan) -> None:
    run(begun(folder, plan), After(4, StopRequest.LEAVE))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        TrainingRun(folder).begin(replace(plan, name="other"), token.check)
    with pytest.raises(UserError):
        TrainingRun(folder).begin(replace(plan, source="not/there.npz"))
    assert resumed(folder).described.name == "mine"


# Bad luck


def troubles(notices: list[Notice]) -> list[str]:
    return [notice.sentence for notice in notices if isinstance(notice, Trouble)]


def test_that_a_folder_that_cannot_be_written_is_told_once_and_changes_nothing(
    whole: Path, tmp_path: Path, plan: Plan
) -> None:
    (tmp_path / "file").touch()
    training_run = begun(tmp_path / "file" / "training", plan)
    told = troubles(run(training_run))
    assert len(told) == 1
    assert "cannot be written: " in told[0]
    assert equal(training_run.trainer.weights(), resumed(whole).trainer.weights())
    assert [snapshot.step for snapshot in training_run.timeline.snapshots] == SNAPSHOTS
    keep(training_run, tmp_path / "mine.keras")
    assert equal(store.load(tmp_path / "mine.keras").weights, training_run.trainer.weights())


def test_that_a_run_without_a_folder_can_be_discarded(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "file").touch()
    run(begun(tmp_path / "file" / "training", plan), After(2, StopRequest.STOP_AND_DISCARD))


def test_that_a_disk_that_is_full_for_a_while_is_told_once_each_time(
    whole: Path, folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = count()

    def full() -> bool:
        return next(calls) in (2, 3, 4, 5, 11)

    def failing(action: object, half: bytes) -> object:
        def act(path: Path, *arguments: object) -> None:
            if not full():
                action(path, *arguments)  # type: ignore[operator]
                return
            if half:
                path.write_bytes(path.read_bytes() + half)
            raise FileError(path, expected="a place", found="the disk is full") from FULL

        return act

    monkeypatch.setattr(weight_history, "write", failing(weight_history.write, b""))
    monkeypatch.setattr(weight_history, "append", failing(weight_history.append, b"half a moment"))
    monkeypatch.setattr(checkpoints, "save", failing(checkpoints.save, b""))
    # Calls: 0 the timeline, 1 a checkpoint; 2 to 4 moments, 5 and 6 a checkpoint (twice: the
    # timeline has made room) and 7 the timeline at the end of the epoch; 8 and 9 moments, 10 a
    # checkpoint; 11 the last moment, 12 a checkpoint, 13 the timeline; 14 the last checkpoint.
    training_run = begun(folder, plan)
    told = troubles(run(training_run))
    assert len(told) == 2
    assert next(calls) == 15
    monkeypatch.undo()
    assert resumed(folder).trainer.is_finished
    assert kills.differences(whole, folder) == []


def test_that_on_a_full_disk_the_timeline_makes_room_for_checkpoint_and_model(
    folder: Path, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cramped(action: Callable[..., None]) -> Callable[..., None]:
        def act(path: Path, *arguments: object, **options: object) -> None:
            if (folder / "timeline.bin").exists():
                raise FileError(path, expected="a place", found="the disk is full") from FULL
            action(path, *arguments, **options)

        return act

    monkeypatch.setattr(checkpoints, "save", cramped(checkpoints.save))
    monkeypatch.setattr(keras_network, "save", cramped(keras_network.save))
    training_run = begun(folder, plan)
    assert troubles(run(training_run)) == []
    path = tmp_path / "mine.keras"
    keep(training_run, path)
    assert equal(store.load(path).weights, training_run.trainer.weights())


def test_that_a_model_that_cannot_be_saved_can_be_saved_later(
    folder: Path, plan: Plan, tmp_path: Path
) -> None:
    training_run = begun(folder, plan)
    run(training_run)
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match=r"cannot be written: .*Needed: a place to write the model"):
        keep(training_run, tmp_path / "file" / "mine.keras")
    path = tmp_path / "mine.keras"
    keep(resumed(folder), path)
    assert equal(store.load(path).weights, training_run.trainer.weights())


def test_that_other_digits_than_it_was_begun_with_are_told(
    folder: Path, plan: Plan, tmp_path: Path
) -> None:
    path = samples(tmp_path / "mine.npz")
    run(begun(folder, replace(plan, source=str(path))), After(2, StopRequest.LEAVE))
    with np.load(path) as archive:
        inverted = {
            name: 255 - array if name == "x_train" else array for name, array in archive.items()
        }
    for change in (lambda: samples(path, seed=2), lambda: np.savez(path, **inverted)):
        change()
        with pytest.raises(
            UserError, match=r"the digits of .* are not the ones it was started with"
        ):
            TrainingRun(folder).resume()
    path.unlink()
    with pytest.raises(UserError, match="no file of that name"):
        TrainingRun(folder).resume()
    samples(path)
    assert resumed(folder).trainer.steps_made == 2


def test_that_there_must_be_something_to_go_on_with(folder: Path) -> None:
    with pytest.raises(
        FileError, match=r"used: there is no file.*Needed: a checkpoint of a training"
    ):
        TrainingRun(folder).resume()


def test_that_a_checkpoint_that_does_not_fit_its_architecture_is_told(
    folder: Path, plan: Plan
) -> None:
    run(begun(folder, plan), After(2, StopRequest.LEAVE))
    path = folder / "checkpoint.npz"
    described, state = checkpoints.load(path)
    for changes in (
        {"weights": state.weights[:-1]},
        {"optimizer": [np.zeros((2, 2), np.float32)] * len(state.optimizer)},
        {"step": 99},
    ):
        checkpoints.save(path, described, replace(state, **changes))
        with pytest.raises(FileError, match="Needed: a checkpoint of its architecture"):
            TrainingRun(folder).resume()
    checkpoints.save(path, replace(described, architecture="compact"), state)
    with pytest.raises(FileError, match="Needed: a checkpoint of its architecture"):
        TrainingRun(folder).resume()
    checkpoints.save(path, replace(described, architecture="none"), state)
    with pytest.raises(UserError, match="'none' is not known"):
        TrainingRun(folder).resume()


class Ruin:
    """Makes a run's weights so large that the loss is not finite, after so many steps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
        recipe_rate = Recipe.learning_rate_at
        made = count(1)
        monkeypatch.setattr(
            Recipe,
            "learning_rate_at",
            lambda recipe, progress: 1e30 if next(made) == steps else recipe_rate(recipe, progress),
        )


@pytest.mark.parametrize(("ruined", "where"), [(2, "step 3 of epoch 1"), (3, "after epoch 1")])
def test_that_a_loss_that_is_not_finite_ends_it_with_the_last_good_weights(
    whole: Path,
    folder: Path,
    plan: Plan,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ruined: int,
    where: str,
) -> None:
    Ruin(monkeypatch, ruined)
    training_run = begun(folder, plan)
    with pytest.raises(UserError, match=where):
        run(training_run)
    # The weights after the ruining step are finite numbers, but no good ones.
    good = training_run.timeline.snapshots[ruined - 1]
    assert good.step == ruined - 1
    assert equal(training_run.trainer.weights(), good.weights)
    uninterrupted = weight_history.read(whole / "timeline.bin")
    assert uninterrupted is not None
    assert equal(good.weights, uninterrupted.snapshots[ruined - 1].weights)
    card = keep(training_run, tmp_path / "mine.keras")
    assert equal(store.load(tmp_path / "mine.keras").weights, good.weights)
    assert (card.steps, card.epochs) == (ruined - 1, 0)


def test_that_a_resumed_run_that_is_ruined_has_the_weights_it_was_resumed_with(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(begun(folder, plan), After(EPOCH, StopRequest.LEAVE))
    training_run = resumed(folder)
    before = training_run.trainer.weights()
    Ruin(monkeypatch, 1)
    with pytest.raises(UserError, match="step 2 of epoch 2"):
        run(training_run)
    assert equal(training_run.trainer.weights(), before)


def test_that_a_run_that_was_ruined_when_it_was_left_still_has_its_good_weights(
    folder: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ruin(monkeypatch, 2)
    run(
        begun(folder, plan), After(2, StopRequest.LEAVE)
    )  # what the second step did is not seen yet
    training_run = resumed(folder)
    with pytest.raises(UserError, match="step 3 of epoch 1"):
        run(training_run)
    good = training_run.timeline.snapshots[1]
    assert good.step == 1
    assert equal(training_run.trainer.weights(), good.weights)


# Beginning with a model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "start.keras"
    card = ModelCard("start", "lecture", "fast", 1, "builtin", 0, None, "2026-05-04", "1.0")
    keras_network.save(path, keras_network.build(graph_of("lecture"), seed=77), card)
    return path


def test_that_a_run_can_begin_with_a_model(folder: Path, plan: Plan, model: Path) -> None:
    training_run = begun(folder, replace(plan, start=model))
    assert equal(training_run.trainer.weights(), store.load(model).weights)
    assert equal(training_run.timeline.snapshots[0].weights, store.load(model).weights)
    run(training_run)
    assert not equal(training_run.trainer.weights(), store.load(model).weights)


def test_that_a_run_that_began_with_a_model_needs_it_no_more(
    folder: Path, tmp_path: Path, plan: Plan, model: Path
) -> None:
    plan = replace(plan, start=model)
    run(begun(tmp_path / "whole", plan))
    run(begun(folder, plan), After(4, StopRequest.LEAVE))
    model.unlink()
    run(resumed(folder))
    assert kills.differences(tmp_path / "whole", folder) == []


def test_that_a_model_of_another_architecture_is_told(
    folder: Path, plan: Plan, model: Path
) -> None:
    with pytest.raises(
        UserError, match=r"start.keras has the architecture .* cannot start training of"
    ):
        TrainingRun(folder).begin(replace(plan, architecture="compact", start=model))
    assert not folder.exists()


def test_that_a_remedy_changes_what_is_learned_from_and_is_gone_on_with(
    plan: Plan, folder: Path
) -> None:
    wanted = replace(plan, remedy=Remedy(train=(0, 5), copies=3, varied=True))
    with TrainingRun(folder) as first:
        first.begin(wanted)
        (images, _), (tested, _) = first.trainer.samples
        assert len(images) == 24 + 6
        assert len(tested) == held_out_of(WrittenSplit("test", 10, 1)).sum()
        list(first.run(After(1, StopRequest.LEAVE)))
    with TrainingRun(folder) as second:
        second.resume()
        assert np.array_equal(second.trainer.samples[0][0], images)
