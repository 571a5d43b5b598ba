"""The worker that explains digits for the window."""

from __future__ import annotations

from collections.abc import Callable

from camviewer.core.analysis import Analysis, AnalysisRequest
from camviewer.jobs import preload


def make_analyser() -> Callable[[AnalysisRequest], Analysis]:
    """Load TensorFlow, compile the engine; runs in the worker's thread."""
    with preload.quiet_imports(), preload.polite_imports():
        preload.load_libraries()
        from camviewer.nets.analyser import Analyser

    return Analyser()
