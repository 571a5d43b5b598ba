"""What the window looks like, compared with references that do not hang on a machine's fonts.

A look has two references in ``references/``: ``NAME.json`` tells where the main widgets are, and
``NAME.png`` is the window in small, each pixel the mean colour of a region.
``pytest tests/e2e --renew`` makes them and the pictures of both READMEs anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import cv2
import pytest

from camviewer.common.paths import resources
from camviewer.document.settings import Settings, save
from camviewer.networks.architectures import ARCHITECTURES
from tests.e2e.looks import compare, complaints, read, settled
from tests.e2e.player import Player
from tests.e2e.strokes import SEVEN

LAPTOP, PROJECTOR = (1366, 768), (1920, 1080)
SCREENSHOTS = {"en": resources() / "screenshots", "ko": resources() / "screenshots" / "ko"}
LONG = (
    "/home/professor/lecture 7/digits.npz cannot be used: x_train of 32 × 32. Needed: x_train, "
    "y_train, x_test and y_test with pictures of 28 × 28 pixels; export the digits again, or open "
    "another file."
)

Play = Callable[..., Player]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_it_opens_as_it_did(play: Play, renew: bool, scheme: str) -> None:
    player = open_window(play, scheme)
    for size in (LAPTOP, PROJECTOR):
        show(player, size)
        assert player.ask("cut") == []
        compare(player, f"first-{scheme}-{size[0]}x{size[1]}", renew=renew)


def test_that_nothing_is_cut_off_on_a_small_screen(play: Play) -> None:
    player = open_window(play, "light")
    show(player, (1280, 720))
    assert player.ask("cut") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_nothing_is_cut_off_in_korean(play: Play, scheme: str) -> None:
    save(Settings(scheme=scheme))
    player = play("--hold-network", "--language", "ko")
    player.wait(lambda state: state["digits"])
    assert player.ask("name", "undoButton") == "실행 취소"
    show(player, LAPTOP)
    for key, dock in (("d", "decompositionDock"), ("m", "mistakesDock"), ("g", "lessonDock")):
        player.key(key)
        player.until(lambda dock=dock: player.ask("boxes", [dock]), bool)
        player.until(lambda: player.ask("cut"), lambda cut: cut == [])
        assert player.ask("place", "mainWindow") == [0, 0, *LAPTOP]
    show(player, PROJECTOR)
    player.until(lambda: player.ask("cut"), lambda cut: cut == [])


def test_that_an_empty_canvas_and_a_message_look_as_they_did(play: Play, renew: bool) -> None:
    player = open_window(play, "light")
    show(player, LAPTOP)
    player.click("clearButton")
    player.wait(lambda state: state["empty"])
    player.point("predictionLabel")
    compare(player, "empty", renew=renew)
    player.ask("trouble", LONG)
    assert player.ask("cut") == []
    compare(player, "message", renew=renew)
    player.click("messageCloseButton")
    player.wait(lambda state: not state["message"])
    player.point("predictionLabel")
    compare(player, "empty", renew=False)


def test_that_a_projector_is_shown_larger_text(play: Play, renew: bool) -> None:
    player = open_window(play, "light")
    usual = player.ask("text_size")
    player.key("F11")
    player.until(lambda: player.ask("text_size"), lambda size: size[1] >= 1.4 * usual[1])
    show(player, PROJECTOR)  # without a window manager nobody makes the window fill the screen
    assert player.ask("cut") == []
    compare(player, "presentation", renew=renew)
    player.key("F11")
    player.until(lambda: player.ask("text_size"), lambda size: size == usual)


def test_that_a_presentation_of_anything_stays_on_the_screen(play: Play) -> None:
    player = open_window(play, "light", hold_network=False)
    player.wait(lambda state: state["ready"])
    usual = player.ask("text_size")
    player.key("F11", "t")
    player.until(lambda: player.ask("text_size"), lambda size: size[1] >= 1.4 * usual[1])
    player.click("architectureBox")
    player.key(*["Down"] * list(ARCHITECTURES).index("compact"), "Return")
    player.until(lambda: player.ask("value", "architectureBox"), lambda name: name == "compact")
    player.until(lambda: player.ask("value", "parameters"), lambda text: "19,674" in text)
    # The lesson stands above the form, which is scrolled.
    opened = ("lessonDock", "trainingDock"), ("termsRow",), ("mistakesDock",)
    for key, shown in zip("gdm", opened, strict=True):
        show(player, PROJECTOR)
        # A lesson is read in the background: its page comes after the panel.
        player.until(lambda: player.ask("cut"), lambda cut: cut == [])
        player.key(key)
        wait_for(player, shown)
    show(player, PROJECTOR)
    player.until(lambda: player.ask("cut"), lambda cut: cut == [])


def point_at_the_map(player: Player) -> None:
    player.point("rawCamView", 0.5, 0.6)
    player.until(lambda: player.ask("value", "readoutLabel"), lambda text: text.startswith("("))


def take_apart(player: Player) -> None:
    wait_for(player, ("ledgerChart",))
    player.point("predictionLabel")


def find_mistakes(player: Player) -> None:
    wait_for(player, ("evaluateButton",))
    player.click("evaluateButton")
    player.until(lambda: player.ask("mistakes"), lambda seen: seen["digits"])
    wait_for(player, ("confusionMatrix",))
    player.point("mistakesDock", 0.3, 0.88)  # where nothing has a tip


def present_the_lesson(player: Player) -> None:
    wait_for(player, ("lessonCaption",))
    player.until(lambda: player.ask("lesson"), lambda seen: seen["page"])
    player.wait(lambda state: not state["message"])  # it leaves by itself
    player.point("predictionLabel")


SHOWN = {
    "window": point_at_the_map,
    "decomposition": take_apart,
    "mistakes": find_mistakes,
    "presentation": present_the_lesson,
}
"""What is done before each of the pictures is taken."""


@contextmanager
def presented(player: Player) -> Iterator[None]:
    """Present on a projector, and be in front of a laptop again."""
    usual = player.ask("text_size")
    player.key("F11")
    player.until(lambda: player.ask("text_size"), lambda size: size[1] >= 1.4 * usual[1])
    show(player, PROJECTOR)
    with player.opened("g", "lessonCaption"):
        yield
    player.key("F11")
    player.until(lambda: player.ask("text_size"), lambda size: size == usual)
    show(player, LAPTOP)


def opened(player: Player, picture: str) -> AbstractContextManager[None]:
    """What is open while a picture is taken."""
    if picture == "presentation":
        return presented(player)
    docks = {"decomposition": ("d", "decompositionDock"), "mistakes": ("m", "mistakesDock")}
    return player.opened(*docks[picture]) if picture in docks else nullcontext()


@pytest.fixture(scope="module", params=SCREENSHOTS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def player(play_on: Play, language: str) -> Player:
    """In front of a seven that was drawn by hand; picture after picture is taken of it."""
    player = play_on("--language", language)
    player.wait(lambda state: state["digits"])
    show(player, LAPTOP)
    player.wait(lambda state: state["ready"])
    player.click("clearButton")
    player.wait(lambda state: state["empty"])
    player.draw(*SEVEN)
    player.wait(lambda state: state["predicted"] == 7)
    return player


@pytest.mark.parametrize("picture", SHOWN)
def test_that_the_readmes_pictures_are_of_a_seven_drawn_by_hand(
    player: Player, renew: bool, picture: str, language: str
) -> None:
    with opened(player, picture):
        SHOWN[picture](player)
        name = "readme" if picture == "window" else f"readme-{picture}"
        seen = compare(player, name, renew=renew) if language == "en" else settled(player)
    stored = SCREENSHOTS[language] / f"{picture}.png"
    if renew:
        stored.parent.mkdir(exist_ok=True)
        cv2.imwrite(str(stored), seen, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    picture_there = read(stored)
    width, height = PROJECTOR if picture == "presentation" else LAPTOP
    assert picture_there.shape == (height, width, 3)
    assert complaints(seen, picture_there) == []


def open_window(play: Play, scheme: str, *, hold_network: bool = True) -> Player:
    """The window in a colour scheme, its samples read."""
    save(Settings(scheme=scheme))
    player = play("--language", "en", *(["--hold-network"] if hold_network else []))
    player.wait(lambda state: state["digits"])
    return player


def wait_for(player: Player, names: tuple[str, ...]) -> None:
    """Wait until all of these widgets are shown."""
    player.until(lambda: player.ask("boxes", names), lambda boxes: len(boxes) == len(names))


def show(player: Player, size: tuple[int, int]) -> None:
    """Give the window a size; the pointer is over nothing that changes its looks."""
    player.ask("resize", size)
    player.until(lambda: player.ask("place", "mainWindow"), lambda box: box == [0, 0, *size])
    player.point("predictionLabel")
