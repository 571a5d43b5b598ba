"""A virtual screen, and on it the real program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.e2e.player import Player

SCREEN = ("-screen", "0", "1920x1080x24", "-dpi", "96", "-noreset", "-nolisten", "tcp")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="make reference pictures anew")


@pytest.fixture(scope="session")
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether references are made instead of compared with."""
    return bool(request.config.getoption("--renew", default=False))


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The name of a virtual display; no window manager is on it."""
    if not sys.platform.startswith("linux"):
        pytest.skip("a virtual screen is made on Linux only")
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing: apt-get install xvfb xdotool")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *SCREEN],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb gave no display"
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def play(screen: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Player]]:
    """Starts the program with some arguments, as often as asked."""
    players: list[Player] = []

    def start(*arguments: str) -> Player:
        folder = tmp_path_factory.mktemp("player")
        player = Player(screen, folder, ["--data", "builtin", *arguments])
        players.append(player)
        player.greet()
        return player

    yield start
    for player in players:
        player.stop()
