"""The worker that explains digits for the window."""

from __future__ import annotations

from collections.abc import Callable

from camviewer.core.analysis import Analysis, AnalysisRequest, Array, ScoresRequest
from camviewer.jobs import preload


def make_analyser() -> Callable[[AnalysisRequest], Analysis]:
    """Load TensorFlow, make an analyser; runs in the worker's thread."""
    with preload.quiet_imports(), preload.polite_imports():
        preload.load_libraries()
        from camviewer.nets.analyser import Analyser

    return Analyser()


def make_scorer() -> Callable[[ScoresRequest], Array]:
    """An analyser of its own for the timeline's curves; runs in that worker's thread."""
    with preload.polite_imports():
        from camviewer.nets.analyser import Analyser

    return Analyser().scores
