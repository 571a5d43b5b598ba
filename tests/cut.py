"""Finds words that have not all the room they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from camviewer.gui.widgets.choice_box import ChoiceBox

_READABLE = 6  # letters of a choice that is shortened


def cut_words(window: QMainWindow, *, may_shorten: bool = False) -> list[str]:
    """Words that are cut off, and widgets that leave the window, of what is shown now.

    Args:
        window: what is looked at.
        may_shorten: whether boxes may show less than the beginning of a choice.
    """
    cut = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or _is_behind(widget):
            continue
        name = widget.objectName()
        place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
        if name and not window.rect().contains(place) and not _scrolls(widget):
            cut.append(f"{name} leaves the window")
        if isinstance(widget, ChoiceBox):  # its tip tells what it shortens
            if not may_shorten and not _is_readable(widget):
                cut.append(f"{name} shows {widget.shown_text()!r} of {widget.currentText()!r}")
            continue
        needed = _needed(widget)
        if needed.width() > widget.width() or needed.height() > widget.height():
            words = widget.text() if hasattr(widget, "text") else ""
            sizes = f"{needed.toTuple()} in {widget.size().toTuple()}"
            cut.append(f"{type(widget).__name__} {name} {words!r}: {sizes}")
    return cut


def _is_readable(box: ChoiceBox) -> bool:
    """Whether a box shows its choice, or enough of its beginning to be told from others."""
    shown = box.shown_text()
    return shown == box.currentText() or len(shown) >= _READABLE


def _is_behind(widget: QWidget) -> bool:
    """Whether a widget is in tabs of which none is in sight."""
    if isinstance(widget, QTabBar):
        return widget.visibleRegion().isEmpty()
    parent = widget.parentWidget()
    return parent is not None and _is_behind(parent)


def _scrolls(widget: QWidget) -> bool:
    """Whether a widget can be brought into sight by scrolling."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent is not None


def _needed(widget: QWidget) -> QSize:
    """The room that a widget's text needs; nothing for a widget that may be of any size."""
    if isinstance(widget, QLabel):
        return _of_label(widget)
    if isinstance(widget, QPushButton) and widget.hasHeightForWidth():
        return QSize(0, widget.heightForWidth(widget.width()))
    if isinstance(widget, QPushButton) and widget.text() and widget.icon().isNull():
        return _of_push_button(widget)
    if isinstance(widget, QToolButton | QCheckBox | QPushButton):
        return widget.sizeHint() if widget.text() else QSize()
    if isinstance(widget, QTabBar):
        return QSize(max(widget.sizeHint().width(), 0), 0)
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
        text = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return QSize(text + widget.width() - field.width(), 0)
    return QSize()


def _of_push_button(button: QPushButton) -> QSize:
    """Less than the hint for a short word: styles make that as wide as usual buttons are."""
    words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())
    margin = button.style().pixelMetric(QStyle.PixelMetric.PM_ButtonMargin, None, button)
    hint = button.sizeHint()
    return QSize(min(hint.width(), words.width() + 2 * margin), hint.height())


def _of_label(label: QLabel) -> QSize:
    if not label.text():
        return QSize()
    if label.wordWrap():
        return QSize(0, label.heightForWidth(label.width()))
    # Not its hint, which is never less than a size that it was once given.
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(label.font())
    if label.textFormat() == Qt.TextFormat.PlainText or not Qt.mightBeRichText(label.text()):
        document.setPlainText(label.text())
    else:
        document.setHtml(label.text())
    return QSize(int(document.idealWidth()), label.fontMetrics().height())
