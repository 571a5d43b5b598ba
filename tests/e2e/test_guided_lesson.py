"""The guided lesson, walked through to its end on a virtual screen: everything is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from camviewer.common.translation import LANGUAGES
from camviewer.lesson import lesson_files
from camviewer.lesson.steps import DIGIT_NAMES
from tests.e2e.player import Player, State

Play = Callable[..., Player]

BUILTIN = 87  # what stands in for MNIST's sample 1005


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_lesson_is_walked_through_to_its_end(play: Play, language: str) -> None:
    player = open_lesson(play, language)
    player.ask("resize", [1366, 768])
    pages = look(player)["pages"]
    assert pages == 11
    pressed = 0
    for number in range(1, pages + 1):
        page = player.until(lambda: look(player), lambda seen, n=number: seen["page"] == n)
        assert player.ask("cut") == [], page["title"]
        for task, steps in enumerate(page["tasks"]):
            press(player, f"taskButton{task}")
            check(player, steps, page["missing"])
            pressed += 1
        if page["covered"]:
            paint(player)
        else:
            press(player, "showAnswerButton")
            player.until(lambda: player.ask("boxes", ["lessonAnswer"]), bool)
        assert player.ask("cut") == [], page["title"]
        if number < pages:
            player.click("lessonNextButton")
    assert pressed == 17
    assert player.ask("place", "mainWindow")[2:] == [1366, 768], "nothing makes the window grow"
    player.click("lessonNextButton")  # there is no further page
    player.click("lessonPreviousButton")
    player.until(lambda: look(player), lambda seen: seen["page"] == pages - 1)
    assert player.close_window() == 0


def test_that_a_presenter_needs_a_clicker_only(play: Play) -> None:
    player = open_lesson(play, "en", hold_network=True)
    player.key("F11")
    player.ask("resize", [1920, 1080])  # without a window manager nobody fills the screen
    player.until(lambda: player.ask("boxes", ["lessonCaption"]), bool)
    player.until(lambda: player.ask("place", "lessonCaption"), lambda box: box[2] > 1800)
    assert player.ask("boxes", ["drawCanvas"])
    for key, page in (("Next", 2), ("Next", 3), ("Prior", 2), ("Next", 3)):
        player.key(key)
        player.until(lambda: look(player), lambda seen, n=page: seen["page"] == n)
    assert player.ask("cut") == []
    player.point("inputView")
    before = player.ask("cursor")
    player.key("ctrl+l")
    player.until(lambda: player.ask("cursor"), lambda cursor: cursor != before)
    player.key("F11")
    player.until(lambda: player.ask("cursor"), lambda cursor: cursor == before)


def open_lesson(play: Play, language: str, *, hold_network: bool = False) -> Player:
    """The window and its lesson in a language."""
    player = play("--language", language, *(["--hold-network"] if hold_network else []))
    player.wait(lambda state: state["digits"] and (hold_network or state["ready"]))
    player.key("g")
    first = lesson_files.load(lesson_files.folder_of(language)).pages[0].title
    player.until(lambda: look(player), lambda seen: seen.get("title") == first)
    return player


def look(player: Player) -> dict[str, Any]:
    seen: dict[str, Any] = player.ask("lesson")
    return seen


def press(player: Player, name: str) -> None:
    """Bring a button of the page into sight and click it."""
    player.ask("scroll", name)
    player.click(name)


def check(player: Player, steps: list[str], missing: list[str]) -> None:
    """Wait until all steps have been done, and everything that could not be has been told."""
    for step in steps:
        verb, _, argument = step.partition(" ")
        if verb in ("open", "close") and argument in missing:
            player.wait(lambda state, step=step: step in state["message"])
            player.click("messageCloseButton")
        else:
            player.wait(lambda state, verb=verb, told=argument: done(verb, told, state))
    player.wait(lambda state: not state["message"] or "brings it back" in state["message"])


def done(verb: str, argument: str, state: State) -> bool:
    """Whether the window shows what a step is to do."""
    if verb == "digit":
        return state["index"] == BUILTIN and state["predicted"] is not None
    if verb == "random":
        return state["index"] not in (None, BUILTIN)
    if verb == "draw":
        return state["strokes"] > 0 and state["predicted"] == DIGIT_NAMES.index(argument)
    if verb == "clear":
        return state["empty"]
    if verb == "class":
        return (state["following"], argument) == (True, "predicted") or (
            not state["following"] and str(state["class"]) == argument
        )
    if verb in ("open", "close"):
        return argument in state["open"] if verb == "open" else argument not in state["open"]
    return state[verb] == argument


def paint(player: Player) -> None:
    """Guess where the network looks, and compare."""
    player.ask("scroll", "paintPad")
    left, top, width, height = player.ask("place", "paintPad")
    middle = left + width // 2
    player.tool("mousemove", middle, top + height // 3, "mousedown", 1)
    player.tool("mousemove", middle, top + height // 2, "mouseup", 1)
    press(player, "compareButton")
    player.until(lambda: look(player), lambda seen: not seen["covered"])
    player.until(lambda: player.ask("boxes", ["overlapLabel"]), bool)
    assert " = " in player.ask("value", "overlapLabel")
