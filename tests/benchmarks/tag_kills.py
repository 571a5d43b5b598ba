"""Kills a process that annotates again and again: ``python -m tests.benchmarks.tag_kills``.

A process adds tags, removes them and sets texts, and tells each when the call has returned; it is
killed (SIGKILL) at a random moment, and the next one goes on. After each kill the database must
hold exactly what was told, or that and the change which was being made.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.annotations import TAGS, Annotation, AnnotationDatabase

DIGITS = 40
MAX_LENGTH = 0.15
"""Seconds of noting after which it is killed at the latest."""


@dataclass(frozen=True)
class Change:
    """One call: of `add_tag`, `remove_tag`, `set_text` or `decide`."""

    method: str
    sample: str
    what: str | int


def change(number: int) -> Change:
    """The change of that number, the same one in every process."""
    chosen = random.Random(number)
    sample = f"sample {chosen.randrange(DIGITS)}"
    method = chosen.choice(("add_tag", "add_tag", "remove_tag", "set_text", "decide"))
    if method == "decide":
        return Change(method, sample, chosen.randrange(UNDECIDED, 10))
    text = chosen.choice(("", f"note {number}", "ㅋ" * chosen.randrange(2000)))
    return Change(method, sample, text if method == "set_text" else chosen.choice(TAGS))


def states() -> Iterator[dict[str, Annotation]]:
    """What all annotations are before the first change, after it, and so on."""
    annotations: dict[str, Annotation] = {}
    number = 0
    while True:
        yield dict(annotations)
        made = change(number)
        before = annotations.pop(made.sample, Annotation())
        if isinstance(made.what, int):
            after = replace(before, decided=made.what)
        elif made.method == "set_text":
            after = replace(before, text=made.what)
        elif made.method == "add_tag":
            after = replace(before, tags=before.tags | {made.what})
        else:
            after = replace(before, tags=before.tags - {made.what})
        if after != Annotation():
            annotations[made.sample] = after
        number += 1


def annotation(path: Path, first: int) -> None:
    """Make one change after the other for ever, telling each that is made."""
    book = AnnotationDatabase(path)
    print("ready", flush=True)
    number = first
    while True:
        made = change(number)
        getattr(book, made.method)(made.sample, made.what)
        number += 1
        os.write(1, f"{number}\n".encode())


def sit(path: Path, first: int, kill_after: float) -> int:
    """Note in a process of its own, which is killed; how many changes it told of, all in all."""
    call = [sys.executable, "-m", "tests.benchmarks.tag_kills", "--note", str(path), str(first)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        if process.stdout.readline() != "ready\n":
            raise RuntimeError("expected a process that notes, found one that failed")
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
        else:
            raise RuntimeError("expected a process that goes on for ever, found one that ended")
        # A line that was cut off by the kill was not told.
        told = [line for line in process.stdout if line.endswith("\n")]
    return int(told[-1]) if told else first


def survive(path: Path, kills: int, seed: int = 0) -> tuple[int, str]:
    """Kill so often; the number of changes that were made, and what went wrong, if anything."""
    snapshots = random.Random(seed)
    expected = states()
    done = 0
    state = next(expected)
    for kill in range(1, kills + 1):
        told = sit(path, done, snapshots.uniform(0, MAX_LENGTH))
        for _ in range(told - done):
            state = next(expected)
        done = told
        book = AnnotationDatabase(path)
        found = book.all()
        book.close()
        if book.trouble:
            return done, f"kill {kill}: {book.trouble}"
        if found == state:
            continue
        state = next(expected)  # made, but killed before it was told
        done += 1
        if found != state:
            return done, f"kill {kill}: other notes than those made"
    return done, ""


def main() -> int:
    """Run; the exit code is 0 if nothing was lost or damaged, else 1."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks.tag_kills", description=__doc__)
    parser.add_argument("--count", type=int, default=200, metavar="N", help="default: 200")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the moments")
    parser.add_argument("--note", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.note:
        annotation(Path(options.note[0]), int(options.note[1]))
    with tempfile.TemporaryDirectory(prefix="camviewer-tags-") as folder:
        done, wrong = survive(Path(folder) / "notes.sqlite", options.count, options.seed)
    print(f"{options.count} kills in {done} changes: {wrong or 'nothing lost'}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
