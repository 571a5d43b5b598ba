"""One sample: the contrast that matters, the cells that decided, its neighbours, tags."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from camviewer.attribution.class_contrast import ClassContrast, class_contrast, classes_of
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.document.document import Document
from camviewer.gui.error_analysis.annotation_editor import Tags
from camviewer.gui.error_analysis.looked_at import looked_at
from camviewer.gui.error_analysis.nearest_view import NearestView
from camviewer.gui.error_analysis.noted_contrast import NotedContrast
from camviewer.gui.error_analysis.probability_words import known_percent
from camviewer.gui.error_analysis.second_model_view import SecondView
from camviewer.gui.theme import SPACE, wrong_colour
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.still_label import StillLabel

_LINES = 12  # of text that are in sight at least; the rest is scrolled
_UNBOUNDED = 16_777_215  # Qt's largest width: none is set
_ROWS = 5  # of the table of cells, at least


class _Cells(QTreeWidget):
    """A table whose rows are scrolled: it asks for no more height than the least it is given.

    One whose height is ignored would count as nothing where a line wraps, and maps be squeezed.
    """

    def sizeHint(self) -> QSize:
        """As low as it may be."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class Inspector(QScrollArea):
    """Explains the sample that is looked at; the large views show the rest.

    The table of cells stands beside the maps where both have room, else below them.
    """

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        derived_analyses: DerivedAnalyses,
        parent: QWidget | None = None,
    ) -> None:
        """An inspector that follows the sample and its prediction."""
        super().__init__(parent)
        self.setObjectName("mistakeInspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._document = document
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses
        self._title = StillLabel("mistakeTitle", self)
        self.title = self._title.label
        self.title.setTextFormat(Qt.TextFormat.RichText)
        self.back = self._button(
            "previousMistakeButton", "‹", self.tr("Previous [sample] in the list (K)")
        )
        self.back.clicked.connect(partial(mistakes.step, -1))
        self.on = self._button("nextMistakeButton", "›", self.tr("Next [sample] in the list (J)"))
        self.on.clicked.connect(partial(mistakes.step, 1))
        names = "pairView", "missingContrastNote", "contrastMapsLabel"
        self._noted = NotedContrast(document, mistakes, names, self)
        self.contrast, self.missing = self._noted.view, self._noted.missing
        self.second = SecondView(document, mistakes, derived_analyses, self)
        self.contrast.setWhatsThis(
            self.tr(
                "The map of the predicted class, the map of the label, and their difference, "
                "all on one scale. Where the difference is red, the network saw the wrong "
                "class. The mean of the difference plus the difference of the biases is the "
                "margin."
            )
        )
        self._total = StillLabel("marginLabel", self)
        self.total = self._total.label
        self.total.setTextFormat(Qt.TextFormat.RichText)
        self.cells = self._table()
        self._name_columns(None)
        self.nearest = NearestView(mistakes, derived_analyses, self)
        self.tags = Tags(mistakes, self)
        heading = QHBoxLayout()
        heading.setSpacing(SPACE // 2)
        heading.addWidget(self._title, 1)
        heading.addWidget(self.back)
        heading.addWidget(self.on)
        self._reasons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._reasons.setSpacing(SPACE)
        self._reasons.addWidget(self._noted, 3)
        self._reasons.addWidget(self.cells, 2)
        self._body = QWidget(self)
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, SPACE // 2, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(heading)
        layout.addWidget(self._total)
        layout.addLayout(self._reasons, 1)
        layout.addWidget(self.second, 1)
        layout.addWidget(self.nearest)
        layout.addWidget(self.tags)
        self.setWidget(self._body)
        for area in (self._body, self.viewport()):
            area.setAutoFillBackground(False)  # what is behind is seen
        self._make_room()
        self._soon = QTimer(self)  # the large views are painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_contrast)
        document.prediction_changed.connect(self._soon.start)
        document.content_changed.connect(self._soon.start)
        mistakes.place_changed.connect(self._show)
        mistakes.evaluation_changed.connect(self._show)
        mistakes.labels_changed.connect(self._show)
        mistakes.listed.connect(self._show_title)
        derived_analyses.comparison_changed.connect(self._show_title)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette in coloured words; larger text needs more room."""
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_body"):
            self._make_room()
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_soon"):
            self._show_title()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What was not looked at was not computed."""
        super().showEvent(event)
        self._show()

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        return button

    def _table(self) -> QTreeWidget:
        table = _Cells(self)
        table.setObjectName("decisiveCells")
        table.setAccessibleName(self.tr("Deciding cells"))
        table.setColumnCount(2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        table.headerItem().setTextAlignment(1, right)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setMouseTracking(True)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.header().setMinimumSectionSize(20)
        table.itemEntered.connect(self._mark)
        table.currentItemChanged.connect(self._mark)
        table.viewport().installEventFilter(self)
        return table

    def sizeHint(self) -> QSize:
        """Maps of a comfortable size, the table below them, and nothing that is scrolled."""
        maps, table = self.contrast.sizeHint(), self.cells.minimumHeight() + SPACE
        others = self._body.minimumSizeHint().height() - self._reasons.minimumSize().height()
        return QSize(max(maps.width(), self._narrowest()), others + maps.height() + table)

    def minimumSizeHint(self) -> QSize:
        """Maps side by side, and some lines by which the rest is scrolled."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(self._narrowest() + bar, _LINES * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table goes where there is room for it."""
        super().resizeEvent(event)
        self._make_room()

    def _narrowest(self) -> int:
        """Width of the widest piece, the table being below the maps."""
        pieces = (self.contrast, self.tags, self.nearest.strip)
        return max(piece.minimumSizeHint().width() for piece in pieces)

    def _make_room(self) -> None:
        """Put the table beside the maps, if those have their usual size there, or below them."""
        metrics = self.fontMetrics()
        headings = self.tr("(column, row)"), self.tr("most for {0} first").format("0")
        wide = sum(map(metrics.horizontalAdvance, headings)) + 48
        ways = QBoxLayout.Direction
        beside = self.viewport().width() >= self.contrast.sizeHint().width() + SPACE + wide
        self._reasons.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self.cells.setMinimumSize(wide, (_ROWS + 1) * (metrics.height() + 2))
        self.cells.setMaximumWidth(wide if beside else _UNBOUNDED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """No cell is marked when the pointer has left the table."""
        if watched is self.cells.viewport() and event.type() == QEvent.Type.Leave:
            self._document.set_pointer(None)
        return bool(super().eventFilter(watched, event))

    # What is shown

    def _show(self) -> None:
        self._show_title()
        self._soon.start()

    def _show_title(self) -> None:
        mistakes, index = self._mistakes, self._mistakes.index
        whole, place = len(mistakes.indices), mistakes.place
        self.back.setEnabled(place is not None and place > 0)
        self.on.setEnabled((-1 if place is None else place) + 1 < whole)
        evaluation = mistakes.evaluation
        if index is None or evaluation is None:
            self._title.show_first_fitting(
                self.tr("Click a [sample], or press J for the first one.")
            )
            return
        label, predicted = int(evaluation.labels[index]), int(evaluation.predicted[index])
        colour = wrong_colour(self.palette()).name() if label != predicted else ""
        share = escape(known_percent(evaluation, index))
        reading = self.tr("label {0}, predicted {1}").format(
            evaluation.class_names[label], evaluation.class_names[predicted]
        )
        text = f'<b>#{index}</b> · <span style="color:{colour}">{reading}</span>'
        text += f" · {share}" if share else ""
        alone = text
        second, model = self._derived_analyses.second, self._derived_analyses.model
        if second is not None and model is not None:
            text += self.tr(" · {0} predicts {1}").format(
                model.card.name, second.class_names[second.predicted[index]]
            )
        place_ = self.tr("{0} of {1}").format(f"{(place or 0) + 1:,}", f"{whole:,}")
        faint = self.palette().placeholderText().color().name()
        whole_text = f'{text} <span style="color:{faint}">· {place_}</span>'
        self._title.show_first_fitting(whole_text, text, alone)

    def _show_contrast(self) -> None:
        if not self._noted.can_renew:
            return
        contrast = self._noted.renew(self._contrast)
        self.cells.setVisible(contrast is not None)
        self.cells.clear()
        self._name_columns(contrast)
        if contrast is None:
            self._total.show_first_fitting("")
            return
        self._total.show_first_fitting(*self._sums(contrast))
        rows = []
        for row, column, value in contrast.ranked_cells:
            part = number(value / contrast.difference.size, decimals=3, signed=True)
            item = QTreeWidgetItem([f"({column}, {row})", part])
            item.setData(0, Qt.ItemDataRole.UserRole, (row, column))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            rows.append(item)
        self.cells.addTopLevelItems(rows)

    def _name_columns(self, contrast: ClassContrast | None) -> None:
        """Say above the cells what they are, and for which class the first of them speak."""
        if contrast is None:
            self.cells.setHeaderLabels(["", ""])
            self.cells.setToolTip(self.tr("What each cell of the difference adds to its mean"))
            return
        first, second = map(self._document.class_name, (contrast.first, contrast.second))
        most = self.tr("most for {0} first").format(first)
        self.cells.setHeaderLabels([self.tr("(column, row)"), most])
        tip = self.tr(
            "What each cell of the difference adds to the mean, from what counts most for {0} "
            "to what counts most for {1}"
        )
        self.cells.setToolTip(tip.format(first, second))

    def _sums(self, contrast: ClassContrast) -> tuple[str, ...]:
        """Why the sample is read so, from all there is to say to the least.

        It says whose reading that is, if it is not the evaluated network's, and which class the
        runner-up is, if the label is not.
        """
        prediction, evaluation = self._document.prediction, self._mistakes.evaluation
        assert prediction is not None
        assert evaluation is not None
        second = classes_of(prediction.logits, None)[1]
        names = prediction.class_names
        first, other, then = (
            escape(names[one]) for one in (contrast.first, contrast.second, second)
        )
        if contrast.second == self._label():
            reading, brief = self.tr("Predicted {0}, not {1}"), self.tr("{0}, not {1}")
        else:
            reading, brief = self.tr("Predicted {0}, runner-up {1}"), self.tr("{0}, runner-up {1}")
        reading, brief = reading.format(first, other), brief.format(first, other)
        margin = number(contrast.margin)
        parts = (
            number(value, signed=True)
            for value in (contrast.mean_difference, contrast.bias_difference)
        )
        sums = self.tr("maps {0}, bias {1}").format(*parts)
        texts = [
            self.tr("{0}: score higher by <b>{1}</b> ({2})").format(reading, margin, sums),
            self.tr("{0}: by <b>{1}</b> ({2})").format(reading, margin, sums),
            self.tr("{0}: score higher by <b>{1}</b>").format(reading, margin),
            self.tr("{0}: by <b>{1}</b>").format(brief, margin),
        ]
        if second != contrast.second:
            texts = [self.tr("{0}; runner-up: {1}").format(text, then) for text in texts] + texts[
                -1:
            ]
        if prediction.title != evaluation.model:
            whose = escape(prediction.title)
            texts = [f"{whose}: {text}" for text in texts]
        return tuple(texts)

    def _label(self) -> int | None:
        """The class that the sample looked at has in the evaluation."""
        evaluation, index = self._mistakes.evaluation, self._mistakes.index
        return None if evaluation is None or index is None else int(evaluation.labels[index])

    def _contrast(self) -> ClassContrast | None:
        """The contrast of the prediction, if it is of the sample that is looked at."""
        prediction, label = looked_at(self._document, self._mistakes), self._label()
        return None if prediction is None else class_contrast(prediction, label)

    def _mark(self, item: QTreeWidgetItem | None) -> None:
        """Mark a cell in all views."""
        prediction = self._document.prediction
        if item is None or prediction is None or prediction.convolution is None:
            return
        row, column = item.data(0, Qt.ItemDataRole.UserRole)
        rows, columns = prediction.features.shape[:2]
        self._document.set_pointer(self._document.spec.middle_of((row, column), (rows, columns)))
