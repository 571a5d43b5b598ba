"""The lesson's panel: the page, the box of all pages, and the buttons that turn them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.lesson import LessonController
from camviewer.document.document import Document
from camviewer.gui.lesson.page_view import PageView
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.lesson.lesson_files import LESSONS

_LETTERS = 46
"""Of a line of text: a comfortable width to read."""

_LOW = 3
"""Width by height from which the room is that of a caption."""


class LessonPanel(QWidget):
    """Follows the lesson controller."""

    wanted = Signal(object)
    """A `Task` is to be done."""

    covering = Signal(bool)
    """Whether the maps are to be hidden until something is painted."""

    open_wanted = Signal()
    """A person wants to choose a folder of pages."""

    def __init__(
        self,
        lessons: LessonController,
        document: Document,
        previous: QAction,
        following: QAction,
        parent: QWidget | None = None,
    ) -> None:
        """A panel that shows the lesson controller's page.

        Args:
            lessons: which page.
            document: what pages work on.
            previous: turns a page back.
            following: turns a page on.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("lessonPanel")
        self._lessons, self._document = lessons, document
        self.page: PageView | None = None
        self.box = ChoiceBox(self)
        self.box.setObjectName("lessonPageBox")
        self.box.setAccessibleName(self.tr("Page of the lesson"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(8)
        self.box.activated.connect(lessons.go)
        choose = QToolButton(self)
        choose.setText("…")
        choose.setAutoRaise(True)
        choose.setAccessibleName(self.tr("Open a folder of your own pages"))
        choose.setObjectName("lessonOpenButton")
        choose.setToolTip(self.tr("Open a folder of your own pages (01-name.md, 02-name.md …)"))
        self._offer(choose)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setObjectName("lessonScroll")
        self.scroll_area.setAccessibleName(self.tr("Page of the lesson"))
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._place = QLabel(self)
        self._place.setObjectName("lessonPlace")
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._previous = _turner("lessonPreviousButton", self.tr("‹ Previous"), previous, self)
        self._next = _turner("lessonNextButton", self.tr("Next ›"), following, self)
        self._chooser, self._turners = QHBoxLayout(), QHBoxLayout()
        self._chooser.addWidget(self.box, 1)
        self._chooser.addWidget(choose)
        self._turners.addWidget(self._previous, 1)
        self._turners.addWidget(self._place)
        self._turners.addWidget(self._next, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._layout.setSpacing(SPACE)
        self._layout.addLayout(self._chooser)
        self._layout.addWidget(self.scroll_area, 1)
        self._layout.addLayout(self._turners)
        lessons.lesson_changed.connect(self._show_lesson)
        lessons.page_changed.connect(self._show_page)
        self._show_lesson()

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
        """In a low room, as that of a caption, the text stands beside what turns the pages."""
        super().resizeEvent(event)
        is_low = self.width() > _LOW * self.height()
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.LeftToRight if is_low else ways.TopToBottom)
        for buttons in (self._chooser, self._turners):
            buttons.setDirection(ways.TopToBottom if is_low else ways.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, wider panel."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _offer(self, button: QToolButton) -> None:
        """Let a button open a folder, or first ask which lesson, where there are further ones."""
        if len(LESSONS) == 1:
            button.clicked.connect(self.open_wanted)
            return
        menu = QMenu(button)
        menu.setObjectName("lessonMenu")
        titles = {LESSONS.default: self.tr("Guided lesson")}
        for name in LESSONS:
            menu.addAction(titles.get(name, name)).setData(name)
        menu.addSeparator()
        menu.addAction(button.accessibleName()).triggered.connect(self.open_wanted)
        menu.triggered.connect(self._choose_lesson)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _choose_lesson(self, action: QAction) -> None:
        if action.data() is not None:
            self._lessons.open_named(action.data())

    def _show_lesson(self) -> None:
        lesson = self._lessons.lesson
        with QSignalBlocker(self.box):
            self.box.clear()
            for number, page in enumerate(lesson.pages if lesson else (), start=1):
                self.box.addItem(f"{number}. {page.title}")
        self._show_page()

    def _show_page(self) -> None:
        page = self._lessons.page
        if page is None:
            self._place.setText("")
            return
        self.page = PageView(page, self._document)
        self.page.wanted.connect(self.wanted)
        self.page.covering.connect(self.covering)
        self.scroll_area.setWidget(self.page)  # the page before is deleted
        self.scroll_area.verticalScrollBar().setValue(0)
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self._lessons.index)
        self._place.setText(f"{self._lessons.index + 1} / {self._lessons.last + 1}")
        self._previous.setEnabled(self._lessons.index > 0)
        self._next.setEnabled(self._lessons.index < self._lessons.last)
        self.covering.emit(self.page.is_covering)


def _turner(name: str, text: str, action: QAction, parent: QWidget) -> QPushButton:
    """A button that turns pages."""
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text().replace("&", ""))
    button.clicked.connect(action.trigger)
    return button
