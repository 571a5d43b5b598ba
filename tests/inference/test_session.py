"""The library that computes forward passes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LOADED = "from camviewer.inference.session import load_runtime; load_runtime()"


def test_that_the_library_leaves_no_files_for_telemetry(tmp_path: Path) -> None:
    places = ("HOME", "TMPDIR", "XDG_CACHE_HOME")
    environment = {**os.environ, **dict.fromkeys(places, str(tmp_path))}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    command = [sys.executable, "-B", "-c", LOADED]
    subprocess.run(command, env=environment, cwd=Path(__file__).parents[2], check=True)
    assert list(tmp_path.rglob("*")) == []
