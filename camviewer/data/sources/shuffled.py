"""Digits whose pixels have changed places, the same way in all of them.

A fully connected network learns them as well as any others, for it knows no places; a convolution
finds no neighbours any more. Made of MNIST where it is found, else of the built-in digits.
"""

from __future__ import annotations

from dataclasses import replace

from camviewer.common.translation import tr_noop
from camviewer.data.dataset import ArraySplit, Dataset, Split
from camviewer.data.rearrangement import shuffled
from camviewer.data.sources import open_source

TITLE = tr_noop("Shuffled digits")


def load() -> Dataset:
    """Digits with shuffled pixels; nothing is read until it is asked for."""
    dataset = open_source()
    return replace(
        dataset, name="shuffled", train=_shuffled(dataset.train), test=_shuffled(dataset.test)
    )


def _shuffled(split: Split) -> ArraySplit:
    return ArraySplit(len(split), lambda: (shuffled(split.images), split.labels))
