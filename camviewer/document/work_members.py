"""How far the work had come, as members of a document's archive.

Each part is checked by itself and against the evaluation that it is about: what contradicts it is
left out and told, whoever wrote it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from camviewer.common.translation import translate
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.document.archive_members import (
    MemberReader,
    checked_text,
    checked_texts,
    put_array,
)
from camviewer.document.map_state import PROJECTED, PROJECTIONS
from camviewer.document.plain_data import read as read_plain
from camviewer.document.saved_work import WORK_ALLOWED, SavedWork, WorkState, are_places
from camviewer.error_analysis.clusters import ErrorCluster, key_of
from camviewer.error_analysis.label_issues import LabelIssues
from camviewer.error_analysis.projection import Points
from camviewer.error_analysis.sweep import Sweep
from camviewer.error_analysis.verdict import VerdictBasis
from camviewer.inference.evaluation import Evaluation, Indices

_PER_SAMPLE = ("labels", "before", "after", "judged")  # of a verdict
_MAX_GROUPS = 1000
_MAX_SWEEPS = 100

Entries = dict[str, Any]


def put_work(archive: zipfile.ZipFile, work: SavedWork) -> Entries:
    """Write arrays into an archive; what is plain data is returned."""
    return {
        "state": asdict(work.state),
        "points": [
            _put(archive, f"points/{number}", {"": points}, key=list(key))
            for number, (key, points) in enumerate(work.points.items())
        ],
        "issues": None if work.issues is None else _put_issues(archive, work.issues),
        "clusters": None
        if work.clusters is None
        else [
            _put(
                archive,
                f"clusters/{number}/",
                {"members": each.members.astype(np.int64), "mean": each.mean},
            )
            for number, each in enumerate(work.clusters)
        ],
        "sweeps": _put_sweeps(archive, work.sweeps),
        "verdict": None if work.verdict is None else _put_verdict(archive, work.verdict),
    }


def _put(archive: zipfile.ZipFile, where: str, arrays: Mapping[str, Any], **more: Any) -> Entries:
    for name, array in arrays.items():
        put_array(archive, f"work/{where}{name}", array)
    return more


def _put_issues(archive: zipfile.ZipFile, issues: LabelIssues) -> Entries:
    arrays = {name: getattr(issues, name) for name in ("suggested", "quality")}
    return _put(archive, "issues/", {**arrays, "queue": issues.queue.astype(np.int64)})


def _put_sweeps(archive: zipfile.ZipFile, sweeps: Mapping[str, tuple[Sweep, ...]]) -> list[Entries]:
    every = [sweep for found in sweeps.values() for sweep in found]
    return [
        _put(
            archive,
            f"sweeps/{number}/",
            {"indices": each.indices.astype(np.int64), "predicted": each.predicted},
            model=each.model,
            corruption=each.corruption,
        )
        for number, each in enumerate(every)
    ]


def _put_verdict(archive: zipfile.ZipFile, basis: VerdictBasis) -> Entries:
    arrays: dict[str, Any] = {name: getattr(basis, name).astype(np.uint8) for name in _PER_SAMPLE}
    places = {"selection": basis.selection, "similar": basis.similar}
    places |= {f"groups/{number}": each for number, (_, each) in enumerate(basis.groups)}
    arrays |= {name: each.astype(np.int64) for name, each in places.items() if each is not None}
    return _put(
        archive,
        "verdict/",
        arrays,
        class_names=list(basis.class_names),
        similar=basis.similar is not None,
        groups=[name for name, _ in basis.groups],
    )


def read_work(reader: MemberReader, described: object, evaluation: Evaluation | None) -> SavedWork:
    """How far the work on an evaluation had come; nothing where nothing is said of it."""
    if not isinstance(described, dict):
        return SavedWork()
    state = read_plain(WorkState, described.get("state"), WORK_ALLOWED)
    if evaluation is None:
        return SavedWork(state)
    work = _WorkReader(reader, described, evaluation)
    return SavedWork(
        state=state,
        points=work.points(),
        issues=reader.part(work.issues, None, translate("the list of suspected labels")),
        clusters=reader.part(work.clusters, None, translate("the clusters")),
        sweeps=work.sweeps(),
        verdict=reader.part(work.verdict, None, translate("the verdict on a fix")),
    )


class _WorkReader:
    """Takes the parts one by one."""

    def __init__(self, reader: MemberReader, described: Entries, evaluation: Evaluation) -> None:
        self._reader = reader
        self._described = described
        self._evaluation = evaluation
        self._number, self._classes = evaluation.scores.shape

    def _places(self, name: str, number: int) -> Indices:
        """Places of some of so many samples."""
        found = self._reader.array(f"work/{name}")
        if not are_places(found, number):
            raise ValueError("no places of samples")
        return found.astype(np.intp)

    def points(self) -> dict[tuple[str, str], Points]:
        """Maps of samples."""
        told = translate("a map of [samples]")
        return dict(self._reader.parts(self._described.get("points"), self._map, told))

    def _map(self, number: int, described: Any) -> tuple[tuple[str, str], Points]:
        method, what = checked_texts(described["key"])
        points = self._reader.array(f"work/points/{number}", np.float32)
        is_known = method in PROJECTIONS and what in PROJECTED
        if not is_known or points.shape != (self._number, 2):
            raise ValueError("another map")
        return (method, what), points

    def issues(self) -> LabelIssues | None:
        """What speaks against the labels of the file."""
        if self._described.get("issues") is None:
            return None
        suggested = self._reader.array("work/issues/suggested", np.uint8)
        quality = self._reader.array("work/issues/quality", np.float64)
        if not suggested.shape == quality.shape == (self._number,):
            raise ValueError("another shape")
        if suggested.max() >= self._classes or quality.min() < 0 or quality.max() > 1:
            raise ValueError("values that cannot be")
        queue = self._places("issues/queue", self._number)
        if len(np.unique(queue)) != len(queue):
            raise ValueError("samples twice in the queue")
        return LabelIssues(self._evaluation.labels, suggested, quality, queue)

    def clusters(self) -> tuple[ErrorCluster, ...] | None:
        """The clusters of mistakes, all or none."""
        listed = self._described.get("clusters")
        if listed is None:
            return None
        if len(listed) > _MAX_GROUPS:
            raise ValueError("too many clusters")
        return tuple(self._cluster(number) for number in range(len(listed)))

    def _cluster(self, number: int) -> ErrorCluster:
        members = self._places(f"clusters/{number}/members", self._number)
        mean = self._reader.array(f"work/clusters/{number}/mean", np.float32)
        if mean.ndim != 2 or not mean.size or not len(members) or (np.diff(members) <= 0).any():
            raise ValueError("another shape")
        return ErrorCluster(key_of(members), members, mean)

    def sweeps(self) -> dict[str, tuple[Sweep, ...]]:
        """The sweeps of each corruption, of the evaluated network and of a second one.

        Curves are told apart by their places: without the first no other one takes it.
        """
        told, found = translate("a sweep"), dict[str, tuple[Sweep, ...]]()
        listed = self._described.get("sweeps")
        for each in self._reader.parts(listed, self._sweep, told, _MAX_SWEEPS):
            before = found.get(each.corruption, ())
            if before or each.model == self._evaluation.model:
                found[each.corruption] = (*before, each)[:2]
        return found

    def _sweep(self, number: int, described: Any) -> Sweep:
        indices = self._places(f"sweeps/{number}/indices", self._number)
        predicted = self._reader.array(f"work/sweeps/{number}/predicted", np.uint8)
        corruption = CORRUPTIONS[checked_text(described["corruption"])]
        if predicted.shape != (len(corruption.strengths), len(indices)) or not len(indices):
            raise ValueError("another shape")
        if (np.diff(indices) <= 0).any():
            raise ValueError("samples twice, or in another order")
        return Sweep(
            checked_text(described["model"]),
            corruption.name,
            corruption.strengths,
            indices,
            self._evaluation.labels[indices],
            predicted,
        )

    def verdict(self) -> VerdictBasis | None:
        """What the verdict on a fix was given by."""
        described = self._described.get("verdict")
        if described is None:
            return None
        names = tuple(checked_texts(described["class_names"]))
        labels, *flags = (
            self._reader.array(f"work/verdict/{name}", np.uint8) for name in _PER_SAMPLE
        )
        before, after, judged = (each != 0 for each in flags)
        if not labels.shape == before.shape == after.shape == judged.shape == (len(labels),):
            raise ValueError("another shape")
        if not judged.any() or labels.max() >= len(names):
            raise ValueError("nothing to judge by")
        groups = checked_texts(described["groups"])
        if len(groups) > _MAX_GROUPS:
            raise ValueError("too many groups")
        number = len(labels)
        found = VerdictBasis(
            class_names=names,
            labels=labels,
            before=before,
            after=after,
            judged=judged,
            selection=self._places("verdict/selection", number),
            similar=self._places("verdict/similar", number) if described["similar"] else None,
            groups=tuple(
                (name, self._places(f"verdict/groups/{place}", number))
                for place, name in enumerate(groups)
            ),
        )
        self._check_before(found)
        return found

    def _check_before(self, basis: VerdictBasis) -> None:
        """The network before is the one that was evaluated."""
        first = self._evaluation
        if basis.class_names != first.class_names:
            raise ValueError("other classes")
        if first.split == "test" and not np.array_equal(
            basis.before, first.predicted == basis.labels
        ):
            raise ValueError("another reading than in the evaluation")
