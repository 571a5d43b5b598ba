"""What the points of the map are coloured by: a colour for each sample, and what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.common.translation import translate
from camviewer.error_analysis.annotations import TAGS, Annotation
from camviewer.error_analysis.clusters import ErrorCluster
from camviewer.error_analysis.tag_titles import tag_title
from camviewer.inference.evaluation import Evaluation
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.distinct_colours import DISTINCT, distinct_colours

_OTHER = {True: (95, 103, 114), False: (160, 167, 177)}  # of no kind, on dark and light ground
_RIGHT = {True: (76, 155, 255), False: (11, 98, 196)}
_WRONG = {True: (255, 138, 76), False: (217, 72, 15)}
_LOSSES = (1e-4, 10.0)  # at the ends of the colours; each step is the same factor
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)  # of these colours in the legend


@dataclass(frozen=True, eq=False)
class Colouring:
    """Colours of n samples.

    Attributes:
        colours: (n, 3) RGB of each.
        legend: colours and what they mean, in order.
        named: (n,) the place in `names` of each sample's class, if the map shows those; else None.
        names: of the classes.
    """

    colours: Colours
    legend: Sequence[tuple[tuple[int, int, int], str]]
    named: NDArray[np.intp] | None = None
    names: Sequence[str] = ()


def by_class(classes: NDArray[np.uint8], names: Sequence[str], *, dark: bool) -> Colouring:
    """By a class of each sample: its label or its prediction."""
    table = distinct_colours(len(names), dark=dark)
    legend = [(_rgb(colour), name) for colour, name in zip(table, names, strict=True)]
    return Colouring(table[classes], legend, classes.astype(np.intp), names)


def by_outcome(evaluation: Evaluation, *, dark: bool) -> Colouring:
    """By whether each sample was predicted correctly."""
    table = np.array([_RIGHT[dark], _WRONG[dark]], np.uint8)
    legend = [(_RIGHT[dark], translate("correct")), (_WRONG[dark], translate("misclassified"))]
    return Colouring(table[evaluation.wrong.astype(np.intp)], legend)


def by_loss(evaluation: Evaluation, *, dark: bool) -> Colouring:
    """By the loss of each sample, on a logarithmic scale."""
    low, high = np.log(_LOSSES)
    places = (np.log(np.maximum(evaluation.loss, _LOSSES[0])) - low) / (high - low)
    table = COLOUR_MAPS["viridis"]
    # The end that stands out is that of large losses on either ground.
    table = table[40:] if dark else table[::-1][40:]
    table = table[np.linspace(0, len(table) - 1, 256).round().astype(np.intp)]
    colours = colourise(np.clip(places, 0, 1).astype(np.float32), table)
    steps = colourise(np.array(_STEPS, np.float32), table)
    words = [f"{loss:.2g}" for loss in np.exp(low + (high - low) * np.array(_STEPS))]
    words[0], words[-1] = f"≤ {words[0]}", f"≥ {words[-1]}"
    return Colouring(colours, [(_rgb(step), word) for step, word in zip(steps, words, strict=True)])


def by_tag(number: int, annotations: Mapping[int, Annotation], *, dark: bool) -> Colouring:
    """By the tag of each sample; samples of several tags are of one more kind."""
    used = {tag for annotation in annotations.values() for tag in annotation.tags}
    own = sorted(used - set(TAGS))[: DISTINCT - len(TAGS) - 2]
    tags = [*(tag for tag in TAGS if tag in used), *own]
    kinds = np.zeros(number, np.intp)
    several, other = len(tags) + 1, len(tags) + 2
    places = {tag: place for place, tag in enumerate(tags, start=1)}
    for index, annotation in annotations.items():
        if len(annotation.tags) > 1:
            kinds[index] = several
        elif annotation.tags:
            (tag,) = annotation.tags
            kinds[index] = places.get(tag, other)
    words = [translate("no tag"), *map(tag_title, tags), translate("several tags")]
    return _by_kind(kinds, [*words, translate("another tag")], dark=dark)


def by_cluster(
    number: int, clusters: Sequence[ErrorCluster], names: Sequence[str], *, dark: bool
) -> Colouring:
    """By the cluster of each sample."""
    kinds = np.zeros(number, np.intp)
    for place, cluster in enumerate(clusters, start=1):
        kinds[cluster.members] = place
    return _by_kind(kinds, [translate("in no cluster"), *names], dark=dark)


def _by_kind(kinds: NDArray[np.intp], words: Sequence[str], *, dark: bool) -> Colouring:
    """By a kind of each sample, the first of which is nothing; only those there are are told."""
    table = np.concatenate(
        [np.array([_OTHER[dark]], np.uint8), distinct_colours(len(words) - 1, dark=dark)]
    )
    legend = [(_rgb(table[kind]), words[kind]) for kind in np.unique(kinds)]
    return Colouring(table[kinds], legend)


def _rgb(colour: NDArray[np.uint8]) -> tuple[int, int, int]:
    red, green, blue = (int(part) for part in colour)
    return red, green, blue
