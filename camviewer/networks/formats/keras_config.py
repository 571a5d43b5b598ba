"""Networks in files that Keras itself wrote: from ``config.json`` to a checked graph.

Keras never sees the file's configuration. Plain values of known options of known kinds of layers
are read and checked, and make a graph of the program's own. What does nothing when a sample is
read (dropout and the like) is left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from camviewer.common.errors import FileError
from camviewer.common.files import reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.spec import MAX_SIDE, MIN_SIDE, ImageSpec
from camviewer.networks.graph import MAX_LAYERS, Graph, layer_name
from camviewer.networks.graph_checks import BEGINNING, SOFTMAX, Node, checked
from camviewer.networks.layers import INACTIVE, LAYERS
from camviewer.networks.options import UnfitError, short

_EXPECTED = tr_noop("a network that Keras saved")
_MODELS = ("Sequential", "Functional", "Model")
_KNOWN = {*LAYERS, SOFTMAX, *INACTIVE, BEGINNING}


def read_graph(path: str | Path, config: bytes) -> Graph:
    """Read the graph of a network. Takes a few milliseconds and no Keras.

    Args:
        path: the file, for the sentence.
        config: what its ``config.json`` holds.

    Raises:
        FileError: it is damaged, has layers that are not known, is too large, does not take
            small pictures, or does not end in scores.
    """
    try:
        return _graph_of(json.loads(config))
    except UnfitError as error:
        raise FileError(
            path, expected=error.expected, found=error.found, remedy=error.remedy
        ) from None
    except Exception as error:  # what is in the file may be anything
        raise FileError(
            path, expected=translate(_EXPECTED), found=translate("damaged: {0}", reason(error))
        ) from None


def _graph_of(model: Any) -> Graph:
    kind, config = _text(model, "class_name"), _object(model, "config")
    if kind not in _MODELS or not str(model.get("module")).split(".")[0] == "keras":
        raise UnfitError(translate("a Sequential or a functional model"), short(kind))
    entries = config.get("layers")
    if not isinstance(entries, list) or not entries:
        raise UnfitError(translate("a model with layers"), translate("none"))
    if len(entries) > MAX_LAYERS:
        raise UnfitError(translate("at most {0} layers", MAX_LAYERS), str(len(entries)))
    _check_kinds(entries)
    sequential = kind == "Sequential"
    nodes, output = _sequence(config, entries) if sequential else _graph(config, entries)
    return checked(nodes, output)


# What is in the file


def _check_kinds(entries: Sequence[Any]) -> None:
    """Name every layer that is not known, all in one sentence."""
    unknown = []
    for entry in entries:
        kind = _text(entry, "class_name")
        name = short(_name(entry))
        if kind in _MODELS:
            raise UnfitError(
                translate("layers only"),
                translate("the model {0} among them", name),
                translate("build the network without models inside it"),
            )
        title = _word(kind)
        module = str(entry.get("module"))
        if module.startswith("keras.src.ops."):
            known = _is_sum(entry)
        elif module != "keras.layers" or entry.get("registered_name") is not None:
            known, title = False, translate("custom layer {0}", title)
        else:
            known = kind in _KNOWN
        if not known:
            unknown.append(f"{title} {name}")
    if unknown:
        rest = [translate("{0} more", len(unknown) - 5)] if len(unknown) > 5 else []
        raise UnfitError(
            translate("layers out of {0}", ", ".join(sorted({*LAYERS, SOFTMAX, "Dropout"}))),
            ", ".join(unknown[:5] + rest),
            translate("build the network of these"),
        )


def _is_sum(entry: dict[str, Any]) -> bool:
    """Whether it is x + y, which Keras keeps among the layers."""
    own = (entry["class_name"], entry.get("module"), entry.get("registered_name"))
    return own == ("Add", "keras.src.ops.numpy", "Add")


def _word(kind: str) -> str:
    """A class' name for a sentence."""
    plain = len(kind) <= 60 and kind.replace(" ", "_").isidentifier()
    return kind if plain else short(kind)


def _sequence(config: dict[str, Any], entries: Sequence[Any]) -> tuple[dict[str, Node], str]:
    """The nodes of a Sequential model, and the name of the one at the end."""
    nodes: dict[str, Node] = {}
    before = ""
    if _text(entries[0], "class_name") != BEGINNING:
        spec = _input_spec(config.get("build_input_shape"))
        nodes[before] = Node(BEGINNING, before, {}, (), "", spec)
    names = _Names()
    for entry in entries:
        inputs = (before,) if nodes else ()
        before = _add(nodes, entry, inputs, names)
    return nodes, before


def _graph(config: dict[str, Any], entries: Sequence[Any]) -> tuple[dict[str, Node], str]:
    """The nodes of a functional model, and the name of the one at the end."""
    nodes: dict[str, Node] = {}
    names = _Names()
    for entry in entries:
        _add(nodes, entry, _inputs(entry), names)
    output = config.get("output_layers")
    if isinstance(output, list) and len(output) == 1:
        output = output[0]
    name = _read_from(output, translate("a model with one output"))
    if name not in nodes:
        raise UnfitError(translate("a model with one output"), short(name))
    return nodes, name


class _Names:
    """Names under which Keras keeps weights: by class, numbered in the model's order."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def next(self, kind: str) -> str:
        """The name for one more layer of a kind, e.g. "conv2d_1"."""
        number = self._seen.setdefault(kind, 0)
        self._seen[kind] += 1
        return layer_name(kind, number)


def _add(
    nodes: dict[str, Node], entry: dict[str, Any], inputs: tuple[str, ...], names: _Names
) -> str:
    """Add a layer to those before it; gives its name."""
    kind, name, config = _text(entry, "class_name"), _name(entry), _object(entry, "config")
    group = f"sum_{len(nodes)}" if _is_sum(entry) else names.next(kind)
    node = Node(kind, name, config, inputs, group)
    if name in nodes:
        raise UnfitError(
            translate("layers of different names"), translate("two of the name {0}", short(name))
        )
    several = kind in LAYERS and LAYERS[kind].joins
    if kind == BEGINNING:
        if any(each.kind == BEGINNING for each in nodes.values()):
            raise UnfitError(translate("a network with one input"), translate("several"))
        node = replace(node, spec=_input_spec(config.get("batch_shape")))
    elif len(inputs) < 2 if several else len(inputs) != 1:
        raise UnfitError(
            translate("two or more inputs of {0}", node.title)
            if several
            else translate("one input of {0}", node.title),
            str(len(inputs)),
        )
    for each in inputs:
        if each not in nodes:
            raise UnfitError(translate("{0} to read a layer before it", node.title), short(each))
    nodes[name] = node
    return name


def _inputs(entry: dict[str, Any]) -> tuple[str, ...]:
    """Names of the layers that a layer of a functional model reads."""
    title = f"{_text(entry, 'class_name')} {short(_name(entry))}"
    calls = entry.get("inbound_nodes")
    if not isinstance(calls, list):
        raise UnfitError(translate("what {0} reads", title), translate("none"))
    if not calls and entry["class_name"] == BEGINNING:
        return ()
    if len(calls) != 1:
        raise UnfitError(
            translate("{0} to be used once", title), translate("{0} times", len(calls))
        )
    call = calls[0]
    for name, value in _object(call, "kwargs").items():
        if value is not None and value is not False:
            raise UnfitError(translate("{0} without further arguments", title), short(name))
    given = call.get("args")
    if not isinstance(given, list):
        raise UnfitError(translate("what {0} reads", title), translate("none"))
    if len(given) == 1 and isinstance(given[0], list):
        given = given[0]
    expected = translate("{0} to read layers", title)
    names = []
    for tensor in given:
        if not isinstance(tensor, dict) or tensor.get("class_name") != "__keras_tensor__":
            raise UnfitError(expected, short(tensor))
        names.append(_read_from(_object(tensor, "config").get("keras_history"), expected))
    return tuple(names)


def _read_from(history: Any, expected: str) -> str:
    """Name of the layer in Keras' note of where a tensor comes from."""
    if not isinstance(history, list) or len(history) != 3 or history[1:] != [0, 0]:
        raise UnfitError(expected, short(history))
    if not isinstance(history[0], str):
        raise UnfitError(expected, short(history[0]))
    return history[0]


def _input_spec(shape: Any) -> ImageSpec:
    """What goes into a network; where a side may be any, it is that of the samples."""
    with suppress(TypeError, ValueError):
        _, height, width, channels = shape
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
        short(shape),
    )


def _name(entry: dict[str, Any]) -> str:
    config = entry.get("config")
    name = config.get("name") if isinstance(config, dict) else None
    return name if isinstance(name, str) else _text(entry, "name")


def _text(entry: Any, key: str) -> str:
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, str):
        raise UnfitError(translate(_EXPECTED), translate("an entry without {0}", key))
    return value


def _object(entry: Any, key: str) -> dict[str, Any]:
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, dict):
        raise UnfitError(translate(_EXPECTED), translate("an entry without {0}", key))
    return value
