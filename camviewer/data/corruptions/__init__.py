"""Corruptions of samples: one file each kind, found by its folder.

A module here offers ``CORRUPTIONS``, its `Corruption` objects. Those of MNIST-C are written from
its description (Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", 2019), with a
strength that goes down to nothing. What has to be drawn at random is the same at every strength, so
that a sample changes steadily as it grows.
"""

from __future__ import annotations

import sys

from camviewer.common.registry import Registry, modules_in
from camviewer.common.translation import tr_noop
from camviewer.data.corruptions.corruption import Corruption

_ORDER = ("geometry", "thickness", "blurs", "noises", "light", "clutter", "edges")


def _find() -> dict[str, Corruption]:
    modules = modules_in(sys.modules[__name__], "CORRUPTIONS")
    # As people would look for them; a file that is added comes last.
    ordered = [name for name in _ORDER if name in modules] + sorted(set(modules) - set(_ORDER))
    return {each.name: each for name in ordered for each in modules[name].CORRUPTIONS}


CORRUPTIONS = Registry[Corruption](tr_noop("Corruption"), _find)
"""Corruption by name."""
