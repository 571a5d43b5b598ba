"""Saves the document as a file, and shows one that was saved, exactly where the work stood."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Lock

import numpy as np
from PySide6.QtCore import QObject, Signal

from camviewer.common import paths
from camviewer.common.cancel import CancelToken
from camviewer.common.files import read_bytes
from camviewer.common.translation import translate
from camviewer.concurrency.job import Job, Jobs, Outcome
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.document_opening import OpenedDocument, open_document
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.report_content import report_of
from camviewer.controllers.saved_file import TOPIC, look_at, show_in_folder
from camviewer.data.dataset import Dataset
from camviewer.document import archive
from camviewer.document.archive import IncludedSamples, SavedDocument
from camviewer.document.canvas_content import content_of_sample
from camviewer.document.document import Document
from camviewer.document.messages import Action, Messages
from camviewer.document.stage import Model
from camviewer.export.report import Report
from camviewer.inference.evaluation import Evaluation

_log = logging.getLogger(__name__)

_OPENING = "document"  # topic of messages

_FILE = "file"
"""Under this name the session's results tell which file was in use."""

_NOT_TAKEN = ("window", "lesson")
"""Parts of a document that stay as they are here, or are taken with care."""


class DocumentFiles(QObject):
    """One document is in use: what it was saved as last, or opened from."""

    changed = Signal()
    """Another file is in use, or whether one is being written or read."""

    opened = Signal()
    """A document is shown: a window that is built now shows what was open in it."""

    def __init__(
        self,
        document: Document,
        messages: Messages,
        mistakes: Mistakes,
        derived: DerivedAnalyses,
        parent: QObject | None = None,
    ) -> None:
        """No file is in use.

        Args:
            document: what is saved.
            messages: where it is told how it went.
            mistakes: what was evaluated, and what is noted about its samples.
            derived: what was compared with it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._mistakes = mistakes
        self._derived = derived
        self._jobs = Jobs(self)
        self._opening: Job | None = None
        self._saves = count(1)
        self._written: dict[Path, int] = {}  # number of the save that each file is of
        self._writing = Lock()
        self._came_along: Dataset | None = None  # samples that only a document's file has
        self._path: Path | None = None
        self._included = (False, False)
        self._is_offering = False
        mistakes.evaluating_changed.connect(self._withdraw_offer)

    @property
    def path(self) -> Path | None:
        """The file in use; None before the first, and for one of which parts were left out."""
        return self._path

    @property
    def included(self) -> tuple[bool, bool]:
        """Whether networks and samples came along with what was saved or opened last."""
        return self._included

    def save(self, path: str | Path, *, networks: bool = False, samples: bool = False) -> None:
        """Write the document, in a thread.

        Args:
            path: the file.
            networks: whether the files of the networks come along.
            samples: whether the listed samples come along.
        """
        self._included = networks, samples
        make, number = self._taken_down(networks, samples), next(self._saves)

        def work(_progress: object, _token: CancelToken) -> None:
            # Closing does not cancel it: whoever has saved must not find that nothing is there.
            self._write(Path(path), make(), number)

        def done(_result: object) -> None:
            self._use(Path(path))
            told = self.tr("Saved {0}").format(path)
            self._messages.inform(told, show_in_folder(path), topic=TOPIC)

        def failed(sentence: str) -> None:
            self._messages.trouble(sentence, topic=TOPIC)

        self._jobs.start(work, lambda outcome: outcome.conclude(done, failed), must_end=True)

    def save_report(self, path: str | Path, write: Callable[[Path, Report], object]) -> None:
        """Write a report of the document as it is now, in a thread.

        Args:
            path: the file.
            write: writes a report to a file of its kind.
        """
        make, target = self._taken_down(), self._mistakes.target
        dataset, models = self._document.dataset, tuple(self._models())
        compared, make_mapper = self._derived.model, self._mistakes.tools.make_mapper

        def work(_progress: object, token: CancelToken) -> None:
            saved = make()
            document = OpenedDocument(
                saved, models, dataset, target, saved.evaluations, compared, ()
            )
            write(Path(path), report_of(document, make_mapper(), token.check))

        def done(_result: object) -> None:
            told = self.tr("Saved {0}").format(path)
            self._messages.inform(told, *look_at(path), topic=TOPIC)

        def failed(sentence: str) -> None:
            self._messages.trouble(sentence, topic=TOPIC)

        self._jobs.start(work, lambda outcome: outcome.conclude(done, failed))

    def _write(self, path: Path, document: SavedDocument, number: int) -> None:
        """Write a document, unless what was saved later is there already. Safe between threads."""
        with self._writing:
            if number > self._written.get(path, 0):
                archive.save(path, document)
                self._written[path] = number

    def open(self, path: str | Path) -> None:
        """Show a document in place of what is there now; that is told, with what is missing.

        One that is still being read is left.
        """
        self._open(Path(path), is_session=False)

    def _open(self, path: Path, *, is_session: bool) -> None:
        def work(_progress: object, token: CancelToken) -> OpenedDocument:
            return open_document(path, token)

        def done(found: OpenedDocument) -> None:
            self._show(found)
            if not is_session:
                self._included = bool(found.saved.networks), found.saved.samples is not None
            in_use = str(found.saved.results.get(_FILE, "")) if is_session else str(path)
            # Saved under the same name, what could not be opened here would be lost.
            self._use(Path(in_use) if in_use and not found.troubles else None)
            self.opened.emit()
            for each in found.troubles:
                self._messages.trouble(each)
            if not found.troubles and not is_session:
                self._messages.inform(self.tr("Opened {0}").format(path.name), topic=_OPENING)

        def conclude(outcome: Outcome) -> None:
            if self._opening is not job:
                return  # overtaken by another one
            self._opening = None
            outcome.conclude(done, lambda told: self._messages.trouble(told, topic=_OPENING))

        self.leave_opening()
        job = self._opening = self._jobs.start(work, conclude)

    def leave_opening(self) -> None:
        """Show no document that is still being read."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None

    # The session

    def keep_session(self) -> None:
        """Keep where the work stands, if anything was evaluated; a failure is only logged."""
        if self._mistakes.evaluation is None:
            return
        make, in_use = self._taken_down(), str(self._path or "")
        # Networks are here: there is no need of them.
        self._jobs.start(
            lambda _progress, _token: _keep(make(), in_use),
            lambda outcome: outcome.conclude(lambda _: None, _log.warning),
            must_end=True,
        )

    def offer_session(self) -> None:
        """Offer to go on where the work stood when the program was closed."""
        if not session_file().is_file():
            return
        self._is_offering = True
        self._messages.offer(
            self.tr("Continue with the evaluation from last time?"),
            Action(self.tr("Continue"), self._go_on),
            Action(self.tr("Forget it"), self._forget_session),
        )

    def _withdraw_offer(self) -> None:
        """Another evaluation has begun to take its place, or it was answered."""
        if self._is_offering:
            self._is_offering = False
            self._messages.withdraw()

    def _go_on(self) -> None:
        self._withdraw_offer()
        self._open(session_file(), is_session=True)

    def _forget_session(self) -> None:
        self._withdraw_offer()
        with suppress(OSError):
            session_file().unlink()

    def begin_closing(self) -> None:
        """Read nothing more; what is being written is written."""
        self._jobs.begin_closing()

    def close(self) -> None:
        """Wait for what is being written."""
        self._jobs.close()

    def _use(self, path: Path | None) -> None:
        if path != self._path:
            self._path = path
            self.changed.emit()

    # Saving

    def _taken_down(
        self, with_networks: bool = False, with_samples: bool = False
    ) -> Callable[[], SavedDocument]:
        """All that is to be saved as it is now; what takes longer is left to the thread."""
        document, mistakes = self._document, self._mistakes
        state, target, first = document.state(), mistakes.target, mistakes.as_read
        annotations = mistakes.annotations
        notes = (
            {}
            if first is None
            else {first.samples[index]: note for index, note in annotations.by_index.items()}
        )
        names = {} if first is None else annotations.cluster_names(first.model)
        models = self._models()
        evaluated, listed = self._evaluated(), mistakes.indices
        if target is not None and target.source is self._came_along:
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
            )

        return make

    def _evaluated(self) -> list[tuple[str, Evaluation]]:
        """Names of the networks that were evaluated, and what came out, by the file's labels.

        Another system, whose predictions are known, has no name.
        """
        target, first = self._mistakes.target, self._mistakes.as_read
        if target is None or first is None:
            return []
        files = {model.path: model.name for model in self._document.models}
        name = files.get(target.network, "") if isinstance(target.network, Path) else ""
        second, compared = self._derived.second, self._derived.model
        if second is None or compared is None:
            return [(name, first)]
        return [(name, first), (compared.name, replace(second, labels=first.labels))]

    def _models(self) -> list[Model]:
        """All networks that the document names."""
        named = {self._document.comparison.value.second, *(name for name, _ in self._evaluated())}
        others = (model for model in self._document.models if model.name in named)
        return list(dict.fromkeys((*self._document.on_stage, *others)))

    # Opening

    def _show(self, found: OpenedDocument) -> None:
        document, state = self._document, found.saved.state
        for model in found.models:
            document.add_model(model)
        if found.models:
            document.set_model(found.models[0])
        self._came_along = found.dataset if found.came_along else None
        if found.dataset is not None:
            document.set_dataset(state.source, found.dataset)
        document.history.show(content_of_sample(state.sample), self.tr("opening a document"))
        document.change_display(**vars(state.display))
        kept = document.window.value
        self._show_parts(found)
        document.window.set(
            replace(
                state.window,
                scheme=kept.scheme,
                language=kept.language,
                geometry=kept.geometry,
                folder=kept.folder,
                welcomed=True,
            )
        )
        if not state.stage.following:
            document.choose_class(state.stage.class_index)
        else:
            document.follow_prediction()

    def _show_parts(self, found: OpenedDocument) -> None:
        document, state, saved = self._document, found.saved.state, found.saved
        annotations = self._mistakes.annotations
        annotations.take_over(saved.annotations)
        if found.target is not None:
            first = found.evaluations[0]
            self._mistakes.show(found.target, first)
            own = annotations.cluster_names(first.model)  # which stay, as one's notes do
            for key in saved.cluster_names.keys() - own.keys():
                annotations.name_cluster(first.model, key, saved.cluster_names[key])
            if found.compared is not None:
                self._derived.show_comparison(found.compared, found.evaluations[1])
        for name in document.part_states():
            if name not in _NOT_TAKEN:
                getattr(document, name).set(getattr(state, name))


def session_file() -> Path:
    """Where the work is kept between two starts."""
    return paths.home() / f"session{archive.SUFFIX}"


def _keep(document: SavedDocument, in_use: str) -> None:
    archive.save(session_file(), replace(document, results={**document.results, _FILE: in_use}))
