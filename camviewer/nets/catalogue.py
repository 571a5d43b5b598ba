"""Names of the architectures, without importing Keras."""

from __future__ import annotations

import pkgutil
from pathlib import Path


def architecture_names() -> list[str]:
    """The architectures there are, the lecture's first."""
    folder = Path(__file__).parent / "architectures"
    names = sorted(module.name for module in pkgutil.iter_modules([str(folder)]))
    names.sort(key=lambda name: name != "lecture")
    return [name.replace("_", "-") for name in names]
