"""Panels: where samples come from, which model reads them, what is told of both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from camviewer.data.dataset import ArraySplit, Dataset
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.drawing import Drawing
from camviewer.data.sources import mnist, source_names
from camviewer.data.strokes import Stroke
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.stage import Model
from camviewer.gui.input.about_model import AboutModel
from camviewer.gui.input.origin import origin_text
from camviewer.gui.input.sample_line import SampleLine
from tests.gui.conftest import DIGITS, Desk
from tests.gui.test_window import LEFT, draw_one, stroke, wait_for_answer
from tests.there import there


def texts(box: QComboBox) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


def choose(box: QComboBox, place: int) -> None:
    """As a person does: the box shows it, then tells it."""
    box.setCurrentIndex(place)
    box.activated.emit(place)


def samples(name: str, number: int) -> Dataset:
    images = np.full((number, 28, 28), 200, np.uint8)
    images[:, :8] = images[:, 20:] = 0
    split = ArraySplit(number, lambda: (images, np.full(number, 4, np.uint8)))
    return digit_dataset(name, split, split)


# Samples


def test_that_all_sources_are_offered_and_a_file_of_ones_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mnist, "find", lambda: Path("mnist.npz"))
    box = desk.child("sourceBox")
    desk.document.set_dataset("/data/mine.npz", samples("/data/mine.npz", 3))
    assert {box.itemData(place) for place in range(box.count())} == {
        *source_names(),
        "/data/mine.npz",
        None,
    }
    decoys = ["Decoy digits", "Decoy digits, patches masked"]
    made = [*decoys, "MNIST", "Shuffled digits"]
    assert texts(box) == ["Built-in digits", *made, "mine.npz", "Open…"]
    assert box.currentText() == "mine.npz"


def test_that_another_source_is_opened_and_shown_when_it_is_there(desk: Desk, qtbot: QtBot) -> None:
    desk.document.set_dataset("/data/mine.npz", samples("/data/mine.npz", 3))
    box = desk.child("sourceBox")
    with qtbot.waitSignal(desk.document.dataset_changed):
        choose(box, box.findData("builtin"))
        assert box.currentText() == "mine.npz"
    assert box.currentText() == "Built-in digits"
    assert desk.document.source == "builtin"


def test_that_choosing_the_present_source_reads_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(desk.controller, "open_data", asked.append)
    box = desk.child("sourceBox")
    choose(box, box.findData("builtin"))
    assert asked == []


def test_that_mnist_is_fetched_where_it_is_missing_and_can_be_cancelled(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(mnist, "find", lambda: None)
    monkeypatch.setattr(desk.controller, "download_mnist", lambda: calls.append("download"))
    desk.controller.data_refused.emit()  # the boxes look again
    box, bar = desk.child("sourceBox"), desk.child("downloadProgress")
    place = box.findData("mnist")
    assert box.itemText(place) == "Get MNIST…"
    assert not bar.isVisible()
    choose(box, place)
    assert calls == ["download"]
    assert box.currentText() == "Built-in digits"
    assert bar.isVisible()
    assert (bar.minimum(), bar.maximum()) == (0, 0)  # nobody knows yet how long it takes
    desk.controller.downloading.emit(2_500_000, 11_490_434)
    assert bar.text() == "2.5 / 11.5 MB"
    assert bar.value() / bar.maximum() == pytest.approx(2_500_000 / 11_490_434)
    desk.controller.download_ended.emit()
    assert not bar.isVisible()
    assert not desk.child("cancelDownloadButton").isVisible()


def test_that_a_smaller_data_set_keeps_the_index_in_its_range(desk: Desk, qtbot: QtBot) -> None:
    for name in ("nextDigitButton", "previousDigitButton"):
        qtbot.mouseClick(desk.child(name), LEFT)
    content = desk.document.content
    assert content.origin.index == DIGITS - 1
    desk.document.set_dataset("/data/mine.npz", samples("/data/mine.npz", 3))
    index = desk.child("digitIndex")
    assert (index.minimum(), index.maximum(), index.value()) == (0, 2, 2)
    assert desk.document.content is content  # nobody asked for another sample


def test_that_from_elsewhere_one_comes_to_the_digit_whose_number_stands_there(
    desk: Desk, qtbot: QtBot
) -> None:
    index = desk.child("digitIndex")
    for _ in range(4):
        qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    qtbot.mouseClick(desk.child("clearButton"), LEFT)
    draw_one(qtbot, desk)
    assert index.value() == 3
    for name, expected in (("next", 3), ("next", 4), ("previous", 3)):
        qtbot.mouseClick(desk.child(f"{name}DigitButton"), LEFT)
        assert desk.document.content.origin.index == index.value() == expected


def test_that_of_a_single_digit_there_is_no_other(desk: Desk, qtbot: QtBot) -> None:
    desk.document.set_dataset("/data/one.npz", samples("/data/one.npz", 1))
    for name in ("nextDigitButton", "previousDigitButton", "randomDigitButton"):
        qtbot.mouseClick(desk.child(name), LEFT)
        assert desk.child("digitIndex").value() == 0


def test_that_a_random_digit_is_another_one(desk: Desk, qtbot: QtBot) -> None:
    desk.document.set_dataset("/data/two.npz", samples("/data/two.npz", 2))
    for expected in (1, 0, 1, 0):
        qtbot.mouseClick(desk.child("randomDigitButton"), LEFT)
        assert desk.child("digitIndex").value() == expected


def test_that_enter_brings_the_digit_back_that_was_drawn_on(desk: Desk, qtbot: QtBot) -> None:
    index = desk.child("digitIndex")
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    whole = desk.document.sample
    desk.document.drawing.change(on_sample=True)
    stroke(qtbot, desk.child("drawCanvas"), (0.1, 0.1), (0.2, 0.1))
    assert desk.document.content.origin.changed
    index.setFocus()
    qtbot.keyClick(index, Qt.Key.Key_Return)
    assert (desk.document.content.origin.index, desk.document.content.origin.changed) == (0, False)
    assert np.array_equal(desk.document.sample, whole)


def test_that_it_is_told_where_the_digit_is_from(desk: Desk) -> None:
    line = Drawing(strokes=(Stroke(np.array([[0.5, 0.2], [0.5, 0.8]]), 0.1),))
    label: QLabel = desk.child("digitLabel")
    assert label.textFormat() is Qt.TextFormat.PlainText
    for origin, text in (
        (SampleOrigin("builtin", 3, 7), "Built-in digits · test #3 · label 7"),
        (
            SampleOrigin("builtin", 3, 7, changed=True),
            "Built-in digits · test #3 · label 7 · changed",
        ),
        (SampleOrigin("mnist", 3, 7), "MNIST · test #3 · label 7"),
        (SampleOrigin("/d/mine.npz", 3, 7), "mine.npz · test #3 · label 7"),
        (SampleOrigin("<i>.png"), "<i>.png"),
        (SampleOrigin(), "Drawn by hand"),
    ):
        desk.document.set_content(CanvasContent(line, origin))
        assert origin_text(desk.document) == text
        assert label.toolTip() == text
        _, _, place = text.partition(" · ")
        assert label.text().endswith(place or text)  # a name may be shortened, nothing behind it


def test_that_an_empty_canvas_is_called_so(desk: Desk) -> None:
    desk.document.set_content(CanvasContent())
    assert desk.child("digitLabel").text() == origin_text(desk.document) == "Empty canvas"


def test_that_a_name_without_room_is_shortened_before_index_and_label(qtbot: QtBot) -> None:
    line = SampleLine("line")
    qtbot.addWidget(line)
    rest = " · test #1005 · label 7"
    line.resize(line.fontMetrics().horizontalAdvance("a-file-with…" + rest) + 2, 20)
    line.show()
    parts = ("a-file-with-a-very-long-name.npz", "test #1005", "label 7")
    line.show_parts(parts)
    assert line.label.text().startswith("a-file-w")
    assert line.label.text().endswith("…" + rest)
    assert line.label.toolTip() == " · ".join(parts)
    line.resize(line.fontMetrics().horizontalAdvance(" · ".join(parts)) + 2, 20)
    assert line.label.text() == " · ".join(parts)
    line.resize(line.fontMetrics().horizontalAdvance(rest) - 1, 20)
    assert line.label.text().startswith("…")
    assert line.label.text().endswith("#1005 · label 7")  # to the last, the sample is known


def test_that_the_index_tells_no_digit_that_is_not_on_the_canvas(desk: Desk, qtbot: QtBot) -> None:
    index = desk.child("digitIndex")
    assert index.text() == ""
    for _ in range(3):
        qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    assert index.text() == "#2"
    desk.document.set_dataset("/data/mine.npz", samples("/data/mine.npz", 3))
    assert index.text() == ""  # the built-in digit is still on the canvas
    assert "Built-in digits · test #2" in desk.child("digitLabel").text()
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    assert index.text() == "#2"
    assert "mine.npz · test #2 · label 4" in desk.child("digitLabel").text()
    draw_one(qtbot, desk)
    assert index.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_that_keys_in_the_empty_index_lead_back_to_the_digit_that_was_left(
    desk: Desk, qtbot: QtBot, key: Qt.Key
) -> None:
    index = desk.child("digitIndex")
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)  # 0, the lowest one there is
    qtbot.mouseClick(desk.child("clearButton"), LEFT)
    assert index.text() == ""
    index.setFocus()
    qtbot.keyClick(index, key)
    assert index.text() == "#0"
    assert desk.document.content.origin.index == 0


def test_that_an_index_is_typed_into_the_empty_field(desk: Desk, qtbot: QtBot) -> None:
    index = desk.child("digitIndex")
    index.setFocus()
    qtbot.keyClicks(index, "13")
    qtbot.keyClick(index, Qt.Key.Key_Return)
    assert index.text() == "#13"
    assert desk.document.content.origin.index == 13


# Predictions


def test_that_a_digit_is_never_judged_by_the_answer_for_another(desk: Desk, qtbot: QtBot) -> None:
    shown = desk.child("predictionLabel")
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    wait_for_answer(qtbot, desk)
    assert "label" in shown.text()
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)  # the answer cannot be there yet
    assert desk.document.prediction is not None
    assert "label" not in shown.text()
    wait_for_answer(qtbot, desk)
    label = desk.document.content.origin.label
    right = label == desk.document.prediction.predicted
    assert f"label {label}: " in shown.text()
    assert ("correct" in shown.text(), "misclassified" in shown.text()) == (right, not right)


def test_that_a_narrow_verdict_keeps_longest_whether_it_is_right(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    wait_for_answer(qtbot, desk)
    prediction, label = there(desk.document.prediction), desk.document.content.origin.label
    shown = desk.child("predictionLabel")
    verdict = shown.parent()
    found = []
    for width in range(1600, 0, -10):
        verdict.resize(width, verdict.height())
        text = QTextDocument()
        text.setHtml(shown.text())
        found.append(text.toPlainText().lower())
    left_out = ("runner-up", prediction.title.lower(), "%", "predict", f"label {label}: ")
    first_without = [
        next(place for place, text in enumerate(found) if word not in text) for word in left_out
    ]
    assert first_without == sorted(first_without)
    assert len(set(first_without)) == len(left_out), "one after the other"


def test_that_the_prediction_names_the_two_likeliest_classes(desk: Desk, qtbot: QtBot) -> None:
    draw_one(qtbot, desk)
    prediction = desk.document.prediction
    assert prediction is not None
    first, second = np.argsort(prediction.logits)[::-1][:2]
    text = desk.child("predictionLabel").text()
    assert text.index(f"<b>{first}</b>") < text.index(f"runner-up {second}")
    for name in range(10):
        told = desk.child(f"classButton{name}").accessibleName()
        assert told.startswith(f"Class {name}, score ")


# Models


def test_that_a_model_is_chosen_by_its_box(desk: Desk, qtbot: QtBot) -> None:
    box = desk.child("modelBox")
    names = [model.card.name for model in desk.document.models]
    assert texts(box) == [*names, "Open…"]
    assert box.currentText() == names[0]
    draw_one(qtbot, desk)
    choose(box, 1)
    assert desk.document.model is desk.document.models[1]
    qtbot.waitUntil(lambda: desk.requests[-1].network == desk.document.models[1].path)


def test_that_the_menu_tells_about_the_model_while_the_window_goes_on(
    desk: Desk, qtbot: QtBot
) -> None:
    card = replace(desk.document.models[0].card, name="<b>mine")
    desk.document.add_model(Model(Path("/models/mine.keras"), card))
    desk.document.set_model(desk.document.models[-1])
    desk.child("aboutModelAction").trigger()
    box = desk.child("aboutModel")
    assert isinstance(box, AboutModel)
    assert box.isVisible()
    assert not box.isModal()
    assert "&lt;b&gt;mine" in box.table.text()
    assert "Architecture" in box.table.text()
    assert not box.scaling.isVisible()  # the program made it, and feeds it as it was trained
    for _ in range(2):
        with qtbot.waitSignal(desk.child("aboutModel").destroyed):
            desk.child("aboutModelAction").trigger()  # the one before gives way
    assert desk.child("aboutModel").isVisible()
    with qtbot.waitSignal(desk.child("aboutModel").destroyed):
        desk.child("aboutModel").close()


def test_that_the_menu_leads_to_the_training(desk: Desk, qtbot: QtBot) -> None:
    action = desk.child("showTrainingButton")
    assert action in desk.child("modelMenuButton").menu().actions()
    with qtbot.waitSignal(desk.window.central.model.train_wanted):
        action.trigger()
    assert desk.window.actions_["train"].isChecked()
