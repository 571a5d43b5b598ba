"""The activity bar: a named icon for each thing that can be opened beside the stage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from camviewer.gui.language import without_mnemonic
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded

_ICON = 26  # pixels
_MARK = 3  # width of the line at what is open


class ActivityBar(QWidget):
    """A button for each action; the one that is open is marked."""

    def __init__(self, parent: QWidget) -> None:
        """A bar without buttons."""
        super().__init__(parent)
        self.setObjectName("activityBar")
        self._buttons: list[_ActivityButton] = []
        self._named = True
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, SPACE, 0, SPACE)
        self._layout.setSpacing(SPACE // 2)
        self._layout.addStretch(1)

    def offer(self, buttons: Sequence[tuple[str, str, QAction]]) -> None:
        """Show buttons: each one's ``objectName``, its name on screen, and its action."""
        for place, (name, text, action) in enumerate(buttons):
            button = _ActivityButton(action, text, self)
            button.setObjectName(name)
            self._buttons.append(button)
            self._layout.insertWidget(place, button)

    def name_buttons(self, named: bool) -> None:
        """Show names below the icons, or, in a narrow window, in tips alone."""
        if named != self._named:
            self._named = named
            style = Qt.ToolButtonStyle
            for button in self._buttons:
                button.setToolButtonStyle(
                    style.ToolButtonTextUnderIcon if named else style.ToolButtonIconOnly
                )

    def wide(self, named: bool) -> int:
        """Pixels that the bar needs with names below the icons or without."""
        if not named:
            return _ICON + 3 * SPACE
        metrics = self.fontMetrics()
        names = (metrics.horizontalAdvance(button.text()) for button in self._buttons)
        return max((*names, _ICON)) + 2 * SPACE + _MARK

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line at the left edge."""
        with QPainter(self) as painter:
            painter.fillRect(0, 0, 1, self.height(), self.palette().color(QPalette.ColorRole.Mid))


class _ActivityButton(QToolButton):
    """An icon with its name below, and a line at its side while it is open."""

    def __init__(self, action: QAction, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)
        self._action, self._text = action, text
        self.setText(text)
        self.setAccessibleName(without_mnemonic(action.text()))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setChecked(self._action.isChecked())
        self.setIcon(self._action.icon())
        self.setToolTip(self._action.toolTip())
        self.setWhatsThis(self._action.whatsThis())

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and a line in the accent's colour while it is open."""
        super().paintEvent(event)
        if self.isChecked():
            with QPainter(self) as painter:
                accent = self.palette().color(QPalette.ColorRole.Highlight)
                painter.fillRect(1, 0, _MARK, self.height(), accent)
