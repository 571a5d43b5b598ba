"""Zip archives from outside: what has too long a list of entries is not opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from camviewer.common import archives
from camviewer.common.archives import opened_zip


def made(path: Path, entries: int) -> Path:
    """An archive whose list of entries has 47 bytes for each: 46 and a name of one letter."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(entries):
            archive.writestr(chr(ord("a") + number), b"0123456789" * 100)
    return path


def test_that_entries_are_read_however_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 5 * 47)
    with opened_zip(made(tmp_path / "five.zip", 5)) as archive:
        assert archive.namelist() == ["a", "b", "c", "d", "e"]
        assert archive.read("e") == b"0123456789" * 100


def test_that_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 5 * 47)
    with (
        pytest.raises(zipfile.BadZipFile, match="too many entries"),
        opened_zip(made(tmp_path / "six.zip", 6)),
    ):
        pass


def test_that_the_file_is_closed(tmp_path: Path) -> None:
    path = made(tmp_path / "one.zip", 1)
    with opened_zip(path) as archive:
        file = archive.fp
    assert file is not None
    assert file.closed
