"""Samples: stepping through the test samples of a data set."""

from __future__ import annotations

import random
from pathlib import PurePath

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from camviewer.common.translation import translate
from camviewer.controllers.sample import Controller
from camviewer.data.sources import SOURCES, mnist, source_names
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.card import Card
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.gui.widgets.tool_button import tool_button


class SamplePanel(Card):
    """Puts test samples on the canvas; chooses where they come from."""

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
        self._document = document
        self._controller = controller
        self._history = document.history
        self._chance = random.Random()  # of its own: building a network seeds the process' one
        self.source = ChoiceBox(self, least=2 / 3)
        self.source.setObjectName("sourceBox")
        self.source.setAccessibleName(self.tr("Source of [samples]"))
        self.source.setToolTip(self.tr("Where the [samples] to step through come from"))
        self.source.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.source.setMinimumContentsLength(11)
        self.source.activated.connect(self._choose_source)
        self.heading.addWidget(self.source)
        self.index = QSpinBox(self)
        self.index.setObjectName("digitIndex")
        self.index.setAccessibleName(self.tr("Index of the [sample]"))
        self.index.setPrefix("#")
        self.index.setKeyboardTracking(False)  # 1005 is not 1, 10, 100 and then 1005
        self.index.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.index.setEnabled(False)
        self.index.valueChanged.connect(self._pick)
        self.index.editingFinished.connect(self._pick_again)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE // 2)
        self._row.addWidget(self.index, 1)
        self.body.addLayout(self._row)
        self.label = StillLabel("digitLabel", self)
        self.body.addWidget(self.label)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("downloadProgress")
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setObjectName("cancelDownloadButton")
        self.cancel.clicked.connect(controller.cancel_download)
        download = QHBoxLayout()
        download.addWidget(self.progress, 1)
        download.addWidget(self.cancel)
        self.body.addLayout(download)
        self._show_download(False)
        controller.downloading.connect(self._show_progress)
        controller.download_ended.connect(self._end_download)
        controller.data_refused.connect(self._show_source)
        document.dataset_changed.connect(self._show_dataset)
        document.content_changed.connect(self._show_origin)
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
            # From elsewhere one comes to the sample whose number stands there.
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
        origin, dataset = self._document.content.origin, self._document.dataset
        shown = dataset is not None and origin.name == dataset.name and not origin.changed
        if not self.index.hasFocus():
            return
        if not (shown and origin.index == self.index.value()):
            self._pick(self.index.value())
        self.index.clearFocus()  # from then on the keys 0 to 9 choose classes again

    # What is shown

    def _show_dataset(self) -> None:
        dataset = self._document.dataset
        self.index.setEnabled(dataset is not None)
        if dataset is not None:
            with QSignalBlocker(self.index):
                self.index.setRange(0, len(dataset.test) - 1)
            self.index.setToolTip(
                self.tr("Test [sample], 0 to {0}").format(f"{len(dataset.test) - 1:,}")
            )
        self._show_source()
        self._show_origin()

    def _show_origin(self) -> None:
        origin, dataset = self._document.content.origin, self._document.dataset
        if dataset is not None and origin.name == dataset.name and origin.index is not None:
            with QSignalBlocker(self.index):
                self.index.setValue(origin.index)
        parts = []
        if origin.index is not None:
            if self._is_shown():
                parts.append(self.tr("Test [sample] #{0}").format(origin.index))
            else:
                source = self._title_of(origin.name)
                parts.append(self.tr("{0}: Test [sample] #{1}").format(source, origin.index))
        elif origin.name:
            parts.append(origin.name)
        elif not self._document.content.drawing.is_empty:
            parts.append(self.tr("Drawn by hand"))
        if origin.label is not None:
            parts.append(self.tr("label {0}").format(self._document.class_name(origin.label)))
        if origin.changed:
            parts.append(self.tr("changed"))
        self.label.show_plain(" · ".join(parts))

    # Where samples come from

    def _show_source(self) -> None:
        dataset = self._document.dataset
        with QSignalBlocker(self.source):
            self.source.clear()
            for name in source_names():
                title = self._title_of(name)
                missing = name == "mnist" and mnist.find() is None
                self.source.addItem(self.tr("Get MNIST …") if missing else title, name)
            if dataset is not None and self.source.findData(dataset.name) < 0:
                self.source.addItem(self._title_of(dataset.name), dataset.name)
            self.source.addItem(self.tr("Open …"), None)
            if dataset is not None:
                self.source.setCurrentIndex(self.source.findData(dataset.name))
            else:
                self.source.setCurrentIndex(-1)

    def _title_of(self, name: str) -> str:
        """What a source is called on the screen."""
        return translate(SOURCES[name].title) if name in SOURCES else PurePath(name).name

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
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        if running:
            self.progress.setRange(0, 0)

    def _end_download(self) -> None:
        self._show_download(False)

    def _show_progress(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)
        self.progress.setFormat(f"{done / 1e6:.1f} / {whole / 1e6:.1f} MB")
