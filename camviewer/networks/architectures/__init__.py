"""Architectures: one file each, found by folder.

A module here offers ``features(inputs)``: Keras layers from the input (n, h, w, channels) to the
features f_k (n, h, w, K) of the last convolution. What follows is the same for all: global
average pooling and one dense layer, so that every map can be taken from one forward pass.
The file name, with ``-`` for ``_``, is the name of the architecture.
"""

from __future__ import annotations

import sys

from camviewer.common.errors import UserError
from camviewer.common.registry import modules_in
from camviewer.common.translation import translate

_MODULES = modules_in(sys.modules[__name__], having="features")

ARCHITECTURES = {name.replace("_", "-"): module.features for name, module in _MODULES.items()}
"""Builder of the features by name of the architecture."""


def check(name: str) -> None:
    """Raise `UserError` unless there is an architecture of that name."""
    if name not in ARCHITECTURES:
        raise UserError(
            translate(
                "Architecture: expected one of {0}, found {1}; choose one of these.",
                ", ".join(ARCHITECTURES),
                repr(name),
            )
        )
