"""The mistakes are found, gone through, tagged, taken out, and found again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from camviewer.data.sources import mnist
from camviewer.document.settings import Settings, save
from tests.e2e.looks import settled
from tests.e2e.player import Player

Play = Callable[..., Player]

SOURCE = "mnist" if mnist.find() is not None else "builtin"


def open_dock(play: Play) -> Player:
    """In front of the open dock, the network loaded."""
    player = play("--data", SOURCE, "--model", "lecture")
    player.wait(lambda state: state["ready"] and state["digits"])
    player.ask("resize", [1366, 768])
    player.until(lambda: player.ask("place", "mainWindow"), lambda box: box[2:] == [1366, 768])
    player.key("m")
    player.until(lambda: player.ask("boxes", ["mistakesDock"]), bool)
    return player


def evaluate(player: Player) -> dict[str, Any]:
    player.click("evaluateButton")
    return player.until(lambda: player.ask("mistakes"), lambda seen: seen["digits"])


def click_cell(player: Player, cell: tuple[int, int]) -> dict[str, Any]:
    player.tool("mousemove", *player.ask("cell", list(cell)), "click", 1)
    return player.until(
        lambda: player.ask("mistakes"),
        lambda seen: len(seen["listed"]) == seen["matrix"][cell[0]][cell[1]],
    )


def commonest(seen: dict[str, Any]) -> tuple[int, int]:
    """4 → 9 where that happens, else the commonest mistake."""
    matrix = np.array(seen["matrix"])
    np.fill_diagonal(matrix, 0)
    row, column = np.unravel_index(matrix.argmax(), matrix.shape)
    return (4, 9) if matrix[4, 9] > 1 else (int(row), int(column))


def test_that_mistakes_are_gone_through_tagged_and_found_again(play: Play, tmp_path: Path) -> None:
    player = open_dock(play)
    seen = evaluate(player)
    cell = commonest(seen)
    listed = click_cell(player, cell)["listed"]
    assert len(listed) > 1

    # From the first to the second by keyboard: the large views explain each.
    for place in (0, 1):
        player.key("j")
        seen = player.until(
            lambda: player.ask("mistakes"), lambda seen, place=place: seen["place"] == place
        )
        state = player.wait(lambda state, seen=seen: state["index"] == seen["index"])
        assert state["label"] == cell[0]
        player.wait(lambda state: state["predicted"] == cell[1])
    player.until(lambda: player.ask("value", "marginLabel"), lambda text: "Predicted" in text)
    player.key("a")
    player.until(lambda: player.ask("mistakes"), lambda seen: seen["tags"] == ["ambiguous"])
    player.key("w")
    player.until(lambda: player.ask("mistakes"), lambda seen: len(seen["tags"]) == 2)
    player.key("ctrl+z")
    player.until(lambda: player.ask("mistakes"), lambda seen: seen["tags"] == ["ambiguous"])
    player.key("shift+n")
    player.tool("type", "open at the top")
    player.key("Return")
    seen = player.until(lambda: player.ask("mistakes"), lambda seen: seen["text"])
    assert seen["text"] == "open at the top"
    tagged = seen["index"]
    assert tagged == listed[1]

    target = tmp_path / "mistakes.csv"
    player.click("exportButton")
    player.key("Down", "Return")
    player.until(lambda: player.ask("dialogs"), bool)
    player.ask("choose_file", str(target))
    player.wait(lambda state: "Saved" in state["message"])
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert [int(row["index"]) for row in rows] == listed
    assert rows[1]["tags"] == "ambiguous"
    assert rows[1]["note"] == "open at the top"
    assert player.close_window() == 0

    again = play("--data", SOURCE, "--model", "lecture")
    again.wait(lambda state: state["ready"] and state["digits"])
    again.until(lambda: again.ask("boxes", ["mistakesDock"]), bool)  # it was open
    evaluate(again)
    click_cell(again, cell)
    again.key("j", "j")
    seen = again.until(lambda: again.ask("mistakes"), lambda seen: seen["place"] == 1)
    assert seen["index"] == tagged
    assert (seen["tags"], seen["text"]) == (["ambiguous"], "open at the top")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_nothing_of_the_dock_is_cut_off(
    play: Play, scheme: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    save(Settings(scheme=scheme))
    player = open_dock(play)
    click_cell(player, commonest(evaluate(player)))
    player.key("j")
    player.until(lambda: player.ask("value", "marginLabel"), lambda text: ", not " in text)
    folder = tmp_path_factory.mktemp("looks")
    for size in ((1366, 768), (1920, 1080)):
        player.ask("resize", list(size))
        player.until(lambda: player.ask("place", "mainWindow"), lambda box, s=size: box[2:] == [*s])
        player.point("predictionLabel")
        cv2.imwrite(str(folder / f"{scheme}-{size[0]}.png"), settled(player))
        assert player.ask("cut") == []
