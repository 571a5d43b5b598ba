"""What samples do not say themselves is asked, once, and the answers are kept by their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from camviewer.common.errors import UserError
from camviewer.data import source_choices, sources
from camviewer.data.dataset import Dataset, is_labelled
from camviewer.data.inversion import looks_inverted
from camviewer.data.sources.array_names import UnknownArraysError
from camviewer.document.document import Document
from camviewer.document.messages import Action, Messages


@dataclass(frozen=True)
class Found:
    """What was found where samples were asked for.

    Attributes:
        dataset: the samples; None if it has to be asked first which arrays they are.
        looks_inverted: whether they look like dark ink on light paper, and nobody has said how
            they are to be shown.
        unknown: the arrays to choose from.
    """

    dataset: Dataset | None
    looks_inverted: bool = False
    unknown: UnknownArraysError | None = None


def find(source: str) -> Found:
    """Open a source, read its first sample, and look at some; to be called in a thread.

    Raises:
        UserError: it cannot be opened or read.
    """
    try:
        dataset = sources.open_source(source)
    except UnknownArraysError as error:
        return Found(None, unknown=error)
    dataset.test.image(0)  # damage shows when the arrays are read
    was_asked = source_choices.of(source).inverted is not None
    is_asked = source != "auto" and source not in sources.SOURCES and not was_asked
    return Found(dataset, is_asked and looks_inverted(dataset.test))


class DataQuestions(QObject):
    """Tells what was found when samples were opened, and asks for the rest."""

    answered = Signal(str)
    """The source is to be opened again, now that it is known how."""

    arrays_wanted = Signal(str, object)
    """A source, and the `UnknownArraysError` that says which arrays it has."""

    def __init__(self, document: Document, messages: Messages, parent: QObject) -> None:
        """Nothing is asked yet.

        Args:
            document: whose samples are asked about.
            messages: where it is told and asked.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._is_asking = False  # whether the offer that is shown is of this object

    def tell(self, source: str, found: Found) -> None:
        """Tell what was left out, and ask what is not known."""
        self._end_asking()
        if found.unknown is not None:
            self.arrays_wanted.emit(source, found.unknown)
        if found.looks_inverted:
            self._is_asking = True
            self._messages.offer(
                self.tr(
                    "These [samples] are dark on a light background, but networks for digits are "
                    "trained on bright ink on a dark background. Invert them?"
                ),
                Action(self.tr("Invert"), partial(self.invert, source, True)),
                Action(self.tr("Keep as they are"), partial(self.invert, source, False)),
            )
        # What was done shows before a question, which waits behind it.
        notes = [] if found.dataset is None else [*found.dataset.notes]
        if found.dataset is not None and not is_labelled(found.dataset.test):
            notes.append(
                self.tr(
                    "These [samples] have no labels. You can see predictions and maps, but "
                    "accuracy, mistakes and training need [samples] with labels."
                )
            )
        if notes:
            self._messages.inform(" ".join(notes), topic="data", stays=True)

    def invert(self, source: str, inverted: bool) -> None:
        """Show the samples of a source inverted, or as they are, from now on."""
        self._end_asking()
        if self._keep(source, inverted=inverted) and inverted:
            self.answered.emit(source)

    def choose_arrays(self, source: str, pictures: str, labels: str) -> None:
        """Open a source with these of its arrays; `labels` is empty where there are none."""
        if self._keep(source, arrays=(pictures, labels)):
            self.answered.emit(source)

    def name_classes(self, names: Sequence[str]) -> None:
        """Call the classes of the document's samples so from now on."""
        dataset = self._document.dataset
        if dataset is not None and self._keep(dataset.name, class_names=tuple(names)):
            self.answered.emit(dataset.name)

    @property
    def can_name(self) -> bool:
        """Whether the document's samples are from a file, whose classes may be named."""
        dataset = self._document.dataset
        if dataset is None or dataset.name in sources.SOURCES:
            return False
        return sources.recognises(dataset.name)  # and not made of a picture

    def refuse_names(self) -> None:
        """Tell that the classes of these samples have names of their own."""
        self._messages.hint(self.tr("These [samples] already have class names. Open a file first."))

    def _end_asking(self) -> None:
        if self._is_asking:
            self._messages.withdraw()
        self._is_asking = False

    def _keep(self, source: str, **changes: object) -> bool:
        try:
            source_choices.remember(source, **changes)
        except UserError as error:
            self._messages.trouble(str(error), topic="data")
            return False
        return True
