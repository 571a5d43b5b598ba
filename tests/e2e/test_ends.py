"""How the program ends, and what it knows when it is started again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from camviewer.document import settings
from tests.e2e.player import Player


def test_that_closing_the_window_keeps_the_choices_for_the_next_start(
    play: Callable[..., Player],
) -> None:
    player = play()
    player.drag_slider("opacitySlider", 0.8)
    player.click("followPredictionButton")  # after all of the slider's way
    opacity = player.wait(lambda state: not state["following"])["opacity"]
    assert opacity > 60
    assert player.close_window() == 0
    kept = settings.load()
    assert (kept.opacity, kept.following) == (opacity, False)

    player = play()
    state = player.state()
    assert (state["opacity"], state["following"]) == (opacity, False)
    assert player.ask("value", "opacitySlider") == opacity
    assert not player.ask("value", "followPredictionButton")
    player.wait(lambda state: state["ready"])
    player.key("ctrl+q")
    assert player.ended() == 0
    again = settings.load()
    # Without a window manager the place of the window's frame is a guess.
    assert replace(again, geometry="") == replace(kept, geometry="")
