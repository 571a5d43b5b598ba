"""Temporary files of a process that was killed are removed; of one that runs, never."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from camviewer.common import temporaries
from camviewer.common.files import replacing
from camviewer.common.temporaries import remove_left_beside, remove_left_in, temporary_beside

POSIX = pytest.mark.skipif(os.name != "posix", reason="other systems cannot be asked for a process")

WRITER = """
import sys
from pathlib import Path
from camviewer.common.files import replacing
with replacing(Path(sys.argv[1]), what="the numbers") as temporary:
    temporary.write_bytes(b"half")
    print(temporary.name, flush=True)
    sys.stdin.read()
"""

Begin = Callable[[Path], "subprocess.Popen[str]"]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Starts a process that is writing a file; all are killed at the end."""
    started = []

    def start(path: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, path],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().startswith(f".{path.stem}-")
        return process

    yield start
    for process in started:
        kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@POSIX
def test_that_what_a_kill_has_left_is_removed_at_the_next_start(
    tmp_path: Path, begin: Begin
) -> None:
    for name in ("settings.json", "deeper/숫자 [7].npz", "no ending"):
        killed = begin(tmp_path / name)
        kill(killed)
    running = begin(tmp_path / "models.keras")
    before = names(tmp_path)
    assert len(before) == 4
    remove_left_in(tmp_path)
    (left,) = names(tmp_path)
    assert left in before
    assert left.startswith(".models-")
    kill(running)
    remove_left_in(tmp_path)
    assert names(tmp_path) == []


@POSIX
def test_that_what_a_kill_has_left_is_removed_when_the_file_is_next_written(
    tmp_path: Path, begin: Begin
) -> None:
    kill(begin(tmp_path / "figure.png"))
    kill(begin(tmp_path / "other.png"))
    begin(tmp_path / "figure.png")
    (other,) = (name for name in names(tmp_path) if name.startswith(".other-"))
    with replacing(tmp_path / "figure.png", what="the figure") as temporary:
        temporary.write_bytes(b"new")
    left = names(tmp_path)
    assert len(left) == 3, "one is of another file, one is being written"
    assert {other, "figure.png"} < set(left)
    with replacing(tmp_path / "figure", what="another file") as temporary:
        temporary.write_bytes(b"new")
    assert {*left, "figure"} == set(names(tmp_path))


def test_that_what_this_process_writes_stays(tmp_path: Path) -> None:
    with temporary_beside(tmp_path / "a.txt") as temporary:
        remove_left_in(tmp_path)
        remove_left_beside(tmp_path / "a.txt")
        assert names(tmp_path) == [temporary.name]
    assert names(tmp_path) == []


def test_that_what_an_earlier_process_of_the_same_number_wrote_is_removed(tmp_path: Path) -> None:
    with temporary_beside(tmp_path / "a.txt") as temporary:
        pass
    temporary.touch()
    remove_left_in(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("is_elsewhere", [True, False])
def test_that_one_whose_process_cannot_be_asked_for_is_left_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_elsewhere: bool
) -> None:
    """On another computer that shares the folder, or on a system that does not tell."""
    with temporary_beside(tmp_path / "a.txt") as made:
        name = made.name
    if is_elsewhere:
        monkeypatch.setattr(temporaries, "computer", lambda: "00000000")
    else:
        monkeypatch.setattr(os, "getpid", lambda: 0)
        monkeypatch.setattr(temporaries, "runs", lambda _: None)
    file = tmp_path / name
    file.touch()
    remove_left_in(tmp_path)
    assert names(tmp_path) == [name]
    written = file.stat().st_mtime - temporaries.AGE - 60
    os.utime(file, (written, written))
    remove_left_in(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "figure.png",
        ".figure.png",
        ".figure-1.png",
        ".figure-0123abcd-99.png",
        "figure-0123abcd-99-abcdefgh.png",
        ".figure-0123abcd-99-abcdefgh.png.txt",
        ".figure-0123abcd-x-abcdefgh.png",
    ],
)
def test_that_a_persons_own_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(temporaries, "AGE", -1)
    (tmp_path / name).touch()
    remove_left_in(tmp_path)
    remove_left_beside(tmp_path / "figure.png")
    assert names(tmp_path) == [name]


def test_that_folders_that_are_not_there_are_no_trouble(tmp_path: Path) -> None:
    remove_left_in(tmp_path / "none")
    remove_left_beside(tmp_path / "none" / "a.txt")


@POSIX
def test_that_one_that_cannot_be_removed_stays_and_nothing_else_does(
    tmp_path: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill(begin(tmp_path / "a.txt"))
    kill(begin(tmp_path / "b.txt"))
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name.startswith(".a-"):
            raise PermissionError
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    remove_left_in(tmp_path)
    (left,) = names(tmp_path)
    assert left.startswith(".a-")


def test_that_a_process_that_ends_takes_what_it_is_writing_with_it(tmp_path: Path) -> None:
    with temporary_beside(tmp_path / "figure.pdf"):
        temporaries.remove_own()
        assert names(tmp_path) == []
