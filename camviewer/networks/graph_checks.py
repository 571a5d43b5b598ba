"""Checking a network out of a file: known layers that fit together, within limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from camviewer.common.translation import tr_noop, translate
from camviewer.data.spec import MAX_CLASSES, MIN_CLASSES, ImageSpec
from camviewer.networks.graph import Graph, Layer, options_in
from camviewer.networks.layer_kind import Shape
from camviewer.networks.layer_sizes import LayerSize, check_whole, size_of
from camviewer.networks.layers import INACTIVE, LAYERS
from camviewer.networks.linear_head import head_place, hindrance
from camviewer.networks.options import UnfitError, one_of, options_of, short

BEGINNING = "InputLayer"
SOFTMAX = "Softmax"

_END = tr_noop(
    "a network that ends in GlobalAveragePooling2D and one Dense layer of {0} to {1} units, which "
    "class activation maps need"
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

    Args:
        nodes: its layers by name, each after those it reads, the input first.
        output: name of the layer at its end.

    Raises:
        UnfitError: it has no linear head, a layer has options that are not known, or there is too
            much of something.
    """
    end, has_softmax = _end_of(nodes, output)
    spec = next(node.spec for node in nodes.values() if node.spec is not None)
    layers = _layers(nodes, end, spec)
    _check_end(layers[-1], end, has_softmax=has_softmax)
    if has_softmax:
        last = replace(layers[-1], options=options_in(layers[-1], {"activation": "softmax"}))
        layers = (*layers[:-1], last)
    graph = Graph(spec, layers)
    _check_head(graph, nodes, end)
    return graph


def _active(nodes: Mapping[str, Node], name: str) -> Node:
    """The node of a name or, where it does nothing when a sample is read, the one before it."""
    node = nodes[name]
    while node.kind in INACTIVE or _is_linear(node):
        node = nodes[node.inputs[0]]
    return node


def _is_linear(node: Node) -> bool:
    return node.kind == "Activation" and node.config.get("activation") == "linear"


def _end_of(nodes: Mapping[str, Node], output: str) -> tuple[Node, bool]:
    """The layer whose outputs are the scores, and whether a softmax of its own comes after it."""
    end = _active(nodes, output)
    if end.kind == SOFTMAX:
        options_of(end.title, {"axis": one_of(-1, 1)}, end.config)
        return _active(nodes, end.inputs[0]), True
    if end.kind == "Activation" and end.config.get("activation") == "softmax":
        return _active(nodes, end.inputs[0]), True
    return end, False


def _check_end(last: Layer, end: Node, *, has_softmax: bool) -> None:
    """The last layer gives scores, or probabilities by one softmax."""
    if last.kind != "Dense":
        raise UnfitError(_end(), translate("{0} at its end", end.title))
    activation = last.settings["activation"]
    if has_softmax and activation == "softmax":
        raise UnfitError(translate("one softmax"), translate("two"))
    if activation not in ("softmax", "linear"):
        choice = translate("{0} or {1}", "softmax", "linear")
        raise UnfitError(
            translate("{0} of {1} to be {2}", "activation", end.title, choice), short(activation)
        )


def _check_head(graph: Graph, nodes: Mapping[str, Node], end: Node) -> None:
    """Class activation maps need a linear head; whoever has none is told by what."""
    if any(each.settings.get("activation") == "softmax" for each in graph.layers[:-1]):
        raise UnfitError(translate("one softmax"), translate("two"))
    if not MIN_CLASSES <= graph.classes <= MAX_CLASSES:
        raise UnfitError(
            translate(
                "{0} of {1} to be {2}",
                "units",
                end.title,
                translate("a whole number from {0} to {1}", MIN_CLASSES, MAX_CLASSES),
            ),
            str(graph.classes),
        )
    if head_place(graph) is None:
        place = hindrance(graph)
        if place is None:
            raise UnfitError(_end(), translate("nothing before them"))
        name = graph.layers[place - 1].name
        title = next(node.title for node in nodes.values() if node.group == name)
        raise UnfitError(_end(), translate("{0} before {1}", title, end.title))


def _layers(nodes: Mapping[str, Node], top: Node, spec: ImageSpec) -> tuple[Layer, ...]:
    """The layers by which the scores are computed, each checked with what goes into it."""
    needed = {top.name}
    for node in reversed([*nodes.values()]):
        if node.name in needed:
            needed |= {_active(nodes, each).name for each in node.inputs}
    places: dict[str, int] = {}
    shapes: list[Shape] = []
    layers: list[Layer] = []
    sizes: list[LayerSize] = []
    for node in nodes.values():
        if node.name not in needed:
            continue
        places[node.name] = len(places)
        if node.kind == BEGINNING:
            shapes.append((*spec.size, spec.channels))
            continue
        if node.kind not in LAYERS:
            raise UnfitError(_end(), translate("{0} before its end", node.title))
        inputs = tuple(places[_active(nodes, each).name] for each in node.inputs)
        options = options_of(node.title, LAYERS[node.kind].options, node.config)
        read = [shapes[place] for place in inputs]
        sizes.append(size_of(node.title, LAYERS[node.kind], options, read))
        shapes.append(sizes[-1].shape)
        layers.append(Layer(node.kind, node.group, tuple(options.items()), inputs))
    check_whole(sizes)
    if not layers:
        raise UnfitError(_end(), translate("nothing before them"))
    return tuple(layers)
