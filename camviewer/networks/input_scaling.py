"""How a network is fed: its input scaling, put in front of its graph as a layer of its own.

The program's samples are 0 to 1, ink bright. A network may have been trained on pixels from 0 to
255, from -1 to 1, standardised by mean and deviation of its data, or on dark ink on light paper.
All of these are affine maps of the program's samples, x' = scale x + offset, so that one layer
`Rescaling` before all others makes a network that reads the program's samples: scores, gradients,
relevance and files follow from the graph without knowing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from camviewer.common.translation import tr_noop, translate

if TYPE_CHECKING:  # cards know scalings without NumPy
    from camviewer.common.arrays import Array
    from camviewer.networks.graph import Graph, Layer, Weights

LAYER = "input_scaling"
"""Name of the layer, with underscores behind it where a layer of the network is called so."""

INVERTED = "-inverted"
"""What the name of a scaling ends in that makes ink dark."""

STANDARDISED = "standardised"

TITLES = {
    "0-1": tr_noop("0 to 1"),
    "0-255": tr_noop("0 to 255"),
    "centred": tr_noop("−1 to 1"),
    STANDARDISED: tr_noop("standardised"),
}
"""What scalings are called in a table or a list, by name; without those of dark ink."""

_IN_WORDS = {
    "0-1": tr_noop("if pixels are 0 to 1"),
    "0-255": tr_noop("if pixels are 0 to 255"),
    "centred": tr_noop("if pixels are −1 to 1"),
    STANDARDISED: tr_noop("if pixels are standardised"),
}
_INVERTED_IN_WORDS = {
    "0-1": tr_noop("if pixels are 0 to 1 and inverted"),
    "0-255": tr_noop("if pixels are 0 to 255 and inverted"),
    "centred": tr_noop("if pixels are −1 to 1 and inverted"),
    STANDARDISED: tr_noop("if pixels are standardised and inverted"),
}

NAMES = (*TITLES, *(name + INVERTED for name in TITLES))
"""All scalings: ink bright first, then dark."""

_LARGE = 50.0  # pixels that are scaled down so far, or shifted so far, are 0 to 255
_MOST = 1e6  # what `Rescaling` takes
_LEAST_DEVIATION = 1e-3  # of pixels from 0 to 1; a channel that is the same everywhere has none


@dataclass(frozen=True)
class Scaling:
    """An affine map of the program's samples: x' = scale x + offset.

    Attributes:
        name: one of `NAMES`.
        scale: one number, or one for each channel.
        offset: likewise.
    """

    name: str = "0-1"
    scale: tuple[float, ...] = (1.0,)
    offset: tuple[float, ...] = (0.0,)

    @property
    def title(self) -> str:
        """What it is called in a list."""
        plain = self.name.removesuffix(INVERTED)
        title = translate(TITLES[plain])
        return translate("{0}, inverted", title) if self.is_inverted else title

    @property
    def in_words(self) -> str:
        """The condition for a sentence: "if pixels are standardised"."""
        plain = self.name.removesuffix(INVERTED)
        return translate((_INVERTED_IN_WORDS if self.is_inverted else _IN_WORDS)[plain])

    @property
    def is_inverted(self) -> bool:
        """Whether ink is dark for the network."""
        return self.name.endswith(INVERTED)

    @property
    def is_plain(self) -> bool:
        """Whether samples are left as they are."""
        return set(self.scale) == {1.0} and set(self.offset) == {0.0}

    def inverted(self) -> Scaling:
        """The same of 1 - x, as dark ink on light is; its mean is 1 less that of bright ink."""
        scale = tuple(-each for each in self.scale)
        if self.name == STANDARDISED:
            return Scaling(self.name + INVERTED, scale, tuple(-each for each in self.offset))
        ends = zip(self.scale, self.offset, strict=True)
        return Scaling(self.name + INVERTED, scale, tuple(map(sum, ends)))

    def to_entry(self) -> dict[str, Any]:
        """For a card or a note, as JSON takes it."""
        return {"name": self.name, "scale": [*self.scale], "offset": [*self.offset]}

    @classmethod
    def from_entry(cls, entry: Any, channels: int) -> Scaling:
        """Read what `to_entry` wrote, for samples of so many channels.

        Raises:
            ValueError: it is nothing of the kind.
        """
        if not isinstance(entry, dict) or entry.get("name") not in NAMES:
            raise ValueError(translate("the scaling is none of {0}", ", ".join(NAMES)))
        scale, offset = (_numbers(entry.get(key), channels) for key in ("scale", "offset"))
        if len(scale) != len(offset) or not all(scale):
            raise ValueError(translate("no numbers that can be used in {0}", "scaling"))
        return cls(entry["name"], scale, offset)


def _numbers(value: Any, channels: int) -> tuple[float, ...]:
    """One number or as many as there are channels, none too large for a layer."""
    listed = value if isinstance(value, list) else []
    are_numbers = all(type(each) in (int, float) and abs(each) <= _MOST for each in listed)
    if len(listed) not in (1, channels) or not are_numbers:
        raise ValueError(translate("no numbers that can be used in {0}", "scaling"))
    return tuple(map(float, listed))


PLAIN = Scaling()
"""Samples as the program has them."""


def scalings(mean: Sequence[float], deviation: Sequence[float]) -> dict[str, Scaling]:
    """The usual scalings by name, in the order of `NAMES`.

    Args:
        mean: of the training samples in [0, 1], for each channel.
        deviation: the standard deviation, likewise.
    """
    wide = [max(each, _LEAST_DEVIATION) for each in deviation]
    bright = (
        PLAIN,
        Scaling("0-255", (255.0,), (0.0,)),
        Scaling("centred", (2.0,), (-1.0,)),
        Scaling(
            STANDARDISED,
            tuple(1 / each for each in wide),
            tuple(-middle / each for middle, each in zip(mean, wide, strict=True)),
        ),
    )
    return {each.name: each for each in (*bright, *(one.inverted() for one in bright))}


def with_scaling(graph: Graph, scaling: Scaling) -> Graph:
    """The graph of a network that reads the program's samples and scales them itself.

    Its weights are those of the network, in the same order: the layer in front has none.
    """
    from camviewer.networks.graph import Graph, Layer  # here: cards know scalings without NumPy

    if scaling.is_plain:
        return graph
    taken = {layer.name for layer in graph.layers}
    name = LAYER
    while name in taken:
        name += "_"
    one = len(scaling.scale) == 1
    options = (
        ("scale", scaling.scale[0] if one else scaling.scale),
        ("offset", scaling.offset[0] if one else scaling.offset),
    )
    behind = (
        replace(layer, inputs=tuple(place + 1 for place in layer.inputs)) for layer in graph.layers
    )
    return Graph(graph.spec, (Layer("Rescaling", name, options, (0,)), *behind))


def told_by_layers(graph: Graph, weights: Sequence[Weights] = ()) -> Scaling:
    """What the layers that read the sample say of how it was fed, where nothing was measured.

    A rescaling by 1/255, or a normalisation whose mean or deviation is far above 1, was made for
    pixels from 0 to 255.

    Args:
        graph: the network.
        weights: of each layer; without them only what options say is known.
    """
    import numpy as np  # here: cards know scalings without it

    for layer, own in zip(graph.layers, weights or [[]] * len(graph.layers), strict=True):
        if layer.inputs != (0,):
            continue
        if layer.kind == "Rescaling":
            is_large = bool(np.max(np.abs(layer.settings["scale"])) * _LARGE < 1)
        elif layer.kind in ("Normalization", "BatchNormalization"):
            is_large = any(
                bool((np.abs(each) > _LARGE).any()) for each in _mean_and_variance(layer, own)
            )
        else:
            continue
        if is_large:
            return Scaling("0-255", (255.0,), (0.0,))
    return PLAIN


def _mean_and_variance(layer: Layer, own: Weights) -> list[Array]:
    """Mean and variance by which a layer normalises, of its options or of its weights.

    `BatchNormalization` ends in both; Keras' `Normalization` begins with them and counts.
    """
    import numpy as np

    told = (layer.settings.get(name) for name in ("mean", "variance"))
    given = [np.array(each, np.float32) for each in told if each is not None]
    return [*given, *(own[:2] if layer.kind == "Normalization" else own[-2:])]
