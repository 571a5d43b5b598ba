"""Workspaces whose documents are saved and opened, for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.attribution.map_work import make_mapper
from camviewer.controllers.evaluation_target import Group, Tools
from camviewer.controllers.workspace import Workspace
from camviewer.data.sources import open_source
from camviewer.document.document import Document
from camviewer.document.messages import Kind, Message
from camviewer.document.stage import Model
from camviewer.inference.evaluator import evaluate
from camviewer.inference.predictor import make_predictor, make_scorer
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file

MakeWork = Callable[[], "Work"]


class Work:
    """A workspace with the bundled networks and samples, and what it tells."""

    def __init__(self) -> None:
        self.document = Document()
        for path in model_file.bundled().values():
            self.document.add_model(Model(path, read_card(path)))
        self.document.set_model(self.document.models[0])
        self.document.set_dataset("builtin", open_source("builtin"))
        tools = Tools(evaluate, make_mapper)
        self.workspace = Workspace(self.document, make_predictor, make_scorer, tools)
        self.told: list[Message] = []
        self.workspace.messages.posted.connect(self.told.append)
        self.files, self.mistakes = self.workspace.files, self.workspace.mistakes

    def use(self, source: Path) -> Work:
        """Look at the samples of a file."""
        self.document.set_dataset(str(source), open_source(str(source)))
        return self

    def troubles(self) -> list[str]:
        return [message.text for message in self.told if message.kind is Kind.TROUBLE]


def evaluated(work: Work, qtbot: QtBot) -> Work:
    """Evaluate, note something, narrow the list, compare a second network."""
    with qtbot.waitSignal(work.mistakes.evaluation_changed, timeout=30_000):
        work.mistakes.evaluate("test")
    work.mistakes.annotations.tag_all([3], "ambiguous", present=True)
    work.mistakes.narrow(Group("lasso", np.array([1, 3, 5, 8])), outcome="all", order="index")
    derived = work.workspace.derived_analyses
    derived.compare_with(work.document.models[1])
    qtbot.waitUntil(lambda: derived.second is not None, timeout=30_000)
    work.mistakes.go_to(1)
    work.document.change_display(opacity=33, scale="positive")
    return work


def saved(work: Work, path: Path, qtbot: QtBot, **included: bool) -> Path:
    with qtbot.waitSignal(work.files.changed, timeout=30_000):
        work.files.save(path, **included)
    return path


def opened(work: Work, path: Path, qtbot: QtBot) -> Work:
    with qtbot.waitSignal(work.files.opened, timeout=30_000):
        work.files.open(path)
    return work


def same(one: Any, other: Any) -> bool:
    return one.dtype == other.dtype and one.tobytes() == other.tobytes()


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Another home, with nothing in it."""
    folder.mkdir()
    monkeypatch.setenv("CAMVIEWER_HOME", str(folder))
