"""A lesson: a sample is drawn, read and explained, with real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.e2e.player import Pixels, Player, near
from tests.e2e.strokes import ONE, SEVEN

Play = Callable[..., Player]


@pytest.fixture
def player(play: Play) -> Player:
    """In front of an empty canvas, the network loaded."""
    player = play()
    player.wait(lambda state: state["ready"] and state["digits"])
    player.click("clearButton")
    player.wait(lambda state: state["empty"] and state["predicted"] is None)
    return player


def test_that_a_seven_is_drawn_read_and_explained(player: Player) -> None:
    assert "No ink" in player.ask("value", "predictionLabel")
    player.draw(*SEVEN, lift=False)
    state = player.wait(lambda state: state["predicted"] == 7)
    assert state["drawing"], "the prediction follows the stroke while it is being drawn"
    player.lift()
    state = player.wait(lambda state: state["predicted"] == 7)
    assert (state["class"], state["following"], state["strokes"]) == (7, True, 1)
    assert "<b>7</b>" in player.ask("value", "predictionLabel")
    assert player.ask("value", "classButton7")

    of_seven = player.picture("rawCamView"), player.seen("rawCamView")
    player.key("9")
    player.wait(lambda state: state["class"] == 9 and not state["following"])
    assert player.ask("value", "classButton9")
    assert not player.ask("value", "classButton7")
    assert (player.picture("rawCamView") != of_seven[0]).any()
    player.seen_changed("rawCamView", of_seven[1])
    assert player.state()["predicted"] == 7

    player.key("f")
    player.wait(lambda state: state["class"] == 7 and state["following"])


def test_that_a_fast_pen_keeps_its_corners(play: Play) -> None:
    player = play("--hold-network")
    player.click("clearButton")
    player.draw(*SEVEN)  # as fast as the X server makes movements
    points = player.ask("stroke")
    for corner in SEVEN:
        assert any(near(point, corner) for point in points), f"{corner} was cut off"


@pytest.mark.parametrize(
    ("share", "opacity", "equal"), [(-0.1, 0, "inputView"), (1.1, 100, "resizedCamView")]
)
def test_that_opacity_goes_from_the_digit_to_the_map(
    play: Play, share: float, opacity: int, equal: str
) -> None:
    player = play("--hold-network")
    player.drag_slider("opacitySlider", share)
    player.wait(lambda state: state["opacity"] == opacity)
    assert np.array_equal(player.picture("blendView"), player.picture(equal))
    other = player.seen(equal)
    # So it is on the screen; where a view's edge lies between two pixels, they are mixed.
    player.until(lambda: player.seen("blendView"), lambda seen: same_inside(seen, other))


def test_that_strokes_are_undone_and_come_back(player: Player) -> None:
    player.draw(*SEVEN)
    player.wait(lambda state: state["predicted"] is not None)
    player.key("ctrl+z")
    player.wait(lambda state: state["empty"] and state["predicted"] is None)
    player.key("ctrl+shift+z")
    player.wait(lambda state: state["strokes"] == 1 and state["predicted"] is not None)
    player.click("undoButton")
    player.wait(lambda state: state["empty"] and state["predicted"] is None)
    player.click("redoButton")
    player.wait(lambda state: state["strokes"] == 1 and state["predicted"] is not None)


def test_that_eraser_right_button_and_clearing_leave_no_verdict(player: Player) -> None:
    over = ((0.52, 0.1), (0.48, 0.9))
    player.draw(*ONE)
    player.wait(lambda state: state["predicted"] is not None)
    player.draw(*over, button=3)
    player.wait(lambda state: state["empty"] and state["predicted"] is None)
    player.draw(*ONE)
    player.wait(lambda state: state["predicted"] is not None)
    player.click("eraserButton")
    player.draw((0.2, 0.5), (0.8, 0.5), erases=True)
    player.wait(lambda state: state["strokes"] == 2)  # cut in two
    player.draw(*over, erases=True)
    player.wait(lambda state: state["empty"] and state["predicted"] is None)
    player.click("penButton")
    player.draw(*SEVEN)
    player.wait(lambda state: state["predicted"] is not None)
    player.click("clearButton")
    player.wait(lambda state: state["empty"] and state["predicted"] is None)
    assert "No ink" in player.ask("value", "predictionLabel")


def test_that_digits_are_stepped_through_drawn_by_lot_and_typed(player: Player) -> None:
    player.click("nextDigitButton")
    first = player.wait(lambda state: state["index"] is not None)["index"]
    player.click("nextDigitButton")
    player.wait(lambda state: state["index"] == first + 1 and state["predicted"] is not None)
    player.click("previousDigitButton")
    player.wait(lambda state: state["index"] == first)
    player.click("randomDigitButton")
    player.wait(lambda state: state["index"] != first)
    player.click("digitIndex", x=0.3)
    player.key("ctrl+a")
    player.tool("type", "1005")
    player.key("Return")
    state = player.wait(lambda state: state["index"] == 1005)
    assert state["following"], "figures typed into the field choose no class"
    told = player.ask("value", "digitLabel")  # the name before it may be shortened
    assert told.endswith(f"· test #1005 · label {state['label']}")


def test_that_pointing_at_a_cell_reads_it_in_all_views(player: Player) -> None:
    player.draw(*SEVEN)
    player.wait(lambda state: state["predicted"] == 7)
    hint = player.until(lambda: player.ask("value", "readoutLabel"), lambda text: "7" in text)
    views = ("inputView", "rawCamView", "resizedCamView", "blendView")
    before = {name: player.seen(name) for name in views}
    player.point("rawCamView", 0.5, 0.6)
    numbers = player.until(lambda: player.ask("value", "readoutLabel"), lambda text: text != hint)
    assert numbers.startswith("(")
    for name in views:
        player.seen_changed(name, before[name])
    player.point("predictionLabel")
    player.until(lambda: player.ask("value", "readoutLabel"), lambda text: text == hint)


def same_inside(one: Pixels, other: Pixels) -> bool:
    return np.array_equal(one[2:-2, 2:-2], other[2:-2, 2:-2])
