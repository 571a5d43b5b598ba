"""The family of methods, in the real window: two networks, methods, trust, and the lab."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.player import Player

Play = Callable[..., Player]


@pytest.fixture
def player(play: Play) -> Player:
    return reading(play, "en")


def reading(play: Play, language: str) -> Player:
    """In front of a laptop's window, in which a digit of the data set is read."""
    player = play("--index", "7", "--language", language)
    player.wait(lambda state: state["ready"] and state["predicted"] is not None)
    player.ask("resize", [1366, 768])
    player.until(lambda: player.ask("place", "mainWindow"), lambda box: box[2:] == [1366, 768])
    return player


def open_page(player: Player, key: str, name: str) -> None:
    player.key(key)
    player.until(lambda: player.ask("boxes", [name]), bool)


def text(player: Player, name: str) -> str:
    return str(player.ask("value", name))


def wait_for_text(player: Player, name: str, before: str) -> str:
    """Until a label says something, and something else than before."""
    return str(player.until(lambda: text(player, name), lambda now: now not in ("", before)))


def nothing_is_cut(player: Player) -> None:
    player.until(lambda: player.ask("cut"), lambda cut: cut == [])


def test_that_two_networks_read_what_is_moved_and_shuffled(player: Player) -> None:
    open_page(player, "c", "networksPanel")
    player.click("secondNetworkBox")
    player.key("Home", "Return")
    first_choice = text(player, "secondNetworkBox")
    player.click("secondNetworkBox")
    player.key("End", "Return")
    player.until(lambda: text(player, "secondNetworkBox"), lambda name: name != first_choice)
    usual = player.until(lambda: text(player, "firstNetworkLabel"), lambda now: "%" in now)
    still = text(player, "movedLabel")
    player.click("moveRightButton")
    wait_for_text(player, "movedLabel", still)
    before = player.seen("firstNetworkPicture")
    player.click("shuffleBox", 0.05)
    player.until(lambda: player.ask("value", "shuffleBox"), bool)
    player.seen_changed("firstNetworkPicture", before)
    player.click("shuffleBox", 0.05)
    player.click("moveBackButton")
    player.until(lambda: text(player, "firstNetworkLabel"), lambda now: now == usual)
    nothing_is_cut(player)


def test_that_a_fully_connected_network_says_why_it_has_no_map(player: Player) -> None:
    open_page(player, "c", "networksPanel")
    player.click("secondNetworkBox")
    player.key("Home", "Return")
    for _ in range(8):
        if text(player, "secondNetworkBox") == "ann":
            break
        before = text(player, "secondNetworkBox")
        player.click("secondNetworkBox")
        player.key("Down", "Return")
        player.until(lambda: text(player, "secondNetworkBox"), lambda now, old=before: now != old)
    assert text(player, "secondNetworkBox") == "ann"
    player.until(lambda: player.ask("boxes", ["secondNetworkNote"]), bool)
    assert wait_for_text(player, "secondNetworkNote", "")
    nothing_is_cut(player)


def test_that_a_method_is_chosen_and_looks_at_another_layer(player: Player) -> None:
    open_page(player, "h", "methodsPanel")
    before = player.picture("rawCamView")
    player.click("grad-camMethodButton")
    player.wait(lambda state: state["method"] == "grad-cam")
    last = player.until(
        lambda: player.picture("rawCamView"), lambda seen: seen.tobytes() != before.tobytes()
    )
    player.until(lambda: player.ask("boxes", ["layerBox"]), bool)
    player.click("layerBox")
    player.key("End", "Return")
    first = player.until(
        lambda: player.picture("rawCamView"), lambda seen: seen.tobytes() != last.tobytes()
    )
    assert first.shape[0] >= last.shape[0]  # the first convolution has the most cells
    nothing_is_cut(player)


def test_that_the_sanity_check_shows_what_randomised_weights_change(player: Player) -> None:
    open_page(player, "h", "methodsPanel")
    player.ask("reveal", "trustBox")
    player.click("trustBox")
    wait_for_text(player, "trust-sanity-check", "–")
    player.until(lambda: player.ask("boxes", ["randomisedMaps"]), bool)
    player.ask("reveal", "randomisedMaps")
    player.until(lambda: player.ask("boxes", ["randomisedMap0", "randomisedMap1"]), bool)
    nothing_is_cut(player)


def test_that_the_lab_masks_the_patch_of_a_decoy(player: Player) -> None:
    open_page(player, "u", "labPanel")
    of_hand_made = wait_for_text(player, "truthVerdict", "")
    player.tool("mousemove", *player.ask("tab", ["labTabs", 2]), "click", 1)
    player.until(lambda: player.ask("boxes", ["maskPatchBox"]), bool)
    with_patch = wait_for_text(player, "truthVerdict", of_hand_made)
    player.click("maskPatchBox", 0.05)
    wait_for_text(player, "truthVerdict", with_patch)
    player.click("maskPatchBox", 0.05)
    player.until(lambda: text(player, "truthVerdict"), lambda now: now == with_patch)
    player.click("nextDecoyButton")
    wait_for_text(player, "truthVerdict", with_patch)
    nothing_is_cut(player)


def test_that_the_pages_have_room_for_korean(play: Play) -> None:
    player = reading(play, "ko")
    for key, name in (("c", "networksPanel"), ("h", "methodsPanel"), ("u", "labPanel")):
        open_page(player, key, name)
        nothing_is_cut(player)
