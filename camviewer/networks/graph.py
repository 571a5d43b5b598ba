"""A network as data: checked layers, what lies between them, and which weights they have."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.common.translation import translate
from camviewer.data.spec import ImageSpec
from camviewer.networks.layer_kind import LayerKind, Shape
from camviewer.networks.layer_sizes import LayerSize, check_whole, size_of
from camviewer.networks.layers import LAYERS
from camviewer.networks.options import Options, UnfitError, options_of

MAX_LAYERS = 200

Weights = list[NDArray[np.float32]]
"""All weights of a network: of each layer in the graph's order, of each layer in Keras' order."""


@dataclass(frozen=True)
class Layer:
    """One layer.

    Attributes:
        kind: a name in `LAYERS`.
        name: a name of its own, by which its weights are found in a file.
        options: everything that decides what it computes, by Keras' names, and perhaps what
            decides how it is trained.
        inputs: what goes in: 0 is the sample, n the output of the n-th layer, from 1.
    """

    kind: str
    name: str
    options: tuple[tuple[str, Any], ...]
    inputs: tuple[int, ...]

    @cached_property
    def does(self) -> LayerKind:
        """Its kind."""
        return LAYERS[self.kind]

    @cached_property
    def settings(self) -> Options:
        """Its options by name."""
        return dict(self.options)

    @property
    def title(self) -> str:
        """The layer for people, e.g. "Conv2D 32, 3×3, ReLU"."""
        return self.does.title(self.settings)


@dataclass(frozen=True)
class Graph:
    """A network of layers from a sample to scores; equal graphs are equal networks.

    Whoever makes one of a file's content checks it first (`graph_checks.checked`).

    Attributes:
        spec: what the network is shown.
        layers: each after those it reads; the last one's output are the scores, or probabilities
            where its activation is softmax: that of a dense layer, or an `Activation`.
    """

    spec: ImageSpec
    layers: tuple[Layer, ...]

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """Of one sample: what goes in, then what comes out of each layer."""
        shapes: list[Shape] = [(*self.spec.size, self.spec.channels)]
        for layer in self.layers:
            shapes.append(layer.does.output_shape(layer.settings, _read(layer, shapes)))
        return tuple(shapes)

    @cached_property
    def read_shapes(self) -> tuple[Shape, ...]:
        """Of one sample: what goes into each layer, as `LayerKind.joined_shape` has it."""
        return tuple(_read(layer, self.shapes) for layer in self.layers)

    @cached_property
    def weight_shapes(self) -> tuple[tuple[Shape, ...], ...]:
        """Shapes of the weights of each layer."""
        return tuple(
            layer.does.weight_shapes(layer.settings, shape)
            for layer, shape in zip(self.layers, self.read_shapes, strict=True)
        )

    @cached_property
    def parameters(self) -> tuple[int, ...]:
        """How many numbers each layer has, those that are not trained included."""
        return tuple(sum(map(math.prod, shapes)) for shapes in self.weight_shapes)

    @cached_property
    def multiplications(self) -> int:
        """About how many a forward pass of one sample takes."""
        return sum(
            layer.does.multiplications(layer.settings, shape) * len(layer.inputs)
            for layer, shape in zip(self.layers, self.read_shapes, strict=True)
        )

    @property
    def classes(self) -> int:
        """How many scores it gives."""
        return self.shapes[-1][-1]

    def by_layer(self, weights: Sequence[NDArray[np.float32]]) -> list[Weights]:
        """The weights of each layer.

        Raises:
            ValueError: number or shapes do not fit.
        """
        shapes = [shape for layer in self.weight_shapes for shape in layer]
        if len(weights) != len(shapes):
            raise ValueError(f"expected {len(shapes)} weights, found {len(weights)}")
        for number, (weight, shape) in enumerate(zip(weights, shapes, strict=True)):
            if weight.shape != shape:
                raise ValueError(
                    f"expected weight {number} of shape {shape}, found shape {weight.shape}"
                )
        left = iter(weights)
        return [[next(left) for _ in layer] for layer in self.weight_shapes]


@dataclass
class GraphBuilder:
    """Writes a graph down layer by layer; without a word each layer reads the one before it.

    Attributes:
        spec: what the network is shown.
        layers: those added so far.
    """

    spec: ImageSpec
    layers: list[Layer] = field(default_factory=list, init=False)
    _sizes: list[LayerSize] = field(default_factory=list, init=False)

    def add(self, kind: str, *inputs: int, **options: Any) -> int:
        """Add a layer.

        Args:
            kind: a name in `LAYERS`.
            inputs: what it reads: 0 is the sample, else what an earlier call of `add` gave.
            options: by Keras' names and with Keras' defaults; lists may be tuples.

        Returns:
            What other layers call what comes out of it.

        Raises:
            UnfitError: there is no such kind, an option has a value that is not allowed or is not
                known, or the layer does not fit what it reads.
        """
        if kind not in LAYERS:
            raise UnfitError(
                translate("layers out of {0}", ", ".join(sorted(LAYERS))),
                translate("the layer {0}", kind),
            )
        does = LAYERS[kind]
        name = layer_name(kind, sum(layer.kind == kind for layer in self.layers))
        title = f"{kind} {name}"
        given = {key: _listed(value) for key, value in (dict(does.defaults) | options).items()}
        extra = {key: given.pop(key) for key in tuple(given) if key in does.for_training}
        checked = options_of(title, does.options, given)
        read = [self._shape(title, place) for place in inputs or (len(self.layers),)]
        self._sizes.append(size_of(title, does, checked, read))
        checked |= options_of(title, {key: does.for_training[key] for key in extra}, extra)
        self.layers.append(Layer(kind, name, tuple(checked.items()), inputs or (len(self.layers),)))
        return len(self.layers)

    def graph(self) -> Graph:
        """The graph of all layers added.

        Raises:
            UnfitError: they are too large together, there are too many, or one that is not at the
                end has a softmax.
        """
        if len(self.layers) > MAX_LAYERS:
            raise UnfitError(
                translate("at most {0} layers", MAX_LAYERS),
                translate("{0} layers", len(self.layers)),
            )
        if any(layer.settings.get("activation") == "softmax" for layer in self.layers[:-1]):
            raise UnfitError(translate("one softmax"), translate("a softmax elsewhere"))
        check_whole(self._sizes)
        return Graph(self.spec, tuple(self.layers))

    def _shape(self, title: str, place: int) -> Shape:
        """What lies where a layer reads."""
        if not 0 <= place <= len(self.layers):
            raise UnfitError(
                translate("{0} to read a layer before it", title), translate("the input {0}", place)
            )
        return self._sizes[place - 1].shape if place else (*self.spec.size, self.spec.channels)


def rebuilt(spec: ImageSpec, layers: Iterable[tuple[str, Sequence[int], Options]]) -> Graph:
    """A graph of layers that are given as data: kind, what it reads, and options of each.

    Layers are called by their kinds, numbered in order, as Keras calls them in its files.

    Raises:
        UnfitError: as `GraphBuilder` does.
    """
    builder = GraphBuilder(spec)
    for kind, inputs, options in layers:
        builder.add(kind, *inputs, **options)
    return builder.graph()


def layer_name(kind: str, number: int) -> str:
    """What Keras calls the weights of the layer with that number of its kind, e.g. "conv2d_1"."""
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", kind)
    name = re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()
    return f"{name}_{number}" if number else name


def _read(layer: Layer, shapes: Sequence[Shape]) -> Shape:
    """What goes into a layer, of the shapes of all outputs before it."""
    return layer.does.joined_shape(layer.settings, [shapes[place] for place in layer.inputs])


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, tuple) else value


def options_in(layer: Layer, changes: Options) -> tuple[tuple[str, Any], ...]:
    """The options of a layer with others in their place."""
    return tuple((layer.settings | changes).items())
