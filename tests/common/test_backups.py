"""The copy of a file that is whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from camviewer.common.backups import backup_of, keep_backup, remedy


def test_that_the_last_content_is_kept_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    for content in (b"first", b"second"):
        keep_backup(path, content, what="notes")
        assert backup_of(path).read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["notes.backup.sqlite"]


@pytest.mark.skipif(os.name != "posix", reason="needs rights of POSIX")
def test_that_the_copy_is_for_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    keep_backup(path, b"first", what="notes")
    assert stat.S_IMODE(backup_of(path).stat().st_mode) == 0o600


def test_that_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    keep_backup(path, b"first", what="notes")
    before = backup_of(path).stat().st_ino
    keep_backup(path, b"first", what="notes")
    assert backup_of(path).stat().st_ino == before


def test_that_where_nothing_can_be_written_the_copy_before_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.sqlite"
    keep_backup(path, b"first", what="notes")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    keep_backup(path, b"second", what="notes")
    assert backup_of(path).read_bytes() == b"first"


def test_that_the_remedy_names_the_copy_only_if_there_is_one(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.json", tmp_path / "a.damaged-1.json"
    assert "earlier start" not in remedy(path, kept)
    keep_backup(path, b"first", what="settings")
    assert "earlier start" in remedy(path, kept)
    assert kept.name in remedy(path, kept)
