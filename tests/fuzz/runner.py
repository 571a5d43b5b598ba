"""Watches processes that read mutants: none may end early or take long."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

PATIENCE = 60.0
"""Seconds without a word after which a process is taken to hang, on however busy a machine."""

Span = tuple[str, int, int]
"""A format, the number of its first mutant, and that behind the last one."""


@dataclass(frozen=True)
class Finding:
    """A mutant that was not simply read or refused, and what came of it."""

    format: str
    number: int
    what: str


def run(seed: int, spans: Sequence[Span]) -> Iterator[Finding]:
    """Read mutants in one process; after one that ends comes another, for those that are left."""
    left = deque(spans)
    while left:
        name, last = left[0][0], left[0][1] - 1
        words = [str(word) for span in left for word in span]
        command = [sys.executable, "-m", "tests.fuzz.child", str(seed), *words]
        for told in lines(command):
            if "done" in told:
                return
            name, last = str(told["format"]), int(str(told["number"]))
            what = [f"{key}: {told[key]}" for key in told if key not in ("format", "number")]
            if what:
                yield Finding(name, last, "\n".join(what))
        yield Finding(name, last, "the process ended or hung")
        while left[0][0] != name:
            left.popleft()
        _, _, stop = left.popleft()
        if last + 1 < stop:
            left.appendleft((name, last + 1, stop))


def lines(command: Sequence[str]) -> Iterator[dict[str, object]]:
    """The lines of JSON that a process prints, until it ends or hangs; it is ended afterwards."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        words: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=_pass_on, args=(child.stdout, words), daemon=True).start()
        try:
            while line := words.get(timeout=PATIENCE):
                yield json.loads(line)
            child.wait(PATIENCE)
        except (queue.Empty, subprocess.TimeoutExpired):
            return
        finally:
            child.kill()


def _pass_on(stream: IO[str], words: queue.SimpleQueue[str]) -> None:
    for line in stream:
        words.put(line)
    words.put("")
