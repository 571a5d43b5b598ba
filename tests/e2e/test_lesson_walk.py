"""Every page of the bundled lesson on a virtual screen, every button of it pressed.

Whatever pages there are: in both languages, in the window of a small laptop and in a presentation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from camviewer.common.translation import LANGUAGES
from camviewer.lesson import lesson_files
from tests.e2e.player import Player, State

Play = Callable[..., Player]

LAPTOP, PROJECTOR = [1366, 768], [1920, 1080]  # the latter is the whole screen


CHUNK = 5  # pages that are walked through in one go
COUNT = len(lesson_files.load(lesson_files.folder_of("en")).pages)
CHUNKS = [range(first, min(first + CHUNK, COUNT + 1)) for first in range(1, COUNT + 1, CHUNK)]


def walks(begin: Callable[[Play, str], Player]) -> pytest.MarkDecorator:
    """One program for each language, in which chunk after chunk is walked through."""
    cases = [pytest.param((begin, language), id=language) for language in LANGUAGES]
    return pytest.mark.parametrize("player", cases, indirect=True)


@pytest.fixture(scope="module")
def player(request: pytest.FixtureRequest, play_on: Play) -> Iterator[Player]:
    """In front of the lesson, begun in one of the ways below; the next chunk goes on with it."""
    begin, language = request.param
    player: Player = begin(play_on, language)
    yield player
    assert player.close_window() == 0


def in_the_window(play: Play, language: str) -> Player:
    """The lesson in the window of a small laptop."""
    player = lesson(play, language)
    player.ask("resize", LAPTOP)
    return player


def in_a_presentation(play: Play, language: str) -> Player:
    """The lesson presented on a projector."""
    player = lesson(play, language)
    player.key("F11")
    player.ask("resize", PROJECTOR)  # without a window manager nobody fills the screen
    player.until(lambda: player.ask("boxes", ["lessonCaption"]), bool)
    return player


def lesson(play: Play, language: str) -> Player:
    """The window with the lesson open."""
    player = play("--language", language)
    player.wait(lambda state: state["digits"] and state["ready"])
    player.key("g")
    player.until(lambda: look(player), lambda seen: seen["page"] == 1)
    return player


@pytest.mark.parametrize("pages", CHUNKS, ids=lambda pages: str(pages.start))
@walks(in_the_window)
def test_that_every_button_can_be_pressed_in_the_window(player: Player, pages: range) -> None:
    walk(player, pages)
    assert player.ask("place", "mainWindow")[2:] == LAPTOP, "nothing makes the window grow"


@pytest.mark.parametrize("pages", CHUNKS, ids=lambda pages: str(pages.start))
@walks(in_a_presentation)
def test_that_every_button_can_be_pressed_in_a_presentation(player: Player, pages: range) -> None:
    walk(player, pages)
    # Below the stage, or above the page that a button has opened.
    assert player.ask("boxes", ["lessonCaption", "lessonDock"])


def walk(player: Player, pages: range) -> None:
    """Turn to each page and press what is on it."""
    assert look(player)["pages"] == COUNT
    for number in pages:
        turn_to(player, number)
        press_all(player)
    if COUNT in pages:
        player.key("Next")  # there is no further page
    else:
        turn_to(player, pages.stop)
    player.key("Prior")
    until_page(player, min(COUNT, pages.stop) - 1)


def turn_to(player: Player, number: int) -> None:
    """Turn the pages, one by one, up to one of them."""
    for further in range(look(player)["page"] + 1, number + 1):
        player.key("Next")
        until_page(player, further)


def until_page(player: Player, number: int) -> None:
    player.until(lambda: look(player), lambda seen: seen["page"] == number)


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
    """Click, and wait until the window has had it: what follows may move what is on the page."""
    before = player.ask("releases")
    player.tool("mousemove", *at, "click", "--delay", 0, 1)
    player.until(lambda: player.ask("releases"), lambda now: now > before)


def rest(player: Player, where: str) -> None:
    """Wait until nothing is done any more, and nothing went wrong."""
    player.until(lambda: player.ask("busy"), lambda doing: not doing)
    assert player.ask("troubles") == [], where


def look(player: Player) -> dict[str, Any]:
    seen: dict[str, Any] = player.ask("lesson")
    return seen
