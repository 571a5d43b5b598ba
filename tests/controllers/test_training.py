"""The training as the window sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from camviewer.app import first_sample
from camviewer.common.arrays import Array
from camviewer.concurrency import leaving
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers import training_speed
from camviewer.controllers.training import Status, Training, folder
from camviewer.controllers.training_job import Unsaved
from camviewer.data.drawing import Drawing
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.document.messages import Kind, Message, Messages
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import NetworkSnapshot, ScoresRequest
from camviewer.networks import library, store
from camviewer.networks.architectures import graph_of
from camviewer.training import checkpoints, training_run
from camviewer.training.compiled_steps import Steps
from camviewer.training.control import Control, StopRequest
from camviewer.training.events import Plan, Published
from camviewer.training.recipes import Recipe
from camviewer.training.run_folder import Unfinished
from tests.there import there
from tests.waiting import PATIENCE

RECIPE = Recipe("quick", epochs=2, batch=8, learning_rate=0.003)
ENDLESS = replace(RECIPE, epochs=100_000)


pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("eager")]


@pytest.fixture
def plan(few_digits: str) -> Plan:
    return Plan("mine", "lecture", RECIPE, seed=4, source=few_digits)


@pytest.fixture
def endless(plan: Plan) -> Plan:
    return replace(plan, recipe=ENDLESS)


@pytest.fixture
def document() -> Document:
    return Document()


def sample(index: int) -> CanvasContent:
    image = WrittenSplit("test", 10).image(index)
    return CanvasContent(Drawing(base=image.astype(np.float32) / np.float32(255)))


class Told:
    """Remembers what the training tells."""

    def __init__(self, training: Training) -> None:
        self.statuses: list[Status] = []
        self.saved: list[Path] = []
        self.troubles: list[str] = []
        self.sentences: list[str] = []
        training.status_changed.connect(lambda: self.statuses.append(training.status))
        training.saved.connect(self.saved.append)
        training.messages.posted.connect(self._take)

    def _take(self, message: Message) -> None:
        kind = self.troubles if message.kind is Kind.TROUBLE else self.sentences
        kind.append(message.text)


class Answers:
    """Scores of requests, computed at once; each can be held back."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.go.set()
        self.requests: list[ScoresRequest] = []

    def make(self) -> Callable[[ScoresRequest], Array]:
        def compute(request: ScoresRequest) -> Array:
            self.requests.append(request)
            assert self.go.wait(PATIENCE / 1000)
            # Of each network: its first weight and the sample's ink, for all ten classes.
            firsts = [snapshot.weights[0].flat[0] for snapshot in request.snapshots]
            return np.outer(firsts, np.full(10, request.sample.sum())).astype(np.float32)

        return compute


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def training(
    qtbot: QtBot, document: Document, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Training]:
    monkeypatch.setattr(leaving, "PATIENCE", PATIENCE)  # whatever else runs on this machine
    made = Training(document, Messages(), NewestRequestWorker(answers.make))
    yield made
    answers.go.set()
    made.close()
    qtbot.wait(0)
    assert leaving.left == []


@pytest.fixture
def told(training: Training) -> Told:
    return Told(training)


def wait_for(status: Status, training: Training, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: training.status is status, timeout=PATIENCE)


def start(training: Training, plan: Plan, qtbot: QtBot, snapshots: int = 3) -> None:
    training.start(plan)
    qtbot.waitUntil(lambda: len(training.timeline.snapshots) >= snapshots, timeout=PATIENCE)


def test_that_nothing_runs_at_first(training: Training, told: Told) -> None:
    assert training.status is Status.IDLE
    assert (training.progress, training.timeline.chosen, training.timeline.scores) == (
        None,
        None,
        None,
    )
    assert (training.history, training.curve, training.timeline.snapshots) == ([], (), [])
    assert not training.can_resume()
    for action in (training.pause, training.resume, training.close):
        action()
    training.stop(StopRequest.STOP_AND_KEEP)
    assert told.statuses == []


def test_that_the_pen_goes_first(
    training: Training,
    endless: Plan,
    document: Document,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(Control, "give_way", lambda _: calls.append("gives way"))
    monkeypatch.setattr(Control, "take_way", lambda _: calls.append("takes it"))
    document.set_content(sample(3))
    assert calls == [], "nothing runs"
    start(training, endless, qtbot)
    document.set_content(sample(4))
    assert calls == ["gives way"]
    explained = replace(first_sample.prediction_by("compact"), image=document.sample)
    document.set_prediction(explained)
    assert calls == ["gives way"], "it is not painted yet"
    qtbot.waitUntil(lambda: calls == ["gives way", "takes it"], timeout=PATIENCE)
    document.set_content(CanvasContent())
    qtbot.wait(0)
    assert calls == ["gives way", "takes it"], "there is nothing to be explained"


def test_that_a_training_comes_to_its_end(
    training: Training, told: Told, plan: Plan, qtbot: QtBot
) -> None:
    epochs: list[NetworkSnapshot] = []
    training.epoch_kept.connect(epochs.append)
    training.start(plan)
    assert training.status is Status.PREPARING
    wait_for(Status.IDLE, training, qtbot)
    assert [epoch.name for epoch in epochs] == ["mine, epoch 1, step 3", "mine, epoch 2, step 6"]
    assert epochs[1].weights is training.timeline.snapshots[6].weights
    assert told.statuses == [Status.PREPARING, Status.RUNNING, Status.IDLE]
    assert told.saved == [library.folder() / "mine.keras"]
    assert len(told.sentences) == 1
    assert "mine" in told.sentences[0]
    assert told.troubles == []
    assert (training.name, training.epochs) == ("mine", 2)
    assert [record.epoch for record in training.history] == [1, 2]
    assert [snapshot.step for snapshot in training.timeline.snapshots] == [0, 1, 2, 3, 4, 5, 6]
    assert [point.epochs for point in training.curve] == pytest.approx(
        [step / 3 for step in range(1, 7)]
    )
    assert not training.can_resume()


def test_that_a_name_that_is_taken_gets_a_number(
    training: Training, told: Told, plan: Plan, qtbot: QtBot
) -> None:
    library.folder().mkdir(parents=True)
    (library.folder() / "mine.keras").write_bytes(b"an older one")
    training.start(plan)
    wait_for(Status.IDLE, training, qtbot)
    assert told.saved == [library.folder() / "mine-2.keras"]
    assert store.load(told.saved[0]).card.name == "mine-2"
    assert (library.folder() / "mine.keras").read_bytes() == b"an older one"


def test_that_a_name_that_cannot_be_is_told(training: Training, told: Told, plan: Plan) -> None:
    training.start(replace(plan, name="a/b"))
    assert training.status is Status.IDLE
    assert len(told.troubles) == 1


def test_that_only_one_runs(training: Training, told: Told, endless: Plan, qtbot: QtBot) -> None:
    start(training, endless, qtbot)
    training.start(replace(endless, name="other"))
    training.go_on()
    assert training.name == "mine"
    assert told.statuses == [Status.PREPARING, Status.RUNNING]


def test_that_a_pause_is_in_effect_within_one_batch_and_holds_until_it_is_resumed(
    training: Training, told: Told, endless: Plan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[None] = []
    done: list[None] = []
    may_go_on = threading.Event()
    real = Steps.train

    def step(*arguments: object) -> tuple[float, float]:
        begun.append(None)
        if len(begun) > 3:
            assert may_go_on.wait(PATIENCE / 1000)
        result = real(*arguments)  # type: ignore[arg-type]
        done.append(None)
        return result

    monkeypatch.setattr(Steps, "train", step)
    training.start(endless)
    qtbot.waitUntil(lambda: len(begun) == 4, timeout=PATIENCE)
    qtbot.waitUntil(lambda: training.status is Status.RUNNING, timeout=PATIENCE)
    training.pause()
    assert training.status is Status.PAUSED
    may_go_on.set()
    qtbot.waitUntil(lambda: len(done) == 4, timeout=PATIENCE)
    qtbot.wait(100)
    assert len(begun) == 4  # the step that was being made was the last
    training.resume()
    assert told.statuses[-1] is Status.RUNNING
    qtbot.waitUntil(lambda: len(begun) > 4, timeout=PATIENCE)
    assert told.statuses[-3:] == [Status.RUNNING, Status.PAUSED, Status.RUNNING]


def test_that_of_a_ruined_training_both_the_trouble_and_what_is_saved_are_told(
    training: Training, told: Told, plan: Plan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recipe, "learning_rate_at", lambda _recipe, done: 1e30 if done else 0.003)
    training.start(plan)
    qtbot.waitUntil(lambda: bool(told.saved), timeout=PATIENCE)
    (sentence,) = told.troubles
    assert "Training: the loss was " in sentence
    assert sentence.endswith("The network after step 1 is saved as mine.")
    assert told.sentences == [], "good news would take the place of the bad"


@pytest.mark.parametrize("paused", [False, True])
def test_that_stop_and_keep_saves(
    training: Training, told: Told, endless: Plan, qtbot: QtBot, paused: bool
) -> None:
    start(training, endless, qtbot)
    if paused:
        training.pause()
    training.stop(StopRequest.STOP_AND_KEEP)
    assert training.status is Status.ENDING
    wait_for(Status.IDLE, training, qtbot)
    assert told.saved == [library.folder() / "mine.keras"]
    assert training.timeline.snapshots  # the timeline can still be looked at
    assert not training.can_resume()


def test_that_stop_and_discard_leaves_nothing(
    training: Training, told: Told, endless: Plan, document: Document, qtbot: QtBot
) -> None:
    start(training, endless, qtbot)
    training.timeline.look_at(1)
    assert not training.is_discarded
    training.stop(StopRequest.STOP_AND_DISCARD)
    wait_for(Status.IDLE, training, qtbot)
    assert training.is_discarded
    assert told.sentences == ["Discarded the trained network"]
    assert told.saved == []
    assert (training.timeline.snapshots, training.timeline.chosen, document.snapshot) == (
        [],
        None,
        None,
    )
    assert not training.can_resume()
    assert library.files() == []


def test_that_trouble_is_told(training: Training, told: Told, plan: Plan, qtbot: QtBot) -> None:
    training.start(replace(plan, source="not/there.npz"))
    wait_for(Status.IDLE, training, qtbot)
    assert len(told.troubles) == 1
    assert "no file of that name" in told.troubles[0]
    assert told.saved == []


def test_that_a_network_without_a_place_is_handed_over(
    training: Training, told: Told, plan: Plan, qtbot: QtBot
) -> None:
    library.folder().parent.mkdir(parents=True, exist_ok=True)
    library.folder().write_text("is not a folder", encoding="utf-8")
    handed: list[Unsaved | None] = []
    training.unsaved_found.connect(lambda: handed.append(training.unsaved))
    training.start(plan)
    wait_for(Status.IDLE, training, qtbot)
    (unsaved,) = handed
    assert unsaved is not None
    last = training.timeline.snapshots[-1].weights
    assert all(np.array_equal(a, b) for a, b in zip(unsaved.weights, last, strict=True))
    assert (unsaved.card.name, unsaved.card.epochs) == (plan.name, plan.recipe.epochs)
    assert unsaved.card.accuracy == training.accuracy
    assert len(told.troubles) == 1
    assert told.saved == []
    assert training.can_resume(), "the checkpoint still stands"
    training.settle(unsaved)
    assert training.unsaved is None
    assert not training.can_resume()


def test_that_a_network_without_a_place_outlives_the_next_training(
    training: Training, told: Told, plan: Plan, qtbot: QtBot
) -> None:
    library.folder().parent.mkdir(parents=True, exist_ok=True)
    library.folder().write_text("is not a folder", encoding="utf-8")
    for name in ("first", "second"):
        training.start(replace(plan, name=name))
        wait_for(Status.IDLE, training, qtbot)
    for name in ("second", "first"):
        unsaved = training.unsaved
        assert unsaved is not None
        assert unsaved.card.name == name
        assert training.unfinished() == Unfinished(name, 2, 2)
        training.settle(unsaved)
    assert training.unsaved is None
    assert not training.can_resume()


@pytest.mark.parametrize("ending", [StopRequest.STOP_AND_DISCARD, StopRequest.LEAVE])
def test_that_a_training_that_ends_leaves_its_speed(
    training: Training, endless: Plan, qtbot: QtBot, ending: StopRequest
) -> None:
    training.start(replace(endless, recipe=replace(ENDLESS, batch=1)))  # 24 steps an epoch
    seen: list[int] = []

    def note() -> None:
        progress = training.progress
        if progress is not None and progress.steps_made >= 20:
            seen.append(progress.step)

    training.progressed.connect(note)
    qtbot.waitUntil(lambda: any(step >= 20 for step in seen), timeout=PATIENCE)
    assert training_speed.load().speeds == {}
    if ending is StopRequest.LEAVE:
        training.begin_closing()
    else:
        training.stop(ending)
        wait_for(Status.IDLE, training, qtbot)
    assert training_speed.load().speeds["lecture"] > 0
    assert there(training_speed.load().preparation) > 0


# Looking at the network as it learns


def test_that_each_training_is_followed_until_the_model_is_chosen(
    training: Training, endless: Plan, document: Document, qtbot: QtBot
) -> None:
    changes: list[str] = []
    document.model_changed.connect(
        lambda: changes.append(document.snapshot.name if document.snapshot else "")
    )
    start(training, endless, qtbot, snapshots=10)
    assert training.timeline.is_live
    qtbot.waitUntil(lambda: len(changes) >= 3, timeout=PATIENCE)
    assert document.snapshot is not None
    assert document.snapshot.graph == graph_of("lecture")
    assert changes[0] == "mine, before the first step"
    told = [name.removeprefix("mine, epoch ").split(", step ") for name in changes[1:]]
    steps = [int(step.replace(",", "")) for _, step in told]
    assert steps == sorted(set(steps))
    # 24 samples in batches of 8: three steps an epoch.
    assert [int(epoch) for epoch, _ in told] == [-(-step // 3) for step in steps]
    training.timeline.watch(False)
    assert document.snapshot is None
    seen = len(changes)
    at = training.progress
    qtbot.waitUntil(lambda: training.progress is not at, timeout=PATIENCE)
    assert len(changes) == seen
    training.timeline.watch(True)
    assert document.snapshot is not None, "the newest one there is, at once"
    training.stop(StopRequest.STOP_AND_DISCARD)
    wait_for(Status.IDLE, training, qtbot)
    assert document.snapshot is None
    training.timeline.watch(False)
    start(training, endless, qtbot)
    assert training.timeline.is_live, "whatever was chosen in the one before"


def test_that_a_training_of_other_pictures_than_the_sample_is_not_followed(
    training: Training, endless: Plan, document: Document, qtbot: QtBot
) -> None:
    document.set_content(CanvasContent(Drawing(base=np.ones((16, 16), np.float32))))
    start(training, endless, qtbot)
    assert not training.timeline.is_live
    assert document.snapshot is None


def test_that_at_most_four_copies_a_second_are_shown(
    training: Training,
    endless: Plan,
    document: Document,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times: list[float] = []

    class Clock:
        """Goes on by a tenth of a second a step."""

        now = 0.0

        @classmethod
        def monotonic(cls) -> float:
            cls.now += 0.1
            return cls.now

    monkeypatch.setattr(training_run, "time", Clock)

    def publish(*arguments: Any) -> Published:
        times.append(Clock.now)
        return Published(*arguments)

    monkeypatch.setattr(training_run, "Published", publish)
    shown: list[object] = []
    document.model_changed.connect(lambda: shown.append(document.snapshot))
    training.start(endless)
    qtbot.waitUntil(lambda: len(times) > 8, timeout=PATIENCE)
    training.stop(StopRequest.STOP_AND_DISCARD)
    wait_for(Status.IDLE, training, qtbot)
    assert np.diff(times).min() >= 0.25
    assert len(shown) <= len(times) + 2  # before the first step, and the model at the end


def test_that_trouble_ends_the_live_view(
    training: Training, told: Told, plan: Plan, document: Document, qtbot: QtBot
) -> None:
    library.folder().parent.mkdir(exist_ok=True)
    library.folder().touch()  # no folder: the model cannot be saved
    training.start(plan)
    wait_for(Status.IDLE, training, qtbot)
    assert len(told.troubles) == 1
    assert not training.timeline.is_live
    assert document.snapshot is None
    assert training.can_resume()


# The timeline


def test_that_a_snapshot_is_shown_until_the_timeline_is_left(
    training: Training, plan: Plan, document: Document, qtbot: QtBot
) -> None:
    training.start(plan)
    wait_for(Status.IDLE, training, qtbot)
    training.timeline.look_at(2)
    assert training.timeline.chosen == 2
    assert document.snapshot is not None
    assert document.snapshot.name == "mine, epoch 1, step 2"
    assert document.snapshot.weights is training.timeline.snapshots[2].weights
    for place, chosen in ((99, 6), (-1, 0)):
        training.timeline.look_at(place)
        assert training.timeline.chosen == chosen
    training.timeline.leave()
    assert [training.timeline.chosen, document.snapshot] == [None, None]


def test_that_a_snapshot_takes_the_place_of_the_live_view(
    training: Training, endless: Plan, document: Document, qtbot: QtBot
) -> None:
    start(training, endless, qtbot)
    qtbot.waitUntil(lambda: document.snapshot is not None, timeout=PATIENCE)
    training.timeline.look_at(1)
    assert not training.timeline.is_live
    shown = document.snapshot
    at = len(training.timeline.snapshots)
    qtbot.waitUntil(lambda: len(training.timeline.snapshots) > at, timeout=PATIENCE)
    assert document.snapshot is shown
    training.timeline.watch(True)
    assert training.timeline.chosen is None


def test_that_there_is_nothing_to_look_at_without_snapshots(
    training: Training, document: Document
) -> None:
    training.timeline.look_at(0)
    assert (training.timeline.chosen, document.snapshot) == (None, None)


def test_that_the_scores_of_the_digit_over_the_training_arrive(
    training: Training, answers: Answers, plan: Plan, document: Document, qtbot: QtBot
) -> None:
    document.set_content(sample(3))
    training.start(plan)
    wait_for(Status.IDLE, training, qtbot)
    with qtbot.waitSignal(training.timeline.scores_changed, timeout=PATIENCE):
        training.timeline.ask_for_scores()
    scores = training.timeline.scores
    assert scores is not None
    assert scores.shape == (7, 10)
    firsts = [snapshot.weights[0].flat[0] for snapshot in training.timeline.snapshots]
    np.testing.assert_allclose(scores[:, 4], np.array(firsts) * document.sample.sum(), rtol=1e-5)
    assert np.array_equal(answers.requests[0].sample, document.sample)


def test_that_scores_are_forgotten_when_the_digit_changes(
    training: Training, plan: Plan, document: Document, qtbot: QtBot
) -> None:
    document.set_content(sample(3))
    training.start(plan)
    wait_for(Status.IDLE, training, qtbot)
    with qtbot.waitSignal(training.timeline.scores_changed, timeout=PATIENCE):
        training.timeline.ask_for_scores()
    with qtbot.waitSignal(training.timeline.scores_changed, timeout=PATIENCE):
        document.set_content(sample(4))
    assert training.timeline.scores is None


def test_that_scores_of_a_digit_that_is_gone_are_dropped(
    training: Training, answers: Answers, plan: Plan, document: Document, qtbot: QtBot
) -> None:
    document.set_content(sample(3))
    training.start(plan)
    wait_for(Status.IDLE, training, qtbot)
    answers.go.clear()
    training.timeline.ask_for_scores()
    qtbot.waitUntil(lambda: len(answers.requests) == 1, timeout=PATIENCE)
    document.set_content(sample(4))
    answers.go.set()
    with qtbot.waitSignal(training.timeline.scores_changed, timeout=PATIENCE):
        training.timeline.ask_for_scores()
    assert training.timeline.scores is not None
    first = training.timeline.snapshots[0].weights[0].flat[0]
    assert training.timeline.scores[0, 0] == pytest.approx(first * document.sample.sum(), rel=1e-5)
    assert len(answers.requests) == 2


def test_that_no_scores_are_asked_for_without_ink_or_snapshots(
    training: Training, answers: Answers, plan: Plan, document: Document, qtbot: QtBot
) -> None:
    document.set_content(sample(3))
    training.timeline.ask_for_scores()
    document.set_content(CanvasContent())
    training.start(plan)
    wait_for(Status.IDLE, training, qtbot)
    training.timeline.ask_for_scores()
    qtbot.wait(20)
    assert answers.requests == []


def test_that_a_snapshots_scores_are_those_of_its_network(
    qtbot: QtBot, document: Document, plan: Plan
) -> None:
    from camviewer.inference.predictor import make_scorer

    made = Training(document, Messages(), NewestRequestWorker(make_scorer))
    document.set_content(sample(3))
    made.start(plan)
    wait_for(Status.IDLE, made, qtbot)
    with qtbot.waitSignal(made.timeline.scores_changed, timeout=PATIENCE):
        made.timeline.ask_for_scores()
    assert made.timeline.scores is not None
    for snapshot, scores in zip(made.timeline.snapshots, made.timeline.scores, strict=True):
        engine = Engine(graph_of("lecture"), snapshot.weights, "m", is_snapshot=True)
        np.testing.assert_array_equal(engine.predict(document.sample).logits, scores)
    made.close()


# Closing


def threads(training: Training) -> list[QThread]:
    found = [*training.findChildren(QThread), *leaving.left]
    return [each for each in found if each.isRunning()]


def close(training: Training, qtbot: QtBot) -> None:
    """Close it and let what was on its way arrive; exceptions in slots fail the test."""
    training.close()
    qtbot.wait(20)
    assert threads(training) == []


@pytest.mark.parametrize("when", ["running", "paused"])
def test_that_closing_leaves_a_checkpoint_and_no_thread(
    training: Training, told: Told, endless: Plan, qtbot: QtBot, when: str
) -> None:
    start(training, endless, qtbot)
    if when == "paused":
        training.pause()
    close(training, qtbot)
    assert told.saved == []
    assert told.troubles == []
    assert training.can_resume()
    run, state = checkpoints.load(folder() / "checkpoint.npz")
    assert run.name == "mine"
    assert state.step > 0 or state.epoch > 1


def test_that_closing_while_it_is_prepared_leaves_no_thread(
    training: Training, told: Told, endless: Plan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    real = WrittenSplit.image

    def image(split: WrittenSplit, index: int) -> object:
        written.append(index)
        return real(split, index)

    monkeypatch.setattr(WrittenSplit, "image", image)
    training.start(replace(endless, source="builtin"))  # 20,000 samples are to be written
    qtbot.waitUntil(lambda: bool(written), timeout=PATIENCE)
    assert training.status is Status.PREPARING
    close(training, qtbot)
    assert len(written) < 20_000
    assert told.troubles == []
    assert not training.can_resume()


def test_that_closing_twice_does_nothing_more(
    training: Training, endless: Plan, qtbot: QtBot
) -> None:
    start(training, endless, qtbot)
    close(training, qtbot)
    close(training, qtbot)


def test_that_a_closed_training_is_gone_on_with_in_another_window(
    training: Training, endless: Plan, document: Document, answers: Answers, qtbot: QtBot
) -> None:
    start(training, endless, qtbot, snapshots=5)
    close(training, qtbot)
    run, state = checkpoints.load(folder() / "checkpoint.npz")
    again = Training(document, Messages(), NewestRequestWorker(answers.make))
    assert again.can_resume()
    assert again.unfinished() == Unfinished(run.name, state.epoch, run.recipe.epochs)
    seen: list[int] = []
    again.timeline.changed.connect(lambda: seen.append(len(again.timeline.snapshots)))
    again.go_on()
    qtbot.waitUntil(lambda: any(seen), timeout=PATIENCE)
    assert again.name == run.name
    assert again.curve[: len(state.curve)] == state.curve
    assert [record.epoch for record in again.history][: len(state.history)] == [
        record.epoch for record in state.history
    ]
    steps = [snapshot.step for snapshot in again.timeline.snapshots]
    assert steps == sorted(set(steps))
    assert steps[0] == 0
    again.stop(StopRequest.STOP_AND_KEEP)
    wait_for(Status.IDLE, again, qtbot)
    assert not again.can_resume()
    again.close()
