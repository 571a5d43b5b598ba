"""Which pictures ``camviewer explain`` is given: files, folders, patterns, the standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from camviewer.common.errors import FileError, UserError
from camviewer.common.translation import translate

STANDARD = "-"
"""Names the standard input among pictures, and the standard output after --out."""

ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".gif")
"""Of files in a folder that are taken for pictures."""

MOST = 10_000
"""Pictures of one call."""

_MOST_ENTRIES = 100_000
"""Files and folders that are looked at below one folder, or for one pattern."""


def paths_of(given: Sequence[str]) -> list[str]:
    """The pictures meant, in order: each word's own in the order of their names.

    Args:
        given: paths of files, paths of folders (all pictures in them and below), patterns with
            ``*``, ``?``, ``[…]`` or ``**`` that no shell replaced, and at most one `STANDARD`.

    Raises:
        UserError: a folder or a pattern has no pictures, or there are more than `MOST`.
    """
    if given.count(STANDARD) > 1:
        raise UserError(
            translate("Standard input: it is named twice or more among the pictures; name it once.")
        )
    paths = [path for word in given for path in _meant(word)]
    if len(paths) > MOST:
        raise UserError(
            translate(
                "Pictures: {1} are too many for one call; name at most {0}.",
                f"{MOST:,}",
                f"{len(paths):,}",
            )
        )
    return paths


def read_standard_input(at_most: int) -> bytes:
    """What the standard input holds; one byte more than `at_most` of what holds too much.

    Raises:
        FileError: nothing is piped into it.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise FileError(
            translate("Standard input"),
            expected=translate("the bytes of a picture"),
            found=translate("a terminal"),
            remedy=translate("write for example: camviewer explain - < seven.png"),
        )
    return sys.stdin.buffer.read(at_most + 1)


def _meant(word: str) -> list[str]:
    try:
        path = Path(word)
        is_pattern = glob.has_magic(word) and not path.exists()
        if word == STANDARD or not (is_pattern or path.is_dir()):
            return [word]  # one that is not there is told when it is read
        found = _below(word) if path.is_dir() else _matching(path.expanduser())
        seen = list(islice(found, _MOST_ENTRIES + 1))
    except (OSError, ValueError):  # a name that no file can have
        return [word]
    if len(seen) > _MOST_ENTRIES:
        raise FileError(
            word,
            expected=translate("at most {0} files", f"{_MOST_ENTRIES:,}"),
            found=translate("too many files"),
            remedy=translate("name a folder with fewer, or a pattern such as {0}", "*.png"),
        )
    pictures = sorted(each for each in seen if _is_picture(each))
    if not pictures:
        raise FileError(
            word,
            expected=translate("pictures ({0})", ", ".join(ENDINGS)),
            found=translate("no pictures"),
            remedy=translate("check the spelling"),
        )
    return pictures


def _below(folder: str) -> Iterator[str]:
    """All files in a folder and below but hidden ones; links to folders are not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        yield from (os.path.join(root, each) for each in names if not _is_hidden(each))  # noqa: PTH118


def _is_hidden(name: str) -> bool:
    """Whether an entry of a folder is hidden: previews and copies that systems leave there."""
    return name.startswith((".", "__MACOSX"))


def _matching(pattern: Path) -> Iterator[str]:
    """All files that a pattern means; ``**`` does not follow links either."""
    plain = next(at for at, part in enumerate(pattern.parts) if glob.has_magic(part))
    base, rest = Path(*pattern.parts[:plain]), Path(*pattern.parts[plain:])
    return (str(path) for path in base.glob(str(rest)) if path.is_file())


def _is_picture(path: str) -> bool:
    return os.path.splitext(path)[1].lower() in ENDINGS  # noqa: PTH122
