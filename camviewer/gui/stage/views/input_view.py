"""The sample as the network is shown it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from camviewer.document.document import Document
from camviewer.gui.stage.views.picture_view import PictureView
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.rendering import picture_of

_PATCH = QColor("#ffb020")


class InputView(PictureView):
    """The sample as the network is shown it; it does not wait for the network.

    What the raw cell under the pointer can see of it is outlined.
    """

    order = 0
    name = "inputView"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A view that follows the document."""
        super().__init__(document, parent)
        self.patch = QGraphicsRectItem()
        pen = pg.mkPen(_PATCH, width=2, style=Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self.patch.setPen(pen)
        self.patch.setVisible(False)
        self.box.addItem(self.patch, ignoreBounds=True)
        document.pointer_changed.connect(self._show_patch)
        document.prediction_changed.connect(self._show_patch)

    def title(self) -> str:
        """The view's title."""
        return self.tr("Input")

    def picture(self) -> Colours | None:
        """(h, w, 3) the sample."""
        return picture_of(self._document.sample)

    def _show_patch(self) -> None:
        pointer, attribution = self._document.pointer, self._document.attribution
        field = attribution.field if attribution is not None else None
        self.patch.setVisible(pointer is not None and field is not None)
        if pointer is None or field is None:
            return
        cell = self._document.spec.cell_at(pointer, field.grid)
        top, left, bottom, right = field.patch(*cell)
        self.patch.setRect(QRectF(left, top, right - left, bottom - top))


VIEW = InputView
