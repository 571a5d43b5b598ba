"""Lines of code that can be read, and changed where they can be run."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from camviewer.gui.lesson.python_colours import PythonColours
from camviewer.gui.theme import enlarge

_INDENT = "    "
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CodeEditor(QPlainTextEdit):
    """As high as its lines; long lines are scrolled sideways."""

    run_wanted = Signal()
    """Ctrl+Enter was pressed."""

    def __init__(self, text: str, parent: QWidget, *, read_only: bool) -> None:
        """Show lines of code; Tab leaves them, Enter keeps the indentation."""
        super().__init__(text, parent)
        self.setObjectName("lessonCode")
        self.setReadOnly(read_only)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if read_only:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )
        use_fixed_letters(self)
        self._colours = PythonColours(self.document(), self.palette())
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """All lines, and the bar to scroll by if one of them is long."""
        metrics = QFontMetricsF(self.font())
        margins = 2 * self.document().documentMargin() + 2 * self.frameWidth()
        lines = self.toPlainText().split("\n")
        is_long = max(map(metrics.horizontalAdvance, lines)) + margins > self.width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_long else 0
        return QSize(200, math.ceil(len(lines) * metrics.lineSpacing() + margins) + bar + 2)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """A narrow one needs the bar to scroll by."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # a QResizeEvent
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours in the dark; larger text, more room."""
        super().changeEvent(event)
        if not hasattr(self, "_colours"):
            return
        if event.type() == QEvent.Type.PaletteChange:
            self._colours.use(self.palette())
        elif event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter runs; Enter begins a line as far to the right as the one before."""
        is_enter = event.key() in _ENTER
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.run_wanted.emit()
        elif is_enter and not self.isReadOnly():
            line = self.textCursor().block().text()
            indent = line[: len(line) - len(line.lstrip())]
            self.insertPlainText("\n" + indent + (_INDENT if line.rstrip().endswith(":") else ""))
        else:
            super().keyPressEvent(event)


def use_fixed_letters(widget: QWidget) -> None:
    """Give a widget letters that are all as wide, a little smaller than the text around it."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    font = widget.font()
    font.setFamily(family)
    font.setStyleHint(font.StyleHint.Monospace)
    widget.setFont(font)
    enlarge(widget, 1.0)
