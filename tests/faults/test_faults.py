"""A few faults of each kind, and that no save is forgotten."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import camviewer
from tests.faults import pairs
from tests.faults.saves import ELSEWHERE, SAVES

POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are copied")

WRITERS = {"replacing", "replacing_all", "temporary_beside", "temporary_folder_beside", "move"}
WRITERS |= {"take", "put_aside", "one_program", "make_folder", "keep_backup"}
WRITERS |= {"QSaveFile", "QFile", "QSettings", "QTemporaryFile"}
"""Functions and classes by which a file is written."""

_METHODS = {"write_text", "write_bytes", "mkdir", "touch", "mkstemp", "mkdtemp"}
_METHODS |= {"TemporaryDirectory", "NamedTemporaryFile", "TemporaryFile"}
_METHODS |= {"symlink_to", "hardlink_to", "tofile", "savez", "savez_compressed", "savetxt"}
_METHODS |= {"imwrite", "VideoWriter", "RotatingFileHandler", "FileHandler"}

FEW = {
    "disk": ["settings", "snapshot", "figure.svg"],
    "kills": ["settings", "notes", "snapshot", "deleting", "figure.svg", "--count=40"],
    "pairs": ["choices", "notes", "own samples", "document", "--rounds=1"],
    "damage": ["--ways=8"],
    "clock": ["settings", "notes", "document"],
}
"""What the command line of each kind of fault is told."""


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("fault", FEW)
def test_a_few_faults_of_each_kind(fault: str) -> None:
    command = [sys.executable, "-m", "tests.faults", fault, *FEW[fault]]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 wrong" in done.stdout.splitlines()[-1]


def test_that_every_module_that_writes_has_a_save_here() -> None:
    """All saves are failed, killed, met by jumping clocks and done by two programs at once."""
    package = Path(camviewer.__file__).parent
    writing = {
        ".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__")
        for path in package.rglob("*.py")
        if _writes(ast.parse(path.read_text("utf-8")))
    }
    covered = {module for save in SAVES.values() for module in save.covers}
    assert writing - covered == set(ELSEWHERE)


def test_that_two_programs_do_every_save_at_once() -> None:
    assert {*pairs.NAMES, *pairs.ALONE} == {*SAVES}
    assert {*pairs.ACTIONS, *pairs.ONCE, *pairs.REFUSED, *pairs.ALONE} <= {*SAVES}


def _writes(code: ast.Module) -> bool:
    return any(_is_writing(call) for call in ast.walk(code) if isinstance(call, ast.Call))


def _is_writing(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in WRITERS
    if not isinstance(call.func, ast.Attribute):
        return False
    modes = [
        each.value
        for each in call.args
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    opens = call.func.attr == "open" and any(set(mode) & set("wax") for mode in modes)
    is_database = ast.unparse(call.func) == "sqlite3.connect"
    return opens or is_database or call.func.attr in _METHODS
