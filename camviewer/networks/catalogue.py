"""What people are told of the architectures, without importing Keras."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LayerSummary:
    """One line of the layer table.

    Attributes:
        kind: e.g. "Conv2D 32, 3×3, ReLU".
        output: e.g. "14×14×64".
        parameters: numbers in it, those that are not trained included.
    """

    kind: str
    output: str
    parameters: int
