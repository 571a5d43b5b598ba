"""The drawer: what is opened beside the stage, one page at a time, each made when first opened.

One page stands above the others: the lesson, which stays in sight beside what it opens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.gui.theme import SPACE, card_colour, enlarge
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.icons import icon

_HANDLE = 6  # pixels at the left edge by which the drawer is made wider
_RADIUS = 8
_TITLE = 1.15  # times other text
_PARTS = (46, 54)  # shares of the height of what stands above and of the page below it
_LEAST = 150  # pixels of height of either


@dataclass(frozen=True)
class Page:
    """One page of the drawer.

    Attributes:
        name: by which the window knows it.
        widget: ``objectName`` of what holds its content, known to scripts.
        title: what it is called on screen.
        make: makes the content, given its parent.
        scrolls: whether content that needs more room than there is gets bars to scroll by.
        is_workspace: whether it takes the centre of the window.
        is_above: whether it stands above the others.
    """

    name: str
    widget: str
    title: str
    make: Callable[[QWidget], QWidget]
    scrolls: bool = True
    is_workspace: bool = False
    is_above: bool = False


class DrawerPage(QFrame):
    """Holds a page's content from the first time that it is opened."""

    opened = Signal()
    """It has come into sight."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        """A page that is empty yet."""
        super().__init__(parent)
        self.setObjectName(page.widget)
        self.setAccessibleName(page.title)
        self.page = page
        self._content: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def content(self) -> QWidget | None:
        """The content; None before the page was first opened."""
        return self._content

    def fill(self) -> QWidget:
        """Make the content if there is none yet."""
        if self._content is None:
            self._content = self.page.make(self)
            shown = self._scrolled(self._content) if self.page.scrolls else self._content
            self._layout.addWidget(shown)
        return self._content

    def take_over(self, other: DrawerPage) -> None:
        """Hold what another page holds, if it holds something."""
        content = other.content
        if content is None:
            return
        other.release()
        self._content = content
        self._layout.addWidget(content)
        content.show()

    def release(self) -> None:
        """Hold nothing any more."""
        if self._content is not None:
            self._layout.removeWidget(self._content)
            self._content = None

    def _scrolled(self, content: QWidget) -> QWidget:
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        return area


class Drawer(QWidget):
    """Shows one of its pages, or is hidden."""

    close_wanted = Signal()
    """A person is done with the page."""

    width_wanted = Signal(int)
    """A person gives it another width, in pixels."""

    def __init__(self, parent: QWidget) -> None:
        """A hidden drawer without pages."""
        super().__init__(parent)
        self.setObjectName("drawer")
        self._pages: dict[str, DrawerPage] = {}
        self._handle = _Handle(self)
        self._handle.dragged.connect(self._drag)
        self._title = QLabel(self)
        self._title.setObjectName("drawerTitle")
        enlarge(self._title, _TITLE)
        self._close = QToolButton(self)
        self._close.setObjectName("drawerCloseButton")
        self._close.setAutoRaise(True)
        self._close.setToolTip(self.tr("Close this page"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.close_wanted)
        self._parts = QSplitter(Qt.Orientation.Vertical, self)
        self._parts.setObjectName("drawerParts")
        self._parts.setChildrenCollapsible(False)
        self._above: DrawerPage | None = None
        self._below = QWidget(self._parts)
        self._below.setMinimumHeight(_LEAST)
        self._stack = _Stack(self._below)
        heading = QHBoxLayout()
        heading.setContentsMargins(SPACE, 0, 0, 0)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._close)
        lower = QVBoxLayout(self._below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(SPACE // 2)
        lower.addLayout(heading)
        lower.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_HANDLE, SPACE // 2, SPACE // 2, SPACE // 2)
        column.addWidget(self._parts)
        self._draw_icon()
        self.hide()

    def add(self, page: Page) -> DrawerPage:
        """Offer one more page."""
        made = self._pages[page.name] = DrawerPage(page, self)
        if page.is_above:
            self._above = made
            made.setMinimumHeight(_LEAST)
            self._parts.insertWidget(0, made)
            for place, share in enumerate(_PARTS):
                self._parts.setStretchFactor(place, share)
            self._parts.setSizes([10 * share for share in _PARTS])
            made.hide()
        else:
            self._stack.addWidget(made)
        return made

    def __getitem__(self, name: str) -> DrawerPage:
        return self._pages[name]

    def __contains__(self, name: object) -> bool:
        return name in self._pages

    @property
    def current(self) -> DrawerPage | None:
        """The page in front, whether the drawer is open or not; None before the first."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, DrawerPage) else None

    def show_above(self, shown: bool) -> None:
        """Show the page that stands above the others, or hide it."""
        if self._above is not None:
            if shown:
                self._above.fill()
            self._above.setVisible(shown)

    def show_page(self, name: str) -> None:
        """Bring a page to the front; its content is made if it never was there.

        Without a name none is shown below what stands above.
        """
        self._below.setVisible(bool(name))
        if not name:
            return
        page = self._pages[name]
        page.fill()
        focused = QApplication.focusWidget()
        if focused is not None and self._stack.isAncestorOf(focused) and page is not self.current:
            page.setFocus()  # else the next field would have the keys that open and close things
        self._stack.setCurrentWidget(page)
        self._stack.updateGeometry()
        self._title.setText(f"<b>{page.page.title}</b>")
        self._handle.setVisible(not page.page.is_workspace)
        page.opened.emit()

    def resizeEvent(self, _event: object) -> None:
        """The handle is as high as the drawer."""
        self._handle.setGeometry(0, 0, _HANDLE, self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette: the icon is drawn in the colour of the text."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._draw_icon()
        super().changeEvent(event)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(card_colour(self.palette()))
            painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)

    def _draw_icon(self) -> None:
        self._close.setIcon(icon("close", self.palette()))

    def _drag(self, x: int) -> None:
        self.width_wanted.emit(self.width() - x)


class _Stack(QStackedWidget):
    """Needs what the page in front needs, not what the largest of all does."""

    def minimumSizeHint(self) -> QSize:
        """The least size of the page in front."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()


class _Handle(QWidget):
    """The left edge, by which the drawer is made wider."""

    dragged = Signal(int)
    """The pointer is so many pixels right of where the edge was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drawerHandle")
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setToolTip(self.tr("Drag to change the width"))
        self._held: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the edge."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge."""
        if self._held is not None:
            self.dragged.emit(event.position().toPoint().x() - self._held.x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of it."""
        self._held = None

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A short line in the middle, to be seen."""
        with QPainter(self) as painter:
            middle = self.height() // 2
            colour = self.palette().color(QPalette.ColorRole.Dark)
            painter.fillRect(_HANDLE // 2 - 1, middle - 16, 2, 32, colour)
