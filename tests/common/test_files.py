"""Files: written whole or not at all, and nothing that is opened can hang."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest

from camviewer.common.errors import FileError
from camviewer.common.files import (
    TakenError,
    check_regular,
    make_folder,
    move,
    read_bytes,
    reason,
    replacing,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs pipes and permissions of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(path: Path, content: bytes = b"new") -> None:
    with replacing(path, what="the numbers") as temporary:
        temporary.write_bytes(content)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.npz"
    path.write_bytes(b"old")
    return path


def test_that_a_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "숫자 7.npz")
    assert names(tmp_path) == ["숫자 7.npz"]
    assert (tmp_path / "숫자 7.npz").read_bytes() == b"new"


def test_that_a_file_is_replaced(old: Path) -> None:
    write(old)
    assert old.read_bytes() == b"new"
    assert names(old.parent) == ["old.npz"]


def test_that_the_old_file_stands_until_the_block_ends(old: Path) -> None:
    with replacing(old, what="it") as temporary:
        temporary.write_bytes(b"ne")
        assert old.read_bytes() == b"old"
        assert temporary.parent == old.parent
        assert temporary.suffix == ".npz"
    assert old.read_bytes() == b"ne"


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_that_a_failure_inside_leaves_the_old_file_and_is_passed_on(
    old: Path, kind: type[BaseException]
) -> None:
    def fail() -> None:
        with replacing(old, what="it") as temporary:
            temporary.write_bytes(b"half")
            raise kind("broken")

    with pytest.raises(kind, match="broken"):
        fail()
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["old.npz"]


def test_that_a_full_disk_while_writing_leaves_the_old_file(old: Path) -> None:
    def fail() -> None:
        with replacing(old, what="the numbers") as temporary:
            temporary.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(
        FileError,
        match=r"old.npz cannot be written: the disk is full. Needed: .* write the numbers to",
    ):
        fail()
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["old.npz"]


def test_that_a_full_disk_at_the_last_snapshot_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="the disk is full"):
        write(old)
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["old.npz"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_that_a_disk_that_is_really_full_is_told(old: Path) -> None:
    def fail() -> None:
        with replacing(old, what="it") as temporary:
            temporary.unlink()
            temporary.symlink_to("/dev/full")
            temporary.write_bytes(b"new")

    with pytest.raises(FileError, match="the disk is full"):
        fail()
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["old.npz"]


def test_that_a_read_only_folder_is_told(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", denied)
    with pytest.raises(FileError, match="cannot be written: permission was denied"):
        write(old)
    assert old.read_bytes() == b"old"


def test_that_a_write_protected_file_is_not_replaced(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.chmod(0o444)
    if os.access(old, os.W_OK):  # to root everything is allowed
        monkeypatch.setattr(os, "access", lambda path, mode: not (path == old and mode == os.W_OK))
    with pytest.raises(FileError, match="write-protected"):
        write(old)
    assert old.read_bytes() == b"old"
    assert names(old.parent) == ["old.npz"]


def test_that_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"cannot be written: it is a folder. Add a file name"):
        write(tmp_path)
    assert names(tmp_path) == []


def test_that_a_missing_folder_is_made(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "c.csv")
    assert (tmp_path / "a" / "b" / "c.csv").read_bytes() == b"new"


def test_that_a_file_in_the_way_of_a_folder_is_told(old: Path) -> None:
    with pytest.raises(FileError, match="cannot be written: "):
        write(old / "c.csv")
    assert old.read_bytes() == b"old"


def test_that_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written: its name is too long"):
        write(tmp_path / ("n" * 300 + ".npz"))
    assert names(tmp_path) == []


@POSIX
def test_that_a_pipe_is_neither_replaced_nor_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileError, match="cannot be written: it is a pipe or a device"):
        write(pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert names(tmp_path) == ["pipe"]


@POSIX
def test_that_rights_stay_and_new_files_have_the_usual_ones(old: Path) -> None:
    old.chmod(0o640)
    usual = os.umask(0o027)
    try:
        write(old)
        write(old.with_name("new.npz"))
    finally:
        os.umask(usual)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(old.with_name("new.npz").stat().st_mode) == 0o640
    assert os.umask(usual) == usual


def test_that_a_regular_file_is_taken(old: Path) -> None:
    assert check_regular(str(old), expected="x") == old


@POSIX
@pytest.mark.parametrize(
    "kind", ["missing", "folder", "empty", "pipe", "nul", "half a letter", "below a file"]
)
def test_that_everything_else_is_told_and_nothing_hangs(old: Path, kind: str) -> None:
    path, found = {
        "missing": (old.with_name("none"), "there is no file of that name"),
        "folder": (old.parent, "it is a folder"),
        "empty": (old.with_name("empty"), "it is an empty file (0 bytes)"),
        "pipe": (old.with_name("pipe"), "it is a pipe or a device"),
        "nul": (Path("a\0b"), "a file cannot have this name"),
        "half a letter": (Path("a\ud800b"), "a file cannot have this name"),
        "below a file": (old / "x", "there is no file of that name"),
    }[kind]
    old.with_name("empty").touch()
    os.mkfifo(old.with_name("pipe"))
    with pytest.raises(FileError) as caught:
        read_bytes(path, expected="a picture", at_most=10)
    assert f"{path} cannot be used: {found}. Needed: a picture" in str(caught.value)
    assert (kind in ("missing", "below a file")) == str(caught.value).endswith(
        " Check the spelling."
    )
    assert caught.value.path == path


@POSIX
def test_that_a_device_is_told() -> None:
    with pytest.raises(FileError, match="it is a pipe or a device"):
        check_regular("/dev/zero", expected="a picture")


def test_that_files_are_read_up_to_a_size(old: Path) -> None:
    assert read_bytes(old, expected="a picture", at_most=3) == b"old"
    with pytest.raises(FileError, match=r"used: it is too large. Needed: a picture of at most"):
        read_bytes(old, expected="a picture", at_most=2)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "permission was denied"),
        (OSError(errno.EROFS, "x"), "the disk is read-only"),
        (OSError(errno.EIO, "Input/output error"), "input/output error"),
        (ValueError("Two lines.\nthe second"), "Two lines"),
        (ValueError(""), "ValueError"),
        (ValueError("  \n "), "ValueError"),
        (ValueError("x" * 1000), "x" * 200),
        (OSError("plain"), "plain"),
    ],
)
def test_that_reasons_are_short_words(error: Exception, words: str) -> None:
    assert reason(error) == words


def test_that_a_new_file_replaces_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    def save() -> None:
        with replacing(path, what="it", is_new=True) as temporary:
            temporary.write_text("mine")
            path.write_text("of another program, meanwhile")

    with pytest.raises(TakenError, match="a file of that name"):
        save()
    assert path.read_text() == "of another program, meanwhile"
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_file_moves_only_to_a_name_that_nothing_has(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    move(one, other)
    assert (one.exists(), other.read_text()) == (False, "1")
    one.write_text("2")
    with pytest.raises(FileExistsError):
        move(one, other)
    assert (one.read_text(), other.read_text()) == ("2", "1")


def test_that_disks_without_second_names_move_as_safely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_paths: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_link)
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    move(one, other)
    assert (one.exists(), other.read_text()) == (False, "1")
    one.write_text("2")
    with pytest.raises(FileExistsError):
        move(one, other)
    assert (one.read_text(), other.read_text()) == ("2", "1")


@POSIX
def test_that_the_programs_folder_is_for_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path / "new" / "home"))
    make_folder(tmp_path / "new" / "home" / "models" / "deleted")
    assert stat.S_IMODE((tmp_path / "new" / "home").stat().st_mode) == 0o700
    assert (tmp_path / "new" / "home" / "models" / "deleted").is_dir()


def test_that_a_reason_names_no_object_of_python() -> None:
    error = ValueError("cannot identify image file <_io.BytesIO object at 0x7f922644d8d0>")
    assert reason(error) == "cannot identify image file"
    assert reason(ValueError("malformed node: <ast.Call object at 0x1f>")) == "malformed node"
