"""Reading numbers and texts from HDF5 files: only what lies in the file itself, within limits."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial, reduce
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.files import reason
from camviewer.common.translation import tr_noop, translate
from camviewer.networks.formats import hdf5_rehearsal
from camviewer.networks.formats.hdf5_rehearsal_child import load_no_plugins
from camviewer.networks.graph import Weights

PRECISIONS: tuple[type[np.floating[Any]], ...] = (np.float32, np.float16, np.float64)
"""Types in which Keras may keep weights."""

MAX_LINKS = 5000
"""That are followed in a file: hard links may lead to the same group many times."""

_MAX_DEPTH = 12
"""Of groups in one that is searched: hard links may go in circles."""


@contextmanager
def opened(path: Path, content: bytes, *, expected: str) -> Iterator[Hdf5]:
    """Open an HDF5 file; whatever is damaged in what the block reads becomes a `FileError`.

    Args:
        path: the file meant, for the sentence.
        content: the HDF5 file.
        expected: what the file should hold, for the sentence.
    """
    try:
        if not hdf5_rehearsal.comes_through(path, content):
            raise FileError(
                path,
                expected=expected,
                found=translate("it is damaged: HDF5 cannot read it"),
                remedy=translate("save or copy it again"),
            )
        load_no_plugins()
        with h5py.File(io.BytesIO(content), "r") as file:
            yield Hdf5(path, file, expected)
    except FileError:
        raise
    except Exception as error:  # h5py raises many kinds on damaged files
        raise FileError(
            path,
            expected=expected,
            found=translate("the file is damaged ({0})", reason(error)),
            remedy=translate("save or copy it again"),
        ) from None


class Hdf5:
    """An HDF5 file that is open."""

    def __init__(self, path: Path, file: Any, expected: str) -> None:
        """Nothing is read yet.

        Args:
            path: the file meant, for the sentence.
            file: h5py's.
            expected: what the file should hold, for the sentence.
        """
        self._path = path
        self._file = file
        self._expected = expected
        self._links = 0

    def names(self) -> list[str]:
        """What lies at the top."""
        return [*self._file]

    def has_attribute(self, name: str) -> bool:
        """Whether the file as a whole has such an attribute."""
        return name in self._file.attrs

    def text(self, name: str, *, at_most: int) -> str | None:
        """A text among the attributes of the file as a whole; None if there is none.

        Raises:
            FileError: it is no single text, or is longer than `at_most` bytes.
        """
        if name not in self._file.attrs:
            return None
        attribute = self._file.attrs.get_id(name)
        if attribute.shape != () or attribute.dtype.kind not in "OS":
            raise self._unlike(translate("{0} is not text", repr(name)))
        if attribute.dtype.itemsize > at_most:
            raise self._unlike(translate("{0} is too long", repr(name)))
        value = self._file.attrs[name]
        text = value.decode("utf-8") if isinstance(value, bytes) else value
        if not isinstance(text, str):
            raise self._unlike(translate("{0} is not text", repr(name)))
        if len(text) > at_most:
            raise self._unlike(translate("{0} is too long", repr(name)))
        return text

    def datasets(self, group: str) -> list[str]:
        """Places, from that group on, of all arrays in it; none if there is no such group.

        Raises:
            FileError: there are too many, those of groups that were asked for before included.
        """
        if not self._is_inside(group) or not isinstance(self._file[group], h5py.Group):
            return []
        found: list[str] = []
        waiting: list[tuple[str, Any, int]] = [("", self._file[group], 0)]
        while waiting:
            before, here, depth = waiting.pop()
            self._links += len(here)
            if self._links > MAX_LINKS or depth > _MAX_DEPTH:
                raise self._unlike(translate("it has too many groups in {0}", repr(group)))
            for name in here:
                if not isinstance(here.get(name, getlink=True), h5py.HardLink):
                    continue
                inner = here[name]
                if isinstance(inner, h5py.Group):
                    waiting.append((f"{before}{name}/", inner, depth + 1))
                else:
                    found.append(f"{before}{name}")
        return found

    def read(
        self,
        shapes: Sequence[tuple[str, tuple[int, ...]]],
        *,
        kinds: tuple[type[np.floating[Any]], ...] = (np.float32,),
    ) -> Weights:
        """Read arrays.

        Args:
            shapes: the place of each in the file, and the shape that it must have.
            kinds: types in which they may be kept.

        Returns:
            The arrays, in that order.

        Raises:
            FileError: one is missing, is kept elsewhere or in pieces, or is of another shape or
                type, or not finite.
        """
        return [self._read(key, shape, kinds) for key, shape in shapes]

    def _read(
        self, key: str, shape: tuple[int, ...], kinds: tuple[type[np.floating[Any]], ...]
    ) -> NDArray[np.float32]:
        """One array, if it is there, is in this file itself, and is what it should be."""
        if not self._is_inside(key):
            raise self._unlike(translate("it has no weights {0}", repr(key)))
        dataset = self._file[key]
        if not isinstance(dataset, h5py.Dataset):
            raise self._unlike(translate("it has no weights {0}", repr(key)))
        if dataset.is_virtual or dataset.external:
            raise self._unlike(translate("{0} is kept in another file", repr(key)))
        if dataset.chunks is not None:  # Keras never cuts or compresses: no bombs, no plug-ins
            raise self._unlike(translate("{0} is kept in pieces", repr(key)))
        if dataset.shape != shape or dataset.dtype not in kinds:
            names = reduce(
                partial(translate, tr_noop("{0} or {1}")), (kind.__name__ for kind in kinds)
            )
            raise FileError(
                self._path,
                expected=translate("weights {0} of shape {1}, {2}", repr(key), shape, names),
                found=translate("their shape is {0}, {1}", dataset.shape, dataset.dtype),
            )
        with np.errstate(over="ignore"):  # what single precision does not hold is infinite
            values = np.array(dataset[()]).astype(np.float32)
        if not np.isfinite(values).all():
            raise FileError(
                self._path,
                expected=translate("finite weights"),
                found=translate("it has infinite numbers or NaN in {0}", repr(key)),
                remedy=translate("train it again, perhaps with a lower learning rate"),
            )
        return values

    def _unlike(self, found: str) -> FileError:
        return FileError(self._path, expected=self._expected, found=found)

    def _is_inside(self, key: str) -> bool:
        """Whether every step of the way is a real link, not one to another file."""
        group, names = self._file, key.split("/")
        for depth, name in enumerate(names):
            if not isinstance(group, h5py.Group) or not isinstance(
                group.get(name, getlink=True), h5py.HardLink
            ):
                return False
            if depth < len(names) - 1:
                group = group[name]
        return True
