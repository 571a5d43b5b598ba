"""Runs one kind of fault, or all; the exit code is 0 if nothing went wrong."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.faults import __doc__ as about
from tests.faults import clock, damage, disk, kills, pairs
from tests.faults.saves import QUICK, SAVES

MOST_TOLD = 5
"""Things that went wrong and are told of each save; the others are counted."""

_IN_MEMORY = Path("/dev/shm")


def main() -> int:
    """Run what the command line names."""
    options = _options()
    logging.disable()
    names, seed = options.names, options.seed
    with _folder() as root:
        attempts = {
            "disk": lambda: ((name, wrong) for name in names for wrong in _disk(name, root)),
            "kills": lambda: kills.kill_all(
                [SAVES[name] for name in names], options.count, seed, root
            ),
            "pairs": lambda: pairs.run_pairs(names, options.rounds, root),
            "damage": lambda: _damage(names, options.ways, seed, root),
            "clock": lambda: (
                (name, wrong) for name in names for wrong in clock.jump_all(SAVES[name], root)
            ),
        }
        return _report(attempts[options.fault]())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.faults", description=about)
    parser.add_argument("fault", choices=("disk", "kills", "pairs", "damage", "clock"))
    parser.add_argument("names", nargs="*", metavar="NAME", help="of saves, actions or files")
    parser.add_argument("--quick", action="store_true", help="without what imports TensorFlow")
    parser.add_argument("--count", type=int, default=1000, metavar="N", help="of kills")
    parser.add_argument("--rounds", type=int, default=10, metavar="N", help="of each pair")
    parser.add_argument(
        "--ways", type=int, default=1000, metavar="N", help="of damage of each file"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args()
    others: dict[str, Iterable[str]] = {"pairs": pairs.NAMES, "damage": damage.OWN}
    known = list(others.get(options.fault, SAVES))
    if unknown := set(options.names) - set(known):
        parser.error(f"no {', '.join(sorted(unknown))} among {', '.join(known)}")
    options.names = options.names or (QUICK if options.quick and known == [*SAVES] else known)
    return options


def _disk(name: str, root: Path) -> Iterator[str]:
    yield from disk.fail_all(SAVES[name], root)
    place = root / "disk"
    place.mkdir()
    with disk.small_disk(place) as small:
        if small is not None:
            yield from disk.fill(SAVES[name], small)
    place.rmdir()


def _damage(names: Sequence[str], ways: int, seed: int, root: Path) -> Iterator[tuple[str, str]]:
    for name, taken, wrong in damage.damage_all(names, ways, seed, root):
        yield f"{name}, {taken or 'wrong'}", wrong


def _report(attempts: Iterator[tuple[str, str]]) -> int:
    """Print a table of attempts by name, and what went wrong."""
    began = time.monotonic()
    met: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    last = ""
    for name, wrong in attempts:
        what = name.partition(",")[0]
        if last not in ("", what):
            print(f"{last}: done, {met.total()} attempts so far", file=sys.stderr, flush=True)
        last = what
        met[name] += 1
        if wrong:
            failed[name] += 1
            if failed[name] <= MOST_TOLD:
                print(f"{name}: {wrong}", file=sys.stderr, flush=True)
    width = max(map(len, met), default=0)
    for name, count in met.items():
        print(f"{name:{width}} {count:6} {failed[name]:6} wrong")
    seconds = time.monotonic() - began
    print(f"{met.total()} attempts, {failed.total()} wrong, {seconds:.0f} s")
    return int(bool(failed))


@contextmanager
def _folder() -> Iterator[Path]:
    place = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="camviewer-faults-", dir=place) as name:
        yield Path(name).resolve()


if __name__ == "__main__":
    sys.exit(main())
