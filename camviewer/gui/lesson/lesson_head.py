"""The head of the lesson: all its pages in a box, which lesson it is, and how to close it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.lesson import LessonController
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.icons import icon
from camviewer.lesson.lesson_files import LESSONS

_SIDE = 1.15  # heights of a line of text that an icon is high


class LessonHead(QWidget):
    """Follows the lesson controller."""

    open_wanted = Signal()
    """A person wants to choose a folder of pages."""

    template_wanted = Signal()
    """The lesson that is open is to be copied, to be changed."""

    close_wanted = Signal()
    """A person is done with the lesson."""

    def __init__(self, lessons: LessonController, parent: QWidget | None = None) -> None:
        """The head of a lesson that is perhaps not open yet."""
        super().__init__(parent)
        self.setObjectName("lessonHead")
        self._lessons = lessons
        self.box = ChoiceBox(self)
        self.box.setObjectName("lessonPageBox")
        self.box.setAccessibleName(self.tr("Page of the lesson"))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(8)
        self.box.activated.connect(lessons.go)
        self._place = QLabel(self)
        self._place.setObjectName("lessonPlace")
        self._menu = self._tool("lessonMenuButton", self.tr("Choose a lesson"))
        self._menu.setMenu(self._make_menu())
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._aside = QToolButton(self)
        self._aside.setObjectName("lessonAsideButton")
        self._aside.setAutoRaise(True)
        self._aside.hide()
        self._close = self._tool("lessonCloseButton", self.tr("Close the lesson"))
        self._close.clicked.connect(self.close_wanted)
        self.bundled = QPushButton(self.tr("Bundled lesson"), self)
        self.bundled.setObjectName("bundledLessonButton")
        self.bundled.setToolTip(self.tr("Go back to the lesson that comes with the program"))
        self.bundled.clicked.connect(lessons.open_bundled)
        tools = QHBoxLayout()
        tools.setSpacing(SPACE // 2)
        tools.addWidget(self._place)
        tools.addStretch(1)
        tools.addWidget(self._aside)
        tools.addWidget(self._menu)
        tools.addWidget(self._close)
        self._line = QHBoxLayout()
        self._line.setSpacing(SPACE)
        self._line.addWidget(self.box, 1)
        self._line.addLayout(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(self._line)
        column.addWidget(self.bundled)
        self._draw_icons()
        lessons.lesson_changed.connect(self._show_lesson)
        lessons.page_changed.connect(self._show_page)
        self._show_lesson()

    def offer_aside(self, action: QAction) -> None:
        """Have a button for where the lesson stands, while that can be chosen."""
        self._aside.setDefaultAction(action)
        action.changed.connect(self._follow_aside)
        self._follow_aside()

    def _follow_aside(self) -> None:
        self._aside.setVisible(self._aside.defaultAction().isEnabled())

    def stand(self, upright: bool) -> None:
        """Stand beside the text, one below the other, rather than above it."""
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if upright else ways.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        """The icons are drawn in the colour of the text, and as large as that asks for."""
        super().changeEvent(event)
        changes = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in changes and hasattr(self, "bundled"):
            self._draw_icons()

    def _tool(self, name: str, meaning: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setToolTip(meaning)
        button.setAccessibleName(meaning)
        return button

    def _draw_icons(self) -> None:
        self._menu.setIcon(icon("more", self.palette()))
        self._close.setIcon(icon("close", self.palette()))
        side = round(_SIDE * self.fontMetrics().height())
        for button in (self._aside, self._menu, self._close):
            button.setIconSize(QSize(side, side))

    def _make_menu(self) -> QMenu:
        """The lessons that have a name, and what a lecturer does with pages of their own."""
        menu = QMenu(self._menu)
        menu.setObjectName("lessonMenu")
        titles = {LESSONS.default: self.tr("Bundled lesson")}
        for name in LESSONS:
            menu.addAction(titles.get(name, name)).setData(name)
        menu.addSeparator()
        own = menu.addAction(self.tr("Open your own lesson…"))
        own.setObjectName("openLessonAction")
        own.triggered.connect(self.open_wanted)
        template = menu.addAction(self.tr("Use this lesson as a template…"))
        template.setObjectName("lessonTemplateAction")
        template.triggered.connect(self.template_wanted)
        menu.triggered.connect(self._choose)
        return menu

    def _choose(self, action: QAction) -> None:
        name = action.data()
        if name is not None:
            self._lessons.open_named(name)

    def _show_lesson(self) -> None:
        lesson = self._lessons.lesson
        with QSignalBlocker(self.box):
            self.box.clear()
            for number, page in enumerate(lesson.pages if lesson else (), start=1):
                self.box.addItem(f"{number}. {page.title}")
        self.bundled.setHidden(lesson is None or self._lessons.is_bundled)
        self._show_page()

    def _show_page(self) -> None:
        if self._lessons.page is None:
            self._place.setText("")
            return
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self._lessons.index)
        self._place.setText(f"{self._lessons.index + 1} / {self._lessons.last + 1}")
