"""The ten digits as samples: MNIST's size and classes, which the built-in digits share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camviewer.data.spec import ImageSpec, Noun, numbered

if TYPE_CHECKING:
    from camviewer.data.dataset import Dataset, Split

DIGIT_SPEC = ImageSpec(28, 28)
"""28 by 28, grey, ink bright."""

DIGIT_NAMES = numbered(10)
"""Names of the classes, in the order of the network's scores."""


def digit_dataset(name: str, train: Split, test: Split) -> Dataset:
    """A data set of digits."""
    from camviewer.data.dataset import Dataset  # here: cards know digits without NumPy

    return Dataset(name, train, test, DIGIT_SPEC, DIGIT_NAMES, Noun.DIGIT)


def are_digits(spec: ImageSpec, class_names: tuple[str, ...]) -> bool:
    """Whether samples are of the shape and the classes that the ten digits have."""
    return spec == DIGIT_SPEC and class_names == DIGIT_NAMES
