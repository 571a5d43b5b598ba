"""Has hostile files read, and prints a table of what came of it."""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Sequence

from tests.hostile import __doc__ as about
from tests.hostile import traced
from tests.hostile.catalogue import FILES
from tests.hostile.runner import Told, run

_HEADINGS = ("reader", "files", "refused", "harmless", "wrong", "longest s", "most MB")


def main() -> int:
    """Read them; the exit code is 0 if nothing went wrong."""
    parser = argparse.ArgumentParser("python -m tests.hostile", description=about)
    readers = sorted({file.reader for file in FILES})
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"out of {', '.join(readers)}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--untraced", action="store_true", help="without strace, which takes time")
    parser.add_argument("--only", default="", help="part of a file's title")
    parser.add_argument("--list", action="store_true", help="every file and what was said of it")
    options = parser.parse_args()
    if unknown := set(options.readers) - set(readers):
        parser.error(f"no reader {', '.join(sorted(unknown))}")
    chosen = [
        file
        for file in FILES
        if file.reader in (options.readers or readers) and options.only in file.title
    ]
    is_traced = traced.is_possible() and not options.untraced
    begun, told = time.monotonic(), []
    for each in run(options.seed, chosen, is_traced=is_traced):
        told.append(each)
        if options.list:
            print(f"{each.file.title}: {each.seconds:.2f} s, {each.megabytes} MB; {each.said}")
        for wrong in each.wrong:
            print(f"{each.file.title}: {wrong}", flush=True)
    print(_table(told))
    print(
        f"seed {options.seed}: {len(told)} files, {sum(bool(each.wrong) for each in told)} wrong, "
        f"in {time.monotonic() - begun:.0f} s{'' if is_traced else ', without strace'}"
    )
    return int(any(each.wrong for each in told))


def _table(told: Sequence[Told]) -> str:
    """A row for each reader, and one for all."""
    of_reader: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        of_reader[each.file.reader].append(each)
    rows = [_HEADINGS, *(_row(name, found) for name, found in of_reader.items())]
    rows.append(_row("all", told))
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADINGS))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def _row(name: str, told: Sequence[Told]) -> tuple[str, ...]:
    refused = sum(bool(each.said) for each in told)
    wrong = sum(bool(each.wrong) for each in told)
    seconds = max((each.seconds for each in told), default=0.0)
    megabytes = max((each.megabytes for each in told), default=0)
    numbers = (len(told), refused, len(told) - refused, wrong, f"{seconds:.2f}", megabytes)
    return name, *map(str, numbers)


if __name__ == "__main__":
    sys.exit(main())
