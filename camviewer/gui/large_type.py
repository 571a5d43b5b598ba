"""Large type: as large as is wanted, if all that is shown has room on the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from camviewer.gui import theme

_SPARE = 0.99  # of the room, so that a few corrections are enough
_WORTH = 1.03  # how much larger text has to become for a change


class LargeType(QObject):
    """The size of all text, for a window that fills the screen.

    What a window needs grows with its text, and with every dock that is opened. Whenever it needs
    more than the screen has, text becomes smaller, but never smaller than usual.
    """

    def __init__(self, window: QMainWindow, usual: float) -> None:
        """Nothing changes yet.

        Args:
            window: what has to fit.
            usual: size of the type in points when it is not large.
        """
        super().__init__(window)
        self._window = window
        self.usual = usual
        self._factor = self._wanted = 1.0
        self._may_grow = False
        self._soon = QTimer(self)  # once what has changed is laid out
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fit)

    def use(self, factor: float) -> None:
        """Have text that is `factor` times as large as usual, or nearly so; 1 is the usual size."""
        self._wanted, self._may_grow = factor, False
        self._window.removeEventFilter(self)
        if factor > 1:
            self._window.installEventFilter(self)
        self._set(factor)

    def grow(self) -> None:
        """Something was closed: there may be room for larger text."""
        if self._factor < self._wanted:
            self._may_grow = True
            self._soon.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The window may need another size now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        return False

    def _fit(self) -> None:
        needed, screen = self._window.minimumSizeHint(), self._window.screen().size()
        room = min(screen.width() / needed.width(), screen.height() / needed.height())
        if room < 1:
            self._may_grow = False  # or it would go on for ever
            self._set(max(1.0, self._factor * room * _SPARE))
        elif self._may_grow and room * _SPARE > _WORTH:
            self._set(min(self._wanted, self._factor * room * _SPARE))

    def _set(self, factor: float) -> None:
        if factor != self._factor:
            self._factor = factor
            theme.set_text_size(self.usual * factor)
