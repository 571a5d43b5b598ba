"""The sanity check in pictures: the method's map as layer after layer loses what it has learned."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from camviewer.attribution.trust.sample_trust import RandomisedMap, SampleTrust
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.map_picture import MapPicture
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.map_blend import map_blend

_COLUMNS = 4


class RandomisedMaps(QWidget):
    """The map as it is, then one picture for each layer more that is randomised."""

    def __init__(self, parent: QWidget) -> None:
        """No pictures yet."""
        super().__init__(parent)
        self.setObjectName("randomisedMaps")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.pictures: list[MapPicture] = []
        self._notes: list[QLabel] = []

    def show_maps(self, document: Document, known: SampleTrust) -> None:
        """Show what is known so far."""
        prediction = document.prediction
        if prediction is None:
            return
        self._have(1 + len(known.randomised))
        as_it_is = self.tr("original")
        shown = [(as_it_is, as_it_is, known.map, "")]
        shown += [(each.kind, each.title, each.map, self._note(each)) for each in known.randomised]
        widgets = zip(self.pictures, self._notes, shown, strict=False)  # the others are hidden
        for picture, label, (title, tip, values, note) in widgets:
            picture.show_picture(title, to_image(map_blend(prediction.image, values)))
            picture.setToolTip(tip)
            label.setText(note)

    def _note(self, each: RandomisedMap) -> str:
        found = each.similarity.absolute
        return "–" if found is None else number(abs(found))

    def _have(self, count: int) -> None:
        while len(self.pictures) < count:
            place = len(self.pictures)
            picture = MapPicture(f"randomisedMap{place}", self)
            label = QLabel(self)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row, column = divmod(place, _COLUMNS)
            self._grid.addWidget(picture, 2 * row, column)
            self._grid.addWidget(label, 2 * row + 1, column)
            self.pictures.append(picture)
            self._notes.append(label)
        for place, widgets in enumerate(zip(self.pictures, self._notes, strict=True)):
            for widget in widgets:
                widget.setVisible(place < count)
