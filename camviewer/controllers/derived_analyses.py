"""What takes a while to find out about an evaluation: clusters, a second model, neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal, SignalInstance

from camviewer.attribution.map_work import MapsRequest
from camviewer.common.arrays import Array
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Job, Outcome, Progress
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import EvaluationTarget
from camviewer.data.corrected import Corrections
from camviewer.data.dataset import Split, to_sample, untrainable
from camviewer.document.canvas_content import source_title
from camviewer.document.stage import Model
from camviewer.error_analysis.clusters import ErrorCluster, find_clusters
from camviewer.error_analysis.corrections import with_corrections
from camviewer.error_analysis.neighbours import nearest
from camviewer.error_analysis.paired_test import Paired, compare
from camviewer.inference.evaluation import Evaluation, Indices
from camviewer.inference.prediction import Capability

NEIGHBOURS = 5
"""Training samples of each kind that are shown beside a sample."""

_BATCH = 500


class DerivedAnalyses(QObject):
    """Computed when first wanted, forgotten when another evaluation is shown."""

    clusters_changed = Signal()
    comparison_changed = Signal()
    neighbours_changed = Signal()

    progressed = Signal(str, int, int)
    """What is being found ("clusters", "comparison", "neighbours"), how much is done, of what."""

    def __init__(self, mistakes: Mistakes, parent: QObject | None = None) -> None:
        """Nothing is found yet.

        Args:
            mistakes: whose evaluation is looked into, and whose tools and threads are used.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._mistakes = mistakes
        self.tools = mistakes.tools
        self.running: dict[str, Job] = {}
        self._clusters: tuple[ErrorCluster, ...] | None = None
        self._model: Model | None = None
        self._second: Evaluation | None = None
        self._paired: Paired | None = None
        self._trained: Evaluation | None = None  # with the labels of the file
        mistakes.evaluation_changed.connect(self._forget)
        mistakes.labels_changed.connect(self._follow_labels)

    @property
    def mistakes(self) -> Mistakes:
        """The evaluation that is looked into."""
        return self._mistakes

    def is_running(self, what: str) -> bool:
        """Whether "clusters", "comparison" or "neighbours" are being found."""
        return what in self.running

    # Clusters

    @property
    def clusters(self) -> tuple[ErrorCluster, ...] | None:
        """Mistakes grouped by their difference maps, largest first; None before they are found."""
        return self._clusters

    @property
    def cluster_names(self) -> dict[str, str]:
        """The names that a person gave, by the clusters' keys."""
        evaluation = self._mistakes.evaluation
        return self._mistakes.annotations.cluster_names(evaluation.model) if evaluation else {}

    @property
    def cluster_titles(self) -> list[str]:
        """What each cluster is called: the name that a person gave, or its number."""
        given, usual = self.cluster_names, self.tr("Cluster {0}")
        return [
            given.get(cluster.key) or usual.format(place)
            for place, cluster in enumerate(self._clusters or (), start=1)
        ]

    @property
    def cluster_of(self) -> dict[int, str]:
        """What the cluster of each mistake is called, by its place in the split."""
        return {
            int(index): title
            for cluster, title in zip(self._clusters or (), self.cluster_titles, strict=True)
            for index in cluster.members
        }

    def name_cluster(self, cluster: ErrorCluster, name: str) -> None:
        """Give a cluster a name; an empty one takes it away."""
        evaluation = self._mistakes.evaluation
        if evaluation is not None:
            self._mistakes.annotations.name_cluster(evaluation.model, cluster.key, name.strip())

    def show_clusters(self, clusters: tuple[ErrorCluster, ...]) -> None:
        """Show what was found before about the mistakes of this very evaluation."""
        self.stop("clusters")
        self._clusters = clusters
        self.clusters_changed.emit()

    def find_clusters(self) -> None:
        """Group the mistakes; `clusters_changed` tells when."""
        target, evaluation = self._mistakes.target, self._mistakes.evaluation
        if target is None or evaluation is None:
            return
        indices = np.flatnonzero(evaluation.wrong)

        def work(progress: Progress, token: CancelToken) -> tuple[ErrorCluster, ...]:
            maps = self._differences(target, evaluation, indices, progress, token)
            return find_clusters(maps, indices, None) if len(indices) else ()

        def done(clusters: tuple[ErrorCluster, ...]) -> None:
            self._clusters = clusters

        self._find("clusters", work, done, self.clusters_changed)

    def _differences(
        self,
        target: EvaluationTarget,
        evaluation: Evaluation,
        indices: Indices,
        progress: Progress,
        token: CancelToken,
    ) -> Array:
        """(m, h, w) maps of the predicted classes minus those of the labels."""
        assert target.network is not None, "asked only of a network that has maps"
        mapper, samples, found = self.tools.make_mapper(), target.samples, []
        for start in range(0, len(indices), _BATCH):
            token.check()
            progress(start, len(indices))
            part = indices[start : start + _BATCH]
            found.append(
                mapper(
                    MapsRequest(
                        target.network,
                        _batch(samples, part),
                        evaluation.predicted[part],
                        evaluation.labels[part],
                    )
                )
            )
        return np.concatenate(found) if found else np.zeros((0, 1, 1), np.float32)

    def missing(self, *needed: Capability) -> str:
        """The first of these that the evaluated network lacks, in a sentence; empty if none."""
        evaluation = self._mistakes.evaluation
        error = None if evaluation is None else evaluation.lacking(*needed)
        return "" if error is None else str(error)

    # A second model

    @property
    def model(self) -> Model | None:
        """The model that is compared with."""
        return self._model

    @property
    def second(self) -> Evaluation | None:
        """What the second model made of the same samples; None without one."""
        return self._second

    @property
    def paired(self) -> Paired | None:
        """What one model classifies correctly and the other does not."""
        return self._paired

    def compare_with(self, model: Model) -> None:
        """Evaluate a second model on the same samples; `comparison_changed` tells when."""
        target, first = self._mistakes.target, self._mistakes.evaluation
        if target is None or first is None:
            return

        def work(progress: Progress, token: CancelToken) -> Evaluation:
            found = self.tools.evaluate(model.path, target.dataset, target.split, progress, token)
            compare(first, found)  # SciPy is loaded here, and other samples are told
            return found

        def done(found: Evaluation) -> None:
            self._compare(model, found)

        self._find("comparison", work, done, self.comparison_changed)

    def show_comparison(self, model: Model, second: Evaluation) -> None:
        """Show what a second model made of the same samples before.

        Raises:
            UserError: they are others.
        """
        self.stop("comparison")
        self._compare(model, second)
        self.comparison_changed.emit()

    def _compare(self, model: Model, second: Evaluation) -> None:
        first = self._mistakes.evaluation
        if first is not None:
            second = replace(second, labels=first.labels)  # these may be corrected, also meanwhile
            self._model, self._second, self._paired = model, second, compare(first, second)

    def leave_comparison(self) -> None:
        """Compare no longer."""
        self._model = self._second = self._paired = None
        self.comparison_changed.emit()

    # Neighbours

    @property
    def has_neighbours(self) -> bool:
        """Whether the training samples were read, so that neighbours can be told."""
        return self.trained is not None

    @property
    def trained(self) -> Evaluation | None:
        """What the network made of the training samples, which may be followed by others."""
        target = self._mistakes.target
        within = target is not None and target.split in ("train", "all")
        if within or self._trained is None:
            return self._mistakes.evaluation if within else None
        return with_corrections(self._trained, self.corrections())

    def corrections(self) -> Corrections:
        """Classes that count in place of labels, of whatever samples; none unless they do."""
        mistakes = self._mistakes
        return mistakes.annotations.decisions() if mistakes.uses_corrections else {}

    @property
    def missing_neighbours(self) -> str:
        """Why no neighbours can be told, in a sentence; empty if they can."""
        target, missing = self._mistakes.target, self.missing(Capability.CONVOLUTION_FEATURES)
        if missing or target is None or self.has_neighbours:
            return missing
        error = untrainable(target.dataset, source_title(target.dataset.name))
        return "" if error is None else str(error)

    def find_neighbours(self) -> None:
        """Let the network read the training samples; `neighbours_changed` tells when."""
        target = self._mistakes.target
        if target is None or target.network is None or self.has_neighbours:
            return
        network = target.network

        def work(progress: Progress, token: CancelToken) -> Evaluation:
            return self.tools.evaluate(network, target.dataset, "train", progress, token)

        def done(trained: Evaluation) -> None:
            self._trained = trained

        self._find("neighbours", work, done, self.neighbours_changed)

    def neighbours(self, index: int, wrong: bool) -> Indices:
        """The training samples nearest to one of the evaluation, misclassified or correct.

        Args:
            index: its place in the split; as a training sample it is no neighbour of its own.
            wrong: which are wanted.

        Returns:
            Places in the training split of those with the nearest pooled features F_k.
        """
        target, evaluation, trained = (
            self._mistakes.target,
            self._mistakes.evaluation,
            self.trained,
        )
        if target is None or evaluation is None or trained is None:
            return np.zeros(0, np.intp)
        pooled, others = evaluation.pooled, trained.pooled
        if pooled is None or others is None or pooled.shape[1:] != others.shape[1:]:
            return np.zeros(0, np.intp)
        candidates = np.flatnonzero(trained.wrong == wrong)
        candidates = candidates[candidates < len(target.dataset.train)]
        if trained is evaluation:
            candidates = candidates[candidates != index]
        return nearest(others, pooled[index], candidates, NEIGHBOURS)

    # Jobs

    def stop(self, what: str) -> None:
        """Stop finding something."""
        if what in self.running:
            self.running[what].cancel()

    def _find(
        self,
        what: str,
        work: Callable[[Progress, CancelToken], object],
        done: Callable[..., None],
        changed: SignalInstance,
    ) -> None:
        self.stop(what)

        def conclude(outcome: Outcome) -> None:
            if self.running.get(what) is not job:
                return  # overtaken by another one
            del self.running[what]
            outcome.conclude(done, self._mistakes.messages.trouble)
            changed.emit()

        job = self._mistakes.jobs.start(work, conclude, self._tell_progress)
        self.running[what] = job
        changed.emit()

    def _tell_progress(self, done: int, whole: int) -> None:
        for what, job in self.running.items():
            if job is self.sender():
                self.progressed.emit(what, done, whole)

    def _follow_labels(self) -> None:
        """Other samples are mistakes now; what networks read stays."""
        evaluation = self._mistakes.evaluation
        if self._second is not None and evaluation is not None:
            self._second = replace(self._second, labels=evaluation.labels)
            self._paired = compare(evaluation, self._second)
            self.comparison_changed.emit()
        self.stop("clusters")
        self._clusters = None
        self.clusters_changed.emit()

    def _forget(self) -> None:
        for job in self.running.values():
            job.cancel()
        self.running = {}
        self._clusters = self._model = self._second = self._paired = self._trained = None
        for changed in (self.clusters_changed, self.comparison_changed, self.neighbours_changed):
            changed.emit()


def _batch(samples: Split, indices: Indices) -> Array:
    """(n, h, w, …) samples of a split."""
    return to_sample(np.stack([samples.image(int(index)) for index in indices]))
