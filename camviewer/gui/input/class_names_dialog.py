"""A dialog in which the classes of samples are named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from camviewer.data.sources.class_names import MAX_LETTERS, checked
from camviewer.gui.help.explanations import explain_controls


class ClassNamesDialog(QDialog):
    """One name a line, in the order of the labels; as many as there are classes."""

    chosen = Signal(list)
    """The names."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        """Begin with the present names."""
        super().__init__(parent)
        self.setObjectName("classNamesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Class names"))
        self._number = len(names)
        intro = QLabel(
            self.tr("One name per line, in the order of the labels: {0} names.").format(len(names)),
            self,
        )
        intro.setWordWrap(True)
        self.text = QPlainTextEdit("\n".join(names), self)
        self.text.setObjectName("classNames")
        self.text.setAccessibleName(self.tr("Class names"))
        self.text.setTabChangesFocus(True)
        self.text.selectAll()
        self.told = QLabel("", self)
        self.told.setObjectName("classNamesTold")
        self.told.setWordWrap(True)
        buttons = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(buttons, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (intro, self.text, self.told, self.buttons):
            layout.addWidget(widget)
        self.text.textChanged.connect(self._check)
        self._check()
        self.resize(360, 420)
        explain_controls(self)

    def names(self) -> tuple[str, ...]:
        """What stands there, without empty lines."""
        lines = (line.strip() for line in self.text.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def accept(self) -> None:
        """Tell the names."""
        if self._check():
            self.chosen.emit(list(self.names()))
            super().accept()

    def _check(self) -> bool:
        """Say what is wrong with the names; whether nothing is."""
        names, trouble = self.names(), ""
        if len(names) != self._number:
            trouble = self.tr("The number of names does not fit: {0} for {1} classes.").format(
                len(names), self._number
            )
        elif checked(names) != names:
            trouble = self.tr(
                "Names must be different from one another and have at most {0} letters."
            ).format(MAX_LETTERS)
        self.told.setText(trouble)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not trouble)
        return not trouble
