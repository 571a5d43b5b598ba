"""The button of one class: its name, its map in small, its score and its probability."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
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

from camviewer.gui.widgets.fitting import fitted, font_that_fits, shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number, percent

_MARGIN = 6
_BAR = 5  # height of the probability bar
_LINE = 2  # at most what the frame takes of a side
_NAME, _MAX_NAME = 1.5, 0.45  # times the usual text; of a button's width beside its map
_MAX_USUAL_NAME = 0.6  # the same of a name in the usual text
_PREDICTED = " ◂"  # after the name of the predicted class
_LEAST_MAP = 3  # lines of text that a map is high at least, where it stands above them


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


@dataclass(frozen=True)
class _Places:
    """Where everything goes, for one size of the button and its font."""

    frame: QRectF
    spot: QRectF
    name: QRectF
    score: QRectF
    share: QRectF
    bar: QRectF


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
        self._score = self._share = ""  # the figures in words
        self.places: _Places | None = None  # found when it is painted next
        self._was_laid_out = False
        self._fonts: dict[bool, QFont] = {}  # of the name, bold or not

    def stand_among(self, names: tuple[str, ...]) -> None:
        """Have as much room for a name as the other classes' buttons, so that all look alike."""
        self._names, self.places = names, None

    def show_figures(self, figures: ClassOutput | None) -> None:
        """Show other figures, or none."""
        if self._has_map != (figures is not None and figures.maps is not None):
            self.places = None
        self._figures = figures
        if figures is None:
            name = self.tr("Class {0}").format(self.text())
        else:
            self._score = number(figures.score, signed=True)
            self._share = percent(figures.probability)
            name = self.tr("Class {0}, score {1}, probability {2}").format(
                self.text(), self._score, self._share
            )
        self.setAccessibleName(name)
        self.update(self._ground())

    def sizeHint(self) -> QSize:
        """Wide enough for the map and the numbers beside it."""
        side = 6 * self.fontMetrics().height()
        return QSize(side + self._numbers() + 4 * _MARGIN, side + 2 * _MARGIN)

    def minimumSizeHint(self) -> QSize:
        """The numbers, and above them a map of three lines' height, or beside them no less."""
        side = _LEAST_MAP * self.fontMetrics().height()
        frame = 2 * (_MARGIN + _LINE)
        above = 0 if self._is_wide else side + _MARGIN
        return QSize(max(side, self._numbers()) + frame, above + self._words_height() + frame)

    @property
    def _is_wide(self) -> bool:
        """Whether map and words have room side by side, as far as is known."""
        side = _LEAST_MAP * self.fontMetrics().height()
        enough = side + self._numbers() + 2 * (2 * _MARGIN + _LINE)
        return not self._was_laid_out or self.width() >= enough

    @property
    def _has_map(self) -> bool:
        return self._figures is not None and self._figures.maps is not None

    def _numbers(self) -> int:
        """Width of the numbers."""
        return self.fontMetrics().horizontalAdvance("> 99.9 %")

    def _words_width(self, inner: float, share: float) -> float:
        """Width of the numbers and the names, which are given no more than a share of the room.

        In the usual size of text they are given a little more, so that no name is cut short.
        """
        metrics = QFontMetricsF(self._name_font(bold=True))
        name = max(metrics.horizontalAdvance(f"{name}{_PREDICTED}") for name in self._names)
        most = max(inner * share, min(name / _NAME, inner * _MAX_USUAL_NAME))
        return max(float(self._numbers()), min(name, most))

    def _words_height(self) -> int:
        """Height of name, numbers and bar below each other."""
        return 4 * self.fontMetrics().height() + 2 * _BAR

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, other places."""
        super().resizeEvent(event)
        self.places = None
        self._was_laid_out = True
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, other places."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_fonts"):
            self.places, self._fonts = None, {}

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint map, name, score, probability; the frame only where it has changed."""
        palette, figures = self.palette(), self._figures
        accent = palette.color(QPalette.ColorRole.Highlight)
        if self.places is None:
            self.places = self._find_places()
        places = self.places
        with QPainter(self) as painter:
            if self._ground().contains(event.rect()):
                painter.fillRect(event.rect(), self._ground_colour())
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_frame(painter, places.frame, accent)
            painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
            if figures is None:
                self._paint_name(painter, places.frame, Qt.AlignmentFlag.AlignCenter)
                return
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            if figures.maps is not None:
                spot = fitted(figures.place.size(), places.spot)
                spot.moveLeft(places.spot.left())  # as the words below it
                painter.drawImage(spot, figures.maps, QRectF(figures.place))
            painter.drawText(places.score, left, self._score)
            painter.drawText(places.share, left, self._share)
            self._paint_name(painter, places.name, left)
            painter.fillRect(places.bar, palette.color(QPalette.ColorRole.Midlight))
            bar = QRectF(places.bar)
            bar.setWidth(bar.width() * figures.probability)
            painter.fillRect(bar, accent)

    def _find_places(self) -> _Places:
        """Map and words side by side, or in a narrow button one below the other."""
        line = float(self.fontMetrics().height())
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        inner = frame.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        words = QRectF(0, 0, self._words_width(inner.width(), _MAX_NAME), self._words_height())
        beside = min(inner.height(), inner.width() - words.width() - 2 * _MARGIN)
        above = min(inner.width(), inner.height() - words.height() - _MARGIN)
        side = max(1.0, beside, above) if self._has_map else 1.0
        spot = QRectF(inner.left(), inner.top(), side, side)
        if beside >= above:
            spot.moveTop(inner.center().y() - side / 2)
            words.setLeft(spot.right() + 2 * _MARGIN)
            words.setRight(inner.right())
            words.moveTop(inner.center().y() - words.height() / 2)
        else:
            words.setWidth(max(side, self._words_width(inner.width(), 1.0)))
            spot.moveLeft(inner.center().x() - words.width() / 2)
            spot.moveTop(inner.center().y() - (side + _MARGIN + words.height()) / 2)
            words.moveTopLeft(QPointF(spot.left(), spot.bottom() + _MARGIN))
        name = QRectF(words)
        name.setHeight(2 * line)
        score = QRectF(words.left(), name.bottom(), words.width(), line)
        share = score.translated(0, line)
        bar = QRectF(words.left(), share.bottom() + _BAR / 2, words.width(), _BAR)
        return _Places(frame, spot, name, score, share, bar)

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
        predicted = self._figures is not None and self._figures.predicted
        sign = _PREDICTED if predicted else ""
        large = self._name_font(predicted or self.isChecked())
        font = font_that_fits(large, self.text() + sign, place.width(), 1 / _NAME)
        room = place.width() - QFontMetricsF(font).horizontalAdvance(sign)
        painter.setFont(font)
        painter.drawText(place, where, shortened(self.text(), font, room) + sign)

    def _name_font(self, bold: bool) -> QFont:
        if bold not in self._fonts:
            font = self.font()
            font.setPointSizeF(font.pointSizeF() * _NAME)
            font.setBold(bold)
            self._fonts[bold] = font
        return self._fonts[bold]
