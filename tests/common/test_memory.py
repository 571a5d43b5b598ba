"""What one thread freed is there for the others."""

from __future__ import annotations

import subprocess
import sys

import pytest

THREADS = 8

KEPT = """
import ctypes, sys, threading
from pathlib import Path
from camviewer.common.memory import share_arenas

class Heaps(ctypes.Structure):
    names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"
    _fields_ = [(name, ctypes.c_size_t) for name in names.split()]

library = ctypes.CDLL(None)
library.mallinfo2.restype = Heaps
library.malloc.restype = ctypes.c_void_p
library.free.argtypes = [ctypes.c_void_p]

def take_and_free(done):
    taken = [library.malloc(100_000) for _ in range(100)]
    for each in taken[:-1]:
        library.free(each)
    done.set()
    over.wait()

if sys.argv[1] == "shared":
    share_arenas()
before, over = library.mallinfo2().arena, threading.Event()
for _ in range(int(sys.argv[2])):  # all of them live; one after the other takes memory
    done = threading.Event()
    threading.Thread(target=take_and_free, args=[done]).start()
    done.wait()
over.set()
print((library.mallinfo2().arena - before) / 10_000_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a habit of the GNU C library")
@pytest.mark.parametrize(("way", "is_shared"), [("shared", True), ("as usual", False)])
def test_that_threads_share_their_heaps(way: str, is_shared: bool) -> None:
    told = subprocess.run(
        [sys.executable, "-c", KEPT, way, str(THREADS)], capture_output=True, text=True, check=True
    )
    assert (float(told.stdout) < THREADS / 2) is is_shared
