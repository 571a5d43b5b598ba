"""Finding a class among many by typing the beginning of its name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from camviewer.gui.theme import wrong_colour

_LETTERS = 10  # that the field is wide


def first_match(names: tuple[str, ...], typed: str) -> int | None:
    """Index of the class that is meant by the beginning of its name; None if there is none.

    A whole name goes before a beginning, and letters as they are typed before others: of "A", "a"
    and "apple" each is found.
    """
    folded = typed.casefold()
    checks = (
        lambda name: name == typed,
        lambda name: name.casefold() == folded,
        lambda name: name.startswith(typed),
        lambda name: name.casefold().startswith(folded),
    )
    if not typed:
        return None
    for check in checks:
        for index, name in enumerate(names):
            if check(name):
                return index
    return None


class ClassSearch(QLineEdit):
    """A small field for the beginning of a name."""

    found = Signal(int)
    """Index of the class that is meant."""

    done = Signal()
    """The person is finished with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty field that knows no names."""
        super().__init__(parent)
        self.setObjectName("classSearch")
        self.setPlaceholderText(self.tr("Find class"))
        self.setToolTip(self.tr("Type the beginning of a class name to show its map"))
        self.setAccessibleName(self.tr("Find class"))
        self.setFixedWidth(_LETTERS * self.fontMetrics().averageCharWidth() + 20)
        self._names: tuple[str, ...] = ()
        self.textEdited.connect(self._find)
        self.returnPressed.connect(self._end)

    def use_names(self, names: tuple[str, ...]) -> None:
        """Look among these names from now on."""
        self._names = names
        self.clear()

    def type(self, text: str) -> None:
        """Go on with what has been typed elsewhere."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.insert(text)
        self._find(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the field."""
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _find(self, typed: str) -> None:
        index = first_match(self._names, typed.strip())
        self._mark(wrong=index is None and bool(typed.strip()))
        if index is not None:
            self.found.emit(index)

    def _mark(self, *, wrong: bool) -> None:
        """Red letters where no name begins so."""
        palette = QPalette()
        if wrong:
            palette.setColor(QPalette.ColorRole.Text, wrong_colour(self.palette()))
        self.setPalette(palette)

    def _end(self) -> None:
        self.clear()
        self._mark(wrong=False)
        self.done.emit()
