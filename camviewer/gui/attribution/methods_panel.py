"""The methods: the same sample and class under several at once, and what each of them is."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from camviewer.attribution.attribution import Group
from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.controllers.attributing import Attributing
from camviewer.controllers.formulas import Formulas
from camviewer.controllers.stroke_valuing import StrokeValuing
from camviewer.controllers.trusting import Trusting
from camviewer.document.document import Document
from camviewer.document.state import METHOD_ORDERS
from camviewer.gui.attribution.method_details import MethodDetails
from camviewer.gui.attribution.method_grid import MethodGrid
from camviewer.gui.attribution.stroke_values import StrokeValuesView
from camviewer.gui.attribution.trust_panel import TrustPanel
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.still_label import StillLabel


class MethodsPanel(QWidget):
    """Chooses the method, and says what choosing it means."""

    def __init__(
        self,
        document: Document,
        attributing: Attributing,
        stroke_valuing: StrokeValuing,
        trusting: Trusting,
        formulas: Formulas,
        parent: QWidget | None = None,
    ) -> None:
        """A panel that follows the document while it is in sight.

        Args:
            document: whose sample and class are explained.
            attributing: computes the methods that are shown.
            stroke_valuing: finds out what each stroke of a drawing did.
            trusting: measures the one on the stage.
            formulas: has its formula typeset.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("methodsPanel")
        self._document = document
        self._attributing = attributing
        self._stroke_valuing = stroke_valuing
        self.heading = StillLabel("methodsHeading", self)
        self.choose = QToolButton(self)
        self.choose.setObjectName("chooseMethodsButton")
        self.choose.setText(self.tr("Choose…"))
        self.choose.setToolTip(
            self.tr("Choose which methods stand side by side, and in which order")
        )
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choose.setMenu(self._menu())
        self.grid = MethodGrid(document, attributing, self)
        self.details = MethodDetails(document, formulas, self)
        self.strokes = StrokeValuesView(document, stroke_valuing, self)
        self.trust = TrustPanel(document, trusting, self)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addLayout(top)
        layout.addWidget(self.grid)
        layout.addWidget(self.details)
        layout.addWidget(self.strokes)
        layout.addWidget(self.trust)
        layout.addStretch(1)
        document.methods.changed.connect(self._want)
        for changed in (
            document.display_changed,
            document.model_changed,
            document.rendering_changed,
        ):
            changed.connect(self._show)

    def _menu(self) -> QMenu:
        """Every method, by family, and the orders."""
        menu = QMenu(self)
        state = self._document.methods.value
        for group in Group:
            methods = [method for method in METHODS.values() if method.group is group]
            if methods:
                menu.addSection(translate(group.value))
            for method in methods:
                action = menu.addAction(translate(method.title))
                action.setObjectName(f"show-{method.name}")
                action.setCheckable(True)
                action.setChecked(method.name in state.shown)
                action.toggled.connect(partial(self._show_method, method.name))
        menu.addSection(self.tr("Order"))
        titles = {"group": self.tr("Similar ones together"), "time": self.tr("Fastest first")}
        self._orders: dict[str, QAction] = {}
        for order in METHOD_ORDERS:
            action = self._orders[order] = menu.addAction(titles[order])
            action.setObjectName(f"order-{order}")
            action.setCheckable(True)
            action.setChecked(order == state.order)
            action.triggered.connect(partial(self._use_order, order))
        return menu

    def _show_method(self, name: str, shown: bool) -> None:
        others = tuple(each for each in self._document.methods.value.shown if each != name)
        self._document.methods.change(shown=(*others, name) if shown else others)

    def _use_order(self, order: str, _checked: bool = False) -> None:
        self._document.methods.change(order=order)
        for each, action in self._orders.items():
            action.setChecked(each == order)

    def _want(self) -> None:
        """Only who is in sight needs the methods."""
        shown = self._document.methods.value.shown if self.isVisible() else ()
        self._attributing.want(tuple(name for name in METHODS if name in shown))

    def _show(self) -> None:
        if not self.isVisible():
            return  # it is shown when it comes into sight
        document = self._document
        name = document.class_name(document.class_index)
        self.heading.show_first_fitting(
            self.tr("Class {0}, each method on its own scale").format(name),
            self.tr("Class {0}, each on its own scale").format(name),
            self.tr("Class {0}").format(name),
        )
        self.details.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed meanwhile."""
        super().showEvent(event)
        self._want()
        self._stroke_valuing.want(True)
        self.grid.refresh()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees need not be computed."""
        super().hideEvent(event)
        self._attributing.want(())
        self._stroke_valuing.want(False)
