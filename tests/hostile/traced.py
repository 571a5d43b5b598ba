"""What processes ask of the system while they read files, as strace tells.

Native code opens files and sockets without telling Python. The child asks for what is not there
before and after each file, so that the calls in between are those of reading it; whatever the
process for HDF5 files does meanwhile is among them.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.hostile.hostile_file import is_trusted

_CALLS = "open,openat,creat,stat,newfstatat,access,socket,connect,execve,unlink,unlinkat,rename"
COMMAND: tuple[str, ...] = (
    "strace",
    "-f",
    "-qq",
    "--seccomp-bpf",
    "-e",
    f"trace={_CALLS}",
    "-e",
    "signal=none",
)
COMMAND += ("-A", "-o")
"""Before the file for the calls and what is to be watched."""

_MARKER = re.compile(r'"/hostile-(begin|end)/(\d+)"')
_OPENED = re.compile(r'^\d+ +(?:open|openat|creat|unlink|unlinkat|rename)\(.*?"([^"]*)"')
_REFUSED = ("socket(", "connect(", "execve(")
_REHEARSAL = "hdf5_rehearsal_child.py"


def is_possible() -> bool:
    """Whether strace is installed."""
    return shutil.which(COMMAND[0]) is not None


def wrong_calls(trace: Path, paths: Sequence[Path]) -> Mapping[str, Sequence[str]]:
    """Calls that reading a file should not have made, by the file's number."""
    found: dict[str, list[str]] = defaultdict(list)
    reading = ""
    with trace.open(encoding="utf-8", errors="replace") as calls:
        for call in calls:
            if marker := _MARKER.search(call):
                reading = marker[2] if marker[1] == "begin" else ""
            elif reading and _is_wrong(call, paths[int(reading)].parent):
                found[reading].append(call.strip()[:200])
    return found


def _is_wrong(call: str, own: Path) -> bool:
    if any(each in call for each in _REFUSED):
        return _REHEARSAL not in call and "unfinished" not in call
    if "<unfinished" in call and "open" not in call:
        return False
    path = _OPENED.match(call)
    if path is None:
        return False
    home = "/camviewer-hostile-"
    return not (is_trusted(path[1]) or path[1].startswith(str(own)) or _is_home(path[1], home))


def _is_home(path: str, prefix: str) -> bool:
    """Whether a path is of the home that the child has made for the program."""
    return prefix in path and "/home" in path
