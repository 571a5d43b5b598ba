"""Explanation methods: one file each, found by folder and by the entry points of other packages.

A module here, or one that an entry point of the group ``camviewer.methods`` names, offers
``TITLE``, its name for people, marked to be translated, ``NEEDS``, the capabilities that it asks of
a network, and ``maps(prediction)``: the maps (C, h, w) of all classes from one `Prediction`. For
networks that end in global average pooling and one dense layer these are closed formulas; nothing
here runs a network. The file name, with ``-`` for ``_``, is the name of the method.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from camviewer.common.arrays import Array
from camviewer.common.registry import Registry, find, offered, title_of
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction


@dataclass(frozen=True)
class Method:
    """A way to make maps.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be translated.
        maps: the maps (C, h, w) of all classes; raises `CapabilityError` where a need is not met.
        needs: what a network must have for them.
    """

    name: str
    title: str
    maps: Callable[[Prediction], Array]
    needs: tuple[Capability, ...]


def needs_of(module: object) -> tuple[Capability, ...]:
    """The capabilities that a method's module says it needs.

    Raises:
        TypeError: it says nothing, or something else.
    """
    needs = getattr(module, "NEEDS", None)
    if not isinstance(needs, tuple) or not all(isinstance(each, Capability) for each in needs):
        raise TypeError(f"expected NEEDS as a tuple of capabilities, found {needs!r}")
    return needs


def _method(name: str, module: object) -> Method:
    return Method(name, title_of(module), offered(module, "maps"), needs_of(module))


METHODS = Registry[Method](
    tr_noop("Method"),
    partial(find, __name__, _method, "maps", group="camviewer.methods"),
    default="cam",
)
"""Method by name."""
