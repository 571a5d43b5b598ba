"""Hostile files are refused or harmless, and what they would do is noticed."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile import traced
from tests.hostile.hostile_file import HostileFile, Trap
from tests.hostile.readers import READERS
from tests.hostile.runner import run

SEED = 2026
EVERY = 10
"""One of so many files is read here; ``python -m tests.hostile`` reads all."""


@pytest.fixture(scope="module")
def files() -> tuple[HostileFile, ...]:
    """All files; most of them are packed when they are imported, which takes seconds."""
    from tests.hostile.catalogue import FILES

    return FILES


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory and children are told by Linux")
def test_that_some_hostile_files_of_each_kind_do_no_harm(files: tuple[HostileFile, ...]) -> None:
    others = [file for file in files if file.reader != "checkpoint"]  # these load TensorFlow
    chosen = random.Random(SEED).sample(others, len(others) // EVERY)
    assert {each.file.title: each.wrong for each in run(SEED, chosen) if each.wrong} == {}


def test_that_there_are_as_many_as_promised(files: tuple[HostileFile, ...]) -> None:
    assert sum(file.is_refused for file in files if file.is_model) >= 150
    assert sum(file.is_refused for file in files if not file.is_model) >= 50
    assert len({file.title for file in files}) == len(files)


def test_that_every_reader_has_hostile_files(files: tuple[HostileFile, ...]) -> None:
    assert {file.reader for file in files} == {
        name
        for name in READERS
        if READERS[name].good() and name != "page"  # read as a lesson
    }


# What is noticed

IN_A_PROCESS = """
import sys
from pathlib import Path
from tests.hostile.watch import Watch
watch = Watch()
watch.begin_for_good()
watch.during(lambda: exec(compile(sys.argv[1], "hostile", "exec")), Path(sys.argv[2]))
print(*(each.split()[0] for each in watch.seen))
"""


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("open('/etc/hostname').close()", "open"),
        ("import os; os.listdir('/')", "os.listdir"),
        ("import os; os.system('true')", "os.system"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("import socket; socket.socket().close()", "socket.__new__"),
        ("import pickle; pickle.loads(b'cos\\nsystem\\n.')", "pickle.find_class"),
        ("import sqlite3; sqlite3.connect('/hostile')", "sqlite3.connect"),
        ("eval('1 + 1')", "compile"),
        ("pass", "exec"),
    ],
)
def test_that_the_watch_notices(code: str, event: str, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS, code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert event in told.stdout.split()


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    laid = Trap(tmp_path / "outside", random.Random(1))
    laid.set()
    return laid


@pytest.mark.parametrize(
    ("spring", "told"),
    [
        (lambda trap: exec(trap.code), "code-was-run was made"),
        (lambda trap: trap.secret.write_bytes(b""), "secret was changed"),
        (lambda trap: trap.secret.unlink(), "secret was changed"),
    ],
)
def test_that_the_trap_tells(trap: Trap, spring: Callable[[Trap], object], told: str) -> None:
    assert trap.sprung() == []
    spring(trap)
    assert trap.sprung() == [told]
    trap.set()
    assert trap.sprung() == []


def test_that_calls_to_the_system_are_told_of_the_file_that_was_read(tmp_path: Path) -> None:
    trace, path = tmp_path / "trace", tmp_path / "0" / "network.h5"
    trace.write_text(
        '7 openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3\n'
        '7 newfstatat(AT_FDCWD, "/hostile-begin/0", 0x7) = -1\n'
        f'7 openat(AT_FDCWD, "{path}", O_RDONLY) = 3\n'
        '8 openat(AT_FDCWD, "/etc/shadow", O_RDONLY) = 3\n'
        "8 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3\n"
        '7 newfstatat(AT_FDCWD, "/hostile-end/0", 0x7) = -1\n'
        '7 openat(AT_FDCWD, "/etc/group", O_RDONLY) = 3\n'
    )
    (calls,) = traced.wrong_calls(trace, [path]).values()
    assert [each.split("(")[0] for each in calls] == ["8 openat", "8 socket"]
