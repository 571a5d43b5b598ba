"""“Where will it look?”: paint it, then compare with the map."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from camviewer.attribution.guess_overlap import Overlap, compare
from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.lesson.paint_pad import PAINTED, STRONG, PaintPad
from camviewer.gui.lesson.rich_text import paragraph
from camviewer.gui.lesson.text_label import words
from camviewer.gui.lesson.wide_button import WideButton
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.card import Card
from camviewer.gui.widgets.number_format import number
from camviewer.lesson.page import Painting
from camviewer.rendering.symbols import subscript

_GRID = (14, 14)  # while nobody knows what the network's is


class PaintingView(Card):
    """A pad with the digit; comparing shows the strongest cells of the map and the overlap."""

    covering = Signal(bool)
    """Whether the maps are to be hidden: what one sees one cannot guess."""

    def __init__(
        self, painting: Painting, document: Document, parent: QWidget | None = None
    ) -> None:
        """A pad that follows the document's digit; nothing is covered yet."""
        super().__init__(self.tr("Where will it look?"), parent)
        self.setObjectName("lessonPainting")
        self._document = document
        self._last_grid = _GRID
        self.body.addWidget(words(painting.prompt, self))
        self.pad = PaintPad(self)
        self.body.addWidget(self.pad)
        self.compare = WideButton(self.tr("Compare with the map"), self, sign="▶", accented=True)
        self.compare.setObjectName("compareButton")
        self.compare.clicked.connect(self._compare)
        self.again = WideButton(self.tr("Paint again"), self, sign="↺")
        self.again.setObjectName("paintAgainButton")
        self.again.clicked.connect(self._begin)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.compare, 1)
        buttons.addWidget(self.again, 1)
        self.body.addLayout(buttons)
        self.result = words("", self, "overlapLabel")
        self.answer = words(painting.answer, self, "lessonAnswer")
        self.body.addWidget(self.result)
        self.body.addWidget(self.answer)
        self.pad.painted.connect(self._enable)
        document.sample_changed.connect(self._begin)
        document.rendering_changed.connect(self._follow)
        self._begin()

    @property
    def is_covering(self) -> bool:
        """Whether the maps are to be hidden now."""
        return self.pad.is_open

    def _grid(self) -> tuple[int, int]:
        """The map's; while there is none, that of the last one: what is painted stays."""
        rendering = self._document.rendering
        if rendering is not None:
            self._last_grid = rendering.maps.shape[1], rendering.maps.shape[2]
        return self._last_grid

    def _begin(self) -> None:
        """A clean pad; the answer is hidden."""
        self.pad.show_sample(self._document.sample, self._grid())
        for label in (self.result, self.answer):
            label.hide()
        self.compare.show()
        self.again.hide()
        self._enable()
        self.covering.emit(True)

    def _follow(self) -> None:
        """Another map to compare with; another network may even have another grid."""
        if self._document.rendering is not None:
            if self.pad.cells.shape != self._grid():
                self._begin()
            elif not self.is_covering:
                self._compare()
        self._enable()

    def _enable(self) -> None:
        """A guess is compared with the map, not with an estimate of it."""
        document = self._document
        self.compare.setEnabled(bool(self.pad.cells.any()) and document.is_explained)
        self.compare.setToolTip(fitness.missing_for_maps(document))

    def _compare(self) -> None:
        rendering = self._document.rendering
        if rendering is None or not self._document.is_explained:
            return
        shown = self._document.class_index
        method = METHODS.named(self._document.display.method)
        overlap = compare(self.pad.cells, rendering.maps[shown])
        self.pad.show_strong(overlap.strongest)
        symbol = f"M{subscript(self._document.class_names[shown])}"
        self._tell(overlap, symbol if method.name == METHODS.default else translate(method.title))
        self.answer.show()
        self.compare.hide()
        self.again.show()
        self.covering.emit(False)

    def _tell(self, overlap: Overlap, symbol: str) -> None:
        """Say how well the guess agrees with the map, and what the colours on the pad mean."""
        count = int(overlap.painted.sum())
        legend = (
            self.tr("{0} your cells").format(_spot("■", PAINTED.name())),
            self.tr("{0} the strongest cells of the map").format(_spot("□", STRONG.name())),
        )
        told = (
            self.tr("You painted one cell. The strongest cell of {1} is framed.")
            if count == 1
            else self.tr("You painted {0} cells. The {0} strongest cells of {1} are framed.")
        ).format(count, symbol)
        agreement = self.tr(
            "In both: {0}; in either: {1}. Overlap (IoU): <b>{0} / {1} = {2}</b>. As many cells "
            "painted at random reach about {3}."
        ).format(overlap.both, overlap.either, number(overlap.iou), number(overlap.by_chance))
        self.result.setText(
            paragraph("&nbsp;&nbsp; ".join(legend)) + paragraph(f"{told} {agreement}")
        )
        self.result.show()


def _spot(sign: str, colour: str) -> str:
    return f'<b style="color:{colour}; background-color:#202428">&nbsp;{sign}&nbsp;</b>'
