"""The line that tells where what is on the canvas comes from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent

from camviewer.document.canvas_content import SEPARATOR
from camviewer.gui.widgets.still_label import StillLabel

_LETTERS = 4  # of a name, below which it says nothing


class SampleLine(StillLabel):
    """Where there is no room the name is shortened: index and label stay in sight."""

    _parts: tuple[str, ...] = ()

    def show_parts(self, parts: tuple[str, ...]) -> None:
        """Show a name and what there is to tell of it; the tip tells the whole."""
        if parts != self._parts:
            self._parts = parts
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Larger text has less room."""
        stopped = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        return stopped

    def _fit(self) -> None:
        whole = SEPARATOR.join(self._parts)
        self.show_plain(self._shortened(whole))
        self.label.setToolTip(whole)

    def _shortened(self, whole: str) -> str:
        metrics = self.label.fontMetrics()
        if metrics.horizontalAdvance(whole) <= self.width() or len(self._parts) < 2:
            return whole
        rest = SEPARATOR.join(("", *self._parts[1:]))
        room = self.width() - metrics.horizontalAdvance(rest)
        name = metrics.elidedText(self._parts[0], Qt.TextElideMode.ElideRight, room)
        if len(name) >= _LETTERS:
            return name + rest
        return metrics.elidedText(whole, Qt.TextElideMode.ElideLeft, self.width())
