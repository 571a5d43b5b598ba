"""The method on the stage: what it computes, where it comes from, what its map adds up to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.methods import METHODS, Method
from camviewer.common.translation import translate
from camviewer.controllers.formulas import Formulas
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.stage.parameter_boxes import ParameterBoxes
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.formula_view import FormulaView
from camviewer.gui.widgets.number_format import milliseconds, number


class MethodDetails(QWidget):
    """Follows the document's method while it is in sight."""

    def __init__(self, document: Document, formulas: Formulas, parent: QWidget) -> None:
        """Details of nothing yet.

        Args:
            document: whose method they are of.
            formulas: has its formula typeset.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._formulas = formulas
        formulas.known.connect(self._take_formula)
        self._title = _words(self)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._about = _words(self)
        self._formula: FormulaView | None = None
        self._tex = ""  # of the formula that is shown or to be shown
        self._paper = _words(self)
        self._paper.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._parameters = ParameterBoxes(document, self, "methods", rows=True)
        self._missing = _words(self)
        self._sum = _words(self)
        self._sum.setObjectName("methodSum")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        shown = self._title, self._about, self._paper, self._parameters, self._missing, self._sum
        for widget in shown:
            self._layout.addWidget(widget)

    def refresh(self) -> None:
        """Show what has changed."""
        document = self._document
        method = METHODS.named(document.display.method)
        self._title.setText(translate(method.title))
        self._about.setText(translate(method.about) if method.about else "")
        self._paper.setText(method.paper)
        self._show_formula(method)
        missing = fitness.missing_for_maps(document)
        self._missing.setText(missing)
        self._missing.setVisible(bool(missing))
        found = document.attribution
        told = "" if found is None else f"{self._signs(method, found)} {self._summed(found)}"
        self._sum.setText(told)

    def _show_formula(self, method: Method) -> None:
        if method.formula == self._tex:
            return
        self._tex = method.formula
        if self._formula is not None:
            self._formula.hide()
            self._formula.deleteLater()
            self._formula = None
        if self._formulas.is_known(self._tex):
            self._take_formula(self._tex)
        elif self._tex:
            self._formulas.ask(self._tex)

    def _take_formula(self, tex: str) -> None:
        """It has been typeset; by now another one may be wanted."""
        if tex == self._tex and self._formula is None:
            self._formula = FormulaView(tex, self)
            self._layout.insertWidget(2, self._formula)

    def _signs(self, method: Method, found: Attribution) -> str:
        if method.signs:
            return translate(method.signs)
        if found.is_signed:
            return self.tr("Red counts for the class, blue against it.")
        return self.tr("It shows only what counts for the class; no value is below zero.")

    def _summed(self, found: Attribution) -> str:
        """What the cells of the map of the class shown amount to, in numbers, and what it cost."""
        document = self._document
        prediction, shown = document.prediction, document.class_index
        if prediction is None or shown >= len(prediction.logits):
            return ""
        name = document.class_name(shown)
        cost = self.tr("Passes through the network: {0}; time: {1}.").format(
            f"{found.passes:,}", milliseconds(found.seconds)
        )
        if found.sums is None or found.remainder is None:
            nothing = self.tr("The sum of the cells does not give the score.")
            return f"{nothing} {cost}"
        summed = self.tr(
            "For class {0} the cells give {1}. With {2}, which the map does not show, that "
            "makes the score {3}."
        ).format(
            name,
            number(float(found.sums[shown]), signed=True),
            number(float(found.remainder[shown]), signed=True),
            number(float(prediction.logits[shown]), signed=True),
        )
        return f"{summed} {cost}"


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
