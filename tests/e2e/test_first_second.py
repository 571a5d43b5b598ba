"""The window before the network is there: it is held back until everything was tried."""

from __future__ import annotations

from collections.abc import Callable

from camviewer.app import first_sample
from tests.e2e.player import Player
from tests.e2e.strokes import SEVEN

VIEWS = ("inputView", "rawCamView", "resizedCamView", "blendView")


def test_that_all_pictures_classes_and_sliders_work_before_the_network(
    play: Callable[..., Player],
) -> None:
    player = play("--hold-network")
    assert player.state()["predicted"] == first_sample.LABEL
    for name in VIEWS:
        seen = player.until(lambda name=name: player.seen(name), lambda seen: seen.std() > 10)
        assert seen.shape[0] >= 120, f"{name} is too small for single cells to be seen"
    for index in (4, 0):
        before = player.seen("rawCamView")
        player.click(f"classButton{index}")
        player.seen_changed("rawCamView", before)
        assert player.state()["class"] == index
        assert player.ask("value", f"classButton{index}")
    for slider, share in (("opacity", 0.9), ("threshold", 0.4)):
        before = player.seen("blendView")
        player.drag_slider(f"{slider}Slider", share)
        player.seen_changed("blendView", before)
        player.wait(lambda state, name=slider, to=100 * share: abs(state[name] - to) < 8)
    assert player.state()["loaded"] == []
    player.ask("release")
    state = player.wait(lambda state: state["ready"])
    assert state["loaded"] == ["onnxruntime"]
    assert (state["class"], state["predicted"]) == (0, first_sample.LABEL)


def test_that_what_is_drawn_before_the_network_is_there_is_read_when_it_comes(
    play: Callable[..., Player],
) -> None:
    player = play("--hold-network")
    player.click("clearButton")
    player.wait(lambda state: state["predicted"] is None)
    assert "No ink" in player.ask("value", "predictionLabel")
    player.draw(*SEVEN)
    assert "…" in player.ask("value", "predictionLabel")
    assert player.state()["loaded"] == []
    player.ask("release")
    player.wait(lambda state: state["predicted"] == 7)
