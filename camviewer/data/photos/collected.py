"""The samples found in one photo as a small data set to step through."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.data.dataset import ArraySplit, Dataset, no_samples
from camviewer.data.digits.spec import DIGIT_NAMES, DIGIT_SPEC
from camviewer.data.photos.samples import FoundSample
from camviewer.data.spec import ImageSpec, Noun


def collected(name: str, found: Sequence[FoundSample]) -> Dataset:
    """A data set without labels and without a training part.

    Args:
        name: what it is called: the photo's path, or what the clipboard's picture is called.
        found: the samples, at least one, in their order.
    """
    images = np.rint(np.stack([each.sample for each in found]) * 255).astype(np.uint8)
    spec = ImageSpec.of(found[0].sample)
    test = ArraySplit(len(images), lambda: (images, None), is_labelled=False)
    noun = Noun.DIGIT if spec == DIGIT_SPEC else Noun.PICTURE
    return Dataset(name, no_samples(spec), test, spec, DIGIT_NAMES, noun)
