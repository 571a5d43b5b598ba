"""Entries of layers in what Keras writes of a model, new and old, as plain values.

Keras 3 keeps what a layer reads as tensors among arguments; Keras 2 kept names and numbers in
lists, what was given by name in a dictionary behind them. Both become `Call`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from camviewer.common.translation import tr_noop, translate
from camviewer.networks.options import UnfitError, short, short_value

MODELS = ("Sequential", "Functional", "Model")
"""Classes of models whose layers a file describes."""

MAX_ENTRIES = 1000
"""Of layers in one model."""

_OF_OPERATIONS = ("keras.src.ops.", "keras.src.activations.")
"""Modules of Keras 3 with operations."""

_EXPECTED = tr_noop("a network that Keras saved")
_CONSTANT = "_CONSTANT_VALUE"


@dataclass(frozen=True)
class Tensor:
    """What a call of a layer gives.

    Attributes:
        layer: its name.
        call: which of its calls, from 0.
        shape: with the axis of samples in front, where the file says it.
    """

    layer: str
    call: int
    shape: tuple[Any, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Call:
    """One use of a layer.

    Attributes:
        args: what it was given in order: `Tensor` objects, lists of them, and plain values.
        kwargs: what it was given by name, likewise.
        is_old: whether Keras 2 wrote it, which counted the calls of models otherwise.
    """

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    is_old: bool = False

    @cached_property
    def tensors(self) -> tuple[Tensor, ...]:
        """All that are among the arguments, those in order first."""
        return tuple(_tensors([*self.args, *self.kwargs.values()]))


@dataclass(frozen=True)
class Entry:
    """A layer, an operation or a model inside a model.

    Attributes:
        kind: Keras' name of its class.
        name: what the file calls it.
        config: its configuration, not yet checked.
        module: where Keras says that its class is; empty in files of Keras 2.
        registered: the name under which somebody's own class is known; empty for Keras' own.
        calls: its uses in a functional model.
    """

    kind: str
    name: str
    config: dict[str, Any]
    module: str
    registered: str
    calls: tuple[Call, ...]

    @property
    def title(self) -> str:
        """It, for a sentence."""
        return f"{word(self.kind)} {short(self.name)}"

    @property
    def is_model(self) -> bool:
        """Whether it is made of layers that the file describes."""
        return self.kind in MODELS

    @property
    def is_operation(self) -> bool:
        """Whether it is what Python writes as x + y and the like, which Keras keeps as a layer.

        In HDF5 files nothing but its bare configuration tells it from a layer of the same name.
        """
        if self.is_model:
            return False
        if self.module:
            return self.module.startswith(_OF_OPERATIONS) or "tf_op_layer" in self.module
        is_bare = self.config.keys().isdisjoint(("trainable", "dtype"))
        return is_bare or self.kind == "Cast" or "OpLambda" in self.kind

    @property
    def is_custom(self) -> bool:
        """Whether it is of a class of somebody's own."""
        own = self.module.partition(".")[0] not in ("", "keras", "tf_keras", "keras_core")
        return own or (bool(self.registered) and self.registered != self.kind)

    @cached_property
    def layers(self) -> list[Entry]:
        """The entries of a model, in its order; read once, however often the model is used.

        Raises:
            UnfitError: it has none, too many, or one that is no entry.
        """
        entries = self.config.get("layers")
        if not isinstance(entries, list) or not entries:
            raise UnfitError(translate("a model with layers"), translate("no layers"))
        if len(entries) > MAX_ENTRIES:
            raise UnfitError(
                translate("at most {0} layers", MAX_ENTRIES), translate("{0} layers", len(entries))
            )
        return [entry_of(each) for each in entries]


def entry_of(value: Any) -> Entry:
    """Read an entry.

    Raises:
        UnfitError: it is none.
    """
    kind = _text(value, "class_name")
    if kind in MODELS and isinstance(value.get("config"), list):  # as Keras wrote before 2.2.3
        value = {**value, "config": {"layers": value["config"]}}
    config = _object(value, "config")
    name = config.get("name")
    entry = Entry(
        kind,
        name if isinstance(name, str) else str(value.get("name") or kind),
        config,
        str(value.get("module") or ""),
        str(value.get("registered_name") or ""),
        (),
    )
    calls = value.get("inbound_nodes")
    if not isinstance(calls, list):
        return entry
    if len(calls) > MAX_ENTRIES:
        raise UnfitError(
            translate("at most {0} layers", MAX_ENTRIES), translate("{0} layers", len(calls))
        )
    read = tuple(_call(entry, each) for each in calls if each)
    return Entry(kind, entry.name, config, entry.module, entry.registered, read)


def single(structure: Any) -> Any:
    """What is alone in lists and dictionaries around it; else as it is."""
    while isinstance(structure, (list, dict)) and len(structure) == 1:
        (structure,) = structure.values() if isinstance(structure, dict) else structure
    return structure


def history(value: Any, expected: str) -> Tensor:
    """Keras' note of where a tensor comes from.

    Raises:
        UnfitError: it is none, or of a layer that gives several.
    """
    is_note = isinstance(value, list) and len(value) == 3 and isinstance(value[0], str)
    if not is_note or type(value[1]) is not int or type(value[2]) is not int:
        raise UnfitError(expected, short_value(value))
    if value[2] != 0 or not 0 <= value[1] <= MAX_ENTRIES:
        raise UnfitError(expected, short_value(value))
    return Tensor(value[0], value[1])


def word(kind: str) -> str:
    """A class' name for a sentence."""
    plain = len(kind) <= 60 and kind.replace(" ", "_").isidentifier()
    return kind if plain else short(kind)


def _call(entry: Entry, value: Any) -> Call:
    expected = translate("{0} to read layers", entry.title)
    if isinstance(value, dict):
        args = value.get("args")
        if not isinstance(args, list):
            raise UnfitError(translate("what {0} reads", entry.title), translate("no input"))
        kwargs = _object(value, "kwargs")
        return Call(
            tuple(_plain(each, expected) for each in args),
            {name: _plain(each, expected) for name, each in kwargs.items()},
        )
    if not isinstance(value, list):
        raise UnfitError(expected, short_value(value))
    # One tensor alone lies a list less deep where an operation reads it.
    inputs = value if isinstance(value[0], list) else [value]
    read, kwargs = [], {}
    for each in inputs:
        if not isinstance(each, list) or len(each) not in (3, 4):
            raise UnfitError(expected, short_value(each))
        named = each[3] if len(each) == 4 else {}
        if not isinstance(named, dict):
            raise UnfitError(expected, short_value(named))
        kwargs |= {name: _old_plain(every) for name, every in named.items()}
        read.append(each[2] if each[0] == _CONSTANT else history(each[:3], expected))
    return Call((read[0],) if len(read) == 1 else (read,), kwargs, is_old=True)


def _plain(value: Any, expected: str) -> Any:
    """An argument as Keras 3 keeps it: tensors, slices and arrays are objects of their own."""
    if isinstance(value, list):
        return [_plain(each, expected) for each in value]
    if not isinstance(value, dict):
        return value
    config = value.get("config")
    config = config if isinstance(config, dict) else {}
    match value.get("class_name"):
        case "__keras_tensor__":
            shape = config.get("shape")
            read = history(config.get("keras_history"), expected)
            return replace(read, shape=tuple(shape)) if isinstance(shape, list) else read
        case "__slice__":
            return slice(config.get("start"), config.get("stop"), config.get("step"))
        case "__ellipsis__":
            return ...
        case "__numpy__" | "__tensor__":
            return config.get("value")
    raise UnfitError(expected, short_value(value))


def _old_plain(value: Any) -> Any:
    """An argument as Keras 2 kept it by name."""
    if isinstance(value, list):
        if len(value) == 3 and isinstance(value[0], str):
            return value[2] if value[0] == _CONSTANT else history(value, translate(_EXPECTED))
        return [_old_plain(each) for each in value]
    if isinstance(value, dict) and {*value} == {"start", "stop", "step"}:
        return slice(value["start"], value["stop"], value["step"])
    if isinstance(value, dict) and value.get("class_name") in ("Ellipsis", "__ellipsis__"):
        return ...
    return value


def _tensors(value: Any) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _tensors(each)


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
