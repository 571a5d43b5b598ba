"""Samples from an `.npz` file with x_train, y_train, x_test and y_test."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.files import check_regular, replacing
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import ArraySplit, Dataset, Images, Labels
from camviewer.data.digits.spec import are_digits
from camviewer.data.sources import array_checks
from camviewer.data.spec import ImageSpec, Noun

Inspect = Callable[[str, NDArray[np.uint8]], None]
"""Given an array's name and its raw bytes; raises if they are not the right ones."""

KEYS = ("x_train", "y_train", "x_test", "y_test")

NAMES = "class_names"
"""Where a file may name its classes."""

TITLE = tr_noop("an .npz file")

EXPECTED = tr_noop("an .npz file with x_train, y_train, x_test and y_test")

_READERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
_PART = 1 << 18  # bytes read at once: Python's lock is held meanwhile
_KINDS = {"x": "uif", "y": "ui", "c": "U"}  # NumPy's: whole numbers, signed, fractions, text
_MAX_NAMES = 40_000  # bytes of all class names


@dataclass(frozen=True)
class _Header:
    shape: tuple[int, ...]
    dtype: np.dtype[np.generic]
    fortran: bool
    start: int  # of the values, in bytes

    @property
    def size(self) -> int:
        """Bytes of the values."""
        return array_checks.count(self.shape) * self.dtype.itemsize


def recognises(path: Path) -> bool:
    """Whether a file begins as an `.npz` does."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def open_path(path: Path, *, name: str = "", inspect: Inspect | None = None) -> Dataset:
    """The samples of an `.npz` file. Only headers are read now; arrays when first asked for.

    Args:
        path: holds x_train and x_test: (n, h, w), (n, h, w, 1) or (n, h, w, 3), whole numbers 0
            to 255 or fractions 0 to 1; y_train and y_test: (n,) or (n, 1), whole numbers 0 to
            C - 1; and perhaps class_names: (C,) texts. Without names, pictures of 28 by 28 are
            samples, and the classes of others are numbered by their labels.
        name: of the data set; the path if not given.
        inspect: called with every array when it is read.

    Raises:
        FileError: it is no such file, or it is damaged; the splits raise it as well, when
            their arrays turn out to be damaged or to hold other values.
    """
    check_regular(path, expected=translate(EXPECTED))
    with array_checks.reading(path, translate(EXPECTED)), zipfile.ZipFile(path) as archive:
        headers = {key: _header(path, archive, key) for key in KEYS}
    array_checks.check_size(path, sum(header.size for header in headers.values()))
    spec = array_checks.spec_of(path, "x_train", headers["x_train"].shape)
    names = _names(path) or array_checks.names_of(path, spec, partial(_all_labels, path, headers))

    def split(part: str) -> ArraySplit:
        read = partial(_read, path, part, headers, inspect, spec, len(names))
        return ArraySplit(_length(path, headers, part, spec), read)

    noun = Noun.DIGIT if are_digits(spec, names) else Noun.PICTURE
    return Dataset(name or str(path), split("train"), split("test"), spec, names, noun)


def write(path: str | Path, images: Images, labels: Labels, class_names: tuple[str, ...]) -> None:
    """Write samples as an `.npz` file that this program and others read, whole or not at all.

    The file's training part and its test part are the same: all of these. So they can be
    looked at, and a network can be trained on them; its test accuracy is then no judgement.

    Args:
        path: the file wanted.
        images: (n, h, w) or (n, h, w, 3) uint8, n at least 1.
        labels: (n,) uint8, 0 to C - 1.
        class_names: of the C classes.

    Raises:
        FileError: there are no samples, not one label a picture, or the file cannot be written;
            what stood there before still stands.
    """
    path = Path(path)
    spec = array_checks.spec_of(path, "x_test", images.shape)
    array_checks.check_labels(path, "y_test", labels.shape, len(images))
    arrays: dict[str, NDArray[np.generic]] = dict.fromkeys(("x_train", "x_test"), images)
    arrays |= dict.fromkeys(("y_train", "y_test"), labels)
    if not are_digits(spec, class_names):
        arrays[NAMES] = np.array(class_names)
    what = translate("the [samples]")
    with replacing(path, what=what) as temporary, temporary.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def inspect_arrays(path: Path, inspect: Inspect) -> None:
    """Read every array of an `.npz` file, only to have it inspected.

    Raises:
        FileError: as `open_path`.
    """
    check_regular(path, expected=translate(EXPECTED))
    for key in KEYS:
        with array_checks.reading(path, translate(EXPECTED)), zipfile.ZipFile(path) as archive:
            header = _header(path, archive, key)
            array_checks.check_size(path, header.size)
            content = _content(path, archive, key, header)
        inspect(key, content)


def _names(path: Path) -> tuple[str, ...]:
    """Names of the classes, if the file has them."""
    with array_checks.reading(path, translate(EXPECTED)), zipfile.ZipFile(path) as archive:
        if f"{NAMES}.npy" not in archive.namelist():
            return ()
        header = _header(path, archive, NAMES)
        if header.size > _MAX_NAMES or len(header.shape) != 1:
            raise FileError(
                path,
                expected=translate("one short name a class in {0}", NAMES),
                found=translate("shape {0}", header.shape),
            )
        content = _content(path, archive, NAMES, header)
    names = tuple(str(name).strip() for name in np.frombuffer(content, header.dtype))
    array_checks.check_classes(path, len(names))
    if len(set(names)) < len(names) or not all(name.isprintable() and name for name in names):
        raise FileError(
            path,
            expected=translate("a name of its own for each class in {0}", NAMES),
            found=translate("others"),
        )
    return names


def _all_labels(path: Path, headers: dict[str, _Header]) -> NDArray[np.generic]:
    parts = [_array(path, key, headers[key], None) for key in ("y_train", "y_test")]
    return np.concatenate([part.reshape(-1) for part in parts])


def _length(path: Path, headers: dict[str, _Header], part: str, spec: ImageSpec) -> int:
    length = array_checks.check_images(path, f"x_{part}", headers[f"x_{part}"].shape, spec)
    array_checks.check_labels(path, f"y_{part}", headers[f"y_{part}"].shape, length)
    return length


def _read(
    path: Path,
    part: str,
    headers: dict[str, _Header],
    inspect: Inspect | None,
    spec: ImageSpec,
    classes: int,
) -> tuple[Images, Labels]:
    check_regular(path, expected=translate(EXPECTED))
    images, labels = (
        _array(path, f"{letter}_{part}", headers[f"{letter}_{part}"], inspect) for letter in "xy"
    )
    return (
        array_checks.to_images(path, f"x_{part}", images, spec),
        array_checks.to_labels(path, f"y_{part}", labels, classes),
    )


def _array(path: Path, key: str, header: _Header, inspect: Inspect | None) -> NDArray[np.generic]:
    with array_checks.reading(path, translate(EXPECTED)), zipfile.ZipFile(path) as archive:
        if _header(path, archive, key) != header:
            raise FileError(
                path,
                expected=translate("{0} as it was", key),
                found=translate("a changed file"),
                remedy=translate("open it again"),
            )
        content = _content(path, archive, key, header)
    if inspect is not None:
        inspect(key, content)
    array: NDArray[np.generic] = np.frombuffer(content, header.dtype)
    return array.reshape(header.shape, order="F" if header.fortran else "C")


def _header(path: Path, archive: zipfile.ZipFile, key: str) -> _Header:
    """Read shape and type of an array, and check that its values can be there."""
    name = f"{key}.npy"
    if name not in archive.namelist():
        names = ", ".join(Path(found).stem for found in archive.namelist()[:8]) or translate(
            "nothing"
        )
        raise FileError(
            path, expected=translate(EXPECTED), found=translate("only {0}", names[:100])
        )
    with archive.open(name) as file:
        version = npy.read_magic(file)
        if version not in _READERS:
            raise ValueError(translate("{0} has version {1} of NumPy's format", key, version))
        shape, fortran, dtype = _READERS[version](file)
        header = _Header(shape, dtype, fortran, file.tell())
    if dtype.hasobject:
        raise FileError(
            path,
            expected=translate("numbers in {0}", key),
            found=translate("Python objects, never read"),
        )
    if dtype.kind not in _KINDS[key[0]]:
        raise FileError(
            path, expected=translate("numbers of a known kind in {0}", key), found=str(dtype)
        )
    stored = archive.getinfo(name).file_size - header.start
    if stored != header.size:
        raise FileError(
            path,
            expected=translate("{0} bytes in {1}, as its header says", header.size, key),
            found=str(stored),
        )
    return header


def _content(path: Path, archive: zipfile.ZipFile, key: str, header: _Header) -> NDArray[np.uint8]:
    content, read = np.empty(header.size, np.uint8), 0
    with archive.open(f"{key}.npy") as file:
        file.read(header.start)
        while part := file.read(min(_PART, header.size - read)):
            content[read : read + len(part)] = np.frombuffer(part, np.uint8)
            read += len(part)
        more = file.read(1)  # reaching the end checks the archive's own sum
    if read != header.size or more:
        raise FileError(
            path,
            expected=translate("{0} bytes in {1}", header.size, key),
            found=translate("{0}, then its end", read),
        )
    return content
