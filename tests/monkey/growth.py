"""What must not grow while a person works: memory, descriptors, threads, widgets, connections.

It is counted with everything closed and a window built anew, so that two counts can be compared.
"""

from __future__ import annotations

import ctypes
import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog

from camviewer.app.program import Program
from camviewer.attribution.methods import METHODS
from camviewer.controllers.workspace import Workspace
from camviewer.training.control import StopRequest
from tests.benchmarks.window import pause
from tests.connections import receivers

MEMORY = 30.0
"""Megabytes by which two counts may differ once everything has been used."""

ENDING = 5
"""Threads, files and connections that what is just ending may still have."""

_PATIENCE, _LOOK = 600, 100  # looks for what still runs to end; milliseconds between two of them


@dataclass(frozen=True)
class Counts:
    """Megabytes of memory, and numbers of other things."""

    megabytes: float
    descriptors: int
    threads: int
    widgets: int
    connections: int

    def __str__(self) -> str:
        return (
            f"{self.megabytes:.0f} MB, {self.descriptors} descriptors, {self.threads} threads, "
            f"{self.widgets} widgets, {self.connections} connections"
        )

    def has_grown(self, since: Counts) -> bool:
        """Whether more is there than can be explained."""
        memory, *numbers = astuple(self)
        memory_then, *numbers_then = astuple(since)
        return memory > memory_then + MEMORY or any(
            now > then + ENDING for now, then in zip(numbers, numbers_then, strict=True)
        )


def count(program: Program) -> Counts:
    """As things stand; what is garbage is collected before, and what was freed is given back."""
    gc.collect()
    with suppress(AttributeError, OSError):  # another C library than GNU's
        ctypes.CDLL(None).malloc_trim(0)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    resident = int(status.partition("VmRSS:")[2].split()[0]) / 1000
    here = Path("/proc/self")
    descriptors, threads = (len([*(here / name).iterdir()]) for name in ("fd", "task"))
    widgets = len(QApplication.allWidgets())
    connections = sum(receivers(program).values())
    return Counts(resident, descriptors, threads, widgets, connections)


def kinds() -> Counter[str]:
    """How many widgets there are of each class."""
    return Counter(type(each).__name__ for each in QApplication.allWidgets())


def _runs(workspace: Workspace) -> Iterator[bool]:
    """What takes memory while it runs."""
    yield not workspace.training.is_idle
    yield workspace.mistakes.is_evaluating
    for each in (workspace.label_review, workspace.sweeping, workspace.sample_map):
        yield each.is_running


def rest(program: Program) -> None:
    """Close everything, end what runs, show the usual sample and model in a window built anew."""
    for dialog in [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]:
        if dialog.isVisible():
            dialog.reject()
    workspace, document = program.workspace, program.document
    workspace.training.stop(StopRequest.STOP_AND_DISCARD)
    workspace.mistakes.cancel()
    workspace.label_review.cancel()
    workspace.fixing.cancel()
    workspace.sweeping.stop()
    workspace.sample_map.stop()
    for _ in range(_PATIENCE):
        if not any(_runs(workspace)):
            break
        pause(_LOOK)
    if document.window.value.presentation:
        program.window.actions_["presentation"].trigger()
    document.set_ablation(None)
    document.set_snapshot(None)
    document.set_model(document.models[0])
    document.change_display(method=METHODS.default)  # others have more parameters to choose
    workspace.controller.open_data("builtin")
    document.window.change(drawer="", caption=False, terms=False, enlarged="", manual="")
    for language in ("ko", "en"):
        program.window.help.close()
        document.window.change(language=language)
        for _ in range(5):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            pause(_LOOK)
