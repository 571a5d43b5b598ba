"""What every source of samples found keeps to."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.data.dataset import Dataset, Split
from camviewer.data.sources import SOURCES, Source, mnist, open_source, source_names

by_name = pytest.mark.parametrize("name", source_names())
by_path = pytest.mark.parametrize(
    "source", [pytest.param(each, id=each.name) for each in SOURCES.values() if each.open_path]
)


def opened(name: str) -> Dataset:
    if name == "mnist" and mnist.find() is None:
        pytest.skip("MNIST is not on this computer")
    return open_source(name)


def parts(dataset: Dataset) -> tuple[Split, Split]:
    return dataset.train, dataset.test


@by_name
def test_that_the_data_set_is_called_like_its_source(name: str) -> None:
    assert opened(name).name == name


@by_name
def test_that_there_are_digits_to_learn_from_and_to_be_judged_by(name: str) -> None:
    for part in parts(opened(name)):
        assert len(part) > 0


@by_name
def test_that_digits_are_of_the_promised_kind(name: str) -> None:
    for part in parts(opened(name)):
        image = part.image(0)
        assert (image.shape, image.dtype) == ((28, 28), np.dtype(np.uint8))
        batch = part.batch(0, 3)
        assert (batch.shape, batch.dtype) == ((min(3, len(part)), 28, 28), np.dtype(np.uint8))
        assert batch.any()
        assert {part.label(index) for index in range(min(50, len(part)))} <= set(range(10))


@by_name
def test_that_a_digit_is_the_same_alone_in_a_batch_and_again(name: str) -> None:
    for part, again in zip(parts(opened(name)), parts(opened(name)), strict=True):
        last = len(part) - 1
        assert np.array_equal(part.image(last), part.batch(last, last + 1)[0])
        assert np.array_equal(part.image(last), again.image(last))
        assert part.label(last) == again.label(last)


@by_name
def test_that_a_batch_ends_where_the_digits_end(name: str) -> None:
    part = opened(name).test
    assert len(part.batch(len(part) - 1, len(part) + 5)) == 1
    with pytest.raises(IndexError):
        part.image(len(part))


@by_name
def test_that_its_name_can_be_typed_and_is_no_other_word(name: str) -> None:
    assert name == name.strip().lower() != "auto"
    assert "_" not in name
    assert SOURCES.named(name).title.strip()


@by_path
def test_that_other_files_are_not_recognised(source: Source, tmp_path: Path) -> None:
    for content in (b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(100)):
        path = tmp_path / f"{len(content)}.dat"
        path.write_bytes(content)
        assert not source.fits(path)


@by_path
def test_that_what_it_cannot_read_gives_a_sentence(source: Source, tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("hello")
    (tmp_path / "noise").write_bytes(random.bytes(1000))
    (tmp_path / "beginning.npz").write_bytes(b"PK\x03\x04" + random.bytes(1000))
    (tmp_path / "beginning.idx").write_bytes(b"\0\0\x08\x03" + random.bytes(1000))
    os.mkfifo(tmp_path / "pipe")
    assert source.open_path is not None
    for path in tmp_path.iterdir():
        with pytest.raises(FileError) as caught:
            source.open_path(path)
        assert len(str(caught.value).splitlines()) == 1
