"""Thumbnails: small pictures of samples, with a map over each that is computed when looked at."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from camviewer.attribution.map_work import MapsRequest, MapTask
from camviewer.attribution.methods import METHODS
from camviewer.common.arrays import Array
from camviewer.concurrency.refinement import Refinement
from camviewer.controllers.error_analysis import Mistakes
from camviewer.data.dataset import to_sample
from camviewer.document.document import Document
from camviewer.document.state import MAPS
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.colour_maps import COLOUR_MAPS, colourise
from camviewer.rendering.rendering import blend, picture_of, resize
from camviewer.rendering.scaling import Limits, position

NONE, PREDICTED, LABEL, DIFFERENCE = MAPS
"""Which map is laid over: none, M of the predicted class, of the label, predicted minus label."""

KEPT = 4096
"""Maps and pictures that are kept: some 16 MB."""

TOPIC = "maps of mistakes"
"""Of messages."""

_AT_ONCE = 128  # samples a request: what a window full shows is more important than a long queue
_OPACITY = 0.55
_GROWTH = 1.1  # the scale grows in such steps, so that colours seldom change

T = TypeVar("T")


class Thumbnails(QObject):
    """Makes the pictures of an evaluation's samples; cost follows what is looked at.

    Their maps are those of the document's method. All share one scale: the largest value of any map
    looked at so far.
    """

    changed = Signal()
    """All pictures are others: another kind is wanted, or the scale has grown."""

    came = Signal(object)
    """Set of the places in the split whose pictures have got their maps."""

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        refinement: Refinement[MapTask, Array | None],
        parent: QObject | None = None,
    ) -> None:
        """Nothing is computed before it is looked at.

        Args:
            document: says which maps are wanted, by which method.
            mistakes: the samples; their class activation maps come from its worker.
            refinement: computes the maps of the other methods.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes
        self._worker = worker = mistakes.mapper
        self._refinement = refinement
        self._chosen = document.evaluation
        self._kind = self._chosen.value.maps
        self.maps: OrderedDict[int, Array] = OrderedDict()
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._limit = 0.0
        self.asked: tuple[int, tuple[int, ...]] = (0, ())
        self._refined: tuple[int, tuple[int, ...]] = (0, ())  # the same, of the refinement
        self._method = document.display.method, document.display.values
        worker.answered.connect(self._take)
        worker.failed.connect(self._fail)
        refinement.refined.connect(self._take_one)
        refinement.failed.connect(self._fail_one)
        refinement.stuck.connect(self._fail_stuck)
        mistakes.evaluation_changed.connect(self.forget)
        mistakes.labels_changed.connect(self._follow_labels)
        document.display_changed.connect(self._follow_method)

    @property
    def kind(self) -> str:
        """Which map is laid over; none where there cannot be any."""
        return NONE if self.missing else self._kind

    @property
    def missing(self) -> str:
        """Why the evaluated network has no such maps, in a sentence; empty if it has."""
        evaluation = self._mistakes.evaluation
        method = METHODS.named(self._document.display.method)
        lacking = None if evaluation is None else evaluation.lacking(*method.needs)
        return "" if lacking is None else str(lacking)

    @property
    def limits(self) -> Limits:
        """The values at the ends of the colours."""
        return -self._limit, self._limit

    def use(self, kind: str) -> None:
        """Lay another kind of map over, or none."""
        if kind != self._kind:
            self._kind = kind
            self._chosen.change(maps=kind)
            self.forget()

    def forget(self) -> None:
        """Everything is to be made anew."""
        self.maps.clear()
        self._pictures.clear()
        self._limit = 0.0
        if self._refined[1]:
            self._refinement.submit([])
        self.asked = self._refined = (0, ())
        self.changed.emit()

    def picture(self, index: int) -> QImage:
        """(w, h) the sample at a place of the split, with its map if that is there."""
        picture = self._pictures.get(index)
        if picture is None:
            picture = _keep(self._pictures, index, self.make(index))
        return picture

    def look_at(self, indices: list[int]) -> None:
        """Ask for the maps of samples that are seen; those that are there cost nothing."""
        if self.kind == NONE or self._mistakes.evaluation is None:
            return
        missing = tuple(index for index in indices if index not in self.maps)[:_AT_ONCE]
        # What was asked for last is being computed: asking again would compute it twice.
        if not missing or set(missing) <= {*self.asked[1], *self._refined[1]}:
            return
        request = self._request(missing)
        if not request.is_arithmetic:
            tasks = [MapTask(request, place) for place in range(len(missing))]
            self._refined = self._refinement.submit(tasks), missing
            return
        if not self._worker.isRunning():
            self._worker.start()
        self.asked = self._worker.submit(request), missing

    def _request(self, indices: tuple[int, ...]) -> MapsRequest:
        target, evaluation = self._mistakes.target, self._mistakes.evaluation
        assert target is not None
        assert target.network is not None, "there are maps of a network alone"
        assert evaluation is not None
        samples = target.samples
        images = np.stack([samples.image(index) for index in indices])
        predicted, labels = (
            classes[list(indices)] for classes in (evaluation.predicted, evaluation.labels)
        )
        return MapsRequest(
            target.network,
            to_sample(images),
            labels if self._kind == LABEL else predicted,
            labels if self._kind == DIFFERENCE else None,
            *self._method,
        )

    def _follow_labels(self) -> None:
        """Maps of labels are those of other classes now."""
        if self._kind in (LABEL, DIFFERENCE):
            self.forget()

    def _follow_method(self) -> None:
        """The maps are those of another method, or of other values of its parameters."""
        display = self._document.display
        if (display.method, display.values) != self._method:
            self._method = display.method, display.values
            self._mistakes.messages.settle(TOPIC)
            self.forget()

    def _take(self, number: int, maps: Array) -> None:
        if number != self.asked[0]:
            return
        indices, self.asked = self.asked[1], (0, ())
        self._keep_maps(indices, maps)

    def _take_one(self, number: int, task: MapTask, found: Array | None) -> None:
        if number == self._refined[0] and found is not None:
            self._keep_maps((self._refined[1][task.place],), found[None])

    def _keep_maps(self, indices: tuple[int, ...], maps: Array) -> None:
        self._mistakes.messages.settle(TOPIC)
        for index, one in zip(indices, maps, strict=True):
            _keep(self.maps, index, one)
            self._pictures.pop(index, None)
        largest = float(np.abs(maps).max())
        if largest > self._limit:
            self._limit = largest * _GROWTH
            self._pictures.clear()
            self.changed.emit()
        else:
            self.came.emit(set(indices))

    def _fail(self, number: int, sentence: str) -> None:
        if number in (0, self.asked[0]):
            self._give_up(sentence)

    def _fail_one(self, number: int, _task: MapTask, sentence: str) -> None:
        if number == self._refined[0]:
            self._give_up(sentence)

    def _fail_stuck(self, number: int, task: MapTask) -> None:
        told = self.tr("The maps could not be finished by this method. Choose another one.")
        self._fail_one(number, task, told)

    def _give_up(self, sentence: str) -> None:
        """Tell why there are no maps, and ask for no more."""
        self._mistakes.messages.trouble(sentence, topic=TOPIC)
        self.use(NONE)

    def make(self, index: int) -> QImage:
        """(28, 28) the sample at a place of the split as it looks now, whatever is kept of it."""
        target = self._mistakes.target
        assert target is not None
        sample = self._mistakes.fitting.of_images(target.samples.batch(index, index + 1))[0]
        found = self.maps.get(index)
        if found is None:
            return to_image(picture_of(sample))
        self.maps.move_to_end(index)
        resized = resize(found[None], sample.shape[:2])[0]
        colours = colourise(position(resized, self.limits), COLOUR_MAPS["blue-red"])
        return to_image(blend(picture_of(sample), colours, _OPACITY))


def _keep(kept: OrderedDict[int, T], index: int, what: T) -> T:
    kept[index] = what
    kept.move_to_end(index)
    if len(kept) > KEPT:
        kept.popitem(last=False)
    return what
