"""What is chosen beside the stage: each part is plain data of its own, with a signal."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from camviewer.document.part import Part
from camviewer.document.state import DocumentState

_NAMES = (
    "drawing",
    "window",
    "decomposition",
    "methods",
    "comparison",
    "lab",
    "training",
    "evaluation",
    "fix",
    "lesson",
)


class Parts(QObject):
    """The parts of a document that know nothing of each other.

    Attributes:
        drawing: tool and brush.
        window: how the window looks and what is open in it.
        decomposition: what is looked at in it.
        methods: which methods stand side by side.
        comparison: the second network, and what is done to the sample that both read.
        lab: what is looked at in the known-truth lab.
        training: what stands in the form of a training.
        evaluation: what is evaluated, and what is asked of the outcome.
        fix: what a selection of mistakes is to be fixed by.
        lesson: the lesson that is taken, and its page.
    """

    def __init__(self, state: DocumentState, parent: QObject | None = None) -> None:
        """Parts as they are in a document of that state."""
        super().__init__(parent)
        self.drawing = Part(state.drawing, self)
        self.window = Part(state.window, self)
        self.decomposition = Part(state.decomposition, self)
        self.methods = Part(state.methods, self)
        self.comparison = Part(state.comparison, self)
        self.lab = Part(state.lab, self)
        self.training = Part(state.training, self)
        self.evaluation = Part(state.evaluation, self)
        self.fix = Part(state.fix, self)
        self.lesson = Part(state.lesson, self)

    def part_states(self) -> dict[str, Any]:
        """What is chosen in each part, by its name in `DocumentState`."""
        return {name: getattr(self, name).value for name in _NAMES}
