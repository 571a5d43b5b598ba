"""Kinds of layers: one file each family, found by its folder.

A module here offers ``KINDS``, its `LayerKind` objects: their options and limits, what comes out,
their weights, their ONNX nodes, their gradient and what their cells see.
"""

from __future__ import annotations

import sys

from camviewer.common.registry import modules_in
from camviewer.networks.layer_kind import LayerKind

LAYERS: dict[str, LayerKind] = {
    kind.name: kind
    for module in modules_in(sys.modules[__name__], "KINDS").values()
    for kind in module.KINDS
}
"""Kind of layer by Keras' name."""

INACTIVE = frozenset(
    (
        *("Dropout", "SpatialDropout2D", "GaussianDropout", "GaussianNoise", "AlphaDropout"),
        *("RandomFlip", "RandomRotation", "RandomTranslation", "RandomZoom"),
        *("ActivityRegularization", "Identity"),
    )
)
"""What does something while a network is trained only; it is left out of a network."""
