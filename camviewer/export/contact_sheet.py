"""Contact sheets: many samples on pages, each with its map laid over it, as PNG or PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.errors import UnwritableError, UserError
from camviewer.common.files import replacing_all
from camviewer.common.temporaries import remove_left_beside
from camviewer.common.translation import translate
from camviewer.data.dataset import Images
from camviewer.inference.evaluation import Evaluation, Indices
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.figure_page import (
    MUTED,
    FigurePage,
    as_number,
    as_share,
    drawn,
    shortened,
    to_bytes,
    to_document,
)
from camviewer.rendering.rendering import blend, resize
from camviewer.rendering.scaling import position

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".pdf")

COLUMNS, ROWS = 10, 10
"""Samples of a page, which is A4."""

MAX_COUNT = 2000
"""Samples of the longest sheet."""

# Lengths are in pixels of the PNG; 200 an inch make the page A4.
_WIDTH, _HEIGHT = 1654, 2339
CELL = 140
_LETTERS = 16  # of a line below a digit: so many always have room
COLUMN, ROW = CELL + 16, CELL + 64
MARGIN = 55
HEADER = 80
_LINE = 20
_OPACITY = 0.5


def save(
    path: str | Path,
    evaluation: Evaluation,
    indices: Indices,
    images: Images,
    maps: Array | None = None,
    *,
    shown: str = "",
    second: Evaluation | None = None,
    clusters: Mapping[int, str] | None = None,
    check: Callable[[], object] = lambda: None,
) -> tuple[Path, ...]:
    """Write samples of an evaluation with their maps, all pages or none.

    All maps are on one signed scale, so that the samples can be compared.

    Args:
        path: ends in ``.png`` or ``.pdf``. Several pages are one PDF, but several PNGs:
            ``name-1.png``, ``name-2.png`` and so on, none of which may be there yet: nobody
            was asked about those names.
        evaluation: tells what was made of the samples.
        indices: (n,) their places in the split, in the order wanted, 1 to `MAX_COUNT`.
        images: (n, h, w, …) uint8 the samples.
        maps: (n, h, w) a raw map each, or None to show the samples alone.
        shown: what the maps are, for the caption; empty for those of the predicted class.
        second: what a second model made of the same samples; it is told beside the first.
        clusters: names of the clusters that samples are in, by index.
        check: called before each page; ends the writing by raising.

    Returns:
        The files that were written.

    Raises:
        UserError: the path has another ending, or there are no or too many samples.
        FileError: it cannot be written, or one of several PNGs is there; what stood there before
            still stands.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise UserError(
            translate(
                "{0} cannot be written with the ending {2}. Choose a name that ends in {1}.",
                path,
                translate("{0} or {1}", *SUFFIXES),
                repr(path.suffix),
            )
        )
    if not 1 <= len(indices) <= MAX_COUNT:
        most, found = f"{MAX_COUNT:,}", f"{len(indices):,}"
        raise UserError(
            translate("Contact sheet: {1} [samples] are too many. Choose 1 to {0}.", most, found)
            if len(indices)
            else translate("Contact sheet: no [samples] are chosen. Choose 1 to {0}.", most)
        )
    size = COLUMNS * ROWS
    starts = range(0, len(indices), size)
    targets = _targets(path, kind, len(starts))
    limit = 0.0 if maps is None else float(np.abs(resize(maps, images.shape[1:3])).max())
    pictures = _pictures(images, maps, limit)
    words = "" if maps is None else shown or translate("map of the predicted class")
    caption = _caption(evaluation, words, limit)

    def page(start: int) -> Figure:
        check()
        part = slice(start, start + size)
        number = translate("page {0} of {1}", start // size + 1, len(starts))
        heading = f"{caption} · {number}"
        words = [words_below(evaluation, int(index), second, clusters) for index in indices[part]]
        return _page(words, pictures[part], heading)

    def png(start: int) -> bytes:
        return to_bytes(page(start), "png")

    is_new = len(targets) > 1
    with replacing_all(targets, what=translate("the sheet"), is_new=is_new) as temporaries:
        if kind == ".pdf":
            temporaries[0].write_bytes(drawn(lambda: to_document(map(page, starts))))
        else:
            for temporary, start in zip(temporaries, starts, strict=True):
                temporary.write_bytes(drawn(partial(png, start)))
    return tuple(targets)


def _targets(path: Path, kind: str, pages: int) -> list[Path]:
    if kind == ".pdf" or pages == 1:
        return [path]
    names = [path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(1, pages + 1)]
    for name in names:  # whoever chooses another name would leave them
        remove_left_beside(name)
    for name in names:
        if name.exists():
            raise UnwritableError(
                name,
                expected=translate("a new name, as there is a file for each of {0} pages", pages),
                found=translate("there is already a file of that name"),
                remedy=translate("choose another name, or a PDF, which holds all pages"),
            )
    return names


def _pictures(images: Images, maps: Array | None, limit: float) -> Colours:
    """(n, h, w, 3) the samples, with their maps laid over them."""
    samples = images if images.ndim == 4 else np.repeat(images[..., None], 3, axis=-1)
    if maps is None:
        return samples
    places = position(resize(maps, images.shape[1:3]), (0 - limit, limit))
    return blend(samples, colourise(places, COLOUR_MAPS["blue-red"]), _OPACITY)


def _caption(evaluation: Evaluation, shown: str, limit: float) -> str:
    parts = [translate("Model {0}", shortened(evaluation.model, 30))]
    parts.append(f"{shortened(evaluation.source, 30)} ({evaluation.split})")
    if shown:
        parts.append(translate("{0}, blue −{1} to red {1}", shown, as_number(limit, ".3g")))
    return " · ".join(parts)


def _page(words: Sequence[Sequence[str]], pictures: Colours, heading: str) -> Figure:
    page = FigurePage(_WIDTH, _HEIGHT)
    page.text(MARGIN, MARGIN, heading, 8, _WIDTH - 2 * MARGIN, color=MUTED)
    field = np.full((ROWS * ROW, COLUMNS * COLUMN, 3), 255, np.uint8)
    factor = max(1, CELL // max(pictures.shape[1:3]))
    for place, (lines, picture) in enumerate(zip(words, pictures, strict=True)):
        top, left = place // COLUMNS * ROW, place % COLUMNS * COLUMN
        # Pixels as sharp squares, also in viewers that smooth small pictures.
        enlarged = picture.repeat(factor, axis=0).repeat(factor, axis=1)
        enlarged = enlarged[:CELL, :CELL]
        field[top : top + len(enlarged), left : left + enlarged.shape[1]] = enlarged
        for line, text in enumerate(lines):
            below = MARGIN + HEADER + top + CELL + 4 + line * _LINE
            within = COLUMN - 6 if len(text) > _LETTERS else 0
            page.text(MARGIN + left, below, text, 5.5, within)
    axes = page.axes(MARGIN, MARGIN + HEADER, field.shape[1], field.shape[0])
    axes.set_axis_off()
    axes.imshow(field, interpolation="none", aspect="auto")
    return page.figure


def words_below(
    evaluation: Evaluation,
    index: int,
    second: Evaluation | None = None,
    clusters: Mapping[int, str] | None = None,
) -> tuple[str, ...]:
    """What stands below a sample: its place, label → predicted class; the probability of that.

    What a second model reads follows the predicted class, the cluster's name the probability.
    """
    names = evaluation.class_names
    label, read = names[evaluation.labels[index]], names[evaluation.predicted[index]]
    if second is not None:
        read = f"{read} | {names[second.predicted[index]]}"
    reading = f"{index}: {label} → {read}"
    lines = (reading,) if len(reading) <= _LETTERS else (f"{index}: {label}", f"→ {read}")
    probability = evaluation.known_probability(index)
    share = "" if probability is None else f"p {as_share(probability)}"
    cluster = shortened((clusters or {}).get(index, ""), _LETTERS)
    return *lines, " · ".join(each for each in (share, cluster) if each)
