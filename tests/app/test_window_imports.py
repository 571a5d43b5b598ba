"""What the window loads, and what it says where a library that it needs cannot be loaded.

Each window is in a process of its own, with threads and networks as they are.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes import run

pytestmark = pytest.mark.slow

NEVER = ("tensorflow", "keras")
LATER = ("h5py", "onnx", "onnxruntime", "matplotlib", "scipy", "PIL", "pooch", "requests")

BEGIN = """
import sys
from camviewer.document.settings import Settings
from tests.benchmarks.window import RealWindow, application, draw, wait
"""


def loaded(code: str, libraries: tuple[str, ...]) -> set[str]:
    """Which of the libraries are loaded after some code about the window has run."""
    done = run("-c", f"{BEGIN}{code}\nprint(*(set({libraries}) & set(sys.modules)))")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_that_importing_the_window_loads_nothing_that_is_not_shown() -> None:
    assert loaded("", (*NEVER, *LATER)) == set()


def test_that_a_prediction_and_every_dock_need_no_tensorflow(few_digits: str) -> None:
    code = f"""
window = RealWindow(Settings(data={few_digits!r}))
before = window.document.prediction
draw(window.window, number=1, moves=5)
while window.document.prediction is before:  # what came before may still be painted
    wait(window.paints.painted)
window.window.actions_["decomposition"].trigger()
window.window.actions_["lesson"].trigger()
lessons = window.window.guide.lessons
if lessons.lesson is None:
    wait(lessons.lesson_changed)
lessons.go(lessons.last)
window.window.actions_["mistakes"].trigger()
if window.document.dataset is None:
    wait(window.document.dataset_changed)
mistakes = window.program.workspace.mistakes
mistakes.evaluate("test")
wait(mistakes.evaluation_changed)
assert len(mistakes.evaluation) == 10
window.close()
"""
    assert loaded(code, (*NEVER, "onnxruntime")) == {"onnxruntime"}


def test_that_without_onnx_runtime_the_window_says_so_and_goes_on(tmp_path: Path) -> None:
    code = f"""{BEGIN}
from camviewer.app.program import Program
from PySide6.QtWidgets import QApplication
running = application()
program = Program(Settings(data="builtin"), index=None, image=None)
told = []
program.workspace.messages.posted.connect(lambda message: told.append(message))
program.start()
wait(program.workspace.messages.posted)
QApplication.processEvents()
# What needs no network works: the maps of the first digit, another class, drawing.
assert program.document.prediction is not None
program.window.central.classes.buttons[0].click()
assert program.document.class_index == 0
draw(program.window, number=1, moves=5)
QApplication.processEvents()
assert program.document.content.drawing.strokes
print(*(message.kind.value + ": " + message.text for message in told), sep="\\n")
program.window.close()
"""
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    done = run("-c", code, missing="onnxruntime", stubs=stubs)
    assert done.returncode == 0, done.stderr
    (trouble,) = [line for line in done.stdout.splitlines() if line.startswith("trouble: ")]
    assert "ONNX Runtime" in trouble
    assert "libnone.so: no such file" in trouble
    assert "pip install --force-reinstall onnxruntime" in trouble
