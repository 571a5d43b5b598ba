"""One channel in large: its map, what it adds, the sum up to it, and the whole map."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camviewer.attribution.contributions import Contributions
from camviewer.common.arrays import Array
from camviewer.controllers.decomposition import Decomposition
from camviewer.document.document import Document
from camviewer.gui.decomposition.symbols import Symbol, SymbolHighlight
from camviewer.gui.decomposition.term_picture import TermPicture
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.jump_slider import JumpSlider
from camviewer.gui.widgets.map_picture import Cell
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.gui.widgets.scale_strip import ScaleStrip
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.mosaic import SIGNED
from camviewer.rendering.scales import SCALES
from camviewer.rendering.scaling import Limits, position
from camviewer.rendering.symbols import subscript

STRONGEST = 200
"""Per cent up to which a channel can be scaled; 100 is as it is."""

_TERMS = (
    ("channelFeature", {Symbol.FEATURE}),
    ("channelContribution", {Symbol.WEIGHT, Symbol.FEATURE}),
    ("channelSum", {Symbol.SUM}),
    ("channelTotal", {Symbol.MAP}),
)
"""The pictures by ``objectName``, with the symbols that stand for them."""

_NEAR = 0.5  # of its largest: where a channel is said to put most


class ChannelPanel(QWidget):
    """Shows the channel that is looked at; switches and scales it."""

    def __init__(
        self,
        document: Document,
        decomposition: Decomposition,
        highlight: SymbolHighlight,
        parent: QWidget | None = None,
    ) -> None:
        """A panel that is told by its owner when to show something else."""
        super().__init__(parent)
        self._highlight = highlight
        self._document = document
        self._decomposition = decomposition
        self._limits: Limits = (0.0, 0.0)
        self._heading = StillLabel("channelLabel", self)
        self.heading = self._heading.label
        self.heading.setTextFormat(Qt.TextFormat.RichText)
        switches = self._switches()  # made in the order in which the tab key goes
        self.pictures = [
            TermPicture(name, frozenset(symbols), highlight, self) for name, symbols in _TERMS
        ]
        self.feature, self.contribution, self.sum, self.total = self.pictures
        self._explain_pictures()
        self.feature_scale = ScaleStrip("featureScale", self)
        self.map_scale = ScaleStrip("contributionScale", self)
        pictures = QGridLayout()
        pictures.setHorizontalSpacing(SPACE)
        pictures.setVerticalSpacing(2)
        for column, picture in enumerate(self.pictures):
            pictures.addWidget(picture, 0, column)
            pictures.setColumnStretch(column, 1)
            picture.pointed.connect(self._point)
        pictures.addWidget(self.feature_scale, 1, 0)
        pictures.addWidget(self.map_scale, 1, 1, 1, 3)
        pictures.setRowStretch(0, 1)
        cell = StillLabel("cellLabel", self)
        self.cell = cell.label
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._heading)
        layout.addLayout(switches)
        layout.addLayout(pictures, 1)
        layout.addLayout(self._slider())
        layout.addWidget(cell)
        self._make_room()
        highlight.changed.connect(self._show_heading)

    def _explain_pictures(self) -> None:
        tips = (
            self.tr("f: output of the channel, cell by cell"),
            self.tr("w f: what the channel adds to the map of the class"),
            self.tr("Σ w f: sum of the maps of the first channels in order"),
            self.tr("M: sum of the maps of all channels, as the network computes them"),
        )
        explained = self.tr(
            "Point at a cell, or move to it with the arrow keys: the line below shows which "
            "channels add to its value, and the input view shows what the cell sees. All maps "
            "except f are on one scale. In M, the outlined cells are those where the channel "
            "adds at least half of its largest value."
        )
        for picture, tip in zip(self.pictures, tips, strict=True):
            picture.setToolTip(tip)
            picture.setWhatsThis(explained)

    def _switches(self) -> QHBoxLayout:
        self.on = QCheckBox(self.tr("On"), self)
        self.on.setObjectName("channelSwitch")
        self.on.setToolTip(self.tr("Switch the channel off or on (Space, double-click)"))
        self.on.setWhatsThis(
            self.tr(
                "Without the channel, all maps, scores and probabilities are computed again "
                "from the same features; the network does not run again. A banner says that the "
                "model is modified and lets you return to the original."
            )
        )
        self.on.clicked.connect(self._switch)
        self.factor = JumpSlider(self)
        self.factor.setObjectName("channelFactorSlider")
        self.factor.setRange(0, STRONGEST)
        self.factor.setPageStep(25)
        self.factor.setAccessibleName(self.tr("Factor that multiplies the channel, in percent"))
        self.factor.setToolTip(self.tr("What if the channel were weaker or stronger?"))
        self.factor.valueChanged.connect(self._scale)
        self._times = StillLabel("channelFactorValue", self)
        self._times.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.times = self._times.label
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.on)
        row.addWidget(self.factor, 1)
        row.addWidget(self._times)
        return row

    def _switch(self) -> None:
        self._decomposition.switch(self._decomposition.channel)

    def _slider(self) -> QHBoxLayout:
        self.count = JumpSlider(self)
        self.count.setObjectName("channelSumSlider")
        self.count.setAccessibleName(self.tr("Number of channels in the sum"))
        self.count.setToolTip(self.tr("Build up the sum of maps channel by channel (arrow keys)"))
        self.count.setWhatsThis(
            self.tr(
                "How many channels, in the order chosen above, are in the sum of maps; this "
                "does not depend on which channel is enlarged. Next to it you see how far the "
                "sum is from the whole map, at the cell where the difference is largest."
            )
        )
        self.count.valueChanged.connect(self._decomposition.grow)
        label = QLabel(self.tr("Sum of"), self)
        label.setBuddy(self.count)
        self._sum_words = StillLabel("sumLabel", self)
        self._sum_words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sum_words = self._sum_words.label
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(label)
        row.addWidget(self.count, 1)
        row.addWidget(self._sum_words)
        return row

    @property
    def spoken(self) -> str:
        """The chosen channel in words."""
        found = self._decomposition.contributions
        if found is None:
            return ""
        channel = self._decomposition.channel
        words = self.tr("channel {0}: F {1}, weight {2}, contribution {3}, factor {4}")
        if self._decomposition.against is not None:
            words = self.tr(
                "channel {0}: F {1}, difference of weights {2}, contribution {3}, factor {4}"
            )
        return words.format(
            channel,
            number(float(found.prediction.pooled[channel])),
            number(float(found.weights[channel]), signed=True),
            number(float(found.numbers[channel]), signed=True),
            number(self._decomposition.factor(channel)),
        )

    # Showing

    def show_all(self) -> None:
        """Contributions have changed."""
        found = self._decomposition.contributions
        for widget in (self.on, self.factor, self.count):
            widget.setEnabled(found is not None)
        if found is None:
            self._limits = (0.0, 0.0)
            self._show_nothing()
            return
        largest = max(float(np.abs(maps).max()) for maps in (found.maps, found.sums, found.total))
        self._limits = (0 - largest, largest)
        self.map_scale.show_scale(self._limits, self._signed())
        with QSignalBlocker(self.count):
            self.count.setRange(1, self._decomposition.channels)
        self.show_look()

    def show_look(self) -> None:
        """Another channel or another sum is looked at."""
        decomposition = self._decomposition
        found = decomposition.contributions
        if found is None:
            return
        channel, count = decomposition.shown, decomposition.count
        self._show_numbers(found, channel)
        self._show_maps(found, channel, count)
        with QSignalBlocker(self.count):
            self.count.setValue(count)
        factor = decomposition.factor(channel)
        # The switches act on the chosen channel: while another is pointed at, they only tell.
        for widget in (self.on, self.factor):
            widget.setEnabled(channel == decomposition.channel)
        with QSignalBlocker(self.factor):
            self.factor.setValue(round(100 * factor))
        self.on.setChecked(factor != 0)
        self.times.setText(f"× {factor:.2f}")
        self._show_count(found, count)
        self.show_cell()

    def _show_count(self, found: Contributions, count: int) -> None:
        channels = self._decomposition.channels
        error = number(float(found.errors[count - 1]))
        words = self.tr("all {0}").format(channels)
        if count < channels:
            words = self.tr("{0} of {1}, off by {2}").format(count, channels, error)
        self.sum_words.setText(words)
        self.sum_words.setToolTip(
            self.tr("Last channel added: {0}; largest difference from the whole map: {1}").format(
                self._decomposition.last, error
            )
        )

    def show_cell(self) -> None:
        """The pointer is on another cell."""
        decomposition = self._decomposition
        found, cell, ranked = decomposition.contributions, decomposition.cell, decomposition.ranked
        for picture in self.pictures:
            picture.show_mark(cell)
        if found is None:
            self.cell.setText("")
        elif cell is None or ranked is None:
            self.cell.setText(self.tr("Point at a cell to see which channels make its value."))
        else:
            self.cell.setText(self._cell_words(found, cell, [int(each) for each in ranked]))

    def _show_nothing(self) -> None:
        for picture in self.pictures:
            picture.show_picture("", None)
        for strip in (self.feature_scale, self.map_scale):
            strip.show_nothing()
        for label in (self.heading, self.sum_words, self.cell):
            label.setText("")

    def _show_heading(self) -> None:
        found = self._decomposition.contributions
        if found is not None and self.isVisible():
            self._show_numbers(found, self._decomposition.shown)

    def _show_numbers(self, found: Contributions, channel: int) -> None:
        name = self.tr("Channel {0}").format(channel)
        pooled, weight, product = (
            number(float(values[channel]), signed=signed)
            for values, signed in (
                (found.prediction.pooled, False),
                (found.weights, True),
                (found.numbers, True),
            )
        )
        first = self._marked(f"F {pooled}", Symbol.POOLED)
        second = self._marked(f"{self._weight_name()} {weight}", Symbol.WEIGHT)
        self._heading.set_text(f"<b>{name}</b> &nbsp; {first} × {second} = <b>{product}</b>")

    def _marked(self, text: str, symbol: Symbol) -> str:
        """A text on the ground of what is highlighted, if its symbol is pointed at."""
        if symbol not in self._highlight.symbols:
            return text
        palette = self.palette()
        ground, pen = palette.highlight().color().name(), palette.highlightedText().color().name()
        return f'<span style="background-color: {ground}; color: {pen}">{text}</span>'

    def _show_maps(self, found: Contributions, channel: int, count: int) -> None:
        scale, table = self._decomposition.feature_scale
        self.feature_scale.show_scale(scale, table)
        feature = found.prediction.features[..., channel]
        small = subscript(str(channel))
        self.feature.show_picture(f"f{small}", _image(feature, scale, table))
        signed = self._signed()
        shown = (
            (self.contribution, f"{self._weight_name()} f{small}", found.maps[channel]),
            (self.sum, self.tr("Sum of {0}").format(count), found.sums[count - 1]),
            (self.total, self._total_name(), found.total),
        )
        for picture, title, values in shown:
            picture.show_picture(title, _image(values, self._limits, signed))
        self.total.show_outlined(_strongest(found.maps[channel]))

    def _weight_name(self) -> str:
        return "w" if self._decomposition.against is None else "Δw"

    def _total_name(self) -> str:
        """M of the class, or of the difference; its name only where that is as short as a digit."""
        document, against = self._document, self._decomposition.against
        chosen = [document.class_index] if against is None else [document.class_index, against]
        small = [subscript(document.class_name(index)) for index in chosen]
        if any("(" in each for each in small):
            return "M" if against is None else "ΔM"
        return " − ".join(f"M{each}" for each in small)

    def _signed(self) -> Colours:
        """The display's colours if they are signed, else the usual ones: the numbers are."""
        display = self._document.display
        return COLOUR_MAPS.named(display.colours if SCALES.named(display.scale).signed else SIGNED)

    def _cell_words(self, found: Contributions, cell: Cell, ranked: list[int]) -> str:
        """As many of the strongest channels as there is room for, and what the others add."""
        values = found.at(*cell)
        whole = float(found.total[cell])
        head = self.tr("({0}, {1}): {2} =").format(cell[1], cell[0], number(whole, signed=True))
        if self._decomposition.against is not None:
            head = f"ΔM {head}"
        text = head
        for many in range(1, len(ranked) + 1):
            terms = [f"{k}: {number(float(values[k]), signed=True)}" for k in ranked[:many]]
            rest = whole - float(values[ranked[:many]].sum())
            others = self.tr("others {0}").format(number(rest, signed=True))
            longer = f"{head}  {',  '.join([*terms, others])}"
            if self.cell.fontMetrics().horizontalAdvance(longer) > self.cell.width():
                break
            text = longer
        return text

    # What a person does

    def _point(self, cell: Cell | None) -> None:
        """Point at a cell here, and so in all views."""
        prediction = self._document.prediction
        if cell is None or prediction is None or prediction.convolution is None:
            self._document.set_pointer(None)
            return
        height, width, _ = prediction.features.shape
        self._document.set_pointer(self._document.spec.middle_of(cell, (height, width)))

    def _scale(self, per_cent: int) -> None:
        self._decomposition.set_factor(self._decomposition.channel, per_cent / 100)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_times"):
            self._make_room()
        super().changeEvent(event)

    def _make_room(self) -> None:
        metrics = self.fontMetrics()
        longest = metrics.horizontalAdvance("Channel 000  F 000.00 × Δw +00.00 = +00.00")
        self.setMinimumWidth(longest)
        self._times.setFixedWidth(metrics.horizontalAdvance("× 0.00 "))
        words = self.tr("{0} of {1}, off by {2}").format("000", "000", "00.00")
        self._sum_words.setFixedWidth(metrics.horizontalAdvance(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more or fewer terms."""
        super().resizeEvent(event)
        self.show_cell()


def _image(values: Array, limits: Limits, table: Colours) -> QImage:
    return to_image(colourise(position(values, limits), table))


def _strongest(values: Array) -> list[Cell]:
    """The cells where a channel puts at least half of its largest, whatever its sign."""
    sizes = np.abs(values)
    largest = float(sizes.max())
    if not largest:
        return []
    return [(int(row), int(column)) for row, column in np.argwhere(sizes >= _NEAR * largest)]
