"""Every page of the bundled lesson on a virtual screen, every button of it pressed.

Whatever pages there are: in both languages, in the window of a small laptop and in a presentation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from camviewer.common.translation import LANGUAGES
from camviewer.lesson import lesson_files
from tests.e2e.player import Player, State

Play = Callable[..., Player]

CHUNK = 5  # pages that are walked through in one go
LAPTOP, PROJECTOR = [1366, 768], [1920, 1080]  # the latter is the whole screen


def chunks(language: str) -> list[range]:
    """Numbers of the pages, from 1, a few at a time."""
    count = len(lesson_files.load(lesson_files.folder_of(language)).pages)
    return [range(first, min(first + CHUNK, count + 1)) for first in range(1, count + 1, CHUNK)]


WALKS = [
    pytest.param(language, pages, id=f"{language}-{pages.start}")
    for language in LANGUAGES
    for pages in chunks(language)
]


@pytest.mark.parametrize(("language", "pages"), WALKS)
def test_that_every_button_can_be_pressed_in_the_window(
    play: Play, language: str, pages: range
) -> None:
    player = begin(play, language)
    player.ask("resize", LAPTOP)
    walk(player, pages)
    assert player.ask("place", "mainWindow")[2:] == LAPTOP, "nothing makes the window grow"
    assert player.close_window() == 0


@pytest.mark.parametrize(("language", "pages"), WALKS)
def test_that_every_button_can_be_pressed_in_a_presentation(
    play: Play, language: str, pages: range
) -> None:
    player = begin(play, language)
    player.key("F11")
    player.ask("resize", PROJECTOR)  # without a window manager nobody fills the screen
    player.until(lambda: player.ask("boxes", ["lessonCaption"]), bool)
    walk(player, pages)
    assert player.ask("boxes", ["lessonCaption"])
    assert player.close_window() == 0


def begin(play: Play, language: str) -> Player:
    """The window with the lesson open."""
    player = play("--language", language)
    player.wait(lambda state: state["digits"] and state["ready"])
    player.key("g")
    player.until(lambda: look(player), lambda seen: seen["page"] == 1)
    return player


def walk(player: Player, pages: range) -> None:
    """Turn to each page and press what is on it."""
    last = look(player)["pages"]
    for number in range(1, pages.stop):
        player.until(lambda: look(player), lambda seen, n=number: seen["page"] == n)
        if number in pages:
            press_all(player)
        if number < last:
            player.key("Next")
    if last in pages:
        player.key("Next")  # there is no further page
    player.key("Prior")
    back = last - 1 if last in pages else pages.stop - 1
    player.until(lambda: look(player), lambda seen: seen["page"] == back)


def press_all(player: Player) -> None:
    """Press every button of a page from the top; what comes into sight by that, too."""
    title = look(player)["title"]
    rest(player, title)
    assert player.ask("cut") == [], title
    for place, steps in enumerate(look(player)["tasks"]):
        click(player, player.ask("task", place))
        for step in last_of_each(steps):
            player.wait(lambda state, step=step: done(step, state))
        rest(player, f"{title}, task {place}")
    if look(player)["covered"]:
        click(player, player.ask("pad"))
    place = 0
    while place < player.ask("buttons"):
        at = player.ask("button", place)
        if at is not None:
            click(player, at)
            rest(player, f"{title}, button {place}")
        place += 1
    assert player.ask("cut") == [], title


def last_of_each(steps: list[str]) -> list[str]:
    """Of the steps of one kind, which undo one another, the last one."""
    return list({_kind(step): step for step in steps}.values())


def _kind(step: str) -> str:
    verb, _, argument = step.partition(" ")
    if verb in ("open", "close"):
        return argument
    return "canvas" if verb in ("digit", "random", "draw", "clear") else verb


def done(step: str, state: State) -> bool:
    """Whether the window shows what a step is to do, as far as its state tells."""
    verb, _, argument = step.partition(" ")
    if verb == "digit":
        return state["index"] == int(argument.rpartition(" ")[2])  # the built-in one
    if verb == "random":
        return state["index"] is not None
    if verb == "draw":
        return state["strokes"] > 0 and state["index"] is None
    if verb == "clear":
        return bool(state["empty"])
    if verb == "class":
        chosen = "predicted" if state["following"] else str(state["class"])
        return chosen == argument
    if verb in ("open", "close"):
        return (argument in state["open"]) == (verb == "open")
    if verb == "history":
        return bool(state["moments"])
    if verb == "snapshot":
        return state["snapshot"] is not None
    if verb in ("model", "method"):
        return state[verb] == argument.replace("_", "-")
    return str(state.get(verb, argument)) == argument


def click(player: Player, at: list[int]) -> None:
    player.tool("mousemove", *at, "click", 1)


def rest(player: Player, where: str) -> None:
    """Wait until nothing is done any more, and nothing went wrong."""
    player.until(lambda: player.ask("busy"), lambda doing: not doing)
    assert player.ask("troubles") == [], where


def look(player: Player) -> dict[str, Any]:
    seen: dict[str, Any] = player.ask("lesson")
    return seen
