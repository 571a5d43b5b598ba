"""What can be chosen about the method, drawn from what the method says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from camviewer.attribution.attribution import Parameter
from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox

_LETTERS = 12
"""How many letters a box shows at least."""


class ParameterBoxes(QWidget):
    """A box for each parameter of the document's method; nothing where nothing can be chosen."""

    def __init__(
        self, document: Document, parent: QWidget, prefix: str = "", *, rows: bool = False
    ) -> None:
        """Boxes that follow the document.

        Args:
            document: whose method's parameters are shown.
            parent: Qt's owner.
            prefix: their ``objectName`` begins with it.
            rows: whether each has a row of its own; else only the first is shown.
        """
        super().__init__(parent)
        self._document = document
        self._prefix = prefix
        self._in_rows = rows
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.setColumnStretch(1, 1)
        self._shown: list[tuple[Parameter, Mapping[str, str]]] = []
        self._boxes: list[QComboBox] = []
        document.display_changed.connect(self._follow)
        document.prediction_changed.connect(self._follow)
        self.hide()
        self._follow()

    def _follow(self) -> None:
        """Show what can be chosen now, and what is."""
        prediction = self._document.prediction
        if prediction is None:
            if not METHODS.named(self._document.display.method).parameters:
                self._show([])
            return  # the next prediction offers the same, most often
        parameters = METHODS.named(self._document.display.method).parameters
        found = [(each, each.choices(prediction)) for each in parameters]
        shown = [(each, choices) for each, choices in found if len(choices) > 1]
        self._show(shown if self._in_rows else shown[:1])
        values = self._document.display.values
        for (parameter, _), box in zip(self._shown, self._boxes, strict=True):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(parameter.value(prediction, values)))

    def _show(self, wanted: list[tuple[Parameter, Mapping[str, str]]]) -> None:
        if wanted == self._shown:
            return
        self._shown = wanted
        self._boxes = []
        layout = self.layout()
        assert isinstance(layout, QGridLayout)  # it was made with this widget
        while (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for row, (parameter, choices) in enumerate(wanted):
            title = translate(parameter.title)
            box = ChoiceBox(self, least=0.5)
            box.setObjectName(f"{self._prefix}{parameter.name}Box")
            box.setAccessibleName(title)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_LETTERS)
            for value, text in choices.items():
                box.addItem(translate(text), value)
            box.currentIndexChanged.connect(self._choose)
            label = QLabel(title, self)
            label.setBuddy(box)
            for column, widget in enumerate((label, box)):
                layout.addWidget(widget, row, column)
                widget.show()  # what is added to a layout in sight is shown only later
            self._boxes.append(box)
        self.setVisible(bool(wanted))

    def _choose(self) -> None:
        display = self._document.display
        for (parameter, _), box in zip(self._shown, self._boxes, strict=True):
            if box is self.sender():
                chosen = display.with_value(parameter.name, box.currentData())
                self._document.change_display(parameters=chosen)
