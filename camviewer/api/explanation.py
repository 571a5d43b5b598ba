"""An explanation: maps of images by one method, as arrays and as a figure."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import Method
from camviewer.common.arrays import Array
from camviewer.export import figure as figures
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import softmax
from camviewer.rendering.rendering import Display, render, resize
from camviewer.rendering.scales import SCALES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

T = TypeVar("T", bound=np.generic)

Indices = NDArray[np.intp]

Target = int | str | Sequence[int | str] | NDArray[np.integer[Any]] | None
"""A class by its index or name, one for each image, or None for those predicted."""

_SHOWN = 10  # images that a notebook shows


class Explanation:
    """Maps of one image, or of n, by one method. A notebook shows it as a picture."""

    def __init__(
        self,
        engine: Engine,
        images: Array,
        is_single: bool,
        method: Method,
        values: Values,
        targets: Sequence[int | None],
    ) -> None:
        """Make the maps of the targets; `Network.explain` checks the arguments.

        Args:
            engine: of the network.
            images: (n, h, w, …) in [0, 1], n >= 1.
            is_single: whether it is one image that came alone.
            method: which explains them.
            values: of its parameters.
            targets: n classes; None for the one that is predicted.
        """
        self._engine, self._images, self._is_single = engine, images, is_single
        self._method, self._values = method, values
        self._targets: list[int] = []
        scores, maps = [], []
        for image, target in zip(images, targets, strict=True):
            prediction = engine.predict(image)
            index = prediction.predicted if target is None else target
            *_, made = method.refine_classes(prediction, [index], values)
            scores.append(prediction.logits)
            maps.append(made.maps[0])
            self._targets.append(index)
        self._chosen = dict(method.chosen(prediction, values))
        self._scores, self._maps = np.stack(scores), np.stack(maps)
        for array in (self._scores, self._maps):
            array.setflags(write=False)

    @property
    def method(self) -> str:
        """Name of the method."""
        return self._method.name

    @property
    def parameters(self) -> dict[str, str]:
        """Values of the method's parameters, those that were not given included."""
        return dict(self._chosen)

    @property
    def class_names(self) -> tuple[str, ...]:
        """Of the C classes."""
        return self._engine.class_names

    @property
    def images(self) -> Array:
        """(h, w), (h, w, 3) or n of them: what was explained, in [0, 1]."""
        return self._shaped(self._images)

    @property
    def scores(self) -> Array:
        """(C,) or (n, C) scores S_c."""
        return self._shaped(self._scores)

    @cached_property
    def probabilities(self) -> Array:
        """(C,) or (n, C) softmax of the scores."""
        return softmax(self.scores)

    @property
    def predicted(self) -> Indices:
        """() or (n,) the class with the largest score."""
        predicted: Indices = self.scores.argmax(axis=-1)
        return predicted

    @property
    def target(self) -> Indices:
        """() or (n,) the class whose map is `map`."""
        return self._shaped(np.array(self._targets, np.intp))

    @property
    def map(self) -> Array:
        """(h, w) or (n, h, w) the target's map: raw, signed, at its own resolution."""
        return self._shaped(self._maps)

    @property
    def map_resized(self) -> Array:
        """(H, W) or (n, H, W) the same of the image's size, by cubic interpolation."""
        return self._shaped(resize(self._maps, self._size))

    @property
    def maps(self) -> Array:
        """(C, h, w) or (n, C, h, w) the maps of all classes, made when first asked for."""
        return self._shaped(self._all)

    @property
    def maps_resized(self) -> Array:
        """(C, H, W) or (n, C, H, W) the same of the image's size, by cubic interpolation."""
        return self._shaped(np.stack([resize(maps, self._size) for maps in self._all]))

    def figure(
        self,
        *,
        scale: str = "signed",
        colours: str = "",
        opacity: int = 50,
        threshold: int = 0,
    ) -> Figure:
        """The lecture's figure of five columns, one row an image: input, maps, both.

        Args:
            scale: ``signed``, ``lecture`` or ``positive``.
            colours: name of a colour map; the scale's own without.
            opacity: of the map over the image, 0 to 100.
            threshold: per cent of the scale, from which on the map is laid over the image.

        Returns:
            A figure of Matplotlib, whose `savefig` writes PNG, SVG and PDF.

        Raises:
            UserError: there is no such scale or colour map, or there are more than 100 images.
        """
        display = self._display(scale, colours, opacity, threshold)
        figures.check_rows(len(self._images))
        rows = self._rows(display, len(self._images))
        return figures.to_figure(rows, caption=self._caption(display))

    def _repr_png_(self) -> bytes:
        """What a notebook shows: the figure, of the first ten images."""
        display = self._display("signed", "", 50, 0)
        return figures.to_png_bytes(self._rows(display, _SHOWN), caption=self._caption(display))

    def __repr__(self) -> str:
        number = counted(self._is_single, len(self._images))
        return f"<Explanation of {number} by {self.method} for {self._engine.model}>"

    @property
    def _size(self) -> tuple[int, int]:
        return self._images.shape[1], self._images.shape[2]

    @cached_property
    def _all(self) -> Array:
        """(n, C, h, w)."""
        predictions = map(self._engine.predict, self._images)
        maps = np.stack([self._method.maps(each, self._values) for each in predictions])
        maps.setflags(write=False)
        return maps

    def _shaped(self, array: NDArray[T]) -> NDArray[T]:
        """Of one image without an axis for many."""
        only: NDArray[T] = array[0]
        return only if self._is_single else array

    def _display(self, scale: str, colours: str, opacity: int, threshold: int) -> Display:
        return Display(
            opacity=opacity,
            threshold=threshold,
            scale=scale,
            colours=colours or SCALES.named(scale).colours,
            method=self.method,
            parameters=tuple(self._values.items()),
        )

    def _caption(self, display: Display) -> str:
        return figures.caption(self._engine.model, display, self._chosen)

    def _rows(self, display: Display, at_most: int) -> list[figures.Row]:
        shares, predicted = softmax(self._scores), self._scores.argmax(axis=-1).tolist()
        return [
            figures.Row(
                title="image" if self._is_single else f"image {place}",
                class_names=self.class_names,
                label=None,
                predicted=predicted[place],
                shown=shown,
                score=float(self._scores[place, shown]),
                probability=float(shares[place, shown]),
                rendering=render(self._images[place], self._all[place], shown, display),
            )
            for place, shown in enumerate(self._targets[:at_most])
        ]


def target_indices(target: Target, number: int, class_names: Sequence[str]) -> Sequence[int | None]:
    """The class that is meant of each of so many images; None for the one that is predicted.

    Raises:
        ValueError: there is no such class, or there are more or fewer than images.
    """
    if target is None:
        return [None] * number
    if np.ndim(target) == 0:
        return [_class_index(target, class_names)] * number
    each = list(target)  # type: ignore[arg-type]  # what has no axis is gone
    if len(each) != number:
        raise ValueError(
            f"There are {len(each)} targets for {number} images; pass one, or one for each."
        )
    return [_class_index(one, class_names) for one in each]


def _class_index(target: Any, class_names: Sequence[str]) -> int:
    if isinstance(target, str) and target in class_names:
        return class_names.index(target)
    with suppress(TypeError):
        if 0 <= operator.index(target) < len(class_names):
            return operator.index(target)
    raise ValueError(
        f"{target!r} is not a class; choose one from 0 to {len(class_names) - 1}, or its name."
    )


def counted(is_single: bool, number: int) -> str:
    """In words, how many images there are."""
    return "1 image" if is_single or number == 1 else f"{number:,} images"
