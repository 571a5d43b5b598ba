"""Samples from IDX files, MNIST's own format, compressed with gzip or not.

A folder holds two pairs under MNIST's names (``train-images-idx3-ubyte``,
``train-labels-idx1-ubyte``, ``t10k-images-idx3-ubyte``, ``t10k-labels-idx1-ubyte``, also with
``.idx`` instead of ``-idx``, also with ``.gz``). One pair alone may have any name in which
``images`` and ``labels`` (or ``image`` and ``label``, or ``idx3`` and ``idx1``) are exchanged;
its samples are then both the test part and the training part.
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.files import check_regular
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import ArraySplit, Dataset, Images, Labels, Split
from camviewer.data.digits.spec import are_digits
from camviewer.data.sources import array_checks
from camviewer.data.spec import ImageSpec, Noun

TITLE = tr_noop("a folder or a pair of IDX files")

EXPECTED = tr_noop("an IDX file of pictures or labels")

_IMAGES = 0x00000803  # unsigned bytes, three dimensions
_LABELS = 0x00000801  # unsigned bytes, one dimension
_DIMENSIONS = {_IMAGES: 3, _LABELS: 1}
_TYPES = (b"\x08", b"\x09", b"\x0b", b"\x0c", b"\x0d", b"\x0e")  # of IDX values, read or not
_GZIP = b"\x1f\x8b"
_EXCHANGES = (("images", "labels"), ("image", "label"), ("idx3", "idx1"))
_PARTS = ("train", "t10k")


def recognises(path: Path) -> bool:
    """Whether this is a folder, or a file that begins as an IDX file (or gzip) does."""
    if path.is_dir():
        return True
    with path.open("rb") as file:
        start = file.read(3)
    return start.startswith(_GZIP) or (start[:2] == b"\0\0" and start[2:] in _TYPES)


def open_path(path: Path) -> Dataset:
    """The samples of a folder of IDX files, or of one pair. Values are read when asked for.

    Args:
        path: a folder with both pairs or one, or either file of a pair.

    Raises:
        FileError: there is no such pair, or a file is damaged; the splits raise it as well,
            when their values turn out to be damaged.
    """
    pairs = _pairs(path) if path.is_dir() else [_pair(path)]
    spec = array_checks.spec_of(pairs[0][0], translate("the pictures"), _shape(pairs[0][0]))

    def labels() -> NDArray[np.generic]:
        return np.concatenate([_array(labels) for _, labels in pairs])

    names = array_checks.names_of(path, spec, labels)
    splits = [_split(*pair, spec, len(names)) for pair in pairs]
    noun = Noun.DIGIT if are_digits(spec, names) else Noun.PICTURE
    return Dataset(str(path), splits[0], splits[-1], spec, names, noun)


def _pairs(folder: Path) -> list[tuple[Path, Path]]:
    """The pairs of pictures and labels in a folder, training first."""
    pairs = []
    for part in _PARTS:
        images = _first(
            folder / f"{part}-images{sign}idx3-ubyte{end}" for sign in "-." for end in ("", ".gz")
        )
        if images is not None:
            pairs.append(_pair(images))
    if not pairs:
        raise FileError(
            folder,
            expected=translate(
                "a folder with train-images-idx3-ubyte and t10k-images-idx3-ubyte (.gz "
                "or not) and their labels"
            ),
            found=translate("neither"),
            remedy=translate("name the folder that holds them"),
        )
    return pairs


def _pair(path: Path) -> tuple[Path, Path]:
    """Pictures and labels, given either of them."""
    is_images = len(_shape(path)) == _DIMENSIONS[_IMAGES]
    other = _first(_counterparts(path, is_images))
    if other is None:
        raise FileError(
            path,
            expected=translate("its labels beside it")
            if is_images
            else translate("its pictures beside it"),
            found=translate("no file of a matching name"),
            remedy=translate(
                "name the two files alike, with 'images' in the one and 'labels' in the other"
            ),
        )
    return (path, other) if is_images else (other, path)


def _counterparts(path: Path, is_images: bool) -> list[Path]:
    """Where the other file of a pair may be: its words exchanged, compressed or not."""
    names = []
    for chosen in (_EXCHANGES, _EXCHANGES[:2], _EXCHANGES[2:]):
        name = path.name
        for images, labels in chosen:
            name = name.replace(images, labels) if is_images else name.replace(labels, images)
        if name != path.name:
            plain = name.removesuffix(".gz")
            names += [name, plain, f"{plain}.gz"]
    return [path.with_name(name) for name in names]


def _first(candidates: Iterable[Path]) -> Path | None:
    return next((path for path in candidates if path.is_file()), None)


def _split(images: Path, labels: Path, spec: ImageSpec, classes: int) -> Split:
    shape = _shape(images)
    length = array_checks.check_images(images, translate("the pictures"), shape, spec)
    array_checks.check_labels(labels, translate("the labels"), _shape(labels), length)
    return ArraySplit(length, partial(_read, images, labels, spec, classes))


def _read(images: Path, labels: Path, spec: ImageSpec, classes: int) -> tuple[Images, Labels]:
    pictures, numbers = _array(images), _array(labels)
    length = array_checks.check_images(images, translate("the pictures"), pictures.shape, spec)
    array_checks.check_labels(labels, translate("the labels"), numbers.shape, length)
    return (
        array_checks.to_images(images, translate("the pictures"), pictures, spec),
        array_checks.to_labels(labels, translate("the labels"), numbers, classes),
    )


def _array(path: Path) -> NDArray[np.generic]:
    shape = _shape(path)
    start, size = _header_size(shape), array_checks.count(shape)
    with array_checks.reading(path, translate(EXPECTED)), _opened(path) as file:
        file.read(start)
        content = file.read(size + 1)
    if len(content) != size:
        raise FileError(
            path,
            expected=translate("{0} values, as its header says", size),
            found=translate("more") if len(content) > size else str(len(content)),
            remedy=translate("get the file again"),
        )
    return np.frombuffer(content, np.uint8).reshape(shape)


def _shape(path: Path) -> tuple[int, ...]:
    """Read the header: (n, height, width) of pictures, (n,) of labels."""
    check_regular(path, expected=translate(EXPECTED))
    with array_checks.reading(path, translate(EXPECTED)), _opened(path) as file:
        start = file.read(_header_size((0, 0, 0)))
        magic = int.from_bytes(start[:4], "big")
        if magic not in _DIMENSIONS or len(start) < _header_size((0,) * _DIMENSIONS[magic]):
            raise FileError(
                path,
                expected=translate(EXPECTED),
                found=translate("a file that begins 0x{0}", start[:4].hex()),
            )
        shape = struct.unpack_from(f">{_DIMENSIONS[magic]}I", start, 4)
    array_checks.check_size(path, array_checks.count(shape))
    return shape


def _header_size(shape: tuple[int, ...]) -> int:
    return 4 + 4 * len(shape)


def _opened(path: Path) -> BinaryIO:
    """The file, decompressed while it is read if it begins as gzip does."""
    file = path.open("rb")
    compressed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    if not compressed:
        return file
    file.close()
    return cast(BinaryIO, gzip.open(path, "rb"))
