"""Sweeps of an evaluation's samples: an even sample of them first, then all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from camviewer.common.cancel import CancelToken
from camviewer.common.translation import translate
from camviewer.concurrency.job import Job, Outcome, Progress
from camviewer.concurrency.politeness import polite
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import EvaluationTarget, Group, Network
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.corruptions.corruption import Corruption
from camviewer.document.stage import Model
from camviewer.error_analysis.query import NO_FILTERS
from camviewer.error_analysis.sweep import Sweep, engines_for, even_sample, sweep

FIRST = 500
"""Samples that are read first, spread evenly over the split: enough for a curve to be seen."""

Sweeps = dict[str, tuple[Sweep, ...]]
"""By name of the corruption: of the evaluated network, and of the second one if there is one."""


class Sweeping(QObject):
    """Runs sweeps when asked, and forgets them when another evaluation is shown."""

    changed = Signal()
    """Curves, what is looked at, or whether something runs."""

    progressed = Signal(int, int)
    """Samples read, and all that are to be read."""

    def __init__(self, mistakes: Mistakes, parent: QObject | None = None) -> None:
        """Nothing is swept yet.

        Args:
            mistakes: whose evaluation's samples are read, and whose threads are used.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._mistakes = mistakes
        self._job: Job | None = None
        self._sweeps: Sweeps = {}
        self._corruption = next(iter(CORRUPTIONS.values()))
        self._label: int | None = None
        self._second: Model | None = None
        mistakes.evaluation_changed.connect(self._forget)
        mistakes.labels_changed.connect(self._follow_labels)

    # What is looked at

    @property
    def corruption(self) -> Corruption:
        """The corruption that is looked at."""
        return self._corruption

    @property
    def label(self) -> int | None:
        """The class whose samples are looked at; None for all."""
        return self._label

    @property
    def second(self) -> Model | None:
        """The model that is shown the same samples; None without one."""
        return self._second

    @property
    def found(self) -> Sweeps:
        """All sweeps so far."""
        return self._sweeps

    @property
    def curves(self) -> tuple[Sweep, ...]:
        """Those of the corruption that is looked at; none before they are run."""
        return self._sweeps.get(self._corruption.name, ())

    @property
    def is_running(self) -> bool:
        """Whether samples are being read."""
        return self._job is not None

    @property
    def missing(self) -> str:
        """Why nothing can be read again, in a sentence; empty if it can."""
        target = self._mistakes.target
        if target is None or target.network is not None:
            return ""
        return self.tr(
            "Only the predictions of this system are known: it cannot read corrupted [samples]. "
            "Evaluate a model to sweep it."
        )

    def choose(self, corruption: Corruption) -> None:
        """Look at another corruption."""
        self._corruption = corruption
        self.changed.emit()

    def choose_label(self, label: int | None) -> None:
        """Look at the samples of one class, or of all."""
        self._label = label
        self.changed.emit()

    def choose_second(self, model: Model | None) -> None:
        """Compare with another model, or with none; what was read without it is forgotten."""
        if model != self._second:
            self._second = model
            self._forget()

    def list_broken(self, curve: int, place: int) -> None:
        """List the samples that one strength breaks.

        Args:
            curve: of the evaluated network (0) or of the second one (1).
            place: of the strength in the corruption's curve.
        """
        found = self.curves[curve]
        told = self._corruption.told(found.strengths[place])
        title = self.tr("Broken: {0} {1}").format(translate(self._corruption.title), told)
        group = Group(title, found.broken(place, self._label))
        self._mistakes.narrow(group, **NO_FILTERS)

    def restore(
        self, corruption: Corruption, label: int | None, second: Model | None, found: Sweeps
    ) -> None:
        """Be where one was, with what was found before about this very evaluation.

        Args:
            corruption: that was looked at.
            label: the class whose samples were; None for all.
            second: the second model; None for none.
            found: the sweeps.
        """
        evaluation = self._mistakes.evaluation
        self.stop()
        self._corruption, self._second, self._job = corruption, second, None
        self._label = label if evaluation and (label or 0) < len(evaluation.class_names) else None
        self._sweeps = dict(found)
        self._follow_labels()

    # Running

    def run(self, corruptions: Sequence[Corruption]) -> None:
        """Sweep corruptions, one after the other; `changed` tells of every step."""
        self.stop()
        self._run(list(corruptions), FIRST)

    def stop(self) -> None:
        """Run no longer; what was found stays."""
        if self._job is not None:
            self._job.cancel()

    def _run(self, corruptions: list[Corruption], number: int) -> None:
        target, evaluation = self._mistakes.target, self._mistakes.evaluation
        if target is None or evaluation is None or target.network is None or not corruptions:
            return
        networks: list[Network] = [target.network]
        networks += [] if self._second is None else [self._second.path]

        def work(progress: Progress, token: CancelToken) -> Sweeps:
            with polite():
                return _swept(target, networks, corruptions, number, progress, token)

        def done(found: Sweeps) -> None:
            self._sweeps |= found
            self._relabel()
            if number < len(evaluation):
                self._run(corruptions, len(evaluation))

        def conclude(outcome: Outcome) -> None:
            if self._job is job:
                self._job = None
                outcome.conclude(done, self._mistakes.messages.trouble)
                self.changed.emit()

        job = self._job = self._mistakes.jobs.start(work, conclude, self.progressed)
        self.changed.emit()

    def _follow_labels(self) -> None:
        """Others are right now; what the networks read stays."""
        self._relabel()
        self.changed.emit()

    def _relabel(self) -> None:
        """Let the labels count that count in the evaluation."""
        evaluation = self._mistakes.evaluation
        if evaluation is not None:
            self._sweeps = {
                name: tuple(replace(each, labels=evaluation.labels[each.indices]) for each in found)
                for name, found in self._sweeps.items()
            }

    def _forget(self) -> None:
        self.stop()
        self._job = None
        self._sweeps = {}
        evaluation = self._mistakes.evaluation
        if evaluation is not None and (self._label or 0) >= len(evaluation.class_names):
            self._label = None
        self.changed.emit()


def _swept(
    target: EvaluationTarget,
    networks: Sequence[Network],
    corruptions: Sequence[Corruption],
    number: int,
    progress: Progress,
    token: CancelToken,
) -> Sweeps:
    engines = engines_for(networks, target.dataset, target.split)
    indices = even_sample(len(target.samples), number)
    whole = len(indices) * sum(len(each.strengths) for each in corruptions)
    found, before = {}, 0
    for corruption in corruptions:

        def tell(done: int, _number: int, before: int = before) -> None:
            progress(before + done, whole)

        found[corruption.name] = sweep(
            engines,
            target.samples,
            target.dataset.spec,
            indices,
            corruption,
            corruption.strengths,
            tell,
            token,
        )
        for each in found[corruption.name]:
            each.points()  # SciPy is loaded here, not in the window's thread
        before += len(indices) * len(corruption.strengths)
    return found
