"""Options of layers: checks of single values, and of a whole configuration out of a file.

Everything here is plain Python about plain values; no library is needed to judge a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from camviewer.common.translation import translate

Options = dict[str, Any]

Check = Callable[[Any], Any]
"""Gives the value to build with, or raises ValueError with what was expected."""


class UnfitError(ValueError):
    """A network that cannot be used; says what was found and what is needed."""

    def __init__(self, expected: str, found: str, remedy: str = "") -> None:
        """Keep the parts of the sentence, as `FileError` takes them."""
        super().__init__(f"{found}. Needed: {expected}")
        self.expected = expected
        self.found = found
        self.remedy = remedy


def one_of(*allowed: object) -> Check:
    """Checks that a value is one of these, of the same type."""

    def check(value: Any) -> Any:
        if not any(type(value) is type(each) and value == each for each in allowed):
            raise ValueError(_alternatives(allowed))
        return value

    return check


def _alternatives(allowed: Sequence[object]) -> str:
    *before, last = map(str, allowed)
    return translate("{0} or {1}", ", ".join(before), last) if before else last


def whole(low: int, high: int) -> Check:
    """Checks that a value is a whole number within bounds, both included."""

    def check(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError(translate("a whole number from {0} to {1}", low, high))
        return value

    return check


def number(low: float, high: float) -> Check:
    """Checks that a value is a finite number within bounds, both included."""

    def check(value: Any) -> float:
        if type(value) not in (int, float) or not low <= value <= high:  # NaN is not either
            raise ValueError(translate("a number from {0} to {1}", f"{low:g}", f"{high:g}"))
        return float(value)

    return check


def or_none(check: Check) -> Check:
    """Allows None besides what a check allows."""
    return lambda value: None if value is None else check(value)


def pair(check: Check) -> Check:
    """Gives two values, of a list of two or of one value that is meant for both."""

    def check_pair(value: Any) -> tuple[Any, Any]:
        one, other = value if type(value) is list and len(value) == 2 else (value, value)
        return check(one), check(other)

    return check_pair


_DECIDES_TRAINING_ONLY = ("_initializer", "_regularizer", "_constraint")
_DECIDES_NOTHING = frozenset(
    ("name", "trainable", "dtype", "momentum", "renorm_momentum", "synchronized")
)


def options_of(title: str, checks: Mapping[str, Check], config: Mapping[str, Any]) -> Options:
    """The options in a layer's configuration, each checked.

    Args:
        title: the layer, for the sentence.
        checks: the check of each option that decides what the layer computes, by Keras' name.
        config: its configuration as it is in the file.

    Raises:
        UnfitError: one is missing, has a value that is not allowed, or is not known.
    """
    options = {}
    for name, check in checks.items():
        if name not in config:
            raise UnfitError(
                translate("{0} of {1}", name, title), translate("a value that is missing")
            )
        try:
            options[name] = check(config[name])
        except ValueError as expected:
            raise UnfitError(
                translate("{0} of {1} to be {2}", name, title, expected),
                short_value(config[name]),
            ) from None
    for name, value in config.items():
        plain = name in options or name in _DECIDES_NOTHING or name.endswith(_DECIDES_TRAINING_ONLY)
        if not plain and value is not None and value is not False:
            raise UnfitError(
                translate("{0} with options that are known", title),
                translate("the option {0}", short(name)),
            )
    return options


def short(value: object) -> str:
    """A value from a file, for a sentence: on one line, and never long."""
    if isinstance(value, dict):
        named = value.get("config")  # a function's name
        if not isinstance(named, str):
            named = value.get("registered_name") or value.get("class_name")
        return (
            translate("the object {0}", short(named))
            if isinstance(named, str)
            else translate("an object")
        )
    if isinstance(value, list):
        deep = any(isinstance(each, (list, dict)) for each in value)
        return translate("a list") if deep else _clip(value)
    return _clip(value)


def short_value(value: object) -> str:
    """A value from a file where a sentence tells what is wrong: no mere number or word."""
    told = short(value)
    return translate("the value {0}", told) if told == _clip(value) else told


def _clip(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 50 else text[:49] + "…"
