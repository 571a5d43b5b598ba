"""What goes into a network that Keras saved: the size and colours of its samples."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from camviewer.common.translation import translate
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.spec import CHANNELS, MAX_SIDE, MIN_SIDE, ImageSpec
from camviewer.networks.formats.keras_entries import Entry
from camviewer.networks.graph_checks import BEGINNING, Node
from camviewer.networks.layers import INACTIVE
from camviewer.networks.options import UnfitError, short

_BUILD = "model(np.zeros((1, 28, 28, 1)))"
_WITHOUT_CHANNELS = frozenset(("Flatten", "Reshape", "Rescaling", "Activation", "ReLU"))
"""What does the same to samples (h, w) as to samples (h, w, 1), but for what it gives on."""


@dataclass(frozen=True)
class Input:
    """What a network takes.

    Attributes:
        nodes: the input and, where the file's network takes its samples as vectors, what makes
            them of it; the last one is what its layers read.
        is_channels_first: whether the file's network takes samples (channels, h, w).
        has_channels: whether its samples have an axis of channels.
    """

    nodes: tuple[Node, ...]
    is_channels_first: bool
    has_channels: bool

    def check_axes(self, nodes: Mapping[str, Node]) -> None:
        """Raise `UnfitError` if a layer would take another axis of samples (h, w) for channels."""
        if self.has_channels:
            return
        flat = {self.nodes[-1].name}
        for node in nodes.values():
            if flat.intersection(node.inputs):
                if node.kind not in INACTIVE | _WITHOUT_CHANNELS:
                    raise UnfitError(
                        translate("samples with an axis of channels before {0}", node.title),
                        translate("samples without channels"),
                    )
                if node.kind not in ("Flatten", "Reshape"):
                    flat.add(node.name)


def input_of(model: Entry, leaves: Sequence[Entry]) -> Input:
    """What a network takes.

    Args:
        model: the whole.
        leaves: all layers in it and in the models inside it.

    Raises:
        UnfitError: these are no small pictures, or several at once.
    """
    name, shape = _shape(model)
    rank = len(shape) if isinstance(shape, list) else 0
    is_first = (
        rank == 4
        and shape[1] in CHANNELS
        and any(each.config.get("data_format") == "channels_first" for each in leaves)
    )
    beginning = Node(BEGINNING, name, {}, (), "", _spec(shape, is_first=is_first))
    if rank != 2:
        return Input((beginning,), is_first, has_channels=rank == 4)
    flat = Node("Flatten", f"{name} (flat)", {"data_format": "channels_last"}, (name,), "flat")
    return Input((beginning, flat), is_first, has_channels=True)


def _shape(model: Entry) -> tuple[str, Any]:
    """The name of the input and its shape as the file has it."""
    entries = model.layers
    if model.kind != "Sequential":
        inputs = [each for each in entries if each.kind == BEGINNING]
        if len(inputs) != 1:
            raise UnfitError(
                translate("a network with one input"),
                translate("several inputs"),
                translate("build it of one keras.Input and train it again"),
            )
        return inputs[0].name, _of(inputs[0])
    first = entries[0]
    own = _of(first)
    if own is None:
        own = model.config.get("build_input_shape")
    if own is None and first.is_model:
        return _shape(first)
    return (first.name if first.kind == BEGINNING else ""), own


def _of(entry: Entry) -> Any:
    return entry.config.get("batch_shape", entry.config.get("batch_input_shape"))


def _spec(shape: Any, *, is_first: bool) -> ImageSpec:
    """What goes in; where a side may be any, it is that of the program's own samples."""
    with suppress(TypeError, ValueError):
        _, *axes = shape
        if len(axes) == 1:
            return _spec_of_vector(axes[0])
        if len(axes) == 2:
            axes = [*axes, 1]
        elif is_first:
            axes = [*axes[1:], axes[0]]
        height, width, channels = axes
        sides = [
            side if whole is None else whole
            for whole, side in zip((height, width), DIGIT_SPEC.size, strict=True)
        ]
        if all(type(each) is int for each in (*sides, channels)):
            return ImageSpec(sides[0], sides[1], channels)
    raise UnfitError(
        translate(
            "a network for pictures of the shape (h, w, 1) or (h, w, 3), {0} to {1} pixels a side",
            MIN_SIDE,
            MAX_SIDE,
        ),
        translate("shape {0}", short(shape)),
        translate("let it read a picture before it is saved: {0}", _BUILD)
        if shape is None
        else translate("train a network for smaller or larger pictures, grey or in colours"),
    )


def _spec_of_vector(size: Any) -> ImageSpec:
    """The square pictures that have so many numbers; ValueError if there are none."""
    if type(size) is int:
        for channels in CHANNELS:
            side = math.isqrt(max(size, 0) // channels)
            if side * side * channels == size:
                return ImageSpec(side, side, channels)
    raise ValueError
