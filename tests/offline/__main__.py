"""Runs pytest, and the random person for a while, in a network namespace without an outside."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.offline import __doc__ as about
from tests.offline.plugin import NOTES

_NAMESPACE = ("unshare", "--net", "--map-root-user")
_WATCHING = Path(__file__).with_name("watching")
_ROOT = Path(__file__).parents[2]


def main() -> int:
    """Run; the exit code is 0 if all passed and no socket was made."""
    parser = argparse.ArgumentParser("python -m tests.offline", description=about)
    parser.add_argument("--monkey", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--seed", type=int, default=1, help="of the random person")
    options, tests = parser.parse_known_args()
    if reason := missing_namespace():
        print(f"skipped: {reason}")
        return 0
    with tempfile.TemporaryDirectory(prefix="camviewer-offline-") as folder:
        notes = Path(folder) / "sockets"
        codes = []
        if tests or not options.monkey:
            codes.append(_run(["pytest", "-p", "tests.offline.plugin", *tests], notes))
        if options.monkey:
            spoken = ["--seed", str(options.seed), "--minutes", str(options.monkey)]
            codes.append(_run(["tests.monkey", *spoken], notes))
        made = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
    print("\n".join([*made, f"sockets: {len(made)}"]))
    return int(any(codes) or bool(made))


def missing_namespace() -> str:
    """Why there can be no network namespace here; empty if there can."""
    if shutil.which(_NAMESPACE[0]) is None:
        return "unshare is not installed, or this is not Linux"
    tried = subprocess.run([*_NAMESPACE, "true"], capture_output=True, text=True)
    return tried.stderr.strip() if tried.returncode else ""


def command(module: Sequence[str]) -> list[str]:
    """What runs a module of Python without a network."""
    return [*_NAMESPACE, sys.executable, "-m", *module]


def environment(notes: Path) -> dict[str, str]:
    """In which every Python notes the sockets that it makes."""
    places = [str(_WATCHING), *filter(None, [os.environ.get("PYTHONPATH")]), str(_ROOT)]
    return os.environ | {"PYTHONPATH": os.pathsep.join(places), NOTES: str(notes)}


def _run(module: Sequence[str], notes: Path) -> int:
    return subprocess.run(command(module), env=environment(notes), cwd=_ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
