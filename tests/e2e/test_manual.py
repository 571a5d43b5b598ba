"""The manual as a person reads it, and its pictures, of a seven drawn by hand.

``pytest tests/e2e --renew`` takes the pictures anew. They lie in
``resources/manual/LANGUAGE/pictures``, in few colours, so that they are small.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from camviewer.document.settings import Settings, save
from camviewer.help.manual import PAGES, folder
from tests.e2e.looks import complaints, read, settled
from tests.e2e.player import Pixels, Player, State
from tests.e2e.strokes import SEVEN
from tests.e2e.test_looks import LAPTOP, show, wait_for

COLOURS = 256

Play = Callable[..., Player]


def point_at_the_map(player: Player) -> None:
    player.point("rawCamView", 0.5, 0.6)
    player.until(lambda: player.ask("value", "readoutLabel"), lambda text: text.startswith("("))


def take_apart(player: Player) -> None:
    wait_for(player, ("ledgerChart",))
    player.point("statusLine", 0.3)


def plan_a_training(player: Player) -> None:
    wait_for(player, ("trainButton",))
    player.point("statusLine", 0.3)


def find_mistakes(player: Player) -> None:
    wait_for(player, ("evaluateButton",))
    player.click("evaluateButton")
    player.until(lambda: player.ask("mistakes"), lambda seen: seen["digits"])
    wait_for(player, ("confusionMatrix",))
    player.point("statusLine", 0.3)


def set_two_networks_side_by_side(player: Player) -> None:
    wait_for(player, ("firstNetworkPicture", "secondNetworkPicture"))
    player.point("statusLine", 0.3)


PICTURES = {
    "window": point_at_the_map,
    "decomposition": take_apart,
    "networks": set_two_networks_side_by_side,
    "training": plan_a_training,
    "mistakes": find_mistakes,
}
"""What is done before each picture is taken."""

DOCKS = {
    "decomposition": ("d", "decompositionDock"),
    "networks": ("c", "networksDock"),
    "training": ("t", "trainingDock"),
    "mistakes": ("m", "mistakesDock"),
}
"""The key that opens and closes what a picture shows, and its name."""


@pytest.fixture(scope="module", params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def player(play_on: Play, language: str) -> Player:
    """In front of a seven that was drawn by hand; picture after picture is taken of it."""
    player = play_on("--language", language)
    show(player, LAPTOP)
    player.wait(lambda state: state["ready"])
    player.click("clearButton")
    player.wait(lambda state: state["empty"])
    player.draw(*SEVEN)
    player.wait(lambda state: state["predicted"] == 7)
    return player


@pytest.mark.parametrize("picture", PICTURES)
def test_that_the_manuals_pictures_are_of_a_seven_drawn_by_hand(
    player: Player, renew: bool, language: str, picture: str
) -> None:
    dock = DOCKS.get(picture)
    with player.opened(*dock) if dock else nullcontext():
        PICTURES[picture](player)
        seen = settled(player)
    stored = folder(language) / "pictures" / f"{picture}.png"
    if renew:
        keep(seen, stored)
    assert complaints(seen, read(stored)) == []


def test_that_every_page_of_the_manual_is_reached_by_hand(play: Play, language: str) -> None:
    save(Settings(scheme="light", language=language))
    player = play("--hold-network")
    show(player, LAPTOP)
    player.key("h")
    wait_for(player, ("methodsDock",))
    player.key("F1")
    manual = player.until(lambda: player.ask("manual"), lambda seen: seen.get("page") == "methods")
    player.tool("windowfocus", manual["window"])
    for place, (name, title) in enumerate(zip(PAGES, manual["titles"], strict=True)):
        row = player.ask("manual")["rows"][place]  # a list that is long scrolls as one goes down
        player.tool("mousemove", *row, "click", 1)
        seen = wait_for_page(player, name)
        assert seen["text"].startswith(title)
    player.key("alt+Left")
    wait_for_page(player, PAGES[-2])
    player.key("alt+Right")
    wait_for_page(player, PAGES[-1])
    player.key("ctrl+f")
    player.tool("type", "mcnemar")
    found = player.until(
        lambda: player.ask("manual"), lambda seen: 0 < len(seen["titles"]) < len(PAGES)
    )
    player.key("Return")
    opened = player.until(
        lambda: player.ask("manual"), lambda seen: "mcnemar" in seen["text"].casefold()
    )
    assert opened["titles"] == found["titles"]
    assert opened["text"].startswith(found["titles"][0])
    player.key("Escape")
    player.until(lambda: player.ask("manual"), lambda seen: len(seen["rows"]) == len(PAGES))
    player.key("Escape")
    player.until(lambda: player.ask("manual"), lambda seen: seen == {})


def wait_for_page(player: Player, name: str) -> State:
    """Wait until a page of the manual is shown; returns what there is to see."""
    seen: State = player.until(lambda: player.ask("manual"), lambda seen: seen["page"] == name)
    return seen


def keep(seen: Pixels, path: Path) -> None:
    """Write a picture in few colours."""
    path.parent.mkdir(exist_ok=True)
    image = Image.fromarray(np.ascontiguousarray(seen[..., ::-1]))
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2).save(path, optimize=True)
