"""The strip of classes: a button each, on one shared scale, and following the prediction."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.stage.class_button import ClassButton, ClassOutput
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.pixels import to_image
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.rendering.scales import SCALES

MAX_IN_SIGHT = 20
"""Classes that always have room; more are scrolled, and searched by their name."""

_CLOSE = SPACE // 2  # pixels between buttons
_KEYS = 10  # classes that a key chooses
_LEAST_WIDTH = 300


class ClassStrip(QWidget):
    """Chooses the class whose map is shown."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document."""
        super().__init__(parent)
        self._document = document
        self._names: tuple[str, ...] = ()
        self.buttons: list[ClassButton] = []
        self.follow = QCheckBox(self.tr("Follow prediction"), self)
        self.follow.setObjectName("followPredictionButton")
        self.follow.setToolTip(self.tr("Always show the map of the predicted class (F)"))
        self.follow.clicked.connect(document.follow_prediction)
        self.heading = StillLabel("classHeading", self)
        self.heading.label.setTextFormat(Qt.TextFormat.RichText)
        self.search = self._make_search()
        heading = QHBoxLayout()
        heading.setSpacing(2 * SPACE)
        heading.addWidget(self.heading, 1)
        heading.addWidget(self.search)
        heading.addWidget(self.follow)
        self._grid = _Grid(self)
        self._scroll = _ScrolledGrid(self._grid, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_CLOSE)
        layout.addLayout(heading)
        layout.addWidget(self._scroll, 1)
        self._shown: tuple[object, ...] = ()
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
        """Show the buttons in so many rows; those of many classes stay in one, to be scrolled."""
        self._grid.use_rows(rows if len(self._names) <= MAX_IN_SIGHT else 1)

    def least_height(self, rows: int) -> int:
        """Pixels in which so many rows still show map, name and probability."""
        button = ClassButton(0, "0") if not self.buttons else self.buttons[0]
        bar = 0
        if len(self._names) > MAX_IN_SIGHT:
            rows, bar = 1, self._scroll.horizontalScrollBar().sizeHint().height()
        cells = rows * button.minimumSizeHint().height() + (rows - 1) * _CLOSE
        return self.follow.sizeHint().height() + _CLOSE + cells + bar

    def minimumSizeHint(self) -> QSize:
        """As little as there may be: the stage shares out what it has."""
        return QSize(_LEAST_WIDTH, self.least_height(1))

    def _make_search(self) -> QLineEdit:
        search = QLineEdit(self)
        search.setObjectName("classSearch")
        search.setPlaceholderText(self.tr("Find a class"))
        search.setAccessibleName(self.tr("Find a class"))
        search.setToolTip(self.tr("Type the beginning of a class' name to show its map"))
        search.setClearButtonEnabled(True)
        search.setMaximumWidth(14 * QFontMetrics(search.font()).averageCharWidth())
        search.textEdited.connect(self.choose_named)
        search.hide()
        return search

    def choose_named(self, beginning: str) -> None:
        """Show the map of the first class whose name begins so."""
        wanted = beginning.casefold()
        for index, name in enumerate(self._names):
            if wanted and name.casefold().startswith(wanted):
                self._choose(index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter that is typed at the buttons goes into the search."""
        text = event.text()
        if self.search.isHidden() or not text.isalpha():
            super().keyPressEvent(event)
            return
        self.search.setFocus()
        self.search.setText(text)
        self.choose_named(text)

    def _show_classes(self) -> None:
        """Make the buttons anew if the classes are others."""
        names = self._document.class_names
        if names == self._names:
            return
        self._names = names
        self._scroll.keep_in_sight(None)
        self.buttons = [ClassButton(index, name) for index, name in enumerate(names)]
        for index, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._choose, index))
            button.setToolTip(self._tip(index))
        is_long = len(names) > MAX_IN_SIGHT
        self.search.setVisible(is_long)
        self.search.clear()
        self._grid.show_buttons(self.buttons, scrolled=is_long)
        self._shown = ()
        self._show_figures()
        self._show_choice()

    def _tip(self, index: int) -> str:
        name = self._names[index]
        if name == str(index) and index < _KEYS:
            return self.tr("Show the map of class {0} (key {0})").format(name)
        return self.tr("Show the map of class {0}").format(name)

    def _choose(self, index: int, _checked: bool = False) -> None:
        self._document.choose_class(index)
        self._show_choice()  # a second click must not uncheck the button

    def _show_heading(self) -> None:
        """Say honestly whether maps can be compared."""
        title = self.tr("Class")
        if fitness.missing_for_maps(self._document):
            what = self.tr("score S, probability p")
            self.heading.show_first_fitting(f"<b>{title}</b>&nbsp; {what}", f"<b>{title}</b>")
            return
        what = self.tr("map, score S, probability p")
        comparable = SCALES.named(self._document.display.scale).shared
        scale = (
            self.tr("all on one scale")
            if comparable
            else self.tr("each map stretched to its own limits: do not compare them")
        )
        self.heading.show_first_fitting(
            f"<b>{title}</b>&nbsp; {what} — {scale}",
            f"<b>{title}</b>&nbsp; {scale}",
            f"<b>{title}</b>",
        )

    def _show_choice(self) -> None:
        chosen = self._document.class_index
        for index, button in enumerate(self.buttons):
            if button.isChecked() != (index == chosen):
                button.setChecked(index == chosen)
        if chosen < len(self.buttons):
            self._scroll.keep_in_sight(self.buttons[chosen])
        self.follow.setChecked(self._document.following)

    def _show_figures(self) -> None:
        rendering, prediction = self._document.rendering, self._document.prediction
        fits = prediction is not None and prediction.class_names == self._names
        if prediction is None or not fits:
            self._shown = ()
            for button in self.buttons:
                button.show_figures(None)
            return
        scaled = rendering.scaled if rendering is not None else None
        shown = prediction, scaled, self._document.display.colours
        if shown == self._shown:
            return  # another class was chosen, or another opacity: nothing here is of that
        self._shown = shown
        all_maps, high, wide = None, 0, 0
        if rendering is not None:
            colours = rendering.raw_colours()
            all_maps = to_image(colours.reshape(-1, *colours.shape[2:]))
            high, wide = colours.shape[1:3]
        predicted = prediction.predicted
        for index, button in enumerate(self.buttons):
            button.show_figures(
                ClassOutput(
                    all_maps,
                    QRect(0, index * high, wide, high),
                    float(prediction.logits[index]),
                    float(prediction.probabilities[index]),
                    index == predicted,
                )
            )


class _Grid(QWidget):
    """The buttons in rows, all of the same size."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: list[ClassButton] = []
        self._rows = 1
        self._scrolled = False

    def show_buttons(self, buttons: list[ClassButton], *, scrolled: bool) -> None:
        """Hold these buttons, and no others."""
        for button in self._buttons:
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._buttons, self._scrolled = buttons, scrolled
        for button in buttons:
            button.setParent(self)
            button.show()
        self.updateGeometry()
        self._place()

    def use_rows(self, rows: int) -> None:
        """Have so many rows."""
        if rows != self._rows:
            self._rows = rows
            self._place()

    def minimumSizeHint(self) -> QSize:
        """Where the buttons are scrolled, as wide as all of them are."""
        if not self._scrolled or not self._buttons:
            return QSize(0, 0)
        number = len(self._buttons)
        each = max(button.minimumSizeHint().width() for button in self._buttons)
        return QSize(number * (each + _CLOSE) - _CLOSE, 0)

    def sizeHint(self) -> QSize:
        """No more than it must be."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, wider buttons."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _place(self) -> None:
        columns = -(-len(self._buttons) // self._rows)
        if not columns:
            return
        across = (self.width() + _CLOSE) / columns
        down = (self.height() + _CLOSE) / self._rows
        for index, button in enumerate(self._buttons):
            row, column = divmod(index, columns)
            left, top = round(column * across), round(row * down)
            right, bottom = round((column + 1) * across), round((row + 1) * down)
            button.setGeometry(QRect(left, top, right - left - _CLOSE, bottom - top - _CLOSE))


class _ScrolledGrid(QScrollArea):
    """A strip that may be wider than its room; one of its buttons stays in sight."""

    def __init__(self, grid: _Grid, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept: QWidget | None = None
        self.setWidget(grid)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        grid.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Whatever there is."""
        return QSize(0, 0)

    def keep_in_sight(self, button: QWidget | None) -> None:
        """Keep a button in sight from now on, or none."""
        self._kept = button
        if button is not None:
            self.ensureWidgetVisible(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is less room, or more."""
        super().resizeEvent(event)
        if self._kept is not None:
            self.ensureWidgetVisible(self._kept)
