"""The samples that ``camviewer explain`` is asked for: pictures, or samples of a data set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from camviewer.cli.index_ranges import places
from camviewer.cli.picture_paths import STANDARD, paths_of, read_standard_input
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import SPLITS, Dataset, no_such_samples, to_sample
from camviewer.data.picture_files import MAX_BYTES
from camviewer.data.pictures import decode_photo, read_photo, samples_in
from camviewer.data.spec import ImageSpec

_PLACES = {"test": tr_noop("test #{0}"), "train": tr_noop("training #{0}"), "all": "#{0}"}
"""What the place of a sample is called in figures, by the part of the data set."""


@dataclass(frozen=True, eq=False)
class Input:
    """One sample to be explained.

    Attributes:
        name: what it is called in tables: the path as given, with #1, #2 … behind it where several
            digits are in one picture; or its index.
        title: what it is called in figures.
        stem: what its own file is called, without an ending.
        sample: (h, w) or (h, w, 3) in [0, 1].
        label: its true class, if that is known.
        path: the file that it was read from; None of what is no file, or in a data set.
    """

    name: str
    title: str
    stem: str
    sample: Array
    label: int | None
    path: Path | None = None


def pictures(given: Sequence[str], spec: ImageSpec) -> list[Input]:
    """The samples in picture files; of a picture of several digits each is one.

    Raises:
        UserError: as `paths_of`, or a picture cannot be read, or is empty where a digit is wanted.
    """
    return [one for path in paths_of(given) for one in _of_picture(path, spec)]


def _of_picture(path: str, spec: ImageSpec) -> Iterator[Input]:
    """The samples in one picture, in the order of reading."""
    if path == STANDARD:
        title, stem, file = translate("Standard input"), "stdin", None
        photo = decode_photo(read_standard_input(MAX_BYTES), title, spec)
    else:
        title, stem, file = Path(path).name, Path(path).stem, Path(path)
        photo = read_photo(path, spec)
    found = samples_in(photo, spec)
    if len(found) == 1:
        yield Input(path, title, stem, found[0].sample, None, file)
        return
    for number, each in enumerate(found, start=1):
        which = translate("[sample] {0} of {1}", number, len(found))
        names = f"{path}#{number}", f"{title}\n{which}", f"{stem}-{number}"
        yield Input(*names, each.sample, None, file)


def samples(dataset: Dataset, split: str, given: list[tuple[range, ...]]) -> list[Input]:
    """Samples of a part of a data set, by their places.

    Raises:
        UserError: a place is not there, or holds an empty picture.
    """
    from camviewer.document.canvas_content import source_title

    part = SPLITS.named(split)(dataset)
    if len(part) == 0:
        raise no_such_samples(dataset, split)
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
