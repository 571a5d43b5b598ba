"""Architectures: one file each, found by folder and by the entry points of other packages.

A module here, or one that an entry point of the group ``camviewer.architectures`` names, offers
``features(inputs)``: Keras layers from the input (n, h, w, channels) to the features f_k
(n, h, w, K) of the last convolution. What follows is the same for all: global average pooling and
one dense layer, so that every map can be taken from one forward pass. The file name, with ``-``
for ``_``, is the name of the architecture.

Architectures are listed where nothing is built of them, so a module imports Keras inside its
function.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from camviewer.common.registry import Registry, find, offered
from camviewer.common.translation import tr_noop

if TYPE_CHECKING:
    from keras import KerasTensor

Features: TypeAlias = "Callable[[KerasTensor], KerasTensor]"


def _features(_name: str, module: object) -> Features:
    return offered(module, "features")


ARCHITECTURES = Registry[Features](
    tr_noop("Architecture"),
    partial(find, __name__, _features, "features", group="camviewer.architectures"),
    default="lecture",
)
"""Builder of the features by name of the architecture, the lecture's first."""
