"""Clusters: mistakes that the maps explain alike, each with its mean map and a name to give."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from camviewer.common.arrays import Array
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Group
from camviewer.error_analysis.clusters import ErrorCluster
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.pixels import to_image
from camviewer.gui.widgets.spaced_delegate import SpacedDelegate
from camviewer.inference.evaluation import Evaluation
from camviewer.inference.prediction import Capability
from camviewer.rendering.colour_maps import COLOUR_MAPS, colourise
from camviewer.rendering.scaling import position

_ICON_LINES = 3  # of text that a mean map is as high as

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_USUAL = 3  # readings such as "4 → 9" that a cluster is described by


class ClustersPage(QWidget):
    """A list of clusters; a click lists the samples of one in the gallery."""

    def __init__(
        self, mistakes: Mistakes, derived_analyses: DerivedAnalyses, parent: QWidget | None = None
    ) -> None:
        """A page that follows the derived analyses."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses
        self.words = QLabel(self)
        self.words.setObjectName("familiesLabel")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.begin = QPushButton(self.tr("Find clusters"), self)
        self.begin.setObjectName("familiesButton")
        self.begin.setToolTip(
            self.tr("Computes the maps of all mistakes and compares them, in the background")
        )
        self.begin.clicked.connect(self._find_or_stop)
        self.list = QTreeWidget(self)
        self.list.setObjectName("familiesList")
        self.list.setAccessibleName(self.tr("Clusters of mistakes"))
        self.list.setToolTip(self.tr("Click to list its [samples], press F2 to rename it"))
        self.list.setWhatsThis(
            self.tr(
                "A cluster is a group of mistakes that the network made for similar reasons: "
                "the map of the predicted class minus the map of the label looks alike. Each "
                "picture is the mean of these differences, red where the network saw the wrong "
                "class."
            )
        )
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([self.tr("Cluster"), self.tr("[Samples]"), self.tr("Mostly")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        header = self.list.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        for column in (1, 2):
            self.list.headerItem().setTextAlignment(column, _RIGHT)
        self.list.setItemDelegate(SpacedDelegate(self.list))
        self.list.setEditTriggers(
            QTreeWidget.EditTrigger.EditKeyPressed | QTreeWidget.EditTrigger.DoubleClicked
        )
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.itemChanged.connect(self._name)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.words, 1)
        line.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        derived_analyses.clusters_changed.connect(self._show)
        derived_analyses.progressed.connect(self._show_progress)
        mistakes.annotations.changed.connect(self._show_names)
        mistakes.listed.connect(self._show_listed)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Names may have come from another window."""
        super().showEvent(event)
        self._show_names()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text has larger maps beside it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "list"):
            self._show()

    def _find_or_stop(self) -> None:
        if self._derived_analyses.is_running("clusters"):
            self._derived_analyses.stop("clusters")
        else:
            self._derived_analyses.find_clusters()

    def _show(self) -> None:
        derived_analyses, evaluation = self._derived_analyses, self._mistakes.evaluation
        finding, clusters = derived_analyses.is_running("clusters"), derived_analyses.clusters
        has_mistakes = evaluation is not None and bool(evaluation.wrong.any())
        self.begin.setEnabled(has_mistakes and not self._missing())
        self.begin.setText(self.tr("Cancel") if finding else self.tr("Find clusters"))
        self.begin.setVisible(finding or clusters is None)
        self.words.setText(self._words())
        self.list.setVisible(bool(clusters))
        side = _ICON_LINES * self.fontMetrics().height() + SPACE // 2
        self.list.setIconSize(QSize(side, side))
        with QSignalBlocker(self.list):
            self.list.clear()
            if clusters and evaluation is not None:
                limit = max(float(np.abs(cluster.mean).max()) for cluster in clusters)
                for cluster in clusters:
                    self.list.addTopLevelItem(self._item(cluster, evaluation, limit, side))
        self._show_names()
        self._show_listed()

    def _show_listed(self) -> None:
        """Mark the cluster that is listed; of the others tell how many of theirs are."""
        group, indices = self._mistakes.group, self._mistakes.indices
        self.list.clearSelection()
        with QSignalBlocker(self.list):
            for place, cluster in enumerate(self._derived_analyses.clusters or ()):
                item = self.list.topLevelItem(place)
                if item is None:
                    continue
                whole, listed = len(cluster.members), int(np.isin(indices, cluster.members).sum())
                if group is None:
                    item.setText(1, f"{whole:,}")
                    continue
                item.setText(1, self.tr("{0} of {1}").format(f"{listed:,}", f"{whole:,}"))
                if np.array_equal(group.members, cluster.members):
                    self.list.setCurrentItem(item)

    def _words(self) -> str:
        clusters = self._derived_analyses.clusters
        if self._derived_analyses.is_running("clusters"):
            return self.tr("Comparing the maps of the mistakes…")
        if clusters is None and self._missing():
            return self._missing()
        if clusters is None:
            return self.tr(
                "Groups mistakes by how their maps differ: M of the predicted class minus M of "
                "the label."
            )
        if not clusters:
            return self.tr("There are no mistakes to group.")
        told = self.tr("Clusters: {0}. Click one to list its [samples], press F2 to rename it.")
        return told.format(len(clusters))

    def _missing(self) -> str:
        return self._derived_analyses.missing(Capability.LINEAR_HEAD)

    def _item(
        self, cluster: ErrorCluster, evaluation: Evaluation, limit: float, side: int
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(["", f"{len(cluster.members):,}", self._mostly(cluster, evaluation)])
        item.setIcon(0, _icon(cluster.mean, limit, side))
        for column in (1, 2):
            item.setTextAlignment(column, _RIGHT)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def _mostly(self, cluster: ErrorCluster, evaluation: Evaluation) -> str:
        """The commonest readings among a cluster's samples."""
        labels, predicted = (
            evaluation.labels[cluster.members],
            evaluation.predicted[cluster.members],
        )
        pairs, counts = np.unique(np.stack([labels, predicted], axis=1), axis=0, return_counts=True)
        order = np.argsort(-counts, kind="stable")[:_USUAL]
        lines = []
        for label, read in pairs[order]:
            lines.append(f"{evaluation.class_names[label]} → {evaluation.class_names[read]}")
        return "\n".join(lines)

    def _show_names(self) -> None:
        with QSignalBlocker(self.list):
            for place, title in enumerate(self._derived_analyses.cluster_titles):
                item = self.list.topLevelItem(place)
                if item is not None:
                    item.setText(0, title)

    def _usual_name(self, place: int) -> str:
        return self.tr("Cluster {0}").format(place + 1)

    def _cluster(self, item: QTreeWidgetItem) -> ErrorCluster | None:
        clusters, place = self._derived_analyses.clusters, self.list.indexOfTopLevelItem(item)
        return clusters[place] if clusters and 0 <= place < len(clusters) else None

    def _choose(self, item: QTreeWidgetItem) -> None:
        cluster = self._cluster(item)
        if cluster is not None:
            group = Group(item.text(0), cluster.members)
            self._mistakes.narrow(group, outcome="wrong", label=None, predicted=None)

    def _name(self, item: QTreeWidgetItem, column: int) -> None:
        cluster = self._cluster(item)
        if cluster is None or column != 0:
            return
        usual = self._usual_name(self.list.indexOfTopLevelItem(item))
        name = item.text(0).strip()
        self._derived_analyses.name_cluster(cluster, "" if name == usual else name)

    def _show_progress(self, what: str, done: int, whole: int) -> None:
        if what == "clusters" and whole:
            text = self.tr("Comparing the maps of all mistakes ({0})… {1}%")
            self.words.setText(text.format(f"{whole:,}", round(100 * done / whole)))


def _icon(mean: Array, limit: float, side: int) -> QIcon:
    picture = to_image(colourise(position(mean, (-limit, limit)), COLOUR_MAPS["blue-red"]))
    icon = QIcon()
    # The same when selected: colours are numbers here.
    kept = Qt.AspectRatioMode.KeepAspectRatio
    pixmap = QPixmap.fromImage(picture.scaled(side, side, kept))
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(pixmap, mode)
    return icon
