"""A network, and what it makes of images."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from camviewer.api.explanation import Explanation, Indices, Target, counted, target_indices
from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import METHODS, Method
from camviewer.attribution.trust import MEASURES
from camviewer.attribution.trust.sample_trust import sample_trust
from camviewer.common.arrays import Array
from camviewer.data.array_samples import samples_of
from camviewer.data.pictures import sample_from_picture
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction, softmax
from camviewer.networks.store import StoredModel

Images = ArrayLike | Path
"""One image or n of them, or the path of a picture, as text or `Path`."""

_BATCH = 100


@dataclass(frozen=True, eq=False)
class Predictions:
    """What a network makes of one image, or of n.

    Attributes:
        scores: (C,) or (n, C) scores S_c, before softmax.
        class_names: of the C classes.
    """

    scores: Array
    class_names: tuple[str, ...]

    @cached_property
    def probabilities(self) -> Array:
        """(C,) or (n, C) softmax of the scores."""
        return softmax(self.scores)

    @cached_property
    def predicted(self) -> Indices:
        """() or (n,) the class with the largest score."""
        predicted: Indices = self.scores.argmax(axis=-1)
        return predicted

    def __repr__(self) -> str:
        return f"<Predictions of {counted(self.scores.ndim == 1, len(self.scores))}>"


class Network:
    """A network that images are shown to. Never changes; safe between threads.

    Its attribute `engine` is the program's own, and not promised to stay.
    """

    def __init__(self, stored: StoredModel) -> None:
        """Of a model as it was read; `load` makes one of anything else."""
        self.engine = Engine(
            stored.graph, stored.weights, stored.card.name, stored.card.class_names
        )

    def __repr__(self) -> str:
        shape = self.engine.spec
        return f"<Network {self.name}: {shape} pixels, {len(self.class_names)} classes>"

    @property
    def name(self) -> str:
        """What it is called."""
        return self.engine.model

    @property
    def class_names(self) -> tuple[str, ...]:
        """Of the C classes that it tells apart; their numbers if nobody has named them."""
        return self.engine.class_names

    @property
    def shape(self) -> tuple[int, ...]:
        """Of one image: (h, w) if it is grey, (h, w, 3) if it has colours."""
        return self.engine.spec.shape

    @cached_property
    def methods(self) -> tuple[str, ...]:
        """Names of the methods that it can be explained by."""
        blank = self.engine.predict(np.zeros(self.shape, np.float32))
        return tuple(name for name, each in METHODS.items() if blank.lacking(*each.needs) is None)

    def predict(self, images: Images) -> Predictions:
        """Scores and probabilities of one image or many.

        Raises:
            ValueError: the images are none that it can be shown.
            UserError: a picture cannot be read, or scores are not finite.
        """
        samples, is_single = samples_for(self.engine, images)
        scores = scores_of(self.engine, samples)
        return Predictions(scores[0] if is_single else scores, self.class_names)

    def explain(
        self, images: Images, method: str = "cam", target: Target = None, **parameters: object
    ) -> Explanation:
        """Maps of one image or many by one method.

        Args:
            images: what is explained.
            method: a name out of `methods`, as `camviewer methods` lists them.
            target: the class whose map is `Explanation.map`: its index or name, or one for each
                image; None for the one that is predicted.
            parameters: of the method, such as ``layer="conv2d"`` or ``block=2``.

        Raises:
            ValueError: the images are none that it can be shown, or there is no such class.
            UserError: there is no such method or parameter, the network lacks what it needs, a
                picture cannot be read, or scores are not finite.
        """
        samples, is_single = samples_for(self.engine, images)
        chosen = METHODS.named(method)
        values = _values(chosen, self.engine.predict(samples[0]), parameters)
        targets = target_indices(target, len(samples), self.class_names)
        return Explanation(self.engine, samples, is_single, chosen, values, targets)

    def trust(
        self,
        image: Images,
        method: str = "cam",
        target: int | str | None = None,
        seed: int = 0,
        **parameters: object,
    ) -> dict[str, float | None]:
        """How far the map of one image can be believed: each measure of trust, by name.

        A measure has None where it has nothing to say, and, with a warning, where it failed.

        Args:
            image: what is explained; one alone.
            method: as of `explain`.
            target: as of `explain`.
            seed: of what is random in measures.
            parameters: as of `explain`.

        Raises:
            ValueError: as `explain`, or there are several images.
            UserError: as `explain`.
        """
        samples, is_single = samples_for(self.engine, image)
        if not is_single:
            raise ValueError(f"There are {len(samples)} images; pass one.")
        chosen, prediction = METHODS.named(method), self.engine.predict(samples[0])
        values = _values(chosen, prediction, parameters)
        (given,) = target_indices(target, 1, self.class_names)
        index = prediction.predicted if given is None else given
        for known in sample_trust(prediction, chosen, values, index, seed):
            if len(known.figures) + len(known.failures) == len(MEASURES):
                break
        for name, sentence in known.failures.items():
            warnings.warn(f"{name}: {sentence}", stacklevel=2)
        return {name: known.figures.get(name) for name in MEASURES}


def samples_for(engine: Engine, images: Images) -> tuple[Array, bool]:
    """Images as a network is shown them, (n, h, w, …) in [0, 1], and whether they are one alone.

    Raises:
        ValueError: they are none that it can be shown.
        UserError: a picture cannot be read.
    """
    if isinstance(images, str | Path):
        return sample_from_picture(images, engine.spec)[None], True
    return samples_of(images, engine.spec)


def scores_of(engine: Engine, samples: Array) -> Array:
    """Scores (n, C) of what `samples_for` gave; raises `UserError` if they are not finite."""
    starts = range(0, len(samples), _BATCH)
    return np.concatenate([engine.pool(samples[start : start + _BATCH])[1] for start in starts])


def _values(method: Method, prediction: Prediction, given: Mapping[str, object]) -> Values:
    """Parameters as the method takes them; raises `UserError` for what it does not know."""
    choices = {each.name: each.choices(prediction) for each in method.parameters}
    values = {name: _spelled(value, choices.get(name, ())) for name, value in given.items()}
    method.check(prediction, values)
    return values


def _spelled(value: object, choices: Iterable[str]) -> str:
    """A value as the choices spell it: 1e-6 is 0.000001 there."""
    if isinstance(value, int | float):
        for each in choices:
            with suppress(ValueError):
                if float(each) == value:
                    return each
    return str(value)
