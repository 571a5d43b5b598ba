"""Registries: things of one kind by name, found by folder and by entry point.

Adding one is adding one file to a folder of the program, or installing a package beside it whose
entry point names such a file::

    [project.entry-points."camviewer.methods"]
    my-method = "my_package.my_method"
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any, Generic, TypeVar

from camviewer.common.errors import UserError
from camviewer.common.translation import translate

_log = logging.getLogger(__name__)

T = TypeVar("T")

Make = Callable[[str, Any], T]
"""Makes a thing of its name and what was found; raises any exception if that is something else."""


class Registry(Mapping[str, T], Generic[T]):
    """Things of one kind by name, the default first.

    They are looked for when they are first asked for, not when the registry is made, and kept.
    """

    def __init__(
        self, noun: str, find: Callable[[], Mapping[str, T]], *, default: str = ""
    ) -> None:
        """Nothing is looked for yet.

        Args:
            noun: what one of them is called, for the sentence; marked to be translated.
            find: finds them in the order in which they are offered.
            default: the name that is offered before all others.
        """
        self._noun = noun
        self._find = find
        self.default = default

    def __getitem__(self, name: str) -> T:
        return self._things()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._things())

    def __len__(self) -> int:
        return len(self._things())

    def named(self, name: str) -> T:
        """The thing of that name.

        Raises:
            UserError: there is none; the sentence names all that there are.
        """
        things = self._things()
        if name not in things:
            raise UserError(
                translate(
                    "{0}: {2} is not known; choose one of {1}.",
                    translate(self._noun),
                    ", ".join(things),
                    repr(name),
                )
            )
        return things[name]

    def _things(self) -> dict[str, T]:
        things: dict[str, T] | None = self.__dict__.get("_found")
        if things is None:
            found = self._find()
            ordered = {name: found[name] for name in (self.default,) if name in found} | dict(found)
            # Of two threads that looked at the same time, both go on with what the first found.
            things = self.__dict__.setdefault("_found", ordered)
        return things


def modules_in(package: ModuleType, *having: str) -> dict[str, ModuleType]:
    """Import the modules of a package's folder that offer something.

    Args:
        package: the package whose folder is searched (not its sub-packages).
        having: attributes, one of which makes a module one of those looked for.

    Returns:
        Module by file name, alphabetically.
    """
    found = {}
    for entry in pkgutil.iter_modules(package.__path__):
        if not entry.ispkg:
            module = importlib.import_module(f"{package.__name__}.{entry.name}")
            if any(hasattr(module, attribute) for attribute in having):
                found[entry.name] = module
    return found


def find(package: str, make: Make[T], *having: str, group: str = "") -> dict[str, T]:
    """Make things of the modules in a folder of the program, then of those that plug-ins offer.

    A file's or an entry point's name, with ``-`` for ``_``, is the name of the thing. A file of
    the program that cannot be used is an error.

    Args:
        package: name of the package whose folder is searched.
        make: makes the thing.
        having: attributes, one of which makes a file of the folder one of those looked for.
        group: of the entry points; without, there are no plug-ins.
    """
    modules = modules_in(importlib.import_module(package), *having)
    own = {_spelled(name): make(_spelled(name), module) for name, module in modules.items()}
    return with_plugins(own, make, group=group) if group else own


def with_plugins(own: Mapping[str, T], make: Make[T], *, group: str) -> dict[str, T]:
    """The program's own things, then those of the packages installed beside it.

    A plug-in that cannot be imported, offers something else or takes a name that is taken is
    logged and left out.

    Args:
        own: the program's own, by name.
        make: makes a thing of what an entry point names.
        group: of the entry points.
    """
    things = dict(own)
    for entry in sorted(_entry_points().select(group=group)):
        name = _spelled(entry.name)
        try:
            if name in things:
                raise ValueError(f"{name!r} is taken")
            things[name] = make(name, entry.load())
        except Exception as error:  # whatever another's code raises
            reason = f"{type(error).__name__}: {error}"
            _log.warning("%s %s (%s) is left out: %s", group, name, entry.value, reason)
    return things


def offered(thing: object, attribute: str) -> Callable[..., Any]:
    """A function that a module offers.

    Raises:
        TypeError: it offers none of that name.
    """
    function = getattr(thing, attribute, None)
    if not callable(function):
        raise TypeError(f"expected a function {attribute}, found {function!r}")
    checked: Callable[..., Any] = function
    return checked


def title_of(thing: object) -> str:
    """What a module calls itself for people, its ``TITLE``, marked to be translated.

    Raises:
        TypeError: it offers no such text.
    """
    title = getattr(thing, "TITLE", None)
    if not isinstance(title, str):
        raise TypeError(f"expected a text TITLE, found {title!r}")
    return title


def _spelled(name: str) -> str:
    return name.replace("_", "-")


@cache
def _entry_points() -> Any:
    """All entry points of the packages installed; read once, which takes some milliseconds.

    They are of another type on Python 3.11 than later; ``select(group=…)`` is the same.
    """
    from importlib.metadata import entry_points  # here: 20 ms, for nothing where nothing is listed

    return entry_points()
