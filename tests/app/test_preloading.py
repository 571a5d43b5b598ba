"""What the window imports when a page is first opened: nothing that takes its own time."""

from __future__ import annotations

import pytest

from tests.processes import run

pytestmark = pytest.mark.slow

OPEN_ALL = """
import sys, threading
from tests.benchmarks.window import RealWindow, pause, wait

class Listener:
    # Asked first about every module; finds none.
    heard = []

    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            self.heard.append(name)

running = RealWindow()
program = running.program
{wait}
sys.meta_path.insert(0, Listener())
pages = "lesson", "decomposition", "methods", "networks", "lab", "train", "mistakes"
for name in (*pages, "manual", "shortcuts", "presentation", "presentation"):
    program.window.actions_[name].trigger()
    pause(1)
print(*Listener.heard)
program.close_window()
"""


def imported_by_the_window(wait: str) -> set[str]:
    """Modules imported by the window's thread when every page is opened for the first time."""
    done = run("-c", OPEN_ALL.format(wait=wait))
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_that_after_it_opening_a_page_imports_nothing() -> None:
    assert imported_by_the_window("wait(program.preloading.ended)") == set()


def test_that_a_page_that_is_opened_before_is_imported_then() -> None:
    found = imported_by_the_window("program.preloading.begin_closing()")
    assert "camviewer.gui.error_analysis.mistakes_panel" in found
