"""The dialog "Picture": several digits to choose from, and a photo adjusted with the result."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from camviewer.controllers.photos import Reading
from camviewer.data.dataset import is_labelled
from camviewer.data.photos.adjustment import WHOLE, Adjustment
from camviewer.data.pictures import read_photo, samples_in
from camviewer.document.canvas_content import SampleOrigin
from camviewer.gui.input.photo_dialog import PhotoDialog
from tests.gui.conftest import Desk
from tests.there import there


def write_photo(path: Path, columns: tuple[int, ...]) -> str:
    """A photo of sticks, 120 pixels high."""
    pixels = np.full((240, 360), 230, np.uint8)
    for column in columns:
        pixels[60:180, column : column + 14] = 20
    Image.fromarray(pixels).save(path)
    return str(path)


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot, tmp_path: Path) -> PhotoDialog:
    """The dialog for a photo of three sticks."""
    path = write_photo(tmp_path / "sticks.png", (60, 160, 280))
    with qtbot.waitSignal(desk.controller.photos.asked):
        desk.window.open_dispatcher.open_path(path)
    (found,) = desk.window.findChildren(PhotoDialog)
    qtbot.waitUntil(found.isVisible)
    return found


def press(qtbot: QtBot, dialog: PhotoDialog, name: str) -> None:
    """Click a button and wait until the photo is read again."""
    button = dialog.findChild(QPushButton, name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_one_digit_is_taken_at_once_and_can_be_adjusted_later(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_photo(tmp_path / "stick.png", (160,))
    with qtbot.waitSignal(desk.controller.opened):
        desk.window.open_dispatcher.open_path(path)
    assert not desk.window.findChildren(PhotoDialog)
    button = desk.window.findChild(QToolButton, "messageActionButton")
    assert button is not None
    assert button.text() == "Adjust…"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(desk.window.findChildren(PhotoDialog)) == 1


def test_that_enter_takes_the_digit_that_keys_have_chosen(
    desk: Desk, qtbot: QtBot, dialog: PhotoDialog
) -> None:
    assert dialog.count.text() == "1 of 3"
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert dialog.count.text() == "2 of 3"
    with qtbot.waitSignal(desk.controller.opened):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert desk.document.content.origin.name == "sticks.png (2 of 3)"
    following = desk.window.findChild(QToolButton, "messageActionButton")
    assert following is not None
    assert following.text() == "Next"
    qtbot.mouseClick(following, Qt.MouseButton.LeftButton)
    assert desk.document.content.origin.name == "sticks.png (3 of 3)"


def test_that_a_click_on_a_box_chooses_what_is_in_it(qtbot: QtBot, dialog: PhotoDialog) -> None:
    view = dialog.view
    scale = min(view.width() / 360, view.height() / 240)
    at = view.rect().center() + QPoint(round((287 - 180) * scale), 0)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert dialog.count.text() == "3 of 3"


def test_that_a_part_is_cut_out_by_dragging_and_given_back(
    desk: Desk, qtbot: QtBot, dialog: PhotoDialog
) -> None:
    view = dialog.view
    left, right = view.rect().center(), view.rect().bottomRight()
    with qtbot.waitSignal(desk.controller.photos.found):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=left - QPoint(0, view.height() // 2))
        qtbot.mouseMove(view, right)
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=right)
    assert dialog.count.text() == ""  # one stick is right of the middle
    with qtbot.waitSignal(desk.controller.photos.found) as told:
        press(qtbot, dialog, "photoWholeButton")
    assert told.args[0].adjustment.crop == WHOLE
    assert dialog.count.text() == "1 of 3"


def test_that_turning_turns_the_samples(desk: Desk, qtbot: QtBot, dialog: PhotoDialog) -> None:
    with qtbot.waitSignal(desk.controller.photos.found) as told:
        press(qtbot, dialog, "photoRightButton")
    reading = told.args[0]
    assert reading.levels.shape == (360, 240)
    for found in reading.found:
        low, high = found.corners.min(axis=0), found.corners.max(axis=0)
        assert (high - low)[0] > (high - low)[1]


def test_that_escape_leaves_the_canvas_as_it_was(
    desk: Desk, qtbot: QtBot, dialog: PhotoDialog
) -> None:
    before = desk.document.content
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.document.content is before


def test_that_a_photo_without_ink_can_be_adjusted(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "blank.png", ())
    with qtbot.waitSignal(desk.messages.posted) as told:
        desk.window.open_dispatcher.open_path(path)
    (message,) = told.args
    assert "no ink" in message.text
    message.actions[0].do()
    (dialog,) = desk.window.findChildren(PhotoDialog)
    assert dialog.count.text() == "No ink found"
    assert not dialog.take.isEnabled()


def test_that_all_digits_of_a_photo_are_stepped_through_and_left_again(
    desk: Desk, qtbot: QtBot, dialog: PhotoDialog
) -> None:
    before, source = there(desk.document.dataset), desk.document.source
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(desk.document.dataset_changed):
        press(qtbot, dialog, "photoStepThroughButton")
    dataset = there(desk.document.dataset)
    assert dataset.name.endswith("sticks.png")
    assert not is_labelled(dataset.test)
    assert len(dataset.train) == 0
    found = samples_in(read_photo(dataset.name))
    assert len(dataset.test) == len(found) == 3
    for image, each in zip(dataset.test.images, found, strict=True):
        assert np.abs(image / 255 - each.sample).max() <= 0.5 / 255 + 1e-6
    assert desk.document.content.origin == SampleOrigin(dataset.name, 1)
    assert desk.child("digitIndex").value() == 1
    qtbot.mouseClick(desk.child("nextDigitButton"), Qt.MouseButton.LeftButton)
    assert desk.document.content.origin == SampleOrigin(dataset.name, 2)
    # It is no source: it is neither named, nor trained on, nor looked for at the next start.
    assert not desk.controller.questions.can_name
    assert desk.document.source == source
    assert desk.window.settings().data == source
    back = desk.window.findChild(QToolButton, "messageActionButton")
    assert back is not None
    assert back.text().startswith("Back to ")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert desk.document.dataset is before


def test_that_one_digit_is_no_set(desk: Desk, qtbot: QtBot, dialog: PhotoDialog) -> None:
    assert dialog.all.isVisible()
    view = dialog.view
    left, right = view.rect().center(), view.rect().bottomRight()
    with qtbot.waitSignal(desk.controller.photos.found):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=left - QPoint(0, view.height() // 2))
        qtbot.mouseMove(view, right)
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=right)
    assert not dialog.all.isVisible()


def test_that_use_waits_for_the_photo_that_is_read_again(
    desk: Desk, qtbot: QtBot, dialog: PhotoDialog
) -> None:
    press(qtbot, dialog, "photoRightButton")
    with qtbot.waitSignal(desk.controller.opened):
        press(qtbot, dialog, "photoUseButton")
    sample = there(desk.document.content.drawing.base)
    rows, columns = (np.ptp(np.flatnonzero(sample.any(axis=axis))) for axis in (1, 0))
    assert columns > rows  # a stick that lies


def test_that_use_is_given_up_where_the_photo_is_changed_again(
    desk: Desk, qtbot: QtBot, dialog: PhotoDialog
) -> None:
    press(qtbot, dialog, "photoRightButton")
    press(qtbot, dialog, "photoUseButton")
    press(qtbot, dialog, "photoRightButton")
    wanted = Adjustment(quarter_turns=2)
    read: list[Reading] = []
    desk.controller.photos.found.connect(read.append)
    qtbot.waitUntil(lambda: bool(read) and read[-1].adjustment == wanted)
    assert dialog.isVisible()
    assert desk.document.content.origin.name == ""


def test_that_a_digit_that_is_taken_while_the_photo_is_read_is_that_of_the_new_angle(
    desk: Desk, qtbot: QtBot, dialog: PhotoDialog
) -> None:
    taken: list[float] = []
    dialog.taken.connect(lambda reading, _place: taken.append(reading.adjustment.angle))
    with qtbot.waitSignal(dialog.taken):
        dialog.angle.setValue(10)
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
        assert taken == []  # the photo is not yet read at that angle
    assert taken == [10.0]
