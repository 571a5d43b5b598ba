"""The whole program: what a start loads, shows and remembers."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer import app
from camviewer.core import model_files, sample, settings
from camviewer.core.errors import UserError
from camviewer.core.settings import Settings
from tests.gui.conftest import explain
from tests.test_controller import write_picture

HEAVY = ("tensorflow", "keras", "h5py", "matplotlib", "PIL", "pooch", "requests")


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., app.Program]]:
    """Starts programs whose network answers at once; ends them."""
    monkeypatch.setattr(app, "make_analyser", lambda _: explain)
    monkeypatch.setattr(QApplication, "quit", lambda: None)
    programs: list[app.Program] = []

    def begin(chosen: Settings | None = None, **begin_with: object) -> app.Program:
        given = {"index": None, "image": None, **begin_with}
        program = app.Program(chosen or Settings(data="builtin"), **given)  # type: ignore[arg-type]
        programs.append(program)
        program.start()
        qtbot.waitExposed(program.window)
        return program

    yield begin
    for program in programs:
        program.window.close()
        program.window.deleteLater()


def test_that_the_first_second_needs_nothing_heavy() -> None:
    """In a process of its own: the window is painted with all maps, every button works."""
    code = f"""
import sys
from PySide6.QtWidgets import QApplication
from camviewer import app
from camviewer.core.settings import Settings
application = QApplication([])
program = app.Program(Settings(data="builtin"), index=None, image=None)
program.window.show()
application.processEvents()
session, window = program.session, program.window
assert session.analysis.predicted == {sample.LABEL}
assert all(view.image.image is not None for view in window.explanation.views)
before = window.explanation.views[1].image.image.copy()
window.classes.buttons[0].click()
window.findChild(object, "opacitySlider").setValue(80)
assert session.class_index == 0 and session.display.opacity == 80
assert (window.explanation.views[1].image.image != before).any()
print(*(set({HEAVY}) & set(sys.modules)))
program.controller.close()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_that_it_starts_with_the_sample_digit(start: Callable[..., app.Program]) -> None:
    session = start().session
    assert session.analysis is not None
    assert session.analysis.model == model_files.DEFAULT_MODEL
    assert session.content.origin.label == sample.LABEL


def test_that_the_last_choices_come_back(start: Callable[..., app.Program], qtbot: QtBot) -> None:
    program = start(Settings(data="builtin"))
    qtbot.waitUntil(lambda: program.session.dataset is not None)
    program.session.change_display(opacity=15, scale="lecture")
    program.session.choose_class(4)
    program.session.set_model(program.session.models[1])
    program.window.close()
    kept = settings.load()
    assert (kept.opacity, kept.scale, kept.following) == (15, "lecture", False)
    assert kept.data == "builtin"
    again = start(kept)
    assert again.session.display == program.session.display
    assert again.session.model == program.session.models[1]
    assert not again.session.following


def test_that_a_model_that_is_gone_is_told_and_the_default_used() -> None:
    settings.save(replace(Settings(), model="/nowhere/mine.keras", opacity=3))
    chosen, trouble = app._chosen(data=None, model=None)
    assert chosen.model == model_files.DEFAULT_MODEL
    assert chosen.opacity == 3
    assert "/nowhere/mine.keras" in trouble
    chosen, trouble = app._chosen(data="builtin", model="lecture")
    assert (chosen.model, chosen.data, trouble) == ("lecture", "builtin", "")


def test_that_it_begins_with_the_digit_or_picture_asked_for(
    start: Callable[..., app.Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program = start(index=7)
    assert program.session.content.origin.index == 7
    qtbot.waitUntil(lambda: program.session.analysis is not None)
    program = start(image=write_picture(tmp_path / "one.png", 30))
    assert program.session.content.origin.name == "one.png"
    qtbot.waitUntil(lambda: program.session.analysis is not None)


def test_that_what_cannot_be_begun_with_opens_no_window(tmp_path: Path, qapp: object) -> None:
    chosen = Settings(data="builtin")
    with pytest.raises(UserError, match="expected 0 to 1999 in builtin, found 2000"):
        app.Program(chosen, index=2000, image=None)
    with pytest.raises(UserError, match=r"none\.png"):
        app.Program(chosen, index=None, image=tmp_path / "none.png")
    with pytest.raises(UserError, match="Model"):
        app.Program(replace(chosen, model="vgg"), index=None, image=None)


def test_that_closing_hides_the_window_and_ends_all_threads(
    start: Callable[..., app.Program],
) -> None:
    program = start()
    program.window.close()
    assert not program.window.isVisible()
    assert program.controller._worker.isFinished()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_that_a_crash_in_any_thread_is_told_and_logged(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter = app.CrashReporter()
    reporter.install()
    told: list[str] = []
    reporter.crashed.connect(told.append)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("A bug in the program: ZeroDivisionError: division by zero")
    assert "ZeroDivisionError" in caplog.text
