"""A person in front of the program: looks at the window, moves the mouse, presses keys."""

from __future__ import annotations

import ctypes
import ctypes.util
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds; a busy machine takes a while to start, and to load what trains
STEP = 8  # pixels between two places of a moving pointer

Pixels = NDArray[np.uint8]
Place = tuple[int, int]
State = dict[str, Any]


class Player:
    """Starts the program and drives it with the X server's own mouse and key events."""

    def __init__(self, display: str, folder: Path, arguments: Sequence[str]) -> None:
        """Start the program; `stop` ends it in any case.

        Args:
            display: name of the X server's display.
            folder: an empty one, for pictures and what the program writes on stderr.
            arguments: of the driver.
        """
        self._folder = folder
        self._display = display
        self._environment = _environment(display)
        self._errors = (folder / "stderr.txt").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-m", "tests.e2e.driver", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            cwd=ROOT,
            env=self._environment,
        )

    def greet(self) -> None:
        """Wait for the window and turn the keyboard to it."""
        assert self._answer() == "started"
        self.window = self.ask("window")
        self.tool("windowfocus", self.window)  # there is no window manager to do it
        self.wait(lambda state: state["active"])

    # Looking

    def ask(self, what: str, argument: object = None) -> Any:
        """Ask the driver; see its ``tell_`` methods."""
        assert self.process.stdin is not None
        print(json.dumps([what, argument]), file=self.process.stdin, flush=True)
        return self._answer()

    def state(self) -> State:
        return self.ask("state")

    def wait(self, condition: Callable[..., object]) -> State:
        """Until the state fulfils a condition."""
        return self.until(self.state, condition)

    def until(self, look: Callable[..., Any], condition: Callable[..., object]) -> Any:
        """Look again and again until what is seen fulfils a condition."""
        deadline = time.monotonic() + PATIENCE
        while not condition(seen := look()):
            assert time.monotonic() < deadline, f"waited in vain; {seen}; {self.state()}"
            self.ask("pause")
        return seen

    def picture(self, name: str) -> Pixels:
        """The pixels that a view was given."""
        return np.array(self.ask("picture", name), np.uint8)

    def screenshot(self) -> Pixels:
        """What the screen shows where the window is, (height, width, 3)."""
        path = self._folder / "screen.bmp"  # nothing has to be compressed
        assert self.ask("grab", str(path))
        image = cv2.imread(str(path), cv2.IMREAD_COLOR)
        assert image is not None
        return np.asarray(image, np.uint8)

    def seen_changed(self, name: str, before: Pixels) -> Pixels:
        """Wait until the screen shows another picture in a view."""
        return self.until(lambda: self.seen(name), lambda seen: seen.tobytes() != before.tobytes())

    def seen(self, name: str) -> Pixels:
        """What the screen shows of a view, without its title."""
        left, top, width, height = self.ask("boxes", [name])[name]
        return self.screenshot()[top + height - width : top + height, left : left + width]

    # Doing

    def tool(self, *words: object) -> None:
        """Have the X server make events."""
        subprocess.run(
            ["xdotool", *map(str, words)], env=self._environment, check=True, capture_output=True
        )

    def at(self, name: str, x: float = 0.5, y: float = 0.5) -> Place:
        """A place on the screen, as shares of a widget's width and height."""
        left, top, width, height = self.ask("place", name)
        return round(left + x * width), round(top + y * height)

    def point(self, name: str, x: float = 0.5, y: float = 0.5) -> None:
        """Move the pointer over a widget."""
        self.tool("mousemove", *self.at(name, x, y))

    def click(self, name: str, x: float = 0.5, y: float = 0.5) -> None:
        self.tool("mousemove", *self.at(name, x, y), "click", 1)

    def key(self, *names: str) -> None:
        self.tool("key", *names)

    @contextmanager
    def opened(self, key: str, name: str) -> Iterator[None]:
        """Open a dock by its key, and close it again."""
        self.key(key)
        self.until(lambda: self.ask("boxes", [name]), bool)
        yield
        self.key(key)
        self.until(lambda: self.ask("boxes", [name]), lambda boxes: not boxes)

    def drag_slider(self, name: str, x: float) -> None:
        """Take a slider's handle to a share of its width."""
        start, end = tuple(self.ask("handle", name)), self.at(name, x)
        self.tool("mousemove", *start, "mousedown", 1, *_way(start, end), "mouseup", 1)

    def drag(self, name: str, *corners: tuple[float, float]) -> None:
        """Hold the button from corner to corner, each as shares of a widget's width and height."""
        places = [self.at(name, *corner) for corner in corners]
        way = [word for line in itertools.pairwise(places) for word in _way(*line)]
        self.tool("mousemove", *places[0], "mousedown", 1, *way, "mouseup", 1)

    def draw(
        self,
        *corners: tuple[float, float],
        button: int = 1,
        erases: bool = False,
        lift: bool = True,
    ) -> None:
        """Draw lines from corner to corner on the canvas.

        Args:
            corners: as shares of the canvas' side.
            button: 1 for the chosen tool, 3 for the eraser.
            erases: whether the chosen tool is the eraser.
            lift: whether the button is released at the end.
        """
        left, top, width, height = self.ask("place", "drawCanvas")
        side = min(width, height)
        left, top = left + (width - side) // 2, top + (height - side) // 2
        places = [(round(left + x * side), round(top + y * side)) for x, y in corners]
        lines = itertools.pairwise(places)
        way = [word for start, end in lines for word in _way(start, end)]
        self.tool("mousemove", *places[0], "mousedown", button, *way)
        if button == 1 and not erases:
            self.wait(lambda state: state["drawing"] and near(state["pen"], corners[-1]))
        if lift:
            self.lift(button)

    def lift(self, button: int = 1) -> None:
        """Release a mouse button."""
        self.tool("mouseup", button)
        self.wait(lambda state: not state["drawing"])

    # Ending

    def close_window(self) -> int:
        """Close as the button in a window's corner does; returns the exit code."""
        _ask_to_close(self._display, self.window)
        return self.ended()

    def ended(self) -> int:
        """Wait for the end; returns the exit code."""
        code = self.process.wait(PATIENCE)
        assert "Traceback" not in self.errors()
        return code

    def errors(self) -> str:
        """What the program wrote on stderr."""
        self._errors.seek(0)
        return self._errors.read()

    def stop(self) -> None:
        """End it whatever happened."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self._errors):
            if stream is not None:
                stream.close()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        # A program that hangs is ended so that it tells where.
        watch = Timer(PATIENCE, self.process.send_signal, [signal.SIGABRT])
        watch.start()
        line = self.process.stdout.readline()
        watch.cancel()
        if not line:
            pytest.fail(f"the program ended: {self.process.wait()}, {self.errors()}")
        return json.loads(line)


def _environment(display: str) -> dict[str, str]:
    """As on a plain desktop, whatever the tests run on."""
    ours = {name: text for name, text in os.environ.items() if not name.startswith("QT_")}
    ours.pop("WAYLAND_DISPLAY", None)
    return ours | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}


def _way(start: Place, end: Place) -> list[object]:
    """Small movements from one place to another, for xdotool."""
    steps = max(1, max(abs(end[0] - start[0]), abs(end[1] - start[1])) // STEP)
    words: list[object] = []
    for step in range(1, steps + 1):
        there = [round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True)]
        words += ["mousemove", *there]
    return words


def near(point: Sequence[float] | None, corner: tuple[float, float]) -> bool:
    """Whether a point of a stroke is where a corner should be."""
    return point is not None and max(abs(a - b) for a, b in zip(point, corner, strict=True)) < 0.02


class _ClientMessage(ctypes.Structure):
    """``XClientMessageEvent``, padded to the size of an ``XEvent``."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    )


def _ask_to_close(display: str, window: int) -> None:
    """Send WM_DELETE_WINDOW, as window managers do (xdotool's windowclose destroys instead)."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    server = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    protocols = x11.XInternAtom(server, b"WM_PROTOCOLS", False)
    message = _ClientMessage(type=33, window=window, message_type=protocols, format=32)
    message.data[0] = x11.XInternAtom(server, b"WM_DELETE_WINDOW", False)
    x11.XSendEvent(server, ctypes.c_ulong(window), False, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(server)
