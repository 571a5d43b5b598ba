"""Scales: one file each, found by folder. A scale decides what a map's numbers look like.

A scale is a named choice because per-picture stretching is the commonest way to mislead: with
it, the strongest-looking map can belong to the least likely class.

A module here offers

- ``TITLE``, its name for people, and ``NOTE``, what a reader of a figure must know of it, both
  marked to be translated;
- ``COLOURS``, name of the colour map that goes with it;
- ``SIGNED``, whether its ends mean against and for a class, and ``SHARED``, whether all classes
  have the same limits, so that their maps can be compared;
- ``transform(maps)``: what is shown of maps (C, h, w). It is applied before they are resized and
  once more afterwards, since cubic resizing undershoots, so twice must be as good as once;
- ``limits(raw, resized)``: the values at both ends of the colour bar for each class, from the
  transformed maps of all classes, raw (C, h, w) and resized (C, H, W). Of one class alone, C = 1,
  they are the limits that it has if it is looked at by itself.

The file name, with ``-`` for ``_``, is the name of the scale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import ModuleType

from camviewer.common.arrays import Array
from camviewer.common.registry import Registry, find, offered, title_of
from camviewer.common.translation import tr_noop
from camviewer.rendering.scaling import Limits


@dataclass(frozen=True)
class Scale:
    """A named way to show maps.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be translated.
        note: what a reader of a figure must know of it, to be translated.
        transform: what is shown of a map's values, before and after it is resized.
        limits: the values at both ends of the colour bar for each class: from the transformed
            maps of all classes, raw (C, h, w) and resized (C, H, W).
        colours: name of the colour map that goes with it.
        signed: whether the ends of its colour bar mean against and for a class.
        shared: whether all classes have the same limits: their maps can be compared.
    """

    name: str
    title: str
    note: str
    transform: Callable[[Array], Array]
    limits: Callable[[Array, Array], tuple[Limits, ...]]
    colours: str
    signed: bool
    shared: bool


def _scale(name: str, module: ModuleType) -> Scale:
    return Scale(
        name,
        title_of(module),
        module.NOTE,
        offered(module, "transform"),
        offered(module, "limits"),
        module.COLOURS,
        module.SIGNED,
        module.SHARED,
    )


SCALES = Registry[Scale](
    tr_noop("Scale"), partial(find, __name__, _scale, "limits"), default="signed"
)
"""Scale by name."""
