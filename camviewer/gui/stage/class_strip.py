"""The classes: a button each, on one shared scale, and following the prediction."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.layout.arrangement import MAX_IN_SIGHT
from camviewer.gui.stage.class_button import ClassButton, ClassOutput
from camviewer.gui.stage.class_rows import ClassRows, ScrolledRows
from camviewer.gui.stage.class_search import ClassSearch
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.pixels import to_image
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.prediction import Prediction
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.scales import SCALES

_KEYS = 10  # classes that have a key
_LEAST_WIDTH = 300


class ClassStrip(QWidget):
    """Chooses the class whose map is shown."""

    why_wanted = Signal(int)
    """A person asks why another class than this one is read."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document."""
        super().__init__(parent)
        self.setObjectName("classStrip")
        self._document = document
        self._names: tuple[str, ...] = ()
        self._row_number = 1
        self._shown: tuple[Prediction | None, Colours | None] | None = None
        self.buttons: list[ClassButton] = []
        self.follow = QCheckBox(self.tr("Follow prediction"), self)
        self.follow.setObjectName("followPredictionButton")
        self.follow.setToolTip(self.tr("Always show the map of the predicted class (F)"))
        self.follow.clicked.connect(document.follow_prediction)
        self.heading = StillLabel("classHeading", self)
        self.search = ClassSearch(self)
        self.search.found.connect(self._choose)
        self.search.done.connect(self._go_back)
        self._rows: ClassRows | None = None
        self._scrolled: ScrolledRows | None = None  # around the rows, where there are many
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE // 2)
        heading = QHBoxLayout()
        heading.setSpacing(2 * SPACE)
        heading.addWidget(self.heading, 1)
        heading.addWidget(self.search)
        heading.addWidget(self.follow)
        self._layout.addLayout(heading)
        self._soon = QTimer(self)  # the four views are painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_figures)
        document.rendering_changed.connect(self._soon.start)
        document.model_changed.connect(self._show_classes)
        document.dataset_changed.connect(self._show_classes)
        document.class_changed.connect(self._show_choice)
        document.display_changed.connect(self._show_heading)
        document.prediction_changed.connect(self._show_heading)
        self._show_classes()
        self._show_heading()

    def use_rows(self, rows: int) -> None:
        """Stand in one row or in two from now on."""
        if rows != self._row_number:
            self._row_number = rows
            if self._rows is not None:
                self._rows.use_rows(rows)
            if self._scrolled is not None:
                self._scrolled.arrange()
            self.updateGeometry()

    @property
    def heading_height(self) -> int:
        """Pixels above the buttons, in the present font."""
        heading = max(
            widget.sizeHint().height()
            for widget in (self.heading, self.search, self.follow)
            if not widget.isHidden()
        )
        return heading + self._layout.spacing()

    @property
    def least_cell(self) -> int:
        """Pixels that a class needs across for its name in the present font."""
        return self.buttons[0].words.least_name + SPACE

    def least_height(self, rows: int) -> int:
        """Pixels that the heading and so many rows of buttons need in the present font."""
        needed = self.heading_height
        if self._rows is not None:
            needed += self._rows.least_height(rows)
        if self._scrolled is not None:
            needed += self._scrolled.bar_height()
        return needed

    def minimumSizeHint(self) -> QSize:
        """Some of the width, for the names and numbers are fitted into what there is."""
        return QSize(_LEAST_WIDTH, self.least_height(self._row_number))

    def sizeHint(self) -> QSize:
        """Buttons of a comfortable size."""
        button = self.buttons[0]
        columns = min(-(-len(self.buttons) // self._row_number), MAX_IN_SIGHT)
        more = button.sizeHint() - button.minimumSizeHint()
        least = self.minimumSizeHint()
        width = max(least.width(), columns * button.sizeHint().width())
        return QSize(width, least.height() + self._row_number * more.height())

    def event(self, event: QEvent) -> bool:
        """A letter is the beginning of a name before it is a key of the window."""
        if isinstance(event, QKeyEvent) and self._begins_name(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.search.type(event.text())
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_layout"):
            self.updateGeometry()

    def _begins_name(self, event: QKeyEvent) -> bool:
        return self._scrolled is not None and event.text().isalpha()

    def _show_classes(self) -> None:
        """Make the buttons anew if the classes are others."""
        names = self._document.class_names
        if names == self._names:
            return
        self._names, self._shown = names, None
        for before in (self._scrolled, self._rows):
            if before is not None:
                before.hide()
                before.deleteLater()
        self.buttons = [ClassButton(index, name) for index, name in enumerate(names)]
        self._rows = ClassRows(self.buttons, self._row_number, self)
        for index, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._click, index))
            button.setToolTip(self._tip(index))
            button.stand_among(names, self.buttons[0] if index else None)
        is_scrolled = len(names) > MAX_IN_SIGHT
        self._scrolled = ScrolledRows(self._rows, self) if is_scrolled else None
        self._layout.addWidget(self._scrolled or self._rows, 1)
        self.search.setVisible(is_scrolled)
        self.search.use_names(names)
        self.updateGeometry()
        self._show_figures()
        self._show_choice()

    def _tip(self, index: int) -> str:
        name = self._names[index]
        has_key = name == str(index) and index < _KEYS
        show = (
            self.tr("Show the map of class {0} (key {0})")
            if has_key
            else self.tr("Show the map of class {0}")
        )
        why = self.tr("Shift+click: why was another class predicted, and not {0}?")
        return f"{show}\n{why}".format(name)

    def _click(self, index: int, _checked: bool = False) -> None:
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.why_wanted.emit(index)
            self._show_choice()  # the click has checked the button, whatever is shown now
        else:
            self._choose(index)

    def _choose(self, index: int) -> None:
        self._document.choose_class(index)
        self._show_choice()  # a second click must not uncheck the button

    def _go_back(self) -> None:
        """From the search to the button of the class that was found."""
        chosen = self._document.class_index
        if chosen < len(self.buttons):
            self.buttons[chosen].setFocus()

    def _show_heading(self) -> None:
        """Say honestly whether maps can be compared."""
        title = f"<b>{self.tr('Class')}</b>"
        if fitness.missing_for_maps(self._document):
            what = self.tr("score S, probability p")
            self.heading.show_first_fitting(f"{title}&nbsp; {what}", title)
            return
        what = self.tr("map, score S, probability p")
        comparable = SCALES.named(self._document.display.scale).shared
        if comparable:
            scale = short = self.tr("all on one scale")
        else:
            scale = self.tr("each map on its own scale: do not compare them")
            short = self.tr("do not compare the maps")
        self.heading.show_first_fitting(
            f"{title}&nbsp; {what} — {scale}",
            f"{title}&nbsp; {scale}",
            f"{title}&nbsp; {short}",
        )

    def _show_choice(self) -> None:
        chosen = self._document.class_index
        for index, button in enumerate(self.buttons):
            button.setChecked(index == chosen)
        if self._scrolled is not None and chosen < len(self.buttons):
            self._scrolled.show_button(self.buttons[chosen])
        self.follow.setChecked(self._document.following)

    def _show_figures(self) -> None:
        """Show what has changed: neither another class nor another opacity changes any figures."""
        rendering, prediction = self._document.rendering, self._document.prediction
        colours = rendering.raw_colours() if rendering is not None else None
        shown = prediction, colours
        if self._shown and all(one is other for one, other in zip(self._shown, shown, strict=True)):
            return
        self._shown = shown
        if prediction is None or prediction.class_names != self._names:
            for button in self.buttons:
                button.show_figures(None)
            return
        all_maps, high, wide = None, 0, 0
        if colours is not None:
            all_maps = to_image(colours.reshape(-1, *colours.shape[2:]))
            high, wide = colours.shape[1:3]
        predicted = prediction.predicted
        for index, button in enumerate(self.buttons):
            place = QRect(0, index * high, wide, high)
            score, share = prediction.logits[index], prediction.probabilities[index]
            button.show_figures(
                ClassOutput(all_maps, place, float(score), float(share), index == predicted)
            )
