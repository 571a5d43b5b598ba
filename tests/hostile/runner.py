"""Writes hostile files, has them read in a process of their own, and gathers what came of each."""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.fuzz.runner import lines
from tests.hostile import traced
from tests.hostile.hostile_file import HostileFile, Trap
from tests.hostile.readers import READERS


@dataclass(frozen=True)
class Told:
    """What came of reading a hostile file.

    Attributes:
        file: which one.
        seconds: of computing.
        megabytes: by which memory grew at its highest.
        wrong: whatever should not have been; empty if all is well.
        said: the sentence with which it was refused; empty if it was not.
    """

    file: HostileFile
    seconds: float
    megabytes: int
    wrong: tuple[str, ...]
    said: str


def run(seed: int, files: Sequence[HostileFile], *, is_traced: bool = False) -> Iterator[Told]:
    """Write all files, then read each.

    Args:
        seed: of what is by chance in them.
        files: which ones.
        is_traced: whether calls to the system are watched too, which takes twice as long.
    """
    with tempfile.TemporaryDirectory(prefix="camviewer-hostile-") as name:
        folder = Path(name).resolve()
        trap = Trap(folder / "outside", random.Random(seed))
        trap.set()
        paths = [_written(seed, each, folder / str(at), trap) for at, each in enumerate(files)]
        trap.set()
        trace = folder / "trace" if is_traced else None
        # Checkpoints come last: with them TensorFlow is loaded.
        left = deque(sorted(range(len(files)), key=lambda at: files[at].reader == "checkpoint"))
        told: Iterator[Told] = _all(files, paths, left, trap, trace)
        if trace is None:
            yield from told
            return
        read = [*told]
        calls = traced.wrong_calls(trace, paths)
        for each in read:
            more = calls.get(str(files.index(each.file)), ())
            yield replace(each, wrong=(*each.wrong, *more))


def _all(
    files: Sequence[HostileFile],
    paths: Sequence[Path],
    left: deque[int],
    trap: Trap,
    trace: Path | None,
) -> Iterator[Told]:
    """Have files read; after a process that ends comes another one for those that are left."""
    while left:
        yield from _read(files, paths, left, trap, trace)


def _written(seed: int, file: HostileFile, folder: Path, trap: Trap) -> Path:
    """Write a file into a folder of its own."""
    folder.mkdir()
    path = folder / READERS[file.reader].name
    file.write(path, Trap(trap.folder, random.Random(f"{file.title} {seed}")))
    return path


def _read(
    files: Sequence[HostileFile],
    paths: Sequence[Path],
    left: deque[int],
    trap: Trap,
    trace: Path | None,
) -> Iterator[Told]:
    """Have files read by one process, those of which it tells taken from the list."""
    listed = trap.folder.with_name("list")
    listed.write_text("\n".join(_entry(at, files[at], paths[at]) for at in left), "utf-8")
    command = [sys.executable, "-m", "tests.hostile.child", str(listed), str(trap.folder)]
    if trace is not None:
        command = [*traced.COMMAND, str(trace), *command]
    begun, is_done = None, False
    for told in lines(command):
        if is_done := "done" in told:
            continue  # whoever watches has to write what was seen
        if "reader" in told:
            continue  # a good file is read first
        begun = int(str(told["number"]))
        if "seconds" in told:
            left.remove(begun)
            yield _told(files[begun], told)
            begun = None
    if is_done:
        return
    if begun is None:
        raise RuntimeError(f"{' '.join(command)} does not start")
    left.remove(begun)
    yield Told(files[begun], 0.0, 0, ("the process ended or hung",), "")


def _entry(at: int, file: HostileFile, path: Path) -> str:
    entry = {"number": at, "reader": file.reader, "path": os.fspath(path)}
    return json.dumps(entry | {"is_refused": file.is_refused})


def _told(file: HostileFile, told: dict[str, object]) -> Told:
    wrong, seconds = told["wrong"], float(str(told["seconds"]))
    assert isinstance(wrong, list)
    return Told(file, seconds, int(str(told["megabytes"])), tuple(wrong), str(told["said"]))
