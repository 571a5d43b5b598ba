"""CAM Viewer: see why a neural network reads a handwritten sample as it does.

In Python, see `camviewer.api`, whose names are those of this package:

    import camviewer

    network = camviewer.load("compact")
    network.explain(camviewer.open_data("builtin").test.images[0])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camviewer.api import (
        Evaluation,
        Explanation,
        Network,
        Predictions,
        UserError,
        evaluate,
        load,
        open_data,
        read_predictions,
    )

__version__ = "0.1.0"

__all__ = [
    "Evaluation",
    "Explanation",
    "Network",
    "Predictions",
    "UserError",
    "__version__",
    "evaluate",
    "load",
    "open_data",
    "read_predictions",
]


if not TYPE_CHECKING:  # or every name would be one to a checker

    def __getattr__(name: str) -> object:
        """The Python interface, imported when first asked for: the program starts without it."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module("camviewer.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
