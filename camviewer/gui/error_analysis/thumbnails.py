"""Thumbnails: small pictures of samples, with a map over each that is computed when looked at."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from camviewer.common.arrays import Array
from camviewer.controllers.error_analysis import Mistakes
from camviewer.data.dataset import to_sample
from camviewer.document.document import Document
from camviewer.document.state import MAPS
from camviewer.gui.widgets.pixels import to_image
from camviewer.inference.map_work import MapsRequest
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

    All maps share one scale: the largest value of any map looked at so far.
    """

    changed = Signal()
    """All pictures are others: another kind is wanted, or the scale has grown."""

    came = Signal(object)
    """Set of the places in the split whose pictures have got their maps."""

    def __init__(
        self, document: Document, mistakes: Mistakes, parent: QObject | None = None
    ) -> None:
        """The document says which maps are wanted; the worker is started for the first of them."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._worker = worker = mistakes.mapper
        self._chosen = document.evaluation
        self._kind = self._chosen.value.maps
        self.maps: OrderedDict[int, Array] = OrderedDict()
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._limit = 0.0
        self.asked: tuple[int, tuple[int, ...]] = (0, ())
        worker.answered.connect(self._take)
        worker.failed.connect(self._fail)
        mistakes.evaluation_changed.connect(self.forget)

    @property
    def kind(self) -> str:
        """Which map is laid over."""
        return self._kind

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
        self.asked = (0, ())
        self.changed.emit()

    def picture(self, index: int) -> QImage:
        """(w, h) the sample at a place of the split, with its map if that is there."""
        picture = self._pictures.get(index)
        if picture is None:
            picture = _keep(self._pictures, index, self.make(index))
        return picture

    def look_at(self, indices: list[int]) -> None:
        """Ask for the maps of samples that are seen; those that are there cost nothing."""
        if self._kind == NONE or self._mistakes.evaluation is None:
            return
        missing = tuple(index for index in indices if index not in self.maps)[:_AT_ONCE]
        # What was asked for last is being computed: asking again would compute it twice.
        if not missing or set(missing) <= set(self.asked[1]):
            return
        if not self._worker.isRunning():
            self._worker.start()
        self.asked = self._worker.submit(self._request(missing)), missing

    def _request(self, indices: tuple[int, ...]) -> MapsRequest:
        target, evaluation = self._mistakes.target, self._mistakes.evaluation
        assert target is not None
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
        )

    def _take(self, number: int, maps: Array) -> None:
        if number != self.asked[0]:
            return
        self._mistakes.messages.settle(TOPIC)
        indices = self.asked[1]
        for index, one in zip(indices, maps, strict=True):
            _keep(self.maps, index, one)
            self._pictures.pop(index, None)
        self.asked = (0, ())
        largest = float(np.abs(maps).max())
        if largest > self._limit:
            self._limit = largest * _GROWTH
            self._pictures.clear()
            self.changed.emit()
        else:
            self.came.emit(set(indices))

    def _fail(self, number: int, sentence: str) -> None:
        if number in (0, self.asked[0]):
            self._mistakes.messages.trouble(sentence, topic=TOPIC)
            self.use(NONE)

    def make(self, index: int) -> QImage:
        """(28, 28) the sample at a place of the split as it looks now, whatever is kept of it."""
        target = self._mistakes.target
        assert target is not None
        sample = target.samples.batch(index, index + 1)[0]
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
