"""The button of one class: its name, its map on the scale of all, its score and its probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from camviewer.gui.stage.class_places import MARGIN, Places, WordSizes, find_places
from camviewer.gui.widgets.fitting import READABLE, font_that_fits, shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number, percents

_NAME = 1.3  # times the usual text
_NUMBER, _SMALL_NAME = 2, 0.85  # letters of a number at most; longer names: times the usual text
_PAD = 4  # pixels to the left and right of a name on its plate, and of a number in its bar
_BAR, _LEAST_BAR = 0.95, 10  # height of the bar: times that of a line, and pixels at least
_SMALLEST_NUMBER = 0.6  # times the usual text
_LONGEST_SCORE, _LONGEST_SHARE = "−00.00", "> 99.9%"  # longer ones are set in smaller type
_COMFORTABLE = 2  # lines of text that a button is higher than it has to be
_CHOSEN = 3.0  # pixels of the frame of the class shown

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class ClassOutput:
    """What a button shows besides its name.

    Attributes:
        maps: the raw maps of all classes in colours; None where there are none.
        place: where this class' is among them.
        score: S_c.
        probability: p_c, 0 to 1.
        predicted: whether this is the class that the network reads.
    """

    maps: QImage | None
    place: QRect
    score: float
    probability: float
    predicted: bool


class ClassButton(QAbstractButton):
    """A checkable button for one class."""

    def __init__(self, index: int, name: str, parent: QWidget | None = None) -> None:
        """A button without figures, of the class of that index and name."""
        super().__init__(parent)
        self.setObjectName(f"classButton{index}")
        self.setText(name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._names: tuple[str, ...] = (name,)
        self._figures: ClassOutput | None = None
        self._score, self._shares = "", percents(0)  # the figures in words
        self.places: Places | None = None  # found when it is painted next
        self._words: WordSizes | None = None  # measured when they are asked for
        self._bold: QFont | None = None

    def stand_among(self, names: tuple[str, ...], like: ClassButton | None = None) -> None:
        """Have as much room for a name as the other classes' buttons, so that all look alike.

        Args:
            names: of all classes.
            like: a button that has measured them already.
        """
        self._names, self.places = names, None
        self._words = like.words if like is not None else None

    def show_figures(self, figures: ClassOutput | None) -> None:
        """Show other figures, or none."""
        before, self._figures = self._proportions(), figures
        if before != self._proportions():
            self.places = None
        self.setAccessibleName(self._told(figures))
        self.update(self._ground())

    def _told(self, figures: ClassOutput | None) -> str:
        """The figures in words, for who does not see them."""
        if figures is None:
            return self.tr("Class {0}").format(self.text())
        self._score = number(figures.score, signed=True)
        self._shares = percents(figures.probability)
        told = self.tr("Class {0}, score {1}, probability {2}")
        if figures.predicted:
            told = self.tr("Class {0}, score {1}, probability {2}, predicted")
        return told.format(self.text(), self._score, self._shares[0])

    @property
    def words(self) -> WordSizes:
        """Room that names and numbers need in the present font."""
        if self._words is None:
            usual, bold = QFontMetricsF(self.font()), QFontMetricsF(self._name_font())
            least = _small_font(self.font(), self._names)
            name, short = (
                max(metrics.horizontalAdvance(name) for name in self._names) + 2 * _PAD
                for metrics in (bold, QFontMetricsF(least))
            )
            self._words = WordSizes(
                line=usual.height(),
                name_line=bold.height(),
                name=name,
                short_name=short,
                score=usual.horizontalAdvance(_LONGEST_SCORE),
                share=usual.horizontalAdvance(_LONGEST_SHARE) + 2 * _PAD,
                bar=max(_LEAST_BAR, round(_BAR * usual.height())),
            )
        return self._words

    def sizeHint(self) -> QSize:
        """A little more than is needed."""
        line = self.fontMetrics().height()
        return self.minimumSizeHint() + QSize(line, _COMFORTABLE * line)

    def minimumSizeHint(self) -> QSize:
        """Name and numbers, and a map no lower than the name."""
        return QSize(self.words.least_width, self.words.least_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, other places."""
        super().resizeEvent(event)
        self.places = None

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, other places."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_bold"):
            self.places = self._words = self._bold = None

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint map, name, score, probability; the frame only where it has changed."""
        palette, figures = self.palette(), self._figures
        if self.places is None:
            room = QRectF(self._ground())
            self.places = find_places(room, self.words, self._proportions())
        with QPainter(self) as painter:
            if self._ground().contains(event.rect()):
                painter.fillRect(event.rect(), self._ground_colour())
            else:
                self._paint_frame(painter)
            painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            if figures is None:
                self._paint_name(painter, QRectF(self._ground()), Qt.AlignmentFlag.AlignCenter)
                return
            self._paint_map(painter, self.places.map, figures)
            painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            is_right = self.places.score.top() <= self.places.name.top()
            where = _RIGHT if is_right else _LEFT
            self._paint_number(painter, self.places.score, where, (self._score,))
            self._paint_bar(painter, self.places.bar, figures.probability)
            self._paint_name(painter, self.places.name, _LEFT)

    def _paint_frame(self, painter: QPainter) -> None:
        palette, half = self.palette(), _CHOSEN / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._ground_colour())
        role = QPalette.ColorRole.Highlight if self.isChecked() else QPalette.ColorRole.Mid
        painter.setPen(QPen(palette.color(role), _CHOSEN if self.isChecked() else 1.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            line = palette.color(QPalette.ColorRole.ButtonText)
            painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_map(self, painter: QPainter, place: QRectF, figures: ClassOutput) -> None:
        if figures.maps is None or place.isEmpty():
            return
        painter.drawImage(place, figures.maps, QRectF(figures.place))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))  # white maps have an edge
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_number(
        self, painter: QPainter, place: QRectF, where: Qt.AlignmentFlag, texts: Sequence[str]
    ) -> None:
        """The first wording that has room, rather than letters that are too small to be read."""
        width = self.fontMetrics().horizontalAdvance
        text = next((each for each in texts if width(each) <= place.width()), texts[-1])
        painter.setFont(font_that_fits(self.font(), text, place.width(), _SMALLEST_NUMBER))
        painter.drawText(place, where, text)

    def _paint_bar(self, painter: QPainter, bar: QRectF, probability: float) -> None:
        """The bar, and the probability in it: light where the bar is filled, dark elsewhere."""
        palette = self.palette()
        filled = QRectF(bar)
        filled.setWidth(round(bar.width() * probability))
        rest = QRectF(bar)
        rest.setLeft(filled.right())
        parts = (
            (filled, QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText),
            (rest, QPalette.ColorRole.Midlight, QPalette.ColorRole.ButtonText),
        )
        for part, ground, text in parts:
            if part.isEmpty():
                continue
            painter.fillRect(part, palette.color(ground))
            painter.setClipRect(part)
            painter.setPen(palette.color(text))
            self._paint_number(painter, bar.adjusted(_PAD, 0, -_PAD, 0), _RIGHT, self._shares)
            painter.setClipping(False)

    def _paint_name(self, painter: QPainter, place: QRectF, where: Qt.AlignmentFlag) -> None:
        """The name; that of the predicted class on a plate."""
        room = place.width() - 2 * _PAD
        font = self._name_font_for(room)
        text = shortened(self.text(), font, room)
        palette, role = self.palette(), QPalette.ColorRole.ButtonText
        inner = place
        if self._figures is not None and self._figures.predicted:
            metrics = QFontMetricsF(font)
            plate = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * _PAD, metrics.height())
            plate.moveLeft(place.left())
            plate.moveTop(place.center().y() - plate.height() / 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(plate, 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            inner, role = place.adjusted(_PAD, 0, -_PAD, 0), QPalette.ColorRole.HighlightedText
        painter.setFont(font)
        painter.setPen(palette.color(role))
        painter.drawText(inner, where, text)

    def _proportions(self) -> float:
        """Width of the map divided by its height; 0 without a map."""
        if self._figures is None or self._figures.maps is None:
            return 0.0
        return self._figures.place.width() / self._figures.place.height()

    def _ground(self) -> QRect:
        """What lies inside the frame."""
        return self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _ground_colour(self) -> QColor:
        raised = self.isDown() or self.underMouse()
        role = QPalette.ColorRole.AlternateBase if raised else QPalette.ColorRole.Button
        return self.palette().color(role)

    def _name_font_for(self, room: float) -> QFont:
        """The largest type in which the widest of all names has room: they look alike."""
        usual = QFontMetricsF(self.font()).horizontalAdvance
        widest = max(self._names, key=usual)
        font = font_that_fits(self._name_font(), widest, room, 1 / _NAME)
        if QFontMetricsF(font).horizontalAdvance(widest) <= room:
            return font
        least = _small_font(self.font(), self._names)
        font = QFont(self.font())
        font.setBold(least.bold())
        return font_that_fits(font, widest, room, least.pointSizeF() / font.pointSizeF())

    def _name_font(self) -> QFont:
        if self._bold is None:
            self._bold = QFont(self.font())
            self._bold.setPointSizeF(self._bold.pointSizeF() * _NAME)
            self._bold.setBold(True)
        return self._bold


def _small_font(font: QFont, names: Sequence[str]) -> QFont:
    """The smallest type that names are set in: numbers stay bold, words may be small and light."""
    small = QFont(font)
    if max(map(len, names)) > _NUMBER:
        small.setPointSizeF(max(READABLE, _SMALL_NAME * font.pointSizeF()))
    else:
        small.setBold(True)
    return small
