"""The controller: late answers are dropped, what cannot be opened changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from camviewer.controller import Controller
from camviewer.core import model_files
from camviewer.core.analysis import Analysis, AnalysisRequest
from camviewer.core.errors import UserError
from camviewer.jobs.worker import NewestRequestWorker
from camviewer.session import Content, Model, Session
from tests.gui.conftest import explain
from tests.test_session import LINE


class Desk:
    """A controller whose network answers when it is let."""

    def __init__(self) -> None:
        self.session = Session()
        for path in model_files.bundled().values():
            self.session.add_model(Model(path, model_files.read_card(path)))
        self.session.set_model(self.session.models[0])
        self.go_on = threading.Event()
        self.go_on.set()
        self.begun = threading.Event()
        self.trouble = ""
        self.controller = Controller(self.session, NewestRequestWorker(lambda: self.answer))

    def answer(self, request: AnalysisRequest) -> Analysis:
        self.begun.set()
        assert self.go_on.wait(10)
        if self.trouble:
            raise UserError(self.trouble)
        assert isinstance(request.network, Path)
        return replace(explain(request), model=request.network.stem)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    with qtbot.waitSignal(made.controller.engine_ready):
        made.controller.start()
    yield made
    made.go_on.set()
    made.controller.close()


def test_that_an_answer_for_a_digit_that_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    desk.go_on.clear()
    desk.session.set_content(LINE)
    assert desk.begun.wait(10)
    desk.session.set_content(Content())
    with qtbot.waitSignal(desk.controller._worker.answered):
        desk.go_on.set()
    assert desk.session.analysis is None


def test_that_maps_of_another_model_do_not_stand_while_it_is_read(desk: Desk, qtbot: QtBot) -> None:
    desk.session.set_content(LINE)
    qtbot.waitUntil(lambda: desk.session.analysis is not None)
    desk.go_on.clear()
    first, second = desk.session.models[:2]
    desk.session.set_model(second)
    assert desk.session.analysis is None
    desk.go_on.set()
    qtbot.waitUntil(lambda: desk.session.analysis is not None)
    assert desk.session.analysis.model == second.path.stem
    desk.session.set_model(first)  # was read before: its answer is there at once
    assert desk.session.analysis is not None


def test_that_a_failure_clears_the_maps_and_is_told(desk: Desk, qtbot: QtBot) -> None:
    desk.trouble = "m.keras: expected a model, found none."
    with qtbot.waitSignal(desk.controller.trouble) as told:
        desk.session.set_content(LINE)
    assert told.args == [desk.trouble]
    assert desk.session.analysis is None


def write_picture(path: Path, column: int) -> Path:
    pixels = np.full((80, 80), 255, np.uint8)
    pixels[10:70, column : column + 6] = 0
    Image.fromarray(pixels).save(path)
    return path


def test_that_of_two_pictures_the_later_one_wins(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    opened: list[Content] = []
    desk.controller.opened.connect(opened.append)
    for name in ("first.png", "second.png"):
        desk.controller.open_picture(write_picture(tmp_path / name, 20))
    qtbot.waitUntil(lambda: bool(opened))
    qtbot.wait(50)  # the first one would come now
    assert [content.origin.name for content in opened] == ["second.png"]


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text"])
def test_that_what_is_no_picture_is_told_and_changes_nothing(
    desk: Desk, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "thing.png"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes(b"" if kind == "empty" else b"seven")
    desk.session.set_content(LINE)
    with qtbot.waitSignal(desk.controller.trouble) as told:
        desk.controller.open_picture(path)
    assert str(path) in told.args[0]
    assert "expected a picture" in told.args[0]
    assert desk.session.content is LINE


def test_that_a_data_set_that_cannot_be_read_leaves_the_present_one(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(desk.session.dataset_changed):
        desk.controller.open_data("builtin")
    present = desk.session.dataset
    path = tmp_path / "damaged.npz"
    path.write_bytes(b"PK\x03\x04")
    with qtbot.waitSignal(desk.controller.trouble):
        desk.controller.open_data(str(path))
    assert desk.session.dataset is present


def test_that_without_any_digits_the_built_in_ones_are_used(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignals([desk.controller.trouble, desk.session.dataset_changed]):
        desk.controller.open_data("/nowhere/digits.npz")
    assert desk.session.dataset is not None
    assert desk.session.dataset.name == "builtin"
