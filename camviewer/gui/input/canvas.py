"""The drawing canvas: pen and eraser, by mouse or tablet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.common.arrays import Array
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.drawing import Drawing, draw, erase, line_width
from camviewer.data.spec import ImageSpec
from camviewer.data.strokes import PenPath, Points, Stroke
from camviewer.document.state import Tool
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.rendering import picture_of

INK, PAPER = QColor("white"), QColor("black")
"""As in MNIST: bright ink on a dark ground."""

HINT = 1.5
"""How much larger than other text the hint on an empty canvas is."""

ERASER = 2.5
"""The eraser's width in pen widths."""

NEAREST = 0.5
"""Screen pixels between two points of a stroke at least."""


class Canvas(QWidget):
    """Shows a drawing and lets a person change it.

    The widget keeps no drawing of its own besides the one it is shown: each movement makes the
    next drawing from the one before the stroke and tells it.
    """

    began = Signal()
    """The pen is about to be put down; until then another drawing can be shown."""

    changing = Signal(object)
    """A new `Drawing`, while the pen is down; more will follow."""

    changed = Signal(object)
    """The pen was lifted: the `Drawing` after the stroke."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawCanvas")
        self.setAccessibleName(self.tr("Drawing canvas"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.tool = Tool.PEN
        self.brush = 0.12
        self.hint = ""
        self._spec = DIGIT_SPEC
        self._drawing = Drawing()
        self._before: Drawing | None = None
        self._path = PenPath()
        self._point: tuple[float, float] | None = None  # the path's last
        self._erasing = False
        self._base: QImage | None = None
        self._inked: QPixmap | None = None

    def set_spec(self, spec: ImageSpec) -> None:
        """Draw samples of these proportions."""
        if spec != self._spec:
            self._spec, self._inked = spec, None
            self.update()

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing; while the pen is down the one under the pen stays."""
        if not self.is_drawing and drawing is not self._drawing:
            self._replace(drawing)
            self.update()

    def lift(self) -> None:
        """End the stroke that is being drawn, if there is one: something else is to happen."""
        self._end()

    @property
    def erased(self) -> bool:
        """Whether the last stroke, or the one that begins, is the eraser's."""
        return self._erasing

    @property
    def is_drawing(self) -> bool:
        """Whether the pen is down."""
        return self._before is not None

    def sizeHint(self) -> QSize:
        """A comfortable square."""
        return QSize(300, 300)

    def minimumSizeHint(self) -> QSize:
        """A square that can still be drawn in."""
        return QSize(200, 200)

    def hasHeightForWidth(self) -> bool:
        """The canvas would like to be square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as wide, but not more than half the window."""
        return max(self.minimumSizeHint().height(), min(width, self.window().height() // 2))

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen (or with the right button the eraser) down."""
        if event.buttons() != event.button():
            return  # another button is down, and its stroke goes on
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position(), erasing=self.tool is Tool.ERASER)
        elif event.button() == Qt.MouseButton.RightButton:
            self._begin(event.position(), erasing=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the pen."""
        self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if event.buttons() == Qt.MouseButton.NoButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen's tip draws, its other end erases."""
        eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position(), erasing=eraser or self.tool is Tool.ERASER)
        elif event.type() == QEvent.Type.TabletMove:
            self._move(event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def _begin(self, position: QPointF, *, erasing: bool) -> None:
        self._end()  # the release of the stroke before may have gone elsewhere
        self._erasing = erasing
        self.began.emit()
        self._before = self._drawing
        self._path, self._point = PenPath(), None
        self._move(position)

    def _move(self, position: QPointF) -> None:
        if self._before is None:
            return
        square = self._square()
        point = (  # a pen that leaves the canvas goes along its edge
            min(max((position.x() - square.left()) / square.width(), 0.0), 1.0),
            min(max((position.y() - square.top()) / square.height(), 0.0), 1.0),
        )
        if self._point is not None and max(
            abs(a - b) for a, b in zip(point, self._point, strict=True)
        ) < (NEAREST / square.width()):
            return
        self._point = point
        points = self._path.append(point)
        if self._erasing:
            self._erase(points[-2:])
        else:
            self._drawing = draw(self._before, Stroke(points, self.brush))
            self._ink(Stroke(points[-2:], self.brush))
        self.update()
        self.changing.emit(self._drawing)

    def _erase(self, last: Points) -> None:
        """Erase along the newest piece of the path; what lies before it is gone already."""
        radius = line_width(Stroke(last, self.brush)) * ERASER / 2
        rest = erase(self._drawing, last, radius)
        if rest is not self._drawing:
            self._replace(rest)

    def _end(self) -> None:
        before, self._before = self._before, None
        if before is not None and before is not self._drawing:
            self.changed.emit(self._drawing)

    def _replace(self, drawing: Drawing) -> None:
        """Take another drawing, of which nothing is painted yet."""
        self._drawing, self._base, self._inked = drawing, None, None

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sample and the strokes on it."""
        square = self._square()
        with QPainter(self) as painter:
            painter.fillRect(square, PAPER)
            if self._drawing.base is not None:
                painter.drawImage(square, self._base_picture(self._drawing.base))
            elif not self._drawing.strokes:
                painter.setPen(QColor("#aab2bc"))
                font = self.font()
                font.setPointSizeF(font.pointSizeF() * HINT)
                painter.setFont(font)
                painter.drawText(square, Qt.AlignmentFlag.AlignCenter, self.hint)
            painter.drawPixmap(square.topLeft(), self._inked_picture())
            if self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
                painter.drawRect(square.adjusted(1, 1, -1, -1))

    def _base_picture(self, base: Array) -> QImage:
        """The picture below the strokes; kept, since a movement of the pen does not change it."""
        if self._base is None:
            self._base = to_image(picture_of(base))
        return self._base

    def _inked_picture(self) -> QPixmap:
        """All strokes; kept, so that a movement of the pen adds one line only."""
        square, ratio = self._square(), self.devicePixelRatioF()
        size = QSize(round(round(square.width()) * ratio), round(round(square.height()) * ratio))
        if self._inked is None or self._inked.size() != size:
            self._inked = QPixmap(size)
            self._inked.setDevicePixelRatio(ratio)
            self._inked.fill(Qt.GlobalColor.transparent)
            for stroke in self._drawing.strokes:
                self._ink(stroke)
        return self._inked

    def _ink(self, stroke: Stroke) -> None:
        """Add a stroke to the picture of all strokes."""
        if self._inked is None:
            return
        square = self._square()
        with QPainter(self._inked) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_stroke(painter, stroke, round(square.width()), round(square.height()))

    def _square(self) -> QRectF:
        """Where the sample is: as large as fits, in its own proportions."""
        size = QSizeF(self._spec.width, self._spec.height)
        size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(), size.expandedTo(QSizeF(1, 1)))
        place.moveCenter(QRectF(self.rect()).center())
        return place


def _paint_stroke(painter: QPainter, stroke: Stroke, width: int, height: int) -> None:
    pen = QPen(INK, line_width(stroke) * width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = [QPointF(float(x) * width, float(y) * height) for x, y in stroke.points]
    if len(points) == 1:
        painter.drawPoint(points[0])
        return
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    painter.drawPath(path)
