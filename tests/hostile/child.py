"""Reads hostile files: ``python -m tests.hostile.child LIST TRAP``, as `runner` asks.

Of each file a line of JSON is printed before it is read and one after it, so that whoever watches
knows which one ended the process or takes too long.
"""

from __future__ import annotations

import gc
import json
import os
import random
import resource
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.fuzz.child import LIMIT
from tests.hostile.hostile_file import Trap
from tests.hostile.watch import Meter, Watch


def reading(
    watch: Watch, reader: str, path: Path, trap: Trap, *, is_refused: bool
) -> dict[str, object]:
    """What comes of reading a hostile file: ``seconds``, ``megabytes``, and ``wrong`` if any is."""
    from camviewer.common.errors import UserError
    from tests.hostile.readers import LIMITS, READERS

    if reader in ("keras", "hdf5"):
        _warm_up()
    gc.collect()
    meter = Meter()
    _announce(path)
    home = Path(os.environ["CAMVIEWER_HOME"])
    error = watch.during(lambda: READERS[reader].read(path), path.parent, home)
    _announce(path, "end")
    seconds, growth = meter.seconds(), meter.growth()
    wrong = [*watch.seen, *trap.sprung()]
    if error is not None and not isinstance(error, UserError):
        wrong.append(f"{type(error).__name__}: {error}"[:300])
    if error is None and is_refused:
        wrong.append("it was not refused")
    if seconds > LIMITS.seconds:
        wrong.append(f"{seconds:.1f} s")
    if growth > LIMITS.growth:
        wrong.append(f"{growth / 1e6:.0f} MB")
    if trap.sprung():
        trap.set()
    told = {"seconds": round(seconds, 3), "megabytes": round(growth / 1e6), "wrong": wrong}
    return told | {"said": str(error)[:300] if error is not None else ""}


def _announce(path: Path, end: str = "begin") -> None:
    """Ask the system for what is not there, which `traced` finds among all calls."""
    os.path.exists(f"/hostile-{end}/{path.parent.name}")  # noqa: PTH110


def _warm_up() -> None:
    """Have the process ready that rehearses HDF5 files: to start it is no file's cost.

    It ends by itself when it has not been asked for a while, so it is asked now.
    """
    from camviewer.networks.formats import hdf5_rehearsal

    hdf5_rehearsal.comes_through(Path("warm"), random.randbytes(8))


def main() -> None:
    """Read the files of a list."""

    files = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    trap = Trap(Path(sys.argv[2]), random.Random(0))
    sys.path.append(str(trap.folder))
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    watch = Watch()
    watch.begin_for_good()
    with tempfile.TemporaryDirectory(prefix="camviewer-hostile-") as home:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["CAMVIEWER_HOME"] = str(Path(home) / "home")
        warmed: set[str] = set()
        for each in files:
            reader = each["reader"]
            if reader not in warmed:  # what is imported with the first file is no file's cost
                warmed.add(reader)
                print(json.dumps({"reader": reader}), flush=True)
                _read_good(reader, Path(home) / "good" / reader)
                gc.collect()
                gc.freeze()  # what was imported need not be looked through before each file
            print(json.dumps({"number": each["number"]}), flush=True)
            told = reading(watch, reader, Path(each["path"]), trap, is_refused=each["is_refused"])
            print(json.dumps({"number": each["number"], **told}), flush=True)
    print(json.dumps({"done": True}), flush=True)


def _read_good(reader: str, folder: Path) -> None:
    """Read a good file, and a bad one, as the reader does."""
    from camviewer.common.errors import UserError
    from tests.hostile.readers import READERS

    folder.mkdir(parents=True)
    path = folder / READERS[reader].name
    for good in READERS[reader].good()[:1]:
        for content in (good, good[:-100], bytes(5000)):
            path.write_bytes(content)
            with suppress(UserError):
                READERS[reader].read(path)


if __name__ == "__main__":
    main()
