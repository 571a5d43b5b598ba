"""Reads mutants of all formats, or of those named, and keeps the files that are findings."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz import __doc__ as about
from tests.fuzz import guided
from tests.fuzz.child import mutant
from tests.fuzz.formats import FORMATS
from tests.fuzz.runner import Finding, run


def main() -> int:
    """Fuzz; the exit code is 0 if nothing was found."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=about)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"out of {', '.join(FORMATS)}")
    parser.add_argument("--mutants", type=int, default=500, help="of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="start", help="number of the first one")
    parser.add_argument("--jobs", type=int, default=2, help="formats at a time")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for the files found")
    parser.add_argument("--guided", action="store_true", help="by what they reach, with atheris")
    options = parser.parse_args()
    names = options.formats or list(FORMATS)
    if unknown := set(names) - set(FORMATS):
        parser.error(f"no format {', '.join(sorted(unknown))}")
    if options.guided and not guided.is_possible():
        print(guided.MISSING, file=sys.stderr)
        return 2
    if options.guided:
        return int(sum(guided.run(name, options.mutants, options.seed) for name in names) > 0)
    names = [name for name in names if _is_installed(name)]
    start, stop = options.start, options.start + options.mutants

    def fuzz(name: str) -> list[Finding]:
        begun, found = time.monotonic(), []
        for finding in run(options.seed, [(name, start, stop)]):
            found.append(finding)
            print(f"{name} {finding.number}: {finding.what}", flush=True)
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                kept = options.keep / f"{name}-{options.seed}-{finding.number}"
                kept.write_bytes(mutant(name, options.seed, finding.number))
        print(
            f"{name}: {options.mutants} mutants, {time.monotonic() - begun:.0f} s", file=sys.stderr
        )
        return found

    with ThreadPoolExecutor(options.jobs) as pool:
        found = Counter(finding.format for each in pool.map(fuzz, names) for finding in each)
    print(f"{options.mutants * len(names)} mutants, {found.total()} findings {dict(found) or ''}")
    return int(bool(found))


def _is_installed(name: str) -> bool:
    """Whether what writes good files of a format is there; told if it is not."""
    is_there = bool(FORMATS[name].good())
    if not is_there:
        print(f"{name}: no good files, what writes them is not installed", file=sys.stderr)
    return is_there


if __name__ == "__main__":
    sys.exit(main())
