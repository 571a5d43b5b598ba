"""The colour bar: what the colours mean, in numbers and words."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.gui.widgets.fitting import font_that_fits, shortened
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import three_digits
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.scaling import Limits

_WIDTH = 1.3  # of the strip of colours, times the height of a line of text
_TICK, _GAP = 5, 4
_INTERVALS = (4, 2, 1)  # between numbers: as many as have room, so that they stay apart
_LONGEST = "−0.0000"  # room for a number; longer ones are set in smaller type
_SMALLEST_TYPE = 0.5  # of such, times the usual
_MOST_BESIDE = 0.36  # of a horizontal bar's length for the words at one of its ends
_LINES_OF_MORE = 10  # lines of text that a standing bar is high at least, to say more above it
_MOST_LINES = 3  # of that
_APART = 0.5  # of a line, between that and the word at the scale's upper end
_MOST = 9999  # times that a class is said to exceed another

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter

_Text = tuple[QRectF, Qt.AlignmentFlag, str]


@dataclass(frozen=True)
class _Places:
    """Where everything is painted."""

    strip: QRectF
    ticks: list[QLineF]
    texts: list[_Text]


class ColourBar(QWidget):
    """A strip of all colours, numbered, with a word at each end.

    It lies where it is wider than high, and stands elsewhere, the upper end of the scale on top.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """A bar that shows nothing yet."""
        super().__init__(parent)
        self.setObjectName("colourBar")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._limits: Limits = (0.0, 0.0)
        self._table: Colours | None = None
        self._words = ("", "")
        self._strongest: tuple[str, float] | None = None

    def show_scale(
        self,
        limits: Limits,
        table: Colours,
        words: tuple[str, str],
        strongest: tuple[str, float] | None = None,
    ) -> None:
        """Show a scale.

        Args:
            limits: the values at the lower and the upper end.
            table: (256, 3) the colours from the lower to the upper end.
            words: what the lower and the upper end mean.
            strongest: name of the class with the largest values, and how many times those of the
                class shown they are; of no more than 1, as of None, there is nothing to say.
        """
        if strongest is not None and not strongest[1] > 1:
            strongest = None
        shown = self._limits, self._words, self._strongest
        if shown == (limits, words, strongest) and self._table is table:
            return
        self._limits, self._table, self._words, self._strongest = limits, table, words, strongest
        colours = self.tr("Colours from {0} to {1}").format(*map(three_digits, limits))
        self.setAccessibleName(colours)
        self.setAccessibleDescription(self._sentence())
        between = " … ".join(filter(None, words))
        self.setToolTip("\n".join(filter(None, (colours, between, self._sentence()))))
        self.update()

    def show_nothing(self) -> None:
        """No picture, no scale."""
        self._table = None
        self.setToolTip("")
        self.update()

    def thickness(self, orientation: Qt.Orientation) -> int:
        """Pixels across that the strip and its numbers need, if the bar stands or lies."""
        metrics = self.fontMetrics()
        if orientation == Qt.Orientation.Horizontal:
            return 2 * metrics.height() + _TICK + 1
        return self._strip_width() + _TICK + _GAP + metrics.horizontalAdvance(_LONGEST)

    def sizeHint(self) -> QSize:
        """A standing bar, wide enough for the strip and its numbers."""
        return QSize(self.thickness(Qt.Orientation.Vertical), 200)

    def minimumSizeHint(self) -> QSize:
        """Whatever room there is, colours are shown in it."""
        return QSize(0, 0)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, the strip and the numbers."""
        if self._table is None:
            return
        lies = self.width() > self.height()
        places = self._lying() if lies else self._standing()
        pixels = self._table[None] if lies else self._table[::-1, None]
        palette = self.palette()
        with QPainter(self) as painter:
            painter.drawImage(places.strip, to_image(np.ascontiguousarray(pixels)))
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Dark), 1))
            painter.drawRect(places.strip)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.drawLines(places.ticks)
            for place, where, text in places.texts:
                painter.setFont(font_that_fits(self.font(), text, place.width(), _SMALLEST_TYPE))
                painter.drawText(place, where, text)

    def _standing(self) -> _Places:
        """Numbers to the right of the strip, words above and below."""
        line, width = float(self.fontMetrics().height()), float(self.width())
        low, high = self._words
        marked, ends = self._marked_above(width), self._in_lines(high, width)
        above, below = [*marked, *ends], self._in_lines(low, width)
        # What is said of another class stands apart from the word at the end of the scale.
        apart = _APART * line if ends and len(marked) > 1 else 0.0
        # Half of a number reaches beyond the strip's end.
        top = len(above) * line + apart + (0.6 if above else 0.5) * line
        bottom = self.height() - len(below) * line - (0.6 if below else 0.5) * line
        strip = QRectF(0.5, top, self._strip_width(), max(1.0, bottom - top))
        texts = [
            (QRectF(0, row * line + (apart if row >= len(marked) else 0), width, line), _LEFT, text)
            for row, text in enumerate(above)
        ]
        texts += [
            (QRectF(0, self.height() - row * line, width, line), _LEFT, text)
            for row, text in zip(range(len(below), 0, -1), below, strict=True)
        ]
        ticks, left = [], strip.right() + _TICK + _GAP
        for share, text in self._numbers(_intervals(strip.height(), line)):
            y = strip.bottom() - share * strip.height()
            ticks.append(QLineF(strip.right(), y, strip.right() + _TICK, y))
            texts.append((QRectF(left, y - line / 2, max(1.0, width - left), line), _LEFT, text))
        return _Places(strip, ticks, texts)

    def _lying(self) -> _Places:
        """Numbers below the strip, words to its left and right."""
        metrics, line = QFontMetricsF(self.font()), float(self.fontMetrics().height())
        half = metrics.horizontalAdvance(_LONGEST) / 2
        most = max(half, self.width() * _MOST_BESIDE)
        low, high = (self._cut(word, most - _GAP) for word in self._words)
        mark = self._marked(most - half - _GAP)
        left, right = (
            max(half, metrics.horizontalAdvance(word) + 2 * _GAP if word else 0.0)
            for word in (low, high)
        )
        if mark:
            right = max(right, half + _GAP + metrics.horizontalAdvance(mark))
        strip = QRectF(left, 0.5, max(1.0, self.width() - left - right), line)
        end = strip.right() + 2 * _GAP
        texts: list[_Text] = [
            (QRectF(0, 0, left - 2 * _GAP, line), _RIGHT, low),
            (QRectF(end, 0, self.width() - end, line), _LEFT, high),
        ]
        below, end = strip.bottom() + _TICK, strip.right() + half + _GAP
        texts.append((QRectF(end, below, self.width() - end, line), _LEFT, mark))
        intervals = _intervals(strip.width(), 2 * half + _GAP)
        half = max(1.0, min(half, (strip.width() / intervals - _GAP) / 2))
        ticks = []
        for share, text in self._numbers(intervals):
            x = strip.left() + share * strip.width()
            ticks.append(QLineF(x, strip.bottom(), x, below))
            texts.append((QRectF(x - half, below, 2 * half, line), _CENTRE, text))
        return _Places(strip, ticks, [text for text in texts if text[-1]])

    def _numbers(self, intervals: int) -> list[tuple[float, str]]:
        """Where the numbers stand, from 0 (lower end) to 1, and what they are."""
        low, high = self._limits
        if not high > low:
            return [(0.5, three_digits(low))]
        shares = [place / intervals for place in range(intervals + 1)]
        return [(share, three_digits(low + share * (high - low))) for share in shares]

    def _strip_width(self) -> int:
        return round(_WIDTH * self.fontMetrics().height())

    def _cut(self, text: str, width: float) -> str:
        return shortened(text, self.font(), width)

    def _marked(self, width: float) -> str:
        """Which class is the strongest, in the longest wording that has room."""
        if self._strongest is None:
            return ""
        name, factor = self._strongest
        if math.isinf(factor):
            wordings = [self.tr("strongest class: {0}"), self.tr("▲ {0}")]
        else:
            wordings = [self.tr("class {0}: {1}× as strong"), self.tr("▲ {0} (× {1})")]
        texts = [wording.format(name, _times(factor)) for wording in wordings]
        metrics = QFontMetricsF(self.font())
        fitting = (text for text in texts if metrics.horizontalAdvance(text) <= width)
        return next(fitting, self._cut(texts[-1], width))

    def _marked_above(self, width: float) -> list[str]:
        """The same in a few lines, if a standing bar has room for them, else in one or in none."""
        if self._strongest is None:
            return []
        name, factor = self._strongest
        if math.isinf(factor):
            text = self.tr("strongest class: {0}").format(name)
        else:
            text = self.tr("class {0}: {1}× as strong").format(name, _times(factor))
        lines = self._wrapped(text, width, _MOST_LINES)
        return lines or [self._marked(width)]

    def _in_lines(self, text: str, width: float) -> list[str]:
        """A word at an end of a standing bar, in two lines rather than without its end."""
        if self.fontMetrics().horizontalAdvance(text) > width:
            lines = self._wrapped(text, width, _MOST_LINES - 1)
            if lines:
                return lines
        return [*filter(None, (self._cut(text, width),))]

    def _wrapped(self, text: str, width: float, most: int) -> list[str]:
        """A text in at most so many lines; in none if they or a word have no room."""
        lines, metrics = [""], self.fontMetrics()
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or metrics.horizontalAdvance(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        is_high = self.height() >= _LINES_OF_MORE * metrics.height()
        fits = is_high and all(metrics.horizontalAdvance(line) <= width for line in lines)
        return lines if fits and len(lines) <= most else []

    def _sentence(self) -> str:
        """The same as a sentence."""
        if self._strongest is None:
            return ""
        name, factor = self._strongest
        if math.isinf(factor):
            return self.tr(
                "The strongest map is that of class {0}; this one is zero everywhere"
            ).format(name)
        return self.tr(
            "The strongest map is that of class {0}: "
            "its largest value is {1} times that of this one"
        ).format(name, _times(factor))


def _intervals(length: float, number: float) -> int:
    """Between numbers along that length, each of which needs that much of it."""
    return next((each for each in _INTERVALS if each <= int(length / number)), _INTERVALS[-1])


def _times(factor: float) -> str:
    """How many times something exceeds another: two digits that count, and never just "1.0"."""
    if factor > _MOST:
        return f"> {_MOST}"
    return f"{factor:.{0 if factor >= 10 else 1 if factor >= 1.05 else 2}f}"
