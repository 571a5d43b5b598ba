"""Explanation methods: one file each, found by folder.

A module here offers ``TITLE``, its name for people, marked to be translated, ``NEEDS``, the
capabilities that it asks of a network, and ``maps(prediction)``: the maps (C, h, w) of all classes
from one `Prediction`. For networks that end in global average pooling and one dense layer these
are closed formulas; nothing here runs a network. The file name, with ``-`` for ``_``, is the name
of the method.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.registry import modules_in
from camviewer.common.translation import translate
from camviewer.inference.prediction import Capability, Prediction


@dataclass(frozen=True)
class Method:
    """A way to make maps.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be said.
        maps: the maps (C, h, w) of all classes; raises `CapabilityError` where a need is not met.
        needs: what a network must have for them.
    """

    name: str
    title: str
    maps: Callable[[Prediction], Array]
    needs: tuple[Capability, ...]


METHODS = {
    name.replace("_", "-"): Method(name.replace("_", "-"), module.TITLE, module.maps, module.NEEDS)
    for name, module in modules_in(sys.modules[__name__], having="maps").items()
}
"""Method by name."""

DEFAULT = "cam"


def named(name: str) -> Method:
    """The method of that name; raises `UserError` if there is none."""
    if name not in METHODS:
        raise UserError(
            translate(
                "Method: expected one of {0}, found {1}; choose one of these.",
                ", ".join(METHODS),
                repr(name),
            )
        )
    return METHODS[name]
