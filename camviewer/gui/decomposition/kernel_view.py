"""One number of a convolution: where it lies, what the kernel multiplied, and how it adds up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camviewer.common.arrays import Array
from camviewer.gui.decomposition.product_table import ProductTable, decimals_for
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.map_picture import MapPicture
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.kernel_patch import KernelPatch, Place
from camviewer.networks.activations import ON_SCREEN
from camviewer.rendering.colour_maps import COLOUR_MAPS, colourise
from camviewer.rendering.mosaic import own_scale
from camviewer.rendering.scaling import position

_SIDE = 72  # pixels of the two maps


class ClickedMap(MapPicture):
    """A map whose cells are chosen by a click or the arrow keys, not by pointing."""

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """Pointing chooses nothing."""

    def leaveEvent(self, _event: QEvent) -> None:
        """What was chosen stays."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)


class SumLines(QWidget):
    """What the numbers of a convolution add up to, one below the other."""

    NAMES = ("kernelChannel", "kernelOthers", "kernelBias", "kernelSum", "kernelResult")

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lines without numbers."""
        super().__init__(parent)
        self.words = [QLabel(self) for _ in self.NAMES]
        self._lines = [StillLabel(name, self) for name in self.NAMES]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(1)
        for row, (words, line) in enumerate(zip(self.words, self._lines, strict=True)):
            line.label.setAlignment(Qt.AlignmentFlag.AlignRight)
            line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            grid.addWidget(words, row, 0)
            grid.addWidget(line, row, 1)
        grid.setColumnStretch(2, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._make_room()

    def show_sums(self, found: KernelPatch, place: int, factor: float) -> None:
        """Show how the output of one cell adds up.

        Args:
            found: the kernel and its patch.
            place: of the input channel whose products are shown, in `found.channels`.
            factor: by what the output channel is multiplied; 1 in the model as it is.
        """
        after = ON_SCREEN.get(found.activation, found.activation)
        others = len(found.channels) - 1
        last = self.tr("Output") if found.activation == "linear" else after
        lines = (
            (self.tr("Channel {0}").format(int(found.channels[place])), float(found.sums[place])),
            (self.tr("{0} others").format(others), found.others(place) if others else None),
            (self.tr("Bias"), found.bias),
            (self.tr("Sum"), found.value),
            (last if factor == 1 else f"{last} × {factor:.2f}", found.output * factor),
        )
        decimals = decimals_for(found.sums, found.products)
        for words, line, (name, value) in zip(self.words, self._lines, lines, strict=True):
            signed = line is not self._lines[-1]
            words.setText(name)
            words.setVisible(value is not None)
            line.setVisible(value is not None)
            if value is not None:
                line.label.setText(number(value, decimals=decimals, signed=signed))

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_lines"):
            self._make_room()

    def _make_room(self) -> None:
        for line in self._lines:
            bold = line.label.font()
            bold.setBold(line in self._lines[-2:])
            line.label.setFont(bold)
            line.setFixedWidth(line.label.fontMetrics().horizontalAdvance("−00.000"))


class KernelView(QWidget):
    """Shows the kernel and the patch behind one number of a convolution."""

    picked = Signal(object)
    """The (row, column) that was clicked, or gone to, in the map of the output channel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A view of nothing yet."""
        super().__init__(parent)
        self._found: KernelPatch | None = None
        self._factor = 1.0
        self._wanted: int | None = None  # the input channel that was chosen; None: the strongest
        heading = self._choice()
        self.input, self.output = self._maps()
        self.sums = SumLines(self)
        maps = QHBoxLayout()
        maps.setSpacing(SPACE)
        maps.addWidget(self.input)
        maps.addWidget(self.output)
        maps.addWidget(self.sums, 1)
        self.table = ProductTable(self)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.table)
        note = StillLabel("kernelNote", self)
        self.note = note.label
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(heading)
        layout.addLayout(maps)
        layout.addWidget(self._scroll)
        layout.addWidget(note)
        layout.addStretch(1)

    def _maps(self) -> tuple[MapPicture, ClickedMap]:
        read, made = MapPicture("kernelInput", self), ClickedMap("kernelOutput", self)
        read.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        read.setToolTip(self.tr("Input of the layer; the patch under the kernel is outlined"))
        made.setToolTip(
            self.tr("Output of the layer. Click a cell, or move to it with the arrow keys.")
        )
        made.pointed.connect(self._pick)
        for picture in (read, made):
            policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            picture.setSizePolicy(policy)
            picture.setFixedSize(_SIDE, picture.heightForWidth(_SIDE))
        return read, made

    def _choice(self) -> QHBoxLayout:
        self._heading = StillLabel("kernelLabel", self)
        self.heading = self._heading.label
        self.channel = ChoiceBox(self, least=0.3)
        self.channel.setObjectName("kernelChannelBox")
        self.channel.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.channel.setMinimumContentsLength(7)
        self.channel.setAccessibleName(self.tr("Input channel"))
        self.channel.setToolTip(
            self.tr("Input channel of the products, the one that adds most first")
        )
        self.channel.setWhatsThis(
            self.tr(
                "A filter has one kernel for each channel of its input and adds up their "
                "results. Each channel is listed with what it adds, largest first."
            )
        )
        self.channel.activated.connect(self._choose)
        self._label = QLabel(self.tr("Input"), self)
        self._label.setBuddy(self.channel)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._heading, 1)
        row.addWidget(self._label)
        row.addWidget(self.channel)
        return row

    def forget_choice(self) -> None:
        """Show the strongest input channel again: another layer has other ones."""
        self._wanted = None

    def show_patch(
        self, found: KernelPatch, where: Place, values: Array, factor: float = 1.0
    ) -> None:
        """Show another number of a convolution.

        Args:
            found: its kernel and its patch.
            where: its row, column and channel.
            values: (h, w) the whole output channel.
            factor: by what that channel is multiplied; 1 in the model as it is.
        """
        self._found, self._factor = found, factor
        row, column, channel = where
        self._heading.show_first_fitting(
            self.tr("Channel {0} at ({1}, {2})").format(channel, column, row),
            self.tr("Cell ({0}, {1})").format(column, row),
        )
        scale = own_scale(values)
        self.output.show_picture(
            self.tr("Output {0}").format(channel),
            to_image(colourise(position(values, scale[0]), scale[1])),
        )
        self.output.show_mark((row, column))
        self._show_channels(found)
        self._show_input()

    def _place(self, found: KernelPatch) -> int:
        """Of the input channel that is shown, in `found.channels`."""
        places = [place for place, each in enumerate(found.channels) if each == self._wanted]
        return places[0] if places else int(found.ranked[0])

    def _show_channels(self, found: KernelPatch) -> None:
        decimals = decimals_for(found.sums)
        with QSignalBlocker(self.channel):
            while self.channel.count() < len(found.channels):
                self.channel.addItem("")
            while self.channel.count() > len(found.channels):
                self.channel.removeItem(self.channel.count() - 1)
            for item, place in enumerate(found.ranked.tolist()):
                sum_ = number(float(found.sums[place]), decimals=decimals, signed=True)
                self.channel.setItemText(item, f"{found.channels[place]}: {sum_}")
                self.channel.setItemData(item, int(found.channels[place]))
            chosen = found.channels[self._place(found)]
            self.channel.setCurrentIndex(self.channel.findData(int(chosen)))
        is_one = len(found.channels) == 1
        self.channel.setVisible(not is_one)
        self._label.setVisible(not is_one)

    def _show_input(self) -> None:
        found = self._found
        if found is None:
            return
        place = self._place(found)
        limits, table = own_scale(found.inputs)
        if not found.source:
            limits, table = (0.0, 1.0), COLOUR_MAPS.named("grey")
        shown = colourise(position(found.inputs[..., place], limits), table)
        name = self.tr("Input {0}").format(int(found.channels[place]))
        self.input.show_picture(name, to_image(shown))
        self.input.show_outlined(
            (row, column)
            for down, row in enumerate(found.rows.tolist())
            for right, column in enumerate(found.columns.tolist())
            if found.inside[down, right]
        )
        self.table.show_products(
            found.patch[..., place],
            found.kernel[..., place],
            found.products[..., place],
            found.inside,
        )
        self._fit_table()
        self.sums.show_sums(found, place, self._factor)
        self.note.setText(
            "" if found.inside.all() else self.tr("Hatched: outside the input, 0 (padding)")
        )

    def _fit_table(self) -> None:
        """As high as the table, and its scroll bar where it is wider than the view."""
        is_wider = self.table.width() > self.width()
        bar = self._scroll.horizontalScrollBar().sizeHint().height() if is_wider else 0
        self._scroll.setFixedHeight(self.table.height() + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table may need a scroll bar, or need it no longer."""
        super().resizeEvent(event)
        self._fit_table()

    # What a person does

    def _choose(self, item: int) -> None:
        self._wanted = self.channel.itemData(item) if item else None
        self._show_input()

    def _pick(self, cell: tuple[int, int] | None) -> None:
        if cell is not None:
            self.picked.emit(cell)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs higher titles."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "output"):
            for picture in (self.input, self.output):
                picture.setFixedSize(_SIDE, picture.heightForWidth(_SIDE))
