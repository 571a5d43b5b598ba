"""Measuring over many samples, in the background, how well methods point at what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camviewer.concurrency.refinement import PATIENCE, Refinement
from camviewer.controllers.truth_cases import (
    CENTRE,
    CHANCE,
    AccuracyTask,
    CaseSource,
    DecoyAccuracy,
    DecoySource,
    MeasureTask,
    PointingRow,
    Task,
)
from camviewer.inference.prediction import NetworkSnapshot

ACCURACIES = ("train", "test", "masked")
"""Names of what is told of decoy digits, as in `DecoyAccuracy`."""


class TruthMeasuring(QObject):
    """What is measured of a network, until it is forgotten: a table for each part of the lab."""

    changed = Signal()
    """More is known, or nothing any more."""

    def __init__(self, parent: QObject, *, patience: int = PATIENCE) -> None:
        """Nothing is measured yet.

        Args:
            parent: Qt's owner.
            patience: milliseconds that a method may take for its next figure.
        """
        super().__init__(parent)
        self._rows: dict[str, dict[str, PointingRow]] = {}
        self._accuracies: dict[str, DecoyAccuracy] = {}
        self._left: list[Task] = []
        self._submitted = 1
        self._number, self._part = -1, ""  # of the request whose answers are wanted
        self._work = Refinement[Task, object](steps, self, patience=patience)
        self._work.refined.connect(self._take)
        self._work.ended.connect(self._take_end)
        self._work.failed.connect(self._take_end)
        self._work.stuck.connect(self._take_end)

    def begin_closing(self) -> None:
        """Compute nothing more."""
        self._work.begin_closing()

    def close(self) -> None:
        """Compute nothing more and end the thread."""
        self._work.close()

    def rows(self, part: str) -> tuple[PointingRow, ...]:
        """How well methods point, what knows nothing among them; the best first.

        Args:
            part: of the lab, one of `LAB_PARTS`.
        """
        found = self._rows.get(part, {}).values()
        return tuple(sorted(found, key=lambda row: (-row.hit, -row.energy, row.name)))

    @property
    def accuracies(self) -> tuple[DecoyAccuracy, ...]:
        """What the network reads of decoy digits, in the order of `ACCURACIES`."""
        return tuple(self._accuracies[name] for name in ACCURACIES if name in self._accuracies)

    @property
    def progress(self) -> float | None:
        """How much of what is measured is done, 0 to 1; None while nothing is."""
        return 1 - len(self._left) / self._submitted if self._left else None

    def measure(
        self,
        part: str,
        source: CaseSource,
        network: Path | NetworkSnapshot,
        methods: Sequence[str],
    ) -> None:
        """Measure methods over a source's cases, and of decoy digits the accuracies too."""
        tasks: list[Task] = []
        if isinstance(source, DecoySource):
            tasks += [AccuracyTask(source, network, name) for name in ACCURACIES]
            self._accuracies = {}
        tasks += [MeasureTask(source, network, name) for name in (CENTRE, CHANCE, *methods)]
        self._rows[part] = {}
        self._submit(part, tasks)

    def stop(self) -> None:
        """Measure nothing more; what is known stays."""
        if self._left:
            self._submit(self._part, [])

    def forget(self) -> None:
        """What was measured holds no longer."""
        self._rows, self._accuracies = {}, {}
        self.stop()

    def _submit(self, part: str, tasks: list[Task]) -> None:
        self._left, self._submitted = list(tasks), max(1, len(tasks))
        self._number, self._part = self._work.submit(tasks), part
        self.changed.emit()

    def _take(self, number: int, _task: Task, found: object) -> None:
        if number != self._number:
            return
        if isinstance(found, PointingRow):
            self._rows.setdefault(self._part, {})[found.name] = found
        elif isinstance(found, DecoyAccuracy):
            self._accuracies[found.name] = found
        self.changed.emit()

    def _take_end(self, number: int, task: Task, _sentence: str = "") -> None:
        if number == self._number and task in self._left:
            self._left.remove(task)
            self.changed.emit()


def steps(task: Task) -> Iterator[object]:
    """What a task finds, step by step."""
    yield from task.steps()
