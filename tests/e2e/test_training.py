"""A network is trained in front of a class, with real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.player import Player
from tests.e2e.strokes import ONE, SEVEN

Play = Callable[..., Player]

CHOICES = {"epochsBox": 30, "batchBox": 16, "shareBox": 5}
"""1,000 of the built-in samples, again and again: enough steps to do all that is done meanwhile."""


@pytest.fixture
def player(play: Play) -> Player:
    """In front of an empty canvas and the open training, the network loaded."""
    player = play()
    player.wait(lambda state: state["ready"] and state["digits"])
    player.click("clearButton")
    player.wait(lambda state: state["empty"] and state["predicted"] is None)
    player.key("t")
    player.until(lambda: player.ask("boxes", ["trainButton"]), bool)
    return player


BEGINNING = "my-model, before the first step"


def choose(player: Player, box: str, number: int) -> None:
    """Type a number in a field."""
    player.click(box, 0.3)
    player.key("ctrl+a")
    player.tool("type", number)
    player.key("Return")
    player.until(lambda: player.ask("value", box), lambda value: value == number)


def steps(player: Player) -> int:
    return int(player.state()["steps"])


def test_that_a_class_sees_a_network_learn(player: Player) -> None:
    for box, number in CHOICES.items():
        choose(player, box, number)
    player.click("trainButton")
    player.wait(lambda state: state["training"] == "running" and state["steps"])

    # The window is free meanwhile.
    player.draw(*SEVEN)
    state = player.wait(lambda state: state["predicted"] is not None)
    assert state["training"] == "running"
    assert state["model"] == "compact", "what is on screen is not what is being trained"
    player.key("3")
    player.wait(lambda state: state["class"] == 3)
    # It is followed from the start; the model from before can be looked at all the same.
    player.wait(lambda state: (state["snapshot"] or "").startswith("my-model, epoch "))
    player.click("liveBox", 0.05)
    player.wait(lambda state: state["snapshot"] is None and state["shown"] == "compact")
    player.click("liveBox", 0.05)
    player.wait(lambda state: (state["snapshot"] or "").startswith("my-model, epoch "))

    player.click("pauseButton")
    player.wait(lambda state: state["training"] == "paused")
    player.until(lambda: (steps(player), steps(player)), lambda seen: seen[0] == seen[1])
    player.draw(*ONE)  # takes longer than the batch that was going on, on however busy a machine
    stood = steps(player)
    player.draw(*SEVEN)
    assert steps(player) == stood
    player.click("pauseButton")
    player.wait(lambda state: state["training"] == "running" and state["steps"] > stood)

    player.click("stopButton", 0.3)
    state = player.wait(lambda state: state["training"] == "idle" and state["model"] == "my-model")
    snapshots = state["moments"]
    assert snapshots[0] == 0
    assert len(snapshots) > 3
    assert snapshots == sorted(set(snapshots))

    # Back to the beginning, and forward again by the keys.
    player.drag_slider("timelineSlider", 0.0)
    player.wait(lambda state: state["moment"] == 0 and state["shown"] == BEGINNING)
    untrained = player.picture("rawCamView")
    player.key("End")
    player.wait(lambda state: state["moment"] == len(snapshots) - 1)
    player.until(lambda: player.picture("rawCamView"), lambda seen: (seen != untrained).any())
    player.click("leaveTimelineButton")
    player.wait(lambda state: state["snapshot"] is None and state["moment"] is None)
    assert player.ask("cut") == []
    assert player.close_window() == 0


def test_that_an_unfinished_training_is_offered_after_a_kill(player: Player, play: Play) -> None:
    for box, number in CHOICES.items():
        choose(player, box, number)
    player.click("trainButton")
    player.wait(lambda state: state["training"] == "running" and state["steps"] > 10)
    player.process.kill()
    player.process.wait()

    again = play()
    again.wait(lambda state: "was not finished" in state["message"])
    again.wait(lambda state: state["ready"] and state["digits"])
    again.click("goOnButton")
    again.wait(lambda state: state["training"] == "running" and state["steps"])
    again.click("stopButton", 0.3)
    again.wait(lambda state: state["training"] == "idle" and state["model"] == "my-model")
    assert again.close_window() == 0
