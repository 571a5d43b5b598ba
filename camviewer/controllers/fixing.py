"""From a selection of mistakes to a better network: the remedy, its training, the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.concurrency.job import Job, Outcome, Progress
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import EvaluationTarget, Group
from camviewer.controllers.fix_work import (
    Judged,
    Selected,
    find_remedy,
    give_verdict,
    named_places,
)
from camviewer.controllers.own_samples import add_own, stored
from camviewer.controllers.training import Training
from camviewer.data.checksums import sample_checksums
from camviewer.data.dataset import untrainable
from camviewer.data.fitting import fitted
from camviewer.data.held_out import held_out
from camviewer.data.remedy import Remedy
from camviewer.document.canvas_content import source_title
from camviewer.document.document import Document
from camviewer.document.fix_state import FixState, TrialState
from camviewer.error_analysis.query import NO_FILTERS
from camviewer.error_analysis.remedies import OF_SELECTION, RemedyChoice
from camviewer.error_analysis.remedy_samples import Division
from camviewer.error_analysis.verdict import Verdict
from camviewer.inference.evaluation import Indices
from camviewer.networks.model_card import OWN, ModelCard
from camviewer.training.control import StopRequest
from camviewer.training.events import Plan
from camviewer.training.recipes import RECIPES

_RECIPE = RECIPES["fast"]

_AGAIN = re.compile(r"-fixed(-\d+)?$")  # a fix of a fix gets the next number


class FixPhase(Enum):
    """What is done at the moment."""

    IDLE = "idle"
    PREPARING = "preparing"
    TRAINING = "training"
    JUDGING = "judging"


class Fixing(QObject):
    """Trains a network for the samples that are listed, and judges it by samples held out."""

    changed = Signal()
    """Another phase, another selection, or the verdict."""

    judged = Signal()
    """There is a new verdict."""

    progressed = Signal(int, int)
    """How many samples are read while something is prepared or judged, and how many there are."""

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        derived_analyses: DerivedAnalyses,
        training: Training,
        corrections: Callable[[], Mapping[str, int]] = dict,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is fixed yet.

        Args:
            document: what is chosen, and the models there are.
            mistakes: whose list is the selection, and whose threads are used.
            derived_analyses: shows the two networks side by side afterwards.
            training: trains the remedy.
            corrections: classes that a person decided, by the samples' checksums.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses
        self._training = training
        self._corrections = corrections
        self._chosen = document.fix
        self._job: Job | None = None
        self._phase = FixPhase.IDLE
        self._verdict: Verdict | None = None
        self._trained_for: TrialState | None = None  # what the training that runs is for
        mistakes.evaluation_changed.connect(self._forget)
        mistakes.labels_changed.connect(self._forget)
        mistakes.listed.connect(self.changed)
        self._chosen.changed.connect(self.changed)
        training.saved.connect(self._take_model)
        # After `saved`, which follows at once if a model was saved.
        training.status_changed.connect(self._follow, Qt.ConnectionType.QueuedConnection)

    # What is known

    @property
    def chosen(self) -> FixState:
        """What a person has chosen."""
        return self._chosen.value

    @property
    def phase(self) -> FixPhase:
        """What is done at the moment."""
        return self._phase

    @property
    def verdict(self) -> Verdict | None:
        """Whether the network is better; None before that is known."""
        return self._verdict

    @property
    def trial(self) -> TrialState | None:
        """What was trained last for this very evaluation; None if there is nothing."""
        trial, selected = self._chosen.value.trial, self.selected
        if trial is None or selected is None:
            return None
        evaluation, network = selected.evaluation, str(selected.target.network)
        shown = evaluation.checksum, evaluation.split, network
        fits = (trial.checksum, trial.split, trial.network) == shown
        places = range(len(evaluation))
        return trial if fits and all(each in places for each in trial.members) else None

    @property
    def selected(self) -> Selected | None:
        """What is listed; None before an evaluation."""
        target, evaluation = self._mistakes.target, self._mistakes.evaluation
        if target is None or evaluation is None:
            return None
        members, card = np.sort(self._mistakes.indices), self._card
        learned = card is not None and card.has_learned_tests
        return Selected(target, evaluation, members, has_learned_tests=learned)

    @property
    def number_corrected(self) -> int:
        """How many samples have a class that a person decided, of whatever data set."""
        return len(self._corrections())

    @property
    def hindrance(self) -> str:
        """Why nothing can be trained now, in a sentence; empty if something can."""
        selected, kind = self.selected, self.chosen.choice.kind
        if selected is None:
            return self.tr("Evaluate a model first.")
        dataset = selected.target.dataset
        if selected.target.network is None:
            return self.tr(
                "Only the predictions of this system are known: it cannot be trained. Evaluate a "
                "model to fix it."
            )
        if (error := untrainable(dataset, source_title(dataset.name))) is not None:
            return str(error)
        if self._card is None:
            return self.tr(
                "These predictions are not of a model in a file. Choose a model and evaluate it."
            )
        if kind in OF_SELECTION and (told := self._nothing_to_learn(selected)):
            return told
        if kind == "own" and not self.chosen.choice.own:
            return self.tr("Add drawings or pictures of your own first.")
        if kind == "labels" and not self._corrections():
            return self.tr("No label has been corrected yet. Do that first.")
        if not self._training.is_idle and self._phase is not FixPhase.TRAINING:
            return self._busy
        return ""

    @property
    def _busy(self) -> str:
        return self.tr("Another training is running. Wait until it has ended, or stop it.")

    def _nothing_to_learn(self, selected: Selected) -> str:
        """Why a selection has nothing to learn from; empty if it has."""
        if not len(selected.members):
            return self.tr("Nothing is listed. Choose a cluster, a cell or other filters.")
        division: Division = selected.division
        if not len(division.train) + len(division.used):
            return self.tr("All that is listed is held out for the verdict. List more [samples].")
        return ""

    @property
    def _card(self) -> ModelCard | None:
        """Of the network that was evaluated, if it is one of the models."""
        target = self._mistakes.target
        found = (
            each.card for each in self._document.models if target and each.path == target.network
        )
        return next(found, None)

    # What a person does

    def choose(self, choice: RemedyChoice) -> None:
        """Choose a remedy."""
        self._chosen.change(choice=choice)

    def choose_epochs(self, epochs: int) -> None:
        """Choose how many times each sample is seen."""
        self._chosen.change(epochs=epochs)

    def begin(self) -> None:
        """Prepare the remedy for what is listed, train, and judge."""
        selected, card, group = self.selected, self._card, self._mistakes.group
        if self._phase is not FixPhase.IDLE or self.hindrance or selected is None or card is None:
            return
        trial = TrialState(
            title=group.title if group is not None else "",
            members=tuple(map(int, selected.members)),
            split=selected.evaluation.split,
            checksum=selected.evaluation.checksum,
            kind=self.chosen.choice.kind,
            network=str(selected.target.network),
        )
        chosen, decisions = self.chosen, self._corrections()
        selected = replace(selected, corrections=self._derived_analyses.corrections())
        known, read = self._derived_analyses.trained, self._mistakes.tools.evaluate

        def work(progress: Progress, token: CancelToken) -> Remedy:
            return find_remedy(selected, chosen.choice, decisions, known, read, progress, token)

        def done(remedy: Remedy) -> None:
            self._verdict = None
            if not self._training.is_idle:  # it has begun since
                self._mistakes.messages.trouble(self._busy)
                return
            self._trained_for = trial
            self._chosen.change(trial=trial)
            self._train(selected.target, card, remedy, chosen)

        self._start(FixPhase.PREPARING, work, done)

    def judge(self) -> None:
        """Judge what was trained last, again."""
        listed, trial, read = self.selected, self.trial, self._mistakes.tools.evaluate
        if listed is None or trial is None or not trial.fixed or self._phase is not FixPhase.IDLE:
            return
        corrections = self._derived_analyses.corrections()
        members = np.array(trial.members, np.intp)
        selected = replace(listed, members=members, corrections=corrections)
        groups = self._groups(selected)

        def work(progress: Progress, token: CancelToken) -> Judged:
            return give_verdict(selected, trial, groups, read, progress, token)

        def done(found: Judged) -> None:
            self._verdict = found.verdict
            if selected.evaluation.split == "test":
                self._derived_analyses.show_comparison(found.model, found.second)
            self.judged.emit()

        self._start(FixPhase.JUDGING, work, done)

    def restore(self, verdict: Verdict, test_samples: Sequence[str]) -> bool:
        """Show a verdict that was given before on this very trial, if nothing is done.

        Args:
            verdict: it is about the labels that counted then.
            test_samples: the checksums of the test samples, as in `Selected.test_labels`.

        Returns:
            Whether the same labels count now; else it is not shown.
        """
        listed = self.selected
        assert listed is not None, "asked only with a trial"
        counted = replace(listed, corrections=self._derived_analyses.corrections())
        if not np.array_equal(verdict.basis.labels, counted.test_labels(test_samples)):
            return False
        self._verdict = verdict
        self.judged.emit()
        self.changed.emit()
        return True

    def cancel(self) -> None:
        """Stop whatever is done; what was being learned is discarded."""
        if self._job is not None:
            self._job.cancel()
        elif self._phase is FixPhase.TRAINING:
            self._training.stop(StopRequest.STOP_AND_DISCARD)

    def add_drawing(self, label: int) -> None:
        """Add what is on the canvas to the samples of one's own, as one of a class."""
        target = self._mistakes.target
        if target is None:
            return
        sample = fitted(self._document.prepared, target.dataset.spec).sample
        if self._is_held_out(sample):
            sentence = self.tr(
                "This [sample] is held out for the verdict and cannot be learned from. Choose or "
                "draw another one."
            )
            self._mistakes.messages.trouble(sentence)
            return
        try:
            path = add_own(target.dataset, sample, label)
        except UserError as error:
            self._mistakes.messages.trouble(str(error))
        else:
            self.add_pictures(str(path))

    def _is_held_out(self, sample: Array) -> bool:
        """Whether a sample is one of those evaluated that nothing may learn from."""
        evaluation = self._mistakes.evaluation
        if evaluation is None or evaluation.split == "train":
            return False
        checksums = sample_checksums(stored(sample)[None])
        return checksums[0] in evaluation.samples and bool(held_out(checksums)[0])

    def add_pictures(self, source: str) -> None:
        """Add samples of a file or a folder to those of one's own."""
        choice = self.chosen.choice
        own = (*(each for each in choice.own if each != source), source)
        self._chosen.change(choice=replace(choice, own=own))
        self.changed.emit()

    def forget_own(self) -> None:
        """Add no samples of one's own; their files stay."""
        self._chosen.change(choice=replace(self.chosen.choice, own=()))

    @property
    def can_list(self) -> bool:
        """Whether the verdict's samples are among those that were evaluated."""
        evaluation = self._mistakes.evaluation
        return self._verdict is not None and evaluation is not None and evaluation.split != "train"

    def list_places(self, title: str, places: Indices) -> None:
        """List samples of the test split, given by their places in it."""
        selected = self.selected
        if selected is not None and self.can_list:
            self._mistakes.narrow(Group(title, places + selected.first_test), **NO_FILTERS)

    # The training

    def _train(
        self, target: EvaluationTarget, card: ModelCard, remedy: Remedy, chosen: FixState
    ) -> None:
        """Train on from the network, or a fresh one of another architecture."""
        assert isinstance(target.network, Path), "only a model in a file has a card"
        choice, afresh = chosen.choice, chosen.choice.kind == "architecture"
        recipe = replace(_RECIPE if afresh else _RECIPE.fine_tuning(), epochs=chosen.epochs)
        own = card.architecture == OWN
        plan = Plan(
            name=f"{_AGAIN.sub('', card.name)}-fixed",
            architecture=choice.architecture if afresh else OWN if own else card.architecture,
            recipe=recipe,
            source=target.dataset.name,
            start=None if afresh else target.network,
            remedy=remedy,
        )
        self._set_phase(FixPhase.TRAINING)
        # What was evaluated stays on the stage: its maps stand beside those of the new network.
        self._training.start(plan, on_stage=False)
        if self._training.is_idle:  # it could not begin, and that was told
            self._set_phase(FixPhase.IDLE)

    def _take_model(self, path: Path) -> None:
        if self._phase is not FixPhase.TRAINING:
            return
        self._set_phase(FixPhase.IDLE)
        trial = self._chosen.value.trial
        if trial is not None and trial == self._trained_for:  # no document was opened meanwhile
            self._chosen.change(trial=replace(trial, fixed=str(path)))
            self.judge()

    def _follow(self) -> None:
        """A training that ended without a model has fixed nothing."""
        if self._phase is FixPhase.TRAINING and self._training.is_idle:
            self._set_phase(FixPhase.IDLE)

    # Jobs

    def _groups(self, selected: Selected) -> dict[str, Indices]:
        """Places in the test split of the samples of each tag and each cluster with a name."""
        derived, annotations = self._derived_analyses, self._mistakes.annotations.by_index
        clusters, names = derived.clusters or (), derived.cluster_names
        return named_places(annotations, clusters, names, selected.first_test)

    def _start(
        self,
        phase: FixPhase,
        work: Callable[[Progress, CancelToken], object],
        done: Callable[..., None],
    ) -> None:
        def conclude(outcome: Outcome) -> None:
            if self._job is job:
                self._job = None
                self._set_phase(FixPhase.IDLE)
                outcome.conclude(done, self._mistakes.messages.trouble)
                self.changed.emit()

        job = self._job = self._mistakes.jobs.start(work, conclude, self.progressed)
        self._set_phase(phase)

    def _forget(self) -> None:
        """Another evaluation is shown, or labels count as others: the verdict is not about it."""
        if self._job is not None:
            self._job.cancel()
        self._verdict = None
        self.changed.emit()

    def _set_phase(self, phase: FixPhase) -> None:
        if phase is not self._phase:
            self._phase = phase
            self.changed.emit()
