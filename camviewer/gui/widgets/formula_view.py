"""A typeset formula, sharp at any size, in the colour of text."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from camviewer.common.translation import translate
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded
from camviewer.rendering.typesetting import Outline, typeset

_TYPE = 1.35
"""Height of a formula's type, in heights of the text around it."""

_COMMAND = re.compile(r"\\([A-Za-z]+|.)|[{}]")
"""A TeX command as a whole, or a brace."""

_MOVE, _LINE, _QUADRATIC, _CUBIC = 1, 2, 3, 4  # matplotlib's codes


class FormulaView(QWidget):
    """Paints a formula in the middle of its width; one that is too wide is made smaller."""

    def __init__(self, tex: str, parent: QWidget | None = None) -> None:
        """Typeset a formula in TeX's notation.

        Raises:
            UserError: it cannot be read as a formula.
        """
        super().__init__(parent)
        self.setObjectName("formula")
        self.setAccessibleName(spoken(tex))
        self._outline = typeset(tex)
        self._path = to_path(self._outline)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """A formula that is made smaller is also less high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What it needs at a width, in pixels."""
        return round(self._outline.height * self._type(width)) + 2 * SPACE

    def sizeHint(self) -> QSize:
        """Its own size."""
        width = round(self._outline.width * self._wanted()) + 2 * SPACE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, self.heightForWidth(self.width()))

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, larger formulas."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it: as a path it is sharp on any screen."""
        size = self._type(self.width())
        wide, high = self._outline.width * size, self._outline.height * size
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate((self.width() - wide) / 2, (self.height() - high) / 2)
            painter.scale(size, size)
            painter.fillPath(self._path, self.palette().color(QPalette.ColorRole.WindowText))

    def ink(self) -> QRectF:
        """Where the formula is painted, in the widget's pixels."""
        size = self._type(self.width())
        wide, high = self._outline.width * size, self._outline.height * size
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _wanted(self) -> float:
        """Height of the type, in pixels, if there is room."""
        return _TYPE * self.fontMetrics().height()

    def _type(self, width: int) -> float:
        room = max(1, width - 2 * SPACE)
        return min(self._wanted(), room / self._outline.width)


def to_path(outline: Outline) -> QPainterPath:
    """The outline as Qt paints it, its unit the height of the type."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    points = [QPointF(x, y) for x, y in outline.points.tolist()]
    codes = outline.codes.tolist()
    place = 0
    while place < len(codes):
        code = codes[place]
        if code == _MOVE:
            path.moveTo(points[place])
        elif code == _LINE:
            path.lineTo(points[place])
        elif code == _QUADRATIC:
            path.quadTo(points[place], points[place + 1])
            place += 1
        elif code == _CUBIC:
            path.cubicTo(points[place], points[place + 1], points[place + 2])
            place += 2
        else:
            path.closeSubpath()
        place += 1
    return path


def spoken(tex: str) -> str:
    """A formula for those who hear it: TeX without the signs that only a printer needs."""
    words = {
        "dfrac": translate("fraction"),
        "frac": translate("fraction"),
        "sum": translate("sum"),
        "times": translate("times"),
        "cdot": translate("times"),
        "leq": translate("at most"),
        "geq": translate("at least"),
        "quad": "",
        "qquad": "",
        "left": "",
        "right": "",
    }

    def word(found: re.Match[str]) -> str:
        command = found[1]
        if command is None or not command.isalpha():
            return " "
        return f" {words.get(command, command)} "

    return " ".join(_COMMAND.sub(word, tex).split())
