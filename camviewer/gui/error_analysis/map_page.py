"""The page of the map: samples that the network sees as alike lie near each other."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Group
from camviewer.controllers.sample_map import SampleMap
from camviewer.document.document import Document
from camviewer.document.map_state import MAP_COLOURS, PROJECTED, PROJECTIONS
from camviewer.gui.error_analysis import map_colouring
from camviewer.gui.error_analysis.flow_layout import FlowLayout
from camviewer.gui.error_analysis.map_colouring import Colouring
from camviewer.gui.error_analysis.map_foreground import SampleCard
from camviewer.gui.error_analysis.map_picture import MapContent
from camviewer.gui.error_analysis.map_view import Change, MapView
from camviewer.gui.error_analysis.probability_words import known_percent
from camviewer.gui.error_analysis.thumbnails import Thumbnails
from camviewer.gui.theme import SPACE, is_dark
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.number_format import percent
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.evaluation import Evaluation, Indices


class MapPage(QWidget):
    """The map, what it is coloured by and how it is projected, and what that keeps."""

    explained = Signal(int)
    """Place in the split of a sample that a person wants to have explained."""

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        derived_analyses: DerivedAnalyses,
        sample_map: SampleMap,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        """A map that follows evaluation, selection and canvas."""
        super().__init__(parent)
        self._choices = document.evaluation
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses
        self._sample_map = sample_map
        self._thumbnails = thumbnails
        self._colouring: Colouring | None = None
        self._add_boxes()
        self.stop = QPushButton(self.tr("Cancel"), self)
        self.stop.setObjectName("stopMapButton")
        self.stop.clicked.connect(sample_map.stop)
        self.view = MapView(self._card, self)
        self.view.setToolTip("")
        self.view.setWhatsThis(
            self.tr(
                "Each point is a [sample]; [samples] that the network sees as alike lie near each "
                "other. Click a point to have it explained. Drag to select: Shift adds, Alt takes "
                "away. The wheel zooms, Space or the middle button moves the map, Home shows all "
                "of it. The diamond is the [sample] on the canvas."
            )
        )
        self.legend = QLabel(self)
        self.legend.setObjectName("mapLegend")
        self.legend.setWordWrap(True)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.note = QLabel(self)
        self.note.setObjectName("mapNote")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._line = StillLabel("mapLabel", self)
        self.words = self._line.label
        self._lay_out()
        self._connect()
        self._show()

    def _add_boxes(self) -> None:
        colours = (
            self.tr("Colour: label"),
            self.tr("Colour: prediction"),
            self.tr("Colour: outcome"),
            self.tr("Colour: loss"),
            self.tr("Colour: tag"),
            self.tr("Colour: cluster"),
        )
        self.colours = self._box("mapColoursBox", self.tr("What the points are coloured by"))
        for title, name in zip(colours, MAP_COLOURS, strict=True):
            self.colours.addItem(title, name)
        self.projection = self._box("projectionBox", self.tr("How [samples] become points"))
        for title, name in zip((self.tr("PCA"), self.tr("t-SNE")), PROJECTIONS, strict=True):
            self.projection.addItem(title, name)
        tips = (
            self.tr("the two directions in which the [samples] differ most, at once"),
            self.tr("keeps neighbours together; takes a while, in the background"),
        )
        self._explain(self.projection, tips)
        projected = self.tr("Pooled F"), self.tr("Scores"), self.tr("Maps")
        self.projected = self._box("projectedBox", self.tr("What of a [sample] is projected"))
        for title, name in zip(projected, PROJECTED, strict=True):
            self.projected.addItem(title, name)
        tips_projected = (
            self.tr("the features of the last convolution, averaged over all cells"),
            self.tr("the scores of all classes"),
            self.tr("the map of the predicted class, cell by cell"),
        )
        self._explain(self.projected, tips_projected)
        self.drag = self._box("mapDragBox", self.tr("What a drag on the map selects"))
        self.drag.addItem(self.tr("Lasso"), False)
        self.drag.addItem(self.tr("Box"), True)

    def _box(self, name: str, title: str) -> QComboBox:
        box = ChoiceBox(self, least=0.9)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(title)
        return box

    def _explain(self, box: QComboBox, tips: tuple[str, ...]) -> None:
        lines = [box.accessibleName()]
        for place, tip in enumerate(tips):
            box.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
            lines.append(f"{box.itemText(place)}: {tip}")
        box.setToolTip("\n".join(lines))

    def _lay_out(self) -> None:
        boxes = FlowLayout(SPACE // 2, shrinks=True)
        for box in (self.colours, self.projection, self.projected, self.drag):
            boxes.addWidget(box)
        below = QHBoxLayout()
        below.setSpacing(SPACE)
        below.addWidget(self._line, 1)
        below.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(boxes)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.legend)
        layout.addWidget(self.note)
        layout.addLayout(below)

    def _connect(self) -> None:
        mistakes, sample_map = self._mistakes, self._sample_map
        self.colours.activated.connect(self._choose)
        self.projection.activated.connect(self._choose)
        self.projected.activated.connect(self._choose)
        self.drag.activated.connect(self._choose)
        self.view.picked.connect(self.explained)
        self.view.selected.connect(self._select)
        self.view.left.connect(self._leave)
        self._choices.changed.connect(self._show_choices)
        sample_map.changed.connect(self._show)
        sample_map.progressed.connect(self._show_progress)
        sample_map.moved.connect(self._show_drawn)
        mistakes.evaluation_changed.connect(self._look)
        mistakes.listed.connect(self._show_points)
        mistakes.place_changed.connect(self._show_place)
        mistakes.labels_changed.connect(self._forget_colours)
        mistakes.annotations.changed.connect(self._colour_again)
        self._derived_analyses.clusters_changed.connect(self._colour_again)

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Find the projection, and show what has changed while nobody looked."""
        super().showEvent(event)
        self._look()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Colours are others on another ground."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "legend"):
            self._colouring = None
            self._show_points()

    def sizeHint(self) -> QSize:
        """Room for a look at the points."""
        return super().sizeHint().expandedTo(self.view.sizeHint())

    def _look(self) -> None:
        self._colouring = None
        if self.isVisible():
            self._sample_map.look()

    def _show(self) -> None:
        self._show_choices()
        self._show_points()
        self._show_words()
        self._show_drawn()
        self._show_place()

    def _show_choices(self) -> None:
        chosen = self._choices.value.map
        for box, value in (
            (self.colours, chosen.colours),
            (self.projection, chosen.projection),
            (self.projected, self._sample_map.projected),
            (self.drag, chosen.rectangle),
        ):
            box.setCurrentIndex(box.findData(value))
        evaluation = self._mistakes.evaluation
        self.projected.setEnabled(evaluation is None or not evaluation.is_foreign)
        self.view.use_rectangle(chosen.rectangle)

    def _show_points(self) -> None:
        if not self.isVisible():
            return  # it is shown anew when it is looked at
        evaluation, projection = self._mistakes.evaluation, self._sample_map.projection
        if evaluation is None or projection is None:
            self.view.show_content(None)
            self.legend.clear()
            return
        if self._colouring is None:
            self._colouring = self._coloured(evaluation)
            entries = (
                f'<span style="color: #{red:02x}{green:02x}{blue:02x}">⬤</span>&nbsp;{escape(word)}'
                for (red, green, blue), word in self._colouring.legend
            )
            self.legend.setText(" &nbsp; ".join(entry.replace("\n", " ") for entry in entries))
        points = projection.points
        self.view.show_content(MapContent(points, self._colouring, self._mistakes.indices))

    def _coloured(self, evaluation: Evaluation) -> Colouring:
        names, dark = evaluation.class_names, is_dark(self.palette())
        number, by = len(evaluation), self._choices.value.map.colours
        if by == "predicted":
            return map_colouring.by_class(evaluation.predicted, names, dark=dark)
        if by == "outcome":
            return map_colouring.by_outcome(evaluation, dark=dark)
        if by == "loss":
            return map_colouring.by_loss(evaluation, dark=dark)
        if by == "tag":
            return map_colouring.by_tag(number, self._mistakes.annotations.by_index, dark=dark)
        if by == "cluster":
            clusters = self._derived_analyses.clusters or ()
            titles = self._derived_analyses.cluster_titles
            return map_colouring.by_cluster(number, clusters, titles, dark=dark)
        return map_colouring.by_class(evaluation.labels, names, dark=dark)

    def _colour_again(self) -> None:
        if self._choices.value.map.colours in ("tag", "cluster"):
            self._colouring = None
            self._show_points()
            self._show_words()

    def _forget_colours(self) -> None:
        """Labels and outcomes are others; the points are shown when the list follows."""
        self._colouring = None

    def _show_words(self) -> None:
        is_running = self._sample_map.is_running
        self.stop.setVisible(is_running)
        note = "" if is_running else self._note()
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if is_running:
            self._line.show_first_fitting(self.tr("Projecting the [samples]…"))
        else:
            self._line.show_first_fitting(*self._figures(), hint=self._meaning())

    def _note(self) -> str:
        """Why what is wanted cannot be shown; empty if it is."""
        by_cluster = self._choices.value.map.colours == "cluster"
        if by_cluster and not self._derived_analyses.clusters:
            return self.tr("No clusters yet. Find them on the next page.")
        return self._sample_map.missing

    def _figures(self) -> tuple[str, ...]:
        """What the projection keeps, also shorter."""
        projection, kept = self._sample_map.projection, self._sample_map.neighbourhood
        parts = []
        if projection is not None and projection.plane is not None:
            share = percent(sum(projection.plane.explained))
            parts.append(self.tr("{0} of the variance").format(share))
        if kept is not None:
            trust = self.tr("trustworthiness {0}").format(f"{kept.trustworthiness:.3f}")
            near = self.tr("{0} of {1} neighbours kept")
            parts.append(near.format(f"{kept.kept * kept.neighbours:.1f}", kept.neighbours))
            return " · ".join([trust, *parts]), f"{trust} · {parts[-1]}", trust
        return (" · ".join(parts),)

    def _meaning(self) -> str:
        if self._sample_map.neighbourhood is None:
            return ""
        return self.tr(
            "A plane cannot show all distances. Trustworthiness is 1 if all neighbours on the map "
            "are neighbours for the network too, about 0.5 if the map is random."
        )

    def _show_progress(self, done: int, whole: int) -> None:
        if whole:
            text = self.tr("Projecting the [samples]… {0}%").format(round(100 * done / whole))
            self._line.show_first_fitting(text)

    def _show_drawn(self) -> None:
        if self.isVisible():
            self.view.show_drawn(self._sample_map.drawn)

    def _show_place(self) -> None:
        self.view.look_at(self._mistakes.index)

    def _card(self, index: int) -> SampleCard:
        """The picture of a sample, how it was read, and what is noted about it."""
        evaluation = self._mistakes.evaluation
        assert evaluation is not None
        names = evaluation.class_names
        label, read = names[evaluation.labels[index]], names[evaluation.predicted[index]]
        share = known_percent(evaluation, index)
        tags = sorted(self._mistakes.annotations.of(index).tags)
        reading = f"{label} → {read}"
        lines = [f"#{index}", f"{reading}, {share}" if share else reading, ", ".join(tags)]
        return SampleCard(self._thumbnails.picture(index), [line for line in lines if line])

    # What a person does

    def _choose(self) -> None:
        before = self._choices.value.map
        self._choices.change(
            map=replace(
                before,
                colours=self.colours.currentData(),
                projection=self.projection.currentData(),
                projected=self.projected.currentData()
                if self.projected.isEnabled()
                else before.projected,
                rectangle=self.drag.currentData(),
            )
        )
        if self._choices.value.map.colours != before.colours:
            self._colouring = None
            self._show_points()
            self._show_words()

    def _select(self, indices: Indices, change: Change) -> None:
        """Make the points within a line the group, or change the group by them."""
        group, evaluation = self._mistakes.group, self._mistakes.evaluation
        if evaluation is None or (not len(indices) and change is not Change.TAKE_AWAY):
            return
        members = indices
        if change is Change.ADD and group is not None:
            members = np.union1d(group.members, indices)
        elif change is Change.TAKE_AWAY:
            before = np.arange(len(evaluation)) if group is None else group.members
            members = np.setdiff1d(before, indices)
        self._mistakes.narrow(Group(self.tr("Lasso"), members))

    def _leave(self) -> None:
        self._mistakes.narrow(None)
