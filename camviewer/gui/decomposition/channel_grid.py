"""All channels as small maps with their numbers, in order; as many as there may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from camviewer.attribution.contributions import Channels
from camviewer.gui.decomposition.channel_figures import ChannelFigures
from camviewer.gui.decomposition.symbols import Symbol, paint_highlight
from camviewer.gui.theme import ABLATED, ABLATED_TEXT, sign_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.map_picture import MARK
from camviewer.gui.widgets.number_format import number

_MARGIN, _LINES = 4, 4
_FAINT = 0.3  # opacity of a map that is switched off


class ChannelGrid(QScrollArea):
    """The tiles, with a scroll bar where they need one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A grid without channels; `tiles` tells what is done."""
        super().__init__(parent)
        self.tiles = Tiles(self)
        self.setWidget(self.tiles)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.tiles.setAutoFillBackground(False)
        self.tiles.reached.connect(self._make_visible)

    def minimumSizeHint(self) -> QSize:
        """Two tiles side by side, and one below."""
        tile = self.tiles.tile()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(2 * tile.width() + bar, tile.height() + 2 * _MARGIN)

    def sizeHint(self) -> QSize:
        """Some rows of some tiles."""
        tile = self.tiles.tile()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(6 * tile.width() + bar, 3 * tile.height())

    def _make_visible(self, place: QRect) -> None:
        middle = place.center()
        self.ensureVisible(middle.x(), middle.y(), place.width() // 2, place.height() // 2 + 2)


class Tiles(QWidget):
    """One tile a channel; only those in sight are painted."""

    chosen = Signal(int)
    """A channel was clicked, or reached by an arrow key."""

    switched = Signal(int)
    """A channel was double-clicked, or the space bar pressed on it."""

    pointed = Signal(object)
    """The channel under the pointer, or None."""

    reached = Signal(QRect)
    """Where the tile is that the keys went to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("channelGrid")
        self.setAccessibleName(self.tr("Channels"))
        self.setToolTip(
            self.tr(
                "Click: enlarge the channel · Double-click or Space: switch it off or on · "
                "Arrow keys: go to another channel"
            )
        )
        self.setWhatsThis(
            self.tr(
                "All channels of the last convolution, each with its feature map f, its pooled "
                "feature F, its weight w for the class, and its contribution w F to the score "
                "(red counts for the class, blue against it). Channels on a tinted background "
                "are in the sum of maps. A rank such as no. 1 marks the channels that add most "
                "to the cell under the pointer."
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._figures: ChannelFigures | None = None
        self._chosen, self._count = 0, 0
        self._highlighted: frozenset[Symbol] = frozenset()
        self.ranked: dict[int, int] = {}
        self._places: dict[int, int] = {}
        self._tile = QSize()

    def show_figures(self, figures: ChannelFigures | None) -> None:
        """Show other channels, or none."""
        before, self._figures = self._figures, figures
        if figures is not None and (before is None or before.weight != figures.weight):
            self._tile = QSize()  # what the weights are called needs other room
        others = figures.unlike(before) if figures is not None and before is not None else None
        if others is None:
            self._places = {} if figures is None else _places(figures.order)
            self._fit()
            self.update()
            return
        for channel in others:
            self.update(self.place_of(channel))

    def show_look(self, chosen: int, count: int, spoken: str) -> None:
        """Show which channel is chosen and how many are in the sum; `spoken` tells the former."""
        self.setAccessibleDescription(spoken)
        if (chosen, count) != (self._chosen, self._count):
            self._chosen, self._count = chosen, count
            self.update()

    def show_highlighted(self, symbols: frozenset[Symbol]) -> None:
        """Highlight the numbers and maps that these symbols stand for."""
        shown = symbols & {Symbol.FEATURE, Symbol.POOLED, Symbol.WEIGHT}
        if shown != self._highlighted:
            self._highlighted = shown
            self.update()

    def show_ranked(self, channels: Sequence[int]) -> None:
        """Mark the channels that put most into a cell, the first being the strongest."""
        ranked = {channel: place for place, channel in enumerate(channels, start=1)}
        if ranked != self.ranked:
            self.ranked = ranked
            self.update()

    # Places

    def tile(self) -> QSize:
        """The least size of a tile: its numbers, and a map as wide as they are."""
        if not self._tile.isEmpty():
            return self._tile
        metrics = self.fontMetrics()
        weight = str(Symbol.WEIGHT) if self._figures is None else self._figures.weight
        width = metrics.horizontalAdvance(f"{weight} −00.00") + 2 * _MARGIN
        self._tile = QSize(width, width + _LINES * metrics.height() + _MARGIN)
        return self._tile

    def place_of(self, channel: int) -> QRect:
        """Where a channel's tile is."""
        return self._place(self._places[channel])

    def _columns(self) -> int:
        return max(1, self.width() // self.tile().width())

    def _place(self, place: int) -> QRect:
        columns = self._columns()
        row, column = divmod(place, columns)
        width = self.width() / columns
        left = round(column * width)
        right = round((column + 1) * width)
        return QRect(left, row * self._height(), right - left, self._height())

    def _height(self) -> int:
        least = self.tile()
        spread = self.width() // self._columns() - least.width()
        return least.height() + max(0, spread)

    def _fit(self) -> None:
        number_of = 0 if self._figures is None else len(self._figures.order)
        self.setMinimumHeight(-(-number_of // self._columns()) * self._height())

    def _channel_at(self, event: QMouseEvent) -> int | None:
        where = event.position().toPoint()
        found = self._in(QRect(where, QSize(1, 1)))
        return next((channel for _place, channel in found), None)

    def _in(self, region: QRect) -> Iterator[tuple[QRect, int]]:
        """Tiles that touch a region, with their channels."""
        if self._figures is None:
            return
        columns, height = self._columns(), self._height()
        first = max(0, region.top() // height * columns)
        last = min(len(self._figures.order), (region.bottom() // height + 1) * columns)
        for place in range(first, last):
            tile = self._place(place)
            if tile.intersects(region):
                yield tile, int(self._figures.order[place])

    # Painting

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        figures = self._figures
        if figures is None:
            return
        bold = QFont(self.font())
        bold.setBold(True)
        with QPainter(self) as painter:
            for place, channel in self._in(event.rect()):
                self.paint_tile(painter, place, channel, figures, bold)

    def paint_tile(
        self, painter: QPainter, place: QRect, channel: int, figures: ChannelFigures, bold: QFont
    ) -> None:
        """Paint one tile; only those that have changed are."""
        palette, line = self.palette(), QFontMetrics(bold).height()
        usual = painter.font()
        text = palette.color(QPalette.ColorRole.WindowText)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._paint_frame(painter, place, channel)
        inner = place.adjusted(_MARGIN, 2, -_MARGIN, -2)
        words = QRect(inner.left(), inner.top(), inner.width(), line)
        factor = float(figures.factors[channel])
        painter.setPen(text)
        painter.setFont(bold)
        painter.drawText(words, left, str(channel))
        painter.setFont(usual)
        if factor != 1:
            note = self.tr("off") if not factor else f"×{factor:.2g}"
            self._paint_note(painter, words, note)
        elif channel in self.ranked:
            painter.drawText(words, right, self.tr("no. {0}").format(self.ranked[channel]))
        side = min(inner.width(), inner.height() - _LINES * line)
        spot = QRectF(inner.center().x() - side / 2, words.bottom() + 1, side, side)
        cells = figures.cells
        source = QRectF(0, channel * cells, figures.picture.width(), cells)
        painter.setOpacity(1.0 if factor else _FAINT)
        painter.drawImage(spot, figures.picture, source)
        painter.setOpacity(1.0)
        if Symbol.FEATURE in self._highlighted:
            paint_highlight(painter, spot, palette, tinted=False)
        words.moveTop(int(spot.bottom()) + 1)
        product = float(figures.numbers[channel])
        pooled, weight = float(figures.pooled[channel]), float(figures.weights[channel])
        values = (
            (Symbol.POOLED, "F", number(pooled)),
            (Symbol.WEIGHT, figures.weight, number(weight, signed=True)),
            (None, "=", number(product, signed=True)),
        )
        for symbol, name, value in values:
            if symbol in self._highlighted:
                paint_highlight(painter, QRectF(words.adjusted(-3, 0, 3, 0)), palette)
            if symbol is None:
                painter.setFont(bold)
                painter.setPen(sign_colour(palette, product))
            painter.drawText(words, left, name)
            painter.drawText(words, right, value)
            words.translate(0, line)
        painter.setFont(usual)

    def _paint_frame(self, painter: QPainter, place: QRect, channel: int) -> None:
        """The ground of what is in the sum; the frame of what is ranked or chosen."""
        palette = self.palette()
        frame = place.adjusted(1, 1, -2, -2)
        if self._places[channel] < self._count:
            painter.fillRect(frame, palette.color(QPalette.ColorRole.Midlight))
        if channel in self.ranked:
            painter.setPen(QPen(MARK, 3))
            painter.drawRect(frame)
        if channel == self._chosen:
            width = 3 if self.hasFocus() else 2
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), width))
            painter.drawRect(frame)

    def _paint_note(self, painter: QPainter, words: QRect, note: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(note) + 6
        badge = QRect(words.right() - width + 1, words.top(), width, words.height())
        painter.fillRect(badge, ABLATED)
        painter.setPen(ABLATED_TEXT)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, note)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))

    # What a person does

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Another width, another number of rows."""
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, larger tiles."""
        if event.type() == QEvent.Type.FontChange:
            self._tile = QSize()
            self._fit()
            self.updateGeometry()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the channel under the pointer."""
        channel = self._channel_at(event)
        if channel is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(channel)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Switch the channel under the pointer."""
        channel = self._channel_at(event)
        if channel is not None and event.button() == Qt.MouseButton.LeftButton:
            self.switched.emit(channel)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which channel is pointed at."""
        self.pointed.emit(self._channel_at(event))

    def leaveEvent(self, _event: QEvent) -> None:
        """None is pointed at."""
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from tile to tile; the space bar switches."""
        if self._figures is None:
            super().keyPressEvent(event)
            return
        order = self._figures.order
        place, last = self._places.get(self._chosen, 0), len(order) - 1
        steps = {
            Qt.Key.Key_Left: place - 1,
            Qt.Key.Key_Right: place + 1,
            Qt.Key.Key_Up: place - self._columns(),
            Qt.Key.Key_Down: place + self._columns(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.switched.emit(self._chosen)
        elif key not in steps:
            super().keyPressEvent(event)
        elif 0 <= steps[key] <= last:
            channel = int(order[steps[key]])
            self.chosen.emit(channel)
            self.reached.emit(self.place_of(channel))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()


def _places(order: Channels) -> dict[int, int]:
    return {channel: place for place, channel in enumerate(order.tolist())}
