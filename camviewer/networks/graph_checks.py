"""Checking a network out of a file: known layers that fit together, within limits, to scores."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from camviewer.common.translation import tr_noop, translate
from camviewer.data.spec import MAX_CLASSES, MIN_CLASSES, ImageSpec
from camviewer.networks.graph import MAX_LAYERS, Graph, Layer, layer_name, options_in
from camviewer.networks.layer_kind import Shape
from camviewer.networks.layer_sizes import check_whole, size_of
from camviewer.networks.layers import INACTIVE, LAYERS
from camviewer.networks.options import UnfitError, one_of, options_of, short

BEGINNING = "InputLayer"
SOFTMAX = "Softmax"

_SOFTMAXES = ("softmax", "log_softmax")
_RISING = ("sigmoid", "log_sigmoid", "tanh", "softsign", "softplus", "exponential")
_SHAPING = ("Flatten", "Reshape")
_FUNCTIONS = ("ReLU", "LeakyReLU", "ELU", "PReLU")

_END = tr_noop("a network that ends in {0} to {1} scores, one for each class, or in their softmax")
_SCORES = tr_noop("end it in a Dense layer of one unit a class, and train it again")
_LINEAR = tr_noop(
    "take the activation out and save the model again, the order of the classes stays the same: {0}"
)


def _end() -> str:
    return translate(_END, MIN_CLASSES, MAX_CLASSES)


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


def checked(nodes: Mapping[str, Node], output: str) -> Graph:
    """Check a network and make its graph.

    A softmax at its end is kept as that of the end, as is a logarithm of one, which says the same;
    behind it there may be what only makes a vector of one cell.

    Args:
        nodes: its layers by name, each after those it reads, the input first.
        output: name of the layer at its end.

    Raises:
        UnfitError: it does not end in scores, a layer has options that are not known, or there is
            too much of something.
    """
    softmax = _softmax_at_end(nodes, output)
    if softmax is not None:
        nodes = {**nodes, softmax.name: _made_linear(softmax)}
    end = _active(nodes, output)
    spec = next(node.spec for node in nodes.values() if node.spec is not None)
    found = _layers(nodes, end, spec, has_softmax=softmax is not None)
    if softmax is not None:
        _check_softmax(softmax, found.shape(nodes, softmax.name))
    _check_scores(nodes, end, found.shape(nodes, end.name))
    return Graph(spec, _ended(found, has_softmax=softmax is not None))


@dataclass
class _Found:
    """The layers that a network needs, so far.

    Attributes:
        layers: those that are kept.
        shapes: of what goes in, and of what comes out of each.
        places: which of these comes out of a node, by its name.
    """

    layers: list[Layer] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def shape(self, nodes: Mapping[str, Node], name: str) -> Shape:
        """What comes out of a node, of one sample."""
        return self.shapes[self.places[_active(nodes, name).name]]


def _active(nodes: Mapping[str, Node], name: str) -> Node:
    """The node of a name or, where it does nothing when a sample is read, the one before it."""
    node = nodes[name]
    while node.kind in INACTIVE or _is_linear(node):
        node = nodes[node.inputs[0]]
    return node


def _is_linear(node: Node) -> bool:
    return node.kind == "Activation" and node.config.get("activation") == "linear"


def _is_softmax(node: Node) -> bool:
    return node.kind == SOFTMAX or node.config.get("activation") in _SOFTMAXES


def _before_shaping(nodes: Mapping[str, Node], name: str) -> Node:
    """The node whose numbers those of another one are, in another shape at most."""
    node = _active(nodes, name)
    while node.kind in _SHAPING:
        node = _active(nodes, node.inputs[0])
    return node


def _softmax_at_end(nodes: Mapping[str, Node], output: str) -> Node | None:
    """The node at the end that is a softmax or has one."""
    node = _before_shaping(nodes, output)
    return node if _is_softmax(node) else None


def _made_linear(node: Node) -> Node:
    """A node without its softmax: one that was nothing else does nothing."""
    if node.kind in (SOFTMAX, "Activation"):
        return replace(node, kind="Activation", config={"activation": "linear"})
    return replace(node, config=node.config | {"activation": "linear"})


def _check_softmax(node: Node, shape: Shape) -> None:
    """A softmax is one over all classes."""
    if node.kind == SOFTMAX:
        options_of(node.title, {"axis": one_of(-1, len(shape))}, node.config)
    if math.prod(shape[:-1]) > 1:
        raise UnfitError(
            translate("{0} of one cell", node.title),
            translate("{0} cells", "×".join(map(str, shape[:-1]))),
        )


def _check_scores(nodes: Mapping[str, Node], end: Node, shape: Shape) -> None:
    """What comes out are scores of the right number of classes, with no activation."""
    if math.prod(shape[:-1]) > 1:
        cells = "×".join(map(str, shape[:-1]))
        raise UnfitError(_end(), translate("{0} cells at its end", cells), translate(_SCORES))
    if not MIN_CLASSES <= shape[-1] <= MAX_CLASSES:
        found = translate("{0} out of {1}", shape[-1], end.title)
        raise UnfitError(_end(), found, translate(_SCORES))
    node = _before_shaping(nodes, end.name)
    function = node.kind if node.kind in _FUNCTIONS else node.config.get("activation", "linear")
    if function != "linear":
        taken = "model.layers[-1].activation = keras.activations.linear"
        raise UnfitError(
            _end(),
            translate("{0} of {1}", short(function), node.title),
            translate(_LINEAR, taken) if function in _RISING else "",
        )


def _ended(found: _Found, *, has_softmax: bool) -> tuple[Layer, ...]:
    """The layers with an end that is a vector, and with the softmax of its own."""
    layers = [*found.layers]
    if len(found.shapes[-1]) > 1:
        options = tuple(LAYERS["Flatten"].defaults.items())
        layers.append(Layer("Flatten", _free_name("Flatten", layers), options, (len(layers),)))
    if has_softmax and layers[-1].kind == "Dense":
        layers[-1] = replace(layers[-1], options=options_in(layers[-1], {"activation": "softmax"}))
    elif has_softmax:
        own = (("activation", "softmax"),)
        layers.append(Layer("Activation", _free_name("Activation", layers), own, (len(layers),)))
    return tuple(layers)


def _free_name(kind: str, layers: Sequence[Layer]) -> str:
    names = {layer.name for layer in layers}
    return next(name for number in count() if (name := layer_name(kind, number)) not in names)


def _layers(nodes: Mapping[str, Node], top: Node, spec: ImageSpec, *, has_softmax: bool) -> _Found:
    """The layers by which the scores are computed, each checked with what goes into it."""
    needed = {top.name}
    for node in reversed([*nodes.values()]):
        if node.name in needed:
            needed |= {_active(nodes, each).name for each in node.inputs}
    if len(needed) > MAX_LAYERS + 1:  # the input is one of them
        number = translate("{0} layers", len(needed) - 1)
        raise UnfitError(translate("at most {0} layers", MAX_LAYERS), number)
    found, sizes = _Found(), []
    for node in nodes.values():
        if node.name not in needed:
            continue
        if node.kind == BEGINNING:
            found.places[node.name] = len(found.shapes)
            found.shapes.append((*spec.size, spec.channels))
            continue
        if _is_softmax(node):
            raise UnfitError(
                translate("one softmax"),
                translate("two of them") if has_softmax else translate("a softmax elsewhere"),
            )
        if node.kind not in LAYERS:
            raise UnfitError(
                translate("layers out of {0}", ", ".join(sorted(LAYERS))),
                translate("the layer {0}", node.title),
            )
        inputs = tuple(found.places[_active(nodes, each).name] for each in node.inputs)
        options = options_of(node.title, LAYERS[node.kind].options, node.config)
        read = [found.shapes[place] for place in inputs]
        size = size_of(node.title, LAYERS[node.kind], options, read)
        sizes.append(size)
        if node.kind in _SHAPING and [size.shape] == read:
            found.places[node.name] = inputs[0]
            continue
        found.places[node.name] = len(found.shapes)
        found.shapes.append(size.shape)
        found.layers.append(Layer(node.kind, node.group, tuple(options.items()), inputs))
    check_whole(sizes)
    if not found.layers:
        raise UnfitError(_end(), translate("no layers"))
    return found
