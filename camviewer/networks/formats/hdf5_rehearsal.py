"""A rehearsal of HDF5 files: what a damaged one does to its library is done to another process.

The library that reads HDF5 runs for ever on some damaged files and ends the process on others, and
nothing of that can be caught in Python. So files of others are read in a process of its own first,
within limits of time and memory; only what came through is read here.
"""

from __future__ import annotations

import atexit
import hashlib
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO

from camviewer.common.errors import FileError
from camviewer.common.files import replacing
from camviewer.common.paths import home, resources
from camviewer.common.translation import translate
from camviewer.networks.formats import hdf5_rehearsal_child as child

PATIENCE = 60.0
"""Seconds on the clock that are waited for an answer: the system ends what computes too long."""

MOST_REMEMBERED = 200
"""Checksums of files that came through; the next start need not rehearse them."""

_SCRIPT = str(Path(child.__file__))


def comes_through(path: Path, content: bytes) -> bool:
    """Whether an HDF5 file can be read without harm. Takes a third of a second the first time.

    Args:
        path: where it is from: what came with the program is not asked about.
        content: of the file.
    """
    if not content or path.resolve().is_relative_to(resources()):
        return True
    digest = hashlib.sha256(content).hexdigest()
    with _lock:
        if digest in _sound or digest in remembered():
            return True
        if not _rehearsal.comes_through(content):
            return False
        _sound.add(digest)
        remember(digest)
        return True


class _Rehearsal:
    """The process that reads, while there is one: it ends by itself when it is not needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes] = SimpleQueue()

    def comes_through(self, content: bytes) -> bool:
        """Have a file read. A process that ended before it began is followed by another."""
        begun = self._answer(content) == child.BEGUN or self._answer(content) == child.BEGUN
        if begun and self._waited_for() == child.READ:
            return True
        self.end()
        return False

    def _answer(self, content: bytes) -> bytes:
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(child.LENGTH.pack(len(content)) + content)
            process.stdin.flush()
        except OSError:  # it was not needed for a while and has ended
            self.end()
            return b""
        answer = self._waited_for()
        if answer != child.BEGUN:
            self.end()
        return answer

    def _waited_for(self) -> bytes:
        try:
            return self._answers.get(timeout=PATIENCE)
        except Empty:
            return b""

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                # Not "-I": h5py may be installed for one person only.
                [sys.executable, "-E", "-P", _SCRIPT],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._answers = SimpleQueue()
            assert self._process.stdout is not None
            told = (self._process.stdout, self._answers)
            Thread(target=_pass_on, args=told, name="hdf5 rehearsal", daemon=True).start()
        return self._process

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    _close(pipe)
            self._process = None


def _pass_on(told: IO[bytes], answers: SimpleQueue[bytes]) -> None:
    """Hand on each answer, and an empty one at the end."""
    try:
        while answer := told.read(1):
            answers.put(answer)
    except ValueError:  # closed meanwhile
        pass
    answers.put(b"")


def _file() -> Path:
    return home() / "cache" / "hdf5-sound"


def remembered() -> list[str]:
    """Checksums of files that came through, oldest first."""
    try:
        return _file().read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []


def remember(digest: str) -> None:
    """Keep a checksum; where that cannot be done the file is rehearsed again next time."""
    with suppress(FileError), replacing(_file(), what=translate("the settings")) as temporary:
        kept = [*remembered(), digest][-MOST_REMEMBERED:]
        temporary.write_text("\n".join(kept) + "\n", encoding="ascii")


def _close(pipe: IO[bytes]) -> None:
    with suppress(OSError):  # what was not written yet does not matter any more
        pipe.close()


_lock = Lock()
_rehearsal = _Rehearsal()
atexit.register(_rehearsal.end)
_sound: set[str] = set()
