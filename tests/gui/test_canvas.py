"""The canvas alone: where the pen is, what each button does, what is painted."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.data.drawing import Drawing, line_width
from camviewer.data.strokes import Stroke
from camviewer.document.state import Tool
from camviewer.gui.input import canvas
from camviewer.gui.input.canvas import ERASER, Canvas
from camviewer.gui.widgets.pixels import from_image
from camviewer.rendering.rendering import picture_of

LEFT, RIGHT, MIDDLE = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
)
NONE = Qt.MouseButton.NoButton


class Told:
    """A canvas of 300 by 200 pixels, its square from (50, 0) to (250, 200); what it tells."""

    def __init__(self, qtbot: QtBot) -> None:
        self.canvas = Canvas()
        qtbot.addWidget(self.canvas)
        self.canvas.resize(300, 200)
        self.canvas.show()
        self.began = 0
        self.changing: list[Drawing] = []
        self.changed: list[Drawing] = []
        self.canvas.began.connect(self._count)
        self.canvas.changing.connect(self.changing.append)
        self.canvas.changed.connect(self.changed.append)

    def _count(self) -> None:
        self.began += 1

    def stroke(self, qtbot: QtBot, *places: tuple[int, int], button: Qt.MouseButton = LEFT) -> None:
        qtbot.mousePress(self.canvas, button, pos=QPoint(*places[0]))
        for place in places[1:]:
            qtbot.mouseMove(self.canvas, QPoint(*place))
        qtbot.mouseRelease(self.canvas, button, pos=QPoint(*places[-1]))

    def mouse(
        self,
        kind: QEvent.Type,
        place: tuple[int, int],
        button: Qt.MouseButton,
        held: Qt.MouseButton,
    ) -> None:
        position = QPointF(*place)
        QApplication.sendEvent(
            self.canvas,
            QMouseEvent(
                kind,
                position,
                self.canvas.mapToGlobal(position),
                button,
                held,
                Qt.KeyboardModifier.NoModifier,
            ),
        )

    def tablet(
        self, kind: QEvent.Type, place: tuple[float, float], *, eraser: bool = False
    ) -> None:
        pointer = QPointingDevice.PointerType.Eraser if eraser else QPointingDevice.PointerType.Pen
        device = QPointingDevice(
            "stylus",
            7,
            QInputDevice.DeviceType.Stylus,
            pointer,
            QInputDevice.Capability.Position,
            1,
            1,
        )
        position = QPointF(*place)
        event = QTabletEvent(
            *(kind, device, position, self.canvas.mapToGlobal(position)),
            *(0.5, 0.0, 0.0, 0.0, 0.0, 0.0),
            *(Qt.KeyboardModifier.NoModifier, LEFT, LEFT),
        )
        QApplication.sendEvent(self.canvas, event)
        assert event.isAccepted()

    def pixels(self) -> np.ndarray:
        QApplication.processEvents()
        return from_image(self.canvas.grab().toImage())[..., :3]


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    return Told(qtbot)


LINE = Drawing(strokes=(Stroke(np.array([[0.5, 0.1], [0.5, 0.9]]), 0.1),))


def test_that_places_are_shares_of_the_middle_square(told: Told, qtbot: QtBot) -> None:
    told.canvas.brush = 0.07
    told.stroke(qtbot, (50, 0), (100, 50), (150, 100), (250, 150))
    (drawing,) = told.changed
    (line,) = drawing.strokes
    assert line.points.tolist() == [[0, 0], [0.25, 0.25], [0.5, 0.5], [1, 0.75]]
    assert line.width == 0.07
    assert told.began == 1
    assert [len(each.strokes[0].points) for each in told.changing] == [1, 2, 3, 4]


def test_that_beside_the_square_the_pen_goes_along_its_edge(told: Told, qtbot: QtBot) -> None:
    told.stroke(qtbot, (10, 100), (290, 500), (150, -80))
    (line,) = told.changed[0].strokes
    assert line.points.tolist() == [[0, 0.5], [1, 1], [0.5, 0]]


def test_that_a_click_is_a_dot_and_standing_still_adds_nothing(told: Told, qtbot: QtBot) -> None:
    told.stroke(qtbot, (150, 100), (150, 100), (150, 100))
    (line,) = told.changed[0].strokes
    assert line.points.tolist() == [[0.5, 0.5]]
    assert len(told.changing) == 1


def test_that_the_middle_button_and_moving_without_one_do_nothing(told: Told, qtbot: QtBot) -> None:
    told.stroke(qtbot, (100, 100), (150, 150), button=MIDDLE)
    qtbot.mouseMove(told.canvas, QPoint(120, 120))
    assert (told.began, told.changing, told.changed) == (0, [], [])


def test_that_a_second_button_neither_begins_nor_ends_a_stroke(told: Told) -> None:
    press, move, release = (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonRelease,
    )
    told.mouse(press, (100, 100), LEFT, LEFT)
    told.mouse(press, (100, 100), RIGHT, LEFT | RIGHT)
    told.mouse(move, (150, 100), NONE, LEFT | RIGHT)
    told.mouse(release, (150, 100), RIGHT, LEFT)
    assert told.canvas.is_drawing
    told.mouse(move, (200, 100), NONE, LEFT)
    told.mouse(release, (200, 100), LEFT, NONE)
    assert told.began == len(told.changed) == 1
    assert told.changed[0].strokes[0].points.tolist() == [[0.25, 0.5], [0.5, 0.5], [0.75, 0.5]]


@pytest.mark.parametrize(("tool", "button"), [(Tool.PEN, RIGHT), (Tool.ERASER, LEFT)])
def test_that_the_eraser_is_a_tool_and_the_right_button(
    told: Told, qtbot: QtBot, tool: Tool, button: Qt.MouseButton
) -> None:
    told.canvas.show_drawing(LINE)
    told.canvas.tool = tool
    told.stroke(qtbot, (100, 100), (200, 100), button=button)
    upper, lower = told.changed[0].strokes
    assert told.canvas.erased
    radius = line_width(Stroke(np.zeros((1, 2), np.float32), told.canvas.brush)) * ERASER / 2
    assert upper.points[-1, 1] == pytest.approx(0.5 - radius, abs=radius / 4)
    assert lower.points[0, 1] == pytest.approx(0.5 + radius, abs=radius / 4)


def test_that_erasing_where_no_ink_is_changes_nothing(told: Told, qtbot: QtBot) -> None:
    for drawing in (Drawing(), LINE, Drawing(base=np.eye(28, dtype=np.float32))):
        told.canvas.show_drawing(drawing)
        told.stroke(qtbot, (60, 190), (80, 190), button=RIGHT)
        assert all(each is drawing for each in told.changing)
        told.changing.clear()
    assert told.changed == []


def test_that_a_tablets_pen_draws_and_its_other_end_erases(told: Told) -> None:
    press, move, release = (
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
    )
    told.tablet(press, (150.0, 20.5))
    told.tablet(move, (150.0, 180.5))
    told.tablet(release, (150.0, 180.5))
    (line,) = told.changed[0].strokes
    # Between two pixels: a tablet's places are not rounded to the screen's.
    assert line.points == pytest.approx(np.array([[0.5, 0.1025], [0.5, 0.9025]]))
    told.canvas.show_drawing(told.changed[0])
    told.tablet(press, (100, 100), eraser=True)
    told.tablet(move, (200, 100), eraser=True)
    told.tablet(release, (200, 100), eraser=True)
    assert len(told.changed[1].strokes) == 2


def test_that_what_comes_from_elsewhere_waits_until_the_pen_is_lifted(
    told: Told, qtbot: QtBot
) -> None:
    qtbot.mousePress(told.canvas, LEFT, pos=QPoint(150, 100))
    told.canvas.show_drawing(LINE)
    qtbot.mouseMove(told.canvas, QPoint(160, 100))
    assert told.canvas.is_drawing
    assert len(told.changing[-1].strokes) == 1
    qtbot.mouseRelease(told.canvas, LEFT, pos=QPoint(160, 100))
    assert told.changed[0].strokes[0].points[0].tolist() == [0.5, 0.5]
    told.canvas.show_drawing(LINE)
    told.stroke(qtbot, (60, 10))
    assert len(told.changed[1].strokes) == 2


def test_that_ink_is_white_on_black_and_only_the_square_is_painted(told: Told) -> None:
    told.canvas.show_drawing(LINE)
    pixels = told.pixels()
    assert pixels[100, 150].tolist() == [255, 255, 255]
    assert pixels[100, 60].tolist() == pixels[5, 150].tolist() == [0, 0, 0]
    ground = told.canvas.palette().window().color()
    assert QColor(*pixels[100, 20].tolist()) == ground
    # As thick as the prepared sample shows it: a tenth of 20/28 of 200 pixels.
    assert (pixels[100, 50:250, 0] > 127).sum() == pytest.approx(200 * 0.1 * 20 / 28, abs=1)


def test_that_a_picture_fills_the_square_below_the_strokes(told: Told) -> None:
    base = np.zeros((28, 28), np.float32)
    base[:14] = 0.5
    told.canvas.show_drawing(Drawing(base, LINE.strokes))
    pixels = told.pixels()
    assert pixels[40, 80].tolist() == [128, 128, 128]
    assert pixels[160, 80].tolist() == [0, 0, 0]
    assert pixels[40, 150].tolist() == [255, 255, 255]


def test_that_an_empty_canvas_says_what_it_is_for(told: Told) -> None:
    told.canvas.hint = "Draw here"
    assert told.pixels()[80:120, 60:240].any()
    told.canvas.hint = ""
    told.canvas.update()
    assert not told.pixels()[80:120, 60:240].any()


def test_that_a_movement_copies_no_earlier_points(told: Told, qtbot: QtBot) -> None:
    told.stroke(qtbot, (60, 20), (80, 40), (100, 60), (120, 80))
    drawn = [drawing.strokes[-1].points for drawing in told.changing]
    assert [len(points) for points in drawn] == [1, 2, 3, 4]
    for earlier, later in pairwise(drawn):
        assert np.shares_memory(earlier, later)
        assert later[: len(earlier)].tolist() == earlier.tolist()


def test_that_a_stroke_shares_no_memory_with_the_one_before(told: Told, qtbot: QtBot) -> None:
    told.stroke(qtbot, (60, 20), (80, 40))
    told.stroke(qtbot, (160, 120), (180, 140))
    first, second = told.changed[-1].strokes
    assert not np.shares_memory(first.points, second.points)
    assert first is told.changed[0].strokes[0]


def test_that_the_picture_below_the_strokes_is_coloured_once(
    told: Told, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured: list[np.ndarray] = []

    def watch(base: np.ndarray) -> np.ndarray:
        coloured.append(base)
        return picture_of(base)

    monkeypatch.setattr(canvas, "picture_of", watch)
    first, second = np.full((28, 28), 0.5, np.float32), np.zeros((28, 28), np.float32)
    for base in (first, second):
        told.canvas.show_drawing(Drawing(base=base))
        told.pixels()
        told.stroke(qtbot, (60, 20), (80, 40), (100, 60))
        told.pixels()
    assert len(coloured) == 2
    assert coloured[0] is first
    assert coloured[1] is second
