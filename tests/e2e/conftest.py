"""A virtual screen, and on it the real program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from camviewer.document.settings import Settings, save
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


Start = Callable[..., Player]


@pytest.fixture
def play(screen: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts the program with some arguments, as often as asked."""
    with _players(screen, tmp_path_factory) as start:
        yield start


@pytest.fixture(scope="module")
def play_on(screen: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts the program for several tests, in light colours and with a folder of its own."""
    with pytest.MonkeyPatch.context() as patch, _players(screen, tmp_path_factory) as start:

        def start_anew(*arguments: str) -> Player:
            patch.setenv("CAMVIEWER_HOME", str(tmp_path_factory.mktemp("home")))
            save(Settings(scheme="light"))
            return start(*arguments)

        yield start_anew


@contextmanager
def _players(screen: str, folders: pytest.TempPathFactory) -> Iterator[Start]:
    players: list[Player] = []

    def start(*arguments: str) -> Player:
        player = Player(screen, folders.mktemp("player"), ["--data", "builtin", *arguments])
        players.append(player)
        player.greet()
        return player

    yield start
    for player in players:
        player.stop()
