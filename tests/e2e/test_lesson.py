"""A lesson, from the start of the program to its end, with real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.e2e.conftest import Player

SEVEN = ((0.25, 0.2), (0.75, 0.2), (0.42, 0.85))
VIEWS = ("inputView", "rawCamView", "resizedCamView", "blendView")
Play = Callable[..., Player]


def picture(player: Player, name: str) -> np.ndarray:
    return np.array(player.ask("picture", name))


def test_that_everything_works_before_the_network_is_loaded(play: Play) -> None:
    player = play()
    assert all(picture(player, name).size for name in VIEWS)
    before = picture(player, "rawCamView")
    player.click("classButton4")
    player.wait(lambda state: state["class"] == 4)
    assert (picture(player, "rawCamView") != before).any()
    player.click("opacitySlider", x=0.9)
    state = player.wait(lambda state: state["opacity"] > 50)
    assert state["predicted"] == 9  # the sample digit's stored analysis


def test_that_a_seven_is_drawn_read_and_explained(play: Play) -> None:
    player = play()
    player.key("Delete")
    player.wait(lambda state: state["predicted"] is None and state["ready"])
    player.draw(*SEVEN)
    state = player.wait(lambda state: state["predicted"] is not None and not state["drawing"])
    assert state["strokes"] == 1
    player.wait(lambda state: state["predicted"] == 7)
    assert "reads <b>7</b>" in player.ask("text", "predictionLabel")

    sevens = picture(player, "rawCamView")
    player.key("9")
    player.wait(lambda state: state["class"] == 9 and not state["following"])
    assert (picture(player, "rawCamView") != sevens).any()

    player.tool("mousemove", *player.at("opacitySlider"), "mousedown", 1)
    player.move(player.at("opacitySlider", x=-0.1))
    player.tool("mouseup", 1)
    player.wait(lambda state: state["opacity"] == 0)
    assert np.array_equal(picture(player, "blendView"), picture(player, "inputView"))
    player.tool("mousemove", *player.at("opacitySlider", x=0.01), "mousedown", 1)
    player.move(player.at("opacitySlider", x=1.1))
    player.tool("mouseup", 1)
    player.wait(lambda state: state["opacity"] == 100)
    assert np.array_equal(picture(player, "blendView"), picture(player, "resizedCamView"))

    player.key("ctrl+z")
    player.wait(lambda state: state["predicted"] is None and state["strokes"] == 0)
    player.key("ctrl+y")
    player.wait(lambda state: state["predicted"] == 7)
    player.draw((0.1, 0.5), (0.9, 0.5), button=3)  # the right button erases
    player.wait(lambda state: state["strokes"] == 2)
    assert player.leave() == 0


def test_that_digits_are_stepped_through_and_typed(play: Play) -> None:
    player = play()
    player.wait(lambda state: state["digits"])
    player.click("nextDigitButton")
    first = player.wait(lambda state: state["index"] is not None)["index"]
    player.click("nextDigitButton")
    player.wait(lambda state: state["index"] == first + 1)
    player.click("previousDigitButton")
    player.wait(lambda state: state["index"] == first)
    player.click("randomDigitButton")
    player.wait(lambda state: state["index"] != first)
    player.tool("mousemove", *player.at("digitIndex", x=0.3), "click", "--repeat", 3, 1)
    player.key("ctrl+a")
    player.tool("type", "123")
    player.key("Return")
    player.wait(lambda state: state["index"] == 123)
    assert player.ask("text", "digitLabel").startswith("Test digit #123 · label")


def test_that_choices_are_there_again_after_a_restart(play: Play) -> None:
    player = play()
    player.click("classButton2")
    player.wait(lambda state: not state["following"])
    player.key("bracketright")
    opacity = player.wait(lambda state: state["opacity"] == 60)["opacity"]
    assert player.leave() == 0
    state = play().state()
    assert (state["opacity"], state["following"]) == (opacity, False)
