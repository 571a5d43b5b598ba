"""The map of one term of the formulas: it and its symbols are highlighted together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from camviewer.gui.decomposition.symbols import Symbol, SymbolHighlight, paint_highlight
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.map_picture import MapPicture


class TermPicture(MapPicture):
    """A map that stands for one symbol, or for a product of several."""

    def __init__(
        self,
        name: str,
        symbols: frozenset[Symbol],
        highlight: SymbolHighlight,
        parent: QWidget | None = None,
    ) -> None:
        """A picture that shows nothing yet; `name` is the ``objectName``."""
        super().__init__(name, parent)
        self._symbols = symbols
        self._highlight = highlight
        self._highlighted = False
        highlight.changed.connect(self._follow)

    @property
    def highlighted(self) -> bool:
        """Whether one of its symbols is pointed at."""
        return self._highlighted

    def _follow(self) -> None:
        highlighted = bool(self._symbols & self._highlight.symbols)
        if highlighted != self._highlighted:
            self._highlighted = highlighted
            self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, and a frame while a symbol of it is pointed at."""
        super().paintEvent(event)
        if self._highlighted:
            with QPainter(self) as painter:
                title = QRectF(0, 0, self.width(), self.square().top() - 1)
                paint_highlight(painter, title, self.palette())
                square = self.square().adjusted(-1, -1, 1, 1)
                paint_highlight(painter, square, self.palette(), tinted=False)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Highlight its symbols."""
        super().enterEvent(event)
        self._highlight.point_at(self._symbols)

    def leaveEvent(self, event: QEvent) -> None:
        """Highlight nothing."""
        super().leaveEvent(event)
        self._highlight.point_at(frozenset())
