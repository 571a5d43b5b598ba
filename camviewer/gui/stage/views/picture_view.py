"""What all explanation views share: a picture of pixels, zoomed and pointed at together."""

from __future__ import annotations

from typing import ClassVar

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QGraphicsRectItem, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.fitting import shortened
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import Colours

_BELOW_TITLE = 4  # pixels

NEAREST = 4
"""How many pixels are seen at the strongest zoom."""

_MARK = QColor("#00d084")  # neither in the sample's grey nor in any of the colour maps


class _Pixels(pg.ImageItem):
    """Colours that are shown as they are, in the format that Qt paints fastest."""

    def paint(self, painter: QPainter, *_: object) -> None:
        """Paint them."""
        if self.image is not None:
            height, width, _channels = self.image.shape
            painter.drawImage(QRectF(0, 0, width, height), to_image(self.image))


class PictureView(QWidget):
    """A titled picture in the sample's coordinates: (0, 0) upper left, (width, height) lower right.

    A picture of any grid fills the same rectangle, so that linked views show the same place.
    """

    order: ClassVar[int]
    """Place among the views, from the left."""

    name: ClassVar[str]
    """``objectName``, known to scripts."""

    enlarge_wanted = Signal(str)
    """A person wants it to fill the stage, or to be one of four again; its name."""

    heading_changed = Signal()
    """Title or size of the grid are others, so that they need another width."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A view that follows the document."""
        super().__init__(parent)
        self.setObjectName(self.name)
        self._document = document
        self._spec = document.spec
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.RichText)
        self.grid = QLabel(self)
        self.graphics = pg.GraphicsView(self, background=None)
        self.graphics.setMinimumSize(80, 80)
        self.graphics.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.graphics.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.graphics.setFrameShape(self.graphics.Shape.NoFrame)
        self.box = pg.ViewBox(
            lockAspect=True, invertY=True, enableMenu=False, defaultPadding=0, border=None
        )
        self.image = _Pixels(axisOrder="row-major")
        self.box.addItem(self.image)
        self.mark = QGraphicsRectItem()
        pen = pg.mkPen(_MARK, width=2)
        pen.setCosmetic(True)
        self.mark.setPen(pen)
        self.lines = [
            pg.InfiniteLine(angle=angle, pen=pg.mkPen(_MARK, width=1, style=Qt.PenStyle.DotLine))
            for angle in (0, 90)
        ]
        for item in (*self.lines, self.mark):
            item.setVisible(False)
            self.box.addItem(item, ignoreBounds=True)
        self.graphics.setCentralItem(self.box)
        self.graphics.viewport().installEventFilter(self)
        self.graphics.viewport().setMouseTracking(True)
        self.graphics.scene().sigMouseMoved.connect(self._point)
        heading = QHBoxLayout()
        heading.setContentsMargins(0, 0, 0, 0)
        heading.addWidget(self._title, 1)
        heading.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._heading = QWidget(self)
        self._heading.setLayout(heading)
        layout.addWidget(self._heading)
        layout.addWidget(self.graphics, 1)
        self._heading.setFixedHeight(self.header_height())
        document.pointer_changed.connect(self._show_pointer)
        document.display_changed.connect(self._show_title)
        self._show_title()
        self.box.sigResized.connect(self.reset_zoom)
        self._soften()
        self.reset_zoom()

    def title(self) -> str:
        """What the view is called on screen."""
        raise NotImplementedError

    def method(self) -> str:
        """Name of the method whose maps are shown."""
        return translate(METHODS.named(self._document.display.method).title)

    def _show_title(self) -> None:
        title = self.title()
        if title == self.accessibleName():
            return  # the display has changed, but not what its pictures are called
        self.setAccessibleName(title)
        self._fit_title()
        self.heading_changed.emit()

    def _show_size(self, size: str) -> None:
        if size != self.grid.text():
            self.grid.setText(size)
            self.heading_changed.emit()

    def picture(self) -> Colours | None:
        """The picture (h, w, 3) to show now, or None for nothing."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the present picture."""
        picture = self.picture()
        if picture is None:
            self.image.clear()
            self._show_size("")
            self._show_pointer()
            return
        spec = self._document.spec
        known = self.image.image is not None and self.image.image.shape == picture.shape
        self.image.setImage(picture, autoLevels=False, levels=(0, 255))
        if spec != self._spec:
            self._spec = spec
            self.reset_zoom()
        if not known:
            self.image.setRect(QRectF(0, 0, spec.width, spec.height))
            self._show_size(f"{picture.shape[1]} × {picture.shape[0]}")
            self._show_pointer()

    def link(self, other: PictureView) -> None:
        """Zoom and move together with another view."""
        self.box.setXLink(other.box)
        self.box.setYLink(other.box)

    def reset_zoom(self, _box: object = None) -> None:
        """Show the whole picture."""
        width, height = self._spec.width, self._spec.height
        # What the view has more room for, in the sample's pixels: nothing is cut off instead.
        wide, high = max(1.0, self.box.width()), max(1.0, self.box.height())
        beside = max(0.0, round(height * wide / high - width, 6)) / 2
        below = max(0.0, round(width * high / wide - height, 6)) / 2
        self.box.setLimits(
            xMin=-beside,
            xMax=width + beside,
            yMin=-below,
            yMax=height + below,
            minXRange=NEAREST,
            minYRange=NEAREST,
        )
        self.box.setRange(QRectF(0, 0, width, height), padding=0)

    def header_height(self) -> int:
        """Height of what is above the picture, in pixels."""
        # Not what the labels say: that follows the letters, and nothing is to move by a word.
        return self.fontMetrics().height() + _BELOW_TITLE

    def room_for_grid(self, width: int) -> bool:
        """Whether the grid's size fits beside the title in a view of that width."""
        font = self._title.font()
        font.setBold(True)
        title = QFontMetrics(font).horizontalAdvance(self.title())
        needed = title + self.grid.sizeHint().width() + 2 * SPACE
        return width >= needed

    def show_grid(self, shown: bool) -> None:
        """Show the grid's size beside the title, or leave it out."""
        self.grid.setVisible(shown)
        self._fit_title()

    def _fit_title(self) -> None:
        """A title that has no room ends in "…", and is told in a tip."""
        title, font = self.title(), self._title.font()
        font.setBold(True)
        grid = 0 if self.grid.isHidden() else self.grid.sizeHint().width() + SPACE
        text = shortened(title, font, max(0, self.width() - grid))
        self._title.setText(f"<b>{text}</b>")
        # Not on the picture: a tip there would hide what is pointed at.
        hint = self.tr(
            "Double-click to enlarge this view or to show all four. Scroll to zoom, Ctrl+0 to "
            "reset."
        )
        self._title.setToolTip(hint if text == title else f"{title}\n{hint}")
        heading = self._heading.layout()
        if heading is not None:
            heading.activate()  # else the size of a grid that has just come is cut for a moment

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title has more room, or less."""
        super().resizeEvent(event)
        self._fit_title()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Tell when the pointer leaves, and that a double click wants it large."""
        if event.type() == QEvent.Type.Leave:
            self._document.set_pointer(None)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.enlarge_wanted.emit(self.name)
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette: the grid's size is written fainter; larger text is wider."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "grid"):
            self._soften()
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_heading"):
            self._heading.setFixedHeight(self.header_height())
            self.heading_changed.emit()

    def _soften(self) -> None:
        palette = self.palette()
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        palette.setColor(QPalette.ColorRole.WindowText, faint)
        self.grid.setPalette(palette)

    def _point(self, place: QPointF) -> None:
        point = self.box.mapSceneToView(place)
        inside = 0 <= point.x() < self._spec.width and 0 <= point.y() < self._spec.height
        self._document.set_pointer((point.x(), point.y()) if inside else None)

    def _show_pointer(self) -> None:
        pointer = self._document.pointer
        shown = pointer is not None and self.image.image is not None
        for item in (*self.lines, self.mark):
            item.setVisible(shown)
        if pointer is None or not shown:
            return
        x, y = pointer
        rows, columns = self.image.image.shape[:2]
        wide, high = self._spec.width / columns, self._spec.height / rows
        self.mark.setRect(x // wide * wide, y // high * high, wide, high)
        self.lines[0].setValue(y)
        self.lines[1].setValue(x)
