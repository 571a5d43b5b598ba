"""Samples from an `.npz` file: arrays of pictures and labels under usual names, or chosen ones."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common import file_kinds
from camviewer.common.archives import PACKINGS, is_bomb, opened_zip
from camviewer.common.errors import FileError
from camviewer.common.files import check_regular, replacing
from camviewer.common.translation import tr_noop, translate
from camviewer.data import source_choices
from camviewer.data.dataset import Dataset, Images, Labels
from camviewer.data.digits.spec import are_digits
from camviewer.data.sources import array_checks, array_names, class_names
from camviewer.data.sources.assembly import dataset_of
from camviewer.data.sources.picture_arrays import checked_layout
from camviewer.data.sources.stored_array import (
    Header,
    StoredArray,
    check_same,
    check_stored,
    read_header,
    read_rows,
    read_values,
)

Inspect = Callable[[str, NDArray[np.uint8]], None]
"""Given an array's name and its raw bytes; raises if they are not the right ones."""

KEYS = ("x_train", "y_train", "x_test", "y_test")

NAMES = "class_names"
"""Where a file may name its classes."""

TITLE = tr_noop("an .npz file")

EXPECTED = tr_noop("an .npz file with pictures and their labels")

_ENDING = ".npy"
_MAX_ARRAYS = 100  # of which headers are read


def recognises(path: Path) -> bool:
    """Whether a file begins as an `.npz` does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def open_path(path: Path, *, name: str = "", inspect: Inspect | None = None) -> Dataset:
    """The samples of an `.npz` file. Only headers and labels are read now.

    Args:
        path: has arrays of pictures and perhaps of labels, for training, test or validation, as
            `array_names` and `picture_arrays` say; and perhaps names of the classes.
        name: of the data set; the path if not given.
        inspect: called with every array when the samples are read.

    Raises:
        FileError: it is no such file, or it is damaged; the splits raise it as well, when
            their arrays turn out to be damaged or to hold other values.
        UnknownArraysError: which arrays are meant has to be asked.
    """
    check_regular(path, expected=translate(EXPECTED))
    with array_checks.reading(path, translate(EXPECTED)), opened_zip(path) as archive:
        arrays = _arrays(path, archive)
    named = [array for array in arrays.values() if array_names.are_names(array)]
    pictured = {key: array for key, array in arrays.items() if array not in named}
    train, test = array_names.find_parts(path, pictured, source_choices.of(path).arrays)
    if inspect is not None:
        train, test = train and _inspected(train, inspect), _inspected(test, inspect)
    names = _names(named[0]) if named else ()
    return dataset_of(path, train, test, name=name, names=names)


def write(path: str | Path, images: Images, labels: Labels, class_names: tuple[str, ...]) -> None:
    """Write samples as an `.npz` file whose training part and test part are the same: all of these.

    So they can be looked at, and a network can be trained on them; its test accuracy is then no
    judgement. The rest is as `write_parts` has it.
    """
    write_parts(path, (images, labels), (images, labels), class_names)


def write_parts(
    path: str | Path,
    train: tuple[Images, Labels],
    test: tuple[Images, Labels],
    class_names: tuple[str, ...],
) -> None:
    """Write samples as an `.npz` file that this program and others read, whole or not at all.

    Args:
        path: the file wanted.
        train: pictures (n, h, w) or (n, h, w, 3) uint8, and labels (n,) uint8, 0 to C - 1.
        test: the same, n at least 1.
        class_names: of the C classes.

    Raises:
        FileError: there are no samples, not one label a picture, or the file cannot be written;
            what stood there before still stands.
    """
    path = Path(path)
    spec = checked_layout(path, "x_test", test[0].shape).spec
    arrays: dict[str, NDArray[np.generic]] = {}
    for part, (images, labels) in (("train", train), ("test", test)):
        if part == "train" and not len(images):
            continue
        array_checks.check_count(path, f"x_{part}", len(images))
        array_checks.check_labels(path, f"y_{part}", labels.shape, len(images))
        arrays |= {f"x_{part}": images, f"y_{part}": labels}
    if not are_digits(spec, class_names):
        arrays[NAMES] = np.array(class_names)
    what = translate("the [samples]")
    with replacing(path, what=what) as temporary, temporary.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def inspect_arrays(path: Path, inspect: Inspect) -> None:
    """Read the four arrays of an `.npz` file of digits, only to have them inspected.

    Raises:
        FileError: as `open_path`.
    """
    check_regular(path, expected=translate(EXPECTED))
    for key in KEYS:
        with array_checks.reading(path, translate(EXPECTED)), opened_zip(path) as archive:
            header = _header(path, archive, key)
        array_checks.check_size(path, header.size)
        inspect(key, _bytes_of(_read(path, key, header)))


def _inspected(part: array_names.Part, inspect: Inspect) -> array_names.Part:
    """A part whose arrays are looked at when its pictures are read."""
    pictures, labels = part.pictures, part.labels

    def read() -> NDArray[np.generic]:
        values = pictures.read()
        inspect(pictures.name, _bytes_of(values))
        if labels is not None:
            inspect(labels.name, _bytes_of(labels.read()))
        return values

    return array_names.Part(replace(pictures, read=read), labels)


def _bytes_of(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    return np.ravel(values, "K").view(np.uint8)


def _arrays(path: Path, archive: zipfile.ZipFile) -> dict[str, StoredArray]:
    """The arrays of an archive, by name; of each the header is read."""
    members = [info.filename for info in archive.infolist()]
    keys = [name.removesuffix(_ENDING) for name in members if name.endswith(_ENDING)]
    if not keys or len(keys) > _MAX_ARRAYS:
        with path.open("rb") as file:
            kind = file_kinds.kind_of(file.read(file_kinds.HEAD))
        if kind is not None and kind.use is file_kinds.Use.NETWORK:
            raise FileError(
                path, expected=translate(EXPECTED), found=kind.found(), remedy=kind.remedy()
            )
        found = ", ".join(members[:8])[:100] or translate("nothing")
        raise FileError(
            path,
            expected=translate(EXPECTED),
            found=translate("it holds {0}", found),
            remedy=translate("unpack it and open the folder"),
        )
    arrays = {}
    for key in keys:
        header = _header(path, archive, key)
        read, first = partial(_read, path, key, header), partial(_first, path, key, header)
        arrays[key] = StoredArray(path, key, header.shape, header.dtype, read, first)
    return arrays


def _names(array: StoredArray) -> tuple[str, ...]:
    """Names of the classes, as the file has them."""
    array_checks.check_size(array.path, array.size)
    if len(array.shape) != 1 or array.size > class_names.MAX_BYTES:
        raise FileError(
            array.path,
            expected=translate("one short name for each class in {0}", array.name),
            found=translate("the shape is {0}", array.shape),
        )
    values = array.read()
    if values.dtype.kind == "S":
        values = np.char.decode(values, "utf-8", "replace")  # type: ignore[arg-type]
    names = tuple(str(name).strip() for name in values.tolist())
    array_checks.check_classes(array.path, len(names))
    class_names.check_named(array.path, names)
    return names


def _read(path: Path, key: str, header: Header) -> NDArray[np.generic]:
    check_regular(path, expected=translate(EXPECTED))
    with array_checks.reading(path, translate(EXPECTED)), opened_zip(path) as archive:
        check_same(path, key, header, _header(path, archive, key))
        with archive.open(f"{key}{_ENDING}") as file:
            file.read(header.start)
            return read_values(path, key, file, header)  # type: ignore[arg-type]


def _first(path: Path, key: str, header: Header, number: int) -> NDArray[np.generic]:
    with array_checks.reading(path, translate(EXPECTED)), opened_zip(path) as archive:
        check_same(path, key, header, _header(path, archive, key))
        with archive.open(f"{key}{_ENDING}") as file:
            file.read(header.start)
            return read_rows(file, header, number)  # type: ignore[arg-type]


def _header(path: Path, archive: zipfile.ZipFile, key: str) -> Header:
    """Read shape and type of an array, and check that its values can be there."""
    try:
        info = archive.getinfo(f"{key}{_ENDING}")
    except KeyError:
        found = ", ".join(archive.namelist()[:8])[:100] or translate("nothing")
        raise FileError(
            path, expected=translate(EXPECTED), found=translate("it holds {0}", found)
        ) from None
    if info.compress_type not in PACKINGS:
        raise FileError(
            path,
            expected=translate("{0} stored or deflated", key),
            found=translate("it is compressed in another way"),
            remedy=translate("save it with numpy.savez_compressed"),
        )
    with archive.open(info) as file:
        header = read_header(path, key, file)  # type: ignore[arg-type]
    check_stored(path, key, header, info.file_size)
    if is_bomb(info.compress_size, info.file_size):
        raise FileError(
            path,
            expected=translate("pictures in {0}", key),
            found=translate("it unpacks to too many bytes"),
        )
    return header
