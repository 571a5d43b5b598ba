"""The names by which scripts find widgets are those of `docs/scripts.md`."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject

from tests.gui.conftest import Desk

TEXT = (Path(__file__).parents[2] / "docs" / "scripts.md").read_text(encoding="utf-8")
NAMES = re.findall(r"`([a-z]+[A-Z]\w*|drawer|spotlight)`", TEXT.split("|---|---|")[1])

PAGES = (
    *("lesson", "decomposition", "methods", "networks", "lab", "train", "mistakes"),
    "welcome",
)

MADE_LATER = {"termsRow", "centreTruthCard", "chanceTruthCard", "camTruthCard"}
"""The terms of a presentation, and the cards of a sample of the lab: made with what they show."""


def test_that_every_name_is_in_the_window(desk: Desk) -> None:
    for page in PAGES:
        desk.page(page)
    there = {each.objectName() for each in desk.window.findChildren(QObject)}
    assert len(NAMES) > 90
    assert {name for name in NAMES if name not in there} == MADE_LATER
