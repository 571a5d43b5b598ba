"""A data set made of stored arrays: one way for every file that has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.data.dataset import ArraySplit, Dataset, Images, Labels, Split, no_samples
from camviewer.data.digits.spec import DIGIT_NAMES, are_digits
from camviewer.data.sources import array_checks, class_names
from camviewer.data.sources.array_names import Part
from camviewer.data.sources.label_arrays import KINDS as LABEL_KINDS
from camviewer.data.sources.label_arrays import StoredLabels, read_labels
from camviewer.data.sources.picture_arrays import KINDS, Layout, checked_layout, to_images
from camviewer.data.sources.stored_array import StoredArray
from camviewer.data.spec import ImageSpec, Noun

Turn = Callable[[Images], Images]
"""What is done to pictures (n, h, w, …) that are stored lying."""


def dataset_of(
    path: Path,
    train: Part | None,
    test: Part,
    *,
    name: str = "",
    names: Sequence[str] = (),
    turned: bool = False,
    notes: Sequence[str] = (),
) -> Dataset:
    """The samples of stored arrays; labels are read now, pictures when first asked for.

    Args:
        path: the file or folder that was opened.
        train: what is learnt from; None if there is no such part.
        test: what is looked at.
        name: of the data set; the path if not given.
        names: of the classes, where the file says them; those beside the file if not given.
        turned: whether rows and columns of the pictures are exchanged, as in EMNIST's files.
        notes: sentences on how it was opened.

    Raises:
        FileError: the arrays are no pictures and labels of them, or do not fit together; the
            splits raise it as well, when their values turn out to be wrong.
    """
    parts = [test] if train is None else [train, test]
    layouts = [_checked(part, parts[0]) for part in parts]
    array_checks.check_size(path, sum(part.pictures.size for part in parts))
    spec = layouts[0].spec
    if turned:
        spec = ImageSpec(spec.width, spec.height, spec.channels)
    labelled = [part.labels for part in parts if part.labels is not None]
    read = (
        read_labels(
            [_stored_labels(part) for part in parts if part.labels is not None],
            spec,
            names or class_names.beside(path),
        )
        if labelled
        else None
    )
    labels = iter(read.parts if read is not None else ())
    splits: list[Split] = [
        _split(part, layout, next(labels) if part.labels is not None else None, turned)
        for part, layout in zip(parts, layouts, strict=True)
    ]
    classes = read.names if read is not None else tuple(names) or DIGIT_NAMES
    noun = Noun.DIGIT if are_digits(spec, classes) else Noun.PICTURE
    learnt = splits[0] if train is not None else no_samples(spec)
    return Dataset(name or str(path), learnt, splits[-1], spec, classes, noun, tuple(notes))


def _checked(part: Part, first: Part) -> Layout:
    """How a part's pictures lie; they must be of the first part's kind."""
    pictures, labels = part.pictures, part.labels
    if pictures.dtype.kind not in KINDS:
        raise _wrong_kind(pictures)
    if labels is not None and labels.dtype.kind not in LABEL_KINDS:
        raise _wrong_kind(labels)
    layout = checked_layout(pictures.path, pictures.name, pictures.shape)
    array_checks.check_count(pictures.path, pictures.name, pictures.shape[0])
    spec = checked_layout(first.pictures.path, first.pictures.name, first.pictures.shape).spec
    if layout.spec != spec:
        raise FileError(
            pictures.path,
            expected=translate("{0} of {1} pixels as the others", pictures.name, spec),
            found=translate("shape {0}", pictures.shape),
        )
    return layout


def _wrong_kind(array: StoredArray) -> FileError:
    return FileError(
        array.path,
        expected=translate("numbers of a known kind in {0}", array.name),
        found=translate("numbers of the kind {0}", array.dtype),
    )


def _stored_labels(part: Part) -> StoredLabels:
    labels, length = part.labels, part.pictures.shape[0]
    assert labels is not None
    if len(labels.shape) not in (1, 2) or labels.shape[0] != length:
        array_checks.check_labels(labels.path, labels.name, labels.shape, length)
    array_checks.check_size(labels.path, labels.size)
    return StoredLabels(labels.path, labels.name, labels.read(), length)


def _split(part: Part, layout: Layout, labels: Labels | None, turned: bool) -> ArraySplit:
    read = partial(_read, part.pictures, layout, labels, turned)
    return ArraySplit(part.pictures.shape[0], read, is_labelled=labels is not None)


def _read(
    stored: StoredArray, layout: Layout, labels: Labels | None, turned: bool
) -> tuple[Images, Labels | None]:
    array: NDArray[np.generic] = stored.read()
    images = to_images(stored.path, stored.name, array, layout)
    return (np.ascontiguousarray(images.swapaxes(1, 2)) if turned else images), labels
