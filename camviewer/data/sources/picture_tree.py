"""Which pictures a folder has, and what its folders mean: parts, classes, or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.data.sources.array_names import PARTS
from camviewer.data.sources.label_arrays import natural

ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".gif")

MAX_ENTRIES = 500_000
"""Files and folders that are looked through."""

_MAX_DEPTH = 12
_MAX_FOLDERS = 20_000
_LISTS = ("classes.txt", "class_names.txt", "labels.txt")  # read, so not foreign


@dataclass
class Folder:
    """A folder with its pictures.

    Attributes:
        path: of the folder.
        pictures: paths of those in it, not those deeper.
        folders: the folders in it that have pictures, by name.
    """

    path: str
    pictures: list[str] = field(default_factory=list)
    folders: dict[str, Folder] = field(default_factory=dict)

    def everything(self) -> Iterator[str]:
        """Paths of all its pictures, also the deeper ones, as a person sorts them."""
        start = len(self.path) + 1
        yield from sorted(self.pictures, key=lambda path: natural(path[start:]))
        for name in sorted(self.folders, key=natural):
            yield from self.folders[name].everything()


@dataclass
class PictureTree:
    """What a folder has.

    Attributes:
        root: the folder, or the only one in it that has anything.
        foreign: how many files are no pictures by their names, or are hidden.
        first_foreign: the first of them.
    """

    root: Folder
    foreign: int = 0
    first_foreign: str = ""


@dataclass(frozen=True)
class Group:
    """The pictures of one part of a data set.

    Attributes:
        classes: paths of pictures by the name of their class; empty without classes.
        flat: paths of pictures without a class.
    """

    classes: dict[str, list[str]]
    flat: list[str]


def look_through(path: Path) -> PictureTree:
    """List a folder, and those in it, and find where its pictures begin.

    Links are followed, but no folder is looked through twice, and none that this one lies in.

    Raises:
        FileError: there are more than `MAX_ENTRIES` files.
    """
    tree = PictureTree(Folder(str(path)))
    around = {_identity(str(each)) for each in path.resolve().parents}  # a link there is a circle
    left, seen, entries = [(tree.root, 0)], {_identity(str(path)), *around}, 0
    while left:
        folder, depth = left.pop()
        try:
            with os.scandir(folder.path) as found:
                listed = list(found)
        except OSError:
            if folder is tree.root:
                raise
            continue
        entries += len(listed)
        if entries > MAX_ENTRIES:
            raise FileError(
                path,
                expected=translate("a folder of at most {0} files", f"{MAX_ENTRIES:,}"),
                found=translate("too many files"),
                remedy=translate("open one of its folders"),
            )
        for entry in listed:
            hidden = entry.name.startswith((".", "__MACOSX"))
            if not hidden and _is_folder(entry):
                identity = _identity(entry.path)
                if identity not in seen and depth < _MAX_DEPTH and len(seen) < _MAX_FOLDERS:
                    seen.add(identity)
                    folder.folders[entry.name] = Folder(entry.path)
                    left.append((folder.folders[entry.name], depth + 1))
            elif not hidden and entry.name.lower().endswith(ENDINGS):
                folder.pictures.append(entry.path)
            elif entry.name not in _LISTS and not (hidden and _is_folder(entry)):
                tree.foreign += 1
                tree.first_foreign = min(tree.first_foreign or entry.name, entry.name)
    _prune(tree.root)
    while not tree.root.pictures and len(tree.root.folders) == 1:
        name, only = next(iter(tree.root.folders.items()))
        if name.lower() in PARTS:
            break
        tree.root = only
    return tree


def parts_of(root: Folder) -> dict[str, Group]:
    """The parts of a data set ("train", "test", "val", or "" for the whole folder)."""
    named = {
        PARTS[name.lower()]: folder
        for name, folder in root.folders.items()
        if name.lower() in PARTS
    }
    if not named:
        return {"": _group(root)}
    return {part: _group(folder) for part, folder in named.items()}


def _group(folder: Folder) -> Group:
    while not folder.pictures and len(folder.folders) == 1:
        folder = next(iter(folder.folders.values()))
    if len(folder.folders) < 2:
        return Group({}, list(folder.everything()))
    names = sorted(folder.folders, key=natural)
    classes = {name: list(folder.folders[name].everything()) for name in names}
    return Group(classes, sorted(folder.pictures, key=natural))


def in_turn(classes: Sequence[Sequence[str]]) -> tuple[list[str], list[int]]:
    """Paths and numbers of their classes, one of each class in turn.

    So the first of them are a fair share of all, which those who read only a part rely on.
    """
    places = [
        (path, number)
        for row in zip_longest(*classes)
        for number, path in enumerate(row)
        if path is not None
    ]
    return [path for path, _ in places], [number for _, number in places]


def _prune(folder: Folder) -> bool:
    """Leave out folders without any picture; whether there is one in this."""
    folder.folders = {name: each for name, each in folder.folders.items() if _prune(each)}
    return bool(folder.pictures or folder.folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _identity(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino
