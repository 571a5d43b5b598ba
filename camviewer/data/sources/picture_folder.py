"""Samples from a folder of pictures: by class, in training and test folders, or all together.

``digits/7/a.png`` is a 7; ``digits/train/7/a.png`` is one to learn from. A folder without folders
of classes is a data set without labels. Pictures are decoded when they are asked for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from camviewer.common.errors import FileError
from camviewer.common.files import read_bytes, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Dataset, Labels, Split, no_samples
from camviewer.data.digits.spec import DIGIT_NAMES, DIGIT_SPEC, are_digits
from camviewer.data.picture_files import MAX_BYTES
from camviewer.data.sources import array_checks, class_names, picture_tree
from camviewer.data.sources.encoded_pictures import EncodedSplit, survey
from camviewer.data.sources.label_arrays import ordered
from camviewer.data.sources.picture_tree import Group, PictureTree
from camviewer.data.spec import ImageSpec, Noun

TITLE = tr_noop("a folder of pictures")

EXPECTED = tr_noop("a folder with pictures in it, for example in one folder for each class")

CHECKED = 10_000
"""Of a folder's first pictures that many are looked at when it is opened, at both ends of each."""

_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*", b"GIF8", b"RIFF")
_PNG_END = b"IEND\xaeB`\x82"
_TAIL = len(_PNG_END)


class PictureFiles:
    """Picture files, read when they are asked for."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Nothing is read yet."""
        self._paths = paths

    def __len__(self) -> int:
        return len(self._paths)

    def content(self, index: int) -> bytes:
        """The bytes of picture `index`; `FileError` if they cannot be read."""
        path = self._paths[index]
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # a thousand a blink
                status = os.fstat(file.fileno())
                if stat.S_ISREG(status.st_mode) and 0 < status.st_size <= MAX_BYTES:
                    return file.read()
        except OSError:
            pass
        return read_bytes(path, expected=translate("a picture"), at_most=MAX_BYTES)

    def name(self, index: int) -> str:
        """The path of picture `index`."""
        return self._paths[index]


def recognises(path: Path) -> bool:
    """Whether it is a folder; those of other kinds are asked before."""
    return path.is_dir()


def open_path(path: Path) -> Dataset:
    """The samples of a folder of pictures. Their names are listed now, few of them are decoded.

    Raises:
        FileError: it is no folder, or it has no pictures that can be read; the splits raise it as
            well, for a picture that turns out to be damaged.
    """
    if not path.is_dir():
        raise FileError(path, expected=translate(EXPECTED), found=translate("it is not a folder"))
    try:
        tree = picture_tree.look_through(path)
    except OSError as error:
        raise FileError(path, expected=translate(EXPECTED), found=reason(error)) from None
    groups = picture_tree.parts_of(tree.root)
    chosen = [part for part in ("test", "val", "", "train") if part in groups]
    test = groups[chosen[0]]
    train = groups["train"] if "train" in groups and chosen[0] != "train" else None
    parts = [test] if train is None else [train, test]
    unreadable = _leave_out_unreadable(parts)
    everything = [*test.flat, *(file for files in test.classes.values() for file in files)]
    if not everything:
        raise _nothing(path, tree, unreadable)
    array_checks.check_count(path, path.name, len(everything))
    found = survey(PictureFiles(everything))
    names = _names_of(path, parts, found.spec)
    files, labels = _numbered(test, names)
    learnt: Split = no_samples(found.spec)
    if train is not None:
        train_files, train_labels = _numbered(train, names)
        learnt = EncodedSplit(PictureFiles(train_files), train_labels, found.spec)
    split = EncodedSplit(PictureFiles(files), labels, found.spec)
    noun = Noun.DIGIT if are_digits(found.spec, names) else Noun.PICTURE
    notes = (*found.notes, *_notes(tree, unreadable, parts))
    return Dataset(str(path), learnt, split, found.spec, names, noun, notes)


def _names_of(path: Path, groups: Sequence[Group], spec: ImageSpec) -> tuple[str, ...]:
    """Names of the classes: those of their folders; of nobody's, those beside or the digits'."""
    folders = {name for group in groups for name in group.classes}
    listed = class_names.beside(path)
    if not folders:
        return listed or DIGIT_NAMES
    names = ordered(folders, listed)
    if spec == DIGIT_SPEC and folders <= set(DIGIT_NAMES):
        names = DIGIT_NAMES
    array_checks.check_classes(path, len(names))
    return names


def _numbered(group: Group, names: Sequence[str]) -> tuple[list[str], Labels | None]:
    """A part's files and labels (n,) uint8; None without classes."""
    if not group.classes:
        return group.flat, None
    files, numbers = picture_tree.in_turn([group.classes.get(name, ()) for name in names])
    return files, np.array(numbers, np.uint8)


def _leave_out_unreadable(groups: Sequence[Group]) -> list[str]:
    """Take files out that are no whole pictures, as both ends of each tell; those taken out."""
    found: list[str] = []
    left = CHECKED
    for group in groups:
        for files in (*group.classes.values(), group.flat):
            bad = {path for path in files[: max(0, left)] if not _is_whole(path)}
            left -= len(files)
            if bad:
                found += [path for path in files if path in bad]
                files[:] = [path for path in files if path not in bad]
    return found


def _is_whole(path: str) -> bool:
    """Whether a file begins as a picture does and, if it is a PNG, ends as one."""
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError:
        return False
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return False
        start = os.read(handle, 4096)
        if start.startswith(_STARTS[0]):
            if status.st_size <= len(start):
                return start.endswith(_PNG_END)
            os.lseek(handle, -_TAIL, os.SEEK_END)
            return os.read(handle, _TAIL) == _PNG_END
        return start.startswith(_STARTS)
    except OSError:
        return False
    finally:
        os.close(handle)


def _nothing(path: Path, tree: PictureTree, unreadable: Sequence[str]) -> FileError:
    found = translate("there are no pictures in it")
    if unreadable:
        found = translate("it has no readable pictures ({0} damaged files)", f"{len(unreadable):,}")
    elif tree.foreign:
        found = translate("it has no pictures (other files: {0})", f"{tree.foreign:,}")
    return FileError(path, expected=translate(EXPECTED), found=found)


def _notes(tree: PictureTree, unreadable: Sequence[str], groups: Sequence[Group]) -> list[str]:
    notes = []
    if unreadable:
        notes.append(
            translate(
                "Left out as unreadable pictures: {0} (the first is {1}).",
                f"{len(unreadable):,}",
                Path(unreadable[0]).name,
            )
        )
    if tree.foreign:
        notes.append(
            translate(
                "Left out as hidden or of another kind: {0} (the first is {1}).",
                f"{tree.foreign:,}",
                tree.first_foreign,
            )
        )
    loose = sum(len(group.flat) for group in groups if group.classes)
    if loose:
        notes.append(
            translate("Left out because they are not in the folder of a class: {0}.", f"{loose:,}")
        )
    return notes
