"""Samples from `.npz` files."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camviewer.common.errors import FileError, UserError
from camviewer.data.dataset import is_labelled
from camviewer.data.digits.spec import DIGIT_NAMES
from camviewer.data.sources import npz, open_source
from camviewer.data.sources.array_names import UnknownArraysError
from camviewer.data.spec import ImageSpec, Noun


def arrays(**changes: Any) -> dict[str, Any]:
    """Three training samples and two test samples; a change to None leaves an array out."""
    images = np.arange(5 * 784, dtype=np.uint32).reshape(5, 28, 28).astype(np.uint8)
    content: dict[str, Any] = {
        "x_train": images[:3],
        "y_train": np.array([7, 1, 9], np.uint8),
        "x_test": images[3:],
        "y_test": np.array([0, 4], np.uint8),
    }
    return {key: value for key, value in {**content, **changes}.items() if value is not None}


def saved(folder: Path, name: str = "digits.npz", **changes: Any) -> Path:
    path = folder / name
    np.savez_compressed(path, **arrays(**changes))
    return path


def read_all(path: Path) -> None:
    dataset = npz.open_path(path)
    for split in (dataset.train, dataset.test):
        assert len(split.images) == len(split.labels) == len(split)


def test_that_an_npz_gives_its_digits(tmp_path: Path) -> None:
    dataset = npz.open_path(saved(tmp_path, "내 숫자 파일.npz"))
    assert (len(dataset.train), len(dataset.test)) == (3, 2)
    assert [dataset.train.label(i) for i in range(3)] == [7, 1, 9]
    assert dataset.test.image(0)[0, 3] == (3 * 784 + 3) % 256
    assert dataset.name.endswith("내 숫자 파일.npz")


def test_that_a_trailing_axis_of_one_is_dropped(tmp_path: Path) -> None:
    images = np.zeros((3, 28, 28, 1), np.uint8)
    dataset = npz.open_path(saved(tmp_path, x_train=images, y_train=np.array([[1], [2], [3]])))
    assert dataset.train.images.shape == (3, 28, 28)
    np.testing.assert_array_equal(dataset.train.labels, [1, 2, 3])


def test_that_fractions_become_levels(tmp_path: Path) -> None:
    images = np.zeros((2, 28, 28), ">f8")
    images[0, 0, :3] = (1, 0.5, 0.2)
    dataset = npz.open_path(saved(tmp_path, x_test=np.asfortranarray(images)))
    np.testing.assert_array_equal(dataset.test.image(0)[0, :4], [255, 128, 51, 0])


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"x_test": np.zeros((2, 27, 28), np.uint8)}, r"used: shape \(2, 27, 28\)"),
        (
            {"x_test": np.zeros((0, 28, 28), np.uint8), "y_test": np.zeros(0, int)},
            "used: no digits",
        ),
        ({"x_test": np.uint8(3)}, r"used: shape \(\)"),
        ({"y_test": np.array([1, 2, 3])}, "3 labels. Needed: 2 labels in y_test"),
        ({"y_test": np.zeros((2, 10), int)}, r"used: shape \(2, 10\)"),
        ({"y_test": np.array([1, 101])}, "used: labels from 1 to 101"),
        ({"y_test": np.array([-1, 3])}, "used: labels from -1 to 3"),
        ({"y_test": np.array([1.0, 2.5])}, "used: the value 2.5"),
        ({"y_test": np.array([1, "a"], object)}, "used: Python objects"),
        (
            {"x_test": np.full((2, 28, 28), np.nan)},
            "used: infinite numbers or NaN. Needed: finite numbers in x_test",
        ),
        ({"x_test": np.full((2, 28, 28), 1.5)}, "used: values from 1.5 to 1.5"),
        ({"x_test": np.full((2, 28, 28), 256)}, "used: values from 256 to 256"),
    ],
)
def test_that_wrong_arrays_are_named(tmp_path: Path, changes: dict[str, Any], found: str) -> None:
    with pytest.raises(FileError, match=found) as caught:
        read_all(saved(tmp_path, **changes))
    assert "digits.npz cannot be used: " in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_that_a_header_that_promises_more_than_there_is_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, value in arrays().items():
            file = io.BytesIO()
            np.save(file, value)
            content = file.getvalue()
            if key == "x_train":  # 2,000,000 samples promised, 1.5 GB
                content = content.replace(b"(3, 28, 28), }      ", b"(2000000, 28, 28), }")
            archive.writestr(f"{key}.npy", content)
    with pytest.raises(FileError, match=r"used: 2352 bytes. Needed: 1568000000 bytes "):
        npz.open_path(path)


def test_that_more_bytes_than_the_limit_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.data.sources.array_checks.MAX_BYTES", 1_000)
    with pytest.raises(FileError, match="at most 0 MB of digits"):
        npz.open_path(saved(tmp_path))


def test_that_more_digits_than_the_limit_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.data.sources.array_checks.MAX_SAMPLES", 2)
    with pytest.raises(FileError, match=r"used: 3 of them.*Needed: .*at most 2 digits in x_train"):
        npz.open_path(saved(tmp_path))


def test_that_an_array_of_python_objects_is_never_unpickled(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Python objects, never read"):
        npz.open_path(saved(tmp_path, x_train=np.array([Path()], object)))


def test_that_folders_pipes_and_empty_files_do_not_hang(tmp_path: Path) -> None:
    pipe, empty = tmp_path / "pipe.npz", tmp_path / "empty.npz"
    os.mkfifo(pipe)
    empty.touch()
    for path in (tmp_path, pipe, empty, tmp_path / "missing.npz"):
        with pytest.raises(FileError):
            npz.open_path(path)


def test_that_a_file_replaced_after_opening_is_noticed(tmp_path: Path) -> None:
    dataset = npz.open_path(saved(tmp_path))
    saved(tmp_path, x_test=np.zeros((7, 28, 28), np.uint8))
    with pytest.raises(FileError, match="a changed file"):
        dataset.test.image(0)


@settings(max_examples=80)
@given(st.data())
def test_that_damaged_files_give_digits_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays())
    whole = file.getvalue()
    content = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    if data.draw(st.booleans()):
        content = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.npz"
    path.write_bytes(content)
    try:
        read_all(path)
    except UserError as error:  # also that there are no labels, if their name is what is damaged
        assert len(str(error).splitlines()) == 1  # noqa: PT017


def test_that_digits_that_were_written_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "새" / "mistakes.npz"
    images = np.arange(3 * 784, dtype=np.uint32).reshape(3, 28, 28).astype(np.uint8)
    npz.write(path, images, np.array([4, 9, 0], np.uint8), DIGIT_NAMES)
    dataset = npz.open_path(path)
    for split in (dataset.test, dataset.train):
        assert np.array_equal(split.images, images)
        assert split.labels.tolist() == [4, 9, 0]


@pytest.mark.parametrize(
    ("number", "labels", "found"), [(0, 0, "at least one digit"), (2, 3, "used: 3 labels")]
)
def test_that_wrong_digits_are_not_written(
    tmp_path: Path, number: int, labels: int, found: str
) -> None:
    path = tmp_path / "a.npz"
    path.write_bytes(b"before")
    images, classes = np.zeros((number, 28, 28), np.uint8), np.zeros(labels, np.uint8)
    with pytest.raises(FileError, match=found):
        npz.write(path, images, classes, DIGIT_NAMES)
    assert path.read_bytes() == b"before"


def test_that_named_classes_of_another_size_are_kept(tmp_path: Path) -> None:
    images = np.arange(4 * 24 * 20, dtype=np.uint32).reshape(4, 24, 20).astype(np.uint8)
    names = ("circle", "square", "별")
    npz.write(tmp_path / "shapes.npz", images, np.array([0, 1, 2, 2], np.uint8), names)
    dataset = npz.open_path(tmp_path / "shapes.npz")
    assert (dataset.spec, dataset.class_names) == (ImageSpec(24, 20), names)
    assert dataset.noun is Noun.PICTURE
    assert np.array_equal(dataset.test.images, images)


def test_that_classes_without_names_are_numbered_by_their_labels(tmp_path: Path) -> None:
    colours = np.zeros((3, 32, 32, 3), np.uint8)
    labels = np.array([0, 25, 3], np.uint8)
    path = tmp_path / "letters.npz"
    np.savez(path, x_train=colours, y_train=labels, x_test=colours, y_test=labels)
    dataset = npz.open_path(path)
    assert dataset.spec == ImageSpec(32, 32, 3)
    assert dataset.class_names == tuple(map(str, range(26)))
    assert dataset.test.images.shape == (3, 32, 32, 3)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["one"], "2 to 100 classes"),
        (["a", "a"], "a name of its own for each class"),
        (["a", ""], "a name of its own for each class"),
        (["a" * 20_000, "b"], "one short name a class"),
    ],
)
def test_that_wrong_names_of_classes_are_told(
    tmp_path: Path, names: list[object], found: str
) -> None:
    images, labels = np.zeros((2, 24, 20), np.uint8), np.array([0, 1], np.uint8)
    path = tmp_path / "a.npz"
    arrays: dict[str, Any] = {
        "x_train": images,
        "y_train": labels,
        "x_test": images,
        "y_test": labels,
    }
    np.savez(path, **arrays, class_names=np.array(names))
    with pytest.raises(FileError, match=found):
        npz.open_path(path)


def test_that_what_can_only_be_labels_are_the_labels_of_pictures(tmp_path: Path) -> None:
    pictures, codes = np.zeros((4, 8, 8), np.uint8), np.array([2, 0, 1, 2])
    path = tmp_path / "odd.npz"
    np.savez(path, pixels=pictures, kinds=codes, weights=np.ones(4, np.float32))
    assert open_source(str(path)).test.labels.tolist() == [2, 0, 1, 2]
    np.savez(path, pixels=pictures, kinds=codes, persons=codes)
    with pytest.raises(UnknownArraysError):
        open_source(str(path))
    np.savez(path, pixels=pictures, rows=np.zeros((4, 3), np.int64), length=np.array([4]))
    assert not is_labelled(open_source(str(path)).test)
