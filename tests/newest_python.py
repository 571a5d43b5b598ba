"""Print the newest Python of this machine that the program is for, if it is newer than this one.

Asked are `python3.N` on the path and what pyenv keeps. One is left out that does not start, or that
cannot make a virtual environment, as Debian's without `python3-venv`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

READY = "import ensurepip, sys, venv; print(sys.version_info.minor)"


def minors(project: Path) -> range:
    """N of every 3.N that a `pyproject.toml` asks for.

    Raises:
        ValueError: it asks for something else than a range of these.
    """
    asked = tomllib.loads(project.read_text("utf-8"))["project"]["requires-python"]
    found = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", asked)
    if found is None:
        raise ValueError(f"expected requires-python as >=3.11,<3.14, found {asked!r}")
    return range(int(found[1]), int(found[2]))


def candidates(minor: int) -> Iterator[Path]:
    """Where a Python 3.`minor` may be."""
    for folder in os.get_exec_path():
        yield Path(folder, f"python3.{minor}")
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(root.glob(f"versions/3.{minor}.*/bin/python3"))


def is_ready(python: Path, minor: int) -> bool:
    """Whether it starts, is that version, and can make a virtual environment."""
    try:
        done = subprocess.run(
            [python, "-I", "-c", READY], capture_output=True, text=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.split() == [str(minor)]


def newest(asked: range, own: int) -> Path | None:
    """The newest that is newer than 3.`own`, if there is one.

    Args:
        asked: N of every 3.N that may be taken.
        own: N of the one that is tested anyway.
    """
    newer = (minor for minor in reversed(asked) if minor > own)
    found = (path for minor in newer for path in candidates(minor) if is_ready(path, minor))
    return next(found, None)


if __name__ == "__main__":
    project = Path(__file__).parents[1] / "pyproject.toml"
    python = newest(minors(project), sys.version_info.minor)
    if python is not None:
        print(python)
