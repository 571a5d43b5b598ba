"""The controller: late answers are dropped, what cannot be opened changes nothing."""

from __future__ import annotations

import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.methods import METHODS
from camviewer.common.errors import UserError
from camviewer.common.registry import Registry
from camviewer.concurrency.job import Job
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers import explaining
from camviewer.controllers.data_questions import Found, find
from camviewer.controllers.sample import Controller
from camviewer.data.drawing import Drawing
from camviewer.data.photos.collected import collected
from camviewer.data.photos.reading import corners_of
from camviewer.data.photos.samples import FoundSample
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.document.messages import Kind, Message, Messages
from camviewer.document.stage import Model
from camviewer.inference.prediction import LayerOutput, Prediction, PredictionRequest
from camviewer.networks import store
from camviewer.networks.formats import model_file
from camviewer.networks.input_scaling import Scaling
from camviewer.networks.store import StoredModel
from tests.document.test_document import LINE
from tests.gui.conftest import explain
from tests.there import there

SHOE = SampleOrigin("shoes.npz", 87, 9, class_name="shoe")
MNIST = SampleOrigin("mnist", 3, 4, class_name="4")
DOT = CanvasContent(Drawing(strokes=(Stroke(np.array([[0.5, 0.5]]), 0.2),)))


class Desk:
    """A controller whose network answers when it is let."""

    def __init__(self) -> None:
        self.document = Document()
        for path in model_file.bundled().values():
            self.document.add_model(Model(path, model_file.read_card(path)))
        self.document.set_model(self.document.models[0])
        self.go_on = threading.Event()
        self.go_on.set()
        self.begun = threading.Event()
        self.trouble = ""
        self.fails_for: Path | None = None
        self.messages = Messages()
        self.controller = Controller(
            self.document,
            self.messages,
            NewestRequestWorker(lambda: lambda request: self.answer(request)),
        )

    def answer(self, request: PredictionRequest) -> Prediction:
        self.begun.set()
        assert self.go_on.wait(10)
        if self.trouble:
            raise UserError(self.trouble)
        assert isinstance(request.network, Path)
        if request.network == self.fails_for:
            raise UserError(f"{request.network}: no.")
        return replace(explain(request), model=request.network.stem)


def request(desk: Desk) -> PredictionRequest:
    return PredictionRequest(desk.document.models[0].path, desk.document.sample)


def write_samples(path: Path) -> str:
    samples = np.full((3, 28, 28), 7, np.uint8)
    labels = np.arange(3, dtype=np.uint8)
    np.savez(path, x_train=samples, y_train=labels, x_test=samples, y_test=labels)
    return str(path)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    made.controller.start()
    yield made
    made.go_on.set()
    made.controller.close()


def test_that_an_answer_for_a_digit_that_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    desk.go_on.clear()
    desk.document.set_content(LINE)
    assert desk.begun.wait(10)
    desk.document.set_content(CanvasContent())
    with qtbot.waitSignal(desk.controller.worker.answered):
        desk.go_on.set()
    assert desk.document.prediction is None


def test_that_maps_of_another_model_do_not_stand_while_it_is_read(desk: Desk, qtbot: QtBot) -> None:
    desk.document.set_content(LINE)
    qtbot.waitUntil(lambda: desk.document.prediction is not None)
    desk.go_on.clear()
    first, second = desk.document.models[:2]
    desk.document.set_model(second)
    assert desk.document.prediction is None
    desk.go_on.set()
    qtbot.waitUntil(lambda: desk.document.prediction is not None)
    prediction: Prediction | None = desk.document.prediction
    assert there(prediction).model == second.path.stem
    desk.document.set_model(first)  # was read before: its answer is there at once
    assert desk.document.prediction is not None


def test_that_a_method_that_fails_keeps_nobody_from_the_prediction(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> Iterator[Attribution]:
        raise ZeroDivisionError("a bug in a method")

    asked: list[PredictionRequest] = []

    def submit(one: PredictionRequest, **_: bool) -> int:
        asked.append(one)
        return len(asked)

    monkeypatch.setattr(desk.controller.worker, "submit", submit)
    broken = replace(METHODS["cam"], estimates=fail)
    monkeypatch.setattr(explaining, "METHODS", Registry("Method", lambda: {"cam": broken}))
    desk.document.set_content(LINE)
    asked[-1].then(explain(asked[-1]))
    assert "The method cam failed" in caplog.text


def test_that_a_failure_clears_the_maps_and_is_told(desk: Desk, qtbot: QtBot) -> None:
    desk.trouble = "m.keras cannot be used: there is no file of that name. Needed: a model."
    with qtbot.waitSignal(desk.messages.posted) as told:
        desk.document.set_content(LINE)
    assert told.args == [Message(Kind.TROUBLE, desk.trouble, topic="prediction")]
    assert desk.document.prediction is None
    desk.trouble = ""
    with qtbot.waitSignal(desk.messages.settled) as over:
        desk.document.set_content(DOT)
    assert over.args == ["prediction"]


def test_that_trouble_about_a_model_outlives_the_answer_of_the_one_before(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.document.set_content(LINE)
    qtbot.waitUntil(lambda: desk.document.prediction is not None)
    over: list[str] = []
    desk.messages.settled.connect(over.append)
    desk.fails_for = desk.document.models[1].path
    with qtbot.waitSignal(desk.messages.posted):
        desk.document.set_model(desk.document.models[1])
    qtbot.waitUntil(lambda: desk.document.is_current)
    assert over == []


def test_that_a_picture_that_is_one_ends_the_trouble_of_one_that_was_none(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "seven.png"
    path.write_bytes(b"no picture")
    with qtbot.waitSignal(desk.messages.posted) as told:
        desk.controller.open_picture(path)
    assert told.args[0].topic == "picture"
    Image.fromarray(np.eye(28, dtype=np.uint8) * 255).save(path)
    over: list[str] = []
    desk.messages.settled.connect(over.append)
    with qtbot.waitSignal(desk.controller.opened):
        desk.controller.open_picture(path)
    assert over == ["picture"]


def test_that_a_model_that_cannot_be_used_gives_way_to_the_one_before(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.document.set_content(LINE)
    qtbot.waitUntil(lambda: desk.document.prediction is not None)
    first, second = desk.document.models[:2]
    desk.fails_for = second.path
    with qtbot.waitSignal(desk.messages.posted) as told:
        desk.document.set_model(second)
    assert told.args == [Message(Kind.TROUBLE, f"{second.path}: no.")]
    assert desk.document.model == first
    qtbot.waitUntil(lambda: desk.document.is_current)
    assert desk.document.prediction is not None
    assert desk.document.prediction.model == first.path.stem


def write_picture(path: Path, column: int) -> Path:
    pixels = np.full((80, 80), 255, np.uint8)
    pixels[10:70, column : column + 6] = 0
    Image.fromarray(pixels).save(path)
    return path


def test_that_of_two_pictures_the_later_one_wins(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    opened: list[CanvasContent] = []
    desk.controller.opened.connect(opened.append)
    for name in ("first.png", "second.png"):
        desk.controller.open_picture(write_picture(tmp_path / name, 20))
    qtbot.waitUntil(lambda: bool(opened))
    qtbot.wait(50)  # the first one would come now
    assert [content.origin.name for content in opened] == ["second.png"]


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text"])
def test_that_what_is_no_picture_is_told_and_changes_nothing(
    desk: Desk, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "thing.png"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes(b"" if kind == "empty" else b"seven")
    desk.document.set_content(LINE)
    with qtbot.waitSignal(desk.messages.posted) as told:
        desk.controller.open_picture(path)
    assert str(path) in told.args[0].text
    assert "Needed: a picture" in told.args[0].text
    assert desk.document.content is LINE


def test_that_a_data_set_that_cannot_be_read_leaves_the_present_one(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(desk.document.dataset_changed):
        desk.controller.open_data("builtin")
    present = desk.document.dataset
    path = tmp_path / "damaged.npz"
    path.write_bytes(b"PK\x03\x04")
    with qtbot.waitSignal(desk.messages.posted):
        desk.controller.open_data(str(path))
    assert desk.document.dataset is present


def test_that_without_any_digits_the_built_in_ones_are_used(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignals([desk.messages.posted, desk.document.dataset_changed]):
        desk.controller.open_data("/nowhere/digits.npz")
    assert desk.document.dataset is not None
    assert desk.document.dataset.name == "builtin"


def test_that_while_it_is_asked_for_arrays_there_are_samples(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "odd.npz"
    pictures = np.zeros((4, 28, 28), np.uint8)
    np.savez(path, some=pictures, others=pictures[:3])
    asked: list[str] = []
    desk.controller.questions.arrays_wanted.connect(lambda source, _: asked.append(source))
    with qtbot.waitSignal(desk.document.dataset_changed):
        desk.controller.open_data(str(path))
    assert asked == [str(path)]
    assert there(desk.document.dataset).name == "builtin"
    desk.controller.questions.choose_arrays(str(path), "others", "")
    qtbot.waitUntil(lambda: there(desk.document.dataset).name == str(path))
    assert len(there(desk.document.dataset).test) == 3


def test_that_samples_of_a_picture_come_before_those_that_were_still_read(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, waits = threading.Event(), threading.Event()

    def wait(source: str) -> Found:
        waits.set()
        assert go_on.wait(10)
        return find(source)

    monkeypatch.setattr("camviewer.controllers.sample.find", wait)
    desk.controller.open_data(write_samples(tmp_path / "slow.npz"))
    assert waits.wait(10)
    sample = np.zeros((28, 28), np.float32)
    sample[4:20, 12:16] = 1
    of_picture = collected("photo.jpg", [FoundSample(sample, corners_of(0, 0, 28, 28))] * 2)
    desk.controller.step_through(of_picture, 1)
    ended = [job.finished for job in desk.controller.findChildren(Job)]
    with qtbot.waitSignals(ended):
        go_on.set()
    QApplication.processEvents()
    assert desk.document.dataset is of_picture


def test_that_of_two_models_the_later_one_is_on_stage(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = tmp_path / "slow.keras", tmp_path / "quick.keras"
    for path in (slow, quick):
        shutil.copy(model_file.bundled()["lecture"], path)
    go_on, load = threading.Event(), store.load

    def wait(path: Path, *arguments: Scaling) -> StoredModel:
        assert path != slow or go_on.wait(10)
        return load(path, *arguments)

    monkeypatch.setattr("camviewer.controllers.sample.store.load", wait)
    desk.controller.open_model(slow)
    desk.controller.open_model(quick)
    qtbot.waitUntil(lambda: there(desk.document.model).path == quick)
    with qtbot.waitSignal(desk.document.models_changed):
        go_on.set()
    assert slow in [model.path for model in desk.document.models]
    assert there(desk.document.model).path == quick


# Answers


def test_that_an_empty_canvas_asks_the_network_nothing(desk: Desk) -> None:
    desk.document.set_content(CanvasContent(Drawing(base=np.zeros((28, 28), np.float32))))
    desk.document.set_model(desk.document.models[1])
    assert desk.controller.worker.submit(request(desk)) == 1  # the first one of all
    assert desk.document.prediction is None


def test_that_a_quick_network_answers_in_the_windows_thread_and_a_slow_one_beside_it(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    answer = desk.answer

    def answer_here(one: PredictionRequest) -> Prediction:
        threads.append(threading.current_thread())
        return answer(one)

    monkeypatch.setattr(desk, "answer", answer_here)
    for content, seconds in ((LINE, 0.0), (DOT, 1.0), (LINE, 0.0)):
        with qtbot.waitSignal(desk.document.prediction_changed):
            desk.document.set_content(content)
        qtbot.waitUntil(lambda: desk.document.is_current)
        desk.controller.worker.seconds = seconds
    is_window = [thread is threading.main_thread() for thread in threads]
    assert is_window == [False, True, False]


def test_that_an_answer_that_waits_when_it_is_closed_changes_nothing(
    desk: Desk, qtbot: QtBot
) -> None:
    troubles: list[Message] = []
    desk.messages.posted.connect(troubles.append)
    for trouble in ("", "No."):
        desk.trouble = trouble
        desk.begun.clear()
        desk.document.set_content(LINE if not trouble else DOT)
        assert desk.begun.wait(10)
        if not trouble:
            qtbot.waitUntil(lambda: desk.document.prediction is not None)
            desk.controller.worker.seconds = 1.0  # as a large network's: it answers in its thread
    desk.controller.close()  # the failure was told by the thread, and not yet here
    shown = desk.document.prediction
    qtbot.wait(20)
    assert desk.document.prediction is shown
    assert troubles == []


def test_that_the_newest_of_two_digits_is_explained(desk: Desk, qtbot: QtBot) -> None:
    desk.go_on.clear()
    desk.document.set_content(LINE)
    assert desk.begun.wait(10)
    desk.document.set_content(DOT)
    seen: list[bool] = []
    desk.document.prediction_changed.connect(lambda: seen.append(desk.document.is_current))
    desk.go_on.set()
    qtbot.waitUntil(lambda: desk.document.is_current)
    assert seen == [False, True]  # while drawing, late maps are better than none


def test_that_answers_of_the_model_before_are_dropped(desk: Desk, qtbot: QtBot) -> None:
    desk.go_on.clear()
    desk.document.set_content(LINE)
    assert desk.begun.wait(10)
    seen: list[str | None] = []
    desk.document.prediction_changed.connect(
        lambda: seen.append(desk.document.prediction.model if desk.document.prediction else None)
    )
    other = desk.document.models[1]
    desk.document.set_model(other)
    desk.go_on.set()
    qtbot.waitUntil(lambda: desk.document.prediction is not None)
    assert seen == [other.path.stem]


def test_that_what_came_with_the_program_stays_until_the_networks_answer_is_there(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.controller.close()
    desk.document.set_content(LINE)
    stored = explain(request(desk))
    desk.document.set_prediction(stored)
    desk.go_on.clear()
    again = Controller(desk.document, desk.messages, NewestRequestWorker(lambda: desk.answer))
    again.start()
    assert desk.begun.wait(10)
    assert desk.document.prediction is stored
    desk.go_on.set()
    # The stored one has no network, so that there is nothing to ask gradients of.
    qtbot.waitUntil(lambda: desk.document.prediction is not stored)
    assert there(desk.document.prediction).model == desk.document.models[0].path.stem
    again.close()


class Broken:
    """A controller whose network's tools are missing, once that is let be found out."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.document = self.desk.document
        self.found_out = threading.Event()
        self.told: list[Message] = []
        self.desk.messages.posted.connect(self.told.append)
        self.document.set_content(LINE)
        self.stored = explain(request(self.desk))
        self.document.set_prediction(self.stored)
        self.controller = Controller(
            self.document, self.desk.messages, NewestRequestWorker(self.make)
        )
        self.controller.start()

    def make(self) -> Callable[[PredictionRequest], Prediction]:
        assert self.found_out.wait(10)
        raise UserError("no ONNX Runtime here; install it anew")


@pytest.fixture
def broken(qtbot: QtBot) -> Iterator[Broken]:
    made = Broken()
    yield made
    made.found_out.set()
    made.controller.close()
    made.desk.controller.close()


def test_that_a_network_that_cannot_be_loaded_is_one_message(broken: Broken, qtbot: QtBot) -> None:
    sentence = "The network cannot be loaded: no ONNX Runtime here; install it anew"
    broken.found_out.set()
    qtbot.waitUntil(lambda: bool(broken.told))
    assert broken.document.prediction is broken.stored  # what came with the program needs none
    broken.document.set_content(DOT)
    assert broken.document.prediction is None
    broken.document.set_model(broken.document.models[1])
    broken.controller.worker.wait()
    qtbot.wait(20)
    assert broken.told == [Message(Kind.TROUBLE, sentence, topic="prediction")]


def test_that_maps_of_a_digit_that_is_gone_go_where_no_network_will_answer(
    broken: Broken, qtbot: QtBot
) -> None:
    broken.document.set_content(DOT)
    assert broken.document.prediction is broken.stored
    broken.found_out.set()
    qtbot.waitUntil(lambda: bool(broken.told))
    assert broken.document.prediction is None


# Opening


def test_that_the_second_of_two_data_sets_is_used(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    used: list[str] = []
    desk.document.dataset_changed.connect(lambda: used.append(desk.document.source))
    first, second = (write_samples(tmp_path / f"{name}.npz") for name in ("first", "second"))
    desk.controller.open_data(first)
    desk.controller.open_data(second)
    qtbot.waitUntil(lambda: bool(used))
    qtbot.wait(50)  # the first one would come now
    assert used == [second]


def test_that_the_first_sample_of_an_own_file_is_shown_but_replaces_no_drawing(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    document = desk.document
    document.set_content(CanvasContent(Drawing(base=np.eye(28, dtype=np.float32)), SHOE))
    own, other = (write_samples(tmp_path / f"{name}.npz") for name in ("own", "other"))
    with qtbot.waitSignal(document.content_changed):
        desk.controller.open_data(own)
    assert document.content.origin == SampleOrigin(own, 0, 0)
    document.history.undo()
    assert document.content.origin == SHOE
    assert document.label is None  # there is no class of that name
    document.set_content(LINE)
    with qtbot.waitSignal(document.dataset_changed):
        desk.controller.open_data(other)
    assert document.content is LINE


def test_that_a_digit_keeps_its_label_among_the_digits_of_the_program(
    desk: Desk, qtbot: QtBot
) -> None:
    content = CanvasContent(Drawing(base=np.eye(28, dtype=np.float32)), MNIST)
    desk.document.set_content(content)
    with qtbot.waitSignal(desk.document.dataset_changed):
        desk.controller.open_data("builtin")
    assert desk.document.content is content
    assert desk.document.label == 4


def test_that_a_test_digit_is_shown_as_it_is_with_its_label(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.document.dataset_changed):
        desk.controller.open_data("builtin")
    assert desk.document.dataset is not None
    content = desk.controller.content_at(3)
    test = desk.document.dataset.test
    assert content.origin == SampleOrigin("builtin", 3, test.label(3))
    assert content.drawing.base == pytest.approx(test.image(3) / 255, abs=1e-7)
    assert content.drawing.strokes == ()


def test_that_a_pasted_picture_keeps_its_name(desk: Desk, qtbot: QtBot) -> None:
    pixels = np.full((40, 40, 4), 255, np.uint8)
    pixels[5:35, 18:23, :3] = 0
    with qtbot.waitSignal(desk.controller.opened) as opened:
        desk.controller.open_pixels(lambda: pixels, "pasted picture")
    (content,) = opened.args
    assert content.origin == SampleOrigin("pasted picture")
    assert content.drawing.base[10:18, 13:15].min() > 0.5


def test_that_a_damaged_model_is_told_and_the_present_one_stays(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    present = (desk.document.model, desk.document.models)
    path = tmp_path / "damaged.keras"
    path.write_bytes(desk.document.models[0].path.read_bytes()[:-500])
    with qtbot.waitSignal(desk.messages.posted) as told:
        desk.controller.open_model(path)
    assert "damaged.keras cannot be used: " in told.args[0].text
    assert "Needed: a model" in told.args[0].text
    assert (desk.document.model, desk.document.models) == present


def test_that_a_model_of_a_damaged_card_is_used_and_that_is_told(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.keras"
    with (
        zipfile.ZipFile(desk.document.models[0].path) as old,
        zipfile.ZipFile(path, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, b"{" if name == "card.json" else old.read(name))
    with qtbot.waitSignal(desk.messages.posted) as told:
        desk.controller.open_model(path)
    assert "mine.keras: the model's card is damaged" in told.args[0].text
    assert desk.document.model is not None
    assert desk.document.model.path == path


# Layers


def test_that_layers_are_asked_for_while_they_are_wanted(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = []
    explained = desk.answer

    def answer(request: PredictionRequest) -> Prediction:
        wanted.append(request.layers)
        layer = LayerOutput("ReLU", (1, 1, 1), 0, np.zeros((1, 1, 1), np.float32))
        return replace(explained(request), layers=(layer,) if request.layers else ())

    monkeypatch.setattr(desk, "answer", answer)
    desk.controller.explaining.want_layers(True)
    assert wanted == []  # there is no sample
    desk.document.set_content(LINE)
    qtbot.waitUntil(lambda: desk.document.prediction is not None)
    desk.controller.explaining.want_layers(False)
    desk.controller.explaining.want_layers(True)  # they are there
    desk.document.set_content(DOT)
    qtbot.waitUntil(lambda: desk.document.is_current)
    desk.controller.explaining.want_layers(False)
    desk.document.set_content(LINE)
    qtbot.waitUntil(lambda: desk.document.is_current)
    desk.controller.explaining.want_layers(True)  # of this sample they are not
    qtbot.waitUntil(lambda: bool(desk.document.prediction and desk.document.prediction.layers))
    assert wanted == [True, True, False, True]


def test_that_layers_wait_for_the_network_and_what_is_shown_stays(qtbot: QtBot) -> None:
    desk = Desk()
    desk.document.set_content(LINE)
    sample = explain(request(desk))
    desk.document.set_prediction(sample)
    desk.controller.explaining.want_layers(True)
    assert desk.document.prediction is sample
    desk.controller.start()
    qtbot.waitUntil(lambda: desk.document.prediction is not sample)
    desk.controller.close()
