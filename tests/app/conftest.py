"""Programs for tests, whose network answers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.app import program as app
from camviewer.document.settings import Settings
from tests.gui.conftest import explain


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., app.Program]]:
    """Starts programs whose network answers at once; ends them."""
    monkeypatch.setattr(app, "make_predictor", lambda _: explain)
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
