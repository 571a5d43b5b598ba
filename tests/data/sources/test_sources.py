"""Opening a source of samples by its name or path."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.common.registry import Registry
from camviewer.data.rearrangement import shuffled
from camviewer.data.sources import SOURCES, Source, open_source, source_names


@pytest.fixture(autouse=True)
def _nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.delenv("CAMVIEWER_DATA", raising=False)


def _npz(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    images, labels = np.zeros((2, 28, 28), np.uint8), np.array([3, 8], np.uint8)
    np.savez(path, x_train=images, y_train=labels, x_test=images, y_test=labels)
    return path


def test_that_auto_is_builtin_without_mnist() -> None:
    assert open_source().name == "builtin"
    assert open_source("builtin").name == "builtin"


def test_that_auto_is_mnist_where_it_is_found(tmp_path: Path) -> None:
    _npz(tmp_path / "keras" / "datasets" / "mnist.npz")
    found = open_source()  # no array is read yet: these are not MNIST's
    assert found.name == "mnist"
    with pytest.raises(FileError, match="SHA-256"):
        found.test.image(0)


def test_that_auto_passes_over_a_damaged_mnist(tmp_path: Path) -> None:
    path = _npz(tmp_path / "keras" / "datasets" / "mnist.npz")
    path.write_bytes(path.read_bytes()[:1000])
    assert open_source("auto").name == "builtin"
    with pytest.raises(FileError, match="damaged content"):
        open_source("mnist")


def test_that_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    path = _npz(tmp_path / "digits.npz").rename(tmp_path / "한글 이름.dat")
    assert open_source(str(path)).test.label(1) == 8


def test_that_the_home_folder_may_be_written_as_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _npz(tmp_path / "digits.npz")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert len(open_source("~/digits.npz").train) == 2


def test_that_sources_with_a_name_are_found_in_the_folder() -> None:
    assert {"mnist"} <= set(source_names())
    assert not {"npz", "idx", "array_checks"} & set(source_names())


def test_that_what_is_no_source_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("hello")
    names = ["pipe", "empty", "text", "missing", "text/below", "n" * 300, "null\0byte"]
    for source in ["", *(f"{tmp_path}/{name}" for name in names), str(tmp_path)]:
        with pytest.raises(FileError) as caught:
            open_source(source)
        assert " cannot be used: " in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1


def test_that_all_sources_are_offered_in_place_of_one_that_there_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    npz = SOURCES["npz"]
    scans = Source("scans", "a folder of scans", None, npz.recognises, npz.open_path)
    registry = Registry("Source", lambda: {**SOURCES, "scans": scans})
    monkeypatch.setattr("camviewer.data.sources.SOURCES", registry)
    with pytest.raises(FileError) as caught:
        open_source("mnits")
    offered = (
        "auto, builtin, decoy, decoy-masked, mnist, shuffled, a CSV file, a folder or a pair of "
        "IDX files, a folder or a pair of .npy files, an .npz file, a Parquet file, a folder of "
        "pictures, a folder of scans"
    )
    assert f"({offered})" in str(caught.value)


def test_that_shuffled_digits_are_the_others_with_their_pixels_elsewhere() -> None:
    usual, found = open_source("builtin"), open_source("shuffled")
    assert (found.name, found.class_names) == ("shuffled", usual.class_names)
    for split, other in ((found.train, usual.train), (found.test, usual.test)):
        assert len(split) == len(other)
        assert np.array_equal(split.labels, other.labels)
        assert np.array_equal(split.image(7), shuffled(other.image(7)))
