"""The samples that ``camviewer explain`` is asked for: pictures, or samples of a data set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from camviewer.cli.index_ranges import places
from camviewer.cli.picture_paths import STANDARD, paths_of, read_standard_input
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import SPLITS, Dataset, to_sample
from camviewer.data.pictures import MAX_BYTES, sample_from_content, sample_from_picture
from camviewer.data.spec import ImageSpec

_PLACES = {"test": tr_noop("test #{0}"), "train": tr_noop("training #{0}"), "all": "#{0}"}
"""What the place of a sample is called in figures, by the part of the data set."""


@dataclass(frozen=True, eq=False)
class Input:
    """One sample to be explained.

    Attributes:
        name: what it is called in tables: the path as given, or its index.
        title: what it is called in figures.
        stem: what its own file is called, without an ending.
        sample: (h, w) or (h, w, 3) in [0, 1].
        label: its true class, if that is known.
    """

    name: str
    title: str
    stem: str
    sample: Array
    label: int | None


def pictures(given: Sequence[str], spec: ImageSpec) -> list[Input]:
    """The samples in picture files; an empty picture is refused when it is read.

    Raises:
        UserError: as `paths_of`, or a picture cannot be read.
    """
    return [_picture(path, spec) for path in paths_of(given)]


def _picture(path: str, spec: ImageSpec) -> Input:
    if path == STANDARD:
        title = translate("Standard input")
        content = read_standard_input(MAX_BYTES)
        return Input(path, title, "stdin", sample_from_content(content, title, spec), None)
    return Input(path, Path(path).name, Path(path).stem, sample_from_picture(path, spec), None)


def samples(dataset: Dataset, split: str, given: list[tuple[range, ...]]) -> list[Input]:
    """Samples of a part of a data set, by their places.

    Raises:
        UserError: a place is not there, or holds an empty picture.
    """
    from camviewer.document.canvas_content import source_title

    part = SPLITS.named(split)(dataset)
    inputs = []
    for index in places(given, len(part), dataset.name):
        sample = to_sample(part.image(index))
        if not sample.any():
            raise UserError(
                translate(
                    "[Sample] {0} of {1}: the picture is empty and has no prediction; "
                    "leave it out.",
                    index,
                    dataset.name,
                )
            )
        place = translate(_PLACES[split], index)
        title = f"{source_title(dataset.name)}\n{place}"
        inputs.append(Input(str(index), title, f"{split}-{index}", sample, part.label(index)))
    return inputs
