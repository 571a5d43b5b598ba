"""Runs a lesson's code: the file of a process of its own, which knows nothing of the program.

It is started as a script, isolated, with the code and its arrays on standard input; what was
printed and shown goes to standard output when the code has ended. Both are one message: eight
bytes that tell how long the header is, the header (JSON), the numbers of the arrays (float32).
The code only computes: it writes no file, starts no program and opens no connection.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import json
import math
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

SECONDS = 10
"""The code ends after this time, whatever becomes of the program that started it."""

MAX_TEXT = 20_000
"""Characters that are printed at most; what comes later is left out."""

MAX_PICTURES = 6
MAX_SIDE = 1_024
"""Pixels of a picture."""

NAME = "<lesson>"
"""What the code's file is called in its errors."""

_MAX_TROUBLE = 500
_MAX_MEMORY = 4_000_000_000
_LENGTH = 8  # bytes of the header's length
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "ctypes.")
_REFUSED_EXACTLY = frozenset(
    ("os.system", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.truncate", "os.link")
)
_REFUSED_EXACTLY |= {"os.symlink", "os.chmod", "os.chown", "os.utime", "os.kill", "os.startfile"}
_REFUSED_EXACTLY |= {"shutil.rmtree", "sqlite3.connect", "_winapi.CreateProcess"}
_REFUSED_MODULES = frozenset(("multiprocessing", "_posixsubprocess"))
"""They start processes of which no audit tells."""

_REFUSED_OPENCV = frozenset(
    ("imwrite", "imwritemulti", "imwriteanimation", "imwriteWithMetadata", "writeOpticalFlow")
)
_REFUSED_OPENCV |= {"VideoWriter", "FileStorage", "VideoCapture"}  # the last: cameras, addresses
"""Of what OpenCV does with files no audit tells either."""


def pack(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """A message.

    Args:
        header: of what JSON knows; its key "arrays" is taken.
        arrays: by name.
    """
    shapes = {name: array.shape for name, array in arrays.items()}
    text = json.dumps({**header, "arrays": shapes}).encode()
    numbers = (np.ascontiguousarray(array, np.float32).tobytes() for array in arrays.values())
    return b"".join((len(text).to_bytes(_LENGTH, "big"), text, *numbers))


def unpack(message: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    """Header and arrays of a message.

    Raises:
        ValueError: it is none, or it is cut off.
    """
    start = _LENGTH + int.from_bytes(message[:_LENGTH], "big")
    if not _LENGTH < start <= len(message):
        raise ValueError("the message is cut off")
    header = json.loads(message[_LENGTH:start])
    arrays = {}
    for name, shape in header["arrays"].items():
        count = math.prod(shape)
        arrays[name] = np.frombuffer(message, np.float32, count, start).reshape(shape)
        start += 4 * count
    return header, arrays


class Shown:
    """What the code shows."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.titles: list[str] = []
        self.arrays: dict[str, Array] = {}

    def show(self, array: object, title: object = "") -> None:
        """Put a picture below the code.

        Args:
            array: (h, w) numbers, or (h, w, 3) colours in [0, 1].
            title: stands above it.

        Raises:
            ValueError: it is no picture, or too large, or there are too many.
        """
        values = np.asarray(array, np.float32)
        if values.size == 0 or not (
            values.ndim == 2 or (values.ndim == 3 and values.shape[2] == 3)
        ):
            raise ValueError(f"show() takes an array (h, w) or (h, w, 3), not {values.shape}")
        if max(values.shape[:2]) > MAX_SIDE:
            raise ValueError(f"show() takes at most {MAX_SIDE} rows and columns")
        if len(self.titles) == MAX_PICTURES:
            raise ValueError(f"show() can be called {MAX_PICTURES} times")
        self.arrays[str(len(self.titles))] = np.nan_to_num(values, posinf=0, neginf=0)
        self.titles.append(str(title)[:100])


class Printed(io.TextIOBase):
    """What the code prints, as far as it is wanted."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.text = ""

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        self.text += text[: MAX_TEXT - len(self.text)]
        return len(text)


def run(code: str, names: Mapping[str, object]) -> bytes:
    """Run code.

    Args:
        code: lines of Python.
        names: what it knows, besides what Python, NumPy and OpenCV have and `show`.

    Returns:
        A message: "text" that was printed, "titles" of what was shown, "trouble" if it failed,
        and in which "line" (0: not known); the pictures by their numbers.
    """
    shown, printed = Shown(), Printed()
    trouble, line = "", 0
    known = {**names, "np": np, "show": shown.show, "__name__": NAME}
    if "cv2" in code:
        known["cv2"] = _opencv()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            exec(compile(code, NAME, "exec"), known)
        except SystemExit:
            pass
        except BaseException as error:
            trouble, line = _told(error)
    header = {"text": printed.text, "titles": shown.titles, "trouble": trouble, "line": line}
    return pack(header, shown.arrays)


def _opencv() -> object:
    import cv2  # here: a tenth of a second

    cv2.setNumThreads(1)
    for name in _REFUSED_OPENCV:
        vars(cv2).pop(name, None)
    return cv2


def _told(error: BaseException) -> tuple[str, int]:
    """The last line of an error's traceback, and the line of the code that it happened in."""
    lines = [
        frame.lineno or 0
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == NAME
    ]
    if isinstance(error, SyntaxError) and error.filename == NAME:
        lines.append(error.lineno or 0)
    line = lines[-1] if lines else 0
    return traceback.format_exception_only(error)[-1].strip()[:_MAX_TROUBLE], line


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """A hook of Python's audits: the code only computes."""
    if event == "open":
        _, mode, flags = arguments
        writes = set(mode or "") & set("wax+") or (flags or 0) & (os.O_WRONLY | os.O_RDWR)
        if writes:
            raise PermissionError("code of a lesson writes no files")
    elif event == "import":
        if arguments[0].partition(".")[0] in _REFUSED_MODULES:
            raise PermissionError("code of a lesson starts no processes")
    elif event.startswith(_REFUSED) or event in _REFUSED_EXACTLY:
        raise PermissionError("code of a lesson opens no connections and changes nothing")


def _limit_memory() -> None:
    """Where the platform knows limits: too large an array is an error, not a slow computer."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


def _own_output() -> BinaryIO:
    """The standard output, which nobody else writes to from now on."""
    own = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return own


def main() -> None:
    """Read a message, run its code, write what came of it."""
    header, arrays = unpack(sys.stdin.buffer.read())
    output = _own_output()
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - until the end
    faulthandler.dump_traceback_later(SECONDS, exit=True, file=nowhere)
    _limit_memory()
    if "cv2" in header["code"]:
        _opencv()
    sys.addaudithook(_refuse)
    names = {name: array.copy() for name, array in arrays.items()}
    output.write(run(header["code"], {**header["names"], **names}))
    output.close()
    os._exit(0)  # whatever threads the code has left behind


if __name__ == "__main__":
    main()
