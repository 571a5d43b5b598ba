"""Zip archives from outside: opened only where their list of entries is short."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camviewer.common.translation import translate

MAX_DIRECTORY = 2_000_000
"""Bytes of the list of entries, which Python reads whole: 20,000 entries, half a second."""


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """A zip archive, to be read.

    Raises:
        BadZipFile: it is none, or has too many entries.
        OSError: it cannot be read.
    """
    with _Opening(path) as file, zipfile.ZipFile(file) as archive:
        file.is_open = True
        yield archive


class _Opening(io.FileIO):
    """A file of which nothing long is read while it is opened as an archive.

    What `ZipFile` reads in one piece then is the list of entries, as long as the file says it is.
    """

    is_open = False

    def read(self, size: int | None = -1, /) -> bytes:
        if not self.is_open and size is not None and size > MAX_DIRECTORY:
            raise zipfile.BadZipFile(translate("it has too many entries"))
        return super().read(-1 if size is None else size) or b""
