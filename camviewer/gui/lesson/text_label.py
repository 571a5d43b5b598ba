"""Labels with a lesson's words: their numbers follow the stage, their pointers the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPalette, QTextDocument
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from camviewer.gui.lesson.rich_text import Read, to_html, values_in
from camviewer.gui.theme import enlarge
from camviewer.lesson.values import ABSENT

TEXT = 1.1
"""How much larger a lesson's text is than the window's: it is read, not glanced at."""

_TABBED = {Qt.FocusReason.TabFocusReason: True, Qt.FocusReason.BacktabFocusReason: False}


class Words(QLabel):
    """Words that wrap; they can be selected, and what looks like a link only points."""

    pointed = Signal(str)
    """The mouse or the keyboard is at words that point to this part; empty: no longer."""

    def __init__(self, text: str, parent: QWidget, name: str = "lessonWords") -> None:
        """Words as a page has them; numbers are absent until `read_by` was called."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setOpenExternalLinks(False)
        self._source = text
        self._read: Read = lambda _name: ABSENT
        self.has_values = bool(values_in(text))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(40)
        enlarge(self, TEXT)
        self.renew()
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        if "<a " in self.text():
            flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse
            flags |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(flags)
        self.linkHovered.connect(self._tell)

    def read_by(self, read: Read) -> None:
        """Have numbers by name from now on."""
        self._read = read
        self.renew()

    def renew(self) -> None:
        """Show the numbers of now; the page is laid out anew only if one is another."""
        if self._source:
            link = self.palette().color(QPalette.ColorRole.Link).name()
            self.setText(to_html(self._source, self._read, link))

    def changeEvent(self, event: QEvent) -> None:
        """Qt does not recolour links."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_source"):
            self.renew()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to the first pointer, or to the last one."""
        super().focusInEvent(event)
        if event.reason() in _TABBED:
            self.focusNextPrevChild(_TABBED[event.reason()])

    def focusNextPrevChild(self, following: bool) -> bool:
        """The keyboard goes from pointer to pointer, then to the next widget."""
        moved = super().focusNextPrevChild(following)
        if self.hasFocus():
            start = self.selectionStart()
            self._tell(pointers(self.text()).get(start, ""))
        return moved

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard points no longer."""
        super().focusOutEvent(event)
        self._tell("")

    def _tell(self, href: str) -> None:
        self.pointed.emit(href.removeprefix("@"))


def words(text: str, parent: QWidget, name: str = "lessonWords") -> Words:
    """A label with a page's words."""
    return Words(text, parent, name)


def pointers(html: str) -> dict[int, str]:
    """What pointers point to (``@PART``), by the place where each begins in the text."""
    document = QTextDocument()
    document.setHtml(html)
    found: dict[int, str] = {}
    block = document.begin()
    before = ""
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            href = fragment.charFormat().anchorHref()
            if href and href != before:
                found[fragment.position()] = href
            before = href
            iterator += 1
        before = ""
        block = block.next()
    return found


def plain(text: str) -> str:
    """A page's words without marks, for those who hear them."""
    document = QTextDocument()
    document.setHtml(to_html(text))
    return document.toPlainText().replace("\u2060", "")
