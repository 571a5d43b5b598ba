"""A picture of a lesson and its caption."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from camviewer.gui import theme
from camviewer.gui.lesson.text_label import plain, words
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded
from camviewer.lesson.page import Picture

_DRAWING = ".svg"
_NARROWEST = 40


class PictureView(QWidget):
    """The picture, and its caption below it."""

    def __init__(self, picture: Picture, parent: QWidget | None = None) -> None:
        """Show a picture whose file was checked when its page was read."""
        super().__init__(parent)
        self.setObjectName("lessonPicture")
        self.picture = ScaledPicture(picture.path, plain(picture.caption), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.picture)
        column.addWidget(words(picture.caption, self, "lessonCaptionWords"))


class ScaledPicture(QWidget):
    """As wide as there is room, but no larger than it is, times the text's scale."""

    def __init__(self, path: Path, spoken: str, parent: QWidget | None = None) -> None:
        """Read a picture.

        Args:
            path: of a PNG, JPEG or SVG file; what cannot be read any more is not shown.
            spoken: what it shows, for those who do not see it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        self._drawing = content.decode(errors="replace") if path.suffix.lower() == _DRAWING else ""
        self._renderer = QSvgRenderer(self)
        self._image = QImage()
        if self._drawing:
            self._recolour()
            self._own = QSizeF(self._renderer.defaultSize())
        else:
            self._image = QImage.fromData(content)
            self._own = QSizeF(self._image.size())

    def hasHeightForWidth(self) -> bool:
        """Its sides keep their proportion."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What it needs at a width, in pixels."""
        return round(self._scale(width) * self._own.height())

    def sizeHint(self) -> QSize:
        """Its own size, as large as the text is."""
        return (self._own * _text_scale()).toSize()

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(_NARROWEST, self.heightForWidth(max(self.width(), _NARROWEST)))

    def place(self) -> QRectF:
        """Where the picture is painted, in the widget's pixels."""
        size = self._own * self._scale(self.width())
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def changeEvent(self, event: QEvent) -> None:
        """A drawing's lines have the text's colour; larger text, larger pictures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._drawing:
            self._recolour()
            self.update()
        elif event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it, pixels smoothly: on a dense screen each of its own pixels is used."""
        with QPainter(self) as painter:
            if self._drawing:
                self._renderer.render(painter, self.place())
            elif not self._image.isNull():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(self.place(), self._image)

    def _recolour(self) -> None:
        text = self.palette().color(QPalette.ColorRole.WindowText).name()
        coloured = self._drawing.replace("currentColor", text)
        self._renderer.load(QByteArray(coloured.encode()))
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)

    def _scale(self, width: int) -> float:
        return min(_text_scale(), width / max(self._own.width(), 1))


def _text_scale() -> float:
    """How much larger text is than usual, as in a presentation."""
    return theme.text_size() / theme.usual_text_size()
