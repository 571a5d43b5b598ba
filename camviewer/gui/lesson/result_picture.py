"""An array that code shows, as a picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.gui.widgets.guard import guarded

_LARGEST = 13  # lines of text that a picture is high at most


class ResultPicture(QWidget):
    """An array as a picture: pixels as squares, its title above."""

    def __init__(self, title: str, image: QImage, parent: QWidget | None = None) -> None:
        """Show a picture."""
        super().__init__(parent)
        self.setObjectName("codePicture")
        self.setAccessibleName(title or self.tr("Picture that the code shows"))
        self._title, self._image = title, image
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Its sides keep their proportion."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title and picture."""
        return self._header() + round(self._scale(width) * self._image.height())

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        side = _LARGEST * self.fontMetrics().height()
        return QSize(side, self.heightForWidth(side))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, self.heightForWidth(max(self.width(), 40)))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Title and picture, at the left."""
        header, scale = self._header(), self._scale(self.width())
        place = QRectF(0, header, scale * self._image.width(), scale * self._image.height())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(
                QRectF(0, 0, self.width(), header), Qt.AlignmentFlag.AlignLeft, self._title
            )
            painter.drawImage(place, self._image)

    def _header(self) -> int:
        return self.fontMetrics().height() + 2 if self._title else 0

    def _scale(self, width: int) -> float:
        most = _LARGEST * self.fontMetrics().height()
        return min(width, most) / max(self._image.width(), self._image.height(), 1)
