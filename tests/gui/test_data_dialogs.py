"""The dialogs in which a person says what samples do not say themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QToolButton
from pytestqt.qtbot import QtBot

from camviewer.data import source_choices
from camviewer.data.sources import open_source
from camviewer.data.sources.array_names import UnknownArraysError
from camviewer.gui.input.array_dialog import ArrayDialog
from camviewer.gui.input.class_names_dialog import ClassNamesDialog
from tests.data.sources.written import grey, labels
from tests.gui.conftest import Desk

OK = QDialogButtonBox.StandardButton.Ok


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two arrays of pictures, of which one has labels, and one of something else."""
    path = tmp_path / "mine.npz"
    arrays = {"one": grey(9), "other": grey(12, 2), "told": labels(12), "rates": np.zeros(3)}
    np.savez(path, **arrays)  # type: ignore[arg-type]
    return path


def array_dialog(path: Path, qtbot: QtBot) -> ArrayDialog:
    with pytest.raises(UnknownArraysError) as caught:
        open_source(str(path))
    dialog = ArrayDialog(str(path), caught.value)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test closes it
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_that_labels_are_offered_for_the_pictures_that_they_fit(file: Path, qtbot: QtBot) -> None:
    dialog = array_dialog(file, qtbot)
    pictures, offered = dialog.pictures, dialog.labels
    assert [pictures.itemData(place) for place in range(pictures.count())] == ["one", "other"]
    assert [offered.itemData(place) for place in range(offered.count())] == [""]
    qtbot.keyClick(pictures, Qt.Key.Key_Down)
    assert [offered.itemData(place) for place in range(offered.count())] == ["told", ""]
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.mouseClick(dialog.buttons.button(OK), Qt.MouseButton.LeftButton)
    assert told.args == [str(file), "other", "told"]


def test_that_pictures_on_no_scale_cannot_be_chosen(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "standard.npz"
    np.savez(path, one=grey(4) / 80 - 1, other=grey(4), told=labels(4))
    dialog = array_dialog(path, qtbot)
    assert not dialog.buttons.button(OK).isEnabled()
    assert "standardised" in dialog.told.text()
    qtbot.keyClick(dialog.pictures, Qt.Key.Key_Down)
    assert dialog.buttons.button(OK).isEnabled()
    assert not dialog.told.isVisible()


def test_that_as_many_names_are_wanted_as_there_are_classes(qtbot: QtBot) -> None:
    dialog = ClassNamesDialog(["0", "1", "2"])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    button = dialog.buttons.button(OK)
    qtbot.keyClicks(dialog.text, "circle")
    assert dialog.told.text() == "The number of names does not fit: 1 for 3 classes."
    assert not button.isEnabled()
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.text, "square")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.text, "square")
    assert dialog.told.text().startswith("Names must be different")
    qtbot.keyClicks(dialog.text, " 2")
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [["circle", "square", "square 2"]]


# In the window


def test_that_arrays_are_asked_for_and_then_opened(desk: Desk, qtbot: QtBot, file: Path) -> None:
    with qtbot.waitSignal(desk.controller.questions.arrays_wanted):
        desk.window.open_dispatcher.open_path(str(file))
    dialog = desk.window.findChild(ArrayDialog)
    assert dialog is not None
    qtbot.keyClick(dialog.pictures, Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.document.dataset_changed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    dataset = desk.document.dataset
    assert dataset is not None
    assert np.array_equal(dataset.test.images, grey(12, 2))


def test_that_inverted_samples_are_asked_about_once(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "paper.npz"
    np.savez(path, images=255 - grey(8), labels=labels(8))
    with qtbot.waitSignal(desk.document.dataset_changed):
        desk.window.open_dispatcher.open_path(str(path))
    buttons = [
        button
        for button in desk.window.findChildren(QToolButton)
        if button.text() == "Invert" and button.isVisible()
    ]
    assert len(buttons) == 1
    with qtbot.waitSignal(desk.document.dataset_changed):
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    dataset = desk.document.dataset
    assert dataset is not None
    assert np.array_equal(dataset.test.images, grey(8))
    assert source_choices.of(path).inverted is True
    posted: list[object] = []
    desk.messages.posted.connect(posted.append)
    with qtbot.waitSignal(desk.document.dataset_changed):
        desk.controller.open_data(str(path))
    assert posted == []


def test_that_classes_of_a_file_are_named_from_the_menu(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "letters.npz"
    np.savez(path, images=grey(6, height=20, width=20), labels=labels(6, 2))
    desk.window.actions_["class_names"].trigger()
    assert desk.window.findChild(ClassNamesDialog) is None  # digits have names
    with qtbot.waitSignal(desk.document.dataset_changed):
        desk.window.open_dispatcher.open_path(str(path))
    desk.window.actions_["class_names"].trigger()
    dialog = desk.window.findChild(ClassNamesDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.text, "cat")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.text, "dog")
    with qtbot.waitSignal(desk.document.dataset_changed):
        qtbot.mouseClick(dialog.buttons.button(OK), Qt.MouseButton.LeftButton)
    assert desk.document.dataset is not None
    assert desk.document.dataset.class_names == ("cat", "dog")


def test_that_samples_without_labels_are_stepped_through(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "plain.npz"
    np.savez(path, images=grey(5))
    with qtbot.waitSignal(desk.document.dataset_changed):
        desk.window.open_dispatcher.open_path(str(path))
    for index in (0, 1):
        origin = desk.document.content.origin
        assert (origin.index, origin.label) == (index, None)
        desk.window.actions_["next"].trigger()
