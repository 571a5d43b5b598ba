"""Histories: opened when asked for, of the chosen model and of no other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers.training import Status, Training
from camviewer.document.document import Document
from camviewer.document.messages import Kind, Message, Messages
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.training import model_history
from camviewer.training.control import StopRequest
from camviewer.training.events import Plan
from camviewer.training.recipes import Recipe
from tests.gui.conftest import score
from tests.model_histories import STEPS, history_of, with_history, without_history
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow


class Told:
    """Remembers what is told, and whether a history was offered last."""

    def __init__(self, training: Training) -> None:
        self.offered = training.histories.is_offered
        self.troubles: list[str] = []
        training.histories.offered.connect(self._offer)
        training.messages.posted.connect(self._take)

    def _take(self, message: Message) -> None:
        assert message.kind is Kind.TROUBLE or "Saved" in message.text
        if message.kind is Kind.TROUBLE:
            self.troubles.append(message.text)

    def _offer(self, offered: bool) -> None:
        self.offered = offered


@pytest.fixture
def document() -> Document:
    return Document()


@pytest.fixture
def training(qtbot: QtBot, document: Document) -> Iterator[Training]:
    made = Training(document, Messages(), NewestRequestWorker(lambda: score))
    yield made
    made.begin_closing()
    made.close()
    qtbot.wait(0)


@pytest.fixture
def told(training: Training) -> Told:
    return Told(training)


def wait_for_history(training: Training, name: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: training.is_history and training.name == name, timeout=PATIENCE)


def test_that_only_a_model_with_a_history_offers_one(
    document: Document, training: Training, told: Told
) -> None:
    one, other = with_history("one"), without_history("other")
    assert not training.histories.is_offered
    for model, offered in ((one, True), (other, False), (one, True)):
        document.set_model(model)
        assert training.histories.is_offered is offered
        assert told.offered is offered
    document.set_model(other)
    training.histories.open()
    assert not training.is_history


def test_that_a_history_is_shown_as_a_training_that_has_ended(
    document: Document, training: Training, told: Told, qtbot: QtBot
) -> None:
    model = with_history("mine")
    document.set_model(model)
    training.histories.open()
    wait_for_history(training, "mine", qtbot)
    history = history_of(model.path)
    assert training.status is Status.IDLE
    assert tuple(training.history) == history.done
    assert (training.curve, training.epochs) == (history.curve, 3)
    assert (training.accuracy, training.data) == (model.card.accuracy, model.card.data)
    assert (training.timeline.is_live, document.snapshot) == (False, None), "nothing is learned"
    assert [snapshot.step for snapshot in training.timeline.snapshots] == list(STEPS)
    training.timeline.look_at(2)
    assert document.snapshot is not None
    assert document.snapshot.name == "mine, epoch 1, step 3"
    assert document.snapshot.graph == graph_of("lecture")
    assert document.snapshot.class_names == model.card.class_names
    assert np.array_equal(document.snapshot.weights[0], history.snapshots[2].weights[0])
    assert training.is_history, "a snapshot of it is no other model"
    training.timeline.leave()
    assert document.snapshot is None
    assert told.troubles == []


def test_that_what_is_open_follows_the_choice_of_the_model(
    document: Document, training: Training, qtbot: QtBot
) -> None:
    one, other, third = with_history("one"), with_history("other"), without_history("third")
    document.set_model(one)
    training.histories.open()
    wait_for_history(training, "one", qtbot)
    training.timeline.look_at(1)
    document.set_model(other)
    wait_for_history(training, "other", qtbot)
    assert (training.timeline.chosen, document.snapshot) == (None, None)
    document.set_model(third)
    assert not training.is_history
    assert (training.name, training.timeline.snapshots, training.curve) == ("", [], ())
    document.set_model(one)
    qtbot.wait(50)
    assert not training.is_history, "it was closed"


def test_that_a_history_that_is_being_read_gives_way_to_the_next_choice(
    document: Document, training: Training, qtbot: QtBot
) -> None:
    one, other = with_history("one"), with_history("other")
    shown: list[str] = []
    training.status_changed.connect(lambda: shown.append(training.name))
    document.set_model(one)
    training.histories.open()
    document.set_model(other)
    wait_for_history(training, "other", qtbot)
    assert shown == ["other"]


def test_that_a_history_of_other_weights_is_told_and_not_shown(
    document: Document, training: Training, told: Told, qtbot: QtBot
) -> None:
    model = without_history("mine")
    model_history.save(model.path, history_of(model_file.bundled()["lecture-best"]))
    document.set_model(model)
    training.histories.open()
    qtbot.waitUntil(lambda: bool(told.troubles), timeout=PATIENCE)
    (sentence,) = told.troubles
    assert "mine.history cannot be used: it belongs to a network with other weights. " in sentence
    assert "Needed: the training history of mine.keras" in sentence
    assert not training.is_history


def test_that_a_damaged_history_is_told_and_that_of_the_model_before_is_left(
    document: Document, training: Training, told: Told, qtbot: QtBot
) -> None:
    one, other = with_history("one"), with_history("other")
    file = model_file.history_of(other.path)
    file.write_bytes(file.read_bytes()[:-1])
    document.set_model(one)
    training.histories.open()
    wait_for_history(training, "one", qtbot)
    document.set_model(other)
    qtbot.waitUntil(lambda: bool(told.troubles), timeout=PATIENCE)
    assert "used: the file is damaged" in told.troubles[0]
    assert not training.is_history


@pytest.mark.usefixtures("eager")
def test_that_a_training_takes_the_place_of_a_history_and_ends_with_its_own(
    document: Document, training: Training, told: Told, few_digits: str, qtbot: QtBot
) -> None:
    document.set_model(with_history("mine"))
    training.histories.open()
    wait_for_history(training, "mine", qtbot)
    recipe = Recipe("quick", epochs=100_000, batch=8, learning_rate=0.003)
    training.start(Plan("new", "lecture", recipe, source=few_digits))
    assert (training.is_history, training.timeline.snapshots) == (False, [])
    assert not told.offered
    training.histories.open()
    qtbot.waitUntil(lambda: len(training.timeline.snapshots) > 3, timeout=PATIENCE)
    assert (training.is_history, training.name) == (False, "new")
    with qtbot.waitSignal(training.saved, timeout=PATIENCE) as saved:
        training.stop(StopRequest.STOP_AND_KEEP)
    kept = model_history.read(model_file.history_of(saved.args[0]))
    assert [one.step for one in kept.snapshots] == [one.step for one in training.timeline.snapshots]
    assert told.offered, "the model chosen still has one"
