"""Two networks: the one on stage beside a second one, on the same sample and one scale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.controllers.comparison import Comparison
from camviewer.controllers.paired_readings import Reading, size_of, working_instead
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.gui.comparison.move_pad import MovePad
from camviewer.gui.comparison.network_column import NetworkColumn
from camviewer.gui.stage.colour_bar import ColourBar
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.rendering import Rendering, picture_of
from camviewer.rendering.scales import SCALES
from camviewer.rendering.shared_scale import on_one_scale

_MOST = 100  # of the room that is left, what the pictures are given for each pixel of the rest
_LETTERS = 8  # of a model's name that have room at least


class NetworksPanel(QWidget):
    """Two columns, and below them what is done to the sample that both networks read."""

    def __init__(
        self, document: Document, comparison: Comparison, parent: QWidget | None = None
    ) -> None:
        """A panel that follows the comparison while it is in sight."""
        super().__init__(parent)
        self.setObjectName("networksPanel")
        self._document = document
        self._comparison = comparison
        self._offered: tuple[Model, ...] = ()
        self._name = self._make_name()
        self.box = self._make_box()
        self.columns = (
            NetworkColumn("first", self._name, self),
            NetworkColumn("second", self.box, self),
        )
        self.bar = ColourBar(self)
        self.bar.setObjectName("networksColourBar")
        self._scale = _plain("networksScaleLabel", self)
        self.pad = MovePad(self)
        self._moved = StillLabel("movedLabel", self)
        self._back = QPushButton(self.tr("Restore"), self)
        self._shuffle = QCheckBox(self.tr("Shuffle the pixels"), self)
        self._about = _plain("rearrangedLabel", self)
        self._lay_out()
        self._set_up_controls()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.pad)  # a click anywhere, and the arrow keys move the sample
        for column in self.columns:
            column.method_wanted.connect(self._choose_method)
        for changed in (document.models_changed, document.model_changed):
            changed.connect(self._show_networks)
        for changed in (document.class_changed, document.display_changed, comparison.changed):
            changed.connect(self._show)
        document.comparison.changed.connect(self._show_networks)
        document.comparison.changed.connect(self._show_rearrangement)

    def showEvent(self, event: QShowEvent) -> None:
        """Compare, and take the arrow keys."""
        super().showEvent(event)
        self._comparison.ask()
        self._show_networks()
        self._show_rearrangement()
        if not event.spontaneous():
            self.pad.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A picture is as high as it is wide: what more there is would part it from its note."""
        super().resizeEvent(event)
        wide = (self.width() - 4 * SPACE) // len(self.columns)
        for column in self.columns:
            column.picture.setMaximumHeight(column.picture.heightForWidth(wide))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette in coloured words, and the size of the text in the bar's height."""
        super().changeEvent(event)
        if not hasattr(self, "bar"):
            return
        if event.type() == QEvent.Type.PaletteChange:
            self._show()
        elif event.type() == QEvent.Type.FontChange:
            self._fit_bar()

    # What is shown

    def _show_networks(self) -> None:
        if not self.isVisible():
            return  # it is shown when it comes into sight
        document, second = self._document, self._comparison.second
        snapshot, first = document.snapshot, document.model
        name = first.card.name if first is not None else ""
        self._name.show_plain(name if snapshot is None else snapshot.name)
        with QSignalBlocker(self.box):
            if document.models != self._offered:
                self._offered = document.models
                self.box.clear()
                for model in self._offered:
                    self.box.addItem(model.card.name)
            if second in self._offered:
                self.box.setCurrentIndex(self._offered.index(second))
        self._show()

    def _show(self) -> None:
        if not self.isVisible():
            return
        document, comparison = self._document, self._comparison
        method, readings = comparison.method, comparison.readings
        instead = working_instead(method, readings)
        models, snapshots = (document.model, comparison.second), (document.snapshot, None)
        found = readings or (None,) * len(self.columns)
        renderings = self._renderings(found)
        for column, model, snapshot, reading, rendering in zip(
            self.columns, models, snapshots, found, renderings, strict=True
        ):
            card = None if model is None else model.card
            size = None if card is None else size_of(card, snapshot, reading)
            column.show_facts(card, size, is_snapshot=snapshot is not None)
            names = self._names(reading)
            column.show_reading(reading, names, document.class_index, self._missing())
            column.show_picture(*self._picture(reading, rendering, names))
            column.show_note(reading, method, instead)
        self._show_scale([each for each in renderings if each is not None])

    def _renderings(self, readings: Sequence[Reading | None]) -> list[Rendering | None]:
        """Pictures of the class shown, between the same limits; None without a map of it."""
        shown = self._document.class_index
        maps = [
            each.attribution.maps[shown]
            if each is not None and each.attribution and shown < len(each.attribution.maps)
            else None
            for each in readings
        ]
        there = [each for each in maps if each is not None]
        pictures = iter(on_one_scale(self._image(), there, self._document.display))
        return [None if each is None else next(pictures) for each in maps]

    def _image(self) -> Array:
        """(h, w) or (h, w, 3) what was read; what is to be read before that."""
        predictions = (each.prediction for each in self._comparison.readings)
        read = next((each.image for each in predictions if each is not None), None)
        return self._comparison.sample if read is None else read

    def _names(self, reading: Reading | None) -> tuple[str, ...]:
        """What a network's classes are called: as on the stage, if they are as many."""
        names = self._document.class_names
        if reading is None or reading.prediction is None:
            return names
        own = reading.prediction.class_names
        return names if len(names) == len(own) else own

    def _missing(self) -> tuple[str, ...]:
        """Why there is no reading; the longer wording first."""
        comparison = self._comparison
        if comparison.trouble:
            return (comparison.trouble,)
        if not self._document.sample.any():
            return self.tr("No ink, no prediction"), self.tr("No ink")
        if not comparison.sample.any():
            return self.tr("No ink is left. Move the [sample] back."), self.tr("No ink left")
        return ("…" if comparison.is_waiting else "",)

    def _picture(
        self, reading: Reading | None, rendering: Rendering | None, names: Sequence[str]
    ) -> tuple[str, Colours | None]:
        """A title and a picture: the map over the sample, or the sample alone."""
        image = self._image()
        if not image.any():
            return "", None
        shown = self._document.class_index
        method = translate(self._comparison.method.title)
        if rendering is not None:
            height, width = rendering.maps.shape[1:]
            words = self.tr("{0} for {1}, {2} × {3}")
            return words.format(method, names[shown], width, height), rendering.blend_picture
        is_pending = self._comparison.is_waiting and (reading is None or not reading.trouble)
        alone = self.tr("{0}…").format(method) if is_pending else self.tr("[Sample] without map")
        return alone, picture_of(image)

    def _show_scale(self, renderings: Sequence[Rendering]) -> None:
        scale = SCALES.named(self._document.display.scale)
        title = translate(scale.title)
        if not renderings:
            self.bar.show_nothing()
            self._scale.setText("")
            return
        name = self._document.class_name(self._document.class_index)
        words = self.tr("against {0}").format(name), self.tr("for {0}").format(name)
        self.bar.show_scale(
            renderings[0].limits, renderings[0].table, words if scale.signed else ("", "")
        )
        both = len(renderings) == len(self.columns)
        self._scale.setText(
            self.tr(
                "Scale “{0}”, with the same limits for both networks: a weaker map looks weaker."
            ).format(title)
            if both
            else self.tr("Scale “{0}”").format(title)
        )

    def _show_rearrangement(self) -> None:
        if not self.isVisible():
            return
        now = self._comparison.rearrangement
        if now.right or now.down:
            by = (number(each, decimals=0) for each in (now.right, now.down))
            words = self.tr("moved by {0}, {1}").format(*by)
        else:
            words = self.tr("original") if now.is_none else self.tr("not moved")
        self._moved.show_first_fitting(words)
        self._back.setEnabled(not now.is_none)
        with QSignalBlocker(self._shuffle):
            self._shuffle.setChecked(now.shuffled)

    # What a person does

    def _choose_network(self, place: int) -> None:
        self._comparison.choose(self._offered[place])

    def _choose_method(self, name: str) -> None:
        self._document.change_display(method=name)

    # Parts

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        for place, column in enumerate(self.columns):
            grid.setColumnStretch(place, 1)
            for row, widget in enumerate(column.widgets):
                grid.addWidget(widget, row, place)
        first = self.columns[0]
        grid.setRowStretch(first.widgets.index(first.picture), _MOST)
        grid.setRowStretch(len(first.widgets), 1)  # what is left is below the notes
        moved = QHBoxLayout()
        moved.setSpacing(SPACE)
        moved.addWidget(self._moved, 1)
        moved.addWidget(self._back)
        beside = QVBoxLayout()
        beside.setSpacing(SPACE // 2)
        beside.addLayout(moved)
        beside.addWidget(self._shuffle)
        beside.addWidget(self._about)
        below = QHBoxLayout()
        below.setSpacing(2 * SPACE)
        below.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignTop)
        below.addLayout(beside, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(grid, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self._scale)
        layout.addLayout(below)
        self._fit_bar()

    def _fit_bar(self) -> None:
        """The bar lies below the pictures: as high as its numbers need."""
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bar.setFixedHeight(self.bar.thickness(Qt.Orientation.Horizontal))

    def _set_up_controls(self) -> None:
        comparison = self._comparison
        self.pad.moved.connect(comparison.move)
        self.pad.back_wanted.connect(comparison.put_back)
        by_key = Qt.FocusPolicy.TabFocus  # a click leaves the arrow keys where they are
        self._back.setObjectName("moveBackButton")
        self._back.setFocusPolicy(by_key)
        self._back.setToolTip(self.tr("Show both networks the original [sample] again (Home)"))
        self._back.clicked.connect(comparison.put_back)
        self._shuffle.setObjectName("shuffleBox")
        self._shuffle.setFocusPolicy(by_key)
        self._shuffle.setToolTip(
            self.tr("Moves every pixel to another place, the same for every [sample]")
        )
        self._shuffle.clicked.connect(comparison.shuffle)
        self._about.setText(
            self.tr("This is what both networks see; the [sample] on the stage stays as it is.")
        )

    def _make_name(self) -> StillLabel:
        name = StillLabel("firstNetworkName", self)
        font = name.label.font()
        font.setBold(True)
        name.label.setFont(font)
        name.setToolTip(self.tr("The network on the stage"))
        return name

    def _make_box(self) -> ChoiceBox:
        box = ChoiceBox(self, least=2 / 3)
        box.setObjectName("secondNetworkBox")
        box.setAccessibleName(self.tr("Second network"))
        box.setToolTip(self.tr("The network to compare with the one on the stage"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.activated.connect(self._choose_network)
        return box


def _plain(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
