"""A line of text that changes with every movement of the pen."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class StillLabel(QWidget):
    """Holds a label of one line whose new text lays nothing out anew.

    A label tells every layout above it that its size may have changed, and they compute the whole
    window again; one of a fixed size does not.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A line that is as wide as it is given room; `label` has the ``objectName``."""
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setObjectName(name)
        self.label.installEventFilter(self)
        self._texts: tuple[str, ...] = ()
        self._hint = ""
        self._plain = ""
        self._measure = QTextDocument(self)  # one for all: they are made anew at every movement
        self._measure.setDocumentMargin(0)
        self._measure.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_first_fitting(self, *texts: str, hint: str = "") -> None:
        """Show the first of several texts that has room; what is longer is told in a tip.

        If none has room the last one ends in "…". A hint is added to the tip in any case.
        """
        if (texts, hint) != (self._texts, self._hint):
            self._texts, self._hint = texts, hint
            self._show()

    def show_plain(self, text: str) -> None:
        """Show a text that is no markup, such as a file's name; its tip tells the whole of it.

        What has no room ends in "…".
        """
        if text == self._plain and self.label.textFormat() == Qt.TextFormat.PlainText:
            return
        self._plain = text
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setToolTip(text)
        if text:
            self._show()
        else:
            self.label.clear()

    def set_text(self, text: str) -> None:
        """Show a text, whether it has room or not."""
        self.label.setText(text)
        # Else rich text is laid out while it is painted, and asks to be painted once more.
        self.label.sizeHint()

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(0, self.label.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """One line high."""
        return self.sizeHint()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The label fills the line."""
        # For a moment, a layout without room may give it less than nothing.
        self.label.setFixedSize(self.size().expandedTo(QSize(0, 0)))
        self._show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Larger text needs a higher line."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._show()
        return False

    def _show(self) -> None:
        if self._plain:
            self.label.setText(self._elided(self._plain))
        elif self._texts:
            self._show_fitting()

    def _show_fitting(self) -> None:
        text = next((text for text in self._texts if self._width(text) <= self.width()), "")
        whole = self._texts[0]
        if not text:
            text = escape(self._elided(_plain(self._texts[-1])))
        self.set_text(text)
        told = "" if text == whole else whole
        self.label.setToolTip("<br>".join(part for part in (told, self._hint) if part))

    def _elided(self, plain: str) -> str:
        right = Qt.TextElideMode.ElideRight
        return self.label.fontMetrics().elidedText(plain, right, self.width())

    def _width(self, text: str) -> float:
        self._measure.setDefaultFont(self.label.font())
        self._measure.setHtml(text)
        return self._measure.idealWidth()


def _plain(text: str) -> str:
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()
