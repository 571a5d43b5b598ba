"""The window, driven by real mouse and key events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camviewer.attribution.methods import METHODS
from camviewer.document.settings import Settings
from camviewer.gui import theme
from camviewer.gui.help.keys import menu_keys
from camviewer.gui.stage import views
from camviewer.gui.stage.views.picture_view import PictureView
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.rendering import INTERPOLATIONS
from camviewer.rendering.scales import SCALES
from tests.gui.conftest import DIGITS, Desk

NAMES = (
    *("drawCanvas", "penButton", "eraserButton", "undoButton", "redoButton", "clearButton"),
    *("brushSlider", "digitIndex", "previousDigitButton", "nextDigitButton", "randomDigitButton"),
    *("inputView", "rawCamView", "resizedCamView", "blendView", "followPredictionButton"),
    *("opacitySlider", "thresholdSlider", "scaleBox", "colourMapBox", "methodBox", "modelBox"),
    *("predictionLabel", "readoutLabel", *(f"classButton{number}" for number in range(10))),
)
VIEWS = ("inputView", "rawCamView", "resizedCamView", "blendView")
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def at(canvas: QWidget, x: float, y: float) -> QPoint:
    """A place on the square of the canvas, given from 0 to 1."""
    side = min(canvas.width(), canvas.height())
    left, top = (canvas.width() - side) // 2, (canvas.height() - side) // 2
    return QPoint(round(left + x * (side - 1)), round(top + y * (side - 1)))


def stroke(
    qtbot: QtBot, canvas: QWidget, *points: tuple[float, float], button: Qt.MouseButton = LEFT
) -> None:
    qtbot.mousePress(canvas, button, pos=at(canvas, *points[0]))
    for point in points[1:]:
        qtbot.mouseMove(canvas, at(canvas, *point))
    qtbot.mouseRelease(canvas, button, pos=at(canvas, *points[-1]))


def draw_one(qtbot: QtBot, desk: Desk) -> None:
    """Draw a line and wait until it is explained."""
    number = len(desk.document.content.drawing.strokes)
    canvas = desk.child("drawCanvas")
    stroke(qtbot, canvas, (0.5, 0.2), (0.5, 0.4), (0.5, 0.6), (0.5, 0.8))
    assert len(desk.document.content.drawing.strokes) == number + 1
    wait_for_answer(qtbot, desk)


def wait_for_answer(qtbot: QtBot, desk: Desk) -> None:
    def answered() -> bool:
        prediction = desk.document.prediction
        return prediction is not None and np.array_equal(prediction.image, desk.document.sample)

    qtbot.waitUntil(answered)


def shown(desk: Desk, name: str) -> np.ndarray:
    """What a view shows: (h, w, 3)."""
    view: PictureView = desk.child(name)
    return view.image.image


# What scripts rely on


def test_that_the_window_has_all_of_it_once_and_names_it_for_assistive_programs(
    desk: Desk,
) -> None:
    for name in NAMES:
        widget = desk.child(name)
        text = widget.text() if hasattr(widget, "text") else ""
        assert widget.accessibleName() or text or name in ("predictionLabel", "readoutLabel"), name


def test_that_every_view_of_the_folder_is_in_the_window(desk: Desk, qtbot: QtBot) -> None:
    assert tuple(views.VIEWS) == VIEWS
    for view in desk.window.central.stage.views:
        view.refresh()  # without a prediction
    draw_one(qtbot, desk)
    assert shown(desk, "rawCamView").shape == (14, 14, 3)
    assert {shown(desk, name).shape for name in VIEWS if name != "rawCamView"} == {(28, 28, 3)}


# Drawing


def test_that_the_maps_follow_the_pen_while_it_is_down(desk: Desk, qtbot: QtBot) -> None:
    canvas = desk.child("drawCanvas")
    qtbot.mousePress(canvas, LEFT, pos=at(canvas, 0.5, 0.2))
    wait_for_answer(qtbot, desk)
    first = desk.document.prediction
    qtbot.mouseMove(canvas, at(canvas, 0.5, 0.5))
    qtbot.mouseMove(canvas, at(canvas, 0.6, 0.8))
    qtbot.waitUntil(lambda: desk.document.prediction is not first)
    assert canvas.is_drawing
    assert desk.document.sample.any()
    qtbot.mouseRelease(canvas, LEFT, pos=at(canvas, 0.6, 0.8))
    assert not canvas.is_drawing
    wait_for_answer(qtbot, desk)


def test_that_without_ink_there_is_no_verdict(desk: Desk, qtbot: QtBot) -> None:
    label = desk.child("predictionLabel")
    assert "No ink" in label.text()
    draw_one(qtbot, desk)
    assert "predicts" in label.text()
    qtbot.mouseClick(desk.child("clearButton"), LEFT)
    assert desk.document.prediction is None
    assert "No ink" in label.text()
    assert not desk.child("clearButton").isEnabled()


def test_that_each_stroke_is_undone_and_redone(desk: Desk, qtbot: QtBot) -> None:
    undo, redo = desk.child("undoButton"), desk.child("redoButton")
    assert not undo.isEnabled()
    draw_one(qtbot, desk)
    draw_one(qtbot, desk)
    both = desk.document.content
    qtbot.mouseClick(undo, LEFT)
    assert len(desk.document.content.drawing.strokes) == 1
    qtbot.mouseClick(undo, LEFT)
    assert desk.document.content.drawing.is_empty
    assert not undo.isEnabled()
    qtbot.mouseClick(redo, LEFT)
    qtbot.keyClick(desk.window, "y", Qt.KeyboardModifier.ControlModifier)
    assert desk.document.content.drawing is both.drawing


@pytest.mark.parametrize("button", [LEFT, RIGHT])
def test_that_the_eraser_cuts_a_stroke_in_two(
    desk: Desk, qtbot: QtBot, button: Qt.MouseButton
) -> None:
    draw_one(qtbot, desk)
    if button is LEFT:
        qtbot.mouseClick(desk.child("eraserButton"), LEFT)
    canvas = desk.child("drawCanvas")
    stroke(qtbot, canvas, (0.3, 0.5), (0.5, 0.5), (0.7, 0.5), button=button)
    assert len(desk.document.content.drawing.strokes) == 2


def test_that_a_pen_that_leaves_the_canvas_goes_along_its_edge(desk: Desk, qtbot: QtBot) -> None:
    stroke(qtbot, desk.child("drawCanvas"), (0.5, 0.5), (0.9, 0.5), (3.0, -2.0))
    (line,) = desk.document.content.drawing.strokes
    assert line.points.min() >= 0
    assert line.points[-1].tolist() == [1, 0]


def test_that_the_brush_decides_the_thickness(desk: Desk, qtbot: QtBot) -> None:
    widths = []
    for value in (5, 20):
        desk.child("brushSlider").setValue(value)
        draw_one(qtbot, desk)
        widths.append(desk.document.content.drawing.strokes[-1].width)
    assert widths == [0.05, 0.2]


# Samples


def test_that_the_buttons_step_through_the_digits_and_around_the_end(
    desk: Desk, qtbot: QtBot
) -> None:
    index, label = desk.child("digitIndex"), desk.child("digitLabel")
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    assert desk.document.content.origin.index == 0  # from an empty canvas
    qtbot.mouseClick(desk.child("previousDigitButton"), LEFT)
    assert index.value() == DIGITS - 1
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    assert index.value() == 0
    assert desk.document.dataset is not None
    told = f"Built-in digits · test #0 · label {desk.document.dataset.test.label(0)}"
    assert label.toolTip() == told
    qtbot.mouseClick(desk.child("randomDigitButton"), LEFT)
    assert index.value() != 0
    wait_for_answer(qtbot, desk)
    expected = desk.document.dataset.test.image(index.value()).astype(np.float32) / 255
    assert np.array_equal(desk.document.sample, expected)
    qtbot.keyClick(desk.window, "z", Qt.KeyboardModifier.ControlModifier)
    assert desk.document.content.drawing.is_empty  # stepping is one step


def test_that_a_typed_index_is_taken_whole(desk: Desk, qtbot: QtBot) -> None:
    index = desk.child("digitIndex")
    seen: list[int | None] = []
    desk.document.content_changed.connect(lambda: seen.append(desk.document.content.origin.index))
    index.setFocus()
    index.selectAll()
    qtbot.keyClicks(index, "13")
    qtbot.keyClick(index, Qt.Key.Key_Return)
    assert seen == [13]


def test_that_a_digit_drawn_on_is_no_longer_the_data_sets(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(desk.child("nextDigitButton"), LEFT)
    qtbot.mouseClick(desk.child("drawOnSampleButton"), LEFT)
    stroke(qtbot, desk.child("drawCanvas"), (0.1, 0.1), (0.2, 0.1))
    assert "changed" in desk.child("digitLabel").toolTip()
    wait_for_answer(qtbot, desk)
    assert "label" not in desk.child("predictionLabel").text()


# Class and display


def test_that_a_class_is_chosen_by_click_and_key_and_the_prediction_followed_again(
    desk: Desk, qtbot: QtBot
) -> None:
    draw_one(qtbot, desk)
    assert desk.document.prediction is not None
    predicted = desk.document.prediction.predicted
    other = (predicted + 3) % 10
    qtbot.mouseClick(desk.child(f"classButton{other}"), LEFT)
    assert desk.document.class_index == other
    assert desk.child(f"classButton{other}").isChecked()
    assert not desk.child("followPredictionButton").isChecked()
    for key in range(10):
        qtbot.keyClick(desk.window, str(key))
        assert desk.document.class_index == key
    qtbot.keyClick(desk.window, "f")
    assert desk.document.class_index == predicted
    assert desk.document.following
    qtbot.mouseClick(desk.child("followPredictionButton"), LEFT)
    assert not desk.document.following


def test_that_no_choice_of_display_asks_the_network(desk: Desk, qtbot: QtBot) -> None:
    draw_one(qtbot, desk)
    asked = len(desk.requests)
    renderings = []
    desk.document.rendering_changed.connect(lambda: renderings.append(desk.document.rendering))
    for name, choices in (
        ("scaleBox", SCALES),
        ("colourMapBox", COLOUR_MAPS),
        ("methodBox", METHODS),
        ("interpolationBox", INTERPOLATIONS),
    ):
        box = desk.child(name)
        assert [box.itemData(place) for place in range(box.count())] == list(choices)
        for place in (*range(1, box.count()), 0):
            box.setCurrentIndex(place)
    for name in ("opacitySlider", "thresholdSlider"):
        for value in (0, 30, 100):
            desk.child(name).setValue(value)
    for key in range(10):
        qtbot.keyClick(desk.window, str(key))
    assert len(desk.requests) == asked
    assert len(renderings) > 25


def test_that_opacity_0_is_exactly_the_input_and_100_exactly_the_map(
    desk: Desk, qtbot: QtBot
) -> None:
    draw_one(qtbot, desk)
    slider = desk.child("opacitySlider")
    slider.setValue(0)
    assert np.array_equal(shown(desk, "blendView"), shown(desk, "inputView"))
    slider.setValue(100)
    assert np.array_equal(shown(desk, "blendView"), shown(desk, "resizedCamView"))
    qtbot.keyClick(desk.window, "[")
    assert slider.value() == 90


def test_that_a_scale_brings_its_own_colours(desk: Desk) -> None:
    for name, scale in SCALES.items():
        box = desk.child("scaleBox")
        box.setCurrentIndex(box.findData(name))
        assert desk.child("colourMapBox").currentData() == scale.colours


# Pointing and zooming


def point_at(qtbot: QtBot, view: PictureView, x: float, y: float) -> None:
    """Move the mouse to a place of the picture, in its pixels."""
    scene = view.box.mapViewToScene(QPointF(x, y))
    qtbot.mouseMove(view.graphics.viewport(), view.graphics.mapFromScene(scene))


def test_that_pointing_at_a_cell_reads_it_in_all_views(desk: Desk, qtbot: QtBot) -> None:
    draw_one(qtbot, desk)
    qtbot.keyClick(desk.window, "3")
    view: PictureView = desk.child("inputView")
    point_at(qtbot, view, 14.5, 13.5)
    prediction = desk.document.prediction
    assert prediction is not None
    text = desk.child("readoutLabel").text()
    assert "(14, 13)" in text
    assert f"ink {prediction.image[13, 14]:.2f}" in text
    assert "raw cell (7, 6)" in text
    assert f"{prediction.maps[3, 6, 7]:+.2f}".replace("-", "−") in text
    for name in VIEWS:
        other: PictureView = desk.child(name)
        assert all(line.isVisible() for line in other.lines)
        side = 2 if name == "rawCamView" else 1
        assert other.mark.rect().width() == side
        assert other.mark.rect().contains(14.5, 13.5)


def test_that_all_views_zoom_together_and_a_key_shows_them_whole(desk: Desk, qtbot: QtBot) -> None:
    draw_one(qtbot, desk)
    view: PictureView = desk.child("blendView")
    viewport = view.graphics.viewport()
    middle = QPointF(viewport.rect().center())
    wheel = QWheelEvent(
        middle,
        viewport.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, wheel)

    def widths() -> set[float]:
        return {round(desk.child(name).box.viewRect().width(), 3) for name in VIEWS}

    (zoomed,) = widths()
    assert zoomed < 20
    qtbot.keyClick(desk.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert widths() == {28}


# Files, dropped and pasted


def drop(desk: Desk, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.window.dropEvent(event)


def picture(size: int = 60) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for row in range(10, 50):
        for column in range(28, 34):
            image.setPixelColor(column, row, QColor("black"))
    return image


def test_that_a_picture_is_opened_when_it_is_dropped(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "한글 일.png"
    assert picture().save(str(path))
    with qtbot.waitSignal(desk.controller.opened):
        drop(desk, path)
    assert desk.child("digitLabel").text() == "한글 일.png"
    wait_for_answer(qtbot, desk)


def test_that_a_broken_picture_is_told_and_what_was_there_stays(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    draw_one(qtbot, desk)
    before = desk.document.content
    path = tmp_path / "broken.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n nothing")
    with qtbot.waitSignal(desk.messages.posted):
        drop(desk, path)
    assert "broken.png cannot be used: " in desk.window.central.messages.text
    assert "Needed: a picture" in desk.window.central.messages.text
    assert desk.document.content is before
    qtbot.mouseClick(desk.child("messageCloseButton"), LEFT)
    assert desk.window.central.messages.text == ""


def test_that_a_pasted_picture_is_read_and_nothing_pasted_is_told(desk: Desk, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(picture())
    with qtbot.waitSignal(desk.controller.opened):
        qtbot.keyClick(desk.window, "v", Qt.KeyboardModifier.ControlModifier)
    assert desk.document.sample.any()
    QGuiApplication.clipboard().setText("seven")
    qtbot.keyClick(desk.window, "v", Qt.KeyboardModifier.ControlModifier)
    assert "The clipboard holds no picture" in desk.window.central.messages.text


def test_that_a_data_set_and_a_model_are_opened_by_their_files(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.npz"
    images = np.random.default_rng(0).integers(0, 255, (5, 28, 28)).astype(np.uint8)
    labels = np.arange(5).astype(np.uint8)
    np.savez(path, x_train=images, y_train=labels, x_test=images, y_test=labels)
    with qtbot.waitSignal(desk.document.dataset_changed):
        drop(desk, path)
    assert desk.child("digitIndex").maximum() == 4
    assert desk.child("sourceBox").currentText() == "mine.npz"
    model = tmp_path / "copy.keras"
    model.write_bytes(desk.document.models[0].path.read_bytes())
    with qtbot.waitSignal(desk.document.model_changed):
        drop(desk, model)
    assert desk.document.model is not None
    assert desk.document.model.path == model
    damaged = tmp_path / "damaged.keras"
    damaged.write_bytes(b"PK\x03\x04 nothing")
    with qtbot.waitSignal(desk.messages.posted):
        drop(desk, damaged)
    assert "damaged.keras cannot be used: " in desk.window.central.messages.text
    assert "Needed: a model" in desk.window.central.messages.text
    assert desk.document.model.path == model


def test_that_a_figure_is_saved_and_copied(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    assert not desk.window.actions_["save_figure"].isEnabled()
    draw_one(qtbot, desk)
    path = tmp_path / "figure.svg"
    with qtbot.waitSignal(desk.messages.posted, timeout=20_000):
        desk.controller.exports.save_figure(str(path))
    assert path.read_text(encoding="utf-8").startswith("<?xml")
    desk.window.actions_["copy_figure"].trigger()
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull(), timeout=20_000)
    assert QGuiApplication.clipboard().image().width() > 1000


# Looks


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_that_text_stands_out(dark: bool) -> None:
    palette, role = theme.palette(dark), QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.PlaceholderText, role.Window),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
    ):
        assert contrast(palette.color(text), palette.color(ground)) >= 4.5
    for text in (role.WindowText, role.PlaceholderText):
        assert contrast(palette.color(text), theme.card_colour(palette)) >= 4.5


def test_that_no_two_actions_have_the_same_key(desk: Desk) -> None:
    keys = [key.toString() for action in desk.window.actions() for key in action.shortcuts()] + [
        str(number) for number in range(10)
    ]
    assert len(keys) == len(set(keys))
    told = " ".join(name for group in menu_keys() for name, _ in group.keys)
    assert "F11" in told


def narrow_words(window: QWidget) -> list[str]:
    """Words in sight that have less width than they need."""
    return [
        widget.objectName() or widget.text()
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and hasattr(widget, "text")
        and widget.text()
        and widget.sizePolicy().horizontalPolicy().name not in ("Ignored", "Expanding")
        and widget.width() < widget.minimumSizeHint().width()
    ]


def test_that_nothing_is_cut_off_on_a_small_screen(desk: Desk, qtbot: QtBot) -> None:
    draw_one(qtbot, desk)
    assert desk.window.width() == 1366
    assert desk.window.height() == 700
    # What the answer has just written beside the pictures is laid out with the next events.
    qtbot.waitUntil(lambda: narrow_words(desk.window) == [])
    sides = {(view.width(), view.height()) for view in desk.window.central.stage.views}
    assert len(sides) == 1


def test_that_a_presentation_has_no_bars_and_keys_still_work(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.menuBar().isHidden()
    assert window.central.activity.isHidden()
    assert window.central.status.isHidden()
    assert window.central.draw.canvas.isVisible()
    assert "F11" in window.central.messages.text
    opacity = desk.document.display.opacity
    qtbot.keyClick(window, Qt.Key.Key_BracketRight)
    assert desk.document.display.opacity > opacity
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert "F11" not in window.central.messages.text
    assert window.menuBar().isVisible()
    assert window.central.activity.isVisible()


def test_that_presentation_enlarges_text_and_ends_again(desk: Desk) -> None:
    usual = QApplication.font().pointSizeF()
    desk.window.actions_["presentation"].trigger()
    factor = theme.presentation_factor(desk.window.screen().size().height())
    assert QApplication.font().pointSizeF() == pytest.approx(usual * factor)
    assert desk.window.isFullScreen()
    desk.window.actions_["presentation"].trigger()
    assert QApplication.font().pointSizeF() == pytest.approx(usual)
    assert not desk.window.isFullScreen()


def test_that_choices_are_kept_for_the_next_start(make_desk: Callable[..., Desk]) -> None:
    chosen = Settings(opacity=20, scale="lecture", colours="viridis", brush=17, scheme="dark")
    chosen = replace(chosen, lesson="/home/lecturer/lesson", lesson_page=3)
    kept = make_desk(chosen).window.settings()
    assert (kept.opacity, kept.scale, kept.colours, kept.brush, kept.scheme) == (
        20,
        "lecture",
        "viridis",
        17,
        "dark",
    )
    assert (kept.lesson, kept.lesson_page) == ("/home/lecturer/lesson", 3)
    assert kept.model == "compact"
    assert kept.geometry


@pytest.mark.parametrize("address", ["file://another-computer/share/a.png", "file:///a%00b.png"])
def test_that_an_address_that_is_no_file_of_this_computer_is_not_opened(
    desk: Desk, address: str
) -> None:
    data = QMimeData()
    data.setUrls([QUrl(address)])
    assert not desk.window.open_dispatcher.take(data)


def test_that_a_link_in_circles_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    for one, other in (("a.png", "b.png"), ("b.png", "a.png")):
        (tmp_path / one).symlink_to(tmp_path / other)
    with qtbot.waitSignal(desk.messages.posted):
        desk.window.open_dispatcher.open_path(str(tmp_path / "a.png"))
