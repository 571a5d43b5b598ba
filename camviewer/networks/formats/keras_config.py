"""Networks in files that Keras itself wrote: from its description to a checked graph.

Keras never sees the file's configuration. Plain values of known options of known kinds of layers
are read and checked, and make a graph of the program's own. Models inside a model become the
layers that they are made of. What does nothing when a sample is read (dropout and the like) is
left out. A layer that is used several times becomes as many layers of the same weights.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.files import reason
from camviewer.common.translation import tr_noop, translate
from camviewer.networks.formats import keras_layers, keras_operations
from camviewer.networks.formats.keras_calls import Calls
from camviewer.networks.formats.keras_entries import (
    MODELS,
    Call,
    Entry,
    Tensor,
    entry_of,
    word,
)
from camviewer.networks.formats.keras_input import Input, input_of
from camviewer.networks.graph import MAX_LAYERS, Graph, layer_name
from camviewer.networks.graph_checks import BEGINNING, Node, checked
from camviewer.networks.options import UnfitError, short, short_value

_EXPECTED = tr_noop("a network that Keras saved")
_MAX_DEPTH = 8
"""Of models inside models."""

_MAX_WORK = 4000
"""Entries that are looked at, those of a model as often as it is used."""


@dataclass(frozen=True)
class Place:
    """Where a file keeps the weights of a layer.

    Attributes:
        saved: in files of Keras 3, where layers are called by class and number in their model:
            ``layers/functional/layers/conv2d_1``.
        names: what the file calls the models around it, outermost first, and the layer itself.
    """

    saved: str
    names: tuple[str, ...]

    def inside_all(self, entries: Sequence[Entry]) -> dict[str, Place]:
        """The places of what is in a model that is kept here, by name."""
        names, before = _Names(), f"{self.saved}/" if self.saved else ""
        return {
            entry.name: Place(
                "" if entry.is_operation else f"{before}layers/{names.next(entry.kind)}",
                (*self.names, entry.name),
            )
            for entry in entries
        }

    def activation(self, name: str) -> Place:
        """The place of the layer that is the activation of one that is kept here."""
        return Place(f"{self.saved}/activation", (*self.names, name))


@dataclass(frozen=True)
class Description:
    """What a file says of a network.

    Attributes:
        graph: its layers.
        places: where the weights of each are, by the layer's name in the graph.
    """

    graph: Graph
    places: Mapping[str, Place]


def read(path: str | Path, config: bytes | str, version: str | None = None) -> Description:
    """Read what a file says of its network. Takes a few milliseconds and no Keras.

    Args:
        path: the file, for the sentence.
        config: the model's configuration, JSON.
        version: of the Keras that wrote it, as far as that is known.

    Raises:
        FileError: it is damaged, has layers that are not known, is too large, or does not make
            scores of small pictures.
    """
    try:
        return _description(entry_of(json.loads(config)), version or "")
    except UnfitError as error:
        raise FileError(
            path, expected=error.expected, found=error.found, remedy=error.remedy
        ) from None
    except Exception as error:  # what is in the file may be anything
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("a damaged file ({0})", reason(error)),
            remedy=translate("save or copy it again"),
        ) from None


def _description(model: Entry, version: str) -> Description:
    if model.kind not in MODELS or model.is_custom:
        raise UnfitError(
            translate("a Sequential or a functional model"),
            translate("the class {0} in Python", word(model.kind)),
            translate(
                "write it with {0}",
                'x = keras.Input((28, 28, 1)); keras.Model(x, model.call(x)).save("net.keras")',
            ),
        )
    entries = [*_leaves(model)]
    _check_kinds(entries)
    if version.startswith("2."):
        _check_functions(entries)
    flat = _Flattening(input_of(model, entries))
    output = flat.whole(model)
    return Description(checked(flat.nodes, output), flat.places)


def _leaves(model: Entry, depth: int = 1) -> Iterator[Entry]:
    """All layers and operations in a model and in the models inside it."""
    if depth > _MAX_DEPTH:
        raise UnfitError(
            translate("models inside models up to {0} deep", _MAX_DEPTH),
            translate("models that are deeper inside each other"),
        )
    for entry in model.layers:
        if entry.is_model and not entry.is_custom:
            yield from _leaves(entry, depth + 1)
        else:
            yield entry


def _check_kinds(entries: Sequence[Entry]) -> None:
    """Name every layer that is not known, all in one sentence."""
    unknown = []
    is_custom = False
    for entry in entries:
        if entry.is_operation and entry.kind != BEGINNING:
            if not keras_operations.is_known(entry):
                unknown.append(translate("operation {0}", entry.title))
        elif not keras_layers.is_known(entry):
            own = entry.is_custom or ">" in entry.kind
            is_custom |= own
            unknown.append(translate("custom layer {0}", entry.title) if own else entry.title)
    if unknown:
        rest = [translate("{0} more", len(unknown) - 5)] if len(unknown) > 5 else []
        raise UnfitError(
            translate("layers that the program knows"),
            translate("the layers {0}", ", ".join(unknown[:5] + rest)),
            translate(
                "build it of Keras' own layers, or write it with {0}",
                'model.export("net.onnx", format="onnx")',
            )
            if is_custom
            else translate("build the network without them"),
        )


def _check_functions(entries: Sequence[Entry]) -> None:
    """Of Keras 2: its hard_sigmoid was 0.2 x + 0.5 in [0, 1], that of Keras 3 is x / 6 + 0.5."""
    for entry in entries:
        function = entry.config.get("activation")
        name = function.get("config") if isinstance(function, dict) else function
        if name == "hard_sigmoid":
            raise UnfitError(
                translate("activations that Keras 3 has, too"),
                translate("hard_sigmoid of Keras 2 in {0}, which was another one", entry.title),
            )


class _Flattening:
    """Takes models apart into nodes.

    Attributes:
        nodes: by name, each after those it reads.
        places: where the weights of each are, by the node's group.
    """

    def __init__(self, given: Input) -> None:
        """Nothing but the input is there yet."""
        self.nodes: dict[str, Node] = {each.name: each for each in given.nodes}
        self.places: dict[str, Place] = {}
        self._given = given
        self._ranks = {each.name: 4 for each in given.nodes}  # where channels come first
        self._names = _Names()
        self._uses: dict[str, int] = {}
        self._work = 0

    def whole(self, model: Entry) -> str:
        """Take the network apart; gives the name of the node at its end."""
        output = self._model(model, [self._given.nodes[-1].name], Place("", ()))
        self._given.check_axes(self.nodes)
        return output

    def _model(self, model: Entry, inputs: Sequence[str], place: Place) -> str:
        """One use of a model; gives the name of the node at its end."""
        entries = model.layers
        self._work += len(entries) + sum(len(entry.calls) for entry in entries)
        if self._work > _MAX_WORK:  # a model may use another one twice, which uses another one …
            raise UnfitError(
                translate("at most {0} layers", MAX_LAYERS), translate("too many layers")
            )
        _check_names(entries)
        inside = place.inside_all(entries)
        if model.kind == "Sequential":
            (before,) = _exactly(inputs, 1, model)
            for entry in entries:
                if entry.kind != BEGINNING:
                    before = self._use(entry, Call(()), [before], inside[entry.name])
            return before
        return self._functional(model, entries, inputs, inside)

    def _functional(
        self,
        model: Entry,
        entries: Sequence[Entry],
        inputs: Sequence[str],
        inside: Mapping[str, Place],
    ) -> str:
        calls = Calls(model, entries)
        beginnings = calls.beginnings()
        read = _exactly(inputs, len(beginnings), model)
        found = {(each.layer, 0): name for each, name in zip(beginnings, read, strict=True)}
        waiting: dict[tuple[str, int], list[tuple[Entry, int]]] = {}
        left = deque((entry, each) for entry in entries for each in range(len(entry.calls)))
        while left:
            entry, number = left.popleft()
            call = entry.calls[number]
            keys = [calls.meant(tensor, is_old=call.is_old) for tensor in call.tensors]
            missing = next((key for key in keys if key not in found), None)
            if missing is not None:
                waiting.setdefault(missing, []).append((entry, number))
                continue
            own = entry.name, number
            found[own] = self._use(entry, call, [found[key] for key in keys], inside[entry.name])
            left.extendleft(reversed(waiting.pop(own, [])))
        output = calls.output()
        if output not in found:
            for missing, ((entry, _), *_) in waiting.items():
                raise UnfitError(
                    translate("{0} to read a layer before it", entry.title),
                    translate("the input {0}", short(missing[0])),
                )
            raise UnfitError(
                translate("a model whose end is reached from its input"),
                translate("{0} out of reach", short(output[0])),
            )
        return found[output]

    def _use(self, entry: Entry, call: Call, inputs: Sequence[str], place: Place) -> str:
        """One use of a layer, an operation or a model; gives the name of the node at its end."""
        if entry.is_operation:
            step = keras_operations.step_of(entry, call)
            read = dict(zip(call.tensors, inputs, strict=True))
            layer = Entry(step.kind, entry.name, step.config, entry.module, "", ())
            own = [read[each] for each in step.inputs]
            return self._layer(layer, own, place)
        _check_arguments(entry, call)
        if entry.is_model:
            return self._model(entry, inputs, place)
        return self._layer(entry, inputs, place)

    def _layer(self, entry: Entry, inputs: Sequence[str], place: Place) -> str:
        """A layer, and behind it the one that is its activation; gives the name of the last."""
        layer, behind = keras_layers.plain(entry)
        ranks = [self._ranks[each] for each in inputs]
        if self._given.is_channels_first:
            layer = keras_layers.channels_last(layer, ranks)
        name = self._add(layer, inputs, place)
        self._ranks[name] = 2 if keras_layers.makes_vectors(layer) else max(ranks)
        if behind is None:
            return name
        last = self._add(behind, [name], place.activation(behind.name))
        self._ranks[last] = self._ranks[name]
        return last

    def _add(self, layer: Entry, inputs: Sequence[str], place: Place) -> str:
        """Add a node; gives its name."""
        if layer.kind == BEGINNING or not inputs:
            raise UnfitError(translate("a network with one input"), translate("several inputs"))
        path = "/".join(place.names)
        number = self._uses[path] = self._uses.get(path, 0) + 1
        name = path if number == 1 else f"{path} ({number})"
        if name in self.nodes:
            raise _twice(name)
        group = self._names.next(layer.kind)
        self.nodes[name] = Node(layer.kind, name, layer.config, tuple(inputs), group)
        self.places[group] = place
        return name


def _check_names(entries: Sequence[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.name in seen:
            raise _twice(entry.name)
        seen.add(entry.name)


def _twice(name: str) -> UnfitError:
    return UnfitError(
        translate("layers of different names"), translate("two of the name {0}", short(name))
    )


def _exactly(inputs: Sequence[str], number: int, model: Entry) -> Sequence[str]:
    if len(inputs) != number:
        raise UnfitError(
            translate("as many inputs of {0} as it takes", model.title),
            translate("{0} inputs", len(inputs)),
        )
    return inputs


def _check_arguments(entry: Entry, call: Call) -> None:
    """A layer is given what it reads and nothing that would make it do something else.

    Keras itself notes ``training=True`` of every layer that prepares samples.
    """
    for name, value in call.kwargs.items():
        if name == "training" and not keras_layers.differs_in_training(entry):
            continue
        if value is not None and value is not False and not isinstance(value, Tensor):
            raise UnfitError(
                translate("{0} without further arguments", entry.title),
                translate("the argument {0}", short(name)),
            )
    for value in call.args:
        if not isinstance(value, (Tensor, list)) and value is not None:
            raise UnfitError(
                translate("{0} to read layers", entry.title),
                short_value(value),
            )


class _Names:
    """Names of layers as Keras gives them for their files: by class, numbered in order."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def next(self, kind: str) -> str:
        """The name for one more layer of a kind, e.g. "conv2d_1"."""
        number = self._seen.setdefault(kind, 0)
        self._seen[kind] += 1
        return layer_name(kind, number)
