"""A data set as a remedy changes it, so that a network learns what it misread."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import cv2
import numpy as np

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.augmentation import vary
from camviewer.data.checksums import sample_checksums
from camviewer.data.dataset import ArraySplit, Dataset, Images, Labels, is_labelled
from camviewer.data.digits.spec import are_digits
from camviewer.data.held_out import checksums_of, held_out
from camviewer.data.remedy import Remedy
from camviewer.data.sources import open_source

THICKER = 1 / 3
"""Share of the varied digits that get a thicker stroke; as many get a thinner one."""


def remedied(dataset: Dataset, remedy: Remedy | None) -> Dataset:
    """A data set after a remedy; of the test split only what it may be judged by.

    Args:
        dataset: with labels in both parts; it is not changed.
        remedy: what is done; None for nothing.

    Raises:
        UserError: one's own samples are of another kind, cannot be read, or are all among those
            that it is judged by; or the data set has fewer samples than when the remedy was made.
        ValueError: the remedy would train on samples that are held out.
    """
    if remedy is None:
        return dataset
    if _asks_for_more(dataset, remedy):
        raise UserError(
            translate(
                "{0} has fewer [samples] than before. Put the missing ones back, or evaluate "
                "again.",
                dataset.name,
            )
        )
    checksums = checksums_of(dataset.test) if remedy.halved or remedy.own else ()
    kept = held_out(checksums) if remedy.halved else np.ones(len(dataset.test), np.bool_)
    used = np.array(remedy.test, np.intp)
    if kept[used].any():
        raise ValueError("expected test samples that are not held out")
    judged = {each for each, is_kept in zip(checksums, kept, strict=False) if is_kept}
    own = [_own_samples(dataset, open_source(each), judged) for each in remedy.own]
    number = len(used) + len(remedy.train) + sum(len(labels) for _, labels in own)

    def read() -> tuple[Images, Labels]:
        return _training_samples(dataset, remedy, own)

    test = dataset.test
    if remedy.halved:
        held = np.flatnonzero(kept)
        test = ArraySplit(len(held), lambda: (dataset.test.images[held], dataset.test.labels[held]))
    train = ArraySplit(len(dataset.train) + remedy.copies * number, read)
    return replace(dataset, train=train, test=test)


def _asks_for_more(dataset: Dataset, remedy: Remedy) -> bool:
    train = (*remedy.train, *(place for place, _ in remedy.labels))
    too_large = max(train, default=-1) >= len(dataset.train)
    return too_large or max(remedy.test, default=-1) >= len(dataset.test)


def _training_samples(
    dataset: Dataset, remedy: Remedy, own: Sequence[tuple[Images, Labels]]
) -> tuple[Images, Labels]:
    random = np.random.default_rng(remedy.seed)
    images, labels = dataset.train.images, dataset.train.labels.copy()
    for place, label in remedy.labels:
        labels[place] = label
    used, more = np.array(remedy.test, np.intp), np.array(remedy.train, np.intp)
    added = [(images[more], labels[more])]
    if len(used):
        added.append((dataset.test.images[used], dataset.test.labels[used]))
    added += own
    chosen = np.concatenate([each for each, _ in added])
    chosen_labels = np.concatenate([each for _, each in added])
    copies = [chosen] * min(1, remedy.copies)
    for _ in range(remedy.copies - len(copies)):
        copies.append(varied(dataset, chosen, random) if remedy.varied else chosen)
    images = np.concatenate([images, *copies])
    if remedy.border:
        images = exchange_border(images, remedy.border, random)
    return images, np.concatenate([labels, np.tile(chosen_labels, remedy.copies)])


def varied(dataset: Dataset, images: Images, random: np.random.Generator) -> Images:
    """Samples (n, h, w, …) as other hands would have written them; digits also thicker, thinner."""
    found = vary(images, random)
    if not are_digits(dataset.spec, dataset.class_names):
        return found
    kernel = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    for place, drawn in enumerate(random.random(len(found))):
        if drawn < THICKER:
            found[place] = cv2.dilate(found[place], kernel)
        elif drawn > 1 - THICKER:
            # Half of it: a thin stroke must not vanish.
            found[place] = found[place] // 2 + cv2.erode(found[place], kernel) // 2
    return found


def exchange_border(images: Images, border: int, random: np.random.Generator) -> Images:
    """Samples (n, h, w, …), each with the border of another one, drawn at random; a copy.

    Nothing is made black: a network that has learned to look there has to learn that what it sees
    there tells nothing.

    Args:
        images: the samples.
        border: pixels from each edge inward, at least 1; of small samples a quarter of the side at
            most, so that what they show is still theirs.
        random: draws whose border each one gets.
    """
    border = min(border, min(images.shape[1:3]) // 4)
    inner = slice(border, -border)
    found = images[random.permutation(len(images))]
    found[:, inner, inner] = images[:, inner, inner]
    return found


def _own_samples(dataset: Dataset, own: Dataset, judged: AbstractSet[str]) -> tuple[Images, Labels]:
    """Samples of one's own: those to learn from, or the only ones; without what is judged by."""
    if own.spec.size != dataset.spec.size or own.spec.channels != dataset.spec.channels:
        raise UserError(
            translate(
                "{0} has pictures of another size or colour than {1} and cannot be added. "
                "Choose others.",
                own.name,
                dataset.name,
            )
        )
    if len(own.class_names) > len(dataset.class_names):
        raise UserError(
            translate(
                "{0} has {1} classes and cannot be added to {2}, which has {3}. Choose others.",
                own.name,
                len(own.class_names),
                dataset.name,
                len(dataset.class_names),
            )
        )
    parts = [each for each in (own.train, own.test) if len(each) and is_labelled(each)]
    if not parts:
        raise UserError(
            translate(
                "{0} has no labels and cannot be added. Open pictures that are sorted into a "
                "folder for each class.",
                own.name,
            )
        )
    images, labels = parts[0].images, parts[0].labels
    others = np.array([each not in judged for each in sample_checksums(images)], np.bool_)
    if not others.any():
        raise UserError(
            translate(
                "{0} has only [samples] that are held out for the verdict. Choose others.", own.name
            )
        )
    return images[others], labels[others]
