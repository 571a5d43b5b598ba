"""What a layer makes of the sample: all its channels side by side, as a button or in large."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from camviewer.gui.theme import card_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.inference.layer_stages import LayerStage
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours
from camviewer.rendering.mosaic import arrangement, mosaic, own_scale
from camviewer.rendering.scaling import Limits

_SIDE, _MARGIN = 60, 4
_SMALL = 0.85  # of the usual text


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
        parameters = self.tr("{0} par.").format(f"{stage.parameters:,}")
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
        metrics = QFontMetrics(self._small())
        widest = max((metrics.horizontalAdvance(line) for line in self._lines), default=0)
        width = min(max(_SIDE, widest), 2 * _SIDE) + 2 * _MARGIN
        return QSize(width, _SIDE + 4 * metrics.height() + 3 * _MARGIN)

    def _small(self) -> QFont:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, picture and words."""
        palette, metrics = self.palette(), QFontMetrics(self._small())
        with QPainter(self) as painter:
            painter.setFont(self._small())
            chosen = self.isChecked() or self.hasFocus()
            role = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Mid
            painter.setPen(QPen(palette.color(role), 3 if self.isChecked() else 1))
            painter.setBrush(card_colour(palette))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
            if self._stage is None:
                return
            picture = _picture(self._stage, self)
            spot = _inside(QRect(0, _MARGIN, self.width(), _SIDE), picture)
            painter.drawImage(spot, picture)
            painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            place = QRect(_MARGIN, _SIDE + 2 * _MARGIN, self.width() - 2 * _MARGIN, 0)
            place.setHeight(metrics.height())
            for words in self._lines:
                short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, short)
                place.translate(0, metrics.height())


class LayerPicture(QWidget):
    """A layer in large: numbers are written where there is room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A picture of no layer yet."""
        super().__init__(parent)
        self.setObjectName("layerPicture")
        self.setMinimumSize(120, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._stage: LayerStage | None = None

    def show_stage(self, stage: LayerStage | None, title: str = "") -> None:
        """Show another layer and its title, or none."""
        self._stage = stage
        self.setAccessibleName(
            self.tr("No layer") if stage is None else self.tr("Layer {0} in large").format(title)
        )
        self.update()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the channels, and the numbers of single cells."""
        if self._stage is None:
            return
        picture = _picture(self._stage, self)
        spot = _inside(self.rect(), picture)
        with QPainter(self) as painter:
            painter.drawImage(spot, picture)
            if self._stage.values.shape[:2] == (1, 1):
                self._paint_numbers(painter, spot, self._stage)

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


def _line(widget: QWidget) -> int:
    return widget.fontMetrics().height()


def _inside(place: QRect, picture: QImage) -> QRectF:
    """The largest place of a picture's shape in the middle of another."""
    size = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    result = QRectF(0, 0, size.width(), size.height())
    result.moveCenter(QRectF(place).center())
    return result
