"""The readout: the numbers at the pointer, in all views at once; else what the map adds up to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.document.document import Document
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.rendering.symbols import subscript


class Readout(StillLabel):
    """Follows the pointer over the views."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A line that follows the document."""
        super().__init__("readoutLabel", parent)
        self._document = document
        document.pointer_changed.connect(self._show_numbers)
        document.rendering_changed.connect(self._show_numbers)
        self._show_numbers()

    def _show_numbers(self) -> None:
        pointer, rendering = self._document.pointer, self._document.rendering
        if rendering is None:
            self.show_plain("")
            return
        name = self._document.class_name(self._document.class_index)
        if pointer is None:
            hint = self.tr("Point at a view for the position, ink and map of class {0}")
            self.show_plain(self._sum() or hint.format(name))
            return
        prediction = self._document.prediction
        assert prediction is not None  # there is a rendering
        column, row = int(pointer[0]), int(pointer[1])
        signed, resized = rendering.maps[self._document.class_index], rendering.resized_map
        height, width = signed.shape
        raw_row, raw_column = self._document.spec.cell_at(pointer, (height, width))
        self.show_plain(
            self.tr(
                "({x}, {y})   ink {ink}   raw cell ({column}, {row})   "
                "{symbol} raw {raw}   resized {resized}{sees}"
            ).format(
                x=column,
                y=row,
                ink=number(float(prediction.image[row, column])),
                column=raw_column,
                row=raw_row,
                symbol=self._symbol(name),
                raw=number(float(signed[raw_row, raw_column]), signed=True),
                resized=number(float(resized[row, column]), signed=True),
                sees=self._sight(raw_row, raw_column),
            )
        )

    def _sum(self) -> str:
        """What the map of another method than CAM adds up to, beside the score."""
        document = self._document
        found, shown = document.attribution, document.class_index
        if found is None or document.display.method == METHODS.default:
            return ""
        symbol = self._symbol(document.class_name(shown))
        if found.sums is None or found.remainder is None or document.prediction is None:
            return self.tr("The sum of {0} does not give the score").format(symbol)
        return self.tr("Sum of the cells of {0}: {1}, plus remainder {2} = score {3}").format(
            symbol,
            number(float(found.sums[shown]), signed=True),
            number(float(found.remainder[shown]), signed=True),
            number(float(document.prediction.logits[shown]), signed=True),
        )

    def _sight(self, row: int, column: int) -> str:
        """How much of the sample a cell sees, if that is known."""
        attribution = self._document.attribution
        if attribution is None or attribution.field is None:
            return ""
        top, left, bottom, right = attribution.field.patch(row, column)
        return "   " + self.tr("sees {0} × {1}").format(right - left, bottom - top)

    def _symbol(self, name: str) -> str:
        """What the map is called: M for the class activation map, else by its method."""
        method = self._document.display.method
        symbol = "M" if method == METHODS.default else translate(METHODS.named(method).title)
        return f"{symbol}{subscript(name)}"
