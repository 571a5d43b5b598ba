"""The whole workspace: matrix, clusters and models lead to the gallery, it leads to a sample."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from camviewer.controllers.mistake_exports import SHEET_SUFFIXES
from camviewer.controllers.workspace import Workspace
from camviewer.document.state import PAGES
from camviewer.gui.error_analysis.annotation_editor import KEYS
from camviewer.gui.error_analysis.clusters_page import ClustersPage
from camviewer.gui.error_analysis.confidence_page import ConfidencePage
from camviewer.gui.error_analysis.deferred_page import DeferredPage
from camviewer.gui.error_analysis.filters import Filters
from camviewer.gui.error_analysis.fix_page import FixPage
from camviewer.gui.error_analysis.gallery import Gallery
from camviewer.gui.error_analysis.gallery_model import GalleryModel, SampleDelegate
from camviewer.gui.error_analysis.heading import Heading
from camviewer.gui.error_analysis.inspector import Inspector
from camviewer.gui.error_analysis.label_decision_row import decision_keys
from camviewer.gui.error_analysis.labels_page import LabelsPage
from camviewer.gui.error_analysis.map_page import MapPage
from camviewer.gui.error_analysis.matrix_page import MatrixPage
from camviewer.gui.error_analysis.models_page import ModelsPage
from camviewer.gui.error_analysis.pieces import Pieces
from camviewer.gui.error_analysis.sweeps_page import SweepsPage
from camviewer.gui.error_analysis.thumbnails import Thumbnails
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.theme import SPACE
from camviewer.inference.evaluation import Indices

_PEER = 2000  # milliseconds between two looks at what other windows and programs have changed

_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class MistakesPanel(QWidget):
    """Joins the pieces and keeps the keys that work in all of them."""

    def __init__(
        self, workspace: Workspace, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        """A panel that follows the mistakes."""
        super().__init__(parent)
        document = workspace.document
        self._mistakes = mistakes = workspace.mistakes
        self.derived_analyses = workspace.derived_analyses
        self._review = workspace.label_review
        self._chosen = document.evaluation
        self._history = document.history
        self._dialogs = dialogs
        self.thumbnails = Thumbnails(document, mistakes, workspace.map_refinement, self)
        self.exports = workspace.mistake_exports
        self.heading = Heading(document, mistakes, workspace.training, self)
        self.matrix = MatrixPage(mistakes, self)
        self.clusters = ClustersPage(mistakes, self.derived_analyses, self)
        self.map = DeferredPage[MapPage](partial(self._make_map, workspace), self)
        self.labels = DeferredPage[LabelsPage](
            lambda parent: LabelsPage(
                workspace, self.thumbnails, dialogs, lambda: self.is_beside, parent
            ),
            self,
        )
        self.confidence = DeferredPage(
            lambda parent: ConfidencePage(mistakes, workspace.calibrating, parent), self
        )
        self.sweeps = DeferredPage(
            lambda parent: SweepsPage(
                document, mistakes, workspace.sweeping, workspace.corrupting, parent
            ),
            self,
        )
        self.models = ModelsPage(document, mistakes, self.derived_analyses, self)
        self.fix = DeferredPage(
            lambda parent: FixPage(mistakes, workspace.fixing, workspace.training, dialogs, parent),
            self,
        )
        self.inspector = Inspector(document, mistakes, self.derived_analyses, self)
        self.filters = Filters(mistakes, self.thumbnails, self)
        self.gallery = Gallery(self)
        self._delegate = SampleDelegate(self.gallery)
        self.gallery.setItemDelegate(self._delegate)
        self.gallery.setModel(
            GalleryModel(mistakes, self.derived_analyses, self.thumbnails, self.gallery)
        )
        self._nothing = self._hint("galleryHint")
        self._hint_label = self._hint("evaluateHint")
        self._lay_out()
        self._add_keys()
        self._peer = QTimer(self)
        self._peer.setInterval(_PEER)
        self._peer.timeout.connect(mistakes.look_for_changes)
        self._connect()
        self._use_names()
        self._show()

    def _hint(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        pages: tuple[QWidget, ...] = (
            *(self.matrix, self.inspector, self.map, self.clusters),
            *(self.labels, self.confidence, self.sweeps, self.models, self.fix),
        )
        titles = (
            (
                self.tr("Matrix"),
                self.tr("Which labels are predicted as which classes, and how often"),
            ),
            (
                self.tr("[Sample]"),
                self.tr("Why the network predicts this class for the chosen [sample]"),
            ),
            (self.tr("Map"), self.tr("[Samples] that look alike to the network, near each other")),
            (self.tr("Clusters"), self.tr("Mistakes with similar maps")),
            (self.tr("Labels"), self.tr("Labels that are probably wrong, the worst first")),
            (self.tr("Calibration"), self.tr("How far the probabilities can be trusted")),
            (self.tr("Sweeps"), self.tr("Accuracy as [samples] are corrupted more and more")),
            (self.tr("Models"), self.tr("Compare a second model on the same [samples]")),
            (self.tr("Fix"), self.tr("Train for the listed [samples], and judge what came out")),
        )
        self._named = dict(zip(PAGES, pages, strict=True))
        self._below = QStackedWidget(self)
        self._below.addWidget(self.gallery)
        self._below.addWidget(self._nothing)
        tabs = list(zip(pages, titles, strict=True))
        self.pieces = Pieces(tabs, self.filters, self.gallery, self._below, self)
        self.tabs = self.pieces.tabs
        self.tabs.setCurrentWidget(self._named[self._chosen.value.page])
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint_label)
        self._pages.addWidget(self.pieces)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        layout.setSpacing(SPACE)
        layout.addWidget(self.heading)
        layout.addWidget(self._pages, 1)

    def _make_map(self, workspace: Workspace, parent: QWidget) -> MapPage:
        page = MapPage(
            workspace.document,
            workspace.mistakes,
            workspace.derived_analyses,
            workspace.sample_map,
            self.thumbnails,
            parent,
        )
        page.explained.connect(self._explain)
        return page

    @property
    def is_beside(self) -> bool:
        """Whether the sample stands beside the matrix; else it is one of the tabs."""
        return self.pieces.arrangement.has_sample_beside

    def _add_keys(self) -> None:
        mistakes = self._mistakes
        keys: dict[str, Callable[[], object]] = {
            "J": partial(mistakes.step, 1),
            "K": partial(mistakes.step, -1),
            "Shift+N": self._write_annotation,
        }
        keys |= {key: partial(mistakes.tagging.toggle, tag) for tag, key in KEYS.items()}
        keys |= decision_keys(self._review)
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _connect(self) -> None:
        mistakes = self._mistakes
        self.tabs.currentChanged.connect(self._keep_page)
        self.gallery.picked.connect(self._open)
        self.gallery.released.connect(self._return_to_place)
        self.gallery.looked_at.connect(self._look_at)
        self.gallery.rows_chosen.connect(self._choose)
        self.thumbnails.changed.connect(self.gallery.viewport().update)
        self.thumbnails.came.connect(self._show_maps)
        self.derived_analyses.comparison_changed.connect(self.gallery.viewport().update)
        mistakes.annotations.changed.connect(self.gallery.viewport().update)
        mistakes.evaluation_changed.connect(self._use_names)
        mistakes.evaluation_changed.connect(self._show)
        mistakes.evaluating_changed.connect(self._show)
        mistakes.listed.connect(self._show_list)
        mistakes.place_changed.connect(self._show_place)
        mistakes.stepped.connect(self._put_on_canvas)
        self.pieces.sample_tabbed.connect(self._keep_sample)
        self.inspector.tags.note.returnPressed.connect(self.gallery.setFocus)
        self.filters.tag_many.merge_wanted.connect(self._ask_for_tags)
        self.heading.csv_wanted.connect(self._ask_for_list)
        self.heading.sheet_wanted.connect(self._ask_for_sheet)
        self.heading.samples_wanted.connect(self._ask_for_data)

    # What is shown

    def _keep_page(self) -> None:
        """The tab in front is still there in a window that is built anew."""
        for name, page in self._named.items():
            if page is self.tabs.currentWidget():
                self._chosen.change(page=name)

    def _keep_sample(self) -> None:
        """A sample that is looked at stays in sight."""
        if self._mistakes.index is not None:
            self._show_sample()

    def _show_sample(self) -> None:
        """Bring the sample's page to the front; that of labels explains it itself."""
        if self.tabs.currentWidget() is not self.labels:
            self.pieces.show_sample()

    def _use_names(self) -> None:
        evaluation = self._mistakes.evaluation
        if evaluation is not None:
            self._delegate.use_names(evaluation.class_names)
            self.gallery.renew_size()
            self.pieces.arrange_soon()

    def _show(self) -> None:
        evaluated = self._mistakes.evaluation is not None
        self._pages.setCurrentWidget(self.pieces if evaluated else self._hint_label)
        if self._mistakes.is_evaluating:
            self._hint_label.setText(self.tr("Evaluating the [samples]…"))
        else:
            self._hint_label.setText(
                self.tr("Choose Evaluate to list the mistakes that this network makes.")
            )
        self._show_list()

    def _show_list(self) -> None:
        mistakes = self._mistakes
        empty = mistakes.evaluation is not None and not len(mistakes.indices)
        self._below.setCurrentWidget(self._nothing if empty else self.gallery)
        self._nothing.setText(self._why_nothing())
        chosen = np.flatnonzero(np.isin(mistakes.indices, mistakes.tagging.chosen))
        self.gallery.show_row(mistakes.place)
        if len(chosen):  # in the window before, or the document
            self.gallery.choose_rows(chosen)
        if mistakes.place is None:
            self.gallery.verticalScrollBar().setValue(0)

    def _why_nothing(self) -> str:
        """Why no sample is listed, and what can be done about it."""
        mistakes, group = self._mistakes, self._mistakes.group
        no_mistakes = mistakes.evaluation is not None and not mistakes.evaluation.wrong.any()
        if no_mistakes and mistakes.selection.outcome == "wrong":
            return self.tr("There are no mistakes: every [sample] was predicted correctly.")
        if group is not None:
            return self.tr(
                "The filters hide all {0} [samples] of “{1}”. Choose Reset to see all mistakes."
            ).format(f"{len(group.members):,}", group.title)
        return self.tr("No [sample] matches these filters. Choose Reset to see all mistakes.")

    def _show_place(self) -> None:
        self.gallery.show_row(self._mistakes.place)

    def _return_to_place(self) -> None:
        self.gallery.show_row(self._mistakes.place, keeps_chosen=True)

    def _show_maps(self, indices: set[int]) -> None:
        first, last = self.gallery.visible_rows()
        listed = self._mistakes.indices[first:last].tolist()
        self.gallery.repaint_rows(
            row for row, index in enumerate(listed, start=first) if index in indices
        )

    def _put_on_canvas(self) -> None:
        """Let the large views explain the sample; only a person's step may replace a drawing."""
        target, index = self._mistakes.target, self._mistakes.index
        if target is not None and index is not None:
            self._history.show(target.content(index), self.tr("choosing a [sample]"), stepping=True)
            if self.tabs.currentWidget() is not self.map:  # which stays: one looks at many points
                self._show_sample()

    # What a person does

    def _open(self, row: int) -> None:
        if row == self._mistakes.place:
            self._put_on_canvas()  # it may have been drawn over
        else:
            self._mistakes.go_to(row)

    def _explain(self, index: int) -> None:
        """Go to a sample of the map; one that is not listed is shown on the canvas alone."""
        target, found = self._mistakes.target, np.flatnonzero(self._mistakes.indices == index)
        if len(found):
            self._open(int(found[0]))
        elif target is not None:
            self._history.show(target.content(index), self.tr("choosing a [sample]"), stepping=True)

    def _choose(self, rows: Indices) -> None:
        indices = self._mistakes.indices
        if not len(rows) or rows[-1] < len(indices):
            self._mistakes.tagging.choose(indices[rows])

    def _look_at(self, first: int, last: int) -> None:
        self.thumbnails.look_at(self._mistakes.indices[first:last].tolist())

    def _write_annotation(self) -> None:
        self.pieces.show_sample()
        self.inspector.tags.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_for_list(self) -> None:
        title = self.tr("Save list of [samples]")
        self._dialogs.save(title, "mistakes.csv", (".csv",), self.exports.save_list)

    def _ask_for_tags(self) -> None:
        self._dialogs.open_annotations(self._merge)

    def _merge(self, path: str) -> None:
        evaluation = self._mistakes.evaluation
        if evaluation is not None:
            self._mistakes.annotations.merge(path, evaluation)

    def _ask_for_sheet(self) -> None:
        title = self.tr("Save contact sheet")
        name = f"mistakes{SHEET_SUFFIXES[0]}"
        self._dialogs.save(title, name, SHEET_SUFFIXES, self.exports.save_sheet)

    def _ask_for_data(self) -> None:
        title = self.tr("Save [samples] as a data set")
        self._dialogs.save(title, "mistakes.npz", (".npz",), self.exports.save_samples)

    # Qt's events

    def event(self, event: QEvent) -> bool:
        """Take undo and redo from the canvas while the keyboard is turned to the mistakes."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and any(event.matches(step) for step in _STEPS)
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo tags and annotations."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._mistakes.tagging.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._mistakes.tagging.redo()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what is annotated in other windows."""
        super().showEvent(event)
        self._peer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer."""
        super().hideEvent(event)
        self._peer.stop()

    def sizeHint(self) -> QSize:
        """As little as there may be: the window shares out what it has."""
        return self.minimumSizeHint()
