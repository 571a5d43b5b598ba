"""The middle of the window: input, stage, drawer, the bars around them; placed by arithmetic.

Nothing here has a layout of Qt's: what a part would like never makes the window larger, and no
part moves another one. See `camviewer.gui.layout.arrangement`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSlider, QToolButton, QWidget

from camviewer.controllers.workspace import Workspace
from camviewer.gui.decomposition.terms_row import TermsRow
from camviewer.gui.input.input_column import InputColumn
from camviewer.gui.layout.actions import Actions
from camviewer.gui.layout.activity_bar import ActivityBar
from camviewer.gui.layout.arrangement import GAP, Box, Needs, Opened, arrange
from camviewer.gui.layout.drawer import Drawer, DrawerPage, Page
from camviewer.gui.layout.status_line import StatusLine
from camviewer.gui.stage.class_button import ClassButton
from camviewer.gui.stage.stage import Stage
from camviewer.gui.theme import SPACE
from camviewer.gui.training.training_status import TrainingStatus
from camviewer.gui.widgets.message_bar import MessageBar

SMALLEST = QSize(960, 600)
"""Pixels below which a window cannot be made."""

_NAMED = 1200  # pixels of width from which the icons' names have room
_MAP_TOO = 2  # lines that a strip of one row is higher than it must be: for its maps
_CELL = 3.6  # lines' heights that a class in the strip is wide at least


class CentralWidget(QWidget):
    """Holds everything below the menu."""

    arranged = Signal()
    """Everything has been placed anew."""

    def __init__(self, workspace: Workspace, caption: Page, parent: QWidget) -> None:
        """Build the parts; nothing is open beside the stage.

        Args:
            workspace: what the parts follow and work on.
            caption: the lesson, where it stands below the stage.
            parent: the window.
        """
        super().__init__(parent)
        document = workspace.document
        self._document = document
        self._workspace = workspace
        self._waits = False  # to be placed
        self.opened = Opened()
        self.input = InputColumn(document, workspace.controller, self)
        self.draw, self.samples = self.input.draw, self.input.samples
        self.model, self.display = self.input.model, self.input.display
        self.stage = Stage(document, self._make_terms, self)
        self.classes = self.stage.classes
        self.drawer = Drawer(self)
        self.caption = DrawerPage(caption, self)
        self.caption.hide()
        self.activity = ActivityBar(self)
        self.status = StatusLine(document, workspace.training.timeline, self)
        self.training_status = TrainingStatus(workspace.training, self.status)
        self.status.add(self.training_status)
        self.messages = MessageBar(workspace.messages, self)
        self.messages.changed.connect(self._place_message)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.place_all)
        document.sample_changed.connect(self._follow_sample)
        document.model_changed.connect(self._follow_sample)
        document.dataset_changed.connect(self._follow_sample)

    def open(self, opened: Opened) -> None:
        """Show what is open from now on."""
        self.opened = opened
        self._follow_sample()
        self.place_all()

    def add_buttons(self, actions: Actions) -> None:
        """Put buttons of actions into the panels; order the tab key's way."""
        self.input.add_buttons(actions)
        self._order_focus()

    def minimumSizeHint(self) -> QSize:
        """A size in which everything is still there; what its parts would like does not count."""
        return SMALLEST

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        return QSize(1366, 744)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self.place_all()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room, once all parts know of it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_soon"):
            self._soon.start()

    # Where everything is

    def _follow_sample(self) -> None:
        spec = self._document.spec
        longer = max(spec.size)
        opened = replace(
            self.opened,
            proportions=(spec.width / longer, spec.height / longer),
            classes=len(self._document.class_names),
        )
        if opened != self.opened:
            self.opened = opened
            self._soon.start()

    def needs(self) -> Needs:
        """What the parts need with the present font."""
        line = self.fontMetrics().height()
        bar = self.stage.colour_bar
        strip, ways = self.classes, Qt.Orientation
        return Needs(
            line=line,
            verdict=self.stage.verdict.sizeHint().height() + SPACE // 2,
            title=self.stage.title_height(),
            bar=(bar.thickness(ways.Horizontal), bar.thickness(ways.Vertical)),
            readout=self.stage.readout.sizeHint().height(),
            strip=(strip.least_height(1) + _MAP_TOO * line, strip.least_height(2)),
            strip_least=strip.least_height(1),
            cell=max(round(_CELL * line), strip.least_cell),
            cell_least=strip.least_cell,
            activity=self.activity.wide(self._has_names),
            status=self.status.high(),
        )

    @property
    def _has_names(self) -> bool:
        return self.width() >= _NAMED

    @contextmanager
    def placed_once(self) -> Iterator[None]:
        """Within the block much may change; everything is placed at its end, once."""
        self._waits = True
        try:
            yield
        finally:
            self._waits = False
            self.place_all()

    def place_all(self) -> None:
        """Place everything."""
        if self._waits:
            return
        self._soon.stop()
        self.activity.name_buttons(self._has_names)
        found = arrange(self.width(), self.height(), self.needs(), self.opened)
        self.arrangement = found
        self._put(self.input, found.input)
        self._put(self.stage, found.stage.frame)
        self.stage.use(found.stage)
        self._put(self.drawer, found.side)
        self._put(self.caption, found.caption)
        self._put(self.activity, found.activity)
        self._put(self.status, found.status)
        self._place_message()
        self.arranged.emit()

    def _put(self, widget: QWidget, place: Box | None) -> None:
        if place is not None:
            widget.setGeometry(QRect(*place))
        widget.setVisible(place is not None)

    def _place_message(self) -> None:
        """Over the stage's lower edge: it moves nothing, and hides neither canvas nor views.

        Where the classes reach down to there, it is above them if there is room below the views.
        """
        stage = self.stage.geometry()
        size = self.messages.fit(stage.width() - 2 * SPACE)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(stage.center())
        place.moveBottom(stage.bottom() - SPACE)
        origin = self.classes.mapTo(self, QPoint(0, 0)).y()
        above = origin + self.classes.heading_height  # the classes themselves begin there
        below_views = stage.y() + self.stage.readout.y() - GAP // 2
        if place.top() < origin + self.classes.height() and size.height() <= above - below_views:
            place.moveBottom(above - 1)
            follow = self.classes.follow.mapTo(self, QPoint(0, 0)).x()
            left = min(place.left(), follow - place.width())
            place.moveLeft(max(left, stage.left() + SPACE))
        self.messages.setGeometry(place)
        self.messages.raise_()

    def _make_terms(self, parent: QWidget) -> QWidget:
        return TermsRow(self._document, self._workspace.decomposition, parent)

    def _order_focus(self) -> None:
        """The tab key goes through the window as the eye does."""
        order = [
            self.draw.canvas,
            *self.draw.findChildren(QToolButton),
            self.draw.brush,
            self.samples.source,
            self.samples.index,
            *self.samples.findChildren(QToolButton),
            self.model.box,
            *self.display.findChildren(QSlider),
            *self.display.findChildren(QComboBox),
            self.classes.follow,
            *self.classes.findChildren(ClassButton),
        ]
        for one, next_ in pairwise(order):
            QWidget.setTabOrder(one, next_)
