"""A virtual screen, and on it the real program, driven by the X server's own events."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds; a busy machine takes a while to load TensorFlow
SCREEN = "1920x1080x24"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="make reference pictures anew")


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The name of a virtual display, with a window manager where there is one."""
    for program in ("Xvfb", "xdotool"):
        if not sys.platform.startswith("linux") or shutil.which(program) is None:
            pytest.skip(f"{program} is needed for a virtual screen")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
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


class Player:
    """A person in front of the program: looks at the window, moves the mouse, presses keys."""

    def __init__(self, display: str, home: Path, arguments: Sequence[str]) -> None:
        self._environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "CAMVIEWER_HOME": str(home),
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.driver", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=self._environment,
        )

    def begin(self) -> None:
        """Wait for the window and turn to it."""
        assert json.loads(self._line()) == "ready"
        self.move(self.at("predictionLabel"))
        # Without a window manager nobody else gives the window the keyboard.
        self.tool("search", "--sync", "--onlyvisible", "--name", "CAM Viewer", "windowfocus")
        self.wait(lambda state: state["active"])

    def resize(self, width: int, height: int) -> None:
        """Give the window a size, and wait until it has it."""
        self.ask("resize", [width, height])
        deadline = time.monotonic() + PATIENCE
        while self.ask("place", "mainWindow")[2:] != [width, height]:
            assert time.monotonic() < deadline, "the window keeps its size"

    def ask(self, what: str, argument: object = None) -> Any:
        """Ask the driver; see its ``tell_`` methods."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([what, argument]) + "\n")
        self.process.stdin.flush()
        return json.loads(self._line())

    def state(self) -> dict[str, Any]:
        return self.ask("state")

    def wait(self, condition: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Until the state fulfils a condition."""
        deadline = time.monotonic() + PATIENCE
        while not condition(state := self.state()):
            assert time.monotonic() < deadline, f"waited in vain, the state is {state}"
        return state

    def at(self, name: str, x: float = 0.5, y: float = 0.5) -> tuple[int, int]:
        """A place on the screen, as a share of a widget's size."""
        left, top, width, height = self.ask("place", name)
        return round(left + x * width), round(top + y * height)

    def tool(self, *words: object) -> None:
        """Have the X server make events."""
        subprocess.run(
            ["xdotool", *map(str, words)], env=self._environment, check=True, capture_output=True
        )

    def move(self, place: tuple[int, int]) -> None:
        self.tool("mousemove", *place)

    def click(self, name: str, x: float = 0.5, y: float = 0.5) -> None:
        self.tool("mousemove", *self.at(name, x, y), "click", 1)

    def key(self, *names: str) -> None:
        self.tool("key", *names)

    def draw(self, *corners: tuple[float, float], button: int = 1) -> None:
        """Draw lines from corner to corner on the canvas, in small steps."""
        left, top, width, height = self.ask("place", "drawCanvas")
        side = min(width, height)
        left, top = left + (width - side) / 2, top + (height - side) / 2
        places = [(left + x * side, top + y * side) for x, y in corners]
        words: list[object] = ["mousemove", *map(round, places[0]), "mousedown", button]
        for (x0, y0), (x1, y1) in pairwise(places):
            steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / 8))
            for step in range(1, steps + 1):
                share = step / steps
                words += ["mousemove", round(x0 + share * (x1 - x0)), round(y0 + share * (y1 - y0))]
        self.tool(*words, "mouseup", button)

    def leave(self, way: str = "ctrl+q") -> int:
        """Close the program by its key; returns the exit code."""
        self.key(way)
        code = self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        assert self.process.stderr.read() == ""
        return code

    def stop(self) -> None:
        """End it whatever happened."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            assert self.process.stderr is not None
            pytest.fail(f"the program ended: {self.process.stderr.read()}")
        return line


@pytest.fixture
def play(screen: str, camviewer_home: Path) -> Iterator[Callable[..., Player]]:
    """Starts the program with some arguments."""
    players: list[Player] = []

    def start(*arguments: str) -> Player:
        player = Player(screen, camviewer_home, ["--data", "builtin", *arguments])
        players.append(player)
        player.begin()
        return player

    yield start
    for player in players:
        player.stop()
