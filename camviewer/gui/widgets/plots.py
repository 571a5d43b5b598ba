"""What all plots of curves have in common: nothing to press, and looks that follow the window's."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from camviewer.gui.theme import card_colour

RESTYLING = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
"""Events after which a plot has to be styled anew."""

_TICKS = 10  # pixels of an axis besides its words
_WIDEST = "−0.00 "  # number at the left
_UNITS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


def plain_plot(title: str, parent: QWidget) -> pg.PlotWidget:
    """An empty plot that is only looked at; `title` stands at its left."""
    axes = {"left": _Numbers("left"), "bottom": _SignedNumbers("bottom")}
    # A menu is more than a third of what making a plot takes.
    plot = pg.PlotWidget(parent, background=None, axisItems=axes, enableMenu=False)
    # What room it has once had must not be what it asks for ever after, as graphics views do.
    plot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setMouseEnabled(False, False)
    plot.hideButtons()
    plot.setLabel("left", title)
    for side in ("left", "bottom"):
        plot.getAxis(side).enableAutoSIPrefix(False)
    return plot


class _SignedNumbers(pg.AxisItem):
    """An axis whose numbers have a real minus sign."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """What is written."""
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]


class _Numbers(pg.AxisItem):
    """An axis whose numbers have a real minus sign and do not touch, however low the plot is."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.setStyle(maxTextLevel=0)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """What is written; thousands as k, millions as M, as there is no room for more figures."""
        largest = max((abs(value * scale) for value in values), default=0.0)
        unit, letter = next(((unit, k) for unit, k in _UNITS if largest >= unit), (1.0, ""))
        texts = super().tickStrings(values, scale / unit, spacing)
        return [text.replace("-", "−") + (letter if float(text) else "") for text in texts]

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """Between which values there are ticks; those of the first spacing have numbers."""
        levels: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        font = self.style["tickFont"]
        if not levels or font is None:
            return levels
        (spacing, offset), *finer = levels
        line = QFontMetricsF(font).height() * abs(high - low) / size
        return [(_round_up(max(spacing, line)), offset), *finer]


def _round_up(number: float) -> float:
    """The next one of …, 0.5, 1, 2, 5, 10, 20, … that is not smaller."""
    power = 10.0 ** math.floor(math.log10(number))
    return next(each for each in (power, 2 * power, 5 * power, 10 * power) if each > 0.999 * number)


def style(plot: pg.PlotWidget, like: QWidget, *, lines: int) -> None:
    """Give a plot's ground and axes the colours and the font of a widget.

    Args:
        plot: a plot of `plain_plot`.
        like: the widget.
        lines: of its text that the plot is high at least.
    """
    palette, font, metrics = like.palette(), like.font(), like.fontMetrics()
    text = palette.color(QPalette.ColorRole.WindowText)
    plot.setBackground(card_colour(palette))
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setTextPen(text)
        axis.setPen(pg.mkPen(palette.color(QPalette.ColorRole.Dark)))
        axis.setTickFont(font)
        if axis.labelText:
            size = f"{font.pointSizeF():g}pt"
            axis.setLabel(axis.labelText, **{"color": text.name(), "font-size": size})
    if plot.getAxis("bottom").labelText:  # else letters below the line of other alphabets are cut
        plot.getAxis("bottom").setHeight(2 * metrics.height() + _TICKS)
    plot.setMinimumHeight(lines * metrics.height())
    half = metrics.height() // 2  # of a number at the end of an axis
    plot.getPlotItem().layout.setContentsMargins(0, half, half, 0)
    plot.getAxis("bottom").setStyle(hideOverlappingLabels=half)  # they may reach into that
    # Plots below each other begin at the same place, whatever their numbers.
    plot.getAxis("left").setWidth(metrics.height() + metrics.horizontalAdvance(_WIDEST))


class Legend(QLabel):
    """A line above a plot that names its curves: in the plot a name would lie on some curve."""

    def __init__(self, parent: QWidget) -> None:
        """No name yet."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def name(self, *curves: tuple[QColor, str], line: tuple[QColor, str] | None = None) -> None:
        """Name the curves of these colours, and a line from top to bottom if there is one."""
        parts = [(colour, "●", word) for colour, word in curves]
        if line is not None:
            parts.append((line[0], "│", line[1]))
        self.setText(
            "&nbsp;&nbsp; ".join(
                f"<span style='color:{colour.name()}'>{sign}</span> {word}"
                for colour, sign, word in parts
            )
        )


def line_width(like: QWidget) -> float:
    """How wide a curve is that stands out beside the text of a widget, in pixels."""
    return max(2.0, like.fontMetrics().height() / 8)
