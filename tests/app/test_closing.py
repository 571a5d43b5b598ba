"""Closing the window while something is being saved: nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camviewer.app import program as app
from camviewer.concurrency.job import Job
from camviewer.controllers.document_files import session_file
from camviewer.document.archive import read
from camviewer.document.messages import Kind, Message
from camviewer.gui.layout.document_actions import SaveDocumentDialog
from tests.processes import run

Start = Callable[..., app.Program]


def nowhere(folder: Path) -> Path:
    """Where no document can be written."""
    (folder / "a file").touch()
    return folder / "a file" / "work.camviewer"


def told_by(program: app.Program) -> list[Message]:
    """The trouble that is told from now on."""
    told: list[Message] = []

    def note(message: Message) -> None:
        if message.kind is Kind.TROUBLE:
            told.append(message)

    program.workspace.messages.posted.connect(note)
    return told


def evaluated(start: Start, qtbot: QtBot) -> app.Program:
    program = start()
    qtbot.waitUntil(lambda: program.document.dataset is not None)
    with qtbot.waitSignal(program.workspace.mistakes.evaluation_changed, timeout=30_000):
        program.workspace.mistakes.evaluate("test")
    return program


def stayed(program: app.Program, qtbot: QtBot) -> None:
    """The window is there again, and what it is about works."""
    qtbot.waitUntil(program.window.isVisible)
    assert program.controller.worker.isRunning()


def test_that_a_save_that_fails_while_the_window_closes_is_told_in_the_window(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    qtbot.waitUntil(program.controller.worker.isRunning)
    told = told_by(program)
    program.workspace.files.save(nowhere(tmp_path))
    program.window.close()
    stayed(program, qtbot)
    message = told[-1]
    assert "work.camviewer" in message.text
    elsewhere, leave = message.actions
    elsewhere.do()
    (dialog,) = program.window.findChildren(SaveDocumentDialog)
    assert dialog.isVisible()
    dialog.reject()
    leave.do()
    assert not program.window.isVisible()
    assert not program.controller.worker.isRunning()


def test_that_a_save_that_succeeds_lets_the_window_close(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program, path = start(), tmp_path / "work.camviewer"
    told = told_by(program)
    program.workspace.files.save(path, networks=True)
    program.window.close()
    assert read(path)[0].networks
    assert not program.controller.worker.isRunning()
    assert told == []


def test_that_work_that_cannot_be_kept_is_told_once(start: Start, qtbot: QtBot) -> None:
    program = evaluated(start, qtbot)
    told = told_by(program)
    session_file().mkdir()  # so that no file can be written there
    program.window.close()
    stayed(program, qtbot)
    assert told[-1].text.startswith("Your work could not be kept for the next start.")
    program.window.close()  # whoever does it again means it
    assert not program.controller.worker.isRunning()


def test_that_what_was_saved_elsewhere_then_lets_the_window_close(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = evaluated(start, qtbot)
    files = program.workspace.files
    files.save(nowhere(tmp_path))
    program.window.close()
    stayed(program, qtbot)
    path = tmp_path / "work.camviewer"
    with qtbot.waitSignal(files.changed, timeout=30_000):
        files.save(path)
    program.window.close()
    assert not program.controller.worker.isRunning()
    assert len(read(path)[0].evaluations) == 1
    assert read(session_file())[0].evaluations


def test_that_a_document_that_is_being_read_does_not_hide_that_work_is_not_kept(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = evaluated(start, qtbot)
    files, path = program.workspace.files, tmp_path / "work.camviewer"
    with qtbot.waitSignal(files.changed, timeout=30_000):
        files.save(path)
    session_file().mkdir()  # so that no file can be written there
    told, shown = told_by(program), list[object]()
    files.opened.connect(lambda: shown.append(path))
    files.open(path)
    program.window.close()
    stayed(program, qtbot)
    qtbot.waitUntil(lambda: not files.findChildren(Job), timeout=30_000)
    assert told[-1].text.startswith("Your work could not be kept")
    assert shown == []
    told[-1].actions[1].do()


def test_that_what_was_done_since_work_could_not_be_kept_is_not_lost_without_a_word(
    start: Start, qtbot: QtBot
) -> None:
    program = evaluated(start, qtbot)
    told = told_by(program)
    session_file().mkdir()  # so that no file can be written there
    program.window.close()
    stayed(program, qtbot)
    program.workspace.mistakes.annotations.toggle_tag(3, "ambiguous")
    program.window.close()
    stayed(program, qtbot)
    assert [message.text[:27] for message in told] == 2 * ["Your work could not be kept"]
    told[-1].actions[1].do()


def test_that_work_that_was_saved_elsewhere_is_told_again_if_it_cannot_be_kept(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = evaluated(start, qtbot)
    files, told = program.workspace.files, told_by(program)
    session_file().mkdir()  # so that no file can be written there
    program.window.close()
    stayed(program, qtbot)
    with qtbot.waitSignal(files.changed, timeout=30_000):
        files.save(tmp_path / "work.camviewer")
    program.window.close()
    stayed(program, qtbot)
    assert len(told) == 2
    told[-1].actions[1].do()


def test_that_the_program_ends_when_the_system_says_so_though_work_cannot_be_kept(
    start: Start, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = evaluated(start, qtbot)
    told = told_by(program)
    session_file().mkdir()  # so that no file can be written there
    program.workspace.files.save(nowhere(tmp_path))
    program.end()
    qtbot.waitUntil(lambda: not program.controller.worker.isRunning(), timeout=30_000)
    assert not program.window.isVisible()
    assert [message.text for message in told if message.actions] == []
    assert "work.camviewer" in caplog.text
    assert session_file().name in caplog.text


def test_that_the_program_ends_when_the_system_says_so_after_its_window_came_back(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    qtbot.waitUntil(program.controller.worker.isRunning)
    program.workspace.files.save(nowhere(tmp_path))
    program.window.close()
    program.end()
    qtbot.waitUntil(lambda: not program.controller.worker.isRunning(), timeout=30_000)
    assert not program.window.isVisible()


ENDED = """
import os, signal, sys
from camviewer.app import program

class Ended(program.Program):
    def start(self):
        super().start()
        self.workspace.files.save(sys.argv[1])
        os.kill(os.getpid(), signal.SIGTERM)

program.Program = Ended
sys.exit(program.run(index=None, image=None, data="builtin", model=None))
"""


@pytest.mark.slow
def test_that_one_signal_ends_the_program_though_something_cannot_be_saved(tmp_path: Path) -> None:
    done = run("-c", ENDED, str(nowhere(tmp_path)))
    assert done.returncode == 0, done.stderr
