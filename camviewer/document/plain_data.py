"""Reading frozen dataclasses from JSON, entry by entry: what cannot be used is as if not there."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

Allowed = Mapping[type, Mapping[str, Container[Any]]]
"""What attributes of a class may be, where not every value of their type will do."""


@dataclass(frozen=True)
class Between:
    """All numbers from one to another; None is always among what may be chosen or not."""

    low: float
    high: float = math.inf

    def __contains__(self, value: object) -> bool:
        return value is None or (isinstance(value, int | float) and self.low <= value <= self.high)


@dataclass(frozen=True)
class Each:
    """All tuples of which every entry is among what may be chosen."""

    of: Container[Any]

    def __contains__(self, values: object) -> bool:
        return isinstance(values, tuple) and all(value in self.of for value in values)


def read(kind: type[T], entries: object, allowed: Allowed) -> T:
    """A dataclass from a JSON object; every attribute of it needs a default.

    Args:
        kind: the dataclass. Its attributes may be bool, int, float, str, enumerations of text,
            other such dataclasses, tuples of all of them, and None besides.
        entries: what JSON gave; what is no object is an empty one.
        allowed: what attributes may be.
    """
    found = {}
    limits = allowed.get(kind, {})
    for name, hint in _hints(kind).items():  # type: ignore[arg-type]  # a class has a hash
        if not isinstance(entries, dict) or name not in entries:
            continue
        try:
            value = _value(hint, entries[name], allowed)
        except (ValueError, OverflowError):
            continue
        if name not in limits or value in limits[name]:
            found[name] = value
    return kind(**found)


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}


def _value(hint: Any, value: object, allowed: Allowed) -> object:
    """What an entry means.

    Raises:
        ValueError: it is not of that type.
        OverflowError: it is too large a number.
    """
    if isinstance(hint, UnionType):
        (kind,) = (each for each in get_args(hint) if each is not NoneType)
        return None if value is None else _value(kind, value, allowed)
    if get_origin(hint) is tuple:
        return _values(get_args(hint), value, allowed)
    if is_dataclass(hint):
        if not isinstance(value, dict):
            raise ValueError("expected an object")
        return read(hint, value, allowed)  # type: ignore[arg-type]  # a dataclass, not one of it
    if issubclass(hint, Enum):
        return hint(value)
    if hint is float and type(value) is int:
        value = float(value)
    # Exactly that type: to Python, True is a number too.
    if type(value) is not hint or (isinstance(value, float) and not math.isfinite(value)):
        raise ValueError(f"expected {hint.__name__}")
    return value


def _values(kinds: tuple[Any, ...], value: object, allowed: Allowed) -> tuple[object, ...]:
    """A tuple: as long as it likes of one kind and an ellipsis, else one of each kind."""
    if not isinstance(value, list):
        raise ValueError("expected a list")
    if kinds[1:] == (...,):
        return tuple(_value(kinds[0], each, allowed) for each in value)
    return tuple(_value(kind, each, allowed) for kind, each in zip(kinds, value, strict=True))
