"""The explanation: what the network reads, four linked views, the colour bar, the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.data.spec import ImageSpec
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.decomposition.ablation_banner import AblationBanner
from camviewer.gui.stage.colour_bar import ColourBar
from camviewer.gui.stage.views import VIEWS
from camviewer.gui.stage.views.picture_view import PictureView
from camviewer.gui.theme import SPACE, enlarge, wrong_colour
from camviewer.gui.widgets.missing_note import MissingNote
from camviewer.gui.widgets.number_format import number, percent
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.prediction import Prediction
from camviewer.rendering.scales import SCALES
from camviewer.rendering.symbols import subscript

_SMALLEST = 120  # pixels per side of a picture
_NARROWEST = 90  # pixels of a view's width, however narrow the sample


@dataclass(frozen=True)
class _Line:
    """All that the prediction line depends on: while it is the same, so are its words.

    Attributes:
        prediction: of the network; None if there is none, for the reason told in `missing`.
        missing: why there is no prediction, in words.
        model: what is named at the line's beginning; empty where it goes without saying.
        label: of the sample, if that is known and the prediction is of this sample.
        label_name: what that class is called.
        faint: colour of what counts less.
        wrong: colour of what contradicts the label.
    """

    prediction: Prediction | None
    missing: tuple[str, ...]
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
        self.missing = MissingNote("missingMapsNote", self)
        self._row = _Row(self.views, self.colour_bar, self.missing, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._prediction)
        layout.addWidget(AblationBanner(document, self))
        layout.addWidget(self._row, 1)
        layout.addWidget(readout)
        document.sample_changed.connect(self._show_sample)
        document.content_changed.connect(self._show_prediction)
        document.sample_changed.connect(self._show_prediction)
        document.rendering_changed.connect(self._show_rendering)
        document.prediction_changed.connect(self._show_prediction)
        document.pointer_changed.connect(self._show_readout)
        self._show_sample()
        self._show_rendering()
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

    def _show_sample(self) -> None:
        self._row.use_proportions(self._document.spec)
        self.views[0].refresh()

    def _show_rendering(self) -> None:
        rendering = self._document.rendering
        missing = fitness.missing_for_maps(self._document)
        self.missing.tell(missing, *self.views[1:], self.colour_bar)
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
            words = (_coloured(line.faint, each) for each in line.missing)
            self._prediction.show_first_fitting(*words)
        else:
            self._prediction.show_first_fitting(*self._worded(line, line.prediction))

    def _make_line(self) -> _Line:
        document, palette = self._document, self.palette()
        prediction, origin = document.prediction, document.content.origin
        # Until the answer for the next sample is there, the prediction is of the one before.
        is_of_sample = not origin.changed and document.is_current
        label = origin.label if is_of_sample else None
        return _Line(
            prediction,
            self._missing() if prediction is None else (),
            prediction.title if prediction is not None and document.snapshot is not None else "",
            label,
            document.class_name(label) if label is not None else "",
            palette.color(QPalette.ColorRole.PlaceholderText).name(),
            wrong_colour(palette).name(),
        )

    def _missing(self) -> tuple[str, ...]:
        """Why there is no prediction; the longer wording first."""
        if not self._document.sample.any():
            return (self.tr("No ink, no prediction: draw a [sample]"),)
        misfit = fitness.misfit(self._document)
        if misfit:
            short = self.tr("The model is not for pictures of {0}").format(self._document.spec)
            return escape(misfit), short
        return (self.tr("…"),)

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
            self.readout.setText(self._sum() or hint.format(name))
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
            return self.tr("{0} has no sum that stands for the score").format(symbol)
        return self.tr("Cells of {0} add up to {1}; with the remainder {2}: score {3}").format(
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


class _Row(QWidget):
    """The views side by side, all in the sample's proportions, and the colour bar as high.

    Where there are no maps a note takes the place of all but the first view.
    """

    def __init__(
        self,
        views: Sequence[PictureView],
        colour_bar: ColourBar,
        note: MissingNote,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._views, self._colour_bar, self._note = views, colour_bar, note
        self._proportions = (1.0, 1.0)
        self._wide = 0
        for widget in (*views, colour_bar, note):
            widget.setParent(self)
        for view in views:
            view.heading_changed.connect(self.fit_titles)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def use_proportions(self, spec: ImageSpec) -> None:
        """Be in the proportions of such samples from now on."""
        longer = max(spec.size)
        proportions = spec.width / longer, spec.height / longer
        if proportions != self._proportions:
            self._proportions = proportions
            self.updateGeometry()
            self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Pictures in proportion: the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What such pictures need, but not more than half the window."""
        header, bar = self._around()
        across, down = self._proportions
        high = int(((width - bar) // len(self._views) - SPACE) * down / across)
        return header + max(_SMALLEST, min(high, self.window().height() // 2))

    def minimumSizeHint(self) -> QSize:
        """Pictures in which single cells can be told apart."""
        return self._size(_SMALLEST)

    def sizeHint(self) -> QSize:
        """Pictures of a comfortable size."""
        return self._size(2 * _SMALLEST)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """There is more room, or less."""
        self._arrange()

    def _arrange(self) -> None:
        """Give the pictures all the room there is, but no title less than it needs."""
        header, bar = self._around()
        number = len(self._views)
        most = (self.width() - bar - number * SPACE) // number, self.height() - header
        across, down = self._proportions
        longer = max(1.0, min(most[0] / across, most[1] / down))
        wide, high = max(1, int(longer * across)), max(1, int(longer * down))
        wide = max(wide, min(most[0], _NARROWEST))
        left = (self.width() - number * (wide + SPACE) - bar) // 2
        top = (self.height() - header - high) // 2
        self._wide = wide
        self.fit_titles()
        note = QRect(left + wide + SPACE, top, self.width() - left - wide - SPACE, header + high)
        self._note.setGeometry(note)
        for view in self._views:
            view.setGeometry(left, top, wide, header + high)
            left += wide + SPACE
        self._colour_bar.setGeometry(left, top + header, bar, high)

    def fit_titles(self) -> None:
        """The sizes of the grids stand beside the titles where there is room for all of them."""
        roomy = all(view.room_for_grid(self._wide) for view in self._views)
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
