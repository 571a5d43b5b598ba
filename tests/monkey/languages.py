"""One language after the other: ``python -m tests.monkey.languages --changes 200 --seed 17``.

Each change makes a window and takes the one before it apart, with pages, the manual and dialogs
open, while strokes are drawn in either. What goes wrong is told; a crash by Python's stacks.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from camviewer.app.program import Program

PAGES = ("lesson", "decomposition", "methods", "networks", "lab", "train", "mistakes")
DIALOGS = ("about", "shortcuts", "open", "save_figure", "manual")

_LONGEST = 3000  # milliseconds until a window in another language is there
_MOVES = (3, 12, 40)
_PAUSES = (1, 20, 100, 300)  # milliseconds after a change, in which strokes are read and painted


def main() -> NoReturn:
    """Change; the exit code is 0 if nothing went wrong."""
    parser = argparse.ArgumentParser("python -m tests.monkey.languages", description=__doc__)
    parser.add_argument("--changes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    faulthandler.enable()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="camviewer-languages-") as folder:
        os.environ["CAMVIEWER_HOME"] = str(Path(folder) / "home")
        from camviewer.cli import leave  # Qt reads the environment when it is loaded

        wrong = _change_often(options.changes, Random(options.seed))
    print(f"seed {options.seed}: {options.changes} changes, {wrong} wrong")
    leave(int(bool(wrong)))


def _change_often(changes: int, chance: Random) -> int:
    """How many things went wrong."""
    from tests.benchmarks.window import RealWindow, draw, pause
    from tests.monkey.watch import Watch

    running = RealWindow()
    program, wrong = running.program, 0
    watch = Watch(float("inf"))
    for number in range(changes):
        _open_something(program, chance)
        pause(chance.choice(_PAUSES))
        before = program.window
        draw(before, chance.randrange(1000), chance.choice(_MOVES))
        code = ("ko", "en")[number % 2]
        program.document.window.change(language=code)
        draw(before, chance.randrange(1000), chance.choice(_MOVES))
        _answer(program)
        if not _came(program, before):
            wrong += 1
            print(f"after {number + 1} changes: no window in {code!r} came", flush=True)
        draw(program.window, chance.randrange(1000), chance.choice(_MOVES))
        pause(chance.choice(_PAUSES))
        for sentence in watch.taken():
            wrong += 1
            print(f"after {number + 1} changes: {sentence}", flush=True)
    watch.stalls.close()
    program.close_window()
    return wrong


def _open_something(program: Program, chance: Random) -> None:
    window = program.window
    window.actions_[chance.choice(PAGES)].trigger()
    if chance.random() < 0.3:
        window.actions_["presentation"].trigger()
    if chance.random() < 0.3:
        window.actions_[chance.choice(DIALOGS)].trigger()
    if chance.random() < 0.1:
        program.workspace.mistakes.evaluate("test")


def _answer(program: Program) -> None:
    """Close the dialogs that are open, as the window waits for it."""
    from PySide6.QtWidgets import QDialog

    from tests.benchmarks.window import pause

    pause(1)
    for dialog in program.window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()


def _came(program: Program, before: object) -> bool:
    from tests.benchmarks.window import pause

    for _ in range(_LONGEST):
        if program.window is not before:
            return True
        pause(1)
    return False


if __name__ == "__main__":
    main()
