"""The ten digits as samples: MNIST's size and classes, which the built-in digits share."""

from __future__ import annotations

from camviewer.data.dataset import Dataset, Split
from camviewer.data.digits.preparation import SIDE
from camviewer.data.spec import ImageSpec, Noun

DIGIT_SPEC = ImageSpec(SIDE, SIDE)
"""28 by 28, grey, ink bright."""

DIGIT_NAMES = tuple("0123456789")
"""Names of the classes, in the order of the network's scores."""


def digit_dataset(name: str, train: Split, test: Split) -> Dataset:
    """A data set of digits."""
    return Dataset(name, train, test, DIGIT_SPEC, DIGIT_NAMES, Noun.DIGIT)


def are_digits(spec: ImageSpec, class_names: tuple[str, ...]) -> bool:
    """Whether samples are of the shape and the classes that the ten digits have."""
    return spec == DIGIT_SPEC and class_names == DIGIT_NAMES
