"""A dialog in which a person says which arrays of a file are pictures and which are labels."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from camviewer.common.errors import UserError
from camviewer.data.dataset import Images
from camviewer.data.sources.array_names import (
    UnknownArraysError,
    could_be_labels,
    could_be_pictures,
)
from camviewer.data.sources.picture_arrays import checked_layout, to_images
from camviewer.data.sources.stored_array import StoredArray
from camviewer.gui.help.explanations import explain_controls
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.rendering import picture_of

SHOWN = 8
"""Samples that are shown."""

_SIDE = 56  # pixels of a sample on screen


class ArrayDialog(QDialog):
    """Two boxes to choose from, and the first samples as they would be read."""

    chosen = Signal(str, str, str)
    """The source, and names of the arrays of pictures and of labels; the last may be empty."""

    def __init__(
        self, source: str, unknown: UnknownArraysError, parent: QWidget | None = None
    ) -> None:
        """Offer what of a source's arrays can be pictures, and what can be labels."""
        super().__init__(parent)
        self._source = source
        self.setObjectName("arrayDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Choose the arrays"))
        self._arrays = {array.name: array for array in unknown.arrays}
        intro = QLabel(
            self.tr(
                "{0} does not say which of its arrays holds the pictures and which the labels. "
                "Choose them here."
            ).format(unknown.path.name),
            self,
        )
        intro.setWordWrap(True)
        intro.setTextFormat(Qt.TextFormat.PlainText)
        self.pictures = self._box("picturesBox", self.tr("Pictures"))
        self.labels = self._box("labelsBox", self.tr("Labels"))
        self._samples = QGridLayout()
        self._shown = [self._cell(place) for place in range(SHOWN)]
        self.told = QLabel("", self)
        self.told.setObjectName("arraysTold")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(buttons, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Pictures"), self.pictures)
        form.addRow(self.tr("&Labels"), self.labels)
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addLayout(form)
        layout.addLayout(self._samples)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)
        self._offer()
        self.pictures.currentIndexChanged.connect(self._offer_labels)
        self.labels.currentIndexChanged.connect(self._show_samples)
        self._offer_labels()
        explain_controls(self)

    def accept(self) -> None:
        """Tell what was chosen."""
        pictures = self.pictures.currentData()
        if pictures:
            self.chosen.emit(self._source, pictures, self.labels.currentData() or "")
            super().accept()

    def _offer(self) -> None:
        for array in self._arrays.values():
            if could_be_pictures(array):
                self.pictures.addItem(_title(array), array.name)

    def _offer_labels(self) -> None:
        """Offer what has one label for each of the chosen pictures."""
        pictures = self._arrays.get(self.pictures.currentData())
        self.labels.blockSignals(True)
        self.labels.clear()
        for array in self._arrays.values() if pictures is not None else ():
            fits = pictures is not None and array.shape[:1] == pictures.shape[:1]
            if array is not pictures and fits and could_be_labels(array):
                self.labels.addItem(_title(array), array.name)
        self.labels.addItem(self.tr("No labels"), "")
        self.labels.blockSignals(False)
        self._show_samples()

    def _show_samples(self) -> None:
        """Show the first samples with their labels, or what is wrong."""
        images, words, trouble = None, [], ""
        try:
            images = self._first_pictures()
            words = self._first_labels()
        except UserError as error:
            trouble = str(error)
        if not self.pictures.count():
            trouble = self.tr("None of the arrays has the shape of pictures.")
        for place, (picture, word) in enumerate(self._shown):
            picture.clear()
            if images is not None and place < len(images):
                image = to_image(picture_of(images[place]))
                side = Qt.AspectRatioMode.KeepAspectRatio
                picture.setPixmap(QPixmap.fromImage(image).scaled(_SIDE, _SIDE, side))
            word.setText(words[place] if place < len(words) else "")
        self.told.setText(trouble)
        self.told.setVisible(bool(trouble))
        fits = images is not None and not trouble
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(fits)

    def _first_pictures(self) -> Images | None:
        array = self._arrays.get(self.pictures.currentData())
        if array is None or array.first is None:
            return None
        layout = checked_layout(array.path, array.name, array.shape)
        return to_images(array.path, array.name, array.first(SHOWN), layout)

    def _first_labels(self) -> list[str]:
        array = self._arrays.get(self.labels.currentData() or "")
        if array is None or array.first is None:
            return []
        rows = array.first(SHOWN)
        if rows.ndim == 2 and rows.shape[1] > 1:
            rows = rows.argmax(axis=1)
        return [str(word)[:12] for word in rows.reshape(-1).tolist()]

    def _box(self, name: str, title: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        return box

    def _cell(self, place: int) -> tuple[QLabel, QLabel]:
        """A sample and its label below."""
        picture, word = QLabel(self), QLabel(self)
        picture.setFixedSize(_SIDE, _SIDE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        word.setTextFormat(Qt.TextFormat.PlainText)
        self._samples.addWidget(picture, 0, place)
        self._samples.addWidget(word, 1, place)
        return picture, word


def _title(array: StoredArray) -> str:
    """Name, shape and type of an array."""
    shape = " × ".join(f"{side:,}" for side in array.shape)
    return f"{array.name}   {shape}   {array.dtype}"
