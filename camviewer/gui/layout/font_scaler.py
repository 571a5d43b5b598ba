"""Large type: as large as a class needs it, if all that is shown has room on the screen."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLayout, QMainWindow, QWidget

from camviewer.gui import theme

_AGAIN = 200  # milliseconds after a search: not all that is in a dock tells what it needs at once
_STEP = 0.97  # between one size and the next smaller one


class FontScaler(QObject):
    """The size of all text, for a window that fills the screen.

    What a window needs grows with its text, and with every dock that is opened. Of the sizes from
    the one that a class needs down to the usual one, the largest is searched for with which all has
    room: when more is shown than has room, and when something was closed.
    """

    settled = Signal()
    """A size was found."""

    def __init__(self, window: QMainWindow) -> None:
        """Nothing changes yet; text may have another size already.

        Args:
            window: what has to fit.
        """
        super().__init__(window)
        self._window = window
        self._place = 0  # among the sizes
        self._factor = theme.text_size() / theme.usual_text_size()
        self._is_large = self._is_new = False  # whether text has had this size for a moment only
        self._search: tuple[int, int] | None = None  # first and last place that it may be
        self._soon = self._timer(0)  # once what has changed is laid out
        self._later = self._timer(_AGAIN)

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(self._fit)
        return timer

    def begin(self) -> None:
        """Have large text from now on."""
        self._is_large = True
        self._free(True)
        self._window.installEventFilter(self)
        self._soon.start()
        self._use(self._place)

    def end(self) -> None:
        """Have text of the usual size again."""
        self._is_large = False
        self._search, self._place = None, 0
        self._later.stop()
        self._window.setUpdatesEnabled(True)
        self._set(1.0)
        self._soon.start()  # also where the window stays as large as the screen

    @property
    def window(self) -> QMainWindow:
        """Whose text is scaled."""
        return self._window

    @property
    def factor(self) -> float:
        """How many times as large as usual text is now."""
        return theme.text_size() / theme.usual_text_size()

    @property
    def is_searching(self) -> bool:
        """Whether it has still to find out how large text may be."""
        return self._soon.isActive() or self._later.isActive()

    def leave(self) -> None:
        """Change nothing any more: another window takes this one's place."""
        self._is_large = False
        self._soon.stop()
        self._later.stop()
        self._window.removeEventFilter(self)

    def grow(self) -> None:
        """There may be room for larger text, as something was closed or the screen is another."""
        if self._is_large:
            self._search = 0, len(self._sizes()) - 1
            self._soon.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The window may need another size now, or have one."""
        if event.type() == QEvent.Type.Resize:
            self.grow()
            self._soon.start()
        elif event.type() == QEvent.Type.LayoutRequest and self._is_large:
            self._soon.start()
        return False

    def _sizes(self) -> list[float]:
        """What text may be as large as, in usual sizes, from the largest to 1."""
        largest = theme.presentation_factor(self._window.screen().size().height())
        return [largest * _STEP**n for n in range(math.ceil(math.log(1 / largest, _STEP)))] + [1.0]

    def _fit(self) -> None:
        """Make one step of the search, or see whether there has to be one."""
        if self._is_new:
            self._is_new = False
            self._forget_sizes()
        if not self._is_large:
            self._window.removeEventFilter(self)
            self._free(False)
            return
        place, last = self._place, len(self._sizes()) - 1
        if self._search is not None:
            first, last = self._search
            first, last = (first, place) if self._fits() else (place + 1, last)
            self._search = (first, last) if first < last else None
            self._place = (first + last) // 2
        elif place < last and not self._fits():
            self._search = place + 1, last
            self._place = (place + 1 + last) // 2
        self._use(self._place)

    def _use(self, place: int) -> None:
        """Use one of the sizes; in the window none of the steps of a search is seen."""
        sizes = self._sizes()
        self._place = min(place, len(sizes) - 1)
        changed = self._set(sizes[self._place])
        searching = changed or self._search is not None
        if searching:
            self._soon.start()
        elif not self._window.updatesEnabled():
            self.settled.emit()
            self._later.start()
        self._window.setUpdatesEnabled(not searching)

    def _fits(self) -> bool:
        needed, screen = self._window.minimumSizeHint(), self._window.screen().size()
        return needed.width() <= screen.width() and needed.height() <= screen.height()

    def _set(self, factor: float) -> bool:
        """Whether text has another size now."""
        changed = factor != self._factor
        if changed:
            self._factor, self._is_new = factor, True
            theme.scale_text(factor)
        return changed

    def _forget_sizes(self) -> None:
        """What is hidden, such as another page, still remembers what it needed before."""
        for widget in self._window.findChildren(QWidget):
            widget.updateGeometry()
        for layout in self._window.findChildren(QLayout):
            layout.invalidate()

    def _free(self, free: bool) -> None:
        """Whether the window keeps its size if it needs a larger one.

        Else Qt would give it that size, and it would fill the screen no more.
        """
        layout = self._window.layout()
        constraint = QLayout.SizeConstraint
        if layout is not None:
            layout.setSizeConstraint(
                constraint.SetNoConstraint if free else constraint.SetDefaultConstraint
            )
        if free:
            self._window.setMinimumSize(0, 0)
