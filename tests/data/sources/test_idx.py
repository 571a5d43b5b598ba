"""Samples from IDX files."""

from __future__ import annotations

import gzip
import os
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camviewer.common.errors import FileError
from camviewer.data.sources import idx


def images(count: int = 2) -> bytes:
    """Pictures in which every pixel of picture i has level i + 1."""
    values = b"".join(bytes([i + 1]) * 784 for i in range(count))
    return struct.pack(">IIII", 2051, count, 28, 28) + values


def labels(*values: int) -> bytes:
    return struct.pack(">II", 2049, len(values)) + bytes(values)


def standard_folder(folder: Path, mark: str = "-", end: str = "") -> Path:
    pack = gzip.compress if end == ".gz" else bytes
    for part, count in (("train", 3), ("t10k", 2)):
        (folder / f"{part}-images{mark}idx3-ubyte{end}").write_bytes(pack(images(count)))
        (folder / f"{part}-labels{mark}idx1-ubyte{end}").write_bytes(pack(labels(*range(count))))
    return folder


@pytest.mark.parametrize("mark", ["-", "."])
@pytest.mark.parametrize("end", ["", ".gz"])
def test_that_a_folder_gives_both_splits(tmp_path: Path, mark: str, end: str) -> None:
    folder = tmp_path / "숫자 폴더"
    folder.mkdir()
    dataset = idx.open_path(standard_folder(folder, mark, end))
    assert (len(dataset.train), len(dataset.test)) == (3, 2)
    assert dataset.train.image(2)[27, 27] == 3
    assert dataset.train.label(2) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("my images.bin", "my labels.bin"),
        ("test-images-idx3-ubyte", "test-labels-idx1-ubyte.gz"),
        ("digits.idx3", "digits.idx1"),
        ("image-a.gz", "label-a.gz"),
    ],
)
@pytest.mark.parametrize("named", [0, 1])
def test_that_either_file_of_a_pair_names_it(
    tmp_path: Path, first: str, second: str, named: int
) -> None:
    (tmp_path / first).write_bytes(images())
    (tmp_path / second).write_bytes(gzip.compress(labels(4, 7), mtime=0))
    dataset = idx.open_path(tmp_path / (first, second)[named])
    assert [dataset.test.label(0), dataset.test.label(1)] == [4, 7]
    assert len(dataset.train) == 0


def test_that_a_folder_without_digits_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="used: no such files"):
        idx.open_path(tmp_path)


def test_that_a_missing_partner_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a-images"
    path.write_bytes(images())
    with pytest.raises(FileError, match="Needed: its labels beside it"):
        idx.open_path(path)


@pytest.mark.parametrize(
    ("pictures", "classes", "found"),
    [
        (images()[:-1], labels(1, 2), "used: 1567 values. Needed: 1568 values, "),
        (images() + b"!", labels(1, 2), "used: too many values. Needed: 1568 values, "),
        (images()[:10], labels(1, 2), "begins 0x00000803"),
        (b"\0\0\x0d\x03" + images()[4:], labels(1, 2), "begins 0x00000d03"),
        (struct.pack(">IIII", 2051, 2, 7, 28) + bytes(392), labels(1, 2), "7, 28"),
        (struct.pack(">IIII", 2051, 0, 28, 28), labels(), "at least one digit"),
        (struct.pack(">IIII", 2051, 1_000_001, 28, 28), labels(1), "at most 1,000,000 digits"),
        (struct.pack(">IIII", 2051, 2**32 - 1, 2**32 - 1, 28), labels(1), "at most 1000 MB"),
        (images(), labels(1, 2, 3), "3 labels. Needed: 2 labels"),
        (images(), labels(1, 101), "used: labels from 1 to 101"),
        (gzip.compress(images(), mtime=0)[:-9], labels(1, 2), "damaged content"),
        (b"\x1f\x8bnonsense", labels(1, 2), "damaged content"),
        (b"", labels(1, 2), "an empty file"),
    ],
)
def test_that_wrong_files_are_named(
    tmp_path: Path, pictures: bytes, classes: bytes, found: str
) -> None:
    (tmp_path / "a-images").write_bytes(pictures)
    (tmp_path / "a-labels").write_bytes(classes)
    with pytest.raises(FileError, match=found) as caught:
        _ = idx.open_path(tmp_path / "a-images").test.images
    assert len(str(caught.value).splitlines()) == 1


def test_that_no_more_is_decompressed_than_the_header_says(tmp_path: Path) -> None:
    (tmp_path / "a-images").write_bytes(gzip.compress(images() + bytes(5_000_000)))
    (tmp_path / "a-labels").write_bytes(labels(1, 2))
    with pytest.raises(FileError, match="used: too many values"):
        _ = idx.open_path(tmp_path / "a-images").test.images


def test_that_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a-images")
    with pytest.raises(FileError, match="a pipe"):
        idx.open_path(tmp_path / "a-images")


@settings(max_examples=60)
@given(st.binary(max_size=24), st.integers(0, 40), st.booleans())
def test_that_damaged_files_give_digits_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, cut: int, packed: bool
) -> None:
    folder = tmp_path_factory.getbasetemp()
    content = start + images()[len(start) :]
    content = content[: len(content) - cut]
    (folder / "a-images").write_bytes(gzip.compress(content, mtime=0)[cut:] if packed else content)
    (folder / "a-labels").write_bytes(labels(1, 2))
    try:
        assert idx.open_path(folder / "a-images").test.images.shape == (2, 28, 28)
    except FileError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
