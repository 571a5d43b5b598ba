"""Samples and where they come from, as the rest of the program sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import UserError
from camviewer.common.registry import Registry
from camviewer.common.translation import tr_noop, translate
from camviewer.data.spec import ImageSpec, Noun

Images = NDArray[np.uint8]
Labels = NDArray[np.uint8]


class Split(Protocol):
    """One part of a data set, for training or for testing.

    A sample is (h, w) uint8 if it is grey, ink bright, and (h, w, 3) if it has colours. A split
    without labels says so by an attribute ``is_labelled = False``; see `is_labelled`.
    """

    def __len__(self) -> int: ...

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        ...

    def label(self, index: int) -> int | None:
        """Class of sample `index`, 0 to C - 1; None in a split without labels."""
        ...

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        ...

    @property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8."""
        ...

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1; `UserError` in a split without labels."""
        ...


def is_labelled(split: Split) -> bool:
    """Whether the samples of a split have labels; those of a split that does not say it have."""
    return bool(getattr(split, "is_labelled", True))


def no_labels(name: str = "") -> UserError:
    """What is raised where labels are asked of samples that have none.

    Args:
        name: what they are called, if that is known.
    """
    if name:
        return UserError(
            translate(
                "{0} has no labels; accuracy, mistakes and training need them: open [samples] with "
                "labels.",
                name,
            )
        )
    return UserError(
        translate(
            "These [samples] have no labels; accuracy, mistakes and training need them: open "
            "[samples] with labels."
        )
    )


class ArraySplit:
    """Samples that are read as two whole arrays, when they are first asked for."""

    def __init__(
        self,
        length: int,
        read: Callable[[], tuple[Images, Labels | None]],
        *,
        is_labelled: bool = True,
    ) -> None:
        """Nothing is read yet.

        Args:
            length: how many samples there are, known before they are read.
            read: reads images (n, h, w, …) uint8 and labels (n,) uint8; called at most once.
            is_labelled: whether there are labels; if not, `read` gives None for them.
        """
        self._length = length
        self._read = read
        self.is_labelled = is_labelled

    @cached_property
    def _arrays(self) -> tuple[Images, Labels | None]:
        images, labels = self._read()
        for array in (images, labels):
            if array is not None:
                array.setflags(write=False)
        self._read = lambda: (images, labels)  # what it was read from is not needed any more
        return images, labels

    def __len__(self) -> int:
        return self._length

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        picture: Images = self.images[index]
        return picture

    def label(self, index: int) -> int | None:
        """Class of sample `index`, 0 to C - 1; None without labels."""
        return int(self.labels[index]) if self.is_labelled else None

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        return self.images[start:stop]

    @property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8."""
        return self._arrays[0]

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1; `UserError` without labels."""
        labels = self._arrays[1] if self.is_labelled else None
        if labels is None:
            raise no_labels()
        return labels


def no_samples(spec: ImageSpec) -> ArraySplit:
    """The training part of a data set that has none: a split of no samples."""
    return ArraySplit(0, lambda: (np.empty((0, *spec.shape), np.uint8), np.empty(0, np.uint8)))


class InvertedSplit:
    """Samples of another split with dark and bright exchanged; they are inverted when asked for."""

    def __init__(self, split: Split) -> None:
        """Nothing is read yet."""
        self._split = split
        self.is_labelled = is_labelled(split)

    def __len__(self) -> int:
        return len(self._split)

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        return ~self._split.image(index)

    def label(self, index: int) -> int | None:
        """Class of sample `index`, 0 to C - 1; None without labels."""
        return self._split.label(index)

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        return ~self._split.batch(start, stop)

    @cached_property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8."""
        images = ~self._split.images
        images.setflags(write=False)
        return images

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1; `UserError` without labels."""
        return self._split.labels


class JoinedSplit:
    """Samples of two splits, one after the other; the pictures stay where they are."""

    def __init__(self, first: Split, second: Split) -> None:
        """Nothing is read yet."""
        self._parts = (first, second)
        self._border = len(first)
        self.is_labelled = all(is_labelled(part) for part in self._parts)

    def __len__(self) -> int:
        return self._border + len(self._parts[1])

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        part, place = self._place(index)
        return part.image(place)

    def label(self, index: int) -> int | None:
        """Class of sample `index`, 0 to C - 1; None where its part has no labels."""
        part, place = self._place(index)
        return part.label(place)

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        first, second = self._parts
        border = self._border
        if stop <= border:
            return first.batch(start, stop)
        if start >= border:
            return second.batch(start - border, stop - border)
        return np.concatenate([first.batch(start, border), second.batch(0, stop - border)])

    @property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8. A copy; `batch` and `image` make none."""
        return np.concatenate([part.images for part in self._parts])

    @cached_property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1."""
        labels = np.concatenate([part.labels for part in self._parts])
        labels.setflags(write=False)
        return labels

    def _place(self, index: int) -> tuple[Split, int]:
        index = range(len(self))[index]
        beyond = index - self._border
        return (self._parts[1], beyond) if beyond >= 0 else (self._parts[0], index)


@dataclass(frozen=True)
class Dataset:
    """Training and test samples from one source.

    Attributes:
        name: what it is called on the command line and on cards, e.g. ``"mnist"`` or a path.
        train: the samples to learn from; a split of none where the source has only one part.
        test: the samples to be evaluated on, and to step through in the window.
        spec: what every sample is.
        class_names: of the C classes, in the order of their labels.
        noun: what one of its samples is called.
        notes: sentences on what was left out or changed when it was opened.
    """

    name: str
    train: Split
    test: Split
    spec: ImageSpec
    class_names: tuple[str, ...]
    noun: Noun = Noun.PICTURE
    notes: tuple[str, ...] = ()


def no_such_samples(dataset: Dataset, split: str) -> UserError:
    """What is raised where a data set has no samples in the split asked for, one of `SPLITS`."""
    return UserError(
        translate(
            "{0}: there are no [samples] in it; choose another split.",
            f"{dataset.name} ({split})",
        )
    )


def untrainable(dataset: Dataset, name: str = "") -> UserError | None:
    """Why no network can be trained on a data set; None if one can.

    Args:
        dataset: whose training part is learned from, and whose test part tells the accuracy.
        name: what it is called in the sentence; its own name if that is left out.
    """
    name = name or dataset.name
    if len(dataset.train) == 0:
        return UserError(
            translate(
                "{0} has no training part; open [samples] with one, such as a folder with train "
                "and test in it.",
                name,
            )
        )
    for part, samples in (("train", dataset.train), ("test", dataset.test)):
        if not is_labelled(samples):
            return no_labels(f"{name} ({part})")
    return None


def class_name(dataset: Dataset, label: int | None) -> str:
    """What a data set calls a class; empty if it knows none of that number."""
    return "".join(dataset.class_names[label : label + 1]) if label is not None else ""


SPLITS = Registry[Callable[[Dataset], Split]](
    tr_noop("Split"),
    lambda: {
        "test": lambda dataset: dataset.test,
        "train": lambda dataset: dataset.train,
        "all": lambda dataset: JoinedSplit(dataset.train, dataset.test),
    },
    default="test",
)
"""The parts of a data set that can be evaluated; "all" is the training, then the test part."""


def to_sample(image: Images) -> NDArray[np.float32]:
    """Stored pictures (..., h, w) or (..., h, w, 3) uint8 as networks are shown them: in [0, 1]."""
    return image.astype(np.float32) / np.float32(255)
