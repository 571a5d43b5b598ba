"""The methods: what each computes, whether this network bears it, what its map adds up to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from camviewer.attribution.methods import METHODS, Method
from camviewer.common.translation import translate
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.stage.parameter_boxes import ParameterBoxes
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.number_format import number


class MethodsPanel(QWidget):
    """Chooses the method, and says what choosing it means."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document while it is in sight."""
        super().__init__(parent)
        self.setObjectName("methodsPanel")
        self._document = document
        self._entries = {name: _Entry(method, self) for name, method in METHODS.items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(2 * SPACE)
        for name, entry in self._entries.items():
            layout.addWidget(entry)
            entry.button.clicked.connect(partial(self._choose, name))
        self._parameters = ParameterBoxes(document, self, "methods")
        layout.addWidget(self._parameters)
        self._sum = _words(self)
        self._sum.setObjectName("methodSum")
        layout.addWidget(self._sum)
        layout.addStretch(1)
        for changed in (
            document.display_changed,
            document.model_changed,
            document.rendering_changed,
        ):
            changed.connect(self._show)

    def _choose(self, name: str, _checked: bool = False) -> None:
        self._document.change_display(method=name)
        self._show()

    def _show(self) -> None:
        if not self.isVisible():
            return  # it is shown when it comes into sight
        chosen = self._document.display.method
        for name, entry in self._entries.items():
            missing = fitness.missing(self._document, *METHODS.named(name).needs)
            entry.show_state(name == chosen, missing)
        self._sum.setText(self._summed(METHODS.named(chosen)))

    def _summed(self, method: Method) -> str:
        """What the cells of the map of the class shown amount to, in numbers."""
        document = self._document
        found, prediction, shown = document.attribution, document.prediction, document.class_index
        if found is None or prediction is None:
            return ""
        title, name = translate(method.title), document.class_name(shown)
        if found.sums is None or found.remainder is None:
            return self.tr(
                "{0} of class {1}: the cells add up to nothing that stands for the score."
            ).format(title, name)
        return self.tr(
            "{0} of class {1}: the cells stand for {2}; with {3} that the map does not show "
            "that is the score {4}."
        ).format(
            title,
            name,
            number(float(found.sums[shown]), signed=True),
            number(float(found.remainder[shown]), signed=True),
            number(float(prediction.logits[shown]), signed=True),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed meanwhile."""
        super().showEvent(event)
        self._show()


class _Entry(QWidget):
    """One method: a button with its name, what it is, and why it cannot be used, if so."""

    def __init__(self, method: Method, parent: QWidget) -> None:
        super().__init__(parent)
        title = translate(method.title)
        self.button = QRadioButton(title, self)
        self.button.setObjectName(f"{method.name}MethodButton")
        self.button.setAutoExclusive(False)  # the document says which one is chosen
        self.button.setToolTip(self.tr("Explain the [sample] by {0}").format(title))
        font = self.button.font()
        font.setBold(True)
        self.button.setFont(font)
        self._about = _words(self)
        self._about.setText(translate(method.about) if method.about else "")
        self._missing = _words(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        for widget in (self.button, self._about, self._missing):
            layout.addWidget(widget)

    def show_state(self, chosen: bool, missing: str) -> None:
        """Whether it is chosen, and what the network lacks for it."""
        self.button.setChecked(chosen)
        self.button.setEnabled(not missing or chosen)
        self._missing.setText(missing)
        self._missing.setVisible(bool(missing))


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
