"""The manual in a window of its own: contents and search at the left, the page at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from camviewer.gui.help.hit_delegate import EXCERPT, HitDelegate
from camviewer.gui.help.page_browser import PageBrowser
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.icons import icon
from camviewer.gui.widgets.tool_button import tool_button
from camviewer.help.manual import ManualPage
from camviewer.help.search import Search

_SIZE = QSize(60, 46)  # of the window, in heights of a line
_CONTENTS = 17  # width of the contents, likewise
_NAME = Qt.ItemDataRole.UserRole

_READ = 20  # milliseconds between two pages that are read for the search


class ManualWindow(QWidget):
    """Shows the pages of the manual."""

    page_changed = Signal(str)
    """Another page is shown; empty: the window was closed."""

    def __init__(self, pages: Sequence[ManualPage], folder: Path, parent: QWidget) -> None:
        """A window with no page open yet.

        Args:
            pages: of the manual, in the order of its contents.
            folder: where they and their pictures lie.
            parent: the window that it belongs to.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manualWindow")
        self.setWindowTitle(self.tr("CAM Viewer manual"))
        self._pages = pages
        self._search = Search(pages)
        self.browser = PageBrowser(pages, folder, self)
        self.browser.setAccessibleName(self.tr("Page of the manual"))
        self.browser.setWhatsThis(self.tr("The page that is open. Links lead to other pages."))
        self.query = self._make_query()
        self.contents = self._make_contents()
        self.back = self._action("Back", "previous", self.tr("Back"))
        self.forward = self._action("Forward", "next", self.tr("Forward"))
        self._join()
        self._lay_out()
        self._list_contents()
        self._reading = QTimer(self)  # ahead of the first search, one page at a time
        self._reading.setInterval(_READ)
        self._reading.timeout.connect(self._read_next)
        self._reading.start()

    def _read_next(self) -> None:
        if not self._search.read_next():
            self._reading.stop()

    def open_page(self, name: str) -> None:
        """Show a page, and the window in front."""
        self.browser.show_page(name)
        self.show()
        self.page_changed.emit(name)  # also the page that was open when it was closed
        self.raise_()
        self.activateWindow()

    # Parts

    def _make_query(self) -> QLineEdit:
        query = QLineEdit(self)
        query.setObjectName("manualSearch")
        query.setPlaceholderText(self.tr("Search the manual"))
        query.setAccessibleName(self.tr("Search the manual"))
        query.setClearButtonEnabled(True)
        query.setWhatsThis(
            self.tr(
                "Finds the pages that have all these words, or parts of words. Enter opens the "
                "first one, the arrow keys choose another, Esc shows the contents again."
            )
        )
        query.installEventFilter(self)
        return query

    def _make_contents(self) -> QListWidget:
        contents = QListWidget(self)
        contents.setObjectName("manualContents")
        contents.setAccessibleName(self.tr("Contents"))
        contents.setItemDelegate(HitDelegate(contents))
        contents.setResizeMode(QListWidget.ResizeMode.Adjust)
        contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        contents.setWhatsThis(
            self.tr("The pages of the manual, or those in which the search found something.")
        )
        return contents

    def _action(self, name: str, picture: str, text: str) -> QAction:
        action = QAction(icon(picture, self.palette()), text, self)
        action.setObjectName(f"manual{name}Action")
        action.setShortcuts(QKeySequence.StandardKey[name])
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({key})" if key else text)
        action.setWhatsThis(self.tr("Goes through the pages that you have seen."))
        action.setEnabled(False)
        self.addAction(action)
        return action

    def _join(self) -> None:
        search = QAction(self)
        search.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        search.triggered.connect(self._start_search)
        self.addAction(search)
        self.query.textChanged.connect(self._find)
        self.contents.itemClicked.connect(self._open_item)
        self.contents.itemActivated.connect(self._open_item)
        self.back.triggered.connect(self.browser.backward)
        self.forward.triggered.connect(self.browser.forward)
        self.browser.backwardAvailable.connect(self.back.setEnabled)
        self.browser.forwardAvailable.connect(self.forward.setEnabled)
        self.browser.page_changed.connect(self._follow_page)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.addWidget(tool_button("manualBackButton", self.back, self))
        tools.addWidget(tool_button("manualForwardButton", self.forward, self))
        tools.addWidget(self.query, 1)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tools)
        column.addWidget(self.contents, 1)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(side)
        halves.addWidget(self.browser)
        halves.setStretchFactor(1, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(halves)
        line = self.fontMetrics().height()
        size = QSize(_SIZE.width() * line, _SIZE.height() * line)
        self.resize(size.boundedTo(self.screen().availableSize() * 0.9))
        halves.setSizes([_CONTENTS * line, self.width() - _CONTENTS * line])

    # The list at the left

    def _list_contents(self) -> None:
        self._fill([(page.name, page.title, "") for page in self._pages])
        self._show_place()

    def _find(self, text: str) -> None:
        """List what is found as it is typed."""
        if not text.strip():
            self._list_contents()
            return
        hits = self._search.find(text)
        self._fill([(hit.page, hit.title, hit.excerpt) for hit in hits])
        if hits:
            self.contents.setCurrentRow(0)
        else:
            nothing = QListWidgetItem(self.tr("No page has these words. Try a shorter one."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addItem(nothing)

    def _fill(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """List pages: name, title and, of what was found, the words around it."""
        self.contents.clear()
        for name, title, excerpt in rows:
            item = QListWidgetItem(title, self.contents)
            item.setData(_NAME, name)
            item.setData(EXCERPT, excerpt)

    def _open_item(self, item: QListWidgetItem) -> None:
        name = item.data(_NAME)
        if name:
            self.browser.show_page(name)
            if self.query.text().strip():
                self.browser.show_words(self.query.text())

    def _follow_page(self, name: str) -> None:
        self._show_place()
        if self.isVisible():  # a page may be laid out again after the manual was closed
            self.page_changed.emit(name)

    def _show_place(self) -> None:
        """Show in the contents which page is open."""
        if self.query.text().strip():
            return
        for row in range(self.contents.count()):
            if self.contents.item(row).data(_NAME) == self.browser.page:
                self.contents.setCurrentRow(row)

    # Keys

    def _start_search(self) -> None:
        self.query.setFocus()
        self.query.selectAll()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """In the search box the arrow keys choose among what was found, Enter opens it."""
        if watched is self.query and event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]  # the event of a key
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if key == Qt.Key.Key_Down else -1
                last = self.contents.count() - 1
                self.contents.setCurrentRow(min(max(self.contents.currentRow() + step, 0), last))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.contents.currentItem()
                if item is not None:
                    self._open_item(item)
                return True
        return False

    def keyPressEvent(self, event: QEvent) -> None:
        """Esc clears the search; where there is none, it closes the window."""
        if event.key() != Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.ignore()
        elif self.query.text():
            self.query.clear()
        else:
            self.close()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in the colours of the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "forward"):
            self.back.setIcon(icon("previous", self.palette()))
            self.forward.setIcon(icon("next", self.palette()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """It is gone until it is asked for again."""
        super().closeEvent(event)
        self.page_changed.emit("")
