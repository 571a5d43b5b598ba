"""Samples: stepping through the test samples of a data set."""

from __future__ import annotations

import random

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from camviewer.controllers.sample import Controller
from camviewer.data.sources import mnist, source_names
from camviewer.document.canvas_content import source_title
from camviewer.document.document import Document
from camviewer.gui.input.group import Group
from camviewer.gui.input.index_box import IndexBox
from camviewer.gui.input.origin import origin_parts
from camviewer.gui.input.sample_line import SampleLine
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.icons import icon
from camviewer.gui.widgets.tool_button import tool_button

_LETTERS = 6  # of a source's name that have room at least
_BAR = 60  # pixels of a download's progress at least


class SamplePanel(Group):
    """Puts test samples on the canvas; chooses where they come from.

    Attributes:
        source: the data set to step through.
        index: the test sample of it that is on the canvas; empty while none is.
        label: where what is on the canvas comes from, whatever data set is stepped through.
    """

    open_wanted = Signal()
    """A person wants to choose a file of samples."""

    def __init__(
        self,
        document: Document,
        controller: Controller,
        parent: QWidget | None = None,
    ) -> None:
        """A panel that follows the document."""
        super().__init__(self.tr("[Samples]"), parent)
        self.setObjectName("samplePanel")
        self._document = document
        self._controller = controller
        self._history = document.history
        self._chance = random.Random()  # of its own: building a network seeds the process' one
        self.source = self._make_source()
        self.heading.addWidget(self.source, 1)
        self.index = self._make_index()
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._row.addWidget(self.index, 1)
        self.body.addLayout(self._row)
        self.label = SampleLine("digitLabel", self)
        self.label.setWhatsThis(
            self.tr(
                "Where the contents of the canvas come from: data set, test or training split, "
                "index, and the label there."
            )
        )
        self.body.addWidget(self.label)
        self._download = self._make_download()
        self.body.addWidget(self._download)
        self._show_download(False)
        controller.downloading.connect(self._show_progress)
        controller.download_ended.connect(self._end_download)
        controller.data_refused.connect(self._show_source)
        document.dataset_changed.connect(self._show_dataset)
        document.content_changed.connect(self._show_origin)
        document.model_changed.connect(self._show_origin)  # it may have other class names
        self._show_source()
        self._show_dataset()

    def add_steps(self, steps: tuple[tuple[str, QAction], ...]) -> None:
        """Put buttons beside the index: each one's ``objectName`` and its action."""
        for name, action in steps:
            self._row.addWidget(tool_button(name, action, self))

    def step(self, by: int) -> None:
        """Show the sample so many places further, around the ends."""
        dataset = self._document.dataset
        if dataset is not None:
            # From elsewhere one comes to the sample that was left.
            further = by if self._is_shown() else 0
            self.show_sample((self.index.value() + further) % len(dataset.test))

    def pick_random(self) -> None:
        """Show any sample but the present one."""
        dataset = self._document.dataset
        if dataset is not None and len(dataset.test) > 1:
            further = self._chance.randrange(1, len(dataset.test))
            self.show_sample((self.index.value() + further) % len(dataset.test))

    def show_sample(self, index: int) -> None:
        """Put the test sample of that index on the canvas."""
        with QSignalBlocker(self.index):
            self.index.setValue(index)
        self._pick(index)

    def download(self) -> None:
        """Fetch MNIST."""
        self._show_download(True)
        self._controller.download_mnist()

    def _pick(self, index: int) -> None:
        if self._document.dataset is not None:
            content = self._controller.content_at(index)
            self._history.show(content, self.tr("choosing a [sample]"), stepping=True)

    def _pick_again(self) -> None:
        """Enter in the field shows its sample, also when the number is the same as before."""
        if not self.index.hasFocus():
            return
        origin = self._document.content.origin
        is_there = self._is_shown() and not origin.changed and origin.index == self.index.value()
        if not is_there:
            self._pick(self.index.value())
        self.index.clearFocus()  # from then on the keys 0 to 9 choose classes again

    # What is shown

    def _show_dataset(self) -> None:
        dataset = self._document.dataset
        self.index.setEnabled(dataset is not None)
        if dataset is not None:
            with QSignalBlocker(self.index):
                self.index.setRange(0, len(dataset.test) - 1)
            last = f"{len(dataset.test) - 1:,}"
            self.index.setToolTip(
                self.tr("Index of a test [sample], 0 to {0}; press Enter to show it").format(last)
            )
        self._show_source()
        self._show_origin()

    def _show_origin(self) -> None:
        shown, index = self._is_shown(), self._document.content.origin.index
        with QSignalBlocker(self.index):
            if shown and index is not None:
                self.index.setValue(index)
            self.index.claim(shown)
        self.label.show_parts(origin_parts(self._document))

    # Where samples come from

    def _show_source(self) -> None:
        dataset = self._document.dataset
        with QSignalBlocker(self.source):
            self.source.clear()
            for name in source_names():
                title = source_title(name)
                missing = name == "mnist" and mnist.find() is None
                self.source.addItem(self.tr("Get MNIST…") if missing else title, name)
            if dataset is not None and self.source.findData(dataset.name) < 0:
                self.source.addItem(source_title(dataset.name), dataset.name)
            self.source.addItem(self.tr("Open…"), None)
            if dataset is not None:
                self.source.setCurrentIndex(self.source.findData(dataset.name))
            else:
                self.source.setCurrentIndex(-1)

    def _is_shown(self) -> bool:
        """Whether a sample of this data set is on the canvas, drawn on or not."""
        origin, dataset = self._document.content.origin, self._document.dataset
        return dataset is not None and origin.name == dataset.name and origin.index is not None

    def _choose_source(self, place: int) -> None:
        name = self.source.itemData(place)
        self._show_source()  # until the other one is there, this one is used
        if name is None:
            self.open_wanted.emit()
        elif name == "mnist" and mnist.find() is None:
            self.download()
        elif self._document.dataset is None or name != self._document.dataset.name:
            self._controller.open_data(name)

    def _show_download(self, running: bool) -> None:
        self._download.setVisible(running)
        if running:
            self.progress.setRange(0, 0)

    def _end_download(self) -> None:
        self._show_download(False)

    def _show_progress(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)
        self.progress.setFormat(f"{done / 1e6:.1f} / {whole / 1e6:.1f} MB")

    # Parts

    def _make_source(self) -> ChoiceBox:
        box = ChoiceBox(self, least=2 / 3)
        box.setObjectName("sourceBox")
        box.setAccessibleName(self.tr("Source of [samples]"))
        box.setToolTip(self.tr("Where the [samples] come from"))
        box.setWhatsThis(
            self.tr(
                "The data set that the buttons below go through. Choosing another one leaves "
                "the canvas as it is until you choose a [sample]."
            )
        )
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.activated.connect(self._choose_source)
        return box

    def _make_index(self) -> IndexBox:
        box = IndexBox(self)
        box.setObjectName("digitIndex")
        box.setAccessibleName(self.tr("Index of the [sample]"))
        box.setWhatsThis(
            self.tr(
                "Which test [sample] of the data set is on the canvas; empty if it is none of "
                "them. Type an index and press Enter to see that [sample]."
            )
        )
        box.setEnabled(False)
        box.valueChanged.connect(self._pick)
        box.editingFinished.connect(self._pick_again)
        box.asked.connect(self._pick)
        return box

    def _make_download(self) -> QWidget:
        row = QWidget(self)
        self.progress = QProgressBar(row)
        self.progress.setObjectName("downloadProgress")
        self.progress.setMinimumWidth(_BAR)
        self.progress.setToolTip(self.tr("Downloading MNIST"))
        self.cancel = QToolButton(row)
        self.cancel.setObjectName("cancelDownloadButton")
        self.cancel.setAutoRaise(True)
        self.cancel.setAccessibleName(self.tr("Cancel"))
        self.cancel.setToolTip(
            self.tr("Stop downloading MNIST; what has arrived is kept for next time")
        )
        self.cancel.clicked.connect(self._controller.cancel_download)
        self._show_icons()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.progress, 1)
        layout.addWidget(self.cancel)
        return row

    def _show_icons(self) -> None:
        self.cancel.setIcon(icon("close", self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the colours of the palette."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "cancel"):
            self._show_icons()
        super().changeEvent(event)
