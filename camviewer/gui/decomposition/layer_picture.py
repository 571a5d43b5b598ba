"""What a layer makes of the sample: all its channels side by side, as a button or in large."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from camviewer.gui.theme import card_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.map_picture import MARK
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.inference.kernel_patch import Place
from camviewer.inference.layer_stages import LayerStage
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours
from camviewer.rendering.mosaic import arrangement, mosaic, own_scale
from camviewer.rendering.scaling import Limits

_SIDE, _MARGIN = 60, 4
_STEPS = {
    Qt.Key.Key_Left: (0, -1, 0),
    Qt.Key.Key_Right: (0, 1, 0),
    Qt.Key.Key_Up: (-1, 0, 0),
    Qt.Key.Key_Down: (1, 0, 0),
    Qt.Key.Key_PageUp: (0, 0, -1),
    Qt.Key.Key_PageDown: (0, 0, 1),
}
"""Rows, columns and channels that a key goes on by."""


def scale_of(stage: LayerStage) -> tuple[Limits, Colours]:
    """Limits and colours of a stage: the sample in grey from 0 to 1, any other on its own scale."""
    if stage.kind == "input":
        return (0.0, 1.0), COLOUR_MAPS.named("grey")
    return own_scale(stage.values)


def _picture(stage: LayerStage, widget: QWidget) -> QImage:
    ground = card_colour(widget.palette())
    rgb = (ground.red(), ground.green(), ground.blue())
    return to_image(mosaic(stage.values, *scale_of(stage), rgb))


class LayerButton(QAbstractButton):
    """A layer in the strip: picture, what it is, what comes out, how many parameters."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A button of no layer yet."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._stage: LayerStage | None = None
        self._lines: tuple[str, ...] = ()

    def show_stage(self, stage: LayerStage, title: str) -> None:
        """Show what a layer made of the sample."""
        shape = "×".join(map(str, stage.shape))
        parameters = self.tr("{0} param.").format(f"{stage.parameters:,}")
        lines = (*title.split(", ", 1), shape, parameters)
        if lines != self._lines:
            self._lines = lines
            self.setText(title)
            self.setAccessibleName(
                self.tr("{0}: {1}, parameters: {2}").format(title, shape, stage.parameters)
            )
            self.setToolTip(title)
            self.updateGeometry()
        self._stage = stage
        self.update()

    def sizeHint(self) -> QSize:
        """The picture, and four lines below."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(line) for line in self._lines), default=0)
        width = max(_SIDE, widest) + 2 * _MARGIN
        return QSize(width, _SIDE + 4 * metrics.height() + 3 * _MARGIN)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, picture and words."""
        palette, metrics = self.palette(), self.fontMetrics()
        with QPainter(self) as painter:
            chosen = self.isChecked() or self.hasFocus()
            role = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Mid
            painter.setPen(QPen(palette.color(role), 3 if self.isChecked() else 1))
            painter.setBrush(card_colour(palette))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
            if self._stage is None:
                return
            picture = _picture(self._stage, self)
            spot = _inside(QRect(0, _MARGIN, self.width(), _SIDE), picture.size())
            painter.drawImage(spot, picture)
            painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            place = QRect(_MARGIN, _SIDE + 2 * _MARGIN, self.width() - 2 * _MARGIN, 0)
            place.setHeight(metrics.height())
            for words in self._lines:
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, words)
                place.translate(0, metrics.height())


class LayerPicture(QWidget):
    """A layer in large: numbers are written where there is room for them.

    Where it is told which cell is picked, others can be picked, by a click or by keys.
    """

    picked = Signal(object)
    """The `Place` that was picked: row, column and channel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A picture of no layer yet."""
        super().__init__(parent)
        self.setObjectName("layerPicture")
        self.setMinimumSize(96, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._stage: LayerStage | None = None
        self._picked: Place | None = None

    def show_stage(
        self, stage: LayerStage | None, title: str = "", picked: Place | None = None
    ) -> None:
        """Show another layer and its title, or none; `picked` where cells can be picked."""
        self._stage, self._picked = stage, picked
        focus = Qt.FocusPolicy
        self.setFocusPolicy(focus.NoFocus if picked is None else focus.StrongFocus)
        shape = Qt.CursorShape
        self.setCursor(shape.ArrowCursor if picked is None else shape.CrossCursor)
        self.setToolTip(
            ""
            if picked is None
            else self.tr(
                "Click a cell: kernel and patch behind it · Arrow keys: next cell · Page Up, "
                "Page Down: other channels"
            )
        )
        self.setAccessibleName(
            self.tr("No layer") if stage is None else self.tr("Layer {0}, enlarged").format(title)
        )
        self.update()

    # Places

    def place_of(self, place: Place) -> QRectF:
        """Where a cell of a channel is painted, in the widget's pixels."""
        assert self._stage is not None
        height, width, channels = self._stage.values.shape
        rows, columns = arrangement(channels)
        across, down = columns * (width + 1) + 1, rows * (height + 1) + 1  # cells and lines
        spot = _inside(self.rect(), QSize(across, down))
        row, column = divmod(place[2], columns)
        wide, high = spot.width() / across, spot.height() / down
        left = spot.left() + (column * (width + 1) + 1 + place[1]) * wide
        return QRectF(left, spot.top() + (row * (height + 1) + 1 + place[0]) * high, wide, high)

    def _place_at(self, where: QPointF) -> Place | None:
        assert self._stage is not None
        height, width, channels = self._stage.values.shape
        _, columns = arrangement(channels)
        first = self.place_of((0, 0, 0))
        across = int((where.x() - first.left()) // first.width())
        down = int((where.y() - first.top()) // first.height())
        channel = down // (height + 1) * columns + across // (width + 1)
        row, column = down % (height + 1), across % (width + 1)
        is_cell = 0 <= across < columns * (width + 1) and down >= 0 and channel < channels
        if not is_cell:
            return None
        return min(row, height - 1), min(column, width - 1), channel  # a line is the cell before it

    def _pick(self, place: Place) -> None:
        assert self._stage is not None
        if all(
            0 <= each < size for each, size in zip(place, self._stage.values.shape, strict=True)
        ):
            self.picked.emit(place)

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the channels, and the numbers of single cells."""
        if self._stage is None:
            return
        picture = _picture(self._stage, self)
        spot = _inside(self.rect(), picture.size())
        with QPainter(self) as painter:
            painter.drawImage(spot, picture)
            if self._stage.values.shape[:2] == (1, 1):
                self._paint_numbers(painter, spot, self._stage)
            if self._picked is not None:
                self._paint_picked(painter, self._picked, self._stage)

    def _paint_picked(self, painter: QPainter, place: Place, stage: LayerStage) -> None:
        """A frame around the channel, and one around the cell."""
        height, width, _ = stage.values.shape
        channel = self.place_of((0, 0, place[2])).united(
            self.place_of((height - 1, width - 1, place[2]))
        )
        highlight = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(highlight, 3 if self.hasFocus() else 2))
        painter.drawRect(channel.adjusted(-1, -1, 1, 1))
        painter.setPen(QPen(MARK, 2))
        painter.drawRect(self.place_of(place).adjusted(-1, -1, 1, 1))

    def _paint_numbers(self, painter: QPainter, spot: QRectF, stage: LayerStage) -> None:
        values = stage.values.ravel()
        rows, columns = arrangement(len(values))
        wide, high = spot.width() / columns, spot.height() / rows
        if wide < self.fontMetrics().horizontalAdvance("−00.00") or high < 2 * _line(self):
            return
        for place, value in enumerate(values.tolist()):
            row, column = divmod(place, columns)
            cell = QRectF(spot.left() + column * wide, spot.top() + row * high, wide, high)
            words = f"{place}\n{number(value)}"
            box = painter.boundingRect(cell, Qt.AlignmentFlag.AlignCenter, words)
            painter.fillRect(box.adjusted(-3, -1, 3, 1), card_colour(self.palette()))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, words)

    # What a person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the cell under the pointer."""
        if self._picked is None or event.button() != Qt.MouseButton.LeftButton:
            return
        place = self._place_at(event.position())
        if place is not None:
            self._pick(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell, and from channel to channel."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._picked is None:
            super().keyPressEvent(event)
            return
        row, column, channel = self._picked
        self._pick((row + step[0], column + step[1], channel + step[2]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()


def _line(widget: QWidget) -> int:
    return widget.fontMetrics().height()


def _inside(place: QRect, shape: QSize) -> QRectF:
    """The largest place of a picture's shape in the middle of another."""
    size = shape.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    result = QRectF(0, 0, size.width(), size.height())
    result.moveCenter(QRectF(place).center())
    return result
