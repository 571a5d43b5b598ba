"""The map of samples: each a point, near those that the network sees as alike."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QObject, Signal

from camviewer.attribution.map_work import MapsRequest
from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Job, Outcome, Progress
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import EvaluationTarget
from camviewer.data.dataset import to_sample
from camviewer.document.document import Document
from camviewer.error_analysis import embedding
from camviewer.error_analysis.neighbourhood import Neighbourhood, neighbourhood
from camviewer.error_analysis.projection import Points, Projection, projected
from camviewer.inference.evaluation import Evaluation, Probabilities
from camviewer.inference.prediction import Capability, Prediction

Key = tuple[str, str]
"""How samples are projected and what of them, as in `MapState`."""

_BATCH = 500


class SampleMap(QObject):
    """Projections are found when first wanted, and forgotten with the evaluation."""

    changed = Signal()
    """Another projection is shown, or one is being found or no longer."""

    progressed = Signal(int, int)
    """How much of a projection is done, of what."""

    moved = Signal()
    """The digit on the canvas has come to another place."""

    def __init__(
        self, document: Document, mistakes: Mistakes, parent: QObject | None = None
    ) -> None:
        """Nothing is projected yet.

        Args:
            document: says how, and what is on the canvas.
            mistakes: whose evaluation is projected, in its threads.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes
        self._choices = document.evaluation
        self._followed = self._key
        self._found: dict[Key, Projection] = {}
        self._kept: dict[Key, Neighbourhood | None] = {}
        self._given: dict[Key, Points] = {}  # found before, in another window
        self._jobs: dict[Key, Job] = {}
        self._shown: Key | None = None
        mistakes.evaluation_changed.connect(self._forget)
        self._choices.changed.connect(self._follow)
        document.prediction_changed.connect(self.moved)

    # What is known

    @property
    def projected(self) -> str:
        """What of a sample is projected; of another system nothing but its scores is known."""
        evaluation = self._mistakes.evaluation
        is_foreign = evaluation is not None and evaluation.is_foreign
        return "scores" if is_foreign else self._choices.value.map.projected

    @property
    def _key(self) -> Key:
        chosen = self._choices.value.map
        return chosen.projection, self.projected

    @property
    def projection(self) -> Projection | None:
        """Where the samples are: as it is wanted or, until that is found, as it was before."""
        return None if self._shown is None else self._found[self._shown]

    @property
    def neighbourhood(self) -> Neighbourhood | None:
        """What that keeps of the neighbours; None until it is known, and of hardly any samples."""
        return None if self._shown is None else self._kept.get(self._shown)

    @property
    def is_running(self) -> bool:
        """Whether the projection that is wanted is being found."""
        return self._key in self._jobs

    @property
    def missing(self) -> str:
        """Why there is no projection as it is wanted, in a sentence; empty if there can be one."""
        method, what = self._key
        is_given = (method, what) in self._given
        if method == "tsne" and not is_given and not embedding.is_available():
            return self.tr("t-SNE is not installed. Run: pip install “{0}”").format(embedding.EXTRA)
        evaluation = self._mistakes.evaluation
        if evaluation is not None and evaluation.probabilities is not Probabilities.ALL:
            return self.tr(
                "The predictions of {0} come without the probabilities of all classes, so the "
                "[samples] cannot be arranged by them."
            ).format(evaluation.model)
        needed = {
            "features": Capability.CONVOLUTION_FEATURES,
            "maps": Capability.LINEAR_HEAD,
        }.get(what)
        error = None if evaluation is None or needed is None else evaluation.lacking(needed)
        return "" if error is None else str(error)

    @property
    def drawn(self) -> Points | None:
        """(2,) where the digit on the canvas is; None if another network reads it."""
        target, prediction = self._mistakes.target, self._document.prediction
        if target is None or prediction is None or self._shown is None:
            return None
        if self._document.network != target.network:
            return None
        vector = _vector(prediction, self._shown[1])
        projection = self._found[self._shown]
        if vector is None or vector.shape != projection.vectors.shape[1:]:
            return None
        return projection.place(vector)

    @property
    def lasting(self) -> dict[Key, Points]:
        """The points of projections that took a while; others are found again at once."""
        found = {key: each.points for key, each in self._found.items() if each.plane is None}
        return self._given | found

    def restore(self, points: Mapping[Key, Points]) -> None:
        """Take points that were found before of this very evaluation, each (n, 2)."""
        wanted = set(self._jobs)
        self._forget()
        self._given = dict(points)
        if wanted:
            self.look()

    # Finding projections

    def look(self) -> None:
        """Find the projection that is wanted, if it is not there: the map is looked at."""
        target, evaluation, key = self._mistakes.target, self._mistakes.evaluation, self._key
        if target is None or evaluation is None or not len(evaluation):
            return
        if evaluation.probabilities is not Probabilities.ALL:
            return
        if self.missing and self._shown is None:
            key = ("pca", "features" if evaluation.pooled is not None else "scores")
        elif self.missing:
            return
        if key in self._found:
            self._show(key)
        elif key not in self._jobs:
            self._find(key, target, evaluation)

    def stop(self) -> None:
        """Find it no longer; the map stays as it was."""
        job = self._jobs.get(self._key)
        if job is not None:
            job.cancel()

    def _find(self, key: Key, target: EvaluationTarget, evaluation: Evaluation) -> None:
        (method, what), given = key, self._given.get(key)

        def work(progress: Progress, token: CancelToken) -> Projection:
            vectors = self._vectors(what, target, evaluation, progress, token)
            if given is not None:
                return Projection(vectors, given)
            if method == "tsne":
                return embedding.embedded(vectors, progress, token.check)
            return projected(vectors)

        def conclude(outcome: Outcome) -> None:
            if self._jobs.get(key) is not job:
                return  # of an evaluation before
            del self._jobs[key]
            outcome.conclude(lambda found: self._take(key, found), self._mistakes.messages.trouble)
            if outcome.cancelled or outcome.trouble:
                self._return()

        job = self._jobs[key] = self._mistakes.jobs.start(work, conclude, self.progressed)
        self.changed.emit()

    def _vectors(
        self,
        what: str,
        target: EvaluationTarget,
        evaluation: Evaluation,
        progress: Progress,
        token: CancelToken,
    ) -> Array:
        """(n, D) what is projected of the samples."""
        if what == "features" and evaluation.pooled is not None:
            return evaluation.pooled
        if what != "maps":
            return evaluation.scores
        assert target.network is not None, "asked only of a network that has maps"
        mapper, found = self._mistakes.tools.make_mapper(), []
        for start in range(0, len(evaluation), _BATCH):
            token.check()
            progress(start, len(evaluation))
            part = slice(start, start + _BATCH)
            samples = to_sample(target.samples.batch(start, min(start + _BATCH, len(evaluation))))
            found.append(mapper(MapsRequest(target.network, samples, evaluation.predicted[part])))
        return np.concatenate(found).reshape(len(evaluation), -1)

    def _take(self, key: Key, found: Projection) -> None:
        self._found[key] = found
        as_read = self._mistakes.as_read  # where samples are does not depend on their labels

        def work(_progress: Progress, _token: CancelToken) -> Neighbourhood | None:
            return neighbourhood(found.vectors, found.points)

        def keep(kept: Neighbourhood | None) -> None:
            if self._mistakes.as_read is as_read:
                self._kept[key] = kept
                self.changed.emit()

        trouble = self._mistakes.messages.trouble
        self._mistakes.jobs.start(work, lambda outcome: outcome.conclude(keep, trouble))
        if self._shown is None or key == self._key:
            self._show(key)
        else:
            self.changed.emit()

    def _show(self, key: Key) -> None:
        self._shown = key
        self.changed.emit()
        self.moved.emit()

    def _return(self) -> None:
        """What was wanted has not been found: what is shown is wanted again."""
        if self._shown is not None:
            method, what = self._shown
            self._change(projection=method, projected=what)
        self.changed.emit()

    def _change(self, **changes: str) -> None:
        chosen = self._choices.value.map
        self._choices.change(map=type(chosen)(**(vars(chosen) | changes)))

    def _follow(self) -> None:
        if self._key != self._followed:
            self._followed = self._key
            if self._shown is not None:
                self.look()
            self.changed.emit()

    def _forget(self) -> None:
        for job in self._jobs.values():
            job.cancel()
        self._found, self._kept, self._jobs, self._given, self._shown = {}, {}, {}, {}, None
        self.changed.emit()


def _vector(prediction: Prediction, what: str) -> Array | None:
    """(D,) what is projected of the digit on the canvas; None where the network has none."""
    if what == "features" and prediction.convolution is not None:
        return prediction.pooled
    if what == "maps":
        if prediction.head is None:
            return None
        predicted: Array = prediction.maps[prediction.logits.argmax()]
        return predicted.reshape(-1)
    return prediction.logits
