"""What a network is: checked layers that end in global average pooling and one dense layer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import Any

from camviewer.common.translation import tr_noop, translate
from camviewer.data.digits.spec import DIGIT_NAMES, DIGIT_SPEC
from camviewer.data.spec import MAX_CLASSES, MIN_CLASSES, ImageSpec
from camviewer.networks.layer_kinds import (
    HEAD,
    INACTIVE,
    KINDS,
    Options,
    Shape,
    UnfitError,
    options_of,
    short,
)

MAX_WEIGHTS = 5_000_000
MAX_BETWEEN = 1_000_000
"""Numbers between two layers, of one sample."""

MAX_WORK = 5_000_000_000
"""Multiplications for one sample; about a second."""

BEGINNING = "InputLayer"

_END = tr_noop(
    "a network that ends in GlobalAveragePooling2D and one Dense layer of {0} to {1} units, which "
    "class activation maps need"
)
_FULL = 255


def _end() -> str:
    return translate(_END, MIN_CLASSES, MAX_CLASSES)


@dataclass(frozen=True)
class Layer:
    """One layer before the pooling.

    Attributes:
        kind: a name in `KINDS`.
        name: a name of its own, by which its weights are found in the file.
        options: everything that decides what it computes, by Keras' names.
        inputs: what goes in: 0 is the sample, n the output of the n-th layer, from 1.
    """

    kind: str
    name: str
    options: tuple[tuple[str, Any], ...]
    inputs: tuple[int, ...]


@dataclass(frozen=True)
class Description:
    """A network of layers that end in global average pooling and one dense layer.

    Equal descriptions are equal networks, so it can be the key of what is built from it.

    Attributes:
        spec: what the network is shown.
        classes: units of the dense layer.
        layers: the layers before the pooling, each after those it reads; the last one's output
            is the features.
        dense: name by which the weights of the dense layer are found in the file.
        has_bias: whether the dense layer has a bias; without, it is 0.
    """

    spec: ImageSpec
    classes: int
    layers: tuple[Layer, ...]
    dense: str
    has_bias: bool


@dataclass(frozen=True)
class NamedArchitecture:
    """An architecture of the program, for samples of some kind.

    Attributes:
        name: a name in `architectures.ARCHITECTURES`.
        spec: what the network is shown.
        classes: how many classes it tells apart.
    """

    name: str
    spec: ImageSpec = DIGIT_SPEC
    classes: int = len(DIGIT_NAMES)


Architecture = NamedArchitecture | Description
"""What a network can be built of: an architecture by its name, or a Keras file's description."""


@dataclass(frozen=True)
class Node:
    """A layer as a file has it, its options not yet checked.

    Attributes:
        kind: Keras' name of its class.
        name: what the file calls it.
        config: its configuration.
        inputs: names of the layers that it reads.
        group: name by which its weights are found in the file.
        spec: what goes in, if it is the input.
    """

    kind: str
    name: str
    config: dict[str, Any]
    inputs: tuple[str, ...]
    group: str
    spec: ImageSpec | None = None

    @property
    def title(self) -> str:
        """The layer, for a sentence."""
        return f"{self.kind} {short(self.name)}"


def describe(nodes: Mapping[str, Node], output: str) -> Description:
    """Check a network and describe it.

    Args:
        nodes: its layers by name, each after those it reads, the input first.
        output: name of the layer at its end.

    Raises:
        UnfitError: it does not end in global average pooling and one dense layer, a layer has
            options that are not known, or there is too much of something.
    """
    top, dense, options = _head(nodes, output)
    classes: int = options["units"]
    spec = next(node.spec for node in nodes.values() if node.spec is not None)
    layers = _layers(nodes, top, spec, classes)
    return Description(spec, classes, layers, dense.group, options["use_bias"])


def _active(nodes: Mapping[str, Node], name: str) -> Node:
    """The node of a name or, where it does nothing when a sample is read, the one before it."""
    node = nodes[name]
    while node.kind in INACTIVE or _is_linear(node):
        node = nodes[node.inputs[0]]
    return node


def _is_linear(node: Node) -> bool:
    return node.kind == "Activation" and node.config.get("activation") == "linear"


def _head(nodes: Mapping[str, Node], output: str) -> tuple[Node, Node, Options]:
    """Where the features come out, the dense layer, and its options."""
    dense = _active(nodes, output)
    softmax = dense.kind == "Softmax" or (
        dense.kind == "Activation" and dense.config.get("activation") == "softmax"
    )
    if softmax:
        if dense.kind == "Softmax":
            options_of(dense.title, HEAD["Softmax"], dense.config)
        dense = _active(nodes, dense.inputs[0])
    if dense.kind != "Dense":
        raise UnfitError(_end(), translate("{0} at its end", dense.title))
    options = options_of(dense.title, HEAD["Dense"], dense.config)
    if softmax and options["activation"] == "softmax":
        raise UnfitError(translate("one softmax"), translate("two"))
    pooling = _active(nodes, dense.inputs[0])
    if pooling.kind != "GlobalAveragePooling2D":
        raise UnfitError(_end(), translate("{0} before {1}", pooling.title, dense.title))
    options_of(pooling.title, HEAD[pooling.kind], pooling.config)
    return _active(nodes, pooling.inputs[0]), dense, options


def _layers(
    nodes: Mapping[str, Node], top: Node, spec: ImageSpec, classes: int
) -> tuple[Layer, ...]:
    """The layers that the features are computed by, each checked with what goes into it."""
    needed = {top.name}
    for node in reversed([*nodes.values()]):
        if node.name in needed:
            needed |= {_active(nodes, each).name for each in node.inputs}
    places: dict[str, int] = {}
    shapes: list[Shape] = []
    layers: list[Layer] = []
    numbers = work = 0
    for node in nodes.values():
        if node.name not in needed:
            continue
        places[node.name] = len(places)
        if node.kind == BEGINNING:
            shapes.append((*spec.size, spec.channels))
            continue
        if node.kind not in KINDS:
            raise UnfitError(_end(), translate("{0} before its end", node.title))
        inputs = tuple(places[_active(nodes, each).name] for each in node.inputs)
        options = options_of(node.title, KINDS[node.kind], node.config)
        shape, more = _sizes(node, options, [shapes[place] for place in inputs])
        numbers += more
        work += math.prod(shape[:2]) * (more + shape[2] * math.prod(options.get("pool_size", ())))
        if node.kind == "Rescaling":
            options = _for_samples(node, options, inputs)
        shapes.append(shape)
        layers.append(Layer(node.kind, node.group, tuple(options.items()), inputs))
    if work > MAX_WORK:
        raise UnfitError(
            translate("at most {0} multiplications a sample", f"{MAX_WORK:,}"), f"{work:,}"
        )
    if numbers + (shapes[-1][2] + 1) * classes > MAX_WEIGHTS:
        raise UnfitError(translate("at most {0} weights", f"{MAX_WEIGHTS:,}"), translate("more"))
    if not layers:
        raise UnfitError(_end(), translate("nothing before them"))
    rescaled = any(layer.kind == "Rescaling" for layer in layers)
    if rescaled and sum(layer.inputs.count(0) for layer in layers) > 1:
        raise UnfitError(
            translate("Rescaling of all that the network reads"), translate("the input beside it")
        )
    return tuple(layers)


def _sizes(node: Node, options: dict[str, Any], inputs: Sequence[Shape]) -> tuple[Shape, int]:
    """What comes out of a layer and how many weights it has, within limits."""
    if len(set(inputs)) > 1:
        raise UnfitError(
            translate("inputs of {0} of one shape", node.title),
            reduce(partial(translate, tr_noop("{0} and {1}")), map(str, inputs[:4])),
        )
    kind = KINDS[node.kind]
    try:
        shape, numbers = kind.shape(options, inputs[0]), kind.numbers(options, inputs[0])
    except UnfitError as error:
        raise UnfitError(translate("{0} in {1}", error.expected, node.title), error.found) from None
    if min(shape) < 1:
        raise UnfitError(
            translate("a window of {0} within {1} cells", node.title, inputs[0][:2]),
            translate("a larger one"),
        )
    if math.prod(shape) > MAX_BETWEEN:
        raise UnfitError(
            translate("at most {0} numbers out of {1}", f"{MAX_BETWEEN:,}", node.title),
            f"{math.prod(shape):,}",
        )
    return shape, numbers


def _for_samples(node: Node, options: dict[str, Any], inputs: tuple[int, ...]) -> dict[str, Any]:
    """A rescaling of 0 to 255, as it has to be for the program's samples, which are 0 to 1."""
    scale = options["scale"] * _FULL
    if inputs != (0,) or not any(math.isclose(scale, each, rel_tol=1e-4) for each in (1, 2)):
        raise UnfitError(
            translate("{0} right after the input, by 1/255 or 1/127.5", node.title),
            translate("a scale of {0}", f"{options['scale']:g}")
            if inputs == (0,)
            else translate("it elsewhere"),
        )
    return options | {"scale": scale}
