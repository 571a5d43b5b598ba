"""What people are told of the architectures, without importing Keras."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from pathlib import Path


def architecture_names() -> list[str]:
    """The architectures there are, the lecture's first."""
    folder = Path(__file__).parent / "architectures"
    names = sorted(module.name for module in pkgutil.iter_modules([str(folder)]))
    names.sort(key=lambda name: name != "lecture")
    return [name.replace("_", "-") for name in names]


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
