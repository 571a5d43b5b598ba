"""What the driver tells about the mistakes: what is listed, their pages, a fix, and files."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLineEdit, QTreeWidget, QWidget

from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from tests.e2e.lesson_told import LessonTold
from tests.there import there


class MistakesTold(LessonTold):
    """The program with answers about its mistakes, and about the files that it asks for."""

    @property
    def _panel(self) -> MistakesPanel:
        panel = self.window.side_panels.content("mistakes")
        assert isinstance(panel, MistakesPanel)
        return panel

    def tell_mistakes(self, _: None) -> dict[str, Any]:
        """What is evaluated, listed, looked at and annotated."""
        mistakes = self.workspace.mistakes
        evaluation, matrix, index = mistakes.evaluation, mistakes.matrix, mistakes.index
        return {
            "evaluating": mistakes.is_evaluating,
            "digits": None if evaluation is None else len(evaluation),
            "matrix": None if matrix is None else matrix.tolist(),
            "listed": mistakes.indices.tolist(),
            "group": None if mistakes.group is None else mistakes.group.title,
            "place": mistakes.place,
            "index": index,
            "tags": [] if index is None else sorted(mistakes.annotations.of(index).tags),
            "tagged": sorted(
                each for each, noted in mistakes.annotations.by_index.items() if noted.tags
            ),
            "text": "" if index is None else mistakes.annotations.of(index).text,
        }

    def tell_cell(self, cell: list[int]) -> list[int]:
        """The middle of a cell of the confusion matrix, on the screen."""
        matrix = self._panel.matrix.matrix
        return list(matrix.mapToGlobal(matrix.cell(*cell).center().toPoint()).toTuple())

    def tell_work(self, _: None) -> dict[str, Any]:
        """How far the work has come: the same wherever it is gone on with."""
        workspace, document = self.workspace, self.document
        mistakes, clusters = workspace.mistakes, workspace.derived_analyses.clusters
        scores = b"" if mistakes.evaluation is None else mistakes.evaluation.scores.tobytes()
        return {
            "index": mistakes.index,
            "chosen": mistakes.tagging.chosen.tolist(),
            "listed": mistakes.indices.tolist(),
            "scores": hashlib.sha256(scores).hexdigest(),
            "decided": {
                str(index): note.decided
                for index, note in mistakes.annotations.by_index.items()
                if note.decided is not None
            },
            "clusters": None if clusters is None else [each.key for each in clusters],
            "queue": workspace.label_review.queue.tolist(),
            "binning": workspace.calibrating.binning,
            "map": asdict(document.evaluation.value.map),
            "display": asdict(document.display),
            "class": document.class_index,
        }

    # Pages

    def tell_page(self, _: None) -> str:
        """Which page is in front."""
        return self.document.evaluation.value.page

    def tell_page_tab(self, name: str) -> list[int] | None:
        """The middle of a page's tab on the screen; None for one that needs no tab."""
        tabs = self._panel.tabs
        page: QWidget = self._panel.inspector if name == "sample" else getattr(self._panel, name)
        place = tabs.indexOf(page)
        if place < 0:
            return None
        tab = tabs.tab(place)
        return list(tab.mapToGlobal(tab.rect().center()).toTuple())

    def tell_cluster(self, place: int) -> list[int] | None:
        """The middle of a cluster's row on the screen; None before there are any."""
        found = self.widget("familiesList")
        assert isinstance(found, QTreeWidget)
        row = found.topLevelItem(place)
        if row is None or not found.isVisible():
            return None
        middle = found.visualItemRect(row).center()
        return list(found.viewport().mapToGlobal(middle).toTuple())

    def tell_analyses(self, _: None) -> dict[str, bool]:
        """Which analyses of the evaluation are there."""
        workspace = self.workspace
        return {
            "map": workspace.sample_map.projection is not None,
            "clusters": workspace.derived_analyses.clusters is not None,
            "labels": workspace.label_review.issues is not None,
            "calibration": workspace.calibrating.report is not None,
        }

    def tell_fix(self, _: None) -> dict[str, Any]:
        """What is done for the listed samples, and what came of it."""
        fixing = self.workspace.fixing
        verdict, trial = fixing.verdict, fixing.trial
        return {
            "remedy": fixing.chosen.choice.kind,
            "phase": fixing.phase.value,
            "hindrance": fixing.hindrance,
            "members": None if trial is None else list(trial.members),
            "outcome": None if verdict is None else verdict.outcome,
            "fixed": None if verdict is None else verdict.paired.fixed.tolist(),
        }

    # Dialogs

    def tell_shown(self, name: str) -> bool:
        """Whether there is a widget of this name, and it is shown."""
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def tell_dialogs(self, _: None) -> list[str]:
        """The titles of the dialogs for files that are open."""
        return [dialog.windowTitle() for dialog in self._asking()]

    def tell_choose_file(self, path: str) -> None:
        """Choose a file in the dialog that asks for one."""
        dialog = there(next(iter(self._asking()), None))
        # `selectFile` leaves alone what is written in a field that the keyboard is turned to.
        there(dialog.findChild(QLineEdit, "fileNameEdit")).setText(path)
        dialog.accept()

    def _asking(self) -> list[QFileDialog]:
        return [each for each in self.window.findChildren(QFileDialog) if each.isVisible()]
