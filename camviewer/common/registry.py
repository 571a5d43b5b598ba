"""Finding things by folder: adding one is adding one file."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def modules_in(package: ModuleType, *, having: str) -> dict[str, ModuleType]:
    """Import the modules of a package's folder that offer something.

    Args:
        package: the package whose folder is searched (not its sub-packages).
        having: the attribute that makes a module one of those looked for.

    Returns:
        Module by file name, alphabetically.
    """
    found = {}
    for entry in pkgutil.iter_modules(package.__path__):
        if not entry.ispkg:
            module = importlib.import_module(f"{package.__name__}.{entry.name}")
            if hasattr(module, having):
                found[entry.name] = module
    return found
