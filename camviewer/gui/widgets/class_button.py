"""The button of one class: its digit, its map in small, its score and its probability."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from camviewer.gui.guard import guarded
from camviewer.gui.numbers import number, percent

_MARGIN = 6
_BAR = 5  # height of the probability bar


@dataclass(frozen=True, eq=False)
class ClassFigures:
    """What a button shows besides its name.

    Attributes:
        picture: the class' raw map in colours.
        score: S_c.
        probability: p_c, 0 to 1.
        predicted: whether this is the class that the network reads.
    """

    picture: QImage
    score: float
    probability: float
    predicted: bool


class ClassButton(QAbstractButton):
    """A checkable button for one class."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A button without figures; `name` is the class' name."""
        super().__init__(parent)
        self.setObjectName(f"classButton{name}")
        self.setText(name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._figures: ClassFigures | None = None

    def show_figures(self, figures: ClassFigures | None) -> None:
        """Show other figures, or none."""
        self._figures = figures
        if figures is None:
            name = self.tr("Class {0}").format(self.text())
        else:
            score, share = number(figures.score, signed=True), percent(figures.probability)
            name = self.tr("Class {0}, score {1}, probability {2}").format(
                self.text(), score, share
            )
        self.setAccessibleName(name)
        self.update(self._ground())

    def sizeHint(self) -> QSize:
        """Wide enough for the map and the numbers beside it."""
        return self._size(6)

    def minimumSizeHint(self) -> QSize:
        """The numbers, and a map of their height."""
        return self._size(3)

    def _size(self, lines: int) -> QSize:
        side = lines * self.fontMetrics().height()
        numbers = self.fontMetrics().horizontalAdvance("> 99.9 %")
        return QSize(side + numbers + 4 * _MARGIN, side + 2 * _MARGIN)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint map, name, score, probability; the frame only where it has changed."""
        palette = self.palette()
        accent = palette.color(QPalette.ColorRole.Highlight)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        spot, words = self._places(frame.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))
        with QPainter(self) as painter:
            if self._ground().contains(event.rect()):
                painter.fillRect(event.rect(), self._ground_colour())
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_frame(painter, frame, accent)
            painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            if self._figures is None:
                self._paint_name(painter, frame, Qt.AlignmentFlag.AlignCenter)
                return
            name = QRectF(words)
            name.setHeight(2 * self._line())
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            self._paint_name(painter, name, left)
            painter.drawImage(spot, self._figures.picture)
            place = QRectF(words.left(), name.bottom(), words.width(), self._line())
            painter.drawText(place, left, number(self._figures.score, signed=True))
            place.translate(0, self._line())
            painter.drawText(place, left, percent(self._figures.probability))
            bar = QRectF(place.left(), place.bottom() + _BAR / 2, place.width(), _BAR)
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Midlight))
            bar.setWidth(bar.width() * self._figures.probability)
            painter.fillRect(bar, accent)

    def _line(self) -> float:
        return float(self.fontMetrics().height())

    def _places(self, inner: QRectF) -> tuple[QRectF, QRectF]:
        """Where map and words go: side by side, or in a narrow button one below the other."""
        words = QRectF(0, 0, self.fontMetrics().horizontalAdvance("> 99.9 %"), 0)
        words.setHeight(4 * self._line() + 2 * _BAR)
        beside = min(inner.height(), inner.width() - words.width() - 2 * _MARGIN)
        above = min(inner.width(), inner.height() - words.height() - _MARGIN)
        side = max(1.0, beside, above)
        spot = QRectF(inner.left(), inner.top(), side, side)
        if beside >= above:
            spot.moveTop(inner.center().y() - side / 2)
            words.setLeft(spot.right() + 2 * _MARGIN)
            words.setRight(inner.right())
            words.moveTop(inner.center().y() - words.height() / 2)
        else:
            spot.moveLeft(inner.center().x() - side / 2)
            spot.moveTop(inner.center().y() - (side + _MARGIN + words.height()) / 2)
            words.moveTopLeft(QPointF(spot.left(), spot.bottom() + _MARGIN))
            words.setWidth(side)
        return spot, words

    def _ground(self) -> QRect:
        """What lies inside the frame."""
        return self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _ground_colour(self) -> QColor:
        raised = self.isDown() or self.underMouse()
        role = QPalette.ColorRole.AlternateBase if raised else QPalette.ColorRole.Button
        return self.palette().color(role)

    def _paint_frame(self, painter: QPainter, frame: QRectF, accent: QColor) -> None:
        palette = self.palette()
        painter.setBrush(self._ground_colour())
        width = 3.0 if self.isChecked() else 1.0
        line = accent if self.isChecked() or self.hasFocus() else None
        painter.setPen(QPen(line or palette.color(QPalette.ColorRole.Mid), width))
        painter.drawRoundedRect(frame, 6, 6)

    def _paint_name(self, painter: QPainter, place: QRectF, where: Qt.AlignmentFlag) -> None:
        usual = self.font()
        font = self.font()
        font.setPointSizeF(usual.pointSizeF() * 1.5)
        predicted = self._figures is not None and self._figures.predicted
        font.setBold(predicted or self.isChecked())
        painter.setFont(font)
        name = f"{self.text()} ◂" if predicted else self.text()
        painter.drawText(place, where, name)
        painter.setFont(usual)
