"""Reads mutants: ``python -m tests.fuzz.child SEED FORMAT START STOP [FORMAT START STOP …]``.

Of each mutant a line of JSON is printed before it is read, and one after it if there is something
to tell; so whoever watches knows which one ended the process or takes too long.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

MAX_SECONDS = 2.0
MAX_GROWTH = 300_000_000
"""Bytes by which the memory of the process may grow at its highest."""

LIMIT = 6_000_000_000
"""Bytes of address space beyond which memory is refused: the machine is to go on."""


def mutant(name: str, seed: int, number: int) -> bytes:
    """Mutant `number` of a format, always the same one for a seed."""
    from tests.fuzz.mutations import mutated

    good = good_files(name)
    chance = random.Random(f"{name} {seed} {number}")
    return mutated(chance.choice(good), chance)


def good_files(name: str) -> list[bytes]:
    """Contents of good files of a format, made once."""
    from tests.fuzz.formats import FORMATS

    if name not in _good:
        _good[name] = FORMATS[name].good()
    return _good[name]


_good: dict[str, list[bytes]] = {}


def reading(name: str, content: bytes, folder: Path) -> dict[str, object]:
    """What comes of reading a file: empty if all is well."""
    from camviewer.common.errors import UserError
    from tests.fuzz.formats import FORMATS

    path = folder / FORMATS[name].name
    path.write_bytes(content)
    before, start = _peak(), time.process_time()
    told: dict[str, object] = {}
    try:
        FORMATS[name].read(path)
    except UserError:
        pass
    except BaseException as error:
        told["error"] = "".join(traceback.format_exception(error))[-3000:]
    seconds, growth = time.process_time() - start, _peak() - before
    if seconds > MAX_SECONDS:
        told["seconds"] = round(seconds, 1)
    if growth > MAX_GROWTH:
        told["megabytes"] = round(growth / 1e6)
    return told


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Read the mutants that the command line names."""
    seed, words = int(sys.argv[1]), sys.argv[2:]
    spans = zip(words[::3], map(int, words[1::3]), map(int, words[2::3]), strict=True)
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    with tempfile.TemporaryDirectory(prefix="camviewer-fuzz-") as home:
        os.environ["CAMVIEWER_HOME"] = str(Path(home) / "home")
        warnings.simplefilter("error", ResourceWarning)
        warmed = ""
        for name, number in ((name, each) for name, *span in spans for each in range(*span)):
            if name != warmed:  # what is imported when the first file is read is not its cost
                with tempfile.TemporaryDirectory(dir=home) as folder:
                    reading(name, good_files(name)[0], Path(folder))
                warmed = name
            content = mutant(name, seed, number)
            which = {"format": name, "number": number}
            print(json.dumps(which), flush=True)
            with tempfile.TemporaryDirectory(dir=home) as folder:
                if told := reading(name, content, Path(folder)):
                    print(json.dumps({**which, **told}), flush=True)
    print(json.dumps({"done": True}), flush=True)


if __name__ == "__main__":
    main()
