"""Wrong, damaged and hostile data: one sentence that names the file."""

from __future__ import annotations

import gzip
import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.data.sources import array_names, open_source, picture_folder, picture_tree
from tests.data.sources.forms import FORMS, opened, parquet
from tests.data.sources.written import grey, idx, labels, png

ONE_FILE = [name for name in FORMS if name.startswith(("npz", "CSV")) and "folder" not in name]


def read(path: Path) -> None:
    dataset = open_source(str(path))
    for part in (dataset.train, dataset.test):
        assert len(part.images) == len(part)


def refused(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        read(path)
    sentence = str(caught.value)
    assert len(sentence.splitlines()) == 1
    assert path.name in sentence
    return sentence


def content(write: Callable[[Path], Path], folder: Path) -> bytes:
    folder.mkdir()
    return write(folder).read_bytes()


@pytest.mark.parametrize("name", ["npz, Keras' names", "CSV, Kaggle's train.csv", "CSV, gzip"])
@pytest.mark.parametrize("ending", [".npz", ".csv", ".png", ".parquet", ""])
def test_that_a_file_is_known_by_its_content_whatever_it_is_called(
    name: str, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"any{ending}"
    path.write_bytes(content(FORMS[name].write, tmp_path / "written"))
    read(path)


@pytest.mark.parametrize(
    "name", ["data.npz", "x.npy", "a.csv", "train-images-idx3-ubyte", "b.parquet"]
)
@pytest.mark.parametrize(
    "wrong", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(50), bytes(5000), b"\xff" * 5000]
)
def test_that_another_kind_under_the_right_name_is_refused(
    name: str, wrong: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(wrong)
    refused(tmp_path / name)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("name", [*ONE_FILE[:3], "CSV, gzip"])
def test_that_a_truncated_file_is_refused(name: str, share: float, tmp_path: Path) -> None:
    whole = content(FORMS[name].write, tmp_path / "written")
    path = tmp_path / "cut.dat"
    path.write_bytes(whole[: int(len(whole) * share)])
    refused(path)


def test_that_a_truncated_npy_is_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", grey(5))
    whole = (tmp_path / "x.npy").read_bytes()
    np.save(tmp_path / "y.npy", labels(5))
    for size in (4, 9, 60, 128, len(whole) - 1):
        (tmp_path / "x.npy").write_bytes(whole[:size])
        refused(tmp_path / "x.npy")


def test_that_a_table_with_a_wrong_line_names_it(tmp_path: Path) -> None:
    path = FORMS["CSV, Kaggle's train.csv"].write(tmp_path)
    lines = path.read_text().splitlines()
    lines[3] = lines[3].replace(",", ",x", 1)
    path.write_text("\n".join(lines))
    assert "in line 4" in refused(path)


@pytest.mark.parametrize("value", ["-3", "300"])
def test_that_values_on_no_scale_are_refused(value: str, tmp_path: Path) -> None:
    pictures = grey(3).astype(np.float32)
    pictures[0, 0, 0] = float(value)
    np.savez(tmp_path / "a.npz", images=pictures, labels=labels(3))
    assert "Needed: values from 0 to 255, 0 to 1 or -1 to 1 in images" in refused(
        tmp_path / "a.npz"
    )


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_that_numbers_that_are_none_are_called_so(value: str, tmp_path: Path) -> None:
    pictures = grey(3).astype(np.float32)
    pictures[0, 0, 0] = float(value)
    np.savez(tmp_path / "a.npz", images=pictures, labels=labels(3))
    sentence = refused(tmp_path / "a.npz")
    assert "infinite numbers or NaN. Needed: finite numbers in images. Put 0" in sentence


def test_that_a_link_to_a_folder_above_is_no_class(tmp_path: Path) -> None:
    for name in "ab":
        folder = tmp_path / "samples" / name
        folder.mkdir(parents=True)
        (folder / "1.png").write_bytes(png(grey(1)[0]))
        (folder / "back").symlink_to("..")
    (tmp_path / "samples" / "up").symlink_to("..")
    dataset = open_source(str(tmp_path / "samples"))
    assert dataset.class_names == ("a", "b")
    assert len(dataset.test) == 2


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x89HDF\r\n\x1a\n" + bytes(99), "an HDF5 file, such as a Keras network .*--model"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture.*. Open it as a picture"),
        (b"hello", "a text.*. Put pictures into a folder"),
        (bytes(range(128, 256)), "a file of another kind.*. Put pictures"),
        (gzip.compress(b"0" * 9000, mtime=0), "a compressed file.*. Put pictures into a folder"),
    ],
    ids=["network", "picture", "text", "other", "compressed"],
)
def test_that_what_is_no_samples_is_told_with_where_it_belongs(
    content: bytes, found: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=found):
        open_source(str(path))


def test_that_a_network_given_as_samples_is_not_told_to_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "net.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", "{}")
    with pytest.raises(FileError, match=r"a Keras network .* Open it as a network \(--model"):
        open_source(str(path))


def test_that_standardised_pictures_are_told_to_be_saved_before_that(tmp_path: Path) -> None:
    pictures = (grey(3) / 255 - 0.13) / 0.31
    np.savez(tmp_path / "a.npz", images=pictures, labels=labels(3))
    assert "before they are standardised" in refused(tmp_path / "a.npz")


def test_that_several_labels_a_picture_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "chest.npz", images=grey(4), labels=np.ones((4, 14), np.uint8))
    assert "Keep one class for each picture" in refused(tmp_path / "chest.npz")


@pytest.mark.parametrize(
    "shape", [(2, 10**9, 10**9), (2**40, 28, 28), (2, 4, 4), (2, 28, 28, 5), (2, 200, 200)]
)
def test_that_absurd_shapes_are_refused_before_anything_is_read(
    shape: tuple[int, ...], tmp_path: Path
) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"shape": shape, "fortran_order": False, "descr": "|u1"}
    )
    (tmp_path / "x.npy").write_bytes(header.getvalue())
    refused(tmp_path / "x.npy")


def test_that_a_header_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    start = b"\x93NUMPY\x02\x00" + struct.pack("<I", 2_000_000_000)
    with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.npy", start + bytes(1_000_000))
    (tmp_path / "x.npy").write_bytes(start + bytes(1000))
    for path in (tmp_path / "a.npz", tmp_path / "x.npy"):
        assert "its header has 2000000000 bytes" in refused(path)


def test_that_an_archive_of_another_compression_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    np.save(file, grey(3))
    with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("images.npy", file.getvalue())
    assert "numpy.savez_compressed" in refused(tmp_path / "a.npz")


def test_that_an_archive_of_pictures_is_to_be_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "digits.zip", "w") as archive:
        archive.writestr("0/a.png", png(grey(1)[0]))
    assert "Unpack it and open the folder" in refused(tmp_path / "digits.zip")


def test_that_a_table_packed_into_little_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.data.sources.csv_table.MAX_TEXT", 100_000)
    row = ",".join(["0"] * 785)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress((row + "\n").encode() * 1000))
    assert "used: the table is too large" in refused(tmp_path / "a.csv.gz")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"7," * 60_000 + b"7\n", "the number of columns is 60001"),
        (b",".join([b"7"] * 785) + b"\n" + b"7" * 30_000 + b"\n", "in line 2"),
        (b",".join([b"7"] * 785) + b"\n" * 1_000_001, "there are 1,000,001 of them"),
    ],
)
def test_that_a_table_of_absurd_lines_is_refused(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert told in refused(tmp_path / "a.csv")


def test_that_pictures_of_nothing_by_the_thousand_are_not_unpacked(tmp_path: Path) -> None:
    header = struct.pack(">HBB3I", 0, 8, 3, 30_000, 28, 28)
    pictures = gzip.compress(header + bytes(30_000 * 28 * 28))
    (tmp_path / "a-images-idx3-ubyte").write_bytes(pictures)
    (tmp_path / "a-labels-idx1-ubyte").write_bytes(idx(np.zeros(30_000, np.uint8)))
    assert "values, as its header says" in refused(tmp_path / "a-images-idx3-ubyte")
    np.savez_compressed(tmp_path / "a.npz", x_test=np.zeros((30_000, 28, 28), np.uint8))
    assert "it unpacks to too many bytes" in refused(tmp_path / "a.npz")


def test_that_unknown_arrays_are_told_and_can_be_chosen(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", first=grey(4), second=grey(4, 2), third=labels(4))
    with pytest.raises(array_names.UnknownArraysError, match="third") as caught:
        open_source(str(tmp_path / "a.npz"))
    assert [array.name for array in caught.value.arrays] == ["first", "second", "third"]


# Folders


def test_that_what_is_no_picture_is_left_out_and_told(tmp_path: Path) -> None:
    for place, picture in enumerate(grey(6)):
        below = tmp_path / str(place % 2)
        below.mkdir(exist_ok=True)
        (below / f"{place}.png").write_bytes(png(picture))
    whole = png(grey(1)[0])
    (tmp_path / "0" / "cut.png").write_bytes(whole[:-20])
    (tmp_path / "0" / "empty.png").touch()
    (tmp_path / "1" / "text.png").write_text("no picture")
    (tmp_path / "1" / "notes.txt").write_text("a note")
    (tmp_path / "1" / ".hidden.png").write_bytes(whole)
    os.mkfifo(tmp_path / "1" / "pipe.png")
    dataset = open_source(str(tmp_path))
    assert dataset.test.images.shape == (6, 28, 28)
    assert "Left out as unreadable pictures: 4 (the first is" in dataset.notes[0]
    assert "Left out as hidden or of another kind: 2 (" in dataset.notes[1]


def test_that_a_picture_damaged_inside_is_named_when_it_is_read(tmp_path: Path) -> None:
    whole = bytearray(png(grey(1)[0]))
    for place in range(4):
        (tmp_path / f"{place}.png").write_bytes(whole)
    whole[60:200] = bytes(140)
    (tmp_path / "9.png").write_bytes(whole)
    dataset = open_source(str(tmp_path))
    assert dataset.test.image(0).any()
    with pytest.raises(FileError, match=r"9\.png"):
        _ = dataset.test.images


def test_that_links_in_circles_end(tmp_path: Path) -> None:
    FORMS["folder of pictures by class"].write(tmp_path)
    (tmp_path / "3" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "nowhere").symlink_to(tmp_path / "nowhere")
    assert len(open_source(str(tmp_path)).test) == 20


def test_that_names_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for place, picture in enumerate(grey(12)):
        (tmp_path / f"scan{place}.png").write_bytes(png(picture))
    test = open_source(str(tmp_path)).test
    assert np.array_equal(test.images, grey(12))


def test_that_a_folder_of_other_files_is_refused(tmp_path: Path) -> None:
    assert "no pictures in it" in refused(tmp_path)
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    assert "no pictures (other files: 1)" in refused(tmp_path)
    (tmp_path / "a.png").write_bytes(b"no picture")
    assert "no readable pictures (1 damaged files)" in refused(tmp_path)


def test_that_more_files_than_the_limit_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_tree, "MAX_ENTRIES", 10)
    FORMS["folder of pictures by class"].write(tmp_path)
    assert "at most 10 files" in refused(tmp_path)


def test_that_few_of_many_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_folder, "CHECKED", 3)
    FORMS["folder, flat"].write(tmp_path)
    (tmp_path / "99.png").write_bytes(b"no picture")
    dataset = open_source(str(tmp_path))
    assert len(dataset.test) == 21
    with pytest.raises(FileError, match=r"99\.png"):
        dataset.test.image(20)


def test_that_a_picture_of_too_many_pixels_is_not_decoded(tmp_path: Path) -> None:
    bomb = bytearray(png(grey(1)[0]))
    bomb[16:24] = struct.pack(">II", 60_000, 60_000)
    (tmp_path / "a.png").write_bytes(bomb)
    with pytest.raises(FileError, match="megapixels"):
        open_source(str(tmp_path))


def test_that_pictures_of_one_class_are_refused_only_where_there_are_several_folders(
    tmp_path: Path,
) -> None:
    for place in range(101):
        (tmp_path / f"class {place}").mkdir()
        (tmp_path / f"class {place}" / "a.png").write_bytes(png(grey(1)[0]))
    assert "the number of classes is 101. Needed: 2 to 100 classes" in refused(tmp_path)


def test_that_several_sets_of_idx_files_in_one_folder_are_told_apart(tmp_path: Path) -> None:
    for name in ("emnist-digits", "emnist-letters"):
        for part in ("train", "test"):
            (tmp_path / f"{name}-{part}-images-idx3-ubyte").write_bytes(idx(grey(3)))
            (tmp_path / f"{name}-{part}-labels-idx1-ubyte").write_bytes(idx(labels(3)))
    assert "Open the test pictures of one of them" in refused(tmp_path)
    read(tmp_path / "emnist-digits-test-images-idx3-ubyte")


# Parquet


def test_that_without_pyarrow_it_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    assert 'pip install "camviewer[parquet]"' in refused(tmp_path / "a.parquet")


def test_that_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, an extra, is not installed")
    whole = (parquet(tmp_path) / "data" / "test-00000-of-00001.parquet").read_bytes()
    for share in (0.01, 0.5, 0.99):
        path = tmp_path / "cut.parquet"
        path.write_bytes(whole[: int(len(whole) * share)])
        refused(path)


def test_that_the_names_of_classes_are_read_from_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, an extra, is not installed")
    assert opened(FORMS["Parquet, Hugging Face"], tmp_path).class_names[3] == "n3"
