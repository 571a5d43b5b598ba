"""Measures figures one after the other, each in a fresh process, and prints them."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from camviewer.common.paths import home
from camviewer.common.registry import modules_in
from tests.benchmarks import __doc__ as about
from tests.benchmarks import figures
from tests.benchmarks.records import MissingError, Record, table


def main() -> int:
    """Run; the exit code is 0 if every figure keeps its limit, else 1."""
    known = modules_in(figures, "measure")
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=about)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"out of {', '.join(known)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    for module in known.values():
        if hasattr(module, "add_arguments"):
            module.add_arguments(parser)
    options = parser.parse_args()
    if unknown := set(options.names) - set(known):
        parser.error(f"expected names out of {', '.join(known)}, found {', '.join(unknown)}")
    records = []
    with tempfile.TemporaryDirectory(prefix="camviewer-benchmark-") as folder:
        _prepare(folder)
        for name in options.names or known:
            print(f"{time.strftime('%H:%M:%S')} {name} ...", file=sys.stderr, flush=True)
            records += _measured(name, known[name].measure, options)
    print(table(records))
    if options.json:
        options.json.write_text(json.dumps(_document(records), indent=2) + "\n", encoding="utf-8")
    return int(any(record.ok is False for record in records))


def _prepare(folder: str) -> None:
    """For all processes to come: nobody's settings, no messages, no screen unless one is chosen."""
    downloaded = home() / "datasets"
    os.environ.setdefault("CAMVIEWER_DATA", str(downloaded))
    os.environ["CAMVIEWER_HOME"] = folder
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # As on a person's computer, where a start finds the modules compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _measured(
    name: str,
    measure: Callable[[argparse.Namespace], list[Record]],
    options: argparse.Namespace,
) -> list[Record]:
    """What a figure's module finds, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(measure, options).result()
        except MissingError as missing:
            return [Record(name, trouble=str(missing))]
        except Exception as error:  # the other figures are measured all the same
            traceback.print_exception(error)
            return [Record(name, ok=False, trouble=f"{type(error).__name__}: {error}")]


def _document(records: list[Record]) -> dict[str, object]:
    return {
        "date": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "machine": f"{platform.platform()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "screen": os.environ["QT_QPA_PLATFORM"],
        "figures": [asdict(record) for record in records],
    }


if __name__ == "__main__":
    sys.exit(main())
