"""Shows pages of the manual, and reads nothing but these and their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QPalette, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from camviewer.gui.lesson.rich_text import unbroken
from camviewer.gui.theme import SPACE
from camviewer.help.manual import ManualPage
from camviewer.help.markup import to_html

_SCHEME = "manual"
_WIDEST = 760  # pixels that a picture is wide at most
_STYLE = """
    h1 {{ margin-bottom: 10px; }}
    h2 {{ margin-top: 20px; margin-bottom: 6px; }}
    p, li {{ line-height: 135%; margin-bottom: 8px; }}
    table {{ border-collapse: collapse; border-style: solid; border-color: {line};
             margin-top: 6px; margin-bottom: 12px; }}
    th {{ background-color: {ground}; border: 1px solid {line}; }}
    td {{ border: 1px solid {line}; }}
    code, pre {{ background-color: {ground}; }}
    a {{ color: {link}; text-decoration: none; }}
"""

_LATER = 30  # milliseconds: what stands in the main window changes first


class PageBrowser(QTextBrowser):
    """One page at a time, with a way back and forward.

    Attributes:
        page: name of the page that is shown; empty before the first.
    """

    page_changed = Signal(str)
    """The page of that name is shown."""

    def __init__(
        self, pages: Sequence[ManualPage], folder: Path, parent: QWidget | None = None
    ) -> None:
        """Nothing is shown yet.

        Args:
            pages: of the manual.
            folder: that the paths of their pictures begin in.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("manualPage")
        self._pages = {page.name: page for page in pages}
        self._folder = folder.resolve()
        self._soon = QTimer(self)  # not while a page is being laid out, which may change the room
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LATER)
        self._soon.timeout.connect(self._show_again)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(2 * SPACE)
        self.page = ""  # the source is told before it is kept: it would be that of the page before
        self.sourceChanged.connect(self._keep_page)
        self._use_style()

    def _keep_page(self, url: QUrl) -> None:
        self.page = _page_of(url)
        self.page_changed.emit(self.page)

    def show_page(self, name: str) -> None:
        """Show a page from its top."""
        self.setSource(QUrl(f"{_SCHEME}:/{name}.md"))

    def show_words(self, words: str) -> None:
        """Select the first place of some words on the page, if there is one, and scroll to it."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if not self.find(unbroken(words)):
            for word in words.split():
                if self.find(unbroken(word)):
                    return

    # What may be read

    def doSetSource(self, name: QUrl | str, *_kind: QTextDocument.ResourceType) -> None:
        """Follow a link to a page of the manual; others lead nowhere."""
        address = self.source().resolved(QUrl(name))
        if address.scheme() == _SCHEME and _page_of(address) in self._pages:
            super().doSetSource(address, QTextDocument.ResourceType.HtmlResource)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A page, or a picture of the manual's folder; whatever else is asked for is not there."""
        address = QUrl(name)
        if address.scheme() != _SCHEME:
            return None
        page = self._pages.get(_page_of(address))
        if page is not None:
            return unbroken(to_html(page.text))
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._picture(address.path().lstrip("/"))
        return None

    def _picture(self, path: str) -> QImage | None:
        """A picture, as wide as there is room; None if it is not in the manual's folder."""
        file = (self._folder / path).resolve()
        if not file.is_relative_to(self._folder) or not file.is_file():
            return None
        image = QImage(str(file))
        if image.isNull():
            return None
        wide = min(image.width(), self._text_width(), _WIDEST)
        dense = round(wide * self.devicePixelRatioF())
        if dense < image.width():
            image = image.scaledToWidth(dense, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(image.width() / wide)
        return image

    def _text_width(self) -> int:
        return max(self.viewport().width() - 4 * SPACE, 1)

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are as wide as the page."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the size of the text."""
        super().changeEvent(event)
        changes = QEvent.Type.PaletteChange, QEvent.Type.FontChange
        if event.type() in changes and hasattr(self, "_soon"):
            self._use_style()
            self._soon.start()

    def _use_style(self) -> None:
        palette = self.palette()
        self.document().setDefaultFont(self.font())
        self.document().setDefaultStyleSheet(
            _STYLE.format(
                line=palette.color(QPalette.ColorRole.Mid).name(),
                ground=palette.color(QPalette.ColorRole.AlternateBase).name(),
                link=palette.color(QPalette.ColorRole.Link).name(),
            )
        )

    def _show_again(self) -> None:
        if not self.page:
            return
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self.reload()
        bar.setValue(round(share * bar.maximum()))


def _page_of(url: QUrl) -> str:
    """The page that an address means; empty if it means none."""
    name = url.path().rpartition("/")[2]
    return name.removesuffix(".md") if name.endswith(".md") else ""
