"""Pages with a tab each, all tabs in sight: where one row has no room, they go on in the next.

A `QTabBar` would scroll some of them out of sight.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QToolButton, QVBoxLayout, QWidget

from camviewer.gui.error_analysis.flow_layout import FlowLayout
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded

_LINE = 3  # pixels, below the tab whose page is in front
_GAP = 2  # pixels between two tabs, and two rows

_PREVIOUS, _NEXT = Qt.Key.Key_Left, Qt.Key.Key_Right
_FIRST, _LAST = Qt.Key.Key_Home, Qt.Key.Key_End


class PageTabs(QWidget):
    """Shows one of its pages below their tabs; its methods are called as those of `QTabWidget`.

    A tab is chosen by mouse, or by Tab and then the arrow keys, Home and End.
    """

    currentChanged = Signal(int)  # noqa: N815  # Qt's name
    """Another page is in front; its place, -1 if there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without pages."""
        super().__init__(parent)
        self._bar = _Bar(self)
        self._pages = QStackedWidget(self)
        self._bar.chosen.connect(self._pages.setCurrentIndex)
        self._pages.currentChanged.connect(self._bar.show_current)
        self._pages.currentChanged.connect(self.currentChanged)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self._bar)
        column.addWidget(self._pages, 1)

    def addTab(self, page: QWidget, title: str) -> int:
        """Put a page behind the others.

        Returns:
            Its place.
        """
        return self.insertTab(self.count(), page, title)

    def insertTab(self, place: int, page: QWidget, title: str) -> int:
        """Put a page before that of a place, from 0 to `count()`.

        Returns:
            Its place.
        """
        self._bar.insert(place, title)
        return self._pages.insertWidget(place, page)

    def removeTab(self, place: int) -> None:
        """Take out the page of a place and its tab; the page itself is left to the caller."""
        page = self._pages.widget(place)
        assert page is not None, f"there is no page {place}"
        self._bar.remove(place)
        self._pages.removeWidget(page)

    def count(self) -> int:
        """How many pages there are."""
        return self._pages.count()

    def indexOf(self, page: QWidget) -> int:
        """The place of a page; -1 if it is not among them."""
        return self._pages.indexOf(page)

    def widget(self, place: int) -> QWidget | None:
        """The page of a place; None if there is no such place."""
        return self._pages.widget(place)

    def currentIndex(self) -> int:
        """The place of the page in front; -1 without pages."""
        return self._pages.currentIndex()

    def setCurrentIndex(self, place: int) -> None:
        """Bring the page of a place to the front."""
        self._pages.setCurrentIndex(place)

    def currentWidget(self) -> QWidget | None:
        """The page in front; None without pages."""
        return self._pages.currentWidget()

    def setCurrentWidget(self, page: QWidget) -> None:
        """Bring one of the pages to the front."""
        self._pages.setCurrentWidget(page)

    def tab(self, place: int) -> QToolButton:
        """The tab of a place; checked while its page is in front."""
        return self._bar.tabs[place]

    def tabText(self, place: int) -> str:
        """What the page of a place is called on screen."""
        return self.tab(place).text()

    def tabToolTip(self, place: int) -> str:
        """The tip of a place's tab."""
        return self.tab(place).toolTip()

    def setTabToolTip(self, place: int, tip: str) -> None:
        """Tell in a tip what the page of a place is for."""
        self.tab(place).setToolTip(tip)

    def bar_height(self, width: int) -> int:
        """Pixels above the pages in so many pixels of width: rows of tabs, and the gap."""
        return self._bar.heightForWidth(width) + SPACE // 2

    def minimumSizeHint(self) -> QSize:
        """What each page has room in, below the rows that the tabs have in the present width."""
        least = self._pages.minimumSizeHint()
        width = max(least.width(), self._bar.minimumSizeHint().width())
        return QSize(width, least.height() + self.bar_height(max(width, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps other rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class _Bar(QWidget):
    """The tabs in their rows."""

    chosen = Signal(int)
    """A person wants the page of this place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pageTabs")
        self.tabs: list[_Tab] = []
        self._rows = FlowLayout(_GAP, self)

    def insert(self, place: int, title: str) -> None:
        """Add a tab before that of a place."""
        tab = _Tab(title, self)
        tab.clicked.connect(self._choose_checked)
        self.tabs.insert(place, tab)
        self._rows.insertWidget(place, tab)

    def remove(self, place: int) -> None:
        """Take out the tab of a place."""
        tab = self.tabs.pop(place)
        self._rows.removeWidget(tab)
        tab.hide()
        tab.deleteLater()

    def show_current(self, place: int) -> None:
        """Show which page is in front; the key Tab stops at its tab alone."""
        for each, tab in enumerate(self.tabs):
            tab.setChecked(each == place)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus if each == place else Qt.FocusPolicy.NoFocus)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line below each row, on which its tabs stand."""
        with QPainter(self) as painter:
            colour = self.palette().color(QPalette.ColorRole.Mid)
            for bottom in {tab.geometry().bottom() for tab in self.tabs}:
                painter.fillRect(0, bottom, self.width(), 1, colour)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another tab in their order, whichever rows they are in."""
        place, last = self._checked(), len(self.tabs) - 1
        places: dict[int, int] = {
            _PREVIOUS: max(0, place - 1),
            _NEXT: min(place + 1, last),
            _FIRST: 0,
            _LAST: last,
        }
        wanted = places.get(event.key())
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self.chosen.emit(wanted)
            self.tabs[wanted].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_checked(self) -> None:
        self.chosen.emit(self._checked())

    def _checked(self) -> int:
        return [tab.isChecked() for tab in self.tabs].index(True)


class _Tab(QToolButton):
    """The name of a page, and a line below it while the page is in front."""

    def __init__(self, title: str, parent: _Bar) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setAutoRaise(True)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the bar what is its own; up and down are Qt's."""
        if event.key() in (_PREVIOUS, _NEXT, _FIRST, _LAST):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the line."""
        super().paintEvent(event)
        if self.isChecked():
            with QPainter(self) as painter:
                accent = self.palette().color(QPalette.ColorRole.Highlight)
                painter.fillRect(0, self.height() - _LINE, self.width(), _LINE, accent)
