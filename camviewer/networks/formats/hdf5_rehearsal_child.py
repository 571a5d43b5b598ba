"""Reads HDF5 files in a process of its own, as `hdf5_rehearsal` asks; run as a script.

Of each file all is read that the program may read of it. What h5py raises is no matter here: it is
raised again where the program reads. What ends this process, or never comes back, is.
"""

from __future__ import annotations

import io
import os
import struct
import sys
import threading
import time
from contextlib import suppress
from typing import Any, BinaryIO

import h5py

BEGUN, READ = b"B", b"R"
LENGTH = struct.Struct("<q")

MAX_LINKS = 5000
MAX_BYTES = 64_000_000
"""Of one array; the program reads none that is larger."""

IDLE = 10.0
"""Seconds without a file after which this process ends."""

CPU = 0.3
"""Seconds of computing that a file may take, and one more for every 20 MB of it."""

TEXTS = ("model_config", "keras_version", "layer_names")
"""Attributes of a whole file that the program looks at."""

ADDRESSES = 4_000_000_000
"""Bytes of address space beyond which memory is refused."""


def main() -> None:
    """Read files from standard input until there is none any more."""
    told, asked = os.fdopen(os.dup(1), "wb", 0), sys.stdin.buffer
    load_no_plugins()
    _limit("RLIMIT_AS", ADDRESSES)
    while content := _next(asked):
        told.write(BEGUN)
        seconds = CPU + len(content) / 20e6
        _limit("RLIMIT_CPU", int(time.process_time() + seconds) + 1)
        _alarm(seconds)
        rehearse(content)
        _alarm(0)
        told.write(READ)


def load_no_plugins() -> None:
    """Have HDF5 look nowhere for libraries that a file asks for: it would run them."""
    while h5py.h5pl.size():
        h5py.h5pl.remove(0)


def _next(asked: BinaryIO) -> bytes:
    """The next file; empty at the end, and nothing after a while without one."""
    watch = threading.Timer(IDLE, os._exit, [0])
    watch.daemon = True
    watch.start()
    head = asked.read(LENGTH.size)
    watch.cancel()
    return asked.read(*LENGTH.unpack(head)) if len(head) == LENGTH.size else b""


def _limit(kind: str, most: int) -> None:
    """Have the system end this process where it goes beyond, if the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        number = getattr(resource, kind)
        _, hard = resource.getrlimit(number)
        resource.setrlimit(number, (most, hard))


def _alarm(seconds: float) -> None:
    """Have the system end this process after so much computing, if it can; 0 for never."""
    with suppress(ImportError, AttributeError):
        import signal

        signal.setitimer(signal.ITIMER_PROF, seconds)


def rehearse(content: bytes) -> None:
    """Read whatever lies in a file itself: attributes of texts, groups, arrays."""
    with suppress(Exception), h5py.File(io.BytesIO(content), "r") as file:
        for name in TEXTS:
            with suppress(Exception):
                file.attrs.get_id(name)
                file.attrs[name]
        _walk(file)


def _walk(file: Any) -> None:
    """Read all arrays, each group once: links may lead to one many times, also in circles."""
    waiting, links, seen = [file], 0, set()
    while waiting and links <= MAX_LINKS:
        here = waiting.pop()
        with suppress(Exception):
            for name in [*here]:
                links += 1
                with suppress(Exception):
                    if not isinstance(here.get(name, getlink=True), h5py.HardLink):
                        continue
                    inner = here[name]
                    address = h5py.h5o.get_info(inner.id).addr
                    if address in seen:
                        continue
                    seen.add(address)
                    if isinstance(inner, h5py.Group):
                        waiting.append(inner)
                    else:
                        _read(inner)


def _read(found: Any) -> None:
    """An array as the program reads it: whole, and neither cut, compressed nor kept elsewhere."""
    if found.is_virtual or found.external or found.chunks is not None:
        return
    if found.dtype.kind == "f" and found.size * found.dtype.itemsize <= MAX_BYTES:
        found[()]


if __name__ == "__main__":
    main()
