"""The stage: verdict, four linked views, colour bar, numbers, the strip of classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from camviewer.common.translation import translate
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.gui.decomposition.ablation_banner import AblationBanner
from camviewer.gui.layout.arrangement import Box, StageArrangement
from camviewer.gui.stage.class_strip import ClassStrip
from camviewer.gui.stage.colour_bar import ColourBar
from camviewer.gui.stage.readout import Readout
from camviewer.gui.stage.verdict import Verdict
from camviewer.gui.stage.views import VIEWS
from camviewer.gui.theme import card_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.missing_note import MissingNote
from camviewer.rendering.scales import SCALES

_RADIUS = 8


class Stage(QWidget):
    """Shows the document's prediction; where its parts go is told by a `StageArrangement`."""

    enlarge_wanted = Signal(str)
    """A person double clicked on the view of that name."""

    def __init__(
        self,
        document: Document,
        make_terms: Callable[[QWidget], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        """A stage that follows the document.

        Args:
            document: what is shown.
            make_terms: makes what shows the terms of the sum; called when it is first wanted.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("canvasStage")
        self._document = document
        self._make_terms = make_terms
        self._arrangement: StageArrangement | None = None
        self.verdict = Verdict(document, self)
        self.prediction = self.verdict.label
        self.banner = AblationBanner(document, self)
        self.views = [view(document, self) for view in VIEWS.values()]
        for view in self.views[1:]:
            view.link(self.views[0])
        for view in self.views:
            view.enlarge_wanted.connect(self.enlarge_wanted)
            view.heading_changed.connect(self._fit_titles)
        self.colour_bar = ColourBar(self)
        self.readout = Readout(document, self)
        self.missing = MissingNote("missingMapsNote", self)
        self.missing.wanted.connect(self._use_method)
        self._told_missing = ""
        self.classes = ClassStrip(document, self)
        self.terms: QWidget | None = None
        self._soon = QTimer(self)  # the banner has come or gone: the verdict has another width
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._place_all)
        self._bar_soon = QTimer(self)  # the four views are painted first
        self._bar_soon.setSingleShot(True)
        self._bar_soon.setInterval(0)
        self._bar_soon.timeout.connect(self._show_scale)
        document.sample_changed.connect(self._show_sample)
        document.rendering_changed.connect(self._show_rendering)
        document.rendering_changed.connect(self._bar_soon.start)
        document.ablation_changed.connect(self._soon.start)
        self._show_sample()
        self._show_rendering()
        self._show_scale()

    def reset_zoom(self) -> None:
        """Show whole pictures again."""
        for view in self.views:
            view.reset_zoom()

    def title_height(self) -> int:
        """Height of what is above each picture, in pixels."""
        return max(view.header_height() for view in self.views)

    def use(self, arrangement: StageArrangement) -> None:
        """Put everything where it belongs."""
        if arrangement.terms is not None and self.terms is None:
            self.terms = self._make_terms(self)
        self._arrangement = arrangement
        self._place_all()

    # What is shown

    def _show_sample(self) -> None:
        self.views[0].refresh()

    def _show_rendering(self) -> None:
        missing = fitness.missing_for_maps(self._document)
        if missing != self._told_missing:
            self._told_missing = missing
            instead = fitness.methods_for_maps(self._document)
            titles = {each.name: translate(each.title) for each in instead}
            self.missing.offer(missing, titles)
            self._place_all()
        for view in self.views[1:]:
            view.refresh()

    def _show_scale(self) -> None:
        rendering = self._document.rendering
        if rendering is None:
            self.colour_bar.show_nothing()
        else:
            index, factor = rendering.strongest
            strongest = self._document.class_name(index), factor
            self.colour_bar.show_scale(rendering.limits, rendering.table, self._words(), strongest)

    def _use_method(self, name: str) -> None:
        self._document.change_display(method=name)

    def _words(self) -> tuple[str, str]:
        """What the ends of the colour bar mean."""
        if not SCALES.named(self._document.display.scale).signed:
            return "", ""
        name = self._document.class_name(self._document.class_index)
        return self.tr("against {0}").format(name), self.tr("for {0}").format(name)

    # Where it is shown

    def _place_all(self) -> None:
        arrangement = self._arrangement
        if arrangement is None:
            return
        self._place_verdict(arrangement.verdict)
        missing = bool(self.missing.text())
        places = arrangement.views
        for number, (view, place) in enumerate(zip(self.views, places, strict=True)):
            self._put(view, place if number == 0 or not missing else None)
        self._fit_titles()
        self._put(self.missing, _beside(places[0], places[1:]) if missing else None)
        self._put(self.colour_bar, None if missing else arrangement.bar)
        self._put(self.readout, arrangement.readout)
        self.classes.use_rows(arrangement.strip_rows)
        self._put(self.classes, arrangement.strip)
        if self.terms is not None:
            self._put(self.terms, arrangement.terms)

    def _place_verdict(self, place: Box) -> None:
        """The banner stands beside the sentence: nothing moves when it comes."""
        self.banner.setVisible(self._document.ablation is not None)
        taken = 0
        if not self.banner.isHidden():
            taken = min(self.banner.sizeHint().width(), place.width // 2)
            right = place._replace(x=place.x + place.width - taken, width=taken)
            self._put(self.banner, right)
        self._put(self.verdict, place._replace(width=place.width - taken))

    def _put(self, widget: QWidget, place: Box | None) -> None:
        widget.setVisible(place is not None)
        if place is not None:
            widget.setGeometry(QRect(*place).translated(-self.x(), -self.y()))

    def _fit_titles(self) -> None:
        """The sizes of the grids stand beside the titles where there is room for all of them."""
        shown = [view for view in self.views if not view.isHidden()]
        roomy = all(view.room_for_grid(view.width()) for view in shown)
        for view in shown:
            view.show_grid(roomy)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text: the banner needs another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_soon"):
            self._soon.start()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: the whole of it, or only what a change inside has uncovered."""
        if self._arrangement is not None and not self._arrangement.has_ground:
            return  # presented: there is nothing that it has to stand out from
        palette = self.palette()
        inner = self.rect().adjusted(_RADIUS, _RADIUS, -_RADIUS, -_RADIUS)
        with QPainter(self) as painter:
            if inner.contains(event.rect()):
                painter.fillRect(event.rect(), card_colour(palette))
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(card_colour(palette))
            painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)


def _beside(first: Box | None, others: Sequence[Box | None]) -> Box | None:
    """The rectangle of the other places: of those below the first one, if there are such."""
    found = [place for place in others if place is not None]
    if first is not None:
        found = [place for place in found if place.y > first.y] or found
    return _around(found) if found else None


def _around(places: list[Box]) -> Box:
    """The smallest rectangle around all of them."""
    left, top = min(place.x for place in places), min(place.y for place in places)
    right = max(place.x + place.width for place in places)
    bottom = max(place.y + place.height for place in places)
    return Box(left, top, right - left, bottom - top)
