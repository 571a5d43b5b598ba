"""Samples from IDX files, MNIST's own format, compressed with gzip or not.

A folder holds pairs of pictures and labels under any usual names: ``train-images-idx3-ubyte``,
``t10k-labels.idx1-ubyte``, ``emnist-letters-test-images-idx3-ubyte.gz`` and the like. One pair
alone may have any name in which ``images`` and ``labels`` (or ``image`` and ``label``, or ``idx3``
and ``idx1``) are exchanged; beside a test pair the training pair of the same name is found as well.

EMNIST's pictures are stored lying (rows and columns exchanged), which their files do not say: they
are known by ``emnist`` in their names, or by the mapping file of EMNIST's kind beside them.
"""

from __future__ import annotations

import gzip
import math
import re
import struct
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from camviewer.common.archives import is_bomb
from camviewer.common.errors import FileError
from camviewer.common.files import check_regular
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Dataset
from camviewer.data.sources import array_checks, class_names
from camviewer.data.sources.array_names import Part, role_of
from camviewer.data.sources.assembly import dataset_of
from camviewer.data.sources.stored_array import StoredArray

TITLE = tr_noop("a folder or a pair of IDX files")

EXPECTED = tr_noop("an IDX file of pictures or labels")

_GREY, _COLOURED = 0x00000803, 0x00000804  # unsigned bytes, three or four dimensions
_LABELS = 0x00000801  # unsigned bytes, one dimension
_DIMENSIONS = {_GREY: 3, _COLOURED: 4, _LABELS: 1}
_TYPES = (b"\x08", b"\x09", b"\x0b", b"\x0c", b"\x0d", b"\x0e")  # of IDX values, read or not
_GZIP = b"\x1f\x8b"
_START, _MAGIC = 4096, 4  # bytes at the beginning that are looked at, and of what they become
_EXCHANGES = (("images", "labels"), ("image", "label"), ("idx3", "idx1"))
_TESTS = ("t10k", "test", "testing")
_NAME = re.compile(r"(?i).*(idx\d|ubyte)(\.gz)?$")
_MAX_FILES = 1000  # of a folder that are looked at


def recognises(path: Path) -> bool:
    """Whether a file begins as an IDX file (or gzip) does, or a folder has files so called."""
    if path.is_dir():
        return bool(_named(path))
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith(_GZIP):
        with suppress(zlib.error):  # a damaged one is told as such
            start = zlib.decompressobj(31).decompress(start, _MAGIC)
        if start.startswith(_GZIP):
            return True
    return start[:2] == b"\0\0" and start[2:3] in _TYPES


def open_path(path: Path) -> Dataset:
    """The samples of a folder of IDX files, or of one pair. Pictures are read when asked for.

    Args:
        path: a folder with the pairs of both parts or of one, or either file of a pair.

    Raises:
        FileError: there is no such pair, or a file is damaged; the splits raise it as well,
            when their values turn out to be damaged.
    """
    pairs = _pairs(path) if path.is_dir() else _beside(path)
    parts = [Part(_stored(images), _stored(labels)) for images, labels in pairs]
    images = pairs[-1][0]
    prefix = re.split(r"[-_.](?:train|test|t10k)\b", images.name)[0]
    names = class_names.mapping_beside(images, prefix)
    lying = "emnist" in images.name.lower() or bool(names)
    notes = (translate("EMNIST stores its pictures lying on their side; they are shown upright."),)
    return dataset_of(
        path,
        parts[0] if len(parts) > 1 else None,
        parts[-1],
        names=names,
        turned=lying,
        notes=notes if lying else (),
    )


def _named(folder: Path) -> list[Path]:
    """The files of a folder that are called as IDX files are."""
    return sorted(file for file in folder.iterdir() if _NAME.fullmatch(file.name))[:_MAX_FILES]


def _pairs(folder: Path) -> list[tuple[Path, Path]]:
    """The pairs of pictures and labels in a folder, training first."""
    pictures: dict[str, Path] = {}
    for file in _named(folder):
        role = role_of(file.name)
        if role is not None and role.is_pictures and file.is_file():
            set_name = _set_of(file)
            if pictures and set_name != _set_of(next(iter(pictures.values()))):
                raise FileError(
                    folder,
                    expected=translate("one data set in a folder of IDX files"),
                    found=translate("it holds several data sets"),
                    remedy=translate("open the test pictures of one of them"),
                )
            pictures.setdefault(role.part, file)
    pairs = [_pair(pictures[part]) for part in ("train", "test", "val", "") if part in pictures]
    if not pairs:
        raise FileError(
            folder,
            expected=translate(
                "a folder with train-images-idx3-ubyte and t10k-images-idx3-ubyte (.gz "
                "or not) and their labels"
            ),
            found=translate("there are no such files"),
            remedy=translate("open the folder that holds them"),
        )
    return pairs[:2]


def _set_of(path: Path) -> str:
    """A file's name without its part and its form: the same in all files of one data set."""
    plain = re.sub(r"(?i)\b(train|test|t10k|val)\b|\.gz$", "", path.name)
    return re.sub(r"[-_.]+", "-", plain).strip("-")


def _beside(path: Path) -> list[tuple[Path, Path]]:
    """The pair that a file belongs to; before a test pair its training pair, if that is there."""
    images, labels = _pair(path)
    for word in _TESTS:
        if word in images.name:
            plain = images.name.replace(word, "train").removesuffix(".gz")
            training = _first(images.with_name(name) for name in (plain, f"{plain}.gz"))
            if training is not None:
                return [_pair(training), (images, labels)]
    return [(images, labels)]


def _pair(path: Path) -> tuple[Path, Path]:
    """Pictures and labels, given either of them."""
    is_images = len(_shape(path)) > _DIMENSIONS[_LABELS]
    other = _first(_counterparts(path, is_images))
    if other is None:
        raise FileError(
            path,
            expected=translate("its labels next to it")
            if is_images
            else translate("its pictures next to it"),
            found=translate("there is no file of a matching name"),
            remedy=translate(
                "give the two files the same name but for 'images' in one and 'labels' in the other"
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


def _stored(path: Path) -> StoredArray:
    shape = _shape(path)
    name = translate("the labels") if len(shape) == 1 else translate("the pictures")
    return StoredArray(path, name, shape, np.dtype(np.uint8), partial(_array, path))


def _array(path: Path) -> NDArray[np.generic]:
    shape = _shape(path)
    start, size = _header_size(len(shape)), math.prod(shape)
    with array_checks.reading(path, translate(EXPECTED)), _opened(path) as file:
        file.read(start)
        content = file.read(size + 1)
    if len(content) != size:
        raise FileError(
            path,
            expected=translate("{0} values, as its header says", size),
            found=translate("it has too many values")
            if len(content) > size
            else translate("it has {0} values", len(content)),
            remedy=translate("download or copy the file again"),
        )
    return np.frombuffer(content, np.uint8).reshape(shape)


def _shape(path: Path) -> tuple[int, ...]:
    """Read the header: (n, height, width) or (n, height, width, 3) of pictures, (n,) of labels."""
    check_regular(path, expected=translate(EXPECTED))
    with array_checks.reading(path, translate(EXPECTED)), _opened(path) as file:
        start = file.read(_header_size(max(_DIMENSIONS.values())))
        magic = int.from_bytes(start[:4], "big")
        if magic not in _DIMENSIONS or len(start) < _header_size(_DIMENSIONS[magic]):
            raise FileError(
                path,
                expected=translate(EXPECTED),
                found=translate("it begins with 0x{0}", start[:4].hex()),
            )
        shape = struct.unpack_from(f">{_DIMENSIONS[magic]}I", start, 4)
    array_checks.check_size(path, math.prod(shape))
    _check_packed(path, math.prod(shape))
    return shape


def _check_packed(path: Path, size: int) -> None:
    """Raise `FileError` if a file is far smaller than the values that its header promises."""
    packed = path.stat().st_size
    if is_bomb(packed, size):
        raise FileError(
            path,
            expected=translate("{0} values, as its header says", size),
            found=translate("it has {0} bytes", packed),
            remedy=translate("download or copy the file again"),
        )


def _header_size(dimensions: int) -> int:
    return 4 + 4 * dimensions


def _opened(path: Path) -> BinaryIO:
    """The file, decompressed while it is read if it begins as gzip does."""
    file = path.open("rb")
    compressed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    if not compressed:
        return file
    file.close()
    return cast(BinaryIO, gzip.open(path, "rb"))
