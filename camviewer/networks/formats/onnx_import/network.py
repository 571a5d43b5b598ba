"""The layers that an ONNX file's operators become, and how what lies between is arranged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.data.spec import ImageSpec
from camviewer.networks.formats.onnx_import.tensors import (
    CHANNELS_FIRST,
    CHANNELS_LAST,
    VECTOR,
    Dims,
    Tensor,
)
from camviewer.networks.graph import layer_name
from camviewer.networks.graph_checks import BEGINNING, SOFTMAX, Node
from camviewer.networks.layer_sizes import size_of
from camviewer.networks.layers import LAYERS
from camviewer.networks.options import Options, UnfitError, options_of

MAX_NODES = 5000
"""Layers that were tried, of which the network may need a part."""

MAX_SEEN = 100_000_000
"""Numbers that were repeated for all cells of a grid, to find out whether they are the same there.
"""

MAX_SIDE_BY_SIDE = 20_000_000
"""Weights of all layers that were tried, of which the network may need a part."""

_SHAPING = ("Flatten", "Reshape")
_POOLS = ("GlobalAveragePooling2D", "GlobalMaxPooling2D")
# A normalisation that only multiplies and adds: a standard deviation of one.
_UNIT = 1e-7
_VARIANCE = np.float32(1 - _UNIT)


@dataclass(frozen=True, eq=False)
class Step:
    """How a node came to be, so that what follows may be put into it.

    Attributes:
        kind: of the layer.
        inputs: what it reads.
        options: those that were given.
        weights: its weights.
        title: what the file calls it.
    """

    kind: str
    inputs: tuple[Tensor, ...]
    options: Options
    weights: tuple[Array, ...]
    title: str


class Network:
    """Layers in order; those that the end does not need are left out when the graph is made.

    Attributes:
        nodes: what `graph_checks.checked` reads, by name.
        weights: of each layer, by the name that the graph gives it.
        start: what goes in.
    """

    def __init__(self, spec: ImageSpec, dims: Dims) -> None:
        self.nodes = {"": Node(BEGINNING, "", {}, (), "", spec)}
        self.weights: dict[str, list[Array]] = {}
        self.start = Tensor("", (*spec.size, spec.channels), dims)
        self._steps: dict[str, Step] = {}
        self._made: dict[object, Tensor] = {}
        self._counts: dict[str, int] = {}
        self._twins: dict[str, int] = {}
        self._numbers = 0
        self._seen = 0

    def add(
        self,
        title: str,
        kind: str,
        inputs: Sequence[Tensor],
        *weights: Array,
        seen_as: Dims | None = None,
        **options: Any,
    ) -> Tensor:
        """Add a layer; the same layer of the same inputs is added once.

        Args:
            title: what the file calls it.
            kind: Keras' name of its class.
            inputs: what it reads, as the graph has it.
            weights: in Keras' order.
            seen_as: what ONNX sees of it; without, what it sees of the first input.
            options: by Keras' names, where they are not Keras' defaults.

        Raises:
            UnfitError: there is no such kind, it does not fit what it reads, or is too large.
        """
        does = LAYERS.get(kind)
        if does is None:
            raise UnfitError(
                translate("layers out of {0}", ", ".join(sorted(LAYERS))),
                translate("the layer {0}", kind),
            )
        config = {name: _listed(value) for name, value in (dict(does.defaults) | options).items()}
        key = (kind, tuple(each.name for each in inputs), repr(config))
        if not weights and key in self._made:
            return replace(self._made[key], dims=seen_as or inputs[0].dims)
        name = self._free(title)
        titled = f"{kind} {name}"
        checked = options_of(titled, does.options, {**config})
        shape = size_of(titled, does, checked, [each.shape for each in inputs]).shape
        number = self._counts.get(kind, 0)
        self._counts[kind] = number + 1
        group = layer_name(kind, number)
        self.nodes[name] = Node(kind, name, config, tuple(each.name for each in inputs), group)
        self.weights[group] = [np.ascontiguousarray(each, np.float32) for each in weights]
        self._numbers += sum(each.size for each in weights)
        if self._numbers > MAX_SIDE_BY_SIDE or len(self.nodes) > MAX_NODES:
            raise UnfitError(translate("a smaller network"), translate("too many layers"))
        self._steps[name] = Step(kind, tuple(inputs), options, weights, title)
        made = Tensor(name, shape, seen_as or inputs[0].dims)
        if not weights:
            self._made[key] = made
        return made

    def step(self, tensor: Tensor) -> Step | None:
        """How a tensor came to be; None if it is the sample."""
        return self._steps.get(tensor.name)

    def softmax(self, title: str, x: Tensor) -> Tensor:
        """Add a softmax over all numbers of a vector."""
        name = self._free(title)
        x = self.vector(title, x)
        self.nodes[name] = Node(SOFTMAX, name, {"axis": -1}, (x.name,), name)
        return replace(x, name=name)

    def _free(self, title: str) -> str:
        plain = title or "layer"
        name, number = plain, self._twins.get(plain, 1)
        while name in self.nodes:
            number += 1
            name = f"{plain}/{number}"
        self._twins[plain] = number
        return name

    # How it lies

    def arranged(self, title: str, x: Tensor, dims: Dims) -> Tensor:
        """The same with each of the graph's axes as one of ONNX' axes.

        Args:
            title: what the file calls whoever reads it.
            x: of as many sides as there are dims.
            dims: one of the graph's axes for each.

        Raises:
            UnfitError: that takes axes that no layer has.
        """
        if x.dims == dims and x.pending is None and len(x.shape) == len(dims):
            return x
        if len(x.sides) != len(dims):
            raise UnfitError(
                translate("{0} to read an array of {1} axes", title, len(dims) + 1),
                translate("shape {0}", (1, *x.sides)),
            )
        places = [dims.index((axis,)) for axis in range(len(dims))]
        target = tuple(x.sides[place] for place in places)
        if x.pending is not None:
            long = [place for place in places if x.sides[place] > 1]
            x = self._in_order(title, x)
            if long != sorted(long):
                plain = self._shaped(title, x, x.sides)
                order = [place + 1 for place in places]
                return self.add(title, "Permute", [plain], seen_as=dims, dims=order)
            return replace(self._shaped(title, x, target), dims=dims, pending=None)
        order = [axis for place in places for axis in x.dims[place]]
        x = self._permuted(title, x, order)
        return replace(self._shaped(title, x, target), dims=dims)

    def vector(self, title: str, x: Tensor) -> Tensor:
        """All numbers in ONNX' order as one vector."""
        return self.arranged(title, replace(x.reshaped((math.prod(x.sides),))), VECTOR)

    def flat(self, title: str, x: Tensor) -> Tensor:
        """All numbers in the graph's order as one vector."""
        return self._shaped(title, x, (math.prod(x.shape),))

    def grid(self, title: str, x: Tensor) -> Tensor:
        """A batch of four axes, channels first, as a grid of cells."""
        return self.arranged(title, x, CHANNELS_FIRST)

    def plain(self, title: str, x: Tensor) -> Tensor:
        """With each of the graph's axes as one of ONNX' axes: channels first, or a vector."""
        return self.arranged(title, x, CHANNELS_FIRST if len(x.sides) == 3 else VECTOR)

    def _in_order(self, title: str, x: Tensor) -> Tensor:
        return self._permuted(title, x, x.order)

    def _permuted(self, title: str, x: Tensor, order: Sequence[int]) -> Tensor:
        """With the graph's axes in an order; those of one that are not named come last."""
        long = [axis for axis in order if x.shape[axis] > 1]
        if long == sorted(long):
            return x
        order = [*order, *(axis for axis in range(len(x.shape)) if axis not in order)]
        moved = self.add(
            title, "Permute", [x], seen_as=CHANNELS_LAST, dims=[axis + 1 for axis in order]
        )
        return replace(moved, pending=x.pending)

    def _shaped(self, title: str, x: Tensor, target: Sequence[int]) -> Tensor:
        """With its numbers, in the graph's order, in another shape of the graph."""
        if x.shape == tuple(target):
            return x
        if len(target) > 3:
            raise UnfitError(
                translate("{0} to read an array of {1} axes", title, 4),
                translate("shape {0}", (1, *x.sides)),
            )
        step = self.step(x)
        dims = CHANNELS_LAST[: len(target)]
        if step is not None and step.kind in _SHAPING and step.inputs[0].shape == tuple(target):
            return replace(step.inputs[0], dims=dims, pending=None)
        if len(target) == 1 and step is not None and step.kind in _POOLS:
            return self.add(step.title, step.kind, step.inputs, seen_as=dims, keepdims=False)
        if len(target) == 1:
            return self.add(title, "Flatten", [x], seen_as=dims)
        if step is not None and step.kind in _POOLS and tuple(target) == (1, 1, *x.shape):
            return self.add(step.title, step.kind, step.inputs, seen_as=dims, keepdims=True)
        return self.add(title, "Reshape", [x], seen_as=dims, target_shape=list(target))

    # Numbers that are known

    def seen(self, x: Tensor, values: Array) -> Array:
        """Numbers for each of what ONNX sees of a tensor, as the graph has them.

        Args:
            x: with nothing pending.
            values: broadcast to the batch of one and the sides of x, or what can be.

        Raises:
            UnfitError: they are more.
        """
        if values.size == 1 and values.ndim <= 1 + len(x.sides):
            return np.broadcast_to(np.float32(values.ravel()[0]), x.shape)
        sides = (1, *x.sides)
        self._seen += math.prod(sides)
        if self._seen > MAX_SEEN:
            raise UnfitError(translate("a smaller network"), translate("too many constants"))
        try:
            whole = np.broadcast_to(values, sides)
        except ValueError:
            raise UnfitError(
                translate("numbers for an array of the shape {0}", str(sides)),
                translate("shape {0}", values.shape),
            ) from None
        order = x.order
        apart = whole.reshape([x.shape[axis] for axis in order])
        return np.asarray(apart.transpose(np.argsort(order)), np.float32)

    def affine(self, title: str, x: Tensor, scale: Array, shift: Array) -> Tensor:
        """Every number times one and plus another.

        Args:
            title: what the file calls it.
            x: what is multiplied.
            scale: as for `seen`.
            shift: likewise.
        """
        x = self.settled(title, x)
        return self._affine(title, x, self.seen(x, scale), self.seen(x, shift))

    def settled(self, title: str, x: Tensor) -> Tensor:
        """With nothing pending: in the shape that ONNX sees, channels last."""
        dims = {1: VECTOR, 3: CHANNELS_FIRST}.get(len(x.sides), CHANNELS_LAST[: len(x.sides)])
        return x if x.pending is None else self.arranged(title, x, dims)

    def _affine(self, title: str, x: Tensor, scale: Array, shift: Array) -> Tensor:
        """As `affine`, with numbers of the tensor's shape."""
        taken = self._taken_over(x, scale, shift)
        if taken is not None:
            return taken
        first = tuple(0 for _ in x.shape[:-1])
        if _is_by_channel(scale) and _is_by_channel(shift):
            return self._normalised(title, x, scale[first], shift[first])
        flat = self.flat(title, x)
        done = self._affine(title, flat, scale.ravel(), shift.ravel())
        return replace(self._shaped(title, done, x.shape), dims=x.dims)

    def _normalised(self, title: str, x: Tensor, scale: Array, shift: Array) -> Tensor:
        zeros = np.zeros_like(scale)
        variance = np.full_like(scale, _VARIANCE)
        weights = (scale, shift, zeros, variance)
        return self.add(title, "BatchNormalization", [x], *weights, epsilon=_UNIT)

    def _taken_over(self, x: Tensor, scale: Array, shift: Array) -> Tensor | None:
        """By the layer that gives the numbers, with other weights; None if it cannot."""
        step = self.step(x)
        if step is None:
            return None
        if _is_affine(step):
            (before,), (factor, offset, *_) = step.inputs, step.weights
            before = replace(before, dims=x.dims)
            return self._affine(step.title, before, scale * factor, shift + scale * offset)
        if not (_is_by_channel(scale) and _is_by_channel(shift)):
            return None
        first = tuple(0 for _ in x.shape[:-1])
        scale, shift = scale[first], shift[first]
        options, weights = step.options, step.weights
        if "use_bias" in options and (scale == 1).all():
            weights = (weights[0], sum(weights[1:], shift))
            options = options | {"use_bias": True}
        elif "center" in options and options.get("axis", -1) == -1:
            gamma, beta = weights or (np.float32(1), np.float32(0))
            weights = (gamma * scale, beta * scale + shift)
            options = options | {"center": True, "scale": True}
        else:
            return None
        made = self.add(step.title, step.kind, step.inputs, *weights, **options)
        return replace(x, name=made.name)


def _is_affine(step: Step) -> bool:
    """Whether a layer is a normalisation that was made to multiply and add."""
    if step.kind != "BatchNormalization" or step.options.get("epsilon") != _UNIT:
        return False
    _, _, mean, variance = step.weights
    return bool((mean == 0).all() and (variance == _VARIANCE).all())


def _is_by_channel(values: Array) -> bool:
    """Whether numbers (…, K) are the same at every cell."""
    return bool((values == values[tuple(0 for _ in values.shape[:-1])]).all())


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, (tuple, list)) else value
