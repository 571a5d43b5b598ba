"""One start of the program, or of its yardstick, in a process of its own.

``python -m tests.benchmarks.driver WHAT``, where WHAT is

- ``window``: the program; prints ``painted`` when the whole window is painted for the first time;
- ``bare``: the same of a PySide6 and pyqtgraph window with one plot;
- ``stroke``: the program; draws when it is painted, prints ``explained`` when that is explained;
- ``loading``: the program, drawn on while it loads its network; prints the longest stall in ms;
- ``bare-loading``: the same of the bare window whose thread imports the same libraries;
- ``training``: the program, told to train; prints the longest stall until the first step in ms;
- ``bare-training``: the same of the bare window with ``import tensorflow`` in a thread;
- ``close MS``: the program, closed so long after it was shown; fails if a thread is left.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from types import ModuleType


class Heart:
    """A timer that beats as fast as it can; a stall of the event loop is a late beat."""

    BEAT = 1  # milliseconds

    def __init__(self) -> None:
        """Begin to beat."""
        from PySide6.QtCore import Qt, QTimer

        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=self.BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last))
        self._last = now


def _program() -> tuple[ModuleType, ModuleType]:
    """The program's modules, imported as its command line does."""
    from camviewer.concurrency.politeness import polite_imports

    with polite_imports():
        from camviewer import cli
        from camviewer.app import program
    return program, cli


def window() -> int:
    """Start the program until it is painted."""
    program, cli = _program()
    from tests.benchmarks.painting import ViewPaints

    class Timed(program.Program):  # type: ignore[name-defined]
        def start(self) -> None:
            self.paints = ViewPaints(self.document, self.window)
            self.paints.painted.connect(lambda: print("painted", flush=True))
            self.paints.painted.connect(self.window.close)
            super().start()

    program.Program = Timed  # type: ignore[attr-defined]
    code: int = cli.main([])
    return code


def bare() -> int:
    """Start the bare window until it is painted."""
    import pyqtgraph as pg
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.painting import Paints

    application = QApplication([])
    plot = pg.PlotWidget()
    paints = Paints([plot.viewport()])
    paints.painted.connect(lambda: print("painted", flush=True))
    paints.painted.connect(application.quit)
    plot.show()
    return application.exec()


def loading(*, tell_stall: bool = True) -> int:
    """Start the program, draw at once, go on until the network has read what was drawn."""
    program, cli = _program()
    from tests.benchmarks.painting import ViewPaints
    from tests.benchmarks.window import draw

    class Timed(program.Program):  # type: ignore[name-defined]
        def start(self) -> None:
            super().start()
            self.heart = Heart()
            self.paints = ViewPaints(self.document, self.window)
            self.paints.painted.connect(self._go_on)

        def _go_on(self) -> None:
            if not self.document.content.drawing.strokes:
                draw(self.window, number=0, moves=20)
            elif self.document.is_current:
                print(self.heart.longest if tell_stall else "explained", flush=True)
                self.window.close()

    program.Program = Timed  # type: ignore[attr-defined]
    code: int = cli.main([])
    return code


def stroke() -> int:
    """Start the program, draw at once, go on until that is explained."""
    return loading(tell_stall=False)


def training() -> int:
    """Start the program and, once it can explain, a training; go on until its first step."""
    program, cli = _program()
    from camviewer.controllers.training import Status
    from camviewer.training.control import StopRequest
    from camviewer.training.events import Plan
    from camviewer.training.recipes import RECIPES

    class Timed(program.Program):  # type: ignore[name-defined]
        def start(self) -> None:
            super().start()
            self.controller.worker.ready.connect(self._train)
            self.training.progressed.connect(self._tell)
            self.training.status_changed.connect(self._close)

        def _train(self) -> None:
            self.heart = Heart()
            plan = Plan("stalls", "lecture", RECIPES.named("fast"), source="builtin")
            self.training.start(plan)

        def _tell(self) -> None:
            if self.training.progress is not None and self.training.status is Status.RUNNING:
                print(self.heart.longest, flush=True)
                self.training.stop(StopRequest.STOP_AND_DISCARD)

        def _close(self) -> None:
            if self.training.status is Status.IDLE:
                self.window.close()

    program.Program = Timed  # type: ignore[attr-defined]
    code: int = cli.main([])
    return code


def bare_loading(*libraries: str) -> int:
    """Show the bare window while a thread imports these, else what reads a model."""
    from importlib import import_module

    import pyqtgraph as pg
    from PySide6.QtCore import QThread
    from PySide6.QtWidgets import QApplication

    class Import(QThread):
        def run(self) -> None:
            for library in libraries or ("onnxruntime", "onnx", "h5py"):
                import_module(library)

    application = QApplication([])
    plot = pg.PlotWidget()
    plot.show()
    heart, thread = Heart(), Import()
    thread.finished.connect(application.quit)
    thread.start()
    code = application.exec()
    thread.wait()
    print(heart.longest, flush=True)
    return code


def bare_training() -> int:
    """Show the bare window while a thread imports TensorFlow."""
    return bare_loading("tensorflow")


def close(after: str) -> int:
    """Close the program's window after so many milliseconds; print which threads are left."""
    from PySide6.QtCore import QTimer

    program, cli = _program()

    class Timed(program.Program):  # type: ignore[name-defined]
        def start(self) -> None:
            super().start()
            QTimer.singleShot(int(after), self.window.close)

    program.Program = Timed  # type: ignore[attr-defined]
    code: int = cli.main([])
    left = [thread for thread in threading.enumerate() if thread is not threading.main_thread()]
    print(*(f"{'daemon ' if thread.daemon else ''}{thread.name}" for thread in left), sep=", ")
    assert all(thread.daemon for thread in left), "expected no thread, found those above"
    return code


WHAT: dict[str, Callable[..., int]] = {
    "window": window,
    "bare": bare,
    "stroke": stroke,
    "loading": loading,
    "bare-loading": bare_loading,
    "training": training,
    "bare-training": bare_training,
    "close": close,
}

if __name__ == "__main__":
    what, *given = sys.argv[1:]
    sys.exit(WHAT[what](*given))
