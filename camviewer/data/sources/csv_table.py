"""Samples from a table of text: a line each, with its label and its pixels.

Known are Kaggle's files (``label,pixel0,…``), tables without a line of names, with the label first
or last or under its name, tables without labels, separated by commas, semicolons or tabs,
compressed with gzip or not. Beside a test table the training table of the same name is found.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.archives import gunzipped
from camviewer.common.errors import FileError
from camviewer.common.files import check_regular, read_bytes
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Dataset
from camviewer.data.sources import array_checks
from camviewer.data.sources.array_names import PARTS, Part
from camviewer.data.sources.assembly import dataset_of
from camviewer.data.sources.stored_array import StoredArray
from camviewer.data.spec import MAX_CLASSES, MAX_SIDE, MIN_SIDE

TITLE = tr_noop("a CSV file")

EXPECTED = tr_noop("a text table with a line for each picture: its label and its pixels")

_GZIP = b"\x1f\x8b"
_START = 4096  # bytes that tell whether it is a table
_LEAST = MIN_SIDE**2  # columns
_MOST = 3 * MAX_SIDE**2 + 10
_FIELD = 30  # characters of a number, on the average of a line at most
MAX_TEXT = 600_000_000
"""Bytes of the longest table that is read, decompressed."""

_SEPARATORS = ",;\t"
_LABELS = frozenset(("label", "labels", "class", "target", "y", "digit", "letter", "emotion"))
_PASSED_OVER = frozenset(("id", "index", "", "unnamed: 0", "imageid", "usage"))
_ENDING = re.compile(r"(?i).*\.(csv|tsv)(\.gz)?$")
_LOOKED_AT = 200  # lines by which the column of labels is found
_BLOCK = 1000  # lines converted at a time


def recognises(path: Path) -> bool:
    """Whether a file begins as a table of pixels does, or a folder has one called train or test."""
    if path.is_dir():
        return bool(_parts_of(path))
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith(_GZIP):
        start = zlib.decompressobj(31).decompress(start, _START) if _inflates(start) else b""
    return _is_table(start)


def open_path(path: Path) -> Dataset:
    """The samples of a table, or of a folder's training and test tables.

    The text and its labels are read now, pixels when first asked for.

    Raises:
        FileError: it is no such table; the splits raise it as well, naming the wrong line.
    """
    if path.is_dir():
        tables = _parts_of(path)
        test = next((tables[part] for part in ("test", "val") if part in tables), None)
        train = tables.get("train")
    else:
        check_regular(path, expected=translate(EXPECTED))
        train, test = _training_beside(path), path
    if test is None:
        train, test = None, train
    if test is None:
        raise FileError(
            path,
            expected=translate(EXPECTED),
            found=translate("it has no table called train or test"),
        )
    lying = "emnist" in test.name.lower()
    notes = (translate("EMNIST stores its pictures lying on their side; they are shown upright."),)
    learnt = None if train is None else _part(train)
    return dataset_of(path, learnt, _part(test), turned=lying, notes=notes if lying else ())


def _inflates(start: bytes) -> bool:
    try:
        zlib.decompressobj(31).decompress(start, _START)
    except zlib.error:
        return False
    return True


def _is_table(start: bytes) -> bool:
    """Whether these are the first bytes of a table of many columns."""
    if not start or b"\0" in start:
        return False
    line = start.decode("utf-8-sig", "replace").splitlines()[0]
    fields = line.split(_separator(line))
    counted = sum(any(map(str.isdecimal, field)) for field in fields)
    is_cut = len(start) == _START and b"\n" not in start
    return line[:1] not in "<{[" and counted >= (_LEAST // 2 if is_cut else _LEAST)


def _parts_of(folder: Path) -> dict[str, Path]:
    """The tables of a folder whose names tell a part."""
    found: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        if _ENDING.fullmatch(file.name):
            words = re.split(r"[^a-z0-9]+", file.name.lower())
            part = next((PARTS[word] for word in words if word in PARTS), "")
            if part and file.is_file():
                found.setdefault(part, file)
    return found


def _training_beside(path: Path) -> Path | None:
    """The training table that a test table belongs to."""
    name = re.sub(r"(?<![a-zA-Z])test(?![a-zA-Z])", "train", path.name)
    other = path.with_name(name)
    return other if name != path.name and other.is_file() and recognises(other) else None


def _separator(line: str) -> str:
    return max(_SEPARATORS, key=line.count)


@dataclass(frozen=True)
class _Table:
    """A table's lines, and which columns are what."""

    path: Path
    lines: list[str]
    first: int  # number of the first line, as an editor counts them
    separator: str
    label: int | None
    pixels: tuple[int, ...]

    def check_lengths(self) -> None:
        """Raise `FileError` if a line is far longer than its numbers can be."""
        longest = max(range(len(self.lines)), key=lambda place: len(self.lines[place]))
        if len(self.lines[longest]) > _FIELD * self._width:
            raise self._wrong(longest)

    def labels(self) -> NDArray[np.generic]:
        """(n,) the labels as text."""
        assert self.label is not None
        return np.array([self._field(place) for place in range(len(self.lines))])

    def _field(self, place: int) -> str:
        line, label = self.lines[place], self.label
        if label == 0:
            return _plain(line.partition(self.separator)[0])
        fields = line.split(self.separator)
        if label is None or len(fields) <= label:
            raise self._wrong(place)
        return _plain(fields[label])

    def pictures(self) -> NDArray[np.generic]:
        """(n, pixels) whole numbers as uint8, others as fractions."""
        blocks = [
            self._block(start, self.lines[start : start + _BLOCK])
            for start in range(0, len(self.lines), _BLOCK)
        ]
        return np.concatenate(blocks)

    def _block(self, start: int, lines: list[str]) -> NDArray[np.generic]:
        try:
            return self._numbers(lines)
        except ValueError:
            for place, line in enumerate(lines, start):
                try:
                    self._numbers([line])
                except ValueError:
                    raise self._wrong(place) from None
            raise self._wrong(start) from None

    def _numbers(self, lines: list[str]) -> NDArray[np.generic]:
        columns = self._width if self.label is None else self._width - 1
        if len(self.pixels) == columns and self.label in (None, 0, self._width - 1):
            levels = whole_levels([self._without_label(line) for line in lines], self.separator)
            if levels is not None and levels.size == len(lines) * columns:
                return levels.reshape(len(lines), columns)
        return self._slow_numbers(lines)

    def _without_label(self, line: str) -> str:
        if self.label is None:
            return line
        first, last = line.partition(self.separator), line.rpartition(self.separator)
        return first[2] if self.label == 0 else last[0]

    @cached_property
    def _width(self) -> int:
        return self.lines[0].count(self.separator) + 1

    def _slow_numbers(self, lines: list[str]) -> NDArray[np.generic]:
        """Numbers of any kind; twenty times as slow as whole ones of three digits."""
        numbers = np.loadtxt(
            lines,
            np.float32,
            comments=None,
            delimiter=self.separator,
            usecols=self.pixels,
            ndmin=2,
            quotechar='"',
        )
        with np.errstate(invalid="ignore"):
            levels = numbers.astype(np.uint8)
        return levels if np.array_equal(levels, numbers) else numbers

    def _wrong(self, place: int) -> FileError:
        return FileError(
            self.path,
            expected=translate(
                "a label and {0} numbers in line {1}", len(self.pixels), self.first + place
            ),
            found=translate("the line is of another kind"),
            remedy=translate("correct that line"),
        )


def whole_levels(lines: Sequence[str], separator: str) -> NDArray[np.uint8] | None:
    """The numbers in lines of a table, one after the other; None if not all are 0 to 255.

    Found without a loop over them: where the separators are says where each number's digits are.
    """
    text = np.frombuffer(("\n".join(lines) + "\n").encode(), np.uint8)
    between = (text == ord(separator)) | (text == ord("\n"))
    digits = text - np.uint8(ord("0"))  # what is no digit becomes more than 9
    ends = np.flatnonzero(between)
    lengths = np.diff(ends, prepend=-1) - 1
    if lengths.min() < 1 or lengths.max() > 3 or (digits[~between] > 9).any():
        return None
    numbers = digits[ends - 1].astype(np.uint16)
    for place, worth in ((2, 10), (3, 100)):
        longer = lengths >= place
        numbers[longer] += np.uint16(worth) * digits[ends[longer] - place]
    return numbers.astype(np.uint8) if numbers.max() <= 255 else None


def _part(path: Path) -> Part:
    """Pictures and labels of a table."""
    table = _table(path)
    number = len(table.lines)
    array_checks.check_count(path, path.name, number)
    array_checks.check_size(path, number * len(table.pixels))
    pictures = StoredArray(
        path,
        path.name,
        (number, len(table.pixels)),
        np.dtype(np.float32),
        table.pictures,
    )
    if table.label is None:
        return Part(pictures, None)
    name = translate("the labels")
    kind = np.dtype("U8")
    return Part(pictures, StoredArray(path, name, (number,), kind, table.labels))


def _table(path: Path) -> _Table:
    text = _text(path)
    array_checks.check_count(path, path.name, text.count("\n") or 1)
    lines = text.splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    separator = _separator(lines[0]) if lines else ","
    _check_width(path, lines[0].count(separator) + 1 if lines else 1)
    names = [_plain(field) for field in lines[0].split(separator)] if lines else []
    has_names = bool(names) and not all(map(_is_number, names[1:-1] or names))
    data = lines[1:] if has_names else lines
    if not data:
        raise FileError(
            path, expected=translate(EXPECTED), found=translate("it has no line with a picture")
        )
    label, pixels = _named_columns(names) if has_names else _columns(data[:_LOOKED_AT], separator)
    if math.isqrt(len(pixels)) ** 2 != len(pixels):
        raise FileError(
            path,
            expected=translate("a label and the pixels of a square picture in each line"),
            found=translate("the number of columns is {0}", len(names)),
        )
    table = _Table(path, data, 1 + int(has_names), separator, label, tuple(pixels))
    table.check_lengths()
    return table


def _check_width(path: Path, columns: int) -> None:
    """Raise `FileError` if a table has more columns than any picture has pixels."""
    if columns > _MOST:
        raise FileError(
            path,
            expected=translate("a label and the pixels of a square picture in each line"),
            found=translate("the number of columns is {0}", columns),
        )


def _named_columns(names: Sequence[str]) -> tuple[int | None, list[int]]:
    """The column of labels, if one is called so, and those of pixels."""
    plain = [name.lower() for name in names]
    label = next((place for place, name in enumerate(plain) if name in _LABELS), None)
    others = [place for place in range(len(plain)) if place != label]
    if label is None and not _is_square(len(others)) and _is_square(len(others) - 1):
        label = others[0] if plain[0] not in _PASSED_OVER else None
    return label, [place for place in others if plain[place] not in _PASSED_OVER and place != label]


def _columns(lines: Sequence[str], separator: str) -> tuple[int | None, list[int]]:
    """The column of labels (first or last, if there is one) and those of pixels."""
    width = lines[0].count(separator) + 1
    if _is_square(width) or not _is_square(width - 1):
        return None, list(range(width))
    first = [_plain(line.partition(separator)[0]) for line in lines]
    last = [_plain(line.rpartition(separator)[2]) for line in lines]
    label = width - 1 if _is_rather_labels(last, first) else 0
    return label, [place for place in range(width) if place != label]


def _is_rather_labels(last: Sequence[str], first: Sequence[str]) -> bool:
    """Whether the last column is the labels: the first one has one value, or cannot be labels."""
    if not _are_labels(last):
        return False
    return not _are_labels(first) or len(set(first)) == 1 < len(set(last))


def _are_labels(column: Sequence[str]) -> bool:
    if len(set(column)) > MAX_CLASSES:
        return False
    return all(not _is_number(field) or float(field) in range(MAX_CLASSES + 1) for field in column)


def _is_square(number: int) -> bool:
    return number >= _LEAST and math.isqrt(number) ** 2 == number


def _is_number(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True


def _plain(field: str) -> str:
    return field.strip().strip('"').strip()


def _text(path: Path) -> str:
    """The whole text, decompressed within bounds."""
    with path.open("rb") as file:
        compressed = file.read(2) == _GZIP
    with array_checks.reading(path, translate(EXPECTED)):
        if compressed:
            try:
                content = gunzipped(path, at_most=MAX_TEXT)
            except ValueError:
                raise FileError(
                    path,
                    expected=translate("a table of at most {0} MB", f"{MAX_TEXT / 1e6:.0f}"),
                    found=translate("the table is too large"),
                    remedy=translate("use fewer [samples]"),
                ) from None
        else:
            content = read_bytes(path, expected=translate(EXPECTED), at_most=MAX_TEXT)
        return content.decode("utf-8-sig")
