"""The lesson's panel: its head, the page, and the buttons that turn pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.lesson import LessonController
from camviewer.gui.lesson.lesson_head import LessonHead
from camviewer.gui.lesson.page_view import PageView, Services
from camviewer.gui.theme import SPACE

_LETTERS = 46
"""Of a line of text: a comfortable width to read."""

_LOW = 3
"""Width by height from which the room is that of a caption."""


_SHORT = 24
"""Lines of text that fill a room in which no line is to spare."""

_ANY_WIDTH = 16_777_215  # Qt's own bound


class LessonPanel(QWidget):
    """Follows the lesson controller."""

    wanted = Signal(object)
    """A `Task` is to be done."""

    covering = Signal(bool)
    """Whether the maps are to be hidden until something is painted."""

    pointed = Signal(str)
    """Words point to this part of the window; empty: no longer."""

    open_wanted = Signal()
    """A person wants to choose a folder of pages."""

    template_wanted = Signal()
    """The lesson that is open is to be copied, to be changed."""

    close_wanted = Signal()
    """A person is done with the lesson."""

    def __init__(
        self,
        lessons: LessonController,
        services: Services,
        previous: QAction,
        following: QAction,
        parent: QWidget | None = None,
    ) -> None:
        """A panel that shows the lesson controller's page.

        Args:
            lessons: which page.
            services: what pages work with.
            previous: turns a page back.
            following: turns a page on.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("lessonPanel")
        self._lessons, self._services = lessons, services
        self.page: PageView | None = None
        self.head = LessonHead(lessons, self)
        self.head.open_wanted.connect(self.open_wanted)
        self.head.template_wanted.connect(self.template_wanted)
        self.head.close_wanted.connect(self.close_wanted)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setObjectName("lessonScroll")
        self.scroll_area.setAccessibleName(self.tr("Page of the lesson"))
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._previous = _turner("lessonPreviousButton", self.tr("‹ Previous"), previous, self)
        self._next = _turner("lessonNextButton", self.tr("Next ›"), following, self)
        self._turners = QWidget(self)
        turners = QHBoxLayout(self._turners)
        turners.setContentsMargins(0, 0, 0, 0)
        turners.addWidget(self._previous, 1)
        turners.addWidget(self._next, 1)
        self._turner_line = turners
        self._is_short = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(self.head)
        self._layout.addWidget(self.scroll_area, 1)
        self._layout.addWidget(self._turners)
        lessons.lesson_changed.connect(self._show_lesson)
        lessons.page_changed.connect(self._show_page)
        self._show_page()

    def readable_width(self) -> int:
        """The width in which a line holds about as many letters as is comfortable."""
        return _LETTERS * self.fontMetrics().averageCharWidth() + 6 * SPACE

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        return QSize(self.readable_width(), 400)

    def minimumSizeHint(self) -> QSize:
        """Narrow rather than to push the rest of the window out."""
        return QSize(min(super().minimumSizeHint().width(), self.readable_width()), 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low room, as that of a caption, the text stands beside what turns the pages.

        In a short one, as above another page, that goes up into the head.
        """
        super().resizeEvent(event)
        is_low = self.width() > _LOW * self.height()
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.LeftToRight if is_low else ways.TopToBottom)
        self._turner_line.setDirection(ways.TopToBottom if is_low else ways.LeftToRight)
        self.head.stand(is_low)
        is_short = not is_low and self.height() < _SHORT * self.fontMetrics().height()
        if is_short != self._is_short:
            self._is_short = is_short
            self._place_turners()
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """What was pressed stays in sight, though what it opened took room."""
        if self.page is not None and self.page.pressed is not None:
            self.scroll_area.ensureWidgetVisible(self.page.pressed)

    def _place_turners(self) -> None:
        if self._is_short:
            self._layout.removeWidget(self._turners)
            self.head.take(self._turners)
        else:
            self.head.give_back(self._turners)
            self._layout.addWidget(self._turners)
        self._turners.show()  # another parent hides it
        self._previous.setText("‹" if self._is_short else self.tr("‹ Previous"))
        self._next.setText("›" if self._is_short else self.tr("Next ›"))
        for button in (self._previous, self._next):
            width = 2 * self.fontMetrics().height() if self._is_short else _ANY_WIDTH
            button.setMaximumWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, wider panel."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _show_lesson(self) -> None:
        self._services.answers.forget_all()
        self._services.drafts.forget_all()
        self._show_page()

    def _answer_again(self) -> None:
        if self._lessons.page is not None:
            self._services.answers.forget(self._lessons.page)
            self._show_page()

    def _show_page(self) -> None:
        page = self._lessons.page
        if page is None:
            return
        self.pointed.emit("")  # what pointed is gone
        self.page = PageView(page, self._services)
        self.page.wanted.connect(self.wanted)
        self.page.covering.connect(self.covering)
        self.page.pointed.connect(self.pointed)
        self.page.renewed.connect(self._answer_again, Qt.ConnectionType.QueuedConnection)
        self.scroll_area.setWidget(self.page)  # the page before is deleted
        self.scroll_area.verticalScrollBar().setValue(0)
        self._previous.setEnabled(self._lessons.index > 0)
        self._next.setEnabled(self._lessons.index < self._lessons.last)
        self.covering.emit(self.page.is_covering)


def _turner(name: str, text: str, action: QAction, parent: QWidget) -> QToolButton:
    """A button that turns pages; as narrow as its sign where there is little room."""
    button = QToolButton(parent)
    button.setText(text)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setObjectName(name)
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text().replace("&", ""))
    button.clicked.connect(action.trigger)
    return button
