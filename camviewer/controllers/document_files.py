"""Saves the document as a file, and shows one that was saved, exactly where the work stood."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, Signal

from camviewer.common import paths
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Job, Jobs, Outcome
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.document_contents import DocumentContents
from camviewer.controllers.document_notes import Notes, take_over
from camviewer.controllers.document_opening import OpenedDocument, open_document
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.report_content import report_of
from camviewer.controllers.saved_file import TOPIC, look_at, show_in_folder
from camviewer.controllers.work_progress import WorkProgress
from camviewer.data.dataset import Dataset
from camviewer.document import archive
from camviewer.document.archive import SavedDocument
from camviewer.document.canvas_content import content_of_sample
from camviewer.document.document import Document
from camviewer.document.messages import Action, Messages
from camviewer.export.report import Report

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
        work: WorkProgress,
        parent: QObject | None = None,
    ) -> None:
        """No file is in use.

        Args:
            document: what is saved.
            messages: where it is told how it went.
            mistakes: what was evaluated, and what is noted about its samples.
            derived: what was compared with it.
            work: how far the work on it has come.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._mistakes = mistakes
        self._derived = derived
        self._work = work
        self._contents = DocumentContents(document, mistakes, derived, work)
        self._jobs = Jobs(self)
        self._opening: Job | None = None
        self._saves = count(1)
        self._written: dict[Path, int] = {}  # number of the save that each file is of
        self._writing = Lock()
        self._came_along: Dataset | None = None  # samples that only a document's file has
        self._path: Path | None = None
        self._included = (False, False)
        self._is_offering = False
        self._unsaved = ""  # why something was not saved that was to be, if nobody was told yet
        self._has_told_unkept = False
        mistakes.evaluating_changed.connect(self._withdraw_offer)
        for changed in self._contents.changes:
            changed.connect(self._tell_unkept_again)

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
        make, number = (
            self._contents.taken_down(networks, samples, self._came_along),
            next(self._saves),
        )

        def work(_progress: object, _token: CancelToken) -> None:
            # Closing does not cancel it: whoever has saved must not find that nothing is there.
            self._write(Path(path), make(), number)

        def done(_result: object) -> None:
            self._tell_unkept_again()
            self._use(Path(path))
            told = self.tr("Saved {0}").format(path)
            self._messages.inform(told, show_in_folder(path), topic=TOPIC)

        def failed(sentence: str) -> None:
            self._unsaved = sentence
            self._messages.trouble(sentence, topic=TOPIC)

        self._jobs.start(work, lambda outcome: outcome.conclude(done, failed), must_end=True)

    def finish_writing(self) -> str:
        """Wait for what is being written.

        Returns:
            Why something of it could not be written, in a sentence; empty if all of it was.
        """
        self._unsaved = ""
        self._jobs.finish()
        return self._unsaved

    def save_report(self, path: str | Path, write: Callable[[Path, Report], object]) -> None:
        """Write a report of the document as it is now, in a thread.

        Args:
            path: the file.
            write: writes a report to a file of its kind.
        """
        make, target = self._contents.taken_down(came_along=self._came_along), self._mistakes.target
        dataset, models = self._document.dataset, tuple(self._contents.models)
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
        annotations = self._mistakes.annotations
        steps = annotations.steps

        def work(_progress: object, token: CancelToken) -> tuple[OpenedDocument, Notes | None]:
            found = open_document(path, token)
            token.check()
            notes, trouble = take_over(found.saved, found.first)
            troubles = (*found.troubles, trouble) if trouble else found.troubles
            return replace(found, troubles=troubles), notes

        def done(result: tuple[OpenedDocument, Notes | None]) -> None:
            found, notes = result
            if annotations.steps != steps:  # what was noted meanwhile may not be among them
                notes = None
            troubles = (*found.troubles, *self._show(found, notes))
            if not is_session:
                self._included = bool(found.saved.networks), found.saved.samples is not None
            in_use = str(found.saved.results.get(_FILE, "")) if is_session else str(path)
            # Saved under the same name, what could not be opened here would be lost.
            self._use(Path(in_use) if in_use and not troubles else None)
            self.opened.emit()
            for each in troubles:
                self._messages.trouble(each)
            if not troubles and not is_session:
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
        """Keep where the work stands, if anything was evaluated.

        That it fails is told by `finish_writing` the first time: whoever closes the window again
        means it, unless the work has gone on since.
        """
        if self._mistakes.evaluation is None:
            return
        make, in_use = self._contents.taken_down(came_along=self._came_along), str(self._path or "")
        # Networks are here: there is no need of them.
        self._jobs.start(
            lambda _progress, _token: _keep(make(), in_use),
            lambda outcome: outcome.conclude(self._tell_unkept_again, self._note_unkept),
            must_end=True,
        )

    def _note_unkept(self, sentence: str) -> None:
        _log.warning(sentence)
        if not self._has_told_unkept:
            self._has_told_unkept = True
            told = self.tr("Your work could not be kept for the next start. {0}")
            self._unsaved = self._unsaved or told.format(sentence)

    def _tell_unkept_again(self, _result: object = None) -> None:
        """The work is other work now, or it was saved: that it cannot be kept is news again."""
        self._has_told_unkept = False

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

    # Opening

    def _show(self, found: OpenedDocument, notes: Notes | None) -> tuple[str, ...]:
        """Show a document; a sentence for each thing that does not go with what is here."""
        document, state = self._document, found.saved.state
        for model in found.models:
            document.add_model(model)
        if found.on_stage is not None:
            document.set_model(found.on_stage)
        self._came_along = found.dataset if found.came_along else None
        if found.dataset is not None:
            document.set_dataset(state.source, found.dataset)
        document.history.show(content_of_sample(state.sample), self.tr("opening a document"))
        document.change_display(**vars(state.display))
        kept = document.window.value
        self._show_parts(found, notes)
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
        return self._work.show(found.saved.work, found.verdict, found.named, found.test_samples)

    def _show_parts(self, found: OpenedDocument, notes: Notes | None) -> None:
        document, state = self._document, found.saved.state
        if found.target is None:
            self._mistakes.leave()  # what is shown is this document, or nothing
        else:
            self._mistakes.show(found.target, found.evaluations[0], notes)
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
