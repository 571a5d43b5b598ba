"""Writes the facts that the bundled pages name: ``python -m tests.lesson.facts``."""

from __future__ import annotations

import argparse
import sys

from camviewer.common.errors import UserError
from tests.lesson.facts import __doc__ as about
from tests.lesson.facts.registry import (
    FILE,
    Entry,
    named_in_pages,
    source_of,
    sources,
    write,
    written,
)


def main() -> int:
    """Compute and write; the exit code is 0 if there is a value for every name."""
    parser = argparse.ArgumentParser("python -m tests.lesson.facts", description=about)
    parser.add_argument("names", nargs="*", metavar="NAME", help="compute only facts that begin so")
    only = parser.parse_args().names
    before, names, known = written(), named_in_pages(), sources()
    found: dict[str, Entry] = {}
    for source in {each for name in names if (each := source_of(name, known))}:
        mine = {name for name in names if source_of(name, known) is source}
        wanted = not only or any(name.startswith(tuple(only)) for name in mine)
        if wanted or not mine <= before.keys():
            try:
                found |= source.entries()
            except UserError as error:  # as where MNIST is not found
                print(f"{source.name}: {error}", file=sys.stderr)
    now = before | found
    missing = sorted(names - now.keys())
    write({name: now[name] for name in names if name in now})
    print(f"{FILE}: {len(names) - len(missing)} facts")
    for name in missing:
        print(f"{name}: no function gives it", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
