"""The guided lesson as a presenter has it, on a virtual screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from camviewer.lesson import lesson_files
from tests.e2e.player import Player

Play = Callable[..., Player]


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
