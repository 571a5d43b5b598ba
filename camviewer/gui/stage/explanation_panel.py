"""The explanation: what the network reads, four linked views, the colour bar, the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.document.document import Document
from camviewer.gui.decomposition.ablation_banner import AblationBanner
from camviewer.gui.stage.colour_bar import ColourBar
from camviewer.gui.stage.views import VIEWS
from camviewer.gui.stage.views.picture_view import PictureView
from camviewer.gui.theme import SPACE, enlarge, wrong_colour
from camviewer.gui.widgets.number_format import number, percent
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.prediction import Prediction
from camviewer.rendering.scales import SCALES
from camviewer.rendering.symbols import subscript

_SMALLEST = 120  # pixels per side of a picture


@dataclass(frozen=True)
class _Line:
    """All that the prediction line depends on: while it is the same, so are its words.

    Attributes:
        prediction: of the network; None if there is none, for the reason told in `missing`.
        missing: why there is no prediction, in words.
        model: what is named at the line's beginning; empty where it goes without saying.
        label: of the digit, if that is known and the prediction is of this digit.
        label_name: what that class is called.
        faint: colour of what counts less.
        wrong: colour of what contradicts the label.
    """

    prediction: Prediction | None
    missing: str
    model: str
    label: int | None
    label_name: str
    faint: str
    wrong: str


class ExplanationPanel(QWidget):
    """Shows the document's prediction."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document."""
        super().__init__(parent)
        self._document = document
        self._waiting = True
        self._failed = False
        self._line: _Line | None = None
        self._prediction = StillLabel("predictionLabel", self)
        self.prediction = self._prediction.label
        self.prediction.setTextFormat(Qt.TextFormat.RichText)
        enlarge(self.prediction, 1.9)
        self.views = [view(document, self) for view in VIEWS.values()]
        for view in self.views[1:]:
            view.link(self.views[0])
        self.colour_bar = ColourBar(self)
        readout = StillLabel("readoutLabel", self)
        self.readout, self.readout_line = readout.label, readout
        self._row = _Row(self.views, self.colour_bar, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._prediction)
        layout.addWidget(AblationBanner(document, self))
        layout.addWidget(self._row, 1)
        layout.addWidget(readout)
        document.digit_changed.connect(self.views[0].refresh)
        document.content_changed.connect(self._show_prediction)
        document.digit_changed.connect(self._show_prediction)
        document.rendering_changed.connect(self._show_rendering)
        document.prediction_changed.connect(self._show_prediction)
        document.pointer_changed.connect(self._show_readout)
        self.views[0].refresh()
        self._show_rendering()
        self._show_prediction()

    def set_waiting(self, waiting: bool) -> None:
        """Whether the network is still being loaded."""
        self._waiting = waiting
        self._show_prediction()

    def set_failed(self) -> None:
        """The network cannot be loaded."""
        self._failed = True
        self._show_prediction()

    def reset_zoom(self) -> None:
        """Show whole pictures again."""
        for view in self.views:
            view.reset_zoom()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette in coloured words."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "readout"):
            self._show_prediction()
        super().changeEvent(event)

    def _show_rendering(self) -> None:
        rendering = self._document.rendering
        for view in self.views[1:]:
            view.refresh()
        if rendering is None:
            self.colour_bar.show_nothing()
        else:
            self.colour_bar.show_scale(rendering.limits, rendering.table, self._words())
        self._show_readout()

    def _words(self) -> tuple[str, str]:
        """What the ends of the colour bar mean."""
        if not SCALES.named(self._document.display.scale).signed:
            return "", ""
        name = self._document.class_name(self._document.class_index)
        return self.tr("against {0}").format(name), self.tr("for {0}").format(name)

    def _show_prediction(self) -> None:
        """Word the line anew if it has become another; several signals come with one movement."""
        line = self._make_line()
        if line == self._line:
            return
        self._line = line
        if line.prediction is None:
            self._prediction.show_first_fitting(_coloured(line.faint, line.missing))
        else:
            self._prediction.show_first_fitting(*self._worded(line, line.prediction))

    def _make_line(self) -> _Line:
        document, palette = self._document, self.palette()
        prediction, origin = document.prediction, document.content.origin
        # Until the answer for the next digit is there, the prediction is of the one before.
        is_of_digit = not origin.changed and document.is_current
        label = origin.label if is_of_digit else None
        return _Line(
            prediction,
            self._missing() if prediction is None else "",
            prediction.title if prediction is not None and document.snapshot is not None else "",
            label,
            document.class_name(label) if label is not None else "",
            palette.color(QPalette.ColorRole.PlaceholderText).name(),
            wrong_colour(palette).name(),
        )

    def _missing(self) -> str:
        """Why there is no prediction."""
        if not self._document.digit.any():
            return self.tr("No ink, no verdict: draw a [sample]")
        if self._failed:
            return self.tr("The network could not be loaded")
        if self._waiting:
            return self.tr("The network is being loaded …")
        return self.tr("…")

    def _worded(self, line: _Line, prediction: Prediction) -> tuple[str, ...]:
        """The line in markup, from all there is to say to the least."""
        names, shares = prediction.class_names, prediction.probabilities.tolist()
        first, second = (int(index) for index in prediction.logits.argsort()[:-3:-1])
        reads = self.tr("reads {0}").format(
            f"<b>{escape(names[first])}</b> · {_html_percent(shares[first])}"
        )
        then = self.tr("then {0}").format(
            f"{escape(names[second])} · {_html_percent(shares[second])}"
        )
        then = f" {_coloured(line.faint, f'&nbsp; {then}')}"
        model = verdict = ""
        if line.model:
            model = _coloured(line.faint, f"{escape(line.model)}: ")
        if line.label is not None:
            right = line.label == first
            words = self.tr("right") if right else self.tr("<b>wrong</b>")
            label = self.tr("label {0}: {1}").format(escape(line.label_name), words)
            verdict = _coloured(line.faint if right else line.wrong, f"&nbsp; — &nbsp;{label}")
        # Which network it is counts for more than what else there is to say of its verdict.
        return model + reads + then + verdict, model + reads + verdict, model + reads, reads

    def _show_readout(self) -> None:
        """The numbers at the pointer, in all views at once."""
        pointer, rendering = self._document.pointer, self._document.rendering
        if rendering is None:
            self.readout.setText("")
            return
        name = self._document.class_name(self._document.class_index)
        if pointer is None:
            hint = self.tr("Point at a picture: position, ink and map of class {0} there")
            self.readout.setText(hint.format(name))
            return
        prediction = self._document.prediction
        assert prediction is not None  # there is a rendering
        column, row = int(pointer[0]), int(pointer[1])
        signed, resized = rendering.maps[self._document.class_index], rendering.resized_map
        height, width = signed.shape
        raw_row, raw_column = self._document.spec.cell_at(pointer, (height, width))
        self.readout.setText(
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
                sees=self._sight(prediction, raw_row, raw_column),
            )
        )

    def _sight(self, prediction: Prediction, row: int, column: int) -> str:
        """How much of the digit a cell sees, if that is known."""
        if prediction.field is None:
            return ""
        top, left, bottom, right = prediction.field.patch(row, column)
        return "   " + self.tr("sees {0} × {1}").format(right - left, bottom - top)

    def _symbol(self, name: str) -> str:
        """What the map is called: M for the class activation map, else by its method."""
        method = self._document.display.method
        symbol = "M" if method == METHODS.default else translate(METHODS.named(method).title)
        return f"{symbol}{subscript(name)}"


class _Row(QWidget):
    """The views side by side, square and of one size, and the colour bar as high as they are."""

    def __init__(
        self, views: Sequence[PictureView], colour_bar: ColourBar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._views, self._colour_bar = views, colour_bar
        self._side = 0
        for widget in (*views, colour_bar):
            widget.setParent(self)
        for view in views:
            view.heading_changed.connect(self.fit_titles)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Square pictures: the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What square pictures need, but not more than half the window."""
        header, bar = self._around()
        side = (width - bar) // len(self._views) - SPACE
        return header + max(_SMALLEST, min(side, self.window().height() // 2))

    def minimumSizeHint(self) -> QSize:
        """Pictures in which single cells can be told apart."""
        return self._size(_SMALLEST)

    def sizeHint(self) -> QSize:
        """Pictures of a comfortable size."""
        return self._size(2 * _SMALLEST)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the pictures all the room there is."""
        header, bar = self._around()
        number = len(self._views)
        across = (self.width() - bar - number * SPACE) // number
        side = max(1, min(across, self.height() - header))
        left = (self.width() - number * (side + SPACE) - bar) // 2
        top = (self.height() - header - side) // 2
        self._side = side
        self.fit_titles()
        for view in self._views:
            view.setGeometry(left, top, side, header + side)
            left += side + SPACE
        self._colour_bar.setGeometry(left, top + header, bar, side)

    def fit_titles(self) -> None:
        """The sizes of the grids stand beside the titles where there is room for all of them."""
        roomy = all(view.room_for_grid(self._side) for view in self._views)
        for view in self._views:
            view.show_grid(roomy)

    def _around(self) -> tuple[int, int]:
        """Height of the titles and width of the colour bar."""
        header = max(view.header_height() for view in self._views)
        return header, self._colour_bar.sizeHint().width()

    def _size(self, side: int) -> QSize:
        header, bar = self._around()
        return QSize(len(self._views) * (side + SPACE) + bar, header + side)


def _coloured(colour: str, markup: str) -> str:
    return f'<span style="color:{colour}">{markup}</span>'


def _html_percent(share: float) -> str:
    return percent(share).replace("<", "&lt;").replace(">", "&gt;")
