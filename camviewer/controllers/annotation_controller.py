"""What a person says about samples: tags, annotations, names of clusters, kept as they are made."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camviewer.common.errors import UserError
from camviewer.common.files import is_file
from camviewer.data.corrected import Corrections
from camviewer.document.messages import Messages
from camviewer.error_analysis.annotation_merge import Merge, merge, read_annotations
from camviewer.error_analysis.annotation_steps import TagStep
from camviewer.error_analysis.annotations import (
    TAGS,
    Annotation,
    AnnotationDatabase,
    by_place,
    clean_tag,
    database_file,
)
from camviewer.error_analysis.corrections import decided
from camviewer.inference.evaluation import Evaluation

_log = logging.getLogger(__name__)
_TOPIC = "annotations"  # of messages

PATIENCE = 0.5
"""Seconds that the window may stand still for another program's writing."""


class AnnotationController(QObject):
    """The annotations on one split's samples; where they cannot be kept, that is told."""

    changed = Signal()
    """A tag, an annotation or a cluster's name, here or in another window."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        """The file is opened when it is first needed."""
        super().__init__(parent)
        self._messages = messages
        self._book: AnnotationDatabase | None = None
        self._checksum = ""
        self._samples: Sequence[str] = ()
        self._annotations: Mapping[int, Annotation] = {}
        self._stale = False  # the annotations could not be read since they may have changed
        self._unkept: dict[str, str] = {}  # what could not be written yet

    def use(
        self,
        checksum: str,
        samples: Sequence[str],
        notes: Mapping[int, Annotation] | None = None,
    ) -> None:
        """Read what is annotated about the samples of a split; that is not told.

        Args:
            checksum: of the split; empty for none.
            samples: the checksum of each of its samples.
            notes: on them, by place, if they were read before.
        """
        if checksum != self._checksum:
            self._annotations = {}
        self._checksum, self._samples = checksum, samples
        if notes is None:
            self._read()
        else:
            self._annotations, self._stale = notes, False
            self._watch()

    def close(self) -> None:
        """Let go of the file, after a last attempt to keep what could not be kept before."""
        if self._unkept:
            self._keep_unkept()
        if self._book is not None:
            self._book.close()
            self._book = None

    def sample(self, index: int) -> str:
        """The checksum of a sample, by which it is annotated wherever it stands."""
        return self._samples[index]

    @property
    def by_index(self) -> Mapping[int, Annotation]:
        """What is annotated, by the samples' places in their split."""
        return self._annotations

    def of(self, index: int) -> Annotation:
        """What is annotated about one sample."""
        return self._annotations.get(index, Annotation())

    @property
    def own_tags(self) -> list[str]:
        """The tags in use besides those that there always are, alphabetically."""
        used = {tag for annotation in self._annotations.values() for tag in annotation.tags}
        return sorted(used - set(TAGS))

    def toggle_tag(self, index: int, tag: str) -> None:
        """Put a tag to a sample, or take it away."""
        self.tag_all([index], tag, present=tag not in self.of(index).tags)

    def tag_all(self, indices: Iterable[int], tag: str, *, present: bool) -> bool:
        """Put a tag to samples, or take it away from them, in one step.

        Returns:
            Whether it could be written; if not, that is told.
        """

        def step(book: AnnotationDatabase) -> None:
            name = clean_tag(tag) if present else tag
            book.change([TagStep(self.sample(index), name, present) for index in indices])

        return self._write(step)[0]

    def merge(self, path: str | Path, evaluation: Evaluation) -> None:
        """Add the tags and notes of a file about an evaluation's samples; what came is told."""
        try:
            others = read_annotations(path, evaluation)
        except UserError as error:
            self._messages.trouble(str(error), topic=_TOPIC)
            return

        def step(book: AnnotationDatabase) -> None:
            added = merge(book.all(), others)
            book.change(added.steps)
            self._tell_merge(added)

        self._write(step)

    def decide(self, index: int, decided: int | None) -> bool:
        """Decide which class a sample is of; whether that is kept.

        Args:
            index: of the sample.
            decided: the class; `UNDECIDED`; or None to withdraw what was decided.
        """
        return self._write(lambda book: book.decide(self.sample(index), decided))[0]

    @property
    def corrections(self) -> Corrections:
        """The class decided for each sample of the split in use, by checksum."""
        return decided({self.sample(place): note for place, note in self.by_index.items()})

    def decisions(self) -> dict[str, int]:
        """The class decided for each sample of any data set, by checksum; none if unreadable."""
        try:
            return self._opened().decisions() if is_file(database_file()) else {}
        except UserError as error:
            self._messages.trouble(str(error), topic=_TOPIC)
            return {}

    def _tell_merge(self, added: Merge) -> None:
        told = self.tr("[Samples] with new tags or notes: {0}; with others than yours: {1}")
        self._messages.inform(told.format(f"{added.samples:,}", f"{added.differing:,}"))

    def set_text(self, sample: str, text: str) -> bool:
        """Note something about a sample, be it of another split than that now in use.

        Returns:
            Whether it is kept; if it is not, it is told why, and `unkept` has the text until
            it can be written: when something else is, or when the program ends.
        """
        self._unkept.pop(sample, None)
        index = self._index(sample)
        if index is not None and text == self.of(index).text:
            return True

        def step(book: AnnotationDatabase) -> None:
            book.set_text(sample, text)
            self._unkept.pop(sample)

        self._unkept[sample] = text
        return self._write(step)[0]

    def unkept(self, sample: str) -> str | None:
        """What was annotated about a sample and could not be written yet."""
        return self._unkept.get(sample)

    def undo(self) -> int | None:
        """Take back the last tag or text of this window; the sample it was about, if any."""
        return self._index(self._write(lambda book: book.undo(frozenset(self._samples)))[1])

    def redo(self) -> int | None:
        """Make it again; the sample it is about, if any."""
        return self._index(self._write(lambda book: book.redo(frozenset(self._samples)))[1])

    @property
    def are_read(self) -> bool:
        """Whether `annotations` are all there are; not if they could not be read the last time."""
        return not self._stale

    def look_for_changes(self) -> None:
        """Show what other windows have annotated meanwhile, and what could not be read before."""
        try:
            if self._stale or (self._book is not None and self._book.changed_elsewhere()):
                self._read_again()
                self.changed.emit()
        except UserError:
            return  # it is told when something is to be annotated

    def cluster_names(self, model: str) -> dict[str, str]:
        """Names that a person gave to clusters of a model's mistakes, by their keys."""
        if self._book is None and not is_file(database_file()):
            return {}
        try:
            return self._opened().cluster_names(self._checksum, model)
        except UserError as error:
            self._messages.trouble(str(error))
            return {}

    def name_cluster(self, model: str, key: str, name: str) -> None:
        """Give a cluster a name; an empty one takes it away."""
        self._write(lambda book: book.name_cluster(self._checksum, model, key, name))

    def _index(self, sample: str | None) -> int | None:
        """Where a sample stands in the split; the first place of those that are equal."""
        return self._samples.index(sample) if sample in self._samples else None

    def _write(self, step: Callable[[AnnotationDatabase], str | None]) -> tuple[bool, str | None]:
        """Whether a change could be made, and what it returned."""
        if not self._checksum:
            return False, None
        made, found = False, None
        try:
            found = step(self._opened())
            made = True
            self._keep_unkept()
            self._read_again()
            self._messages.settle(_TOPIC)
        except UserError as error:  # what was read before stays: reading would fail as well
            self._messages.trouble(str(error), topic=_TOPIC)
        self.changed.emit()
        return made, found

    def _keep_unkept(self) -> None:
        """Write what could not be written before; what fails again stays for the next time."""
        for sample, text in list(self._unkept.items()):
            try:
                self._opened().set_text(sample, text)
            except UserError as error:
                _log.warning("A note is not kept yet: %s", error)
                return
            del self._unkept[sample]

    def _watch(self) -> None:
        """Know from now on of what is changed elsewhere, if anything is kept."""
        try:
            if is_file(database_file()):
                self._opened()
        except UserError as error:
            self._messages.trouble(str(error), topic=_TOPIC)

    def _read(self) -> None:
        try:
            self._read_again()
        except UserError as error:
            self._messages.trouble(str(error), topic=_TOPIC)

    def _read_again(self) -> None:
        self._stale = True
        book = self._opened()
        book.move_over(self._checksum, self._samples)
        self._annotations = by_place(book.all(), self._samples)
        self._stale = False

    def _opened(self) -> AnnotationDatabase:
        if self._book is None:
            self._book = AnnotationDatabase(database_file(), PATIENCE)
            if self._book.trouble:
                self._messages.trouble(self._book.trouble)
        return self._book
