"""Which of a file's arrays are pictures, which are labels, and of which part: by their names.

Usual names are known (``x_train``, ``X_train``, ``train_images``, ``val_labels``, ``images`` …).
Where names tell nothing, shapes do, if only one array can be pictures and one their labels; else
a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.data.sources import label_arrays, picture_arrays
from camviewer.data.sources.stored_array import StoredArray

PARTS = {
    "train": "train",
    "training": "train",
    "test": "test",
    "testing": "test",
    "t10k": "test",
    "val": "val",
    "valid": "val",
    "validation": "val",
}
"""The part that a word in a name stands for: "train", "test" or "val"."""

_PICTURES = frozenset(
    (
        "x",
        "image",
        "images",
        "img",
        "imgs",
        "picture",
        "pictures",
        "data",
        "pixel",
        "pixels",
        "idx3",
    )
) | {"input", "inputs", "feature", "features", "sample", "samples"}
_LABELS = frozenset(
    ("y", "t", "label", "labels", "lbl", "target", "targets", "class", "classes", "idx1")
)
_NAMES = re.compile(r"(class|label|target|category)_?names?|names|classes")
_JOINED = re.compile(r"^(x|y)(train|test|val)$|^(train|test|val)(x|y)$")


@dataclass(frozen=True)
class Role:
    """What an array is: of which part ("train", "test", "val" or ""), pictures or labels."""

    part: str
    is_pictures: bool


@dataclass(frozen=True)
class Part:
    """Pictures and, if there are any, their labels."""

    pictures: StoredArray
    labels: StoredArray | None


class UnknownArraysError(FileError):
    """A file has arrays, but which are pictures and which are labels has to be asked.

    Attributes:
        arrays: those that may be either.
    """

    def __init__(self, path: Path, arrays: Iterable[StoredArray]) -> None:
        """Compose the sentence."""
        self.arrays = tuple(arrays)
        found = ", ".join(f"{array.name} {array.shape}" for array in self.arrays[:8])
        super().__init__(
            path,
            expected=translate("arrays whose names tell pictures from labels"),
            found=found[:200] or translate("it has no arrays"),
            remedy=translate("name them x_test and y_test"),
        )


def role_of(name: str) -> Role | None:
    """What an array or a file of this name is; None if the name does not tell."""
    words = [word for word in re.split(r"[^a-z0-9]+", name.lower()) if word]
    parted = [word for each in words for word in _split(each)]
    part = next((PARTS[word] for word in parted if word in PARTS), "")
    labels, pictures = (any(word in known for word in parted) for known in (_LABELS, _PICTURES))
    return Role(part, not labels) if labels or pictures else None


def _split(word: str) -> tuple[str, ...]:
    """A word, or the two that are written as one: xtrain."""
    joined = _JOINED.match(word)
    return tuple(filter(None, joined.groups())) if joined else (word,)


def are_names(array: StoredArray) -> bool:
    """Whether an array names the classes."""
    is_list = array.dtype.kind in "US" and len(array.shape) == 1
    return is_list and _NAMES.fullmatch(array.name.lower()) is not None


def find_parts(
    path: Path, arrays: Mapping[str, StoredArray], chosen: tuple[str, str] | None = None
) -> tuple[Part | None, Part]:
    """The training part, if there is one, and the test part.

    Args:
        path: the file or folder that has them.
        arrays: by name, without names of classes.
        chosen: names of pictures and labels ("" for none) that a person has chosen.

    Raises:
        UnknownArraysError: names and shapes do not tell.
    """
    if chosen is not None and chosen[0] in arrays and (not chosen[1] or chosen[1] in arrays):
        return None, Part(arrays[chosen[0]], arrays.get(chosen[1]))
    parts = _by_name(arrays)
    names = [part for part in ("test", "val", "", "train") if part in parts]
    if names:
        test = names[0]
        if parts[test].labels is None:
            parts[test] = _with_labels(path, parts[test], arrays)
        return (parts["train"] if test != "train" and "train" in parts else None), parts[test]
    single = _by_shape(arrays)
    if single is None:
        raise UnknownArraysError(path, arrays.values())
    return None, single


def _by_name(arrays: Mapping[str, StoredArray]) -> dict[str, Part]:
    pictures: dict[str, StoredArray] = {}
    labels: dict[str, StoredArray] = {}
    for name, array in arrays.items():
        role = role_of(name)
        if role is not None:
            (pictures if role.is_pictures else labels).setdefault(role.part, array)
    return {part: Part(array, labels.get(part)) for part, array in pictures.items()}


def _with_labels(path: Path, part: Part, arrays: Mapping[str, StoredArray]) -> Part:
    """Pictures whose labels no name tells, with what can only be that; as they are without it."""
    length = part.pictures.shape[:1]
    others = [
        array
        for array in arrays.values()
        if role_of(array.name) is None
        and could_be_labels(array)
        and array.shape == length
        and array.dtype.kind != "f"
    ]
    if len(others) > 1:
        raise UnknownArraysError(path, arrays.values())
    return Part(part.pictures, others[0]) if others else part


def _by_shape(arrays: Mapping[str, StoredArray]) -> Part | None:
    """Pictures and labels where only one array of a file can be each."""
    pictures = [array for array in arrays.values() if could_be_pictures(array)]
    if len(pictures) != 1:
        return None
    length = pictures[0].shape[0]
    labels = [
        array
        for array in arrays.values()
        if array is not pictures[0] and could_be_labels(array) and array.shape[0] == length
    ]
    if len(labels) > 1 or len(arrays) > 1 + len(labels):
        return None
    return Part(pictures[0], labels[0] if labels else None)


def could_be_pictures(array: StoredArray) -> bool:
    """Whether an array's shape and type are those of pictures."""
    is_kind = array.dtype.kind in picture_arrays.KINDS
    return is_kind and picture_arrays.layout_of(array.shape) is not None


def could_be_labels(array: StoredArray) -> bool:
    """Whether an array's shape and type are those of labels."""
    return array.dtype.kind in label_arrays.KINDS and len(array.shape) in (1, 2)
