"""From an evaluation to a better network with its proof, saved, and opened by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from camviewer.data.sources import builtin
from camviewer.document.state import PAGES
from tests.e2e.player import Player

Play = Callable[..., Player]

LAPTOP = [1366, 768]
TRAINED, JUDGED = 1000, 1000

ANALYSES = {"map": "map", "labels": "labels", "confidence": "calibration"}
"""What is computed once a page is looked at."""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set that is learned in a moment, with mistakes enough for clusters and halves."""
    dataset, path = builtin.load(), tmp_path_factory.mktemp("data") / "few.npz"
    np.savez(
        path,
        x_train=dataset.train.images[:TRAINED],
        y_train=dataset.train.labels[:TRAINED],
        x_test=dataset.test.images[:JUDGED],
        y_test=dataset.test.labels[:JUDGED],
    )
    return path


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_that_mistakes_lead_to_a_verdict_that_somebody_else_reads(
    play: Play, samples: Path, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = in_front_of_the_mistakes(play, samples, language)
    evaluate(player)
    for page in PAGES:
        open_page(player, page)
        nothing_is_cut(player)

    list_a_cluster(player)
    tagged = tag_the_first(player)
    decide_its_label(player)
    selected = lasso(player)
    choose_more_weight(player)
    verdict = train_and_read(player)
    assert verdict["members"] == sorted(selected)
    list_the_fixed(player, verdict)

    document, report = tmp_path / "walk.camviewer", tmp_path / "walk.html"
    save_document(player, document)
    save_report(player, report)
    assert 'src="http' not in report.read_text(encoding="utf-8")
    work = player.ask("work")
    assert player.close_window() == 0

    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path / "somebody else"))
    again = in_front_of_the_mistakes(play, samples, language)
    open_document(again, document)
    seen = mistakes(again)
    assert sorted(seen["listed"]) == verdict["fixed"]
    assert seen["tagged"] == [tagged]
    assert again.ask("work") == work
    same = told_verdict(again)  # it is there, nothing is judged again
    assert {name: same[name] for name in ("members", "outcome", "fixed")} == {
        name: verdict[name] for name in ("members", "outcome", "fixed")
    }
    assert again.close_window() == 0


# Steps, each of which a person sees the end of


def in_front_of_the_mistakes(play: Play, samples: Path, language: str) -> Player:
    """A laptop's window, the network loaded and the mistakes open."""
    player = play("--data", str(samples), "--language", language, "--model", "lecture")
    player.wait(lambda state: state["ready"] and state["digits"])
    as_laptop(player)
    player.key("m")
    player.until(lambda: player.ask("boxes", ["evaluateButton"]), bool)
    return player


def as_laptop(player: Player) -> None:
    player.ask("resize", LAPTOP)
    player.until(lambda: player.ask("place", "mainWindow"), lambda box: box[2:] == LAPTOP)


def mistakes(player: Player) -> dict[str, Any]:
    seen: dict[str, Any] = player.ask("mistakes")
    return seen


def evaluate(player: Player) -> None:
    player.click("evaluateButton")
    player.until(lambda: mistakes(player), lambda seen: seen["digits"])


def open_page(player: Player, page: str) -> None:
    """By its tab; what is computed for it is there."""
    place = player.ask("page_tab", page)
    if place is None:
        assert page == "sample"  # which stands beside the others where there is width for it
        return
    player.tool("mousemove", *place, "click", 1)
    player.until(lambda: player.ask("page"), lambda there: there == page)
    if page in ANALYSES:
        player.until(lambda: player.ask("analyses"), lambda there: there[ANALYSES[page]])


def nothing_is_cut(player: Player) -> None:
    player.until(lambda: player.ask("cut"), lambda cut: cut == [])


def list_a_cluster(player: Player) -> None:
    open_page(player, "clusters")
    player.click("familiesButton")
    row = player.until(lambda: player.ask("cluster", 0), bool)
    player.tool("mousemove", *row, "click", 1)
    player.until(lambda: mistakes(player), lambda seen: seen["group"] and seen["listed"])


def tag_the_first(player: Player) -> int:
    """The first listed sample is ambiguous; its place in the split."""
    player.key("j")
    player.until(lambda: mistakes(player), lambda seen: seen["place"] == 0)
    player.key("a")
    seen = player.until(lambda: mistakes(player), lambda seen: seen["tags"] == ["ambiguous"])
    return int(seen["index"])


def decide_its_label(player: Player) -> None:
    """It is what the queue suggests."""
    player.key("y")
    player.until(lambda: player.ask("work"), lambda work: work["decided"])


def lasso(player: Player) -> list[int]:
    """Most of the map; the places of the samples that are listed then."""
    before = mistakes(player)["group"]
    open_page(player, "map")
    player.drag("sampleMap", (0.1, 0.05), (0.95, 0.05), (0.95, 0.95), (0.1, 0.95), (0.1, 0.1))
    group = player.until(
        lambda: mistakes(player), lambda seen: seen["listed"] and seen["group"] != before
    )
    return list(group["listed"])


def choose_more_weight(player: Player) -> None:
    open_page(player, "fix")
    reveal_and_click(player, "remedyBox")
    player.key("Home", "Down", "Return")
    player.until(lambda: player.ask("fix"), lambda fix: fix["remedy"] == "weight")


def train_and_read(player: Player) -> dict[str, Any]:
    """The verdict, once its sentence is shown."""
    assert player.ask("fix")["hindrance"] == ""
    reveal_and_click(player, "fixButton")
    return told_verdict(player)


def told_verdict(player: Player) -> dict[str, Any]:
    verdict = player.until(lambda: player.ask("fix"), lambda fix: fix["outcome"])
    player.until(lambda: player.ask("shown", "verdictLabel"), bool)
    assert "%" in player.ask("value", "verdictLabel")
    nothing_is_cut(player)
    return dict(verdict)


def list_the_fixed(player: Player, verdict: dict[str, Any]) -> None:
    reveal_and_click(player, "fixedVerdictButton")
    player.until(lambda: mistakes(player), lambda seen: sorted(seen["listed"]) == verdict["fixed"])


def save_document(player: Player, path: Path) -> None:
    """With the networks, which are not where it will be opened."""
    player.key("ctrl+shift+s")
    player.until(lambda: player.ask("shown", "includeNetworksBox"), bool)
    player.click("includeNetworksBox", 0.05)
    player.until(lambda: player.ask("value", "includeNetworksBox"), bool)
    player.click("chooseDocumentFileButton")
    name_file(player, path)


def save_report(player: Player, path: Path) -> None:
    """By the keys of the menu, which are the same in both languages."""
    player.tool("windowfocus", player.window)
    player.wait(lambda state: state["active"])
    player.key("alt+f", "r")
    name_file(player, path)


def name_file(player: Player, path: Path) -> None:
    """Save under a name; until that is told."""
    player.until(lambda: player.ask("dialogs"), bool)
    player.ask("choose_file", str(path))
    player.wait(lambda state: path.name in state["message"])
    assert path.is_file()


def open_document(player: Player, path: Path) -> None:
    """Opens with a window of its own, in which all is as it was."""
    player.key("ctrl+o")
    player.until(lambda: player.ask("dialogs"), bool)
    player.ask("choose_file", str(path))
    player.wait(lambda state: path.name in state["message"])
    player.window = player.until(
        lambda: player.ask("window"), lambda window: window != player.window
    )
    player.until(lambda: mistakes(player), lambda seen: seen["digits"])
    as_laptop(player)
    assert player.ask("page") == "fix"


def reveal_and_click(player: Player, name: str) -> None:
    player.until(lambda: player.ask("shown", name), bool)
    player.ask("reveal", name)
    player.click(name)
