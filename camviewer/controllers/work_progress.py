"""How far the work on an evaluation has come: taken down for a document, and shown again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import SignalInstance

from camviewer.common.translation import translate
from camviewer.controllers.calibrating import Calibrating
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.fixing import Fixing, FixPhase
from camviewer.controllers.label_review import LabelReview
from camviewer.controllers.sample_map import SampleMap
from camviewer.controllers.sweeping import Sweeping
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.document.saved_work import SavedWork, WorkState, labels_checksum
from camviewer.document.stage import Model
from camviewer.error_analysis.verdict import Verdict


class WorkProgress:
    """What was found about the evaluation, and where one is in it."""

    def __init__(
        self,
        mistakes: Mistakes,
        derived: DerivedAnalyses,
        label_review: LabelReview,
        sample_map: SampleMap,
        calibrating: Calibrating,
        sweeping: Sweeping,
        fixing: Fixing,
    ) -> None:
        """Those who find it."""
        self._mistakes = mistakes
        self._derived = derived
        self._label_review = label_review
        self._sample_map = sample_map
        self._calibrating = calibrating
        self._sweeping = sweeping
        self._fixing = fixing

    @property
    def models(self) -> tuple[Model, ...]:
        """The networks that it is about besides those that were evaluated."""
        second = self._sweeping.second
        return () if second is None else (second,)

    @property
    def changes(self) -> tuple[SignalInstance, ...]:
        """Each tells that there is more of it, or less."""
        found = self._label_review, self._sample_map, self._calibrating, self._sweeping
        return *(each.changed for each in found), self._fixing.changed

    def taken_down(self) -> SavedWork:
        """As it is now."""
        mistakes, evaluation, verdict = self._mistakes, self._mistakes.evaluation, None
        if evaluation is None:
            return SavedWork()
        if self._fixing.verdict is not None:
            verdict = self._fixing.verdict.basis
        return SavedWork(
            state=WorkState(
                checksum=evaluation.checksum,
                labels=labels_checksum(evaluation.labels),
                looked_at=mistakes.index,
                chosen=tuple(mistakes.tagging.chosen.tolist()),
                binning=self._calibrating.binning,
                refused=self._calibrating.share,
                corruption=self._sweeping.corruption.name,
                swept=self._sweeping.label,
                swept_second="".join(model.name for model in self.models),
            ),
            points=self._sample_map.lasting,
            issues=self._label_review.issues,
            clusters=self._derived.clusters,
            sweeps=dict(self._sweeping.found),
            verdict=verdict,
        )

    def show(
        self,
        work: SavedWork,
        verdict: Verdict | None,
        named: Mapping[str, Model],
        test_samples: Sequence[str] = (),
    ) -> tuple[str, ...]:
        """Show it again, once its evaluation is shown and all is chosen as it was.

        Args:
            work: as it was taken down.
            verdict: that on a fix, given again.
            named: the networks that are here, by the names in it.
            test_samples: the checksums of the test samples, if the verdict asks for them.

        Returns:
            A sentence for each thing that could not be used.
        """
        evaluation, state = self._mistakes.evaluation, work.state
        if evaluation is None:
            return ()
        if state.checksum != evaluation.checksum:
            told = translate(
                "Not all [samples] of this document are here. The map, the queue, the clusters, "
                "the sweeps and the verdict that it holds are left out."
            )
            return () if work.is_empty else (told,)
        self._sample_map.restore(work.points)
        if work.issues is not None:
            self._label_review.restore(work.issues)
        self._show_sweeps(work, named.get(state.swept_second))
        self._calibrating.restore(state.binning, state.refused)
        troubles = self._show_what_labels_decide(work, verdict, test_samples)
        self._mistakes.return_to(state.looked_at)
        chosen = np.array(state.chosen, np.intp)
        self._mistakes.tagging.choose(chosen[np.isin(chosen, self._mistakes.indices)])
        return troubles

    def _show_sweeps(self, work: SavedWork, second: Model | None) -> None:
        state, found = work.state, work.sweeps
        if second is None:
            found = {name: curves[:1] for name, curves in found.items()}
        corruption = CORRUPTIONS[state.corruption]
        self._sweeping.restore(corruption, state.swept, second, dict(found))

    def _show_what_labels_decide(
        self, work: SavedWork, verdict: Verdict | None, test_samples: Sequence[str]
    ) -> tuple[str, ...]:
        evaluation = self._mistakes.evaluation
        assert evaluation is not None, "it is shown"
        if work.state.labels == labels_checksum(evaluation.labels):
            if work.clusters is not None:
                self._derived.show_clusters(work.clusters)
            if verdict is None:
                return ()
            if told := self._hindrance:
                return (told,)
            if self._fixing.restore(verdict, test_samples):
                return ()
        elif work.clusters is None and verdict is None:
            return ()
        told = translate(
            "Labels are corrected otherwise here than when this document was saved, so what was "
            "found by them is left out. Find the clusters and judge the fix again."
        )
        return (told,)

    @property
    def _hindrance(self) -> str:
        """Why no verdict on a fix can be shown, whatever it says; empty if one can."""
        if self._fixing.phase is not FixPhase.IDLE:
            return translate(
                "A fix is running, so the verdict in this document is left out. Open the document "
                "again when it has ended."
            )
        if self._fixing.trial is None:
            return translate(
                "The network that was to be fixed in this document is not here, so the verdict is "
                "left out. Save the document again with its networks included."
            )
        return ""
