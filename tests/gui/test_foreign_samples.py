"""Samples that are no samples, through the real window and the real network.

Seven named shapes, 24 high and 20 wide, with a model of the program's own; and 26 letters in
colours with a file of Keras' own, whose classes take the data set's names.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import h5py
import numpy as np
import pytest
from PIL import Image, ImageSequence
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from camviewer.attribution.map_work import make_mapper
from camviewer.controllers.evaluation_target import Tools
from camviewer.controllers.workspace import Workspace
from camviewer.data.dataset import to_sample
from camviewer.data.sources import open_source
from camviewer.document.document import Document
from camviewer.document.messages import Kind, Message
from camviewer.document.settings import Settings, state_of
from camviewer.document.stage import Model
from camviewer.gui import theme
from camviewer.gui.layout.main_window import MainWindow
from camviewer.inference.evaluator import evaluate
from camviewer.inference.prediction import Prediction
from camviewer.inference.predictor import make_predictor, make_scorer
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file
from tests.cut import cut_words
from tests.foreign import Foreign
from tests.gui.conftest import Desk
from tests.networks.keras2_files import convolution, dense, pooling, sequential, written
from tests.there import there

pytestmark = pytest.mark.slow

PATIENCE = 30_000
LEFT = Qt.MouseButton.LeftButton

Open = Callable[[Foreign], Desk]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[], Desk]]:
    """Opens windows with samples and the bundled models; closes them."""
    desks: list[Desk] = []

    def begin() -> Desk:
        theme.install(qapp, "light")
        document = Document(state_of(Settings()))
        for path in model_file.bundled().values():
            document.add_model(Model(path, read_card(path)))
        document.set_model(document.models[0])
        document.set_dataset("builtin", open_source("builtin"))
        tools = Tools(evaluate, make_mapper)
        workspace = Workspace(document, make_predictor, make_scorer, tools)
        desk = Desk(MainWindow(workspace), workspace)
        desk.window.restore()
        desks.append(desk)
        workspace.controller.start()
        desk.window.resize(1366, 700)
        desk.window.show()
        qtbot.waitExposed(desk.window)
        return desk

    yield begin
    for desk in desks:
        desk.window.close()
        desk.workspace.close()
        desk.window.deleteLater()
    QApplication.clipboard().clear()


@pytest.fixture
def open_files(start: Callable[[], Desk], qtbot: QtBot) -> Open:
    """Opens a data set and its model by their files, as a person does, and the first sample."""

    def begin(foreign: Foreign) -> Desk:
        desk = start()
        open_path(desk, foreign.data)
        qtbot.waitUntil(lambda: there(desk.document.dataset).spec == foreign.spec, timeout=PATIENCE)
        open_path(desk, foreign.model)
        qtbot.waitUntil(lambda: there(desk.document.model).path == foreign.model, timeout=PATIENCE)
        step(desk, qtbot)
        return desk

    return begin


@pytest.fixture(params=["shapes", "letters"])
def foreign(request: pytest.FixtureRequest) -> Foreign:
    """Either set."""
    found: Foreign = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers every question where to save with a path."""

    def give(path: Path) -> None:
        def choose(dialog: QFileDialog) -> None:
            dialog.fileSelected.emit(str(path))
            dialog.deleteLater()

        monkeypatch.setattr(QFileDialog, "open", choose)

    return give


def open_path(desk: Desk, path: Path) -> None:
    desk.window.open_dispatcher.open_path(str(path))


def settled(desk: Desk, qtbot: QtBot) -> Prediction:
    """The prediction of what is shown now."""
    document = desk.document
    qtbot.waitUntil(lambda: document.is_current and bool(document.prediction), timeout=PATIENCE)
    assert document.prediction is not None
    return document.prediction


def step(desk: Desk, qtbot: QtBot) -> Prediction:
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    return settled(desk, qtbot)


def told(desk: Desk) -> list[Message]:
    """What is posted from now on."""
    found: list[Message] = []
    desk.messages.posted.connect(found.append)
    return found


def saved(desk: Desk, qtbot: QtBot, save: Callable[[], object], path: Path) -> Path:
    """Save something, and wait until it is told."""
    found = told(desk)
    save()
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    assert found[0].kind is Kind.INFORMATION, found[0].text
    assert path.name in found[0].text
    assert path.stat().st_size > 0
    return path


def test_a_sample_is_read_explained_and_chosen_from(
    open_files: Open, foreign: Foreign, qtbot: QtBot
) -> None:
    desk = open_files(foreign)
    document, window = desk.document, desk.window
    prediction = settled(desk, qtbot)
    assert prediction.spec == foreign.spec
    assert document.class_names == prediction.class_names == foreign.names
    assert foreign.names[prediction.predicted] in desk.child("predictionLabel").text()

    views = window.central.stage.views
    rows, columns = prediction.features.shape[:2]
    sizes = [view.image.image.shape[:2] for view in views]
    assert sizes == [foreign.spec.size, (rows, columns), foreign.spec.size, foreign.spec.size]
    for view in views:
        shown = view.box.viewRect()
        assert (shown.width(), shown.height()) == pytest.approx(
            (foreign.spec.width, foreign.spec.height), rel=0.02
        )

    buttons = [desk.child(f"classButton{index}") for index in range(len(foreign.names))]
    assert [button.text() for button in buttons] == list(foreign.names)
    assert window.findChild(QWidget, f"classButton{len(buttons)}") is None
    last = len(buttons) - 1
    buttons[last].click()
    assert (document.class_index, document.following) == (last, False)
    assert foreign.names[last] in desk.child("readoutLabel").text()
    qtbot.keyClick(window, Qt.Key.Key_3)
    assert document.class_index == 3
    qtbot.keyClick(window, Qt.Key.Key_F)
    assert (document.class_index, document.following) == (prediction.predicted, True)
    assert cut_words(window) == []


def test_a_key_beyond_the_classes_does_nothing(
    open_files: Open, shapes: Foreign, qtbot: QtBot
) -> None:
    desk = open_files(shapes)
    before = desk.document.class_index
    qtbot.keyClick(desk.window, Qt.Key.Key_9)
    assert desk.document.class_index == before
    assert desk.document.rendering is not None


def test_what_is_drawn_or_opened_becomes_what_the_model_is_shown(
    open_files: Open, foreign: Foreign, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_files(foreign)
    document = desk.document
    qtbot.mouseClick(desk.child("clearButton"), LEFT)
    assert document.prediction is None
    canvas = desk.child("drawCanvas")
    middle = canvas.rect().center()
    qtbot.mousePress(canvas, LEFT, pos=middle - QPoint(0, 60))
    qtbot.mouseMove(canvas, middle + QPoint(0, 60))
    qtbot.mouseRelease(canvas, LEFT, pos=middle + QPoint(0, 60))
    drawn = settled(desk, qtbot)
    assert drawn.spec == foreign.spec
    rows = np.flatnonzero(drawn.image.reshape(*foreign.spec.size, -1).any(axis=(1, 2)))
    assert rows[0] > 0
    assert rows[-1] < foreign.spec.height - 1  # the line, from end to end

    sample = open_source(str(foreign.data)).test.image(0)
    path = tmp_path / "one.png"
    large = cv2.resize(sample, None, fx=6, fy=6, interpolation=cv2.INTER_CUBIC)
    Image.fromarray(large).save(path)
    open_path(desk, path)
    qtbot.waitUntil(lambda: document.content.origin.name == "one.png", timeout=PATIENCE)
    opened = settled(desk, qtbot)
    assert opened.spec == foreign.spec
    assert np.abs(opened.image - to_sample(sample)).mean() < 0.05
    assert "one.png" in desk.child("digitLabel").text()


def test_a_network_in_an_hdf5_file_is_opened_as_a_network(
    start: Callable[[], Desk], qtbot: QtBot, tmp_path: Path
) -> None:
    first = convolution("c", batch_input_shape=[None, 28, 28, 1])
    random = np.random.default_rng(2)
    weights = {
        "c": {
            "c/kernel:0": random.random((3, 3, 1, 2), np.float32),
            "c/bias:0": np.zeros(2, np.float32),
        },
        "d": {
            "d/kernel:0": random.random((2, 10), np.float32),
            "d/bias:0": np.zeros(10, np.float32),
        },
    }
    model = sequential(first, pooling("g"), dense("d", units=10))
    path = written(tmp_path / "mine.h5", model, weights)
    desk = start()
    open_path(desk, path)
    qtbot.waitUntil(lambda: there(desk.document.model).path == path, timeout=PATIENCE)
    assert step(desk, qtbot).model == "mine"


def test_a_file_of_weights_alone_is_never_told_to_be_a_picture(
    start: Callable[[], Desk], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.weights.h5"
    with h5py.File(path, "w") as file:
        file["layers/dense/vars/0"] = np.zeros(3)
    desk = start()
    messages = told(desk)
    open_path(desk, path)
    qtbot.waitUntil(lambda: bool(messages), timeout=PATIENCE)
    assert "used: it has only the weights, without the layers" in messages[0].text
    assert "PNG" not in messages[0].text


def test_a_decomposition_asks_and_answers_by_name(
    open_files: Open, foreign: Foreign, qtbot: QtBot
) -> None:
    desk = open_files(foreign)
    prediction = settled(desk, qtbot)
    desk.window.actions_["decomposition"].trigger()
    questions = desk.child("againstBox")
    shown = foreign.names[prediction.predicted]
    qtbot.waitUntil(lambda: questions.itemText(0) == f"Why {shown}?")
    assert questions.count() == len(foreign.names)
    other = (prediction.predicted + 1) % len(foreign.names)
    questions.setCurrentIndex(questions.findData(other))
    assert questions.currentText() == f"Why {shown} and not {foreign.names[other]}?"
    breakdown = desk.workspace.decomposition.score_breakdown
    assert breakdown is not None
    assert breakdown.disagreement < 1e-3

    desk.child("decompositionTabs").setCurrentIndex(1)
    height, width = foreign.spec.size
    shape = f"{height}×{width}×{foreign.spec.channels}"
    heading = desk.child("layerLabel")
    qtbot.waitUntil(lambda: shape in heading.text(), timeout=PATIENCE)


def test_an_evaluation_leads_from_the_matrix_to_the_maps_of_a_mistake(
    open_files: Open, foreign: Foreign, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_files(foreign)
    mistakes, document = desk.mistakes, desk.document
    desk.window.actions_["mistakes"].trigger()
    desk.child("evaluateButton").click()
    qtbot.waitUntil(lambda: mistakes.evaluation is not None, timeout=PATIENCE)
    assert there(mistakes.evaluation).class_names == foreign.names
    assert 0.5 < there(mistakes.evaluation).accuracy < 1
    assert desk.window.size().toTuple() == (1366, 700)  # a matrix of many classes is no wider

    matrix = desk.child("confusionMatrix")
    wrong = there(mistakes.matrix).copy()
    np.fill_diagonal(wrong, 0)
    label, predicted = map(int, np.unravel_index(wrong.argmax(), wrong.shape))
    qtbot.waitUntil(matrix.isVisible)
    qtbot.mouseMove(matrix, matrix.cell(label, predicted).center().toPoint())
    qtbot.mouseClick(matrix, LEFT, pos=matrix.cell(label, predicted).center().toPoint())
    assert len(mistakes.indices) == wrong[label, predicted]
    names = foreign.names[label], foreign.names[predicted]
    assert desk.child("labelBox").currentText() == f"Label {names[0]}"

    qtbot.keyClick(desk.window, Qt.Key.Key_J)
    prediction = settled(desk, qtbot)
    assert prediction.predicted == predicted
    total = desk.child("marginLabel")
    qtbot.waitUntil(lambda: ": " in total.text(), timeout=PATIENCE)
    assert all(name in desk.child("mistakeTitle").text() for name in names)
    cells = desk.child("decisiveCells")
    assert cells.topLevelItemCount() > 0
    assert document.content.origin.label == label

    sheet, listed, samples = (tmp_path / f"a.{kind}" for kind in ("png", "csv", "npz"))
    exports = desk.workspace.mistake_exports
    saved(desk, qtbot, lambda: exports.save_sheet(sheet), sheet)
    saved(desk, qtbot, lambda: exports.save_list(listed), listed)
    saved(desk, qtbot, lambda: exports.save_samples(samples), samples)
    with listed.open(encoding="utf-8", newline="") as file:
        assert {int(line["label"]) for line in csv.DictReader(file)} == {label}
    again = open_source(str(samples))
    assert (again.spec, again.class_names) == (foreign.spec, foreign.names)
    assert set(again.test.labels.tolist()) == {label}
    assert np.array_equal(
        again.test.image(0), there(mistakes.target).samples.image(int(mistakes.indices[0]))
    )


def test_what_is_shown_can_be_taken_along(
    open_files: Open,
    foreign: Foreign,
    qtbot: QtBot,
    tmp_path: Path,
    answer: Callable[[Path], None],
) -> None:
    desk = open_files(foreign)
    actions = desk.window.actions_
    begins = {"figure.png": b"\x89PNG", "figure.svg": b"<?xml", "figure.pdf": b"%PDF"}
    for name, first in begins.items():
        path = tmp_path / name
        answer(path)
        saved(desk, qtbot, actions["save_figure"].trigger, path)
        assert path.read_bytes().startswith(first)
    path = tmp_path / "sheet.pdf"
    answer(path)
    saved(desk, qtbot, actions["save_work_sheet"].trigger, path)
    found = told(desk)
    actions["copy_figure"].trigger()
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    assert not QApplication.clipboard().image().isNull()


def test_a_training_on_shapes_is_watched_and_filmed(
    open_files: Open, shapes: Foreign, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_files(shapes)
    training, document = desk.training, desk.document
    desk.window.actions_["train"].trigger()
    table = desk.child("layerTable")
    qtbot.waitUntil(lambda: table.rowCount() > 0, timeout=PATIENCE)
    texts = [table.item(row, 1).text() for row in range(table.rowCount())]
    assert texts[0].startswith("24×20×")
    assert texts[-1] == "7"
    desk.child("epochsBox").setValue(1)
    desk.child("trainButton").click()
    qtbot.waitUntil(lambda: bool(document.models[-1].card.recipe != "few"), timeout=4 * PATIENCE)
    qtbot.waitUntil(lambda: there(document.model).card.name == "my-model", timeout=PATIENCE)
    assert there(document.model).card.class_names == shapes.names
    assert there(document.model).card.spec == shapes.spec
    settled(desk, qtbot)
    path = tmp_path / "film.gif"
    snapshots = [training.timeline.network_of(one) for one in training.timeline.snapshots]
    assert len(snapshots) > 1
    exports = desk.controller.exports
    saved(desk, qtbot, lambda: exports.save_animation(path, snapshots), path)
    with Image.open(path) as film:
        assert len(list(ImageSequence.Iterator(film))) == len(snapshots)


def test_a_sample_of_another_size_is_fitted_to_the_model_which_is_told_once(
    start: Callable[[], Desk], shapes: Foreign, qtbot: QtBot
) -> None:
    desk = start()
    document = desk.document
    step(desk, qtbot)  # a digit
    found = told(desk)
    open_path(desk, shapes.model)
    qtbot.waitUntil(lambda: there(document.model).path == shapes.model, timeout=PATIENCE)
    sentence = "28×28 digits resized to 20×20, padded to 24×20 for shapes-lecture"
    settled(desk, qtbot)
    for _ in range(3):
        step(desk, qtbot)
    assert [each.text for each in found] == [sentence]
    assert found[0].kind is Kind.INFORMATION
    assert there(document.prediction).image.shape == document.sample.shape == (24, 20)
    assert document.prepared.shape == (28, 28)
    assert desk.child("statusSample").toolTip().endswith("resized to 20×20, padded to 24×20")

    # Its classes are others, so that nothing can be counted: that is told in a sentence.
    desk.window.actions_["mistakes"].trigger()
    desk.child("evaluateButton").click()
    qtbot.waitUntil(lambda: len(found) == 2, timeout=PATIENCE)
    assert found[1].kind is Kind.TROUBLE
    assert found[1].text.startswith("Model shapes-lecture has 7 classes but builtin has 10")
    assert desk.mistakes.evaluation is None

    open_path(desk, shapes.data)
    qtbot.waitUntil(lambda: there(document.dataset).spec == shapes.spec, timeout=PATIENCE)
    step(desk, qtbot)
    assert document.sample.shape == (24, 20)
    assert "resized" not in desk.child("statusSample").toolTip()


def test_colours_are_averaged_for_a_model_of_grey_digits(
    start: Callable[[], Desk], letters: Foreign, qtbot: QtBot
) -> None:
    desk = start()
    found = told(desk)
    open_path(desk, letters.data)
    qtbot.waitUntil(lambda: there(desk.document.dataset).spec == letters.spec, timeout=PATIENCE)
    step(desk, qtbot)
    assert "32×32×3 digits converted to grey, resized to 28×28 for compact" in [
        each.text for each in found
    ]
    assert desk.document.sample.shape == (28, 28)
    assert desk.document.prepared.shape == (32, 32, 3)
