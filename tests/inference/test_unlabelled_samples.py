"""Samples without labels are read and explained; accuracy is refused in one sentence."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.data.dataset import ArraySplit, no_samples
from camviewer.data.digits.spec import DIGIT_SPEC, digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluator import evaluate
from camviewer.networks.formats import model_file

MODEL = model_file.bundled()[model_file.DEFAULT_MODEL]


def test_that_accuracy_needs_labels_and_maps_do_not() -> None:
    images = WrittenSplit("test", 3).write(3)
    test = ArraySplit(3, lambda: (images, None), is_labelled=False)
    dataset = digit_dataset("plain", no_samples(DIGIT_SPEC), test)
    engine = ENGINES.of(MODEL)
    engine.check_fits(dataset)
    assert np.array_equal(test.images, images)
    for split in ("test", "all"):
        with pytest.raises(UserError, match="have no labels"):
            evaluate(MODEL, dataset, split, lambda _done, _all: None, CancelToken())
    with pytest.raises(UserError, match=r"there are no .* in it"):
        evaluate(MODEL, dataset, "train", lambda _done, _all: None, CancelToken())
