"""Samples of one's own: what was drawn or opened, each with the class that it is of, in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.files import is_file, one_program
from camviewer.common.paths import home
from camviewer.common.translation import translate
from camviewer.data.dataset import Dataset, Images
from camviewer.data.sources import npz


def own_file(dataset: Dataset) -> Path:
    """Where samples of one's own are kept that can be added to a data set's; it may not exist."""
    spec = dataset.spec
    kind = f"{spec.height}x{spec.width}x{spec.channels}-{len(dataset.class_names)}"
    return home() / "own-samples" / f"{kind}.npz"


def is_own_file(path: Path) -> bool:
    """Whether a file is one that `add_own` has made."""
    return path.parent == home() / "own-samples"


def stored(sample: Array) -> Images:
    """A sample (h, w) or (h, w, 3) in [0, 1] as data sets hold it, uint8."""
    found: Images = np.rint(255 * sample).astype(np.uint8)
    return found


def add_own(dataset: Dataset, sample: Array, label: int) -> Path:
    """Keep one sample more, whole or not at all.

    Args:
        dataset: whose samples are of the same size, colours and classes.
        sample: (h, w) or (h, w, 3) in [0, 1].
        label: its class, 0 to C - 1.

    Returns:
        The file.

    Raises:
        FileError: what was kept before cannot be read, or the file cannot be written.
    """
    path = own_file(dataset)
    images = stored(sample)[None]
    labels = np.array([label], np.uint8)
    with one_program(path, what=translate("the [samples]")):
        if is_file(path):
            kept = npz.open_path(path).train
            images = np.concatenate([kept.images, images])
            labels = np.concatenate([kept.labels, labels])
        npz.write(path, images, labels, dataset.class_names)
    return path
