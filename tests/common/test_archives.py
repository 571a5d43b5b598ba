"""Archives from outside: what is larger inside than a person would pack is not unpacked."""

from __future__ import annotations

import gzip
import struct
import zipfile
from pathlib import Path

import pytest

from camviewer.common import archives
from camviewer.common.archives import (
    gunzipped,
    is_bomb,
    opened_zip,
    read_member,
    with_new_directory,
)


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


def test_that_no_more_is_unpacked_than_the_archive_says(tmp_path: Path) -> None:
    path = made(tmp_path / "one.zip", 1)
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 10)
    path.write_bytes(content)
    with opened_zip(path) as archive, pytest.raises(zipfile.BadZipFile, match="CRC"):
        read_member(archive, "a", at_most=5000)


def test_that_what_says_it_is_too_large_is_not_unpacked(tmp_path: Path) -> None:
    with (
        opened_zip(made(tmp_path / "one.zip", 1)) as archive,
        pytest.raises(ValueError, match="more than 0 MB"),
    ):
        read_member(archive, "a", at_most=999)


@pytest.mark.parametrize(
    ("packed", "unpacked", "is_one"),
    [(1, 20_000_000, False), (1, 20_000_001, True), (60_000, 24_000_001, True)],
)
def test_what_is_a_bomb(packed: int, unpacked: int, is_one: bool) -> None:
    assert is_bomb(packed, unpacked) is is_one
    assert not is_bomb(unpacked, unpacked)


def test_that_text_is_unpacked_unless_it_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"0,1\n" * 300_000))
    assert gunzipped(path, at_most=1_200_000) == b"0,1\n" * 300_000
    with pytest.raises(ValueError, match="too many bytes"):
        gunzipped(path, at_most=1_199_999)
    path.write_bytes(gzip.compress(bytes(30_000_000), 1))
    with pytest.raises(ValueError, match="too many bytes"):
        gunzipped(path, at_most=100_000_000)


@pytest.mark.parametrize("is_long", [False, True])
def test_that_an_archive_without_a_list_is_read_as_far_as_it_goes(
    tmp_path: Path, is_long: bool
) -> None:
    path = tmp_path / "cut.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, packing in (("a", zipfile.ZIP_DEFLATED), ("b", zipfile.ZIP_STORED), ("c", 0)):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = packing
            with archive.open(entry, "w", force_zip64=is_long) as file:
                file.write(name.encode() * 500)
    content = path.read_bytes()
    cut = content[: content.index(b"c" * 500) + 100]
    with opened_zip(with_new_directory(cut)) as archive:
        assert archive.namelist() == ["a", "b"]
        for name in archive.namelist():
            assert read_member(archive, name, at_most=500) == name.encode() * 500


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\3\4", b"PK\3\4" * 30_000])
def test_that_of_what_is_no_archive_none_is_made(content: bytes) -> None:
    with pytest.raises(zipfile.BadZipFile), opened_zip(with_new_directory(content)):
        pass
