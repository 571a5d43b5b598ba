"""Samples from Parquet files with encoded pictures, as Hugging Face's data sets have them.

A file's name says of which part it is (``train-00000-of-00001.parquet``). Reading them needs
pyarrow, which ``pip install "camviewer[parquet]"`` brings.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from camviewer.common.errors import FileError
from camviewer.common.files import check_regular
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Dataset, Labels, Split, no_samples
from camviewer.data.digits.spec import DIGIT_NAMES, are_digits
from camviewer.data.sources import array_checks, class_names
from camviewer.data.sources.array_names import PARTS
from camviewer.data.sources.encoded_pictures import EncodedSplit, survey
from camviewer.data.sources.label_arrays import StoredLabels, read_labels
from camviewer.data.spec import Noun

TITLE = tr_noop("a Parquet file")

EXPECTED = tr_noop("a Parquet file with a column of PNG or JPEG pictures")

_MAGIC = b"PAR1"
_ENDING = ".parquet"
_LABELS = ("label", "labels", "target", "class", "fine_label", "coarse_label", "character", "y")


class EncodedColumn:
    """The pictures of a Parquet file's column."""

    def __init__(self, path: Path, column: Any) -> None:
        """Take the column of bytes, a chunked array of pyarrow's."""
        self._path = path
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def content(self, index: int) -> bytes:
        """The bytes of picture `index`; `FileError` if there is none in that row."""
        content = self._column[index].as_py()
        if not isinstance(content, bytes):
            raise FileError(
                self.name(index), expected=translate("a picture"), found=translate("no picture")
            )
        return content

    def name(self, index: int) -> str:
        """The file and the row of picture `index`."""
        return f"{self._path} [{index}]"


def recognises(path: Path) -> bool:
    """Whether a file begins as Parquet does, or a folder has such files."""
    if path.is_dir():
        return bool(_files(path))
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def open_path(path: Path) -> Dataset:
    """The samples of a Parquet file, or of a folder's files. Pictures are decoded when asked for.

    Raises:
        FileError: pyarrow is not installed, there is no such file, or it is damaged.
    """
    if not path.is_dir():
        check_regular(path, expected=translate(EXPECTED))
        files = {"": path}
    else:
        files = _files(path)
    if not files:
        raise FileError(path, expected=translate(EXPECTED), found=translate("no such file in it"))
    shown = next(part for part in ("test", "val", "", "train") if part in files)
    chosen = (
        [files[shown]]
        if shown == "train" or "train" not in files
        else [
            files["train"],
            files[shown],
        ]
    )
    tables = [_Table(each) for each in chosen]
    found = survey(tables[-1].pictures)
    stored = [table.labels for table in tables if table.labels is not None]
    names = next((table.names for table in tables if table.names), ()) or class_names.beside(path)
    read = read_labels(stored, found.spec, names) if stored else None
    parts = iter(read.parts if read is not None else ())
    splits: list[Split] = []
    for table in tables:
        labels: Labels | None = next(parts) if table.labels is not None else None
        splits.append(EncodedSplit(table.pictures, labels, found.spec))
    classes = read.names if read is not None else names or DIGIT_NAMES
    noun = Noun.DIGIT if are_digits(found.spec, classes) else Noun.PICTURE
    learnt = splits[0] if len(splits) > 1 else no_samples(found.spec)
    return Dataset(str(path), learnt, splits[-1], found.spec, classes, noun, found.notes)


def _files(folder: Path) -> dict[str, Path]:
    """The first file of each part in a folder, or in its folder ``data``."""
    found: dict[str, Path] = {}
    for place in (folder, folder / "data"):
        if place.is_dir():
            for file in sorted(place.glob(f"*{_ENDING}")):
                words = re.split(r"[^a-z0-9]+", file.name.lower())
                part = next((PARTS[word] for word in words if word in PARTS), "")
                if file.is_file():
                    found.setdefault(part, file)
    return found


class _Table:
    """The columns of a file that matter."""

    def __init__(self, path: Path) -> None:
        reader = _pyarrow(path)
        with array_checks.reading(path, translate(EXPECTED)), reader.ParquetFile(path) as file:
            size = sum(
                file.metadata.row_group(each).total_byte_size
                for each in range(file.metadata.num_row_groups)
            )
            array_checks.check_size(path, size)
            array_checks.check_count(path, path.name, file.metadata.num_rows)
            schema = file.schema_arrow
            pictures, label = _picture_column(schema), _label_column(schema)
            if pictures is None:
                raise FileError(
                    path,
                    expected=translate(EXPECTED),
                    found=translate("the columns {0}", ", ".join(schema.names)[:100]),
                )
            table = file.read(columns=[pictures, *([label] if label else [])])
            column = table.column(pictures)
            if str(column.type).startswith("struct"):
                column = _field(column, "bytes")
            self.pictures = EncodedColumn(path, column)
            self.labels = None
            if label:
                values = np.array(table.column(label).to_pylist())
                self.labels = StoredLabels(path, label, values, len(column))
            self.names = _class_names(schema, label)


def _field(column: Any, name: str) -> Any:
    """A field of a column of structures."""
    from pyarrow import chunked_array

    return chunked_array([chunk.field(name) for chunk in column.chunks], _type_of(column, name))


def _type_of(column: Any, name: str) -> Any:
    return column.type.field(name).type


def _picture_column(schema: Any) -> str | None:
    """The column of encoded pictures: bytes, or a structure that has them."""
    for column in schema:
        kind = str(column.type)
        if kind in ("binary", "large_binary") or kind.startswith("struct<bytes: binary"):
            return str(column.name)
    return None


def _label_column(schema: Any) -> str | None:
    names = {name.lower(): name for name in schema.names}
    return next((names[name] for name in _LABELS if name in names), None)


def _class_names(schema: Any, label: str | None) -> tuple[str, ...]:
    """The names that Hugging Face's library wrote into the file, if it did."""
    with suppress(KeyError, TypeError, ValueError, RecursionError):
        features = json.loads(schema.metadata[b"huggingface"])["info"]["features"]
        names = features[label]["names"]
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            return class_names.checked(tuple(names))
    return ()


def _pyarrow(path: Path) -> Any:
    try:
        return import_module("pyarrow.parquet")
    except ImportError:
        raise FileError(
            path,
            expected=translate("pyarrow, which reads Parquet files"),
            found=translate("pyarrow is missing"),
            remedy=translate('run: pip install "camviewer[parquet]"'),
        ) from None
