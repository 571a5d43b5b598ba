"""A random walk through the window: ``python -m tests.benchmarks.walk --actions 2000``.

After each action the places of canvas, views, strip and bars are compared with those that the
same things open had before: what opens and closes must leave everything where it was, and the
window must never grow. Prints what changed that should not have; the exit code tells it, too.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections import Counter
from typing import Any

WALKED = (
    *("lesson", "decomposition", "methods", "networks", "lab", "train", "mistakes"),
    *("follow", "more_opacity", "less_opacity", "reset_zoom", "undo", "redo", "clear"),
    *("next", "previous", "random", "pen", "eraser", "presentation", "laser", "spotlight"),
    *("lesson_next", "lesson_previous", "lesson_aside"),
)
"""Actions of the window that ask nobody for a file."""

SEEN = ("drawCanvas", "inputView", "rawCamView", "resizedCamView", "blendView", "colourBar")


def main() -> int:
    """Walk; the exit code is 0 if nothing changed that should not have."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.walk", description=__doc__)
    parser.add_argument("--actions", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="camviewer-walk-") as folder:
        os.environ["CAMVIEWER_HOME"] = folder
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        wrong, done = walk(options.actions, random.Random(options.seed))
    print(f"{sum(done.values())} actions: {dict(done)}")
    for number, sentence in enumerate(wrong):
        print(f"{number + 1}. {sentence}")
    print(f"{len(wrong)} things changed that should not have")
    return int(bool(wrong))


def walk(actions: int, chance: random.Random) -> tuple[list[str], Counter[str]]:
    """What changed that should not have, and how often each action was done."""
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.window import RealWindow, pause

    running = RealWindow()
    pause(200)
    places: dict[Any, tuple[str, Any]] = {}
    wrong: list[str] = []
    done: Counter[str] = Counter()
    name = "start"
    for number in range(actions):
        window = running.program.window
        key, found = _open(running), _places(window)
        before = places.setdefault(key, (f"{number}: {name}", found))
        if before[1] != found:
            moved = [each for each in found if found[each] != before[1].get(each)]
            was = {each: (before[1].get(each), found[each]) for each in moved}
            wrong.append(f"after {number}: {name}, unlike after {before[0]}: {was} with {key}")
            places[key] = (f"{number}: {name}", found)
        name = chance.choice((*WALKED, "class", "message", "language", "enlarge"))
        done[name] += 1
        _do(running, name, chance)
        for _ in range(3):
            QApplication.processEvents()
        if chance.random() < 0.05:
            pause(50)
    running.program.window.close()
    return wrong, done


def _open(running: Any) -> tuple[object, ...]:
    """All that may rightly change where things are."""
    state = running.document.window.value
    return (
        *(state.drawer, state.enlarged, state.presentation, state.caption, state.terms),
        *(state.drawer_width, state.language),
        running.program.window.size().toTuple(),
    )


def _places(window: Any) -> dict[str, tuple[int, ...]]:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    found = {}
    for name in (*SEEN, *(f"classButton{index}" for index in range(10))):
        widget = window.findChild(QWidget, name)
        corner = widget.mapTo(window, QPoint(0, 0))
        place = (*corner.toTuple(), *widget.size().toTuple())
        found[name] = place if widget.isVisible() else ()
    return found


def _do(running: Any, name: str, chance: random.Random) -> None:
    from camviewer.gui.stage.views import VIEWS

    window, document = running.program.window, running.document
    if name == "class":
        document.choose_class(chance.randrange(10))
    elif name == "message":
        running.program.workspace.messages.trouble("Something went wrong here. " * 8)
    elif name == "language":
        document.window.change(language=chance.choice(("en", "ko")))
    elif name == "enlarge":
        window.side_panels.enlarge(chance.choice(list(VIEWS)))
    elif window.actions_[name].isEnabled():
        window.actions_[name].trigger()


if __name__ == "__main__":
    raise SystemExit(main())
