"""What a document holds, taken down from what is shown and chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import SignalInstance

from camviewer.common.files import read_bytes
from camviewer.common.translation import translate
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.work_progress import WorkProgress
from camviewer.data.dataset import Dataset
from camviewer.document import archive
from camviewer.document.archive import IncludedSamples, SavedDocument
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.document.state import DocumentState
from camviewer.inference.evaluation import Evaluation
from camviewer.networks.scaling_notes import checksum_of, noted


class DocumentContents:
    """Takes a document down."""

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        derived: DerivedAnalyses,
        work: WorkProgress,
    ) -> None:
        """Nothing is taken down yet.

        Args:
            document: what is shown and chosen.
            mistakes: what was evaluated, and what is noted about its samples.
            derived: what was compared with it.
            work: how far the work on it has come.
        """
        self._document = document
        self._mistakes = mistakes
        self._derived = derived
        self._work = work

    @property
    def changes(self) -> tuple[SignalInstance, ...]:
        """Each tells that the document holds other work; how the window looks is none."""
        document, mistakes = self._document, self._mistakes
        parts = (getattr(document, name) for name in document.part_states() if name != "window")
        return (
            document.content_changed,
            mistakes.evaluation_changed,
            mistakes.labels_changed,
            mistakes.annotations.changed,
            self._derived.clusters_changed,
            self._derived.comparison_changed,
            *self._work.changes,
            *(part.changed for part in parts),
        )

    def taken_down(
        self,
        with_networks: bool = False,
        with_samples: bool = False,
        came_along: Dataset | None = None,
    ) -> Callable[[], SavedDocument]:
        """All that is to be saved as it is now; what takes longer is left to the thread.

        Args:
            with_networks: whether the files of the networks come along.
            with_samples: whether the listed samples come along.
            came_along: samples that only a document's file has; they come along whatever is said.
        """
        mistakes = self._mistakes
        state, target, first = self._state(), mistakes.target, mistakes.as_read
        annotations = mistakes.annotations
        notes = (
            {}
            if first is None
            else {first.samples[index]: note for index, note in annotations.by_index.items()}
        )
        names = {} if first is None else annotations.cluster_names(first.model)
        models, work = self.models, self._work.taken_down()
        evaluated, listed = self._evaluated(), mistakes.indices
        if target is not None and target.source is came_along:
            with_samples, listed = True, np.arange(len(target.samples))  # or they would be lost

        def make() -> SavedDocument:
            networks, samples = {}, None
            if with_networks:
                for model in models:
                    networks[model.name] = read_bytes(
                        model.path,
                        expected=translate("a network"),
                        at_most=archive.MAX_NETWORK,
                    )
            if with_samples and target is not None and len(listed):
                images = np.stack([target.samples.image(int(index)) for index in listed])
                labels = target.samples.labels[listed]
                names_ = target.dataset.class_names
                samples = IncludedSamples(images, labels, listed.astype(np.int64), names_)
            return SavedDocument(
                state=state,
                evaluations=tuple(each for _, each in evaluated),
                evaluated=tuple(name for name, _ in evaluated),
                annotations=notes,
                cluster_names=names,
                networks=networks,
                samples=samples,
                scalings=_scalings(models),
                work=work,
            )

        return make

    def _state(self) -> DocumentState:
        """What is shown and chosen, networks by their names: a path is another one elsewhere."""
        state, names = self._document.state(), self._names
        trial = state.fix.trial
        if trial is None:
            return state
        before, after = (names.get(path, path) for path in (trial.network, trial.fixed))
        trial = replace(trial, network=before, fixed=after)
        return replace(state, fix=replace(state.fix, trial=trial))

    @property
    def _names(self) -> dict[str, str]:
        """What networks are called in a document, by their paths."""
        return {str(model.path): model.name for model in self._document.models}

    def _evaluated(self) -> list[tuple[str, Evaluation]]:
        """Names of the networks that were evaluated, and what came out, by the file's labels.

        Another system, whose predictions are known, has no name.
        """
        target, first = self._mistakes.target, self._mistakes.as_read
        if target is None or first is None:
            return []
        is_file = isinstance(target.network, Path)
        name = self._names.get(str(target.network), "") if is_file else ""
        second, compared = self._derived.second, self._derived.model
        if second is None or compared is None:
            return [(name, first)]
        return [(name, first), (compared.name, replace(second, labels=first.labels))]

    @property
    def models(self) -> list[Model]:
        """All networks that the document names."""
        document, trial = self._document, self._document.fix.value.trial
        named = {document.comparison.value.second, *(name for name, _ in self._evaluated())}
        if trial is not None:
            named |= {self._names.get(path, "") for path in (trial.network, trial.fixed)}
        others = (model for model in document.models if model.name in named)
        return list(dict.fromkeys((*document.on_stage, *others, *self._work.models)))


def _scalings(models: Sequence[Model]) -> dict[str, Any]:
    """How networks of other programs are fed, by their files' checksums."""
    found = {}
    for model in models:
        scaling = noted(model.path, model.card.spec.channels) if model.card.is_foreign else None
        if scaling is not None:
            with suppress(OSError):  # it has gone this moment
                found[checksum_of(model.path)] = scaling.to_entry()
    return found
