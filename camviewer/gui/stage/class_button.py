"""The button of one class: its name, its map in small, its score and its probability."""

from __future__ import annotations

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

from camviewer.gui.widgets.fitting import fitted, font_that_fits, shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number, percent, rough_percent

_MARGIN = 5
_LINE = 2  # at most what the frame takes of a side
_BAR, _LEAST_BAR = 0.7, 10  # height of the probability's bar: of a line, and pixels at least
_NAME, _NAME_LINE = 1.4, 1.5  # times the usual text; of a usual line
_PREDICTED = " ◂"  # after the name of the predicted class
_LEAST_MAP = 2  # lines of text that a map is high at least
_ROOMY_MAP = 3  # the same from which there is room for the score, too


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
    share: QRectF
    bar: QRectF
    score: QRectF | None


class ClassButton(QAbstractButton):
    """A checkable button for one class."""

    def __init__(self, index: int, name: str, parent: QWidget | None = None) -> None:
        """A button without figures, of the class of that index and name."""
        super().__init__(parent)
        self.setObjectName(f"classButton{index}")
        self.setText(name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._figures: ClassOutput | None = None
        self._score = self._share = self._rough_share = ""  # the figures in words
        self.places: _Places | None = None  # found when it is painted next
        self._fonts: dict[bool, QFont] = {}  # of the name, bold or not

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
            self._rough_share = rough_percent(figures.probability)
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
        """The name, the probability and its bar, and above them a map that is still one."""
        frame = 2 * (_MARGIN + _LINE)
        side = _LEAST_MAP * self.fontMetrics().height()
        words = round(self._words_height(with_score=False))
        return QSize(self._rough_numbers() + frame, side + _MARGIN + words + frame)

    @property
    def _has_map(self) -> bool:
        return self._figures is not None and self._figures.maps is not None

    def _numbers(self) -> int:
        """Width of the numbers."""
        return self.fontMetrics().horizontalAdvance("> 99.9 %")

    def _rough_numbers(self) -> int:
        """Width of a name of one letter with its sign, and of the shortest percentage."""
        width = self.fontMetrics().horizontalAdvance
        return max(width(">99%"), round(_NAME * width(f"0{_PREDICTED}")))

    def _bar_height(self) -> float:
        return max(float(_LEAST_BAR), _BAR * self.fontMetrics().height())

    def _words_height(self, *, with_score: bool) -> float:
        """Height of name, probability, its bar and perhaps the score below each other."""
        lines = _NAME_LINE + (2 if with_score else 1)
        return lines * self.fontMetrics().height() + self._bar_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, other places."""
        super().resizeEvent(event)
        self.places = None

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
                painter.drawImage(spot, figures.maps, QRectF(figures.place))
            if places.score is not None:
                painter.drawText(places.score, left, self._score)
            wide = self.fontMetrics().horizontalAdvance(self._share) <= places.share.width()
            painter.drawText(places.share, left, self._share if wide else self._rough_share)
            self._paint_name(painter, places.name, left)
            painter.fillRect(places.bar, palette.color(QPalette.ColorRole.Midlight))
            bar = QRectF(places.bar)
            bar.setWidth(bar.width() * figures.probability)
            painter.fillRect(bar, accent)

    def _find_places(self) -> _Places:
        """Map and words side by side, or one below the other: whichever makes the map larger."""
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        inner = frame.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        line = float(self.fontMetrics().height())
        full = self._words_height(with_score=True)
        numbers = float(self._numbers())
        beside = min(inner.height(), inner.width() - numbers - 2 * _MARGIN)
        if inner.height() < full:
            beside = 0.0
        above = min(inner.width(), inner.height() - full - _MARGIN)
        with_score = True
        if max(beside, above) < _ROOMY_MAP * line:
            above, with_score = above + line, False
        height = self._words_height(with_score=with_score)
        side = max(1.0, beside, above) if self._has_map else 0.0
        if self._has_map and beside >= above:
            spot = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            left = spot.right() + 2 * _MARGIN
            words = QRectF(left, inner.center().y() - height / 2, inner.right() - left, height)
        else:
            gap = _MARGIN if self._has_map else 0
            top = inner.center().y() - (side + gap + height) / 2
            spot = QRectF(inner.center().x() - side / 2, top, side, side)
            words = QRectF(inner.left(), top + side + gap, inner.width(), height)
        return self._word_places(frame, spot, words, with_score=with_score)

    def _word_places(
        self, frame: QRectF, spot: QRectF, words: QRectF, *, with_score: bool
    ) -> _Places:
        """Name, probability, its bar and the score below each other."""
        line = float(self.fontMetrics().height())
        name = QRectF(words.left(), words.top(), words.width(), _NAME_LINE * line)
        bar = QRectF(words.left(), name.bottom(), words.width(), self._bar_height())
        share = QRectF(words.left(), bar.bottom(), words.width(), line)
        score = share.translated(0, line) if with_score else None
        return _Places(frame, spot, name, share, bar, score)

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
