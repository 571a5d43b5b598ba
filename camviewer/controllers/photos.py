"""The controller of photos: read in threads, adjusted, and their samples put on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from camviewer.concurrency.job import Job, Jobs, Outcome
from camviewer.data.drawing import Drawing
from camviewer.data.photos.adjustment import UNCHANGED, Adjustment, turned
from camviewer.data.photos.arrays import Levels
from camviewer.data.photos.collected import collected
from camviewer.data.photos.samples import FoundSample, find_samples
from camviewer.data.pictures import Photo, no_ink, photo_of_pixels, read_photo
from camviewer.data.spec import ImageSpec
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.document.messages import Action, Messages

TOPIC = "picture"


@dataclass(frozen=True, eq=False)
class Reading:
    """A photo, what was done to it, and the samples found then.

    Attributes:
        photo: as it was opened.
        spec: what samples were looked for.
        adjustment: what was done to it.
        levels: the photo turned: (height, width) or (height, width, 3) in [0, 1].
        found: the samples, in the order of reading; there may be none.
    """

    photo: Photo
    spec: ImageSpec
    adjustment: Adjustment
    levels: Levels
    found: tuple[FoundSample, ...]

    @property
    def is_one_sample(self) -> bool:
        """Whether nothing need be asked, since there is one sample only."""
        return len(self.found) == 1

    @property
    def is_sample(self) -> bool:
        """Whether the photo is a sample already, pixel by pixel."""
        return self.photo.levels.shape[:2] == self.spec.size


def read(photo: Photo, spec: ImageSpec, adjustment: Adjustment = UNCHANGED) -> Reading:
    """Find the samples in a photo."""
    found = tuple(find_samples(photo.levels, spec, adjustment))
    return Reading(photo, spec, adjustment, turned(photo.levels, adjustment), found)


class Photos(QObject):
    """Opens pictures; one sample is taken at once, of several one is chosen."""

    opened = Signal(object)
    """A `CanvasContent` was taken out of a photo, to be put on the canvas."""

    asked = Signal(object)
    """A `Reading` that a person is to see: several samples were found, or it is to be adjusted."""

    collected = Signal(object, int)
    """The `Dataset` of all samples of a photo is to be stepped through, from this place on."""

    found = Signal(object)
    """The `Reading` that was asked for by `adjust`."""

    def __init__(
        self, document: Document, messages: Messages, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """Nothing is open yet.

        Args:
            document: whose model says what samples are.
            messages: where it is told what was found, and what could not be read.
            jobs: run what takes a while.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document, self._messages, self._jobs = document, messages, jobs
        self._opening: Job | None = None
        self._adjusting = False
        self._next: tuple[Reading, Adjustment] | None = None

    def open_picture(self, path: str | Path) -> None:
        """Read a picture file."""
        self._open(partial(read_photo, path))

    def open_pixels(self, pixels: Callable[[], NDArray[np.uint8]], name: str) -> None:
        """Read a pasted image; `pixels` gives its pixels and is called in a thread."""
        self._open(lambda spec: photo_of_pixels(pixels(), name, spec))

    def adjust(self, reading: Reading, adjustment: Adjustment) -> None:
        """Read a photo again, changed; `found` tells. Of many changes the last one counts."""
        if self._adjusting:
            self._next = reading, adjustment
            return
        self._adjusting = True
        work = partial(read, reading.photo, reading.spec, adjustment)
        self._jobs.start(lambda _progress, _token: work(), self._tell_found)

    def take(self, reading: Reading, place: int) -> None:
        """Put a sample of a photo on the canvas, and offer what can be done then."""
        name, count = Path(reading.photo.name).name, len(reading.found)
        adjust = Action(self.tr("Adjust…"), partial(self.asked.emit, reading))
        if count == 1:
            self._show(reading, place, name)
            if not reading.is_sample:
                self._messages.inform(self.tr("Opened {0}").format(name), adjust, topic=TOPIC)
            return
        title = self.tr("{0} ({1} of {2})").format(name, place + 1, count)
        self._show(reading, place, title)
        following = partial(self.take, reading, (place + 1) % count)
        actions = Action(self.tr("Next"), following), adjust
        text = self.tr("Opened {0}").format(title)
        self._messages.inform(text, *actions, topic=TOPIC, stays=True)

    def step_through(self, reading: Reading, place: int) -> None:
        """Let all samples of a photo be the data set, beginning with the one at a place."""
        self.collected.emit(collected(reading.photo.name, reading.found), place)

    def _show(self, reading: Reading, place: int, name: str) -> None:
        drawing = Drawing(base=reading.found[place].sample)
        self.opened.emit(CanvasContent(drawing, SampleOrigin(name=name)))

    def _open(self, read_one: Callable[[ImageSpec], Photo]) -> None:
        # Two pictures dropped one after the other: the second is meant.
        if self._opening is not None:
            self._opening.cancel()
        spec = self._document.model_spec

        def work(_progress: object, _token: object) -> Reading:
            return read(read_one(spec), spec)

        self._opening = self._jobs.start(work, self._conclude)

    def _conclude(self, outcome: Outcome) -> None:
        outcome.conclude(self._use, self._tell)

    def _tell(self, sentence: str, *actions: Action) -> None:
        self._messages.trouble(sentence, *actions, topic=TOPIC)

    def _use(self, reading: Reading) -> None:
        if not reading.found:
            adjust = Action(self.tr("Adjust…"), partial(self.asked.emit, reading))
            self._tell(str(no_ink(reading.photo)), adjust)
            return
        self._messages.settle(TOPIC)
        if reading.is_one_sample:
            self.take(reading, 0)
        else:
            self.asked.emit(reading)

    def _tell_found(self, outcome: Outcome) -> None:
        self._adjusting = False
        outcome.conclude(self.found.emit, self._tell)
        if self._next is not None:
            following, self._next = self._next, None
            self.adjust(*following)
