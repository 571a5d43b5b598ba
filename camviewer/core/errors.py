"""The errors that a person meets."""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """Something a person asked for cannot be done; the message is one sentence that helps.

    The sentence says what was expected, what was found and what to do. The window shows it
    in its message bar; the command line prints it on one line and exits with code 2.
    """


class FileError(UserError):
    """A file cannot be used."""

    def __init__(self, path: str | Path, *, expected: str, found: str, remedy: str = "") -> None:
        """Compose the sentence.

        Args:
            path: the file that was meant.
            expected: what it should have been, e.g. ``"a picture (PNG, JPEG, BMP, TIFF)"``.
            found: what it is, e.g. ``"an empty file"``.
            remedy: what the person can do, as an imperative without a full stop.

        The attributes `path` and `found` stay to be asked for.
        """
        self.path = Path(path)
        self.found = found
        tail = f"; {remedy}" if remedy else ""
        super().__init__(f"{path}: expected {expected}, found {found}{tail}.")
