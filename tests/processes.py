"""Pieces of the program in processes of their own, to see what they load or do without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

PATIENCE = 120
"""Seconds after which a process hangs."""


def run(*arguments: str, missing: str = "", stubs: Path | None = None) -> Done:
    """Run Python with these arguments.

    Args:
        arguments: of the interpreter.
        missing: a package that cannot be imported.
        stubs: an empty folder for that package.
    """
    places = [str(ROOT)]
    if stubs is not None:
        package = stubs / missing
        package.mkdir()
        (package / "__init__.py").write_text('raise ImportError("libnone.so: no such file")\n')
        places.insert(0, str(stubs))
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


Done = subprocess.CompletedProcess[str]
