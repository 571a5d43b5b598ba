"""The contrast that matters: the maps of two classes and their difference, on one scale."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.attribution.class_contrast import ClassContrast
from camviewer.common.arrays import Array
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.fitting import fitted, shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import COLOUR_MAPS, colourise
from camviewer.rendering.scaling import Limits, position

_MARK = QColor("#00d084")  # as in the large views
_TABLE = COLOUR_MAPS["blue-red"]
_SMALLEST, _USUAL = 72, 104  # pixels of a map's side


class ClassContrastView(QWidget):
    """Three maps; the cell under the pointer is marked in all of them and in the large views."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A view without maps."""
        super().__init__(parent)
        self.setObjectName("pairView")
        self.setAccessibleName(self.tr("Maps of the predicted class and the label"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._document = document
        self.maps: list[tuple[str, Array, QImage]] = []
        self._colours_mean = ("", "")  # in the difference; the shorter wording last
        document.pointer_changed.connect(self.update)

    def show_contrast(self, contrast: ClassContrast | None) -> None:
        """Show other maps, or none."""
        self.maps = []
        if contrast is not None:
            names = [self._document.class_name(one) for one in (contrast.first, contrast.second)]
            limits = contrast.limits
            titles = [self.tr("for {0}").format(name) for name in names]
            titles.append(self.tr("{0} minus {1}").format(*names))
            self._colours_mean = (
                self.tr("red for {0}, blue for {1}").format(*names),
                self.tr("red {0}, blue {1}").format(*names),
            )
            maps = (contrast.first_map, contrast.second_map, contrast.difference)
            self.maps = [
                (title, one, _colours(one, limits)) for title, one in zip(titles, maps, strict=True)
            ]
        self.update()

    def sizeHint(self) -> QSize:
        """Maps of a comfortable size."""
        return self._size(_USUAL)

    def minimumSizeHint(self) -> QSize:
        """Maps in which single cells can be told apart."""
        return self._size(_SMALLEST)

    def _size(self, side: int) -> QSize:
        return QSize(3 * side + 2 * SPACE, side + 3 * self.fontMetrics().height() + 4)

    def _squares(self) -> list[QRectF]:
        line = self.fontMetrics().height() + 2
        above = line + (len(self._heading()) - 1) * self.fontMetrics().height()
        across = self._across()
        side = max(1.0, min(across, self.height() - above - line))
        squares = [QRectF(1 + place * (side + SPACE), above, side, side) for place in range(3)]
        if not self.maps:
            return squares
        return [
            fitted(picture.size(), square)
            for square, (_, _, picture) in zip(squares, self.maps, strict=True)
        ]

    def _across(self) -> float:
        return (self.width() - 2 * SPACE - 2) / 3

    def _heading(self) -> list[str]:
        """What stands above the difference: in one line if that has room, else in two."""
        if not self.maps:
            return [""]
        title, room, metrics = self.maps[-1][0], self._across(), self.fontMetrics()
        whole, brief = self._colours_mean
        line = f"{title}: {whole}"
        if metrics.horizontalAdvance(line) <= room:
            return [line]
        first = title if metrics.horizontalAdvance(title) <= room else self.tr("Difference")
        return [first, whole if metrics.horizontalAdvance(whole) <= room else brief]

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the maps, their names, and the number of the cell pointed at."""
        if not self.maps:
            return
        palette, line = self.palette(), self.fontMetrics().height()
        pointer = self._document.pointer
        with QPainter(self) as painter:
            for square, (title, map_, picture) in zip(self._squares(), self.maps, strict=True):
                painter.setPen(palette.color(QPalette.ColorRole.WindowText))
                is_last = map_ is self.maps[-1][1]
                lines = self._heading() if is_last else [title]
                room = max(square.width(), self._across()) if is_last else square.width()
                above = QRectF(square.left(), square.top() - 2 - len(lines) * line, room, line)
                for words in lines:
                    words = shortened(words, self.font(), room)
                    painter.drawText(above, Qt.AlignmentFlag.AlignLeft, words)
                    above.translate(0, line)
                painter.drawImage(square, picture)
                painter.setPen(palette.color(QPalette.ColorRole.Mid))
                painter.drawRect(square.adjusted(-0.5, -0.5, 0.5, 0.5))
                rows, columns = map_.shape
                value, words = float(map_.mean()), self.tr("mean {0}")
                if pointer is not None:
                    row, column = self._document.spec.cell_at(pointer, (rows, columns))
                    wide, high = square.width() / columns, square.height() / rows
                    left, top = square.left() + column * wide, square.top() + row * high
                    painter.setPen(QPen(_MARK, 2))
                    painter.drawRect(QRectF(left, top, wide, high))
                    value, words = float(map_[row, column]), self.tr("cell {0}")
                painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
                below = QRectF(square.left(), square.bottom() + 2, square.width(), line)
                text = words.format(number(value, signed=True))
                if self.fontMetrics().horizontalAdvance(text) > below.width():
                    text = number(value, signed=True)
                painter.drawText(below, Qt.AlignmentFlag.AlignLeft, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the cell under the pointer everywhere."""
        place = event.position()
        for square in self._squares():
            if self.maps and square.contains(place):
                spec = self._document.spec
                x = (place.x() - square.left()) / square.width() * spec.width
                y = (place.y() - square.top()) / square.height() * spec.height
                self._document.set_pointer((min(x, spec.width - 0.01), min(y, spec.height - 0.01)))
                return
        self._document.set_pointer(None)

    def leaveEvent(self, _event: QEvent) -> None:
        """No cell is pointed at."""
        self._document.set_pointer(None)


def _colours(map_: Array, limits: Limits) -> QImage:
    return to_image(colourise(position(map_, limits), _TABLE))
