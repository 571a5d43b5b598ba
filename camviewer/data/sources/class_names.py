"""Names of classes that stand beside samples: ``classes.txt``, or EMNIST's mapping file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.files import is_file, read_bytes
from camviewer.common.translation import translate
from camviewer.data.spec import MAX_CLASSES

FILES = ("classes.txt", "class_names.txt", "labels.txt")

MAX_LETTERS = 100
"""Of the longest name of a class."""

MAX_BYTES = 40_000
"""Of all names together."""

_NUMBERED = re.compile(r"(\d+)(?:\s*[,;:\t]\s*|\s+)(\S.*)")
_MAPPED = re.compile(r"(\d+)((?:\s+\d+){1,2})")


def beside(path: Path) -> tuple[str, ...]:
    """The names in a list of classes beside a file, or in a folder; none if there is no list.

    A list has one name a line, perhaps after its number.
    """
    folder = path if path.is_dir() else path.parent
    for name in FILES:
        if is_file(folder / name):
            names = checked(_lines(folder / name))
            if names:
                return names
    return ()


def mapping_beside(path: Path, prefix: str) -> tuple[str, ...]:
    """The names in EMNIST's mapping file: a label and its letter's code point a line.

    Args:
        path: a file of samples.
        prefix: with which the mapping's name begins, e.g. ``emnist-letters``.
    """
    file = path.with_name(f"{prefix}-mapping.txt")
    if not is_file(file):
        return ()
    matches = [_MAPPED.fullmatch(line.strip()) for line in _content(file).splitlines() if line]
    pairs = [(int(match[1]), int(match[2].split()[0])) for match in matches if match is not None]
    letters = tuple(chr(point) for _, point in sorted(pairs) if 32 < point < 0x10000)
    return checked(letters)


def checked(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names that can be those of classes; none if they cannot.

    That is 1 to `MAX_CLASSES` printable names of at most `MAX_LETTERS` letters, each once.
    """
    sound = all(name and name.isprintable() and len(name) <= MAX_LETTERS for name in names)
    fits = len(set(names)) == len(names) <= MAX_CLASSES
    return names if sound and fits else ()


def check_named(path: Path, names: tuple[str, ...]) -> None:
    """Raise `FileError` if the names in a file's own list cannot be those of classes."""
    if checked(names) != names or not names:
        raise FileError(
            path,
            expected=translate("a name of its own for each class"),
            found=translate("names that are missing, too long or there twice"),
        )


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(_names_in(_content(path)))


def _names_in(text: str) -> Iterator[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbered = [_NUMBERED.fullmatch(line) for line in lines]
    counted = [match for match in numbered if match is not None]
    if len(counted) == len(lines) and [int(match[1]) for match in counted] == list(
        range(len(lines))
    ):
        return (match[2] for match in counted)
    return iter(lines)


def _content(path: Path) -> str:
    """The text of a small file; nothing of one that cannot be read: it is a help, no more."""
    try:
        content = read_bytes(path, expected=translate("a list of classes"), at_most=MAX_BYTES)
    except FileError:
        return ""
    return content.decode("utf-8-sig", "replace")
